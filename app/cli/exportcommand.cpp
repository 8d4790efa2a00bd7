// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/reporting.h"

#include <QCommandLineParser>

namespace symbolon {

namespace {

// The stored binary that --member names; without it the only one, else the one that was current.
Result<BinaryInput> choose(const ProjectStore &store, const QString &project, const QString &member)
{
    const auto binaries = store.binaries();
    if (!binaries)
        return binaries.error();
    if (binaries->isEmpty())
        return badInput(project.toStdString() + " holds no binary yet",
                        "open one in the workbench or run symbolon match --project");
    std::string names;
    for (const BinaryInput &binary : *binaries) {
        if (!member.isEmpty() && (binary.member == member || binary.path == member))
            return binary;
        names += (binary.member.isEmpty() ? binary.path : binary.member).toStdString() + " ";
    }
    if (!member.isEmpty())
        return badInput(project.toStdString() + " holds no binary " + member.toStdString(), "it holds " + names);
    if (binaries->size() > 1)
        return badInput(project.toStdString() + " holds " + std::to_string(binaries->size()) + " binaries",
                        "choose one with --member: " + names);
    return binaries->constFirst();
}

Result<void> load(const ProjectStore &store, const BinaryInput &binary, ReportInput &input)
{
    auto program = store.loadProgram(binary.id);
    if (!program)
        return program.error();
    const auto sources = store.sources();
    if (!sources)
        return sources.error();
    if (!sources->isEmpty()) {
        auto tree = store.loadSources();
        if (!tree)
            return tree.error();
        input.sources = std::make_shared<const SourceTree>(std::move(*tree));
        input.checkouts = *sources;
    }
    auto matches = store.loadMatches(binary.id);
    if (!matches)
        return matches.error();
    if (*matches) {
        input.model = QString::fromStdString((*matches)->model);
        input.matches = std::make_shared<const Matches>(std::move(**matches));
    }
    const auto decisions = store.decisions(binary.id);
    if (!decisions)
        return decisions.error();
    input.decisions = byAddress(*decisions);
    input.program = std::make_shared<const Program>(std::move(*program));
    input.binary = binary;
    return {};
}

} // namespace

int exportCommand(const QStringList &arguments, std::stop_token stop)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Writes a project's report; the ending of OUT chooses its kind."));
    parser.addPositionalArgument(QStringLiteral("PROJECT"), QStringLiteral("A .symbolon file."));
    parser.addOption(
        {QStringLiteral("member"), QStringLiteral("Which of the project's binaries."), QStringLiteral("PATH")});
    addReportOption(parser);
    addWorkOptions(parser);
    int status = 0;
    if (!parse(parser, QStringLiteral("export"), arguments, status))
        return status;
    if (parser.positionalArguments().size() != 1)
        return usageError(QStringLiteral("export takes one PROJECT"), QStringLiteral("export"));
    const auto options = workOptions(parser);
    if (!options)
        return report(options.error());
    const auto reports = reportPaths(parser);
    if (!reports)
        return report(reports.error());
    if (reports->isEmpty())
        return usageError(QStringLiteral("export needs --report OUT"), QStringLiteral("export"));

    const QString project = parser.positionalArguments().constFirst();
    const auto store = ProjectStore::open(project, ProjectStore::Access::ReadOnly);
    if (!store)
        return report(store.error());
    const auto binary = choose(**store, project, parser.value(QStringLiteral("member")));
    if (!binary)
        return report(binary.error());
    ReportInput input;
    if (const auto loaded = load(**store, *binary, input); !loaded)
        return report(loaded.error());
    ProgressLine line(options->style);
    Work work;
    work.stop = stop;
    work.threads = options->threads;
    work.onProgress = [&](const Progress &p) { line.update(p); };
    return writeReports(std::move(input), *reports, work, line);
}

} // namespace symbolon
