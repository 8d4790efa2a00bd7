// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The other direction: from source functions, those with a known vulnerability say, to the binary's functions.

#include "analysis/source/functionquery.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/findjson.h"
#include "app/cli/matchinputs.h"
#include "app/cli/methodoptions.h"
#include "app/project/storedmatches.h"

#include <QCommandLineParser>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <cstdio>

namespace symbolon {

namespace {

const char *const namesHint = "FUNCTION is a name, FILE:LINE or FILE:NAME, FILE relative to its SOURCE_DIR";

struct Options {
    WorkOptions work;
    InputOptions inputs;
    MethodOptions method;
    QStringList functions;
    unsigned top = 10;
    QString json; // empty: text; "-": stdout
};

// One a line; what follows a '#' is a comment.
Result<QStringList> listedIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return badInput(path.toStdString() + ": " + file.errorString().toStdString());
    QStringList functions;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        const QString function = line.left(line.indexOf(u'#')).trimmed();
        if (!function.isEmpty())
            functions.append(function);
    }
    if (functions.isEmpty())
        return badInput(path.toStdString() + " names no function", "one a line; what follows a '#' is a comment");
    return functions;
}

Result<Options> optionsOf(const QCommandLineParser &parser)
{
    Options options;
    const auto work = workOptions(parser);
    if (!work)
        return work.error();
    options.work = *work;
    const auto inputs = inputOptions(parser);
    if (!inputs)
        return inputs.error();
    options.inputs = *inputs;
    const auto method = methodOptions(parser);
    if (!method)
        return method.error();
    options.method = *method;
    const auto top = topOption(parser);
    if (!top)
        return top.error();
    options.top = *top;
    options.json = parser.value(QStringLiteral("json"));
    // The first is a folder, whether it is there or not; then as many as are.
    QStringList &folders = options.inputs.sources;
    const auto last = std::find_if(folders.cbegin() + 1, folders.cend(),
                                   [](const QString &each) { return !QFileInfo(each).isDir(); });
    options.functions = QStringList(last, folders.cend());
    folders.erase(last, folders.cend());
    options.functions += parser.values(QStringLiteral("function"));
    for (const QString &path : parser.values(QStringLiteral("list"))) {
        const auto listed = listedIn(path);
        if (!listed)
            return listed.error();
        options.functions += *listed;
    }
    options.functions.removeDuplicates();
    return options;
}

// Each function once. What is not there is told on stderr, one line each.
std::vector<uint32_t> functionsOf(const SourceTree &tree, const Options &options, QStringList &missing)
{
    std::vector<uint32_t> all;
    for (const QString &text : options.functions) {
        const auto found = findFunctions(tree, text.toStdString());
        if (found.empty()) {
            missing.append(text);
            report(badInput(options.inputs.sources.join(QStringLiteral(", ")).toStdString() + " has no function '"
                                + text.toStdString() + "'",
                            namesHint));
        }
        for (const uint32_t source : found) {
            if (std::find(all.begin(), all.end(), source) == all.end())
                all.push_back(source);
        }
    }
    return all;
}

// By the network's vectors alone, which say of no function that it is not there.
Result<void> findByVectors(const Inputs &inputs, const std::vector<uint32_t> &sources, unsigned top,
                           const EmbeddingUse &use, const Work &work, FoundSources &found)
{
    auto hits = findInBinary(*inputs.program, *inputs.tree, sources, top, use, work);
    if (!hits)
        return hits.error();
    found.model = hits->model;
    for (std::size_t n = 0; n < sources.size(); ++n)
        found.answers.push_back({sources[n], std::nullopt, 0, std::move(hits->hits[n]), {}});
    return {};
}

void findInMatches(const Inputs &inputs, const std::vector<uint32_t> &sources, unsigned top, const Matches &matches,
                   FoundSources &found)
{
    found.method = matches.method;
    found.model = matches.model;
    found.answers = answersFrom(matches, *inputs.tree, sources, top);
    for (const FunctionMatches &function : matches.functions) {
        if (!function.candidates.empty())
            found.best.insert(function.function, function.candidates.front().source);
    }
}

// The project's matches, where they are what matching would find now. `engine` is opened to compare its model; where
// there is no network they are as good as it gets.
Result<std::optional<Matches>> storedMatches(const MatchOptions &match, const Options &options,
                                             const ProjectStore &store, qint64 binary,
                                             std::optional<EmbeddingEngine> &engine)
{
    auto matches = loadMatchesMadeWith(match, store, binary);
    if (!matches || !*matches || (*matches)->model.empty())
        return matches;
    if (!engine) {
        if (auto opened = openEngine(options.method.network.weights, options.method.network.device))
            engine = std::move(*opened);
    }
    return engine && engine->embedder->model() != (*matches)->model ? std::optional<Matches>() : matches;
}

// Keeps what is new; matches of another method, which somebody chose, are not replaced.
Result<void> keep(ProjectStore &store, Inputs &inputs, const MatchOptions &match, const Matches &matches)
{
    if (const auto saved = saveInputs(store, inputs); !saved)
        return saved;
    const auto stored = store.loadMatches(inputs.binary.id);
    if (!stored)
        return stored.error();
    if (*stored && (*stored)->method != matches.method)
        return {};
    return saveMatchesMadeWith(match, store, inputs.binary.id, matches);
}

class Finder
{
public:
    Finder(Options options, const Work &work) : m_options(std::move(options)), m_work(work) { }

