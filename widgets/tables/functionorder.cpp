// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/functionorder.h"

#include "widgets/common/functionfacts.h"
#include "widgets/tables/functiontablemodel.h"
#include "widgets/tables/naturalorder.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace symbolon {

namespace {

template<typename T>
int threeWay(const T &a, const T &b)
{
    return a < b ? -1 : (b < a ? 1 : 0);
}

// What waits for a decision comes first.
int stateOrder(MatchState state)
{
    switch (state) {
    case MatchState::Proposed:
        return 0;
    case MatchState::Accepted:
        return 1;
    case MatchState::Rejected:
        return 2;
    case MatchState::Blocked:
        return 3;
    case MatchState::Unmatched:
        break;
    }
    return 4;
}

} // namespace

bool FunctionOrder::holds(const std::vector<int> &functions) const
{
    return std::is_sorted(functions.begin(), functions.end(), [this](int a, int b) { return before(a, b); });
}

void FunctionOrder::sort(std::vector<int> &functions) const
{
    if (isText())
        sortByKeys(functions);
    else if (isNumber())
        sortByNumbers(functions);
    else
        std::sort(functions.begin(), functions.end(), [this](int a, int b) { return before(a, b); });
}

bool FunctionOrder::isText() const
{
    return m_column == FunctionTableModel::NameColumn || m_column == FunctionTableModel::CandidateColumn;
}

bool FunctionOrder::isNumber() const
{
    return m_column == FunctionTableModel::SizeColumn || m_column == FunctionTableModel::BlocksColumn
           || m_column == FunctionTableModel::CertaintyColumn || m_column == FunctionTableModel::OriginColumn;
}

double FunctionOrder::number(const FunctionRow &row) const
{
    switch (m_column) {
    case FunctionTableModel::SizeColumn:
        return static_cast<double>(row.function->size);
    case FunctionTableModel::BlocksColumn:
        return static_cast<double>(row.function->blocks.size());
    case FunctionTableModel::CertaintyColumn:
        return static_cast<double>(row.function->confidence);
    default:
        return originOrder(row.function->origins);
    }
}

std::string_view FunctionOrder::text(const FunctionRow &row) const
{
    if (m_column == FunctionTableModel::NameColumn)
        return row.name();
    if (!row.source)
        return {};
    return row.source->qualifiedName.empty() ? row.source->name : row.source->qualifiedName;
}

bool FunctionOrder::isMissing(const FunctionRow &row) const
{
    switch (m_column) {
    case FunctionTableModel::NameColumn:
    case FunctionTableModel::CandidateColumn:
        return text(row).empty();
    case FunctionTableModel::FileColumn:
        return !row.source;
    case FunctionTableModel::ScoreColumn:
        return !row.candidate || std::isnan(row.candidate->score);
    case FunctionTableModel::ConfidenceColumn:
        return !row.candidate || std::isnan(row.candidate->confidence);
    case FunctionTableModel::CommentColumn:
        return !row.decision || row.decision->comment.isEmpty();
    case FunctionTableModel::CertaintyColumn:
        return std::isnan(row.function->confidence);
    case FunctionTableModel::OriginColumn:
        return row.function->origins == 0;
    default:
        return false;
    }
}

int FunctionOrder::compare(const FunctionRow &a, const FunctionRow &b) const
{
    switch (m_column) {
    case FunctionTableModel::StateColumn:
        return threeWay(stateOrder(a.state), stateOrder(b.state));
    case FunctionTableModel::NameColumn:
    case FunctionTableModel::CandidateColumn:
        return naturalCompare(text(a), text(b));
    case FunctionTableModel::ScoreColumn:
        return threeWay(a.candidate->score, b.candidate->score);
    case FunctionTableModel::ConfidenceColumn:
        return threeWay(a.candidate->confidence, b.candidate->confidence);
    case FunctionTableModel::SizeColumn:
    case FunctionTableModel::BlocksColumn:
    case FunctionTableModel::CertaintyColumn:
    case FunctionTableModel::OriginColumn:
        return threeWay(number(a), number(b));
    case FunctionTableModel::FileColumn: {
        const int file = threeWay(a.source->file, b.source->file); // files are sorted by path
        return file != 0 ? file : threeWay(a.source->line, b.source->line);
    }
    case FunctionTableModel::CommentColumn:
        return a.decision->comment.compare(b.decision->comment, Qt::CaseInsensitive);
    default:
        return threeWay(a.function->address, b.function->address);
    }
}

bool FunctionOrder::before(int a, int b) const
{
    const FunctionRow &rowA = m_rows[static_cast<std::size_t>(a)];
    const FunctionRow &rowB = m_rows[static_cast<std::size_t>(b)];
    const bool missing = isMissing(rowA);
    if (missing != isMissing(rowB))
        return !missing;
    const int order = missing ? 0 : compare(rowA, rowB);
    return order == 0 ? a < b : (order < 0) != m_descending;
}

// Each number is fetched once: the functions lie far apart in memory.
void FunctionOrder::sortByNumbers(std::vector<int> &functions) const
{
    struct Key {
        double number = 0;
        int function = 0;
        bool missing = false;
    };
    std::vector<Key> keys;
    keys.reserve(functions.size());
    for (const int function : functions) {
        const FunctionRow &row = m_rows[static_cast<std::size_t>(function)];
        const bool missing = isMissing(row);
        keys.push_back({missing ? 0 : number(row), function, missing});
    }
    std::sort(keys.begin(), keys.end(), [this](const Key &a, const Key &b) {
        if (a.missing != b.missing)
            return b.missing;
        return a.number == b.number ? a.function < b.function : (a.number < b.number) != m_descending;
    });
    std::transform(keys.begin(), keys.end(), functions.begin(), [](const Key &key) { return key.function; });
}

// Comparing keys that are made once takes a fraction of what comparing the texts would.
void FunctionOrder::sortByKeys(std::vector<int> &functions) const
{
    struct Key {
        std::size_t start = 0;
        std::size_t size = 0; // 0: no text
        int function = 0;
    };
    std::string bytes;
    std::vector<Key> keys;
    keys.reserve(functions.size());
    for (const int function : functions) {
        const std::size_t start = bytes.size();
        const std::string_view shown = text(m_rows[static_cast<std::size_t>(function)]);
        if (!shown.empty())
            appendNaturalKey(bytes, shown);
        keys.push_back({start, bytes.size() - start, function});
    }
    const std::string_view all(bytes);
    std::sort(keys.begin(), keys.end(), [this, all](const Key &a, const Key &b) {
        if ((a.size == 0) != (b.size == 0))
            return b.size == 0;
        const int order = all.substr(a.start, a.size).compare(all.substr(b.start, b.size));
        return order == 0 ? a.function < b.function : (order < 0) != m_descending;
    });
    std::transform(keys.begin(), keys.end(), functions.begin(), [](const Key &key) { return key.function; });
}

} // namespace symbolon
