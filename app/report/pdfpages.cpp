// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/pdfpages.h"

#include "app/report/reporttext.h"

#include "generated/version.h"

#include <QFontMetricsF>
#include <QTextLayout>

#include <algorithm>

namespace symbolon {

namespace {

constexpr int resolution = 720;
constexpr double headerHeight = 22; // inside the top margin's area
const QColor faint(0x59, 0x61, 0x6b);
const QColor hair(0xdf, 0xe3, 0xe8);

double pointSize(PdfPages::Style style)
{
    switch (style) {
    case PdfPages::Style::Title:
        return 20;
    case PdfPages::Style::Heading:
        return 13;
    case PdfPages::Style::Subheading:
        return 10.5;
    case PdfPages::Style::Text:
        return 9;
    case PdfPages::Style::Small:
    case PdfPages::Style::SmallBold:
        return 7.5;
    case PdfPages::Style::Code:
        return 8;
    case PdfPages::Style::SmallCode:
    case PdfPages::Style::Badge:
        break;
    }
    return 6.6;
}

} // namespace

PdfPages::PdfPages(QIODevice &device, const QString &title) : m_title(title), m_writer(&device)
{
    m_writer.setResolution(resolution);
    m_writer.setTitle(title);
    m_writer.setCreator(QStringLiteral("Symbolon ") + QStringLiteral(SYMBOLON_VERSION));
    m_writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Landscape, QMarginsF(14, 12, 14, 14),
                                       QPageLayout::Millimeter));
    m_dotsPerPoint = resolution / 72.0;
    measure();
    m_ready = m_painter.begin(&m_writer);
    if (m_ready)
        decorate();
}

PdfPages::~PdfPages()
{
    if (m_ready)
        m_painter.end();
}

QFont PdfPages::font(Style style) const
{
    QFont font;
    if (style == Style::Code || style == Style::SmallCode || style == Style::Badge) {
        font.setFamilies(
            {QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Liberation Mono"), QStringLiteral("monospace")});
        font.setStyleHint(QFont::Monospace);
        font.setFixedPitch(true);
    } else {
        font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans"), QStringLiteral("Liberation Sans"),
                          QStringLiteral("sans-serif")});
        font.setStyleHint(QFont::SansSerif);
    }
    font.setPointSizeF(pointSize(style));
    if (style == Style::SmallBold || style == Style::Badge)
        font.setBold(true);
    if (style == Style::Title || style == Style::Heading || style == Style::Subheading)
        font.setWeight(QFont::DemiBold);
    return font;
}

double PdfPages::lineHeight(Style style)
{
    return pointSize(style) * (style == Style::SmallCode || style == Style::Badge ? 1.3 : 1.42);
}

double PdfPages::textWidth(const QString &text, Style style) const
{
    return QFontMetricsF(font(style), const_cast<QPdfWriter *>(&m_writer)).horizontalAdvance(text) / m_dotsPerPoint;
}

void PdfPages::decorate()
{
    line(m_title, 0, 0, m_width * 0.8, Style::Small, faint);
    line(QStringLiteral("Symbolon"), m_width * 0.8, 0, m_width * 0.2, Style::Small, faint, Qt::AlignRight);
    rule(0, 12, m_width, hair);
    line(QString::number(m_page), 0, m_height + 3, m_width, Style::Small, faint, Qt::AlignRight);
    m_y = headerHeight;
}

void PdfPages::measure()
{
    m_width = m_writer.width() / m_dotsPerPoint;
    m_height = m_writer.height() / m_dotsPerPoint - 12; // the page number stands below
}

void PdfPages::newPage(QPageLayout::Orientation orientation)
{
    m_writer.setPageOrientation(orientation);
    m_writer.newPage();
    measure();
    ++m_page;
    decorate();
}

void PdfPages::need(double points)
{
    if (left() < points && m_y > headerHeight)
        newPage();
}

