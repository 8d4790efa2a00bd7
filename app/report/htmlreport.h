// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The parts of the HTML report. All give well-formed XML that is valid HTML, with every name, string and path
// escaped. Nothing is loaded from elsewhere and no script is needed.
#pragma once

#include "analysis/matching/rarity.h"
#include "app/report/matchchoice.h"
#include "app/report/reportdata.h"

#include <QHash>
#include <QString>

namespace symbolon {

// Where a row's match section stands: "m3".
using MatchAnchors = QHash<const ReportRow *, QString>;

namespace html {

QString head(const ReportData &data, const MatchChoice &choice);
QString summary(const ReportData &data, const MatchChoice &choice);
QString componentTable(const ReportData &data); // empty for one component without tags
QString fileTable(const ReportData &data);
QString notes(const ReportData &data);
QString functionTableHead(const ReportData &data);
QString functionRow(const ReportRow &row, const MatchAnchors &anchors, Architecture architecture);
struct MatchContext {
    QString anchor;                 // "m3"
    bool attribute = false;         // ask ReportInput::attribute
    const Rarity *rarity = nullptr; // of all evidence that is shown
};
constexpr std::size_t mostShownEvidence = 72; // pieces of one match, links of the network included
Result<QString> matchSection(const ReportData &data, const ReportRow &row, const MatchContext &context);
// The style rules by which whatever carries data-e="n" lights up, in its section, while another does.
QString partnerStyle(const MatchChoice &choice);

QString state(ReportState state);                // mark and word
QString place(const ReportCandidate &candidate); // file:line
QString multiLine(const QString &text);          // escaped, line breaks kept
// A bar of the share that is accepted and the one that is only proposed, and their sum in words.
QString meter(double accepted, double proposed);
QString scoreMeter(const ReportRow &row); // of the best candidate

} // namespace html

} // namespace symbolon
