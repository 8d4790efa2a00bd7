// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/proposalmodel.h"

#include "widgets/common/format.h"
#include "widgets/common/functionrow.h"
#include "widgets/common/theme.h"

#include <algorithm>

namespace symbolon {

void ProposalModel::setWorkspace(const Workspace &workspace)
{
    beginResetModel();
    m_workspace = workspace;
    m_all = workspace.proposedAbove(0);
    m_shown = countAbove(m_least);
    endResetModel();
}

// The rows are sorted by it: another confidence takes rows away at the end, or adds some.
void ProposalModel::setConfidence(double least)
{
    m_least = least;
    const int shown = countAbove(least);
    if (shown > m_shown) {
        beginInsertRows({}, m_shown, shown - 1);
        m_shown = shown;
        endInsertRows();
    } else if (shown < m_shown) {
        beginRemoveRows({}, shown, m_shown - 1);
        m_shown = shown;
        endRemoveRows();
    }
}

int ProposalModel::countAbove(double confidence) const
{
    const auto end = std::partition_point(m_all.begin(), m_all.end(), [&](int function) {
        return m_workspace.proposed(function)->confidence >= confidence;
    });
    return static_cast<int>(end - m_all.begin());
}

int ProposalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_shown;
}

int ProposalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant ProposalModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_shown)
        return {};
    const int function = m_all[index.row()];
    const FunctionRow row = functionRow(m_workspace, function);
    const bool number = index.column() == SimilarityColumn || index.column() == ConfidenceColumn;
    if (role == Qt::TextAlignmentRole && number)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role == Qt::FontRole && index.column() == AddressColumn)
        return monospaceFont();
    if (role != Qt::DisplayRole && !(role == Qt::ToolTipRole && !number))
        return {};
    switch (index.column()) {
    case AddressColumn:
        return addressText(row.function->address);
    case FunctionColumn:
        return symbolText(row.function->name);
    case SourceColumn:
        return row.source ? sourceName(*row.source) : QString();
    case PlaceColumn:
        return row.source ? placeText(*m_workspace.sources, *row.source) : QString();
    case SimilarityColumn:
        return percentText(row.candidate->score);
    default:
        return percentText(row.candidate->confidence);
    }
}

QVariant ProposalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole && section == SimilarityColumn)
        return scoreMeaning();
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole && section == ConfidenceColumn)
        return confidenceMeaning();
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case AddressColumn:
        return tr("Address");
    case FunctionColumn:
        return tr("Function");
    case SourceColumn:
        return tr("Source function");
    case PlaceColumn:
        return tr("File");
    case SimilarityColumn:
        return tr("Similarity");
    case ConfidenceColumn:
        return tr("Confidence");
    default:
        return {};
    }
}

} // namespace symbolon
