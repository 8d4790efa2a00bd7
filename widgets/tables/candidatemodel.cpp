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
    const MatchState state = workspace.stateOf(function);
    const FunctionMatches *matches = state == MatchState::Blocked ? nullptr : workspace.matchesOf(function);
    const FunctionDecision decision = workspace.decisions ? workspace.decisions->value(function) : FunctionDecision();
    const int accepted = state == MatchState::Accepted ? decision.source : -1;
    const bool allRejected = decision.state == MatchState::Rejected && decision.rejected.isEmpty();
    for (int rank = 0; matches && rank < static_cast<int>(matches->candidates.size()); ++rank) {
        const Candidate &candidate = matches->candidates[static_cast<std::size_t>(rank)];
        const auto source = static_cast<int>(candidate.source);
        m_rows.push_back({rank, &candidate, workspace.sourceOf(candidate), accepted == source,
                          allRejected || decision.rejected.contains(source)});
    }
    if (accepted >= 0)
        addByHand(accepted, true);
    for (const int source : decision.rejected)
        addByHand(source, false);
    endResetModel();
}

// Unless the matcher proposed it.
void CandidateModel::addByHand(int source, bool accepted)
{
    const auto &sources = m_workspace.sources;
    const bool proposed = std::any_of(m_rows.begin(), m_rows.end(), [&](const Row &row) {
        return row.match && row.match->source == static_cast<uint32_t>(source);
    });
    if (proposed || !sources || static_cast<std::size_t>(source) >= sources->functions.size())
        return;
    const Row row{-1, nullptr, &sources->functions[static_cast<std::size_t>(source)], accepted, !accepted};
    m_rows.insert(accepted ? m_rows.begin() : m_rows.end(), row);
}

bool CandidateModel::isRejected(int row) const
{
    return row >= 0 && static_cast<std::size_t>(row) < m_rows.size() && m_rows[static_cast<std::size_t>(row)].rejected;
}

int CandidateModel::candidateAt(int row) const
{
    return row >= 0 && static_cast<std::size_t>(row) < m_rows.size() ? m_rows[static_cast<std::size_t>(row)].candidate
                                                                     : -1;
}

int CandidateModel::rowOf(int candidate) const
{
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        if (m_rows[row].candidate == candidate && (candidate >= 0 || m_rows[row].accepted))
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
            lines << tr("Similarity %1, confidence %2")
                         .arg(percentText(row.match->score), percentText(row.match->confidence))
                  << scoreMeaning() << confidenceMeaning();
        else
            lines << (row.accepted ? tr("Accepted by hand; no matching method proposed it.")
                                   : tr("Rejected: it is not proposed any more."));
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
        if (row.candidate >= 0)
            return countText(row.candidate + 1);
        return stateMark(row.accepted ? MatchState::Accepted : MatchState::Rejected);
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
    QStringList parts{text(row, RankColumn), text(row, NameColumn), text(row, PlaceColumn)};
    if (row.match)
        parts
            << tr("Similarity %1, confidence %2").arg(percentText(row.match->score), percentText(row.match->confidence))
            << text(row, EvidenceColumn);
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
        return tr("Similarity");
    case ConfidenceColumn:
        return tr("Confidence");
    case EvidenceColumn:
        return tr("Evidence");
    default:
        return {};
    }
}

} // namespace symbolon
