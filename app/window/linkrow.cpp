// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/linkrow.h"

#include "app/window/icons.h"
#include "widgets/common/theme.h"

#include <QPainter>

namespace symbolon {

LinkRow::LinkRow(const QString &icon, const QString &title, const QString &secondary, QWidget *parent)
    : QAbstractButton(parent), m_icon(icon), m_secondary(secondary)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(secondary);
    setToolTip(secondary);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize LinkRow::sizeHint() const
{
    const int line = fontMetrics().height();
    return {line * 16, line * 2};
}

void LinkRow::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 1.5) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? theme.color(ColorRole::HoverBackground) : QColor(Qt::transparent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    }
    const int line = fontMetrics().height();
    const int pad = line / 2;
    const int extent = line;
    painter.drawPixmap(pad, (height() - extent) / 2,
                       themedPixmap(m_icon, extent, theme.color(ColorRole::FaintText), devicePixelRatioF()));
    int x = pad + extent + pad;
    const QString title = fontMetrics().elidedText(text(), Qt::ElideMiddle, (width() - x) * 2 / 3);
    painter.setPen(palette().color(QPalette::Link));
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::TextSingleLine, title);
    x += fontMetrics().horizontalAdvance(title) + line;
    const QString rest = fontMetrics().elidedText(m_secondary, Qt::ElideMiddle, width() - x - pad);
    painter.setPen(theme.color(ColorRole::FaintText));
    painter.drawText(QRect(x, 0, width() - x - pad, height()), Qt::AlignVCenter | Qt::TextSingleLine, rest);
}

} // namespace symbolon
