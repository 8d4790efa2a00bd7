// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/reporting.h"

#include "app/workers/workers.h"

#include <QCommandLineParser>
#include <QFileInfo>

#include <cstdio>

namespace symbolon {

void addReportOption(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("report"),
                      QStringLiteral("Write a report to OUT: %1, by its ending. May be given several times.")
                          .arg(reportEndings().join(QLatin1String(", "))),
                      QStringLiteral("OUT")});
}

Result<QStringList> reportPaths(const QCommandLineParser &parser)
{
    const QStringList paths = parser.values(QStringLiteral("report"));
    for (const QString &path : paths) {
        bool known = false;
        for (const QString &ending : reportEndings())
            known = known || path.endsWith(ending, Qt::CaseInsensitive);
        if (!known)
            return Error{ErrorKind::Usage,
                         "no report is written as '" + path.toStdString() + "'",
                         {},
                         "known endings: " + reportEndings().join(QLatin1String(", ")).toStdString()};
        const QString folder = QFileInfo(path).absolutePath();
        if (!QFileInfo(folder).isDir())
            return failure(path.toStdString() + ": the folder " + folder.toStdString() + " does not exist");
    }
    return paths;
}

int writeReports(ReportInput input, const QStringList &paths, const Work &work, ProgressLine &line)
{
    if (input.program)
        for (const std::string &warning : input.program->warnings)
            input.notes << QString::fromStdString(warning);
    const Workers workers;
    input.layOut = [&](const GraphShape &shape) {
        Work quiet;
        quiet.stop = work.stop;
        return workers.layOut(shape, quiet);
    };
    for (const QString &path : paths) {
        const auto written = writeReport(input, path, work);
        line.clear();
        if (!written)
            return report(written.error());
        std::fprintf(stderr, "wrote %s\n", qPrintable(path));
    }
    return ExitStatus::done;
}

} // namespace symbolon
