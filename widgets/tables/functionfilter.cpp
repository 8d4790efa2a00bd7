// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/functionfilter.h"

#include "analysis/source/components.h"
#include "widgets/common/foldedtext.h"
#include "widgets/common/functionfacts.h"
#include "widgets/common/theme.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace symbolon {

namespace {

unsigned bit(MatchState state)
{
    return 1u << static_cast<unsigned>(state);
}

// The English words, which scripts and help texts use, and those of the user's language; any prefix will do.
unsigned statesNamed(const QString &name)
{
    static constexpr std::pair<const char *, MatchState> words[] = {{"accepted", MatchState::Accepted},
                                                                    {"proposed", MatchState::Proposed},
                                                                    {"rejected", MatchState::Rejected},
                                                                    {"blocked", MatchState::Blocked},
                                                                    {"unmatched", MatchState::Unmatched}};
    if (name.isEmpty())
        return 0;
    unsigned found = 0;
    for (const auto &[word, state] : words)
        if (QLatin1String(word).startsWith(name, Qt::CaseInsensitive)
            || stateName(state).startsWith(name, Qt::CaseInsensitive))
            found |= bit(state);
    if (QLatin1String("undecided").startsWith(name, Qt::CaseInsensitive) && name.size() > 2)
        found |= bit(MatchState::Proposed) | bit(MatchState::Unmatched);
    return found;
}

double evidenceCount(const FunctionRow &row)
{
    return row.candidate ? static_cast<double>(row.candidate->evidence.size()) : 0;
}

bool addressHolds(uint64_t address, std::string_view needle)
{
    char digits[2 + 16] = {'0', 'x'};
    const auto end = std::to_chars(digits + 2, digits + sizeof digits, address, 16).ptr;
    return containsFolded({digits, static_cast<std::size_t>(end - digits)}, needle);
}

bool fileHolds(const FunctionRow &row, const SourceTree *sources, std::string_view needle)
{
    if (!row.source || !sources || row.source->file >= sources->files.size())
        return containsFolded({}, needle);
    const SourceFile &file = sources->files[row.source->file];
    return containsFolded(hasSeveralComponents(*sources) ? fileLabel(*sources, file) : file.path, needle);
}

bool aliasesHold(const BinaryFunction &function, std::string_view needle)
{
    return std::any_of(function.aliases.begin(), function.aliases.end(),
                       [needle](const std::string &alias) { return containsFolded(alias, needle); });
}

bool candidateHolds(const FunctionRow &row, std::string_view needle)
{
    return row.source
           && containsFolded(row.source->qualifiedName.empty() ? row.source->name : row.source->qualifiedName, needle);
}

} // namespace

FunctionFilter::FunctionFilter(const QString &text)
{
    QString word;
    bool quoted = false;
    bool wasQuoted = false;
    bool negated = false;
    const auto finish = [&] {
        if (!word.isEmpty())
            addWord(word, wasQuoted, negated);
        word.clear();
        wasQuoted = negated = false;
    };
    for (const QChar c : text) {
        if (c == u'"') {
            wasQuoted = wasQuoted || word.isEmpty();
            quoted = !quoted;
        } else if (c.isSpace() && !quoted) {
            finish();
        } else if (c == u'-' && word.isEmpty() && !negated && !quoted) {
            negated = true;
        } else {
            word += c;
        }
    }
    finish();
}

void FunctionFilter::addWord(const QString &word, bool quoted, bool negated)
{
    Term term;
    term.negated = negated;
    if (!quoted) {
        const QString problem = readTerm(word, term);
        if (!problem.isEmpty()) {
            m_problems << problem;
            return;
        }
    }
    if (term.field == Field::Any) {
        term.text = foldedText(word);
        term.comment = word;
    }
    m_terms.push_back(std::move(term));
}

