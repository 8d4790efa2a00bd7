// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/binaryoptions.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/programjson.h"
#include "app/report/originnames.h"
#include "app/workers/inputs.h"

#include <QCommandLineParser>
#include <QSaveFile>

#include <algorithm>
#include <cstdio>

namespace symbolon {

namespace {

void print(const Program &program)
{
    std::printf("%-18s %8s %6s %5s  %-26s %s\n", "address", "size", "blocks", "sure", "found by", "name");
    std::size_t stubs = 0;
    for (const BinaryFunction &function : program.functions) {
        if (function.importStub) {
            ++stubs;
            continue;
        }
        const QString address = QStringLiteral("0x") + QString::number(function.address, 16);
        // Rounded down: 100 % is said of what is certain only.
        std::printf("%-18s %8llu %6zu %3d %%  %-26s %s%s%s\n", qPrintable(address),
                    static_cast<unsigned long long>(function.size), function.blocks.size(),
                    static_cast<int>(function.confidence * 100 + 1e-4F),
                    qPrintable(originNames(function.origins).join(QLatin1Char(','))), function.name.c_str(),
                    function.note.empty() ? "" : "  # ", function.note.c_str());
    }
    const auto format = formatName(program.format);
    const auto architecture = architectureName(program.architecture);
    std::printf("# %zu functions, %zu import stubs, %llu bytes of code, %.*s %.*s\n", program.functions.size() - stubs,
                stubs, static_cast<unsigned long long>(program.codeSize), static_cast<int>(format.size()),
                format.data(), static_cast<int>(architecture.size()), architecture.data());
}

} // namespace

int analyzeCommand(const QStringList &arguments, std::stop_token stop)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Prints the functions of a binary."));
    parser.addPositionalArgument(QStringLiteral("BINARY"),
                                 QStringLiteral("An executable, library, object or firmware file."));
    parser.addOption({QStringLiteral("json"),
                      QStringLiteral("Write blocks, edges, calls and references as JSON to OUT instead."),
                      QStringLiteral("OUT")});
    addBinaryOptions(parser);
    addWorkOptions(parser);
    int status = 0;
    if (!parse(parser, QStringLiteral("analyze"), arguments, status))
        return status;
    if (parser.positionalArguments().size() != 1)
        return usageError(QStringLiteral("analyze takes one BINARY"), QStringLiteral("analyze"));
    const auto options = workOptions(parser);
    if (!options)
        return report(options.error());
    auto request = binaryRequest(parser, parser.positionalArguments().constFirst());
    if (!request)
        return report(request.error());
    if (const auto input = describeBinary(*request); !input)
        return report(input.error());

    ProgressLine line(options->style);
    Work work;
    work.stop = stop;
    work.threads = options->threads;
    work.onProgress = [&](const Progress &p) { line.update(p); };
    request = settleArchitecture(*request, parser.isSet(QStringLiteral("base")), work);
    if (!request)
        return report(request.error());
    const auto analyzed = Workers().analyze(*request, work);
    line.clear();
    if (!analyzed)
        return report(analyzed.error());
    for (const std::string &warning : analyzed->program.warnings)
        std::fprintf(stderr, "symbolon: %s: %s\n", qPrintable(request->path), warning.c_str());
    if (!parser.isSet(QStringLiteral("json"))) {
        print(analyzed->program);
        return ExitStatus::done;
    }
    QSaveFile out(parser.value(QStringLiteral("json")));
    if (!out.open(QIODevice::WriteOnly) || !writeProgramJson(analyzed->program, analyzed->sha256, out) || !out.commit())
        return report(failure(out.fileName().toStdString() + ": " + out.errorString().toStdString()));
    return ExitStatus::done;
}

} // namespace symbolon
