// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What all reports say, whatever their format: one row per binary function, import stubs left out, with the
// analyst's decision applied. Points into the ReportInput that it was made from.
#pragma once

#include "analysis/matching/components.h"
#include "app/report/report.h"

#include <QList>
#include <QMap>

#include <vector>

namespace symbolon {

// Rejected: whatever was proposed has been turned down. Blocked: the analyst wants nothing proposed.
enum class ReportState { Accepted, Proposed, Rejected, Blocked, Unmatched };

struct ReportCandidate {
    const Candidate *match = nullptr; // null: the analyst chose a source that the method did not propose
    int source = -1;                  // index into SourceTree::functions; -1: no longer in the sources
    SourceKey key;
    QString component = {}; // its name
    QString file = {};      // relative to the component's root
    uint32_t endLine = 0;

    [[nodiscard]] double score() const { return match ? match->score : 0; }
    [[nodiscard]] double confidence() const { return match ? match->confidence : 0; }
    [[nodiscard]] std::string strategy() const { return match ? match->strategy : "analyst"; }
    [[nodiscard]] const std::vector<Evidence> &evidence() const;
};

struct ReportRow {
    const BinaryFunction *function = nullptr;
    ReportState state = ReportState::Unmatched;
    QList<ReportCandidate> candidates; // best first; an accepted one is the first, rejected ones are the last
    QList<SourceKey> rejected;
    const FunctionMatches *matches = nullptr; // null: none
    QString comment;

    [[nodiscard]] const ReportCandidate *best() const { return candidates.isEmpty() ? nullptr : &candidates.first(); }
};

// How much of one source file was found in the binary. A source function counts once.
struct FileShare {
    QString file;
    int functions = 0;
    int accepted = 0;
    int proposed = 0; // as the best candidate of an undecided function, and not accepted
};

struct ReportData {
    explicit ReportData(const ReportInput &input);

    const ReportInput &input;
    std::vector<ReportRow> rows;
    QMap<ReportState, int> counts;
    int importStubs = 0;
    std::vector<FileShare> files; // those with a match, most matches first
    int filesWithoutMatch = 0;
    ProgramSummary summary; // empty without a program or sources
    QStringList notes;      // of the input and of its parts, each once

    // Whether confidences are probabilities.
    [[nodiscard]] bool isCalibrated() const { return input.matches && input.matches->method == fullMethod; }
    // Whether a function has a source: accepted, or proposed; where confidences are probabilities, more likely than
    // not.
    [[nodiscard]] bool isFound(const ReportRow &row) const;

private:
    void addRow(const BinaryFunction &function, const FunctionMatches *matches);
    void applyDecision(ReportRow &row, const Decision &decision) const;
    void countFiles();
    void countComponents();
    void nameFile(ReportCandidate &candidate) const;
    void collectNotes();
    [[nodiscard]] ReportCandidate candidate(const Candidate &match) const;
};

// The best candidate of each row that is not rejected.
std::vector<TakenFor> takenIn(const ReportData &data);

// "0x401000", the Thumb bit cleared.
QString hexAddress(uint64_t address, Architecture architecture);
// "accepted", "proposed", "rejected", "blocked", "unmatched": the words of JSON and CSV.
QLatin1String stateWord(ReportState state);

} // namespace symbolon
