// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/components.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/matchinputs.h"
#include "app/cli/methodoptions.h"
#include "app/cli/reporting.h"
#include "app/cli/summary.h"
#include "app/embedding/pairattributor.h"
#include "app/project/storedmatches.h"
#include "app/report/reportdata.h"
#include "app/workers/tagversions.h"

#include <QCommandLineParser>

#include <cstdio>
#include <optional>

namespace symbolon {

namespace {

void print(const Program &program, const SourceTree &tree, const Matches &matches)
{
    const bool several = hasSeveralComponents(tree);
    std::printf("%-18s %-32s %10s %10s  %s%s\n", "address", "best candidate", "similarity", "confidence",
                several ? "component         " : "", "source");
    for (const FunctionMatches &match : matches.functions) {
        if (match.candidates.empty())
            continue;
        const Candidate &best = match.candidates.front();
        const SourceFunction &source = tree.functions.at(best.source);
        const QString address =
            QStringLiteral("0x") + QString::number(program.functions.at(match.function).address, 16);
        std::printf("%-18s %-32s %9.1f%% %9.1f%%  ", qPrintable(address), source.name.c_str(), best.score * 100,
                    best.confidence * 100);
        if (several)
            std::printf("%-17s ", tree.components.at(componentOf(tree, source)).name.c_str());
        std::printf("%s:%u\n", tree.files.at(source.file).path.c_str(), source.line);
    }
}

struct Options {
    WorkOptions work;
    InputOptions inputs;
    MethodOptions method;
    QStringList reports;
    bool summary = false; // also for one checkout
    MatchOptions match;
    std::optional<double> acceptAbove; // a confidence, 0…1
};

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
    const auto reports = reportPaths(parser);
    if (!reports)
        return reports.error();
    options.reports = *reports;
    options.summary = parser.isSet(QStringLiteral("summary"));
    const auto top = topOption(parser);
    if (!top)
        return top.error();
    options.match.top = *top;
    const auto method = methodOptions(parser);
    if (!method)
        return method.error();
    options.method = *method;
    if (parser.isSet(QStringLiteral("accept-above"))) {
        bool number = false;
        const double confidence = parser.value(QStringLiteral("accept-above")).toDouble(&number);
        if (!number || !(confidence >= 0 && confidence <= 1))
            return Error{ErrorKind::Usage, "--accept-above takes a confidence from 0 to 1", {}, {}};
        if (options.inputs.project.isEmpty())
            return Error{ErrorKind::Usage, "--accept-above needs --project, where decisions are kept", {}, {}};
        options.acceptAbove = confidence;
    }
    options.match.assignment = !parser.isSet(QStringLiteral("no-assignment"));
    return options;
}

// What is proposed with at least that confidence for functions that nothing was decided about; one undo step.
Result<int> acceptAbove(ProjectStore &store, const Inputs &inputs, const Matches &matches, double confidence)
{
    const auto stored = store.decisions(inputs.binary.id);
    if (!stored)
        return stored.error();
    const QHash<quint64, Decision> known = byAddress(*stored);
    QList<Decision> accepted;
    for (const FunctionMatches &match : matches.functions) {
        Decision decision = known.value(inputs.program->functions.at(match.function).address);
        if (match.candidates.empty() || match.candidates.front().confidence < confidence
            || decision.state == Decision::State::Accepted || decision.state == Decision::State::Blocked
            || (decision.state == Decision::State::Rejected && decision.rejected.isEmpty()))
            continue;
        decision.address = inputs.program->functions.at(match.function).address;
        decision.state = Decision::State::Accepted;
        decision.source = sourceKey(*inputs.tree, match.candidates.front().source);
        accepted.append(decision);
    }
    const auto done = store.decide(inputs.binary.id, accepted);
    return done ? Result<int>(int(accepted.size())) : Result<int>(done.error());
}

int run(Options options, std::stop_token stop)
{
    ProgressLine line(options.work.style);
    Work work;
    work.stop = stop;
    work.threads = options.work.threads;
    work.onProgress = [&](const Progress &p) { line.update(p); };
    // What was asked for and is missing is told at once; what nobody asked for, after what is wrong with the inputs.
    Result<std::optional<EmbeddingEngine>> engine = std::optional<EmbeddingEngine>();
    if (options.method.chosen)
        engine = engineFor(options.method);
    if (!engine)
        return report(engine.error());
    std::unique_ptr<ProjectStore> store;
    auto read = readInputs(options.inputs, store, work, line);
    if (!read)
        return report(read.error());
    if (!options.method.chosen)
        engine = engineFor(options.method);
    if (!engine)
        return report(engine.error());
    Inputs &inputs = *read;
    options.match.method = options.method.method;

    QHash<quint64, Decision> decisions;
    if (store && inputs.binary.id) {
        const auto stored = store->decisions(inputs.binary.id);
        if (!stored)
            return report(stored.error());
        decisions = byAddress(*stored);
        constrain(options.match, *inputs.program, *inputs.tree, *stored);
    }
    std::optional<StoredVectors> vectors;
    if (store)
        vectors.emplace(*store);
    const EmbeddingUse use{[&] { return Result<EmbeddingEngine>(**engine); }, vectors ? &*vectors : nullptr};
    auto matched = matchWith(*inputs.program, *inputs.tree, options.match, use, work);
    line.clear();
    if (!matched)
        return report(matched.error());
    if (store) {
        if (const auto saved = saveInputs(*store, inputs); !saved)
            return report(saved.error());
        if (const auto saved = saveMatchesMadeWith(options.match, *store, inputs.binary.id, *matched); !saved)
            return report(saved.error());
        if (options.acceptAbove) {
            const auto accepted = acceptAbove(*store, inputs, *matched, *options.acceptAbove);
            if (!accepted)
                return report(accepted.error());
            std::fprintf(stderr, "accepted %d functions with a confidence of at least %g\n", *accepted,
                         *options.acceptAbove);
            const auto now = store->decisions(inputs.binary.id);
            if (!now)
                return report(now.error());
            decisions = byAddress(*now);
        }
    }

    ReportInput input;
    input.program = inputs.program;
    input.sources = inputs.tree;
    input.model = QString::fromStdString(matched->model);
    input.checkouts = inputs.sources;
    input.matches = std::make_shared<const Matches>(std::move(*matched));
    input.binary = inputs.binary;
    input.decisions = decisions;
    PairAttributor attributor(input.program, input.sources);
    if (*engine) {
        input.attribute = [&](uint32_t function, const Candidate &candidate) {
            Work quiet;
            quiet.stop = work.stop;
            return attributor.of(function, candidate.source, candidate.evidence, *(*engine)->embedder, quiet);
        };
    }
    if (options.summary || hasSeveralComponents(*input.sources)) {
        const auto taken = takenIn(ReportData(input));
        input.tags = tellTags(*input.program, *input.sources, taken, readTagVersions(*input.sources, taken, work));
        line.clear();
    }
    if (options.reports.isEmpty() && !options.summary)
        print(*input.program, *input.sources, *input.matches);
    if (options.summary || hasSeveralComponents(*input.sources))
        printSummary(input);
    return writeReports(std::move(input), options.reports, work, line);
}

} // namespace

