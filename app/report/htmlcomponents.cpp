// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/htmlreport.h"

#include "app/report/plaintext.h"
#include "app/report/reporttext.h"
#include "app/report/versiontext.h"

#include <algorithm>

namespace symbolon {

namespace {

QString row(const QStringList &cells, const char *element)
{
    QString out = QStringLiteral("<tr>");
    for (qsizetype n = 0; n < cells.size(); ++n)
        out += QStringLiteral("<%1%2>%3</%1>")
                   .arg(QLatin1String(element), n ? QStringLiteral(" class=\"num\"") : QString(), escaped(cells[n]));
    return out + QStringLiteral("</tr>\n");
}

QString evidenceList(const VersionAnswer &answer, const Program *program)
{
    constexpr std::size_t unfolded = 12;
    constexpr std::size_t most = 200;
    const std::size_t all = answer.verdict->evidence.size();
    const auto items = [&](std::size_t begin, std::size_t end) {
        QString out = QStringLiteral("<ul class=\"notes\">\n");
        for (std::size_t n = begin; n < end; ++n)
            out += QStringLiteral("<li>%1</li>\n").arg(escaped(versionEvidenceText(answer, n, program)));
        return out + QStringLiteral("</ul>\n");
    };
    QString out = items(0, std::min(all, unfolded));
    if (all > unfolded)
        out += QStringLiteral("<details><summary>%1</summary>\n%2</details>\n")
                   .arg(escaped(ReportText::tr("Further observations: %1")
                                    .arg(ReportText::number(static_cast<qint64>(all - unfolded)))),
                        items(unfolded, std::min(all, most)));
    return out;
}

} // namespace

QString html::componentTable(const ReportData &data)
{
    if (!hasComponents(data))
        return {};
    const ComponentRows rows(data.summary);
    QString out =
        QStringLiteral("<h2 id=\"components\">%1</h2>\n<p class=\"faint\">%2</p>\n<table class=\"narrow\"><thead>%3"
                       "</thead>\n<tbody>\n")
            .arg(escaped(ReportText::tr("What the binary is made of")), escaped(ComponentRows::meaning()),
                 row(rows.titles, "th"));
    for (const QStringList &cells : rows.cells)
        out += row(cells, "td");
    out += QStringLiteral("</tbody></table>\n");
    for (const VersionAnswer &answer : versionAnswers(data.summary, data.input.tags)) {
        out += QStringLiteral("<p><b>%1</b></p>\n").arg(escaped(versionText(answer)));
        if (!answer.verdict->evidence.empty())
            out += evidenceList(answer, data.input.program.get());
    }
    return out;
}

} // namespace symbolon
