// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is proposed and not decided, the surest first, down to a confidence.
#pragma once

#include "widgets/common/workspace.h"

#include <QAbstractTableModel>

namespace symbolon {

class ProposalModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        AddressColumn,
        FunctionColumn,
        SourceColumn,
        PlaceColumn,
        SimilarityColumn,
        ConfidenceColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setWorkspace(const Workspace &workspace);
    void setConfidence(double least);
    [[nodiscard]] int proposedCount() const { return int(m_all.size()); } // whatever the confidence
    [[nodiscard]] QList<int> functions() const { return m_all.mid(0, m_shown); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] int countAbove(double confidence) const;

    Workspace m_workspace;
    QList<int> m_all; // surest first
    double m_least = 0;
    int m_shown = 0;
};

} // namespace symbolon
