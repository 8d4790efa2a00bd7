// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The small map in the corner: the whole graph, and a rectangle that shows and moves what the canvas shows.
#pragma once

#include <QPixmap>
#include <QWidget>

namespace symbolon {

class GraphCanvas;

class GraphOverview : public QWidget
{
    Q_OBJECT

public:
    explicit GraphOverview(GraphCanvas *canvas);

    void sceneChanged(); // also colours, marks and the selected block
    [[nodiscard]] QSize sizeFor(const QSizeF &scene, const QSize &viewport) const;
    [[nodiscard]] QRectF viewRect() const; // what the canvas shows, in this widget's coordinates

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    [[nodiscard]] double scale() const;
    [[nodiscard]] QPointF toScene(const QPointF &point) const;
    [[nodiscard]] QPointF fromScene(const QPointF &point) const;
    void renderMap();

    GraphCanvas *m_canvas;
    QPixmap m_map;  // null: to be painted anew
    QPointF m_grab; // from the middle of the rectangle to the pointer, in scene coordinates
};

} // namespace symbolon
