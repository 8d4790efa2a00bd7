// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/disasm/disassemblymodel.h"

#include "widgets/common/foldedtext.h"
#include "widgets/common/format.h"
#include "widgets/common/instructioncomment.h"
#include "widgets/disasm/datatext.h"

#include <algorithm>

namespace symbolon {

DisassemblyModel::DisassemblyModel(QObject *parent) : QAbstractTableModel(parent) { }

void DisassemblyModel::setFunction(const Workspace &workspace, int function)
{
    const bool valid =
        workspace.program && function >= 0 && static_cast<std::size_t>(function) < workspace.program->functions.size();
    const BinaryFunction *code = valid ? &workspace.program->functions[static_cast<std::size_t>(function)] : nullptr;
    if (code && code == m_code && workspace.program == m_workspace.program) {
        m_workspace = workspace; // names of callees may have changed
        if (!m_lines.empty())
            Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_lines.size()) - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_workspace = workspace;
    m_function = function;
    m_code = code;
    m_hovered = 0;
    m_rows.clear();
    m_lines.clear();
    m_blocks.clear();
    m_switches = {};
    if (code) {
        const std::size_t count = code->instructions.size();
        m_switches = SwitchFacts(*code);
        m_blocks.assign(count, -1);
        for (std::size_t block = 0; block < code->blocks.size(); ++block) {
            const std::size_t first = code->blocks[block].firstInstruction;
            for (std::size_t step = 0; step < code->blocks[block].instructionCount && first + step < count; ++step)
                m_blocks[first + step] = static_cast<int>(block);
        }
        makeLines();
    }
    endResetModel();
}

void DisassemblyModel::makeLines()
{
    m_rows.reserve(m_code->instructions.size());
    m_lines.reserve(m_code->instructions.size());
    std::vector<std::vector<int>> behind = dataBehindBlocks();
    bool apart = false;
    int before = -1;
    for (int at = 0; static_cast<std::size_t>(at) < m_code->instructions.size(); ++at) {
        const int block = blockOfInstruction(at);
        if (block >= 0 && block != before) {
            const bool cold = block > 0 && m_code->isApart(m_code->blocks[static_cast<std::size_t>(block)]);
            if (cold != apart)
                m_lines.push_back({at, cold ? Line::Kind::Cold : Line::Kind::Body});
            apart = cold;
            if (!m_switches.label(static_cast<uint32_t>(block), 1).isEmpty())
                m_lines.push_back({at, Line::Kind::Cases});
        }
        before = block;
        m_rows.emplace_back(m_code->instructions[static_cast<std::size_t>(at)].address,
                            static_cast<int>(m_lines.size()));
        m_lines.push_back({at, Line::Kind::Instruction});
        if (block >= 0 && block != blockOfInstruction(at + 1))
            for (const int data : std::exchange(behind[static_cast<std::size_t>(block)], {}))
                m_lines.push_back({data, Line::Kind::Data});
    }
    std::sort(m_rows.begin(), m_rows.end());
}

// By block: what stands between it and the next one.
std::vector<std::vector<int>> DisassemblyModel::dataBehindBlocks() const
{
    std::vector<std::pair<uint64_t, std::size_t>> blocks;
    for (std::size_t block = 0; block < m_code->blocks.size(); ++block)
        blocks.emplace_back(m_code->blocks[block].address, block);
    std::sort(blocks.begin(), blocks.end());
    std::vector<std::vector<int>> behind(blocks.size());
    for (std::size_t data = 0; data < m_code->dataInCode.size(); ++data) {
        const auto after =
            std::upper_bound(blocks.begin(), blocks.end(), std::pair(m_code->dataInCode[data].address, blocks.size()));
        if (after != blocks.begin())
            behind[(after - 1)->second].push_back(static_cast<int>(data));
    }
    return behind;
}

const DisassemblyModel::Line *DisassemblyModel::line(int row) const
{
    return row >= 0 && static_cast<std::size_t>(row) < m_lines.size() ? &m_lines[static_cast<std::size_t>(row)]
                                                                      : nullptr;
}

QString DisassemblyModel::label(const Line &line, qsizetype mostCases) const
{
    switch (line.kind) {
    case Line::Kind::Instruction:
    case Line::Kind::Data:
        break;
    case Line::Kind::Cases:
        return m_switches.label(static_cast<uint32_t>(blockOfInstruction(line.at)), mostCases);
    case Line::Kind::Cold:
        return tr("cold part, which the compiler moved away from the body");
    case Line::Kind::Body:
        return tr("the body again");
    }
    return {};
}

void DisassemblyModel::setMarks(const EvidenceMarks &marks)
{
    m_marks = marks;
    if (!m_lines.empty())
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_lines.size()) - 1, ColumnCount - 1));
}

void DisassemblyModel::setHovered(uint64_t address)
{
    if (address == m_hovered)
        return;
    const uint64_t before = std::exchange(m_hovered, address);
    rowChanged(before);
    rowChanged(address);
}

