// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/containermodel.h"

#include "app/window/icons.h"
#include "widgets/common/format.h"

#include <QLocale>

namespace symbolon {

namespace {

using Type = ContainerEntry::Type;

QString iconOf(Type type)
{
    switch (type) {
    case Type::Container:
        return QStringLiteral("container");
    case Type::Executable:
        return QStringLiteral("executable");
    case Type::Directory:
        return QStringLiteral("folder");
    case Type::Link:
        return QStringLiteral("link");
    case Type::Unknown:
        return QStringLiteral("unknown");
    case Type::File:
    case Type::Special:
        break;
    }
    return QStringLiteral("file");
}

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

ContainerModel::ContainerModel(std::shared_ptr<const Listing> listing, QObject *parent)
    : QAbstractItemModel(parent),
      m_listing(std::move(listing)),
      m_children(m_listing->entries.size() + 1),
      m_row(m_listing->entries.size())
{
    for (std::size_t n = 0; n < m_listing->entries.size(); ++n) {
        int above = m_listing->entries[n].parent;
        if (above < -1 || above >= int(n)) // depth first: a parent comes before its children
            above = -1;
        auto &rows = m_children[std::size_t(above + 1)];
        m_row[n] = int(rows.size());
        rows.push_back(int(n));
    }
}

QModelIndex ContainerModel::index(int row, int column, const QModelIndex &parent) const
{
    if (parent.isValid() && parent.column() != 0)
        return {};
    const auto &rows = m_children[parent.isValid() ? std::size_t(parent.internalId()) + 1 : 0];
    if (row < 0 || std::size_t(row) >= rows.size() || column < 0 || column >= ColumnCount)
        return {};
    return createIndex(row, column, quintptr(rows[std::size_t(row)]));
}

QModelIndex ContainerModel::indexOf(int entry) const
{
    return createIndex(m_row[std::size_t(entry)], 0, quintptr(entry));
}

QModelIndex ContainerModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const int entry = int(index.internalId());
    const int above = m_listing->entries[std::size_t(entry)].parent;
    return above < 0 || above >= entry ? QModelIndex() : indexOf(above);
}

int ContainerModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid() && parent.column() != 0)
        return 0;
    return int(m_children[parent.isValid() ? std::size_t(parent.internalId()) + 1 : 0].size());
}

int ContainerModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

const ContainerEntry *ContainerModel::entryAt(const QModelIndex &index) const
{
    return index.isValid() ? &m_listing->entries[std::size_t(index.internalId())] : nullptr;
}

// Names of formats are the same in every language, plain words are not.
QString ContainerModel::kindText(const std::string &kind)
{
    for (const char *word : {QT_TR_NOOP("data"), QT_TR_NOOP("directory"), QT_TR_NOOP("empty"), QT_TR_NOOP("image"),
                             QT_TR_NOOP("link"), QT_TR_NOOP("special"), QT_TR_NOOP("text")}) {
        if (kind == word)
            return tr(word);
    }
    return oneLine(kind);
}

QVariant ContainerModel::text(int n, int column) const
{
    const ContainerEntry &entry = m_listing->entries[std::size_t(n)];
    const QLocale locale;
    switch (column) {
    case Name: {
        const std::string leaf = entry.path.substr(entry.path.rfind('/') + 1);
        return leaf.empty() ? tr("(the file itself)") : oneLine(leaf);
    }
    case Kind:
        return kindText(entry.kind);
    case Size:
        return entry.type == Type::Directory || entry.type == Type::Link ? QString()
                                                                         : locale.formattedDataSize(qint64(entry.size));
    case Machine:
        if (entry.architecture == Architecture::Unknown)
            return {};
        return QStringLiteral("%1, %2").arg(fromView(architectureName(entry.architecture)),
                                            entry.endian == Endian::Big ? tr("big-endian") : tr("little-endian"));
    case Remark: {
        QStringList parts;
        if (!entry.linkTarget.empty())
            parts.append(QStringLiteral("→ ") + oneLine(entry.linkTarget));
        if (entry.entropy)
            parts.append(tr("entropy %1 of 8").arg(locale.toString(*entry.entropy, 'f', 2)));
        if (!entry.note.empty())
            parts.append(oneLine(entry.note));
        return parts.join(QStringLiteral(" · "));
    }
    default:
        return {};
    }
}

QVariant ContainerModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int n = int(index.internalId());
    const ContainerEntry &entry = m_listing->entries[std::size_t(n)];
    switch (role) {
    case Qt::DisplayRole:
        return text(n, index.column());
    case Qt::ToolTipRole:
        return index.column() == Name ? QVariant(oneLine(entry.path, 500)) : text(n, index.column());
    case Qt::DecorationRole:
        return index.column() == Name ? QVariant(themedIcon(iconOf(entry.type))) : QVariant();
    case Qt::CheckStateRole:
        if (index.column() == Name && entry.type == Type::Executable)
            return m_checked.contains(n) ? Qt::Checked : Qt::Unchecked;
        return {};
    case Qt::TextAlignmentRole:
        return index.column() == Size ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case EntryRole:
        return n;
    case SortRole:
        return index.column() == Size ? QVariant(quint64(entry.size)) : text(n, index.column());
    default:
        return {};
    }
}

bool ContainerModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const ContainerEntry *entry = entryAt(index);
    if (!entry || role != Qt::CheckStateRole || index.column() != Name || entry->type != Type::Executable)
        return false;
    if (value.toInt() == Qt::Checked)
        m_checked.insert(int(index.internalId()));
    else
        m_checked.remove(int(index.internalId()));
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
    return true;
}

Qt::ItemFlags ContainerModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    const ContainerEntry *entry = entryAt(index);
    if (entry && index.column() == Name && entry->type == Type::Executable)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant ContainerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractItemModel::headerData(section, orientation, role);
    switch (section) {
    case Name:
        return tr("Name");
    case Kind:
        return tr("Kind");
    case Size:
        return tr("Size");
    case Machine:
        return tr("Architecture");
    case Remark:
        return tr("Note");
    default:
        return {};
    }
}

QList<int> ContainerModel::checkedEntries() const
{
    QList<int> all(m_checked.begin(), m_checked.end());
    std::sort(all.begin(), all.end());
    return all;
}

ContainerFilter::ContainerFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
    setSortRole(ContainerModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void ContainerFilter::setText(const QString &text)
{
    m_text = text.trimmed();
    invalidateFilter();
}

void ContainerFilter::setExecutablesOnly(bool only)
{
    m_executablesOnly = only;
    invalidateFilter();
}

bool ContainerFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const auto *model = static_cast<const ContainerModel *>(sourceModel());
    const QModelIndex index = model->index(row, 0, parent);
    const ContainerEntry *entry = model->entryAt(index);
    if (!entry || (m_executablesOnly && entry->type != Type::Executable))
        return false;
    if (m_text.isEmpty())
        return true;
    for (const int column : {ContainerModel::Name, ContainerModel::Kind, ContainerModel::Machine}) {
        const QString cell = model->index(row, column, parent).data().toString();
        if (cell.contains(m_text, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace symbolon