QString FunctionFilter::readTerm(const QString &word, Term &term) const
{
    static constexpr std::pair<const char *, Field> fields[] = {
        {"name", Field::Name},         {"candidate", Field::Candidate},
        {"file", Field::File},         {"comment", Field::Comment},
        {"state", Field::State},       {"size", Field::Size},
        {"blocks", Field::Blocks},     {"score", Field::Score},
        {"similarity", Field::Score},  {"confidence", Field::Confidence},
        {"evidence", Field::Evidence}, {"address", Field::Address},
        {"why", Field::Origin},        {"certainty", Field::Certainty}};
    const auto isRelation = [](QChar c) { return c == u':' || c == u'<' || c == u'>' || c == u'='; };
    const auto at = std::find_if(word.begin(), word.end(), isRelation);
    if (at == word.end())
        return {};
    const QString key = word.left(at - word.begin());
    const auto field = std::find_if(std::begin(fields), std::end(fields), [&key](const auto &known) {
        return key.compare(QLatin1String(known.first), Qt::CaseInsensitive) == 0;
    });
    if (field == std::end(fields)) // "std::string" is text
        return {};
    const bool orEqual = at + 1 != word.end() && *(at + 1) == u'=' && *at != u'=' && *at != u':';
    const QString value = word.mid(key.size() + (orEqual ? 2 : 1));
    if (value.startsWith(u':')) // "name::inner" is text
        return {};

    term.text = foldedText(value);
    term.comment = value;
    switch (field->second) {
    case Field::Any:
    case Field::Kind:
    case Field::Name:
    case Field::Candidate:
    case Field::File:
    case Field::Comment:
        if (*at != u':' && *at != u'=')
            return tr("“%1”: only numbers can be compared").arg(word);
        term.field = field->second;
        return {};
    case Field::State:
        for (const QString &name : value.split(u',')) {
            const unsigned states = statesNamed(name);
            if (states == 0)
                return tr("“%1”: a state is accepted, proposed, rejected, blocked, unmatched or undecided").arg(word);
            term.states |= states;
        }
        term.field = Field::State;
        return {};
    case Field::Origin:
        for (const QString &name : value.split(u',')) {
            const Origins origins = originsNamed(name);
            if (origins == 0)
                return tr("“%1”: a reason is symbol, export, entry, init-fini, frame, function-table, call, tail-call, "
                          "pointer, prologue, import-stub or landing-pad")
                    .arg(word);
            term.origins |= origins;
        }
        term.field = Field::Origin;
        return {};
    case Field::Evidence:
        if (const auto kind = parseEvidenceKind(term.text)) {
            term.field = Field::Kind;
            term.kind = *kind;
            return {};
        }
        break;
    case Field::Address:
        if (*at == u':') { // part of an address
            term.field = Field::Address;
            return {};
        }
        break;
    default:
        break;
    }
    QString digits = value;
    if (digits.endsWith(u'%'))
        digits.chop(1);
    bool valid = false;
    term.number = digits.startsWith(QLatin1String("0x"), Qt::CaseInsensitive)
                      ? static_cast<double>(digits.mid(2).toULongLong(&valid, 16))
                      : digits.toDouble(&valid);
    if (!valid || !std::isfinite(term.number))
        return tr("“%1” needs a number").arg(word);
    term.text.clear();
    term.field = field->second;
    if (*at == u'<')
        term.relation = orEqual ? Relation::LessOrEqual : Relation::Less;
    else if (*at == u'>')
        term.relation = orEqual ? Relation::GreaterOrEqual : Relation::Greater;
    return {};
}

bool FunctionFilter::accepts(const FunctionRow &row, const SourceTree *sources) const
{
    if (m_states != 0 && !(m_states & bit(row.state)))
        return false;
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&](const Term &term) { return holds(term, row, sources) != term.negated; });
}

bool FunctionFilter::holds(const Term &term, const FunctionRow &row, const SourceTree *sources)
{
    const auto compared = [&term](double number) {
        switch (term.relation) {
        case Relation::Less:
            return number < term.number;
        case Relation::LessOrEqual:
            return number <= term.number;
        case Relation::Equal:
            return std::floor(number) == term.number;
        case Relation::GreaterOrEqual:
            return number >= term.number;
        case Relation::Greater:
            break;
        }
        return number > term.number;
    };
    const auto commentHolds = [&] {
        return row.decision && row.decision->comment.contains(term.comment, Qt::CaseInsensitive);
    };
    switch (term.field) {
    case Field::Any:
        return containsFolded(row.function->name, term.text) || aliasesHold(*row.function, term.text)
               || candidateHolds(row, term.text) || fileHolds(row, sources, term.text)
               || addressHolds(row.function->address, term.text) || commentHolds();
    case Field::Name:
        return containsFolded(row.name(), term.text) || aliasesHold(*row.function, term.text);
    case Field::Candidate:
        return candidateHolds(row, term.text);
    case Field::File:
        return row.source && fileHolds(row, sources, term.text);
    case Field::Comment:
        return commentHolds();
    case Field::State:
        return term.states & bit(row.state);
    case Field::Origin:
        return (term.origins & row.function->origins) != 0;
    case Field::Kind:
        return row.candidate
               && std::any_of(row.candidate->evidence.begin(), row.candidate->evidence.end(),
                              [&term](const Evidence &evidence) { return evidence.kind == term.kind; });
    case Field::Size:
        return compared(static_cast<double>(row.function->size));
    case Field::Blocks:
        return compared(static_cast<double>(row.function->blocks.size()));
    case Field::Score:
        return row.candidate && compared(row.candidate->score * 100 + 1e-9);
    case Field::Confidence:
        return row.candidate && compared(row.candidate->confidence * 100 + 1e-9);
    case Field::Certainty:
        return compared(static_cast<double>(row.function->confidence) * 100 + 1e-5); // a float's own error
    case Field::Evidence:
        return compared(evidenceCount(row));
    case Field::Address:
        return term.text.empty() ? compared(static_cast<double>(row.function->address))
                                 : addressHolds(row.function->address, term.text);
    }
    return false;
}

} // namespace symbolon
