// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/summary.h"

#include "app/report/plaintext.h"
#include "app/report/versiontext.h"

#include <algorithm>
#include <cstdio>

namespace symbolon {

namespace {

void printRow(const QStringList &cells, const std::vector<int> &widths)
{
    QString line;
    for (qsizetype n = 0; n < cells.size(); ++n) {
        const QString space(widths[static_cast<std::size_t>(n)] - columns(cells[n]), u' ');
        line += n ? QStringLiteral("  ") + space + cells[n] : cells[n] + space;
    }
    std::printf("%s\n", qPrintable(line));
}

} // namespace

void printSummary(const ReportInput &input)
{
    constexpr std::size_t shown = 10; // pieces of evidence for one answer
    const ReportData data(input);
    const ComponentRows rows(data.summary);
    std::vector<int> widths(static_cast<std::size_t>(rows.titles.size()));
    const auto measure = [&](const QStringList &cells) {
        for (std::size_t n = 0; n < widths.size(); ++n)
            widths[n] = std::max(widths[n], columns(visible(cells[static_cast<qsizetype>(n)])));
    };
    measure(rows.titles);
    std::for_each(rows.cells.begin(), rows.cells.end(), measure);
    std::printf("\n");
    printRow(rows.titles, widths);
    for (QStringList cells : rows.cells) {
        cells.first() = visible(cells.first());
        printRow(cells, widths);
    }
    for (const VersionAnswer &answer : versionAnswers(data.summary, input.tags)) {
        std::printf("\n%s\n", qPrintable(visible(versionText(answer))));
        const std::size_t all = answer.verdict->evidence.size();
        for (std::size_t n = 0; n < std::min(shown, all); ++n)
            std::printf("  %s\n", qPrintable(visible(versionEvidenceText(answer, n, input.program.get()))));
        if (all > shown)
            std::printf("  … %zu more in the reports\n", all - shown);
    }
}

} // namespace symbolon
