// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// All functions of the sources, to choose one from: those whose name and path hold what was typed, best first. Of
// 50,000 functions each key costs a few milliseconds, and cells are made when asked for.
#pragma once

#include "widgets/common/workspace.h"

#include <QAbstractTableModel>

#include <vector>

namespace symbolon {

class SourceFunctionModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, PlaceColumn, ConfidenceColumn, VerdictColumn, AcceptedColumn, ColumnCount };

    explicit SourceFunctionModel(QObject *parent = nullptr);

    // `function`: the binary function that a source is looked for; its candidates come first.
    void setWorkspace(const Workspace &workspace, int function);
    // Words that all must occur in name or path, in either case. Where the name is what was typed comes first, then
    // where it begins so, then where it holds all words.
    void setFilter(const QString &typed);
    // Only those that were not compiled into the binary, as far as the matches tell.
    void setAbsentOnly(bool on);
    [[nodiscard]] bool hasVerdicts() const { return !m_verdicts.isEmpty(); }

    [[nodiscard]] int sourceAt(int row) const; // index into SourceTree::functions; -1: no such row
    [[nodiscard]] int sourceCount() const;     // without the filter

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] std::vector<int> filtered(const QString &typed) const;
    [[nodiscard]] QVariant text(int source, int column) const;
    [[nodiscard]] QVariant toolTip(int source, int column) const;
    void refilter();

    Workspace m_workspace;
    int m_function = -1;
    QString m_typed;
    bool m_absentOnly = false;
    std::vector<int> m_ordered;       // all, candidates first
    std::vector<int> m_rows;          // those that pass the filter
    QHash<int, double> m_confidences; // of the candidates
    QHash<int, int> m_accepted;       // source → binary function
    QHash<int, const SourceVerdict *> m_verdicts;
};

} // namespace symbolon
