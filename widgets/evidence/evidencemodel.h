// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The evidence of one candidate: what ties which place in the binary to which place in the source.
#pragma once

#include "widgets/common/evidencemarks.h"

#include <QAbstractTableModel>

namespace symbolon {

class EvidenceModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NumberColumn,
        KindColumn,
        ValueColumn,
        AddressColumn,
        LineColumn,
        WeightColumn,
        RarityColumn,
        ColumnCount
    };
    enum Role {
        EvidenceRole = Qt::UserRole, // int: index into Candidate::evidence
        EvidenceKindRole,            // int: EvidenceKind
        SortRole,
        FractionRole, // double: share in the sum of all weights
        HoveredRole,  // bool
    };

    explicit EvidenceModel(QObject *parent = nullptr);

    void setMarks(const EvidenceMarks &marks);
    void setHovered(int evidence); // -1: none
    [[nodiscard]] const EvidenceMarks &marks() const { return m_marks; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QVariant sortKey(int row, int column) const;
    [[nodiscard]] double share(const Evidence &evidence) const;

    EvidenceMarks m_marks;
    double m_total = 0; // of all weights
    int m_hovered = -1;
};

} // namespace symbolon
