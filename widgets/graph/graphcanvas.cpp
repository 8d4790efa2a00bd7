// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/graphcanvas.h"

#include "widgets/graph/graphoverview.h"
#include "widgets/graph/graphpainter.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QGestureEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace symbolon {

GraphCanvas::GraphCanvas(QWidget *parent)
    : QAbstractScrollArea(parent), m_theme(palette()), m_overview(new GraphOverview(this))
{
    setFrameShape(QFrame::NoFrame);
    // The overview says where the view is; the bars would take room for what dragging, wheel and keys do.
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->grabGesture(Qt::PinchGesture);
    m_overview->hide();
}

void GraphCanvas::setScene(std::shared_ptr<const GraphScene> scene, int anchor)
{
    const auto index = static_cast<std::size_t>(anchor);
    const bool anchored =
        anchor >= 0 && m_scene && scene && index < m_scene->blocks().size() && index < scene->blocks().size();
    const QPointF before = anchored ? m_scene->blocks()[index].topLeft() : QPointF();
    m_scene = std::move(scene);
    m_marks = {};
    m_highlights.hovered.clear();
    m_highlights.selected = {};
    m_startShown = true;
    if (anchored)
        setOrigin(m_origin + m_scene->blocks()[index].topLeft() - before);
    else if (m_scene)
        showStart();
    m_overview->sceneChanged();
    updateScrollBars();
    placeOverview();
    viewport()->update();
}

void GraphCanvas::setMarks(GraphMarks marks)
{
    m_marks = std::move(marks);
    m_overview->sceneChanged();
    viewport()->update();
}

void GraphCanvas::setHighlights(const GraphHighlights &highlights)
{
    if (m_highlights == highlights)
        return;
    const bool selected = m_highlights.selected.block != highlights.selected.block;
    m_highlights = highlights;
    if (selected)
        m_overview->sceneChanged();
    viewport()->update();
}

void GraphCanvas::setOverviewShown(bool shown)
{
    m_overviewShown = shown;
    placeOverview();
}

QRectF GraphCanvas::visibleRect() const
{
    return {m_origin, QSizeF(viewport()->size()) / m_zoom};
}

// The graph can be moved until a quarter of the viewport still shows it.
QRectF GraphCanvas::reach() const
{
    if (!m_scene)
        return {};
    const QSizeF view = QSizeF(viewport()->size()) / m_zoom;
    const QRectF &bounds = m_scene->bounds();
    return {bounds.left() - view.width() * 0.75, bounds.top() - view.height() * 0.75,
            bounds.width() + view.width() * 0.5, bounds.height() + view.height() * 0.5};
}

void GraphCanvas::setOrigin(const QPointF &origin)
{
    const QRectF allowed = reach();
    m_origin = {std::clamp(origin.x(), allowed.left(), std::max(allowed.left(), allowed.right())),
                std::clamp(origin.y(), allowed.top(), std::max(allowed.top(), allowed.bottom()))};
    updateScrollBars();
    placeOverview();
    viewport()->update();
    Q_EMIT viewChanged();
}

void GraphCanvas::updateScrollBars()
{
    m_settingScrollBars = true;
    const QRectF allowed = reach();
    const auto set = [this](QScrollBar *bar, double length, double at, int page) {
        bar->setRange(0, static_cast<int>(std::min(length * m_zoom, 1e9)));
        bar->setPageStep(page);
        bar->setSingleStep(std::max(8, page / 20));
        bar->setValue(static_cast<int>(std::lround(std::min(at * m_zoom, 1e9))));
    };
    set(horizontalScrollBar(), allowed.width(), m_origin.x() - allowed.left(), viewport()->width());
    set(verticalScrollBar(), allowed.height(), m_origin.y() - allowed.top(), viewport()->height());
    m_settingScrollBars = false;
}

void GraphCanvas::scrollContentsBy(int dx, int dy)
{
    if (!m_settingScrollBars)
        setOrigin(m_origin - QPointF(dx, dy) / m_zoom);
}

