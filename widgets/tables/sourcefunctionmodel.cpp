// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/sourcefunctionmodel.h"

#include "widgets/common/foldedtext.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/common/verdicts.h"

#include <algorithm>
#include <array>

namespace symbolon {

namespace {

std::string_view nameOf(const SourceFunction &function)
{
    return function.qualifiedName.empty() ? function.name : function.qualifiedName;
}

bool holdsAll(const std::vector<std::string> &words, std::string_view text)
{
    return std::all_of(words.begin(), words.end(), [&](const std::string &word) { return containsFolded(text, word); });
}

bool startsFolded(std::string_view text, std::string_view needle)
{
    return text.size() >= needle.size() && containsFolded(text.substr(0, needle.size()), needle);
}

} // namespace

SourceFunctionModel::SourceFunctionModel(QObject *parent) : QAbstractTableModel(parent) { }

void SourceFunctionModel::setWorkspace(const Workspace &workspace, int function)
{
    beginResetModel();
    m_workspace = workspace;
    m_function = function;
    m_ordered.clear();
    m_confidences.clear();
    m_accepted.clear();
    m_verdicts.clear();
    const auto count = static_cast<std::size_t>(sourceCount());
    m_ordered.reserve(count);
    if (const FunctionMatches *matches = workspace.matchesOf(function)) {
        for (const Candidate &candidate : matches->candidates) {
            const auto source = static_cast<int>(candidate.source);
            if (candidate.source < count && !m_confidences.contains(source)) {
                m_confidences.insert(source, candidate.confidence);
                m_ordered.push_back(source);
            }
        }
    }
    for (int source = 0; static_cast<std::size_t>(source) < count; ++source)
        if (!m_confidences.contains(source))
            m_ordered.push_back(source);
    if (workspace.decisions) {
        for (auto it = workspace.decisions->cbegin(); it != workspace.decisions->cend(); ++it)
            if (it->state == MatchState::Accepted && it->source >= 0)
                m_accepted.insert(it->source, it.key());
    }
    if (workspace.matches) {
        for (const SourceVerdict &verdict : workspace.matches->sources)
            m_verdicts.insert(int(verdict.source), &verdict);
    }
    m_rows = filtered(m_typed);
    endResetModel();
}

void SourceFunctionModel::setFilter(const QString &typed)
{
    m_typed = typed;
    refilter();
}

void SourceFunctionModel::setAbsentOnly(bool on)
{
    m_absentOnly = on;
    refilter();
}

void SourceFunctionModel::refilter()
{
    beginResetModel();
    m_rows = filtered(m_typed);
    if (m_absentOnly) {
        std::erase_if(m_rows, [this](int source) {
            const SourceVerdict *verdict = m_verdicts.value(source);
            return !verdict || verdict->verdict != Verdict::Absent;
        });
    }
    endResetModel();
}

std::vector<int> SourceFunctionModel::filtered(const QString &typed) const
{
    const std::string whole = foldedText(typed.simplified());
    if (whole.empty())
        return m_ordered;
    std::vector<std::string> words;
    for (const QString &word : typed.simplified().split(u' '))
        words.push_back(foldedText(word));
    std::array<std::vector<int>, 4> groups;
    std::string both;
    for (const int source : m_ordered) {
        const SourceFunction &function = m_workspace.sources->functions[static_cast<std::size_t>(source)];
        const std::string_view name = nameOf(function);
        std::size_t group = 3;
        if (startsFolded(name, whole) || startsFolded(function.name, whole)) {
            group = name.size() == whole.size() || function.name.size() == whole.size() ? 0 : 1;
        } else if (holdsAll(words, name)) {
            group = 2;
        } else {
            both.assign(name);
            if (function.file < m_workspace.sources->files.size())
                (both += '\n') += m_workspace.sources->files[function.file].path;
            if (!holdsAll(words, both))
                continue;
        }
        groups[group].push_back(source);
    }
    std::vector<int> rows;
    for (const std::vector<int> &group : groups)
        rows.insert(rows.end(), group.begin(), group.end());
    return rows;
}

int SourceFunctionModel::sourceCount() const
{
    return m_workspace.sources ? static_cast<int>(m_workspace.sources->functions.size()) : 0;
}

int SourceFunctionModel::sourceAt(int row) const
{
    return row >= 0 && static_cast<std::size_t>(row) < m_rows.size() ? m_rows[static_cast<std::size_t>(row)] : -1;
}

int SourceFunctionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SourceFunctionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant SourceFunctionModel::data(const QModelIndex &index, int role) const
{
    const int source = sourceAt(index.row());
    if (!index.isValid() || source < 0)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(source, index.column());
    case Qt::ToolTipRole:
        return toolTip(source, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == ConfidenceColumn
                   ? QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter))
                   : QVariant();
    default:
        return {};
    }
}

QVariant SourceFunctionModel::toolTip(int source, int column) const
{
    if (column == ConfidenceColumn)
        return confidenceMeaning();
    const SourceVerdict *verdict = m_verdicts.value(source);
    if (column != VerdictColumn || !verdict)
        return text(source, column);
    QString meaning = verdictMeaning(verdict->verdict);
    if (verdict->verdict != Verdict::Unknown)
        meaning += u'\n' + tr("Confidence: %1").arg(percentText(verdict->confidence));
    return meaning;
}

QVariant SourceFunctionModel::text(int source, int column) const
{
    const SourceFunction &function = m_workspace.sources->functions[static_cast<std::size_t>(source)];
    switch (column) {
    case NameColumn:
        return sourceName(function);
    case PlaceColumn:
        return placeText(*m_workspace.sources, function);
    case ConfidenceColumn:
        if (m_workspace.isRejected(m_function, static_cast<uint32_t>(source)))
            return stateMark(MatchState::Rejected) + u' ' + stateName(MatchState::Rejected);
        return m_confidences.contains(source) ? percentText(m_confidences.value(source)) : QString();
    case VerdictColumn: {
        const SourceVerdict *verdict = m_verdicts.value(source);
        return verdict ? verdictMark(verdict->verdict) + u' ' + verdictWord(verdict->verdict) : QString();
    }
    case AcceptedColumn: {
        const auto taken = m_accepted.constFind(source);
        return taken == m_accepted.cend()
                   ? QString()
                   : addressText(m_workspace.program->functions[static_cast<std::size_t>(*taken)].address);
    }
    default:
        return {};
    }
}

QVariant SourceFunctionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Source function");
    case PlaceColumn:
        return tr("File");
    case ConfidenceColumn:
        return tr("Confidence");
    case VerdictColumn:
        return tr("In the binary");
    case AcceptedColumn:
        return tr("Accepted for");
    default:
        return {};
    }
}

} // namespace symbolon
