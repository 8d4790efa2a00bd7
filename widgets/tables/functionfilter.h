// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which functions the table shows. Written by hand as words that must all hold:
//   parse          the name, the candidate's name, the file, the address or the comment holds "parse"
//   "two words"    the same with spaces
//   -word          does not hold (in front of any of these)
//   state:accepted proposed, rejected, blocked, unmatched, undecided; several with commas
//   name: candidate: file: comment: evidence:KIND
//   why:call       what speaks for the function's start: symbol, frame, prologue …; several with commas
//   size>100 blocks<=3 similarity>80 confidence<50 certainty<80 evidence>2 address>=0x401000    (also with = and :)
// Letters match in either case (ASCII). A word that looks like a term but is none is reported, not dropped.
#pragma once

#include "widgets/common/functionrow.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace symbolon {

class FunctionFilter
{
    Q_DECLARE_TR_FUNCTIONS(symbolon::FunctionFilter)

public:
    FunctionFilter() = default; // accepts everything
    explicit FunctionFilter(const QString &text);

    // Beside the text: one bit per MatchState (1 << state); 0: all.
    void setStates(unsigned states) { m_states = states; }

    [[nodiscard]] bool isEmpty() const { return m_terms.empty() && m_states == 0; }
    [[nodiscard]] const QStringList &problems() const { return m_problems; }
    [[nodiscard]] bool accepts(const FunctionRow &row, const SourceTree *sources) const;

private:
    enum class Field {
        Any,
        Name,
        Candidate,
        File,
        Comment,
        State,
        Origin,
        Kind,
        Size,
        Blocks,
        Score,
        Confidence,
        Certainty,
        Evidence,
        Address
    };
    enum class Relation { Less, LessOrEqual, Equal, GreaterOrEqual, Greater };
    struct Term {
        Field field = Field::Any;
        bool negated = false;
        std::string text; // folded
        QString comment;  // the same for comments
        Relation relation = Relation::Equal;
        double number = 0;
        unsigned states = 0;
        Origins origins = 0;
        EvidenceKind kind = EvidenceKind::String;
    };

    void addWord(const QString &word, bool quoted, bool negated);
    [[nodiscard]] QString readTerm(const QString &word, Term &term) const; // the problem; empty: none
    static bool holds(const Term &term, const FunctionRow &row, const SourceTree *sources);

    std::vector<Term> m_terms;
    QStringList m_problems;
    unsigned m_states = 0;
};

} // namespace symbolon