void GraphCanvas::zoomAround(const QPointF &viewportPoint, double factor)
{
    if (!m_scene || !(factor > 0) || !std::isfinite(factor))
        return;
    const QPointF fixed = toScene(viewportPoint);
    m_zoom = std::clamp(m_zoom * factor, smallestZoom, largestZoom);
    setOrigin(fixed - viewportPoint / m_zoom);
}

void GraphCanvas::zoomBy(double factor)
{
    zoomAround(QRectF(viewport()->rect()).center(), factor);
}

void GraphCanvas::setZoom(double zoom)
{
    zoomBy(zoom / m_zoom);
}

void GraphCanvas::fit()
{
    if (!m_scene)
        return;
    const QRectF &bounds = m_scene->bounds();
    const double zoom = std::min(viewport()->width() / bounds.width(), viewport()->height() / bounds.height());
    m_zoom = std::clamp(zoom, smallestZoom, 1.0);
    centreOn(bounds.center());
}

void GraphCanvas::showStart()
{
    if (!m_scene || m_scene->blocks().empty())
        return;
    m_startShown = isVisible();
    fit();
    constexpr double readable = 0.7;
    if (m_zoom >= readable)
        return;
    m_zoom = 1;
    const QRectF &entry = m_scene->blocks().front();
    setOrigin({entry.center().x() - viewport()->width() / 2.0, m_scene->bounds().top()});
}

void GraphCanvas::centreOn(const QPointF &scenePoint)
{
    setOrigin(scenePoint - QPointF(viewport()->width(), viewport()->height()) / 2 / m_zoom);
}

void GraphCanvas::ensureVisible(const QRectF &sceneRect)
{
    const double edge = 32 / m_zoom;
    const QRectF view = visibleRect().adjusted(edge, edge, -edge, -edge);
    const auto moved = [](double from, double to, double low, double high) {
        if (low >= from && high <= to)
            return 0.0;
        if (high - low > to - from) // too large: its start
            return low - from;
        return low < from ? low - from : high - to;
    };
    const QPointF step(moved(view.left(), view.right(), sceneRect.left(), sceneRect.right()),
                       moved(view.top(), view.bottom(), sceneRect.top(), sceneRect.bottom()));
    if (std::abs(step.x()) > view.width() || std::abs(step.y()) > view.height())
        centreOn(sceneRect.width() > view.width() ? QPointF(sceneRect.left() + view.width() / 2, sceneRect.center().y())
                                                  : sceneRect.center());
    else if (!step.isNull())
        setOrigin(m_origin + step);
}

void GraphCanvas::panBy(const QPointF &viewportPixels)
{
    setOrigin(m_origin + viewportPixels / m_zoom);
}

void GraphCanvas::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme.color(ColorRole::Canvas));
    if (m_scene) {
        painter.scale(m_zoom, m_zoom);
        painter.translate(-m_origin);
        const QRectF exposed(toScene(event->rect().topLeft()), QSizeF(event->rect().size()) / m_zoom);
        GraphPainter(*m_scene, m_theme, m_marks, m_highlights, m_zoom).paint(painter, exposed);
        painter.resetTransform();
    }
    if (m_highlights.focus && m_highlights.selected.block < 0) {
        painter.setPen(QPen(m_theme.color(ColorRole::Selection), 2));
        painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
    }
}

void GraphCanvas::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (!m_startShown)
        showStart();
    else
        setOrigin(m_origin);
}

GraphContent::Place GraphCanvas::placeAt(const QPointF &viewportPoint) const
{
    return m_scene ? m_scene->at(toScene(viewportPoint)) : GraphContent::Place{};
}

void GraphCanvas::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position();
    m_panFrom = m_origin;
    m_pressedButton = event->button();
    m_panning = event->button() == Qt::MiddleButton;
}

void GraphCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const bool dragging = m_pressedButton == Qt::LeftButton || m_pressedButton == Qt::MiddleButton;
    if (!dragging) {
        Q_EMIT hovered(placeAt(event->position()));
        return;
    }
    const QPointF moved = event->position() - m_pressed;
    if (!m_panning && moved.manhattanLength() < QApplication::startDragDistance())
        return;
    m_panning = true;
    viewport()->setCursor(Qt::ClosedHandCursor);
    setOrigin(m_panFrom - moved / m_zoom);
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const bool click = m_pressedButton == Qt::LeftButton && event->button() == Qt::LeftButton && !m_panning;
    m_pressedButton = Qt::NoButton;
    m_panning = false;
    viewport()->unsetCursor();
    if (click)
        Q_EMIT clicked(placeAt(event->position()));
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT doubleClicked(placeAt(event->position()));
}

void GraphCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    m_pressedButton = Qt::NoButton;
    if (event->reason() == QContextMenuEvent::Mouse) {
        Q_EMIT menuRequested(placeAt(event->pos()), event->globalPos());
        return;
    }
    QPointF at = QRectF(viewport()->rect()).center(); // from the keyboard: beside what is selected
    if (m_scene && m_highlights.selected.block >= 0)
        at = toViewport(m_scene->placeRect(m_highlights.selected).bottomLeft());
    at = {std::clamp(at.x(), 0.0, viewport()->width() - 1.0), std::clamp(at.y(), 0.0, viewport()->height() - 1.0)};
    Q_EMIT menuRequested(m_highlights.selected, viewport()->mapToGlobal(at.toPoint()));
}

void GraphCanvas::wheelEvent(QWheelEvent *event)
{
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const QPointF steps = QPointF(event->angleDelta()) / 120;
    if (control == (m_wheel == Wheel::Scrolls)) {
        const double step = steps.y() != 0 ? steps.y() : steps.x();
        zoomAround(event->position(), std::pow(1.2, step));
    } else if (!event->pixelDelta().isNull()) {
        panBy(-QPointF(event->pixelDelta()));
    } else {
        const QPointF pixels = -steps * 3 * fontMetrics().lineSpacing();
        const bool sideways = event->modifiers().testFlag(Qt::ShiftModifier) && pixels.x() == 0;
        panBy(sideways ? pixels.transposed() : pixels);
    }
    event->accept();
}

bool GraphCanvas::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::Leave:
        Q_EMIT hovered({});
        break;
    case QEvent::Gesture: {
        auto *gesture = static_cast<QGestureEvent *>(event);
        if (const auto *pinch = static_cast<QPinchGesture *>(gesture->gesture(Qt::PinchGesture))) {
            const QPointF centre = viewport()->mapFromGlobal(pinch->centerPoint().toPoint());
            zoomAround(centre, pinch->scaleFactor());
            gesture->accept(Qt::PinchGesture);
            return true;
        }
        break;
    }
    case QEvent::NativeGesture: {
        const auto *native = static_cast<QNativeGestureEvent *>(event);
        if (native->gestureType() == Qt::ZoomNativeGesture) {
            zoomAround(native->position(), 1 + native->value());
            return true;
        }
        break;
    }
    default:
        break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void GraphCanvas::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    Q_EMIT focusChanged();
}

void GraphCanvas::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    Q_EMIT focusChanged();
}

void GraphCanvas::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_theme = Theme(palette());
        m_overview->sceneChanged();
        viewport()->update();
    }
}

void GraphCanvas::placeOverview()
{
    const bool needed = m_overviewShown && m_scene && !m_scene->blocks().empty()
                        && !visibleRect().contains(m_scene->bounds().adjusted(24, 24, -24, -24));
    m_overview->setVisible(needed);
    if (!needed)
        return;
    constexpr int distance = 12;
    const QSize size = m_overview->sizeFor(m_scene->bounds().size(), viewport()->size());
    const QPoint corner(viewport()->width() - size.width() - distance, viewport()->height() - size.height() - distance);
    m_overview->setGeometry(QRect(corner, size));
    m_overview->update();
}

} // namespace symbolon
