// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Shows a scene: zoom, pan, scroll bars, mouse and gestures. Knows nothing of selections or workspaces; it
// says what was pointed at and paints the highlights it is given.
#pragma once

#include "widgets/graph/graphmarks.h"
#include "widgets/graph/graphscene.h"

#include <QAbstractScrollArea>

#include <memory>

namespace symbolon {

class GraphOverview;

class GraphCanvas : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Wheel { Scrolls, Zooms }; // what the wheel does by itself; with Ctrl it does the other

    static constexpr double smallestZoom = 0.0005;
    static constexpr double largestZoom = 4;

    explicit GraphCanvas(QWidget *parent = nullptr);

    // `anchor` is a block that stays where it is on the screen (-1: none, the view is set by showStart()).
    void setScene(std::shared_ptr<const GraphScene> scene, int anchor = -1);
    void setMarks(GraphMarks marks);
    void setHighlights(const GraphHighlights &highlights);
    void setWheel(Wheel wheel) { m_wheel = wheel; }
    void setOverviewShown(bool shown);

    [[nodiscard]] const std::shared_ptr<const GraphScene> &scene() const { return m_scene; }
    [[nodiscard]] const GraphMarks &marks() const { return m_marks; }
    [[nodiscard]] const GraphHighlights &highlights() const { return m_highlights; }
    [[nodiscard]] const Theme &theme() const { return m_theme; }
    [[nodiscard]] Wheel wheel() const { return m_wheel; }
    [[nodiscard]] bool isOverviewShown() const { return m_overviewShown; }
    [[nodiscard]] GraphOverview *overview() const { return m_overview; }
    [[nodiscard]] double zoom() const { return m_zoom; }
    [[nodiscard]] QRectF visibleRect() const; // of the scene
    [[nodiscard]] QPointF toScene(const QPointF &viewportPoint) const { return m_origin + viewportPoint / m_zoom; }
    [[nodiscard]] QPointF toViewport(const QPointF &scenePoint) const { return (scenePoint - m_origin) * m_zoom; }

    void zoomAround(const QPointF &viewportPoint, double factor); // the scene point there stays there
    void zoomBy(double factor);                                   // around the middle
    void setZoom(double zoom);
    void fit();
    void showStart(); // the whole graph if it is readable so, else the entry at its own size
    void centreOn(const QPointF &scenePoint);
    void ensureVisible(const QRectF &sceneRect);
    void panBy(const QPointF &viewportPixels);

Q_SIGNALS:
    void clicked(symbolon::GraphContent::Place place); // block -1: beside all blocks
    void doubleClicked(symbolon::GraphContent::Place place);
    void hovered(symbolon::GraphContent::Place place);
    void menuRequested(symbolon::GraphContent::Place place, const QPoint &globalPosition);
    void viewChanged(); // zoom or place
    void focusChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void setOrigin(const QPointF &origin);
    void updateScrollBars();
    void placeOverview();
    [[nodiscard]] QRectF reach() const; // where the origin may be
    [[nodiscard]] GraphContent::Place placeAt(const QPointF &viewportPoint) const;

    std::shared_ptr<const GraphScene> m_scene;
    GraphMarks m_marks;
    GraphHighlights m_highlights;
    Theme m_theme;
    GraphOverview *m_overview;
    double m_zoom = 1;
    QPointF m_origin; // scene point at the viewport's top left corner
    QPointF m_pressed;
    QPointF m_panFrom;
    Qt::MouseButton m_pressedButton = Qt::NoButton;
    Wheel m_wheel = Wheel::Scrolls;
    bool m_panning = false;
    bool m_settingScrollBars = false;
    bool m_overviewShown = true;
    bool m_startShown = true; // showStart() took effect on a viewport of real size
};

} // namespace symbolon
