// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A4 pages, mostly in landscape, filled from top to bottom, with a header and page numbers. All lengths are points
// (1/72 inch) from the top left corner of the area inside the margins.
#pragma once

#include <QColor>
#include <QFont>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QRectF>
#include <QString>

#include <functional>
#include <vector>

namespace symbolon {

class PdfPages
{
public:
    enum class Style { Title, Heading, Subheading, Text, Small, SmallBold, Code, SmallCode, Badge };

    PdfPages(QIODevice &device, const QString &title);
    ~PdfPages();
    PdfPages(const PdfPages &) = delete;
    PdfPages &operator=(const PdfPages &) = delete;

    [[nodiscard]] bool isReady() const { return m_ready; }
    [[nodiscard]] double width() const { return m_width; }
    [[nodiscard]] double height() const { return m_height; }
    [[nodiscard]] double left() const { return m_height - m_y; } // down to the end of the page
    [[nodiscard]] double y() const { return m_y; }
    void moveTo(double y) { m_y = y; }
    void skip(double points) { m_y += points; }
    // Landscape unless asked otherwise, for this one page.
    void newPage(QPageLayout::Orientation orientation = QPageLayout::Landscape);
    void need(double points); // a new page unless so much is left

    [[nodiscard]] double textWidth(const QString &text, Style style) const;
    [[nodiscard]] static double lineHeight(Style style);

    // Wraps and moves on; breaks over pages.
    void paragraph(const QString &text, Style style, const QColor &color = Qt::black);
    // One line, elided to `width`, its top at (x, y).
    void line(const QString &text, double x, double y, double width, Style style, const QColor &color = Qt::black,
              Qt::Alignment alignment = Qt::AlignLeft, double height = 0); // 0: the style's
    void fill(const QRectF &rect, const QColor &color, double radius = 0);
    void rule(double x, double y, double width, const QColor &color);
    // A small rounded rectangle with a number in it; gives its width.
    double badge(int number, double x, double y, const QColor &color);
    // For drawings: the painter, whose units are dots, and the font of code at a size of `points`.
    [[nodiscard]] QPainter &painter() { return m_painter; }
    [[nodiscard]] double dots(double points) const { return points * m_dotsPerPoint; }
    [[nodiscard]] QFont codeFont(double points) const;

    struct Column {
        QString title;
        double share = 1; // of the width
        bool number = false;
        bool code = false;
    };
    struct Cell {
        QString text;
        QColor color = Qt::black;
    };
    // Rows come from `row(n)`; the head is repeated on each page. Stops when `goOn` says no.
    void table(const std::vector<Column> &columns, std::size_t rows,
               const std::function<std::vector<Cell>(std::size_t)> &row, const std::function<bool()> &goOn);

private:
    [[nodiscard]] QFont font(Style style) const;
    void measure();  // the page that has begun
    void decorate(); // header and page number of the page that has begun
    void tableHead(const std::vector<Column> &columns);

    QString m_title;
    QPdfWriter m_writer;
    QPainter m_painter;
    double m_dotsPerPoint = 1;
    double m_width = 0;
    double m_height = 0;
    double m_y = 0;
    int m_page = 1;
    bool m_ready = false;
};

} // namespace symbolon
