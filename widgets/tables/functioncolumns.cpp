// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the columns of FunctionTableModel say: cells, tooltips, titles.
#include "widgets/tables/functiontablemodel.h"

#include "widgets/common/format.h"
#include "widgets/common/functionfacts.h"
#include "widgets/common/theme.h"

namespace symbolon {

bool FunctionTableModel::isNumber(int column)
{
    return column == SizeColumn || column == BlocksColumn || column == ScoreColumn || column == ConfidenceColumn
           || column == CertaintyColumn;
}

QVariant FunctionTableModel::text(const FunctionRow &row, int column) const
{
    switch (column) {
    case StateColumn:
        return stateMark(row.state);
    case AddressColumn:
        return addressText(row.function->address);
    case NameColumn:
        return row.nameIsFromMatch() ? sourceName(*row.source) : symbolText(row.function->name);
    case SizeColumn:
        return countText(static_cast<qint64>(row.function->size));
    case BlocksColumn:
        return countText(static_cast<qint64>(row.function->blocks.size()));
    case CandidateColumn:
        return row.source ? sourceName(*row.source) : QString();
    case FileColumn:
        return row.source ? placeText(*m_workspace.sources, *row.source) : QString();
    case ScoreColumn:
        return row.candidate ? percentText(row.candidate->score) : QString();
    case ConfidenceColumn:
        return row.candidate ? percentText(row.candidate->confidence) : QString();
    case CommentColumn:
        return row.decision ? row.decision->comment : QString();
    case CertaintyColumn:
        return certaintyText(*row.function);
    case OriginColumn:
        return originWords(row.function->origins);
    default:
        return {};
    }
}

QVariant FunctionTableModel::toolTip(const FunctionRow &row, int column) const
{
    QStringList lines;
    switch (column) {
    case StateColumn:
        return stateName(row.state);
    case NameColumn:
        lines << text(row, column).toString();
        if (row.nameIsFromMatch())
            lines << tr("The binary has no name here; this is the name of the source function (%1).")
                         .arg(stateName(row.state));
        lines << functionFacts(*m_workspace.program, *row.function);
        return lines.join(u'\n');
    case AddressColumn:
    case SizeColumn:
    case BlocksColumn:
    case CertaintyColumn:
    case OriginColumn:
        return functionFacts(*m_workspace.program, *row.function).join(u'\n');
    case CandidateColumn:
    case FileColumn:
        if (row.source)
            lines << sourceName(*row.source) << placeText(*m_workspace.sources, *row.source);
        return lines.join(u'\n');
    case ScoreColumn:
        return row.candidate ? scoreMeaning() : QString();
    case ConfidenceColumn:
        return row.candidate ? confidenceMeaning() : QString();
    case CommentColumn:
        return text(row, column);
    default:
        return {};
    }
}

QString FunctionTableModel::columnTitle(int column)
{
    switch (column) {
    case StateColumn:
        return tr("State");
    case AddressColumn:
        return tr("Address");
    case NameColumn:
        return tr("Name");
    case SizeColumn:
        return tr("Size");
    case BlocksColumn:
        return tr("Blocks");
    case CandidateColumn:
        return tr("Best candidate");
    case FileColumn:
        return tr("File");
    case ScoreColumn:
        return tr("Similarity");
    case ConfidenceColumn:
        return tr("Confidence");
    case CommentColumn:
        return tr("Comment");
    case CertaintyColumn:
        return tr("Certainty");
    case OriginColumn:
        return tr("Found by");
    default:
        return {};
    }
}

QVariant FunctionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return section == StateColumn ? QString() : columnTitle(section);
    case Qt::AccessibleTextRole:
        return columnTitle(section);
    case Qt::ToolTipRole:
        if (section == ScoreColumn)
            return scoreMeaning();
        if (section == ConfidenceColumn)
            return confidenceMeaning();
        if (section == SizeColumn)
            return tr("Size in bytes");
        if (section == CertaintyColumn)
            return tr("How certain it is that a function starts there");
        if (section == OriginColumn)
            return tr("Why a function is believed to start there");
        return columnTitle(section);
    case Qt::TextAlignmentRole:
        if (isNumber(section))
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    default:
        return {};
    }
}

} // namespace symbolon
