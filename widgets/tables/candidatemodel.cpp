// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/candidatemodel.h"

#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr int kindCount = static_cast<int>(EvidenceKind::Structure) + 1;

QList<int> countKinds(const Candidate &candidate)
{
    QList<int> counts(kindCount, 0);
    for (const Evidence &evidence : candidate.evidence)
        if (static_cast<int>(evidence.kind) < kindCount)
            ++counts[static_cast<int>(evidence.kind)];
    return counts;
}

} // namespace

CandidateModel::CandidateModel(QObject *parent) : QAbstractTableModel(parent) { }

void CandidateModel::setFunction(const Workspace &workspace, int function)
{
    beginResetModel();
    m_workspace = workspace;
    m_function = function;
    m_rows.clear();
    const FunctionMatches *matches = workspace.matchesOf(function);
    const MatchState state = workspace.stateOf(function);
    const int accepted = state == MatchState::Accepted ? workspace.decisions->value(function).source : -1;
    for (int rank = 0; matches && rank < static_cast<int>(matches->candidates.size()); ++rank) {
        const Candidate &candidate = matches->candidates[static_cast<std::size_t>(rank)];
        m_rows.push_back({rank, &candidate, workspace.sourceOf(candidate),
                          accepted >= 0 && candidate.source == static_cast<uint32_t>(accepted),
                          state == MatchState::Rejected});
    }
    const bool proposed = std::any_of(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.accepted; });
    if (accepted >= 0 && !proposed && workspace.sources
        && static_cast<std::size_t>(accepted) < workspace.sources->functions.size())
        m_rows.insert(m_rows.begin(),
                      {-1, nullptr, &workspace.sources->functions[static_cast<std::size_t>(accepted)], true, false});
    endResetModel();
}

int CandidateModel::candidateAt(int row) const
{
    return row >= 0 && static_cast<std::size_t>(row) < m_rows.size() ? m_rows[static_cast<std::size_t>(row)].candidate
                                                                     : -1;
}

int CandidateModel::rowOf(int candidate) const
{
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        if (m_rows[row].candidate == candidate)
            return static_cast<int>(row);
    return -1;
}

int CandidateModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CandidateModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant CandidateModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_rows.size())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == RankColumn ? spoken(row) : text(row, index.column());
    case Qt::ToolTipRole: {
        if (!row.source)
            return {};
        QStringList lines{sourceName(*row.source), placeText(*m_workspace.sources, *row.source)};
        if (row.match)
            lines
                << tr("Score %1, confidence %2").arg(percentText(row.match->score), percentText(row.match->confidence))
                << scoreMeaning() << confidenceMeaning();
        else
            lines << tr("Accepted by hand; no matching method proposed it.");
        return lines.join(u'\n');
    }
    case CandidateRole:
        return row.candidate;
    case FractionRole:
        if (row.match)
            return index.column() == ConfidenceColumn ? row.match->confidence : row.match->score;
        return {};
    case AcceptedRole:
        return row.accepted;
    case RejectedRole:
        return row.rejected;
    case KindsRole:
        return QVariant::fromValue(row.match ? countKinds(*row.match) : QList<int>());
    default:
        return {};
    }
}

QString CandidateModel::text(const Row &row, int column) const
{
    switch (column) {
    case RankColumn:
        return row.candidate < 0 ? stateMark(MatchState::Accepted) : countText(row.candidate + 1);
    case NameColumn:
        return row.source ? sourceName(*row.source) : tr("(not in this source tree)");
    case PlaceColumn:
        return row.source ? placeText(*m_workspace.sources, *row.source) : QString();
    case ScoreColumn:
        return row.match ? percentText(row.match->score) : QString();
    case ConfidenceColumn:
        return row.match ? percentText(row.match->confidence) : QString();
    case EvidenceColumn: {
        if (!row.match)
            return {};
        QStringList kinds;
        const QList<int> counts = countKinds(*row.match);
        for (int kind = 0; kind < kindCount; ++kind)
            if (counts[kind] > 0)
                kinds << QStringLiteral("%1 %2").arg(evidenceKindLabel(static_cast<EvidenceKind>(kind)),
                                                     countText(counts[kind]));
        return kinds.join(QLatin1String(", "));
    }
    default:
        return {};
    }
}

QString CandidateModel::spoken(const Row &row) const
{
    QStringList parts{text(row, RankColumn), text(row, NameColumn), text(row, PlaceColumn), text(row, ScoreColumn),
                      text(row, EvidenceColumn)};
    if (row.accepted)
        parts << stateName(MatchState::Accepted);
    if (row.rejected)
        parts << stateName(MatchState::Rejected);
    parts.removeAll(QString());
    return parts.join(QLatin1String(", "));
}

QVariant CandidateModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case RankColumn:
        return tr("Rank");
    case NameColumn:
        return tr("Source function");
    case PlaceColumn:
        return tr("File");
    case ScoreColumn:
        return tr("Score");
    case ConfidenceColumn:
        return tr("Confidence");
    case EvidenceColumn:
        return tr("Evidence");
    default:
        return {};
    }
}

} // namespace symbolon
