// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/evidence/evidencemodel.h"

#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <cmath>

namespace symbolon {

EvidenceModel::EvidenceModel(QObject *parent) : QAbstractTableModel(parent) { }

void EvidenceModel::setMarks(const EvidenceMarks &marks)
{
    beginResetModel();
    m_marks = marks;
    m_hovered = -1;
    m_total = 0;
    for (int row = 0; row < m_marks.count(); ++row)
        if (std::isfinite(m_marks.evidence(row)->weight))
            m_total += std::max(m_marks.evidence(row)->weight, 0.0);
    endResetModel();
}

void EvidenceModel::setHovered(int evidence)
{
    if (evidence == m_hovered)
        return;
    for (const int row : {std::exchange(m_hovered, evidence), evidence})
        if (row >= 0 && row < m_marks.count())
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1), {HoveredRole});
}

int EvidenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_marks.count();
}

int EvidenceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

double EvidenceModel::share(const Evidence &evidence) const
{
    return m_total > 0 && std::isfinite(evidence.weight) ? std::max(evidence.weight, 0.0) / m_total : 0;
}

QVariant EvidenceModel::data(const QModelIndex &index, int role) const
{
    const Evidence *piece = index.isValid() ? m_marks.evidence(index.row()) : nullptr;
    if (!piece)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
        if (index.column() == WeightColumn)
            return tr("This piece's share in what speaks for the candidate.");
        if (index.column() == ValueColumn)
            return oneLine(piece->value, 2000);
        if (index.column() == RarityColumn && m_marks.sourceFunctionsWith(index.row()) > 0)
            return tr("%1 %2 is in %3 of %4 source functions.")
                .arg(evidenceKindLabel(piece->kind), evidenceText(*piece),
                     countText(m_marks.sourceFunctionsWith(index.row())), countText(m_marks.sourceFunctions()));
        return {};
    case EvidenceRole:
        return index.row();
    case EvidenceKindRole:
        return static_cast<int>(piece->kind);
    case SortRole:
        return sortKey(index.row(), index.column());
    case FractionRole:
        return share(*piece);
    case HoveredRole:
        return index.row() == m_hovered;
    default:
        return {};
    }
}

QString EvidenceModel::text(int row, int column) const
{
    const Evidence &piece = *m_marks.evidence(row);
    switch (column) {
    case NumberColumn:
        return QString::number(EvidenceMarks::number(row));
    case KindColumn:
        return evidenceKindLabel(piece.kind);
    case ValueColumn:
        return evidenceText(piece);
    case AddressColumn:
        return piece.address == 0 ? tr("whole function") : addressText(piece.address);
    case LineColumn:
        return piece.line == 0 ? tr("whole function") : QString::number(piece.line);
    case WeightColumn:
        return percentText(share(piece));
    case RarityColumn: {
        const uint32_t count = m_marks.sourceFunctionsWith(row);
        return count == 0 ? QString() : tr("%1 of %2").arg(countText(count), countText(m_marks.sourceFunctions()));
    }
    default:
        return {};
    }
}

QVariant EvidenceModel::sortKey(int row, int column) const
{
    const Evidence &piece = *m_marks.evidence(row);
    switch (column) {
    case AddressColumn:
        return static_cast<quint64>(piece.address);
    case LineColumn:
        return piece.line;
    case WeightColumn:
        return piece.weight;
    case NumberColumn:
        return row;
    case RarityColumn: // what cannot be counted comes last
        return m_marks.sourceFunctionsWith(row) == 0 ? UINT32_MAX : m_marks.sourceFunctionsWith(row);
    default:
        return text(row, column);
    }
}

QVariant EvidenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole && section == WeightColumn)
        return tr("Each piece's share in what speaks for the candidate.");
    if (role == Qt::ToolTipRole && section == RarityColumn)
        return tr("How many of the source functions have the same fact: the fewer, the more it says.");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NumberColumn:
        return tr("No.");
    case KindColumn:
        return tr("Kind");
    case ValueColumn:
        return tr("Value");
    case AddressColumn:
        return tr("Address");
    case LineColumn:
        return tr("Line");
    case WeightColumn:
        return tr("Weight");
    case RarityColumn:
        return tr("Source functions with it");
    default:
        return {};
    }
}

} // namespace symbolon
