// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/htmlreport.h"

#include "app/report/plaintext.h"
#include "app/report/reportcolors.h"
#include "app/report/reporttext.h"
#include "app/report/writers.h"

#include "generated/version.h"

#include <QDateTime>
#include <QFile>
#include <QIODevice>
#include <QLocale>

#include <algorithm>

static void initializeResources()
{
    Q_INIT_RESOURCE(symbolon_report);
}

namespace symbolon {

namespace {

constexpr uint64_t mostAttributed = 200; // matches that the network looks at again: some 30 ms each

QString styleSheet()
{
    initializeResources();
    QFile file(QStringLiteral(":/report/report.css"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

QString html::partnerStyle(const MatchChoice &choice)
{
    std::size_t most = 0;
    for (const ReportRow *row : choice.rows)
        most = std::max(most, row->best()->evidence().size() + mostNetworkLinks);
    QString css;
    for (std::size_t n = 1; n <= std::min(most, mostShownEvidence); ++n) {
        const QString one = QStringLiteral("[data-e~=\"%1\"]").arg(n);
        css += QStringLiteral(".match:has(%1:is(:hover,:focus-within)) %1{--lit:var(--c)}\n").arg(one);
    }
    return css;
}

QString html::head(const ReportData &data, const MatchChoice &choice)
{
    const QString title = ReportText::tr("Matches of %1").arg(reportSubject(data.input));
    return QStringLiteral(
               "<!DOCTYPE html>\n"
               "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"%1\">\n<head>\n<meta charset=\"utf-8\"/>\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
               "style-src 'unsafe-inline'\"/>\n"
               "<meta name=\"generator\" content=\"Symbolon %2\"/>\n<title>%3</title>\n"
               "<style>\n%4%5%6</style>\n</head>\n<body>\n")
        .arg(ReportText::language(), QStringLiteral(SYMBOLON_VERSION), escaped(title), colorVariables(), styleSheet(),
             partnerStyle(choice));
}

Result<void> writeHtml(const ReportData &data, QIODevice &device, const Work &work)
{
    const Architecture architecture = data.input.program ? data.input.program->architecture : Architecture::Unknown;
    const MatchChoice choice(data);
    MatchAnchors anchors;
    for (const ReportRow *row : choice.rows)
        anchors.insert(row, QStringLiteral("m%1").arg(anchors.size() + 1));
    const auto put = [&](const QString &text) { device.write(text.toUtf8()); };

    put(html::head(data, choice));
    put(html::summary(data, choice));
    put(html::componentTable(data));
    put(html::fileTable(data));
    put(html::notes(data));
    put(html::functionTableHead(data));
    for (const ReportRow &row : data.rows) {
        if (work.stopRequested())
            return cancelled();
        put(html::functionRow(row, anchors, architecture));
    }
    put(QStringLiteral("</tbody></table>\n"));

    if (!choice.rows.empty())
        put(QStringLiteral("<h2 id=\"matches\">%1</h2>\n<p class=\"faint\">%2</p>\n")
                .arg(choice.accepted ? ReportText::tr("Accepted matches") : ReportText::tr("Proposed matches"),
                     escaped(choice.explanation)));
    std::vector<Evidence> shown;
    for (const ReportRow *row : choice.rows)
        shown.insert(shown.end(), row->best()->evidence().begin(), row->best()->evidence().end());
    const Rarity rarity = data.input.sources ? Rarity(*data.input.sources, shown, work) : Rarity();
    uint64_t done = 0;
    for (const ReportRow *row : choice.rows) {
        if (work.stopRequested())
            return cancelled();
        const auto section = html::matchSection(data, *row, {anchors.value(row), done < mostAttributed, &rarity});
        if (!section)
            return section.error();
        put(*section);
        work.report("report", ++done, choice.rows.size());
    }
    put(QStringLiteral("<footer>%1</footer>\n</body>\n</html>\n")
            .arg(escaped(ReportText::tr("Written by Symbolon %1 on %2.")
                             .arg(QStringLiteral(SYMBOLON_VERSION),
                                  QLocale().toString(QDateTime::currentDateTime(), QLocale::ShortFormat)))));
    return {};
}

} // namespace symbolon
