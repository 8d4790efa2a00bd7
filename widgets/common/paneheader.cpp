// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/paneheader.h"

#include "widgets/common/elidedlabel.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

#include <utility>

namespace symbolon {

PaneHeader::PaneHeader(QWidget *parent)
    : QWidget(parent),
      m_row(new QHBoxLayout(this)),
      m_title(new ElidedLabel(this)),
      m_secondary(new ElidedLabel(this, Qt::ElideRight))
{
    m_row->setContentsMargins(10, 5, 6, 5);
    m_row->setSpacing(8);
    m_row->addWidget(m_title);
    m_row->addWidget(m_secondary, 1);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    updateColors();
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        const bool active = now && parentWidget() && (now == parentWidget() || parentWidget()->isAncestorOf(now));
        if (std::exchange(m_active, active) != active)
            update();
    });
}

void PaneHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}

void PaneHeader::setSecondary(const QString &text)
{
    m_secondary->setText(text);
}

void PaneHeader::addButton(QWidget *button)
{
    m_row->addWidget(button);
}

QString PaneHeader::title() const
{
    return m_title->text();
}

QString PaneHeader::secondary() const
{
    return m_secondary->text();
}

void PaneHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColors();
}

void PaneHeader::paintEvent(QPaintEvent *)
{
    if (m_active)
        QPainter(this).fillRect(QRect(0, 0, width(), 2), Theme(palette()).color(ColorRole::Selection));
}

void PaneHeader::updateColors()
{
    QPalette faint = palette();
    faint.setColor(QPalette::WindowText, Theme(palette()).color(ColorRole::FaintText));
    m_secondary->setPalette(faint);
}

} // namespace symbolon
