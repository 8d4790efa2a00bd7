// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The look that all lists share: generous rows, a quiet selection that leaves text colours readable, and a
// fraction as a percentage over a thin bar.
#pragma once

#include "widgets/common/theme.h"

#include <QStyledItemDelegate>

class QAbstractItemView;

namespace symbolon {

class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    // `spacing`: height of a row in heights of its text.
    explicit RowDelegate(QAbstractItemView *view, double spacing = 1.8);

    // Call when palette or font change. Also gives the view its selection colours.
    virtual void setTheme(const Theme &theme);
    [[nodiscard]] const Theme &theme() const { return m_theme; }

    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    // What is behind a cell: the selection, with a bar at the start of the row.
    void paintPanel(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintText(QPainter *painter, const QRect &rect, const QString &text, const QColor &color, const QFont &font,
                   Qt::Alignment alignment = Qt::AlignLeft, Qt::TextElideMode elide = Qt::ElideRight) const;
    // `fraction` < 0: none.
    void paintFraction(QPainter *painter, const QRect &rect, double fraction, const QString &text, const QColor &color,
                       const QFont &font) const;
    [[nodiscard]] const QAbstractItemView *view() const { return m_view; }

private:
    QAbstractItemView *m_view;
    double m_spacing;
    Theme m_theme;
};

} // namespace symbolon
