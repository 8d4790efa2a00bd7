// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/matchinputs.h"

#include "analysis/source/components.h"
#include "app/cli/binaryoptions.h"
#include "app/workers/inputs.h"

#include <QCommandLineParser>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <future>
#include <optional>

namespace symbolon {

namespace {

// What the project holds of these inputs and need not be made again.
Result<void> reuse(const ProjectStore &store, Inputs &inputs)
{
    const auto binaries = store.binaries();
    if (!binaries)
        return binaries.error();
    for (const BinaryInput &stored : *binaries) {
        if (stored.path == inputs.binary.path && stored.member == inputs.binary.member)
            inputs.binary.id = stored.id;
        if (!sameBinary(stored, inputs.binary))
            continue;
        auto program = store.loadProgram(stored.id);
        if (!program)
            return program.error();
        inputs.binary = stored;
        inputs.program = std::make_shared<const Program>(std::move(*program));
    }
    return {};
}

// The project's checkouts, if any of them is asked for.
Result<Checkouts> knownCheckouts(const ProjectStore &store, const QStringList &roots)
{
    Checkouts known;
    auto sources = store.sources();
    if (!sources)
        return sources.error();
    if (std::none_of(sources->begin(), sources->end(), [&](const SourceInput &s) { return roots.contains(s.path); }))
        return known;
    auto tree = store.loadSources();
    if (!tree)
        return tree.error();
    known.inputs = std::move(*sources);
    known.tree = std::make_shared<const SourceTree>(std::move(*tree));
    return known;
}

// Analyses the binary and reads the checkouts side by side, each only when it is not there yet.
Result<void> read(const BinaryRequest &request, const QStringList &roots, const Checkouts &known, Inputs &inputs,
                  const Work &work)
{
    std::stop_source stop; // when one side fails, the other need not go on
    const std::stop_callback chain(work.stop, [&] { stop.request_stop(); });
    Work inner = work;
    inner.stop = stop.get_token();
    const Workers workers;
    auto sources = std::async(std::launch::async, [&] { return readCheckouts(workers, roots, known, inner); });
    std::optional<Error> failed;
    if (!inputs.program) {
        auto analyzed = workers.analyze(request, inner);
        if (analyzed) {
            inputs.program = std::make_shared<const Program>(std::move(analyzed->program));
            inputs.binary.sha256 = analyzed->sha256;
            inputs.newProgram = true;
        } else {
            failed = analyzed.error();
            stop.request_stop();
        }
    }
    auto checkouts = sources.get();
    if (checkouts) {
        inputs.sources = std::move(checkouts->inputs);
        inputs.tree = std::move(checkouts->tree);
        inputs.newTree = checkouts->anew;
    } else if (!failed) {
        failed = checkouts.error();
    }
    return failed ? Result<void>(*failed) : Result<void>();
}

void warn(const std::string &what, const std::vector<std::string> &warnings)
{
    for (const std::string &warning : warnings)
        std::fprintf(stderr, "symbolon: %s: %s\n", what.c_str(), warning.c_str());
}

void tellOfInputs(const InputOptions &options, const Inputs &inputs)
{
    warn(options.request.path.toStdString(), inputs.program->warnings);
    const SourceTree &tree = *inputs.tree;
    warn(options.sources.join(QStringLiteral(", ")).toStdString(), tree.warnings);
    for (uint32_t n = 0; n < static_cast<uint32_t>(options.sources.size()); ++n) {
        const std::string name = options.sources[n].toStdString();
        const auto isOfIt = [n](const SkippedSource &skipped) { return skipped.component == n; };
        const auto first = std::find_if(tree.skipped.begin(), tree.skipped.end(), isOfIt);
        const auto count = std::count_if(first, tree.skipped.end(), isOfIt);
        if (count > 0)
            std::fprintf(stderr, "symbolon: %s: %zd file%s skipped, for example %s (%s)\n", name.c_str(), count,
                         count == 1 ? "" : "s", first->path.c_str(), first->reason.c_str());
        if (std::none_of(tree.functions.begin(), tree.functions.end(),
                         [&](const SourceFunction &function) { return componentOf(tree, function) == n; }))
            std::fprintf(stderr, "symbolon: %s: no C or C++ function found\n", name.c_str());
    }
}

} // namespace

void addInputOptions(QCommandLineParser &parser)
{
    parser.addPositionalArgument(QStringLiteral("BINARY"),
                                 QStringLiteral("An executable, library, object or firmware file."));
    parser.addPositionalArgument(QStringLiteral("SOURCE_DIR"),
                                 QStringLiteral("The top of a source checkout; of several, one each."),
                                 QStringLiteral("SOURCE_DIR..."));
    addBinaryOptions(parser);
    parser.addOption({QStringLiteral("project"),
                      QStringLiteral("Keep inputs and results in P; what it already holds is not done again."),
                      QStringLiteral("P.symbolon")});
}

Result<InputOptions> inputOptions(const QCommandLineParser &parser)
{
    InputOptions options;
    const auto request = binaryRequest(parser, parser.positionalArguments().at(0));
    if (!request)
        return request.error();
    options.request = *request;
    options.baseGiven = parser.isSet(QStringLiteral("base"));
    options.sources = parser.positionalArguments().mid(1);
    options.project = parser.value(QStringLiteral("project"));
    return options;
}

Result<Inputs> readInputs(const InputOptions &options, std::unique_ptr<ProjectStore> &store, const Work &work,
                          ProgressLine &line)
{
    const auto described = describeBinary(options.request);
    if (!described)
        return described.error();
    QStringList roots;
    for (const QString &source : options.sources) {
        const QFileInfo folder(source);
        if (!folder.isDir())
            return badInput(source.toStdString() + (folder.exists() ? " is not a folder" : ": no such folder"),
                            "SOURCE_DIR is the top of a source checkout");
        if (roots.contains(folder.absoluteFilePath()))
            return Error{ErrorKind::Usage, source.toStdString() + " is given twice", {}, {}};
        roots.append(folder.absoluteFilePath());
    }
    const auto settled = settleArchitecture(options.request, options.baseGiven, work);
    if (!settled)
        return settled.error();
    Inputs inputs;
    inputs.binary = *described;
    inputs.binary.architecture = settled->architecture; // what is kept is what was found, not "auto"
    inputs.binary.base = settled->base;
    Checkouts known;
    if (!options.project.isEmpty()) {
        auto opened = QFileInfo(options.project).size() > 0 ? ProjectStore::open(options.project)
                                                            : ProjectStore::create(options.project);
        if (!opened)
            return opened.error();
        store = std::move(*opened);
        if (store->isReadOnly())
            return failure(options.project.toStdString() + ": " + store->readOnlyReason().toStdString());
        if (const auto reused = reuse(*store, inputs); !reused)
            return reused.error();
        auto stored = knownCheckouts(*store, roots);
        if (!stored)
            return stored.error();
        known = std::move(*stored);
    }
    const auto done = read(*settled, roots, known, inputs, work);
    line.clear();
    if (!done)
        return done.error();
    tellOfInputs(options, inputs);
    return inputs;
}

Result<void> saveInputs(ProjectStore &store, Inputs &inputs)
{
    if (inputs.newProgram) {
        const auto id = store.saveBinary(inputs.binary, *inputs.program);
        if (!id)
            return id.error();
        inputs.binary.id = *id;
        inputs.newProgram = false;
    }
    if (inputs.newTree)
        if (const auto saved = store.saveSources(inputs.sources, *inputs.tree); !saved)
            return saved.error();
    inputs.newTree = false;
    return {};
}

void addTopOption(QCommandLineParser &parser, const QString &what)
{
    parser.addOption({QStringLiteral("top"), what, QStringLiteral("N"), QStringLiteral("10")});
}

Result<unsigned> topOption(const QCommandLineParser &parser)
{
    const QString text = parser.value(QStringLiteral("top"));
    bool number = false;
    const unsigned top = text.toUInt(&number);
    if (!number || top < 1 || top > 1000)
        return Error{ErrorKind::Usage, "--top takes a number from 1 to 1000, not '" + text.toStdString() + "'", {}, {}};
    return top;
}

} // namespace symbolon
