// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The instructions of one function, in the order of its blocks: one row each.
#pragma once

#include "widgets/common/evidencemarks.h"
#include "widgets/common/instructiontext.h"
#include "widgets/common/workspace.h"

#include <QAbstractTableModel>

#include <functional>
#include <vector>

namespace symbolon {

class DisassemblyModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { MarksColumn, AddressColumn, BytesColumn, MnemonicColumn, OperandsColumn, CommentColumn, ColumnCount };
    enum Role {
        AddressRole = Qt::UserRole, // quint64
        BlockStartRole,             // bool: the first instruction of a block
        HoveredRole,                // bool
        EvidenceRole,               // QList<int>: indices into Candidate::evidence
    };
    // The bytes of an instruction, for the column that is hidden otherwise.
    using BytesProvider = std::function<QByteArray(uint64_t address, int size)>;

    explicit DisassemblyModel(QObject *parent = nullptr);

    void setFunction(const Workspace &workspace, int function); // -1: none
    void setMarks(const EvidenceMarks &marks);
    void setHovered(uint64_t address); // 0: none
    void setBytesProvider(BytesProvider provider);

    [[nodiscard]] const BinaryFunction *function() const { return m_code; }
    [[nodiscard]] const EvidenceMarks &marks() const { return m_marks; }
    [[nodiscard]] const Instruction *instruction(int row) const;
    [[nodiscard]] std::vector<TextToken> tokens(const QModelIndex &index) const; // colours of its text
    [[nodiscard]] int rowOf(uint64_t address) const;                             // -1: not of this function
    [[nodiscard]] int blockOf(int row) const;                                    // -1: of none

    // The rows whose text holds `text`, ascending.
    [[nodiscard]] std::vector<int> find(const QString &text, bool caseSensitive) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString text(int row, int column) const;
    void rowChanged(uint64_t address);

    Workspace m_workspace;
    int m_function = -1;
    const BinaryFunction *m_code = nullptr;
    EvidenceMarks m_marks;
    std::vector<std::pair<uint64_t, int>> m_rows; // by address
    std::vector<int> m_blocks;                    // by row
    uint64_t m_hovered = 0;
    BytesProvider m_bytes;
};

} // namespace symbolon
