// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/docktitle.h"

#include "app/window/icons.h"
#include "widgets/common/theme.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace symbolon {

DockTitle::DockTitle(QDockWidget *dock) : QWidget(dock), m_dock(dock)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 2, 0);
    row->setSpacing(0);
    row->addStretch(1);
    QToolButton *floating = button(QStringLiteral("float"), tr("Float or dock this pane"));
    connect(floating, &QToolButton::clicked, this, [this] { m_dock->setFloating(!m_dock->isFloating()); });
    row->addWidget(floating);
    QToolButton *close = button(QStringLiteral("close"), tr("Hide this pane (View menu brings it back)"));
    connect(close, &QToolButton::clicked, m_dock, &QDockWidget::close);
    row->addWidget(close);
    setToolTip(tr("Drag to move this pane"));
    connect(m_dock, &QDockWidget::topLevelChanged, this, [this] {
        updateGeometry();
        update();
    });
}

QToolButton *DockTitle::button(const QString &icon, const QString &text)
{
    auto *result = new QToolButton(this);
    const int extent = fontMetrics().height() * 3 / 4;
    result->setIcon(themedIcon(icon));
    result->setIconSize({extent, extent});
    result->setAutoRaise(true);
    result->setFixedSize(extent + 4, extent + 4);
    result->setFocusPolicy(Qt::NoFocus);
    result->setToolTip(text);
    result->setAccessibleName(text);
    return result;
}

QSize DockTitle::sizeHint() const
{
    const int line = fontMetrics().height();
    return {line * 4, m_dock->isFloating() ? line * 3 / 2 : line * 3 / 4 + 4};
}

void DockTitle::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    if (m_dock->isFloating()) {
        painter.setPen(theme.color(ColorRole::Text));
        painter.drawText(rect().adjusted(8, 0, -8, 0), Qt::AlignVCenter | Qt::AlignLeft, m_dock->windowTitle());
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Mid));
    for (int n = -2; n <= 2; ++n)
        painter.drawEllipse(QPointF(width() / 2.0 + n * 6, height() / 2.0), 1.5, 1.5);
}

} // namespace symbolon
