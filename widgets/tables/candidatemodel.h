// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The candidates of one function, best first; its accepted source comes first where the matcher had not proposed it,
// and last what was rejected and is proposed no more. A blocked function has none.
#pragma once

#include "widgets/common/workspace.h"

#include <QAbstractTableModel>

#include <array>
#include <vector>

namespace symbolon {

class CandidateModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { RankColumn, NameColumn, PlaceColumn, ScoreColumn, ConfidenceColumn, EvidenceColumn, ColumnCount };
    enum Role {
        CandidateRole = Qt::UserRole, // int: index into FunctionMatches::candidates; -1: decided by hand without one
        FractionRole,                 // double: similarity or confidence
        AcceptedRole,                 // bool
        RejectedRole,                 // bool
        KindsRole,                    // QList<int>: how many pieces of evidence, by EvidenceKind
    };

    explicit CandidateModel(QObject *parent = nullptr);

    void setFunction(const Workspace &workspace, int function);
    [[nodiscard]] int function() const { return m_function; }
    [[nodiscard]] int candidateAt(int row) const;
    [[nodiscard]] int rowOf(int candidate) const; // -1: no such candidate
    [[nodiscard]] bool isRejected(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Row {
        int candidate = -1;
        const Candidate *match = nullptr;
        const SourceFunction *source = nullptr;
        bool accepted = false;
        bool rejected = false;
    };
    void addByHand(int source, bool accepted);
    [[nodiscard]] QString text(const Row &row, int column) const;
    [[nodiscard]] QString spoken(const Row &row) const;

    Workspace m_workspace;
    int m_function = -1;
    std::vector<Row> m_rows;
};

} // namespace symbolon
