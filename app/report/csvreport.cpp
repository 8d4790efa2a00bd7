// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/originnames.h"
#include "app/report/plaintext.h"
#include "app/report/writers.h"

#include <QIODevice>

namespace symbolon {

namespace {

constexpr qsizetype evidenceShown = 5; // pieces in one cell

// Spreadsheets run a cell that begins like a formula; names and strings come from files nobody vouches for.
bool beginsLikeFormula(const QString &text)
{
    for (const QChar c : text) {
        if (c.isSpace() && c != u'\t' && c != u'\r' && c != u'\n')
            continue;
        return QStringLiteral("=+-@\t\r\n＝＋－＠").contains(c);
    }
    return false;
}

QByteArray cell(QString text)
{
    text.remove(QChar(0));
    if (beginsLikeFormula(text))
        text.prepend(u'\'');
    QByteArray utf8 = text.toUtf8();
    if (utf8.contains('"') || utf8.contains(',') || utf8.contains('\n') || utf8.contains('\r') || utf8.startsWith(' ')
        || utf8.endsWith(' ')) {
        utf8.replace('"', "\"\"");
        utf8 = '"' + utf8 + '"';
    }
    return utf8;
}

QString evidenceSummary(const ReportCandidate &candidate, Architecture architecture)
{
    QStringList parts;
    for (const Evidence &evidence : candidate.evidence()) {
        if (parts.size() == evidenceShown) {
            parts << QStringLiteral("+%1").arg(static_cast<qsizetype>(candidate.evidence().size()) - evidenceShown);
            break;
        }
        const std::string_view kind = evidenceKindName(evidence.kind);
        QString part =
            QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size())) + u' ' + visible(evidence.value);
        if (evidence.address)
            part += QStringLiteral(" @") + hexAddress(evidence.address, architecture);
        if (evidence.line)
            part += QStringLiteral(" :%1").arg(evidence.line);
        parts << part;
    }
    return parts.join(QStringLiteral("; "));
}

QByteArray line(const ReportRow &row, Architecture architecture)
{
    QByteArrayList cells;
    cells << cell(hexAddress(row.function->address, architecture)) << QByteArray::number(quint64(row.function->size))
          << cell(visible(row.function->name))
          << QByteArray::number(static_cast<qulonglong>(row.function->blocks.size()))
          << QByteArray(stateWord(row.state).data());
    if (const ReportCandidate *best = row.best()) {
        cells << cell(best->key.name) << cell(best->file) << QByteArray::number(best->key.line)
              << (best->match ? QByteArray::number(best->score(), 'f', 4) : QByteArray())
              << (best->match ? QByteArray::number(best->confidence(), 'f', 4) : QByteArray())
              << cell(evidenceSummary(*best, architecture));
    } else {
        cells << QByteArray() << QByteArray() << QByteArray() << QByteArray() << QByteArray() << QByteArray();
    }
    cells << cell(row.comment) << originNames(row.function->origins).join(u';').toLatin1()
          << QByteArray::number(static_cast<double>(row.function->confidence), 'f', 4)
          << (row.best() ? cell(row.best()->component) : QByteArray());
    return cells.join(',') + "\r\n";
}

} // namespace

Result<void> writeCsv(const ReportData &data, QIODevice &device, const Work &work)
{
    const Architecture architecture = data.input.program ? data.input.program->architecture : Architecture::Unknown;
    device.write("address,size,name,blocks,state,source_name,source_file,source_line,score,confidence,evidence,"
                 "comment,origins,function_confidence,source_component\r\n");
    uint64_t done = 0;
    for (const ReportRow &row : data.rows) {
        if (work.stopRequested())
            return cancelled();
        device.write(line(row, architecture));
        if (++done % 512 == 0)
            work.report("report", done, data.rows.size());
    }
    return {};
}

} // namespace symbolon
