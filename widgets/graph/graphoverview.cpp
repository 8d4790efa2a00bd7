// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/graphoverview.h"

#include "widgets/graph/graphcanvas.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace symbolon {

namespace {
constexpr int inset = 6;
}

GraphOverview::GraphOverview(GraphCanvas *canvas) : QWidget(canvas->viewport()), m_canvas(canvas)
{
    setCursor(Qt::SizeAllCursor);
    setAccessibleName(tr("Overview of the graph"));
    setToolTip(tr("Overview: drag to move the view"));
}

void GraphOverview::sceneChanged()
{
    m_map = {};
    update();
}

QSize GraphOverview::sizeFor(const QSizeF &scene, const QSize &viewport) const
{
    const QSizeF most(std::clamp(viewport.width() * 0.22, 60.0, 220.0),
                      std::clamp(viewport.height() * 0.32, 60.0, 220.0));
    const QSizeF inner = scene.scaled(most, Qt::KeepAspectRatio);
    return QSizeF(std::max(inner.width(), 28.0), std::max(inner.height(), 28.0)).toSize() + QSize(2 * inset, 2 * inset);
}

double GraphOverview::scale() const
{
    const QRectF &bounds = m_canvas->scene()->bounds();
    return std::min((width() - 2 * inset) / bounds.width(), (height() - 2 * inset) / bounds.height());
}

QPointF GraphOverview::fromScene(const QPointF &point) const
{
    return (point - m_canvas->scene()->bounds().center()) * scale() + QRectF(rect()).center();
}

QPointF GraphOverview::toScene(const QPointF &point) const
{
    return (point - QRectF(rect()).center()) / scale() + m_canvas->scene()->bounds().center();
}

QRectF GraphOverview::viewRect() const
{
    const QRectF view = m_canvas->visibleRect();
    QRectF shown(fromScene(view.topLeft()), fromScene(view.bottomRight()));
    const QSizeF visible = shown.size().expandedTo(QSizeF(8, 8)); // a smaller one could not be seen or caught
    shown = QRectF(shown.center() - QPointF(visible.width(), visible.height()) / 2, visible);
    return shown;
}

void GraphOverview::renderMap()
{
    const qreal ratio = devicePixelRatioF();
    m_map = QPixmap(size() * ratio);
    m_map.setDevicePixelRatio(ratio);
    const Theme &theme = m_canvas->theme();
    m_map.fill(theme.base());
    QPainter painter(&m_map);
    painter.setRenderHint(QPainter::Antialiasing);
    const GraphScene &scene = *m_canvas->scene();
    const double zoom = scale();
    painter.translate(QRectF(rect()).center());
    painter.scale(zoom, zoom);
    painter.translate(-scene.bounds().center());
    painter.setBrush(Qt::NoBrush);
    constexpr std::size_t mostEdges = 3000; // more make the map black
    if (scene.edges().size() <= mostEdges)
        for (std::size_t i = 0; i < scene.edges().size(); ++i) {
            QColor color = theme.color(scene.content().links[i].kind);
            color.setAlphaF(0.6F);
            painter.setPen(QPen(color, 0.8 / zoom));
            painter.drawPath(scene.edges()[i].path);
        }
    painter.setPen(Qt::NoPen);
    const int selected = m_canvas->highlights().selected.block;
    for (std::size_t i = 0; i < scene.blocks().size(); ++i) {
        const BlockMarks *marks = m_canvas->marks().of(static_cast<int>(i));
        QColor color = theme.color(ColorRole::BlockFrame);
        if (static_cast<int>(i) == selected)
            color = theme.color(ColorRole::Selection);
        else if (marks && !marks->all.empty())
            color = theme.color(marks->all.front().kind);
        painter.setBrush(color);
        painter.drawRect(scene.blocks()[i]);
    }
}

void GraphOverview::paintEvent(QPaintEvent *)
{
    if (!m_canvas->scene())
        return;
    if (m_map.isNull() || m_map.deviceIndependentSize().toSize() != size())
        renderMap();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawPixmap(0, 0, m_map);
    const Theme &theme = m_canvas->theme();
    const QRectF view = viewRect().intersected(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5));
    QPainterPath outside;
    outside.addRect(rect());
    outside.addRect(view);
    QColor veil = theme.color(ColorRole::Canvas);
    veil.setAlphaF(0.55F);
    painter.fillPath(outside, veil); // odd-even: all but the view
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(ColorRole::Selection), 1.5));
    painter.drawRect(view);
    painter.setPen(theme.color(ColorRole::BlockFrame));
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

void GraphOverview::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_canvas->scene())
        return;
    const QPointF at = toScene(event->position());
    const QRectF view = m_canvas->visibleRect();
    m_grab = view.contains(at) ? at - view.center() : QPointF();
    m_canvas->centreOn(at - m_grab);
}

void GraphOverview::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton) && m_canvas->scene())
        m_canvas->centreOn(toScene(event->position()) - m_grab);
}

void GraphOverview::wheelEvent(QWheelEvent *event)
{
    if (const double step = event->angleDelta().y() / 120.0; step != 0)
        m_canvas->zoomBy(std::pow(1.2, step));
    event->accept();
}

} // namespace symbolon
