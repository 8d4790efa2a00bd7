// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/droptarget.h"

#include "app/window/icons.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

namespace symbolon {

QStringList draggedPaths(const QMimeData *data)
{
    QStringList paths;
    const auto urls = data->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

DropTarget::DropTarget(int number, const QString &icon, QWidget *parent)
    : QAbstractButton(parent), m_number(number), m_icon(icon)
{
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void DropTarget::setTexts(const QString &title, const QString &sentence)
{
    setText(title);
    m_sentence = sentence;
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    update();
}

void DropTarget::setDone(const QString &what)
{
    m_done = what;
    update();
}

QSize DropTarget::sizeHint() const
{
    const int line = fontMetrics().height();
    return {line * 20, line * 12};
}

void DropTarget::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
    const bool lit = m_dragging || hasFocus() || underMouse();
    QColor fill = palette().color(QPalette::Base);
    const QColor accent = palette().color(QPalette::Highlight);
    if (m_dragging || isDown())
        fill = theme.color(ColorRole::SelectionBackground);
    QPen pen(lit ? accent : palette().color(QPalette::Mid), lit ? 2 : 1.5);
    if (m_done.isEmpty())
        pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.setBrush(fill);
    painter.drawRoundedRect(frame, 10, 10);

    const int line = fontMetrics().height();
    const int extent = line * 3;
    QRect area = rect().adjusted(line, line, -line, -line);
    const QColor text = theme.color(ColorRole::Text);
    const int content = extent + line * 5;
    int y = area.top() + std::max(0, (area.height() - content) / 2);
    const QColor mark = m_done.isEmpty() ? theme.color(ColorRole::FaintText) : theme.color(ColorRole::StateAccepted);
    const QPixmap picture =
        themedPixmap(m_done.isEmpty() ? m_icon : QStringLiteral("accept"), extent, mark, devicePixelRatioF());
    painter.drawPixmap(area.center().x() - extent / 2, y, picture);
    y += extent + line / 2;

    QFont title = font();
    title.setPointSizeF(title.pointSizeF() * 1.25);
    title.setBold(true);
    painter.setFont(title);
    painter.setPen(text);
    const QString heading = QStringLiteral("%1  %2").arg(m_number).arg(QAbstractButton::text());
    painter.drawText(QRect(area.left(), y, area.width(), line * 2), Qt::AlignHCenter | Qt::AlignTop, heading);
    y += line * 3 / 2 + line / 3;
    painter.setFont(font());
    painter.setPen(theme.color(ColorRole::FaintText));
    painter.drawText(QRect(area.left(), y, area.width(), area.bottom() - y + line),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_done.isEmpty() ? m_sentence : m_done);
}

void DropTarget::dragEnterEvent(QDragEnterEvent *event)
{
    if (draggedPaths(event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    m_dragging = true;
    update();
}

void DropTarget::dragLeaveEvent(QDragLeaveEvent *)
{
    m_dragging = false;
    update();
}

void DropTarget::dropEvent(QDropEvent *event)
{
    m_dragging = false;
    update();
    event->acceptProposedAction();
    Q_EMIT dropped(draggedPaths(event->mimeData()));
}

} // namespace symbolon