int matchCommand(const QStringList &arguments, std::stop_token stop)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Finds the source function of each binary function."));
    addInputOptions(parser);
    addReportOption(parser);
    parser.addOption({QStringLiteral("summary"),
                      QStringLiteral("Print how much of the binary each SOURCE_DIR is, and of which version, in place "
                                     "of the candidates. With several it is printed anyway.")});
    addTopOption(parser, QStringLiteral("Candidates per function (default 10)."));
    addMethodOptions(parser);
    parser.addOption({QStringLiteral("accept-above"),
                      QStringLiteral("Accept what is proposed with a confidence of at least C (0 to 1) and not decided "
                                     "yet; the project keeps it."),
                      QStringLiteral("C")});
    parser.addOption({QStringLiteral("no-assignment"),
                      QStringLiteral("Rank each function by itself, without one-to-one assignment.")});
    addWorkOptions(parser);
    int status = 0;
    if (!parse(parser, QStringLiteral("match"), arguments, status))
        return status;
    if (parser.positionalArguments().size() < 2)
        return usageError(QStringLiteral("match takes BINARY and SOURCE_DIR, or several"), QStringLiteral("match"));
    const auto options = optionsOf(parser);
    if (!options)
        return report(options.error());
    return run(*options, stop);
}

} // namespace symbolon
