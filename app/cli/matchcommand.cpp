// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/binaryoptions.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/reporting.h"
#include "app/workers/inputs.h"
#include "model/modelmodule.h"

#include <QCommandLineParser>
#include <QFileInfo>

#include <cstdio>
#include <future>
#include <optional>

namespace symbolon {

namespace {

QString methodNames()
{
    QStringList names;
    for (const auto &matcher : matchers())
        names << QString::fromUtf8(matcher->name().data(), static_cast<qsizetype>(matcher->name().size()));
    return names.join(QLatin1String(", "));
}

struct Inputs {
    BinaryInput binary;
    SourceInput source;
    std::shared_ptr<const Program> program;
    std::shared_ptr<const SourceTree> tree;
    bool newProgram = false; // not yet in the project
    bool newTree = false;
};

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
    const auto source = store.sources();
    if (!source)
        return source.error();
    if (*source && (*source)->path == inputs.source.path && (*source)->fingerprint == inputs.source.fingerprint) {
        auto tree = store.loadSources();
        if (!tree)
            return tree.error();
        inputs.tree = std::make_shared<const SourceTree>(std::move(*tree));
    }
    return {};
}

// Analyses the binary and reads the checkout side by side, each only when it is not there yet.
Result<void> read(const BinaryRequest &request, Inputs &inputs, const Work &work)
{
    std::stop_source stop; // when one side fails, the other need not go on
    const std::stop_callback chain(work.stop, [&] { stop.request_stop(); });
    Work inner = work;
    inner.stop = stop.get_token();
    const Workers workers;
    std::future<Result<SourceTree>> sources;
    if (!inputs.tree)
        sources = std::async(std::launch::async, [&] { return workers.readSources(inputs.source.path, inner); });
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
    if (sources.valid()) {
        auto tree = sources.get();
        if (tree) {
            inputs.tree = std::make_shared<const SourceTree>(std::move(*tree));
            inputs.newTree = true;
        } else if (!failed) {
            failed = tree.error();
        }
    }
    return failed ? Result<void>(*failed) : Result<void>();
}

Result<void> save(ProjectStore &store, Inputs &inputs, const Matches &matches)
{
    if (inputs.newProgram) {
        const auto id = store.saveBinary(inputs.binary, *inputs.program);
        if (!id)
            return id.error();
        inputs.binary.id = *id;
    }
    if (inputs.newTree)
        if (const auto saved = store.saveSources(inputs.source, *inputs.tree); !saved)
            return saved.error();
    return store.saveMatches(inputs.binary.id, matches);
}

void print(const Program &program, const SourceTree &tree, const Matches &matches)
{
    std::printf("%-18s %-32s %6s  %s\n", "address", "best candidate", "score", "source");
    for (const FunctionMatches &match : matches.functions) {
        const Candidate &best = match.candidates.front();
        const SourceFunction &source = tree.functions.at(best.source);
        const QString address =
            QStringLiteral("0x") + QString::number(program.functions.at(match.function).address, 16);
        std::printf("%-18s %-32s %5.1f%%  %s:%u\n", qPrintable(address), source.name.c_str(), best.score * 100,
                    tree.files.at(source.file).path.c_str(), source.line);
    }
}

void warn(const std::string &what, const std::vector<std::string> &warnings)
{
    for (const std::string &warning : warnings)
        std::fprintf(stderr, "symbolon: %s: %s\n", what.c_str(), warning.c_str());
}

// Whether the network could run where --device says. Only methods that embed use it; "auto" and "cpu" hold
// everywhere, so the network's module is loaded for "cuda" alone.
Result<void> checkDevice(const QString &device)
{
    if (device == QLatin1String("auto") || device == QLatin1String("cpu"))
        return {};
    if (device != QLatin1String("cuda"))
        return Error{ErrorKind::Usage, "--device takes auto, cpu or cuda, not '" + device.toStdString() + "'", {}, {}};
    const auto module = loadModelModule();
    if (!module)
        return module.error();
    for (const ComputeDevice &found : (*module)->devices())
        if (found.name.starts_with("cuda"))
            return {};
    return failure("no CUDA device is there", "LibTorch " + (*module)->torchVersion() + " sees the CPU alone");
}

struct Options {
    WorkOptions work;
    BinaryRequest request;
    bool baseGiven = false;
    QString sources;
    QStringList reports;
    QString project;
    MatchOptions match;
};

Result<Options> optionsOf(const QCommandLineParser &parser)
{
    Options options;
    const auto work = workOptions(parser);
    if (!work)
        return work.error();
    options.work = *work;
    const auto request = binaryRequest(parser, parser.positionalArguments().at(0));
    if (!request)
        return request.error();
    options.request = *request;
    options.baseGiven = parser.isSet(QStringLiteral("base"));
    options.sources = parser.positionalArguments().at(1);
    const auto reports = reportPaths(parser);
    if (!reports)
        return reports.error();
    options.reports = *reports;
    options.project = parser.value(QStringLiteral("project"));
    bool number = false;
    options.match.top = parser.value(QStringLiteral("top")).toUInt(&number);
    if (!number || options.match.top < 1 || options.match.top > 1000)
        return Error{ErrorKind::Usage,
                     "--top takes a number from 1 to 1000, not '" + parser.value(QStringLiteral("top")).toStdString()
                         + "'",
                     {},
                     {}};
    options.match.method = parser.value(QStringLiteral("method")).toStdString();
    bool known = false;
    for (const auto &matcher : matchers())
        known = known || matcher->name() == options.match.method;
    if (!known)
        return Error{ErrorKind::Usage,
                     "unknown method '" + options.match.method + "'",
                     {},
                     "known ones: " + methodNames().toStdString()};
    if (const auto device = checkDevice(parser.value(QStringLiteral("device"))); !device)
        return device.error();
    options.match.assignment = !parser.isSet(QStringLiteral("no-assignment"));
    return options;
}

int run(Options options, std::stop_token stop)
{
    const auto described = describeBinary(options.request);
    if (!described)
        return report(described.error());
    const QFileInfo folder(options.sources);
    if (!folder.isDir())
        return report(
            badInput(options.sources.toStdString() + (folder.exists() ? " is not a folder" : ": no such folder"),
                     "SOURCE_DIR is the top of a source checkout"));
    ProgressLine line(options.work.style);
    Work work;
    work.stop = stop;
    work.threads = options.work.threads;
    work.onProgress = [&](const Progress &p) { line.update(p); };
    const auto settled = settleArchitecture(options.request, options.baseGiven, work);
    if (!settled)
        return report(settled.error());
    options.request = *settled;
    Inputs inputs;
    inputs.binary = *described;
    inputs.binary.architecture = settled->architecture; // what is kept is what was found, not "auto"
    inputs.binary.base = settled->base;
    inputs.source.path = folder.absoluteFilePath();

    std::unique_ptr<ProjectStore> store;
    if (!options.project.isEmpty()) {
        auto opened = QFileInfo(options.project).size() > 0 ? ProjectStore::open(options.project)
                                                            : ProjectStore::create(options.project);
        if (!opened)
            return report(opened.error());
        store = std::move(*opened);
        if (store->isReadOnly())
            return report(failure(options.project.toStdString() + ": " + store->readOnlyReason().toStdString()));
        inputs.source.fingerprint = sourceFingerprint(inputs.source.path);
        if (const auto reused = reuse(*store, inputs); !reused)
            return report(reused.error());
    }

    if (const auto done = read(options.request, inputs, work); !done) {
        line.clear();
        return report(done.error());
    }
    line.clear();
    warn(options.request.path.toStdString(), inputs.program->warnings);
    warn(options.sources.toStdString(), inputs.tree->warnings);
    if (!inputs.tree->skipped.empty())
        std::fprintf(stderr, "symbolon: %s: %zu file%s skipped, for example %s (%s)\n", qPrintable(options.sources),
                     inputs.tree->skipped.size(), inputs.tree->skipped.size() == 1 ? "" : "s",
                     inputs.tree->skipped.front().path.c_str(), inputs.tree->skipped.front().reason.c_str());
    if (inputs.tree->functions.empty())
        std::fprintf(stderr, "symbolon: %s: no C or C++ function found\n", qPrintable(options.sources));

    QHash<quint64, Decision> decisions;
    if (store && inputs.binary.id) {
        const auto stored = store->decisions(inputs.binary.id);
        if (!stored)
            return report(stored.error());
        decisions = byAddress(*stored);
        constrain(options.match, *inputs.program, *inputs.tree, *stored);
    }
    auto matched = match(*inputs.program, *inputs.tree, options.match, work);
    line.clear();
    if (!matched)
        return report(matched.error());
    if (store)
        if (const auto saved = save(*store, inputs, *matched); !saved)
            return report(saved.error());

    if (options.reports.isEmpty()) {
        print(*inputs.program, *inputs.tree, *matched);
        return ExitStatus::done;
    }
    ReportInput input;
    input.program = inputs.program;
    input.sources = inputs.tree;
    input.matches = std::make_shared<const Matches>(std::move(*matched));
    input.binary = inputs.binary;
    input.sourcePath = inputs.source.path;
    input.sourceFingerprint = inputs.source.fingerprint;
    input.decisions = decisions;
    return writeReports(std::move(input), options.reports, work, line);
}

} // namespace

