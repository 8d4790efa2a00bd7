// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The instructions of one function, in the order of its blocks: one row each; rows of the data that stand behind a
// block; and rows that are labels, above the blocks that a switch leads to and where a part begins that the compiler
// moved away.
#pragma once

#include "widgets/common/evidencemarks.h"
#include "widgets/common/instructiontext.h"
#include "widgets/common/switchfacts.h"
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
        LabelRole,                  // QString: the row is a label, which reads so over all columns
        PartStartRole,              // bool: the label is of a part, cold or the body again
        ColdRole,                   // bool: of a cold part
    };
    // The bytes of an instruction or of data, for the column that is hidden otherwise.
    using BytesProvider = std::function<QByteArray(uint64_t address, int size)>;

    explicit DisassemblyModel(QObject *parent = nullptr);

    void setFunction(const Workspace &workspace, int function); // -1: none
    void setMarks(const EvidenceMarks &marks);
    void setHovered(uint64_t address); // 0: none
    void setBytesProvider(BytesProvider provider);

    [[nodiscard]] const BinaryFunction *function() const { return m_code; }
    [[nodiscard]] const EvidenceMarks &marks() const { return m_marks; }
    [[nodiscard]] const Instruction *instruction(int row) const; // null: no such row, a label, data
    [[nodiscard]] const DataInCode *dataInCode(int row) const;   // null: any other row
    [[nodiscard]] int instructionCount() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] std::vector<TextToken> tokens(const QModelIndex &index) const; // colours of its text
    [[nodiscard]] int rowOf(uint64_t address) const;                             // -1: not of this function
    [[nodiscard]] int blockOf(int row) const;                                    // -1: of none, or a label

    // The rows whose text holds `text`, ascending.
    [[nodiscard]] std::vector<int> find(const QString &text, bool caseSensitive) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Line {
        int at = 0; // the instruction, also of a label: the one that it stands above; into BinaryFunction::dataInCode
        enum class Kind : uint8_t { Instruction, Data, Cases, Cold, Body } kind = Kind::Instruction;

        [[nodiscard]] bool isLabel() const { return kind > Kind::Data; }
    };

    void makeLines();
    [[nodiscard]] std::vector<std::vector<int>> dataBehindBlocks() const;
    [[nodiscard]] const Line *line(int row) const;
    [[nodiscard]] QString label(const Line &line, qsizetype mostCases) const; // empty: no label
    [[nodiscard]] QVariant dataInCodeData(int row, int column, int role) const;
    [[nodiscard]] QVariant labelData(const Line &line, int column, int role) const;
    [[nodiscard]] int blockOfInstruction(int instruction) const;
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString dataCell(const DataInCode &data, int column) const;
    void rowChanged(uint64_t address);

    Workspace m_workspace;
    int m_function = -1;
    const BinaryFunction *m_code = nullptr;
    EvidenceMarks m_marks;
    std::vector<std::pair<uint64_t, int>> m_rows; // by address
    std::vector<Line> m_lines;                    // by row
    std::vector<int> m_blocks;                    // by instruction
    SwitchFacts m_switches;
    uint64_t m_hovered = 0;
    BytesProvider m_bytes;
};

} // namespace symbolon
