// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/rowdelegate.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QPainter>
#include <QTreeView>

#include <algorithm>

namespace symbolon {

RowDelegate::RowDelegate(QAbstractItemView *view, double spacing)
    : QStyledItemDelegate(view), m_view(view), m_spacing(spacing)
{
}

void RowDelegate::setTheme(const Theme &theme)
{
    m_theme = theme;
    QPalette colors = m_view->palette();
    for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled}) {
        colors.setColor(group, QPalette::Highlight, theme.color(ColorRole::SelectionBackground));
        colors.setColor(group, QPalette::HighlightedText, theme.color(ColorRole::Text));
    }
    m_view->setPalette(colors);
    m_view->viewport()->update();
}

int RowDelegate::rowHeight() const
{
    const int text = std::max(m_view->fontMetrics().height(), QFontMetrics(monospaceFont()).height());
    return static_cast<int>(text * m_spacing) + 1;
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(rowHeight());
    size.rwidth() += 8;
    return size;
}

void RowDelegate::paintPanel(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem panel = option;
    initStyleOption(&panel, index);
    panel.text.clear();
    panel.icon = {};
    panel.features &= ~QStyleOptionViewItem::HasDecoration;
    panel.state &= ~QStyle::State_HasFocus;
    m_view->style()->drawControl(QStyle::CE_ItemViewItem, &panel, painter, m_view);
    if (!(option.state & QStyle::State_Selected))
        return;
    const auto *tree = qobject_cast<const QTreeView *>(m_view);
    if (!tree || tree->header()->visualIndex(index.column()) == 0)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()),
                          m_theme.color(ColorRole::Selection));
}

void RowDelegate::paintText(QPainter *painter, const QRect &rect, const QString &text, const QColor &color,
                            const QFont &font, Qt::Alignment alignment, Qt::TextElideMode elide) const
{
    painter->setFont(font);
    painter->setPen(color);
    painter->drawText(rect, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(text, elide, rect.width()));
}

void RowDelegate::paintFraction(QPainter *painter, const QRect &rect, double fraction, const QString &text,
                                const QColor &color, const QFont &font) const
{
    if (fraction < 0)
        return;
    const QFontMetrics metrics(font);
    const int bar = 3;
    const int gap = 2;
    const int top = rect.center().y() - (metrics.height() + gap + bar) / 2;
    paintText(painter, QRect(rect.left(), top, rect.width(), metrics.height()), text, m_theme.color(ColorRole::Text),
              font, Qt::AlignRight);
    const QRectF track(rect.left(), top + metrics.height() + gap, rect.width(), bar);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    QColor faint = m_theme.color(ColorRole::FaintText);
    faint.setAlphaF(0.25);
    painter->setBrush(faint);
    painter->drawRoundedRect(track, bar / 2.0, bar / 2.0);
    painter->setBrush(color);
    QRectF filled = track;
    filled.setWidth(std::max<double>(track.width() * std::clamp(fraction, 0.0, 1.0), bar));
    painter->drawRoundedRect(filled, bar / 2.0, bar / 2.0);
    painter->restore();
}

} // namespace symbolon
