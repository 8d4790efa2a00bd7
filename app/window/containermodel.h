// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tree of what a firmware file contains, with executables to check. Adapts a Listing, which it shares.
#pragma once

#include "analysis/binary/containers/container.h"

#include <QAbstractItemModel>
#include <QSet>
#include <QSortFilterProxyModel>

#include <memory>
#include <vector>

namespace symbolon {

class ContainerModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Kind, Size, Machine, Remark, ColumnCount };
    enum Role { EntryRole = Qt::UserRole, SortRole };

    explicit ContainerModel(std::shared_ptr<const Listing> listing, QObject *parent = nullptr);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    [[nodiscard]] const Listing &listing() const { return *m_listing; }
    [[nodiscard]] QList<int> checkedEntries() const; // ascending indices into Listing::entries
    [[nodiscard]] const ContainerEntry *entryAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(int entry) const;

Q_SIGNALS:
    void checkedChanged();

private:
    [[nodiscard]] QVariant text(int entry, int column) const;
    [[nodiscard]] static QString kindText(const std::string &kind);

    std::shared_ptr<const Listing> m_listing;
    std::vector<std::vector<int>> m_children; // [entry + 1]: rows below it; [0]: the top
    std::vector<int> m_row;                   // of each entry in its parent
    QSet<int> m_checked;
};

// Shows what matches the text (name, kind, architecture) and what leads to it; on demand executables only.
class ContainerFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ContainerFilter(QObject *parent = nullptr);
    void setText(const QString &text);
    void setExecutablesOnly(bool only);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_text;
    bool m_executablesOnly = false;
};

} // namespace symbolon
