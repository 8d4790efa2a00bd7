// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a binary is made of, as a tree: the components with their source files, what belongs to none, and the answers
// about versions with what speaks for each.
#pragma once

#include "app/project/projectstore.h"
#include "app/session/session.h"
#include "widgets/common/workspace.h"

#include <QAbstractItemModel>

#include <vector>

namespace symbolon {

class ComponentModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        SourceFunctionsColumn,
        FoundColumn,
        AcceptedColumn,
        SureColumn,
        ProposedColumn,
        FunctionsColumn,
        CodeColumn,
        ColumnCount
    };
    enum Role {
        FolderRole = Qt::UserRole, // of a component: its root
        FileRole,                  // of a component or a file: what fileLabel() begins with, or is
        FunctionRole,              // of what speaks for a version: an index into Program::functions; -1: none
        WholeRowRole,              // the text takes the whole row
    };

    using QAbstractItemModel::QAbstractItemModel;

    // `summary` may be null: what is not known yet stays empty.
    void show(const Workspace &workspace, const QList<SourceInput> &checkouts, const SessionSummary *summary);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QStringList cells;
        int parent = -1; // index into m_rows
        int place = 0;   // among its parent's
        std::vector<int> children;
        QString toolTip = {};
        QString folder = {};
        QString file = {};
        int function = -1;
        bool wholeRow = false;
    };

    int add(Row row);
    void addFiles(int parent, const Workspace &workspace, uint32_t component, const ProgramSummary *summary);
    [[nodiscard]] const Row &at(const QModelIndex &index) const
    {
        return m_rows[static_cast<std::size_t>(index.internalId())];
    }

    std::vector<Row> m_rows;
    std::vector<int> m_top; // those without a parent
};

} // namespace symbolon