    // What was asked for and is missing is told at once; what nobody asked for, after what is wrong with the inputs.
    Result<void> openChosen() { return m_options.method.chosen ? open() : Result<void>(); }
    Result<FoundSources> run(Inputs &inputs, const std::vector<uint32_t> &sources, ProjectStore *store);

private:
    Result<void> open();
    Result<Matches> matches(Inputs &inputs, ProjectStore *store);
    [[nodiscard]] EmbeddingUse use(ProjectStore *store);

    Options m_options;
    const Work &m_work;
    std::optional<EmbeddingEngine> m_engine;
    std::optional<StoredVectors> m_vectors;
};

Result<void> Finder::open()
{
    auto engine = engineFor(m_options.method);
    if (!engine)
        return engine.error();
    m_engine = std::move(*engine);
    return {};
}

EmbeddingUse Finder::use(ProjectStore *store)
{
    if (store && !m_vectors)
        m_vectors.emplace(*store);
    return {[this] { return Result<EmbeddingEngine>(*m_engine); }, m_vectors ? &*m_vectors : nullptr};
}

Result<Matches> Finder::matches(Inputs &inputs, ProjectStore *store)
{
    MatchOptions match;
    match.method = m_options.method.method;
    if (store && inputs.binary.id) {
        const auto decisions = store->decisions(inputs.binary.id);
        if (!decisions)
            return decisions.error();
        constrain(match, *inputs.program, *inputs.tree, *decisions);
        if (!inputs.newProgram && !inputs.newTree) {
            auto stored = storedMatches(match, m_options, *store, inputs.binary.id, m_engine);
            if (!stored)
                return stored.error();
            if (*stored)
                return std::move(**stored);
        }
    }
    if (!m_engine)
        if (const auto opened = open(); !opened)
            return opened.error();
    match.method = m_options.method.method;
    auto matched = matchWith(*inputs.program, *inputs.tree, match, use(store), m_work);
    if (matched && store)
        if (const auto kept = keep(*store, inputs, match, *matched); !kept)
            return kept.error();
    return matched;
}

Result<FoundSources> Finder::run(Inputs &inputs, const std::vector<uint32_t> &sources, ProjectStore *store)
{
    FoundSources found;
    found.method = m_options.method.method;
    if (found.method == embeddingMethod) {
        const auto done = findByVectors(inputs, sources, m_options.top, use(store), m_work, found);
        if (!done)
            return done.error();
        if (store)
            if (const auto saved = saveInputs(*store, inputs); !saved)
                return saved.error();
        return found;
    }
    const auto matched = matches(inputs, store);
    if (!matched)
        return matched.error();
    findInMatches(inputs, sources, m_options.top, *matched, found);
    return found;
}

Result<void> write(const Inputs &inputs, const FoundSources &found, const QString &path)
{
    const QByteArray bytes = path.isEmpty() ? findText(inputs, found) : findJson(inputs, found);
    if (path.isEmpty() || path == QLatin1String("-")) {
        std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
        return {};
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(path.toStdString() + ": " + file.errorString().toStdString());
    std::fprintf(stderr, "wrote %s\n", qPrintable(path));
    return {};
}

int run(const Options &options, std::stop_token stop)
{
    ProgressLine line(options.work.style);
    Work work;
    work.stop = stop;
    work.threads = options.work.threads;
    work.onProgress = [&](const Progress &p) { line.update(p); };
    Finder finder(options, work);
    if (const auto opened = finder.openChosen(); !opened)
        return report(opened.error());
    std::unique_ptr<ProjectStore> store;
    auto inputs = readInputs(options.inputs, store, work, line);
    if (!inputs)
        return report(inputs.error());
    QStringList missing;
    const auto sources = functionsOf(*inputs->tree, options, missing);
    if (sources.empty())
        return ExitStatus::badInput;
    auto found = finder.run(*inputs, sources, store.get());
    line.clear();
    if (!found)
        return report(found.error());
    found->missing = missing;
    if (const auto written = write(*inputs, *found, options.json); !written)
        return report(written.error());
    return missing.isEmpty() ? ExitStatus::done : ExitStatus::badInput;
}

} // namespace

int findCommand(const QStringList &arguments, std::stop_token stop)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Finds source functions in a binary: the functions that they are, or were inlined into, or that "
                       "they are absent."));
    addInputOptions(parser);
    parser.addPositionalArgument(
        QStringLiteral("FUNCTION"),
        QStringLiteral("A source function: its name, FILE:LINE with any line of it, or FILE:NAME, FILE relative to "
                       "its SOURCE_DIR. All that have the name are answered."),
        QStringLiteral("FUNCTION..."));
    parser.addOption(
        {QStringLiteral("list"),
         QStringLiteral("Also the functions that FILE names, one a line; what follows a '#' is a comment."),
         QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("function"),
                      QStringLiteral("The same as FUNCTION, for one that a folder is called as."),
                      QStringLiteral("FUNCTION")});
    addTopOption(parser, QStringLiteral("Binary functions for each (default 10)."));
    parser.addOption(
        {QStringLiteral("json"), QStringLiteral("Write JSON to OUT; - is stdout."), QStringLiteral("OUT")});
    addMethodOptions(parser);
    addWorkOptions(parser);
    int status = 0;
    if (!parse(parser, QStringLiteral("find"), arguments, status))
        return status;
    if (parser.positionalArguments().size() < 2)
        return usageError(QStringLiteral("find takes BINARY, SOURCE_DIR and FUNCTION"), QStringLiteral("find"));
    const auto options = optionsOf(parser);
    if (!options)
        return report(options.error());
    if (options->functions.isEmpty())
        return usageError(QStringLiteral("find takes FUNCTION, or --list FILE with several"), QStringLiteral("find"));
    return run(*options, stop);
}

} // namespace symbolon
