// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paints one result of the command palette: an icon, the name with the typed letters in bold, and where it is.
#pragma once

#include <QStyledItemDelegate>

namespace symbolon {

class PaletteDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum Role { SecondaryRole = Qt::UserRole, TypedRole, KindRole };
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace symbolon
