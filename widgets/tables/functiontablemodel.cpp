// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/functiontablemodel.h"

#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/tables/functionorder.h"

#include <algorithm>

namespace symbolon {

namespace {

QString commentOf(const FunctionRow &row)
{
    return row.decision ? row.decision->comment : QString();
}

bool looksTheSame(const FunctionRow &a, const FunctionRow &b)
{
    return a.function == b.function && a.state == b.state && a.source == b.source && a.candidate == b.candidate
           && commentOf(a) == commentOf(b);
}

} // namespace

FunctionTableModel::FunctionTableModel(QObject *parent) : QAbstractTableModel(parent) { }

void FunctionTableModel::setWorkspace(const Workspace &workspace)
{
    const bool sameProgram = workspace.program == m_workspace.program;
    if (!sameProgram)
        beginResetModel();
    // What the rows point into must outlive them.
    const Workspace previous = std::exchange(m_workspace, workspace);
    const std::vector<FunctionRow> rows = std::move(m_functions);
    collect();
    if (!sameProgram) {
        orderFunctions();
        m_rows = filtered();
        m_rowOf.assign(m_functions.size(), -1);
        for (std::size_t row = 0; row < m_rows.size(); ++row)
            m_rowOf[static_cast<std::size_t>(m_rows[row])] = static_cast<int>(row);
        endResetModel();
        return;
    }
    relayout(true);
    tellChanges(rows);
}

// A decision changes one row of many, and a view walks through all that it is told of.
void FunctionTableModel::tellChanges(const std::vector<FunctionRow> &before)
{
    constexpr std::size_t few = 100;
    std::vector<int> changed;
    for (const int function : m_rows) {
        const auto at = static_cast<std::size_t>(function);
        if (!looksTheSame(before[at], m_functions[at]))
            changed.push_back(m_rowOf[at]);
    }
    if (changed.size() > few) {
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_rows.size()) - 1, ColumnCount - 1));
        return;
    }
    for (const int row : changed)
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void FunctionTableModel::setFilter(const FunctionFilter &filter)
{
    m_filter = filter;
    relayout(false);
}

void FunctionTableModel::setImportStubsShown(bool shown)
{
    if (shown == m_stubsShown)
        return;
    m_stubsShown = shown;
    relayout(true);
}

void FunctionTableModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column < 0 ? static_cast<int>(AddressColumn) : column;
    m_sortOrder = column < 0 ? Qt::AscendingOrder : order;
    relayout(true);
}

int FunctionTableModel::functionAt(int row) const
{
    return row >= 0 && static_cast<std::size_t>(row) < m_rows.size() ? m_rows[static_cast<std::size_t>(row)] : -1;
}

int FunctionTableModel::rowOf(int function) const
{
    return function >= 0 && static_cast<std::size_t>(function) < m_rowOf.size()
               ? m_rowOf[static_cast<std::size_t>(function)]
               : -1;
}

int FunctionTableModel::nextUndecided(int function) const
{
    const auto from = std::find(m_order.begin(), m_order.end(), function);
    const std::size_t start = from == m_order.end() ? 0 : static_cast<std::size_t>(from - m_order.begin()) + 1;
    for (std::size_t step = 0; step < m_order.size(); ++step) {
        const int candidate = m_order[(start + step) % m_order.size()];
        if (candidate == function)
            continue;
        const FunctionRow &row = m_functions[static_cast<std::size_t>(candidate)];
        if (row.state == MatchState::Proposed && m_filter.accepts(row, m_workspace.sources.get()))
            return candidate;
    }
    return -1;
}

void FunctionTableModel::collect()
{
    const std::size_t count = m_workspace.program ? m_workspace.program->functions.size() : 0;
    m_functions.clear();
    m_functions.reserve(count);
    for (std::size_t function = 0; function < count; ++function)
        m_functions.push_back(functionRow(m_workspace, static_cast<int>(function)));
}

void FunctionTableModel::orderFunctions()
{
    const auto isShown = [this](int function) {
        return static_cast<std::size_t>(function) < m_functions.size()
               && (m_stubsShown || !m_functions[static_cast<std::size_t>(function)].function->importStub);
    };
    std::vector<int> shown;
    shown.reserve(m_functions.size());
    for (int function = 0; static_cast<std::size_t>(function) < m_functions.size(); ++function)
        if (isShown(function))
            shown.push_back(function);
    const FunctionOrder order(m_functions, m_sortColumn, m_sortOrder);
    // Mostly a decision or a few new candidates came in, and the order still holds.
    if (m_order.size() == shown.size() && std::all_of(m_order.begin(), m_order.end(), isShown) && order.holds(m_order))
        return;
    order.sort(shown);
    m_order = std::move(shown);
}

std::vector<int> FunctionTableModel::filtered() const
{
    std::vector<int> rows;
    rows.reserve(m_order.size());
    std::copy_if(m_order.begin(), m_order.end(), std::back_inserter(rows), [this](int function) {
        return m_filter.accepts(m_functions[static_cast<std::size_t>(function)], m_workspace.sources.get());
    });
    return rows;
}

void FunctionTableModel::relayout(bool sort)
{
    if (sort)
        orderFunctions();
    std::vector<int> rows = filtered();
    if (rows == m_rows)
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    std::vector<int> functions;
    functions.reserve(static_cast<std::size_t>(from.size()));
    for (const QModelIndex &index : from)
        functions.push_back(functionAt(index.row()));
    m_rows = std::move(rows);
    std::fill(m_rowOf.begin(), m_rowOf.end(), -1);
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        m_rowOf[static_cast<std::size_t>(m_rows[row])] = static_cast<int>(row);
    QModelIndexList to;
    to.reserve(from.size());
    for (qsizetype at = 0; at < from.size(); ++at) {
        const int row = rowOf(functions[static_cast<std::size_t>(at)]);
        to.append(row < 0 ? QModelIndex() : index(row, from[at].column()));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

int FunctionTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FunctionTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant FunctionTableModel::data(const QModelIndex &index, int role) const
{
    const int function = functionAt(index.row());
    if (!index.isValid() || function < 0)
        return {};
    const FunctionRow &row = m_functions[static_cast<std::size_t>(function)];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::AccessibleTextRole:
        if (column == StateColumn)
            return stateName(row.state);
        if (column == NameColumn && row.nameIsFromMatch())
            return tr("%1 (%2)").arg(text(row, column).toString(), stateName(row.state));
        return text(row, column);
    case Qt::TextAlignmentRole:
        if (isNumber(column))
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        if (column == StateColumn)
            return QVariant::fromValue(Qt::Alignment(Qt::AlignCenter));
        return {};
    case FunctionRole:
        return function;
    case StateRole:
        return static_cast<int>(row.state);
    case FractionRole:
        if (row.candidate && column == ScoreColumn)
            return row.candidate->score;
        if (row.candidate && column == ConfidenceColumn)
            return row.candidate->confidence;
        if (column == CertaintyColumn)
            return static_cast<double>(row.function->confidence);
        return {};
    case MatchedNameRole:
        return row.nameIsFromMatch();
    default:
        return {};
    }
}

} // namespace symbolon