void DisassemblyModel::setBytesProvider(BytesProvider provider)
{
    m_bytes = std::move(provider);
    if (!m_lines.empty())
        Q_EMIT dataChanged(index(0, BytesColumn), index(static_cast<int>(m_lines.size()) - 1, BytesColumn));
}

const Instruction *DisassemblyModel::instruction(int row) const
{
    const Line *found = line(row);
    return found && found->kind == Line::Kind::Instruction ? &m_code->instructions[static_cast<std::size_t>(found->at)]
                                                           : nullptr;
}

const DataInCode *DisassemblyModel::dataInCode(int row) const
{
    const Line *found = line(row);
    return found && found->kind == Line::Kind::Data ? &m_code->dataInCode[static_cast<std::size_t>(found->at)]
                                                    : nullptr;
}

std::vector<TextToken> DisassemblyModel::tokens(const QModelIndex &index) const
{
    const DataInCode *data = dataInCode(index.row());
    if (!data && !instruction(index.row()))
        return {};
    const QString shown = text(index.row(), index.column());
    const auto whole = [&shown](ColorRole role) {
        return std::vector{TextToken{0, static_cast<int>(shown.size()), role}};
    };
    if (data) {
        if (index.column() == CommentColumn)
            return dataComment(m_workspace, m_function, *data).tokens;
        const bool number = index.column() == OperandsColumn && data->kind == DataInCode::Kind::Literal;
        return whole(number                            ? ColorRole::SyntaxNumber
                     : index.column() == AddressColumn ? ColorRole::SyntaxAddress
                                                       : ColorRole::FaintText);
    }
    switch (index.column()) {
    case MnemonicColumn:
        return whole(mnemonicRole(shown, m_workspace.program->architecture));
    case OperandsColumn:
        return operandTokens(shown);
    case CommentColumn:
        return instructionComment(m_workspace, m_function, instruction(index.row())->address).tokens;
    case BytesColumn:
        return whole(ColorRole::FaintText);
    default:
        return whole(ColorRole::SyntaxAddress);
    }
}

int DisassemblyModel::rowOf(uint64_t address) const
{
    const auto at = std::lower_bound(m_rows.begin(), m_rows.end(), std::pair(address, 0));
    return at != m_rows.end() && at->first == address ? at->second : -1;
}

int DisassemblyModel::blockOf(int row) const
{
    const Line *found = line(row);
    return found && found->kind == Line::Kind::Instruction ? blockOfInstruction(found->at) : -1;
}

int DisassemblyModel::blockOfInstruction(int instruction) const
{
    const auto at = static_cast<std::size_t>(instruction);
    return instruction >= 0 && at < m_blocks.size() ? m_blocks[at] : -1;
}

std::vector<int> DisassemblyModel::find(const QString &text, bool caseSensitive) const
{
    std::vector<int> hits;
    if (!m_code || text.isEmpty())
        return hits;
    const std::string needle = caseSensitive ? text.toStdString() : foldedText(text);
    std::string line;
    for (int row = 0; row < rowCount(); ++row) {
        if (m_lines[static_cast<std::size_t>(row)].isLabel()) // cannot be chosen
            continue;
        line.clear();
        for (const int column : {AddressColumn, MnemonicColumn, OperandsColumn, CommentColumn}) {
            if (const QString cell = this->text(row, column); !cell.isEmpty())
                line.append(line.empty() ? 0 : 1, ' ').append(cell.toStdString());
        }
        if (caseSensitive ? line.find(needle) != std::string::npos : containsFolded(line, needle))
            hits.push_back(row);
    }
    return hits;
}

int DisassemblyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int DisassemblyModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant DisassemblyModel::data(const QModelIndex &index, int role) const
{
    const Line *shown = index.isValid() ? line(index.row()) : nullptr;
    if (!shown)
        return {};
    if (shown->isLabel())
        return labelData(*shown, index.column(), role);
    if (shown->kind == Line::Kind::Data)
        return dataInCodeData(index.row(), index.column(), role);
    const Instruction *code = instruction(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::AccessibleTextRole: {
        if (index.column() == AddressColumn) { // labels take no part in walking through the rows
            QStringList parts{text(index.row(), AddressColumn)};
            for (int row = index.row() - 1; line(row) && line(row)->isLabel(); --row)
                parts << label(*line(row), 0);
            return parts.join(QLatin1String("; "));
        }
        if (index.column() != MarksColumn)
            return text(index.row(), index.column());
        QStringList kinds;
        for (const int evidence : m_marks.atAddress(code->address))
            kinds << tr("evidence %1, %2")
                         .arg(EvidenceMarks::number(evidence))
                         .arg(evidenceKindLabel(m_marks.evidence(evidence)->kind));
        return kinds.join(QLatin1String("; "));
    }
    case Qt::ToolTipRole: {
        QStringList lines;
        for (const int evidence : m_marks.atAddress(code->address)) {
            const Evidence &piece = *m_marks.evidence(evidence);
            const QString what = tr("Evidence %1: %2 %3")
                                     .arg(QString::number(EvidenceMarks::number(evidence)),
                                          evidenceKindLabel(piece.kind), evidenceText(piece));
            lines << (piece.line == 0 ? what : tr("%1, line %2").arg(what, QString::number(piece.line)));
        }
        if (const QString heat = heatText(m_marks.dropAtAddress(code->address));
            index.column() == MarksColumn && !heat.isEmpty())
            lines << heat;
        if (index.column() == CommentColumn)
            lines << text(index.row(), CommentColumn);
        return lines.join(u'\n');
    }
    case AddressRole:
        return static_cast<quint64>(code->address);
    case BlockStartRole:
        return shown->at == 0
               || (blockOf(index.row()) != blockOfInstruction(shown->at - 1) && !line(index.row() - 1)->isLabel());
    case HoveredRole:
        return m_hovered != 0 && code->address == m_hovered;
    case EvidenceRole: {
        QList<int> pieces;
        for (const int evidence : m_marks.atAddress(code->address))
            pieces << evidence;
        return QVariant::fromValue(pieces);
    }
    default:
        return {};
    }
}

QVariant DisassemblyModel::dataInCodeData(int row, int column, int role) const
{
    const DataInCode &data = *dataInCode(row);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(row, column);
    case Qt::ToolTipRole:
        if (data.kind == DataInCode::Kind::Literal)
            return tr("Read by the instruction at %1").arg(addressText(data.user));
        return text(row, CommentColumn);
    case AddressRole:
        return static_cast<quint64>(data.address);
    case BlockStartRole:
        return instruction(row - 1) != nullptr;
    case HoveredRole:
        return false;
    default:
        return {};
    }
}

QVariant DisassemblyModel::labelData(const Line &line, int column, int role) const
{
    constexpr qsizetype casesShown = 12;
    switch (role) {
    case LabelRole:
        return label(line, casesShown);
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return column == AddressColumn ? label(line, casesShown) : QString();
    case Qt::ToolTipRole:
        return label(line, 0);
    case PartStartRole:
        return line.kind != Line::Kind::Cases;
    case ColdRole:
        return line.kind == Line::Kind::Cold;
    default:
        return {};
    }
}

Qt::ItemFlags DisassemblyModel::flags(const QModelIndex &index) const
{
    const Line *shown = index.isValid() ? line(index.row()) : nullptr;
    if (shown && shown->isLabel()) // the arrow keys step over it
        return Qt::ItemNeverHasChildren;
    return QAbstractTableModel::flags(index);
}

QString DisassemblyModel::text(int row, int column) const
{
    if (const DataInCode *data = dataInCode(row))
        return dataCell(*data, column);
    const Instruction *code = instruction(row);
    if (!code)
        return {};
    switch (column) {
    case MarksColumn: {
        QStringList numbers;
        for (const int evidence : m_marks.atAddress(code->address))
            numbers << QString::number(EvidenceMarks::number(evidence));
        return numbers.join(u' ');
    }
    case AddressColumn:
        return addressText(code->address);
    case BytesColumn:
        return m_bytes ? QString::fromLatin1(m_bytes(code->address, code->size).toHex(' ')) : QString();
    case MnemonicColumn:
        return QString::fromUtf8(function()->instructions.mnemonic(*code));
    case OperandsColumn:
        return QString::fromUtf8(function()->instructions.operands(*code));
    case CommentColumn:
        return instructionComment(m_workspace, m_function, code->address).text;
    default:
        return {};
    }
}

QString DisassemblyModel::dataCell(const DataInCode &data, int column) const
{
    constexpr uint64_t mostBytes = 8;
    switch (column) {
    case AddressColumn:
        return addressText(data.address);
    case BytesColumn:
        return m_bytes ? QString::fromLatin1(
                   m_bytes(data.address, static_cast<int>(std::min(data.size, mostBytes))).toHex(' '))
                       : QString();
    case MnemonicColumn:
        return dataMnemonic(data);
    case OperandsColumn:
        return dataOperands(data);
    case CommentColumn:
        return dataComment(m_workspace, m_function, data).text;
    default:
        return {};
    }
}

void DisassemblyModel::rowChanged(uint64_t address)
{
    const int row = address == 0 ? -1 : rowOf(address);
    if (row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1), {HoveredRole});
}

QVariant DisassemblyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case MarksColumn:
        return tr("Evidence");
    case AddressColumn:
        return tr("Address");
    case BytesColumn:
        return tr("Bytes");
    case MnemonicColumn:
        return tr("Mnemonic");
    case OperandsColumn:
        return tr("Operands");
    case CommentColumn:
        return tr("Comment");
    default:
        return {};
    }
}

} // namespace symbolon
