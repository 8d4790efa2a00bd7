// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/report.h"

#include "app/report/reporttext.h"
#include "app/report/writers.h"

#include <QFileInfo>
#include <QSaveFile>

#include <exception>

namespace symbolon {

namespace {

struct Kind {
    const char *ending;
    Result<void> (*write)(const ReportData &, QIODevice &, const Work &);
};

constexpr Kind kinds[] = {
    {".html", writeHtml},
    {".pdf", writePdf},
    {".csv", writeCsv},
    {".json", writeJson},
};

Error cannotWrite(const QString &path, const QString &reason)
{
    return failure((path + QStringLiteral(": ") + reason).toStdString());
}

} // namespace

QStringList reportEndings()
{
    QStringList endings;
    for (const Kind &kind : kinds)
        endings << QLatin1String(kind.ending);
    return endings;
}

Result<void> writeReport(const ReportInput &input, const QString &path, const Work &work)
{
    for (const Kind &kind : kinds) {
        if (!path.endsWith(QLatin1String(kind.ending), Qt::CaseInsensitive))
            continue;
        if (QFileInfo(path).isDir())
            return cannotWrite(path, ReportText::tr("a folder of this name exists"));
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return cannotWrite(path, file.errorString());
        try {
            if (const auto written = kind.write(ReportData(input), file, work); !written) {
                Error error = written.error();
                if (error.kind != ErrorKind::Cancelled)
                    error.summary = path.toStdString() + ": " + error.summary;
                return error; // the temporary file goes, the old report stays
            }
        } catch (const std::exception &error) {
            return cannotWrite(path, QString::fromLocal8Bit(error.what()));
        }
        if (work.stopRequested())
            return cancelled();
        // commit() alone does not notice that the last part did not fit on the disk.
        if (!file.flush() || !file.commit())
            return cannotWrite(path, file.errorString());
        return {};
    }
    return Error{ErrorKind::Usage,
                 ReportText::tr("%1: no report is written with this ending").arg(path).toStdString(),
                 {},
                 ReportText::tr("Known endings: %1").arg(reportEndings().join(QStringLiteral(", "))).toStdString()};
}

} // namespace symbolon
