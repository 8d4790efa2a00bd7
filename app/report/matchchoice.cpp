// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/matchchoice.h"

#include "app/report/reporttext.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr std::size_t mostProposed = 25;

} // namespace

MatchChoice::MatchChoice(const ReportData &data)
{
    for (const ReportRow &row : data.rows) {
        if (row.state == ReportState::Accepted && row.best())
            rows.push_back(&row);
    }
    accepted = !rows.empty();
    if (accepted) {
        explanation = ReportText::tr("Every accepted match: the function's control-flow graph beside its source. "
                                     "Evidence carries the same number and colour on both sides.");
        return;
    }
    for (const ReportRow &row : data.rows) {
        if (row.state == ReportState::Proposed && row.best()->source >= 0)
            rows.push_back(&row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const ReportRow *a, const ReportRow *b) {
        return std::pair(a->best()->confidence(), a->best()->score())
               > std::pair(b->best()->confidence(), b->best()->score());
    });
    if (rows.size() > mostProposed) {
        leftOut = static_cast<int>(rows.size() - mostProposed);
        rows.resize(mostProposed);
    }
    if (rows.empty())
        return;
    explanation = ReportText::tr("No match was accepted yet. These are the proposed ones with the highest "
                                 "confidence; nobody has confirmed them.");
    if (leftOut > 0)
        explanation += u' '
                       + ReportText::tr("Proposed matches that stand only in the table: %1.")
                             .arg(ReportText::number(static_cast<qint64>(leftOut)));
}

} // namespace symbolon