void PdfPages::paragraph(const QString &text, Style style, const QColor &color)
{
    QTextLayout layout(text, font(style), &m_writer);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    std::vector<QTextLine> lines;
    for (QTextLine each = layout.createLine(); each.isValid(); each = layout.createLine()) {
        each.setLineWidth(dots(std::min(m_width, 620.0)));
        each.setPosition({0, 0});
        lines.push_back(each);
    }
    layout.endLayout();
    m_painter.setPen(color);
    for (const QTextLine &each : lines) {
        need(lineHeight(style));
        m_painter.setPen(color);
        each.draw(&m_painter, {0, dots(m_y)});
        m_y += lineHeight(style);
    }
}

void PdfPages::line(const QString &text, double x, double y, double width, Style style, const QColor &color,
                    Qt::Alignment alignment, double height)
{
    const QFont used = font(style);
    m_painter.setFont(used);
    m_painter.setPen(color);
    const QFontMetricsF metrics(used, &m_writer);
    const QRectF rect(dots(x), dots(y), dots(width), dots(height > 0 ? height : lineHeight(style)));
    m_painter.drawText(rect, static_cast<int>(alignment | Qt::AlignVCenter | Qt::TextSingleLine),
                       metrics.elidedText(text, Qt::ElideRight, rect.width() + 1));
}

void PdfPages::fill(const QRectF &rect, const QColor &color, double radius)
{
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(color);
    const QRectF scaled(dots(rect.x()), dots(rect.y()), dots(rect.width()), dots(rect.height()));
    m_painter.drawRoundedRect(scaled, dots(radius), dots(radius));
    m_painter.setBrush(Qt::NoBrush);
}

void PdfPages::rule(double x, double y, double width, const QColor &color)
{
    m_painter.setPen(QPen(color, dots(0.5)));
    m_painter.drawLine(QPointF(dots(x), dots(y)), QPointF(dots(x + width), dots(y)));
}

double PdfPages::badge(int number, double x, double y, const QColor &color)
{
    const QString text = QString::number(number);
    const double width = std::max(10.0, textWidth(text, Style::Badge) + 5);
    fill({x, y, width, 8.6}, color, 2);
    line(text, x, y, width, Style::Badge, Qt::white, Qt::AlignHCenter, 8.6);
    return width;
}

QFont PdfPages::codeFont(double points) const
{
    QFont code = font(Style::Code);
    code.setPointSizeF(points);
    return code;
}

void PdfPages::tableHead(const std::vector<Column> &columns)
{
    double x = 0;
    for (const Column &column : columns) {
        const double width = column.share * m_width;
        line(column.title, x, m_y, width - 8, Style::SmallBold, faint, column.number ? Qt::AlignRight : Qt::AlignLeft);
        x += width;
    }
    m_y += lineHeight(Style::Small) + 2;
    rule(0, m_y, m_width, QColor(0xa9, 0xb2, 0xbd));
    m_y += 2;
}

void PdfPages::table(const std::vector<Column> &columns, std::size_t rows,
                     const std::function<std::vector<Cell>(std::size_t)> &row, const std::function<bool()> &goOn)
{
    constexpr double rowHeight = 13;
    need(4 * rowHeight);
    tableHead(columns);
    for (std::size_t n = 0; n < rows && goOn(); ++n) {
        if (left() < rowHeight) {
            newPage();
            tableHead(columns);
        }
        const std::vector<Cell> cells = row(n);
        double x = 0;
        for (std::size_t c = 0; c < columns.size() && c < cells.size(); ++c) {
            const double width = columns[c].share * m_width;
            line(cells[c].text, x, m_y, width - 8, columns[c].code ? Style::SmallCode : Style::Small, cells[c].color,
                 columns[c].number ? Qt::AlignRight : Qt::AlignLeft, rowHeight);
            x += width;
        }
        m_y += rowHeight;
        rule(0, m_y - 0.5, m_width, hair);
    }
}

} // namespace symbolon
