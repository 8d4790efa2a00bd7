// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The functions of a program, sorted and filtered. Rows are an index vector of its own (no proxy), and cells
// are made when asked for, so that 100,000 functions filter and sort without a stall. A change of sorting,
// filter or workspace keeps selections and the current row (layoutChanged); only a new program resets.
#pragma once

#include "widgets/common/functionrow.h"
#include "widgets/tables/functionfilter.h"

#include <QAbstractTableModel>

#include <vector>

namespace symbolon {

class FunctionTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        StateColumn,
        AddressColumn,
        NameColumn,
        ScoreColumn,
        ConfidenceColumn,
        SizeColumn,
        BlocksColumn,
        CandidateColumn,
        FileColumn,
        CommentColumn,
        CertaintyColumn, // that a function starts there
        OriginColumn,    // why it is believed to
        ColumnCount
    };
    enum Role {
        FunctionRole = Qt::UserRole, // int: index into Program::functions
        StateRole,                   // int: MatchState
        FractionRole,                // double: score or confidence, none without a candidate; certainty
        MatchedNameRole,             // bool: the name is that of a candidate, not the function's own
    };

    explicit FunctionTableModel(QObject *parent = nullptr);

    void setWorkspace(const Workspace &workspace);
    [[nodiscard]] const Workspace &workspace() const { return m_workspace; }
    void setFilter(const FunctionFilter &filter);
    void setImportStubsShown(bool shown); // default: not shown
    [[nodiscard]] bool importStubsShown() const { return m_stubsShown; }

    [[nodiscard]] int functionCount() const { return static_cast<int>(m_order.size()); } // without the filter
    [[nodiscard]] int functionAt(int row) const;                                         // -1: no such row
    [[nodiscard]] int rowOf(int function) const;                                         // -1: filtered out
    // The first function after `function` in the table's order that is proposed and not yet decided, from the
    // start again after the end; -1: none. `function` need not pass the filter.
    [[nodiscard]] int nextUndecided(int function) const;
    [[nodiscard]] static QString columnTitle(int column);
    [[nodiscard]] static bool isNumber(int column); // shown to the right

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override; // column -1: by address

private:
    void collect();
    void orderFunctions();
    [[nodiscard]] std::vector<int> filtered() const;
    void relayout(bool sort);
    void tellChanges(const std::vector<FunctionRow> &before);
    [[nodiscard]] QVariant text(const FunctionRow &row, int column) const;
    [[nodiscard]] QVariant toolTip(const FunctionRow &row, int column) const;

    Workspace m_workspace;
    std::vector<FunctionRow> m_functions; // by index into Program::functions
    std::vector<int> m_order;             // functions in sorting order, stubs left out unless shown
    std::vector<int> m_rows;              // those of m_order that pass the filter
    std::vector<int> m_rowOf;             // by function; -1: not shown
    FunctionFilter m_filter;
    bool m_stubsShown = false;
    int m_sortColumn = AddressColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace symbolon