int matchCommand(const QStringList &arguments, std::stop_token stop)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Finds the source function of each binary function."));
    parser.addPositionalArgument(QStringLiteral("BINARY"),
                                 QStringLiteral("An executable, library, object or firmware file."));
    parser.addPositionalArgument(QStringLiteral("SOURCE_DIR"), QStringLiteral("The top of a source checkout."));
    addBinaryOptions(parser);
    parser.addOption({QStringLiteral("project"),
                      QStringLiteral("Keep inputs and results in P; what it already holds is not done again."),
                      QStringLiteral("P.symbolon")});
    addReportOption(parser);
    parser.addOption({QStringLiteral("top"), QStringLiteral("Candidates per function (default 10)."),
                      QStringLiteral("N"), QStringLiteral("10")});
    parser.addOption({QStringLiteral("method"), QStringLiteral("Matching method: %1.").arg(methodNames()),
                      QStringLiteral("M"), QString::fromStdString(MatchOptions().method)});
    parser.addOption({QStringLiteral("device"),
                      QStringLiteral("Where methods that embed run: auto, cpu or cuda (default auto)."),
                      QStringLiteral("auto|cpu|cuda"), QStringLiteral("auto")});
    parser.addOption({QStringLiteral("no-assignment"),
                      QStringLiteral("Rank each function by itself, without one-to-one assignment.")});
    addWorkOptions(parser);
    int status = 0;
    if (!parse(parser, QStringLiteral("match"), arguments, status))
        return status;
    if (parser.positionalArguments().size() != 2)
        return usageError(QStringLiteral("match takes BINARY and SOURCE_DIR"), QStringLiteral("match"));
    const auto options = optionsOf(parser);
    if (!options)
        return report(options.error());
    return run(*options, stop);
}

} // namespace symbolon
