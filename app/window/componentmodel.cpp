// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/componentmodel.h"

#include "analysis/source/components.h"
#include "app/report/versiontext.h"
#include "widgets/common/format.h"

namespace symbolon {

int ComponentModel::add(Row row)
{
    const int index = static_cast<int>(m_rows.size());
    std::vector<int> &siblings = row.parent < 0 ? m_top : m_rows[static_cast<std::size_t>(row.parent)].children;
    row.place = static_cast<int>(siblings.size());
    siblings.push_back(index);
    row.cells.resize(ColumnCount);
    m_rows.push_back(std::move(row));
    return index;
}

void ComponentModel::show(const Workspace &workspace, const QList<SourceInput> &checkouts,
                          const SessionSummary *summary)
{
    beginResetModel();
    m_rows.clear();
    m_top.clear();
    const ProgramSummary *parts =
        summary && summary->parts.components.size() == static_cast<std::size_t>(checkouts.size()) ? &summary->parts
                                                                                                  : nullptr;
    std::vector<QStringList> cells;
    if (parts)
        cells = ComponentRows(*parts).cells;
    const bool several = checkouts.size() > 1;
    for (qsizetype n = 0; n < checkouts.size(); ++n) {
        const SourceInput &checkout = checkouts[n];
        const int row = add({.cells = parts ? cells[static_cast<std::size_t>(n)] : QStringList{checkout.name},
                             .toolTip = checkout.path,
                             .folder = checkout.path,
                             .file = several ? checkout.name + QStringLiteral(": ") : QString()});
        addFiles(row, workspace, static_cast<uint32_t>(n), parts);
    }
    if (parts && workspace.program) {
        add({.cells = cells.back()});
        const QList<VersionAnswer> answers = versionAnswers(*parts, summary->tags);
        for (const VersionAnswer &answer : answers) {
            const int row = add({.cells = {versionText(answer)}, .toolTip = versionText(answer), .wholeRow = true});
            for (std::size_t e = 0; e < answer.verdict->evidence.size(); ++e) {
                const QString text = oneLine(versionEvidenceText(answer, e, workspace.program.get()).toStdString());
                const uint64_t address = answer.verdict->evidence[e].address;
                add({.cells = {text},
                     .parent = row,
                     .toolTip = text,
                     .function = address ? workspace.program->functionStartingAt(address) : -1,
                     .wholeRow = true});
            }
        }
    }
    endResetModel();
}

void ComponentModel::addFiles(int parent, const Workspace &workspace, uint32_t component, const ProgramSummary *summary)
{
    if (!workspace.sources || !summary || summary->files.size() != workspace.sources->files.size())
        return;
    for (std::size_t f = 0; f < summary->files.size(); ++f) {
        const SourceFile &file = workspace.sources->files[f];
        const FileSummary &counts = summary->files[f];
        if (file.component == component && counts.functions > 0)
            add({.cells = {QString::fromStdString(file.path), countText(counts.functions), countText(counts.found)},
                 .parent = parent,
                 .toolTip = QString::fromStdString(file.path),
                 .file = QString::fromStdString(fileLabel(*workspace.sources, file))});
    }
}

QModelIndex ComponentModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const std::vector<int> &rows = parent.isValid() ? at(parent).children : m_top;
    return createIndex(row, column, static_cast<quintptr>(rows[static_cast<std::size_t>(row)]));
}

QModelIndex ComponentModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || at(index).parent < 0)
        return {};
    const int parent = at(index).parent;
    return createIndex(m_rows[static_cast<std::size_t>(parent)].place, 0, static_cast<quintptr>(parent));
}

int ComponentModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_top.size());
    return parent.column() == 0 ? static_cast<int>(at(parent).children.size()) : 0;
}

int ComponentModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant ComponentModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = at(index);
    switch (role) {
    case Qt::DisplayRole:
        return row.cells[index.column()];
    case Qt::ToolTipRole:
        return index.column() == NameColumn && !row.toolTip.isEmpty() ? row.toolTip : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (index.column() == NameColumn ? Qt::AlignLeft : Qt::AlignRight));
    case FolderRole:
        return row.folder;
    case FileRole:
        return row.file;
    case FunctionRole:
        return row.function;
    case WholeRowRole:
        return row.wholeRow;
    default:
        return {};
    }
}

QVariant ComponentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return ComponentRows(ProgramSummary()).titles[section];
    if (role == Qt::ToolTipRole)
        return ComponentRows::meaning();
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (section == NameColumn ? Qt::AlignLeft : Qt::AlignRight));
    return {};
}

} // namespace symbolon
