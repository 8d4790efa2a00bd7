// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/graphpainter.h"

#include "widgets/graph/edgestyle.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace symbolon {

namespace {

constexpr double corner = 4;
constexpr double edgeWidth = 1.5;
constexpr double strongEdgeWidth = 2.6;
constexpr std::size_t mostDashedEdges = 1200; // dashes cost time and cannot be told apart among so many

} // namespace

GraphPainter::GraphPainter(const GraphScene &scene, const Theme &theme, const GraphMarks &marks,
                           const GraphHighlights &highlights, double zoom)
    : m_scene(scene),
      m_content(scene.content()),
      m_theme(theme),
      m_marks(marks),
      m_highlights(highlights),
      m_zoom(zoom),
      m_detail(detailFor(scene.content().metrics, zoom))
{
}

GraphPainter::Detail GraphPainter::detailFor(const GraphMetrics &metrics, double zoom)
{
    const double height = metrics.lineHeight * zoom;
    return height >= 6.5 ? Detail::Text : height >= 2 ? Detail::Bars : Detail::Blocks;
}

void GraphPainter::paint(QPainter &painter, const QRectF &exposed) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    paintEdges(painter, exposed);
    for (std::size_t i = 0; i < m_scene.blocks().size(); ++i)
        if (m_scene.blocks()[i].adjusted(-12, -12, 12, 12).intersects(exposed))
            paintBlock(painter, static_cast<int>(i), exposed);
    if (m_detail == Detail::Text)
        paintLabels(painter, exposed);
}

bool GraphPainter::isLinkedToSelected(std::size_t edge) const
{
    const GraphLink &link = m_content.links[edge];
    const int selected = m_highlights.selected.block;
    return selected >= 0 && (static_cast<int>(link.from) == selected || static_cast<int>(link.to) == selected);
}

void GraphPainter::paintEdges(QPainter &painter, const QRectF &exposed) const
{
    std::vector<std::size_t> visible;
    for (std::size_t i = 0; i < m_scene.edges().size(); ++i)
        if (m_scene.edges()[i].bounds.intersects(exposed))
            visible.push_back(i);
    const bool dashed = visible.size() <= mostDashedEdges;
    const double thinnest = 0.8 / m_zoom;
    painter.setRenderHint(QPainter::Antialiasing, visible.size() <= 4 * mostDashedEdges);
    for (const std::size_t i : visible)
        if (!isLinkedToSelected(i))
            paintEdge(painter, i, std::max(edgeWidth, thinnest), dashed);
    for (const std::size_t i : visible)
        if (isLinkedToSelected(i))
            paintEdge(painter, i, std::max(strongEdgeWidth, 1.6 * thinnest), dashed);
    painter.setRenderHint(QPainter::Antialiasing);
}

void GraphPainter::paintEdge(QPainter &painter, std::size_t index, double width, bool dashed) const
{
    const SceneEdge &edge = m_scene.edges()[index];
    const EdgeKind kind = m_content.links[index].kind;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(edgePen(kind, m_theme, width, dashed));
    painter.drawPath(edge.path);
    if (m_detail != Detail::Blocks)
        paintArrowHead(painter, kind, edge.tip, edge.direction, m_theme, std::min(width, strongEdgeWidth));
}

void GraphPainter::paintLabels(QPainter &painter, const QRectF &exposed) const
{
    painter.setFont(m_content.metrics.boldFont);
    QColor behind = m_theme.color(ColorRole::Canvas);
    behind.setAlpha(215);
    for (std::size_t i = 0; i < m_scene.edges().size(); ++i) {
        const QRectF &rect = m_scene.edges()[i].label;
        if (rect.isNull() || !rect.intersects(exposed))
            continue;
        const GraphLink &link = m_content.links[i];
        painter.setPen(Qt::NoPen);
        painter.setBrush(behind);
        painter.drawRoundedRect(rect, corner, corner);
        painter.setPen(m_theme.color(link.kind));
        painter.drawText(rect, Qt::AlignCenter | Qt::TextDontClip, link.label);
    }
}

void GraphPainter::paintBlock(QPainter &painter, int block, const QRectF &exposed) const
{
    const QRectF &rect = m_scene.blocks()[static_cast<std::size_t>(block)];
    painter.setPen(Qt::NoPen);
    if (m_detail == Detail::Text) {
        painter.setBrush(m_theme.color(ColorRole::Shadow));
        painter.drawRoundedRect(rect.translated(0, 2), corner, corner);
    }
    painter.setBrush(m_theme.color(ColorRole::BlockBackground));
    painter.drawRoundedRect(rect, corner, corner);
    QRectF header = rect;
    header.setHeight(m_content.metrics.headerHeight);
    QPainterPath top;
    top.addRoundedRect(rect, corner, corner);
    QPainterPath band;
    band.addRect(header);
    const bool cold = m_content.blocks[static_cast<std::size_t>(block)].cold;
    painter.setBrush(m_theme.color(cold ? ColorRole::ColdHeader : ColorRole::BlockHeader));
    painter.drawPath(m_detail == Detail::Text ? top.intersected(band) : band);
    paintLineBackgrounds(painter, block);
    paintHeat(painter, block, header);
    switch (m_detail) {
    case Detail::Text:
        paintHeader(painter, block, header);
        paintLines(painter, block, exposed);
        break;
    case Detail::Bars:
        paintBars(painter, block);
        break;
    case Detail::Blocks:
        painter.setBrush(m_theme.color(ColorRole::TextBar));
        painter.setPen(Qt::NoPen);
        painter.drawRect(rect.adjusted(m_content.metrics.gutter, m_content.metrics.headerHeight,
                                       -m_content.metrics.padding, -m_content.metrics.padding));
        break;
    }
    paintFrame(painter, block);
    if (m_detail != Detail::Text)
        paintFarMarks(painter, block);
}

void GraphPainter::paintLineBackgrounds(QPainter &painter, int block) const
{
    painter.setPen(Qt::NoPen);
    const auto fill = [&](const GraphContent::Place &place, ColorRole background, ColorRole bar) {
        if (place.block != block)
            return;
        const QRectF rect = m_scene.placeRect(place);
        painter.setBrush(m_theme.color(background));
        painter.drawRect(rect);
        painter.setBrush(m_theme.color(bar));
        const double width = std::max(3.0, 2 / m_zoom);
        painter.drawRect(QRectF(rect.left(), rect.top(), width, rect.height()));
    };
    if (const BlockMarks *marks = m_marks.of(block)) {
        painter.setBrush(m_theme.color(ColorRole::EvidenceBackground));
        for (const auto &[line, pieces] : marks->byLine)
            painter.drawRect(m_scene.lineRect(block, line));
    }
    for (const GraphContent::Place &place : m_highlights.hovered)
        if (place.line >= 0)
            fill(place, ColorRole::HoverBackground, ColorRole::Hover);
    if (m_highlights.selected.line >= 0)
        fill(m_highlights.selected, ColorRole::SelectionBackground, ColorRole::Selection);
}

// A gauge below the header: its length says it, not the colour alone. Where the text is gone the block is tinted too.
void GraphPainter::paintHeat(QPainter &painter, int block, const QRectF &header) const
{
    const double heat = m_marks.heatOf(block);
    if (heat <= 0)
        return;
    painter.setPen(Qt::NoPen);
    if (m_detail != Detail::Text) {
        QColor tint = m_theme.color(ColorRole::EvidenceEmbedding);
        tint.setAlphaF(static_cast<float>(0.35 * heat));
        painter.setBrush(tint);
        painter.drawRoundedRect(m_scene.blocks()[static_cast<std::size_t>(block)], corner, corner);
    }
    const double height = std::max(3.0, 3 / m_zoom);
    paintHeatGauge(painter, {header.left(), header.bottom() - height, header.width(), height}, heat, m_theme);
}

void GraphPainter::paintHeader(QPainter &painter, int block, const QRectF &rect) const
{
    const GraphMetrics &metrics = m_content.metrics;
    const GraphBlock &content = m_content.blocks[static_cast<std::size_t>(block)];
    const QRectF inner = rect.adjusted(metrics.padding, 0, -metrics.padding, 0);
    painter.setFont(metrics.boldFont);
    painter.setPen(m_theme.color(ColorRole::Text));
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft, content.title);
    const BlockMarks *marks = m_marks.of(block);
    if (!marks)
        return;
    const double title = QFontMetricsF(metrics.boldFont).horizontalAdvance(content.title) + metrics.padding;
    paintMarks(painter, inner.adjusted(title, 0, 0, 0), marks->all);
}

// Badges from the right end; where they do not all fit, the last place says how many more there are.
void GraphPainter::paintMarks(QPainter &painter, const QRectF &rect, const std::vector<GraphMark> &marks) const
{
    QFont small = m_content.metrics.font;
    small.setPointSizeF(small.pointSizeF() > 0 ? small.pointSizeF() * 0.8 : 8);
    const double gap = 3;
    std::vector<QSizeF> sizes;
    double total = 0;
    for (const GraphMark &mark : marks) {
        sizes.push_back(evidenceBadgeSize(EvidenceMarks::number(mark.evidence), small));
        total += sizes.back().width() + gap;
    }
    std::size_t shown = marks.size();
    const QFontMetricsF metrics(small);
    const double rest = metrics.horizontalAdvance(QStringLiteral("+88"));
    while (shown > 0 && total + (shown < marks.size() ? rest : 0) > rect.width())
        total -= sizes[--shown].width() + gap;
    double x = rect.right() - total - (shown < marks.size() ? rest : 0) + gap;
    for (std::size_t i = 0; i < shown; ++i) {
        const QRectF badge(QPointF(x, rect.center().y() - sizes[i].height() / 2), sizes[i]);
        paintEvidenceBadge(painter, badge, marks[i].kind, EvidenceMarks::number(marks[i].evidence), m_theme, small);
        x += sizes[i].width() + gap;
    }
    if (shown < marks.size() && rest <= rect.width()) {
        painter.setFont(small);
        painter.setPen(m_theme.color(ColorRole::FaintText));
        painter.drawText(QRectF(rect.right() - rest, rect.top(), rest, rect.height()), Qt::AlignCenter,
                         QStringLiteral("+%1").arg(marks.size() - shown));
    }
}

void GraphPainter::paintLines(QPainter &painter, int block, const QRectF &exposed) const
{
    const auto &lines = m_content.blocks[static_cast<std::size_t>(block)].lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const QRectF rect = m_scene.lineRect(block, static_cast<int>(i));
        if (rect.bottom() >= exposed.top() && rect.top() <= exposed.bottom())
            paintLine(painter, block, static_cast<int>(i), rect);
    }
}

void GraphPainter::paintLine(QPainter &painter, int block, int line, const QRectF &rect) const
{
    const GraphMetrics &metrics = m_content.metrics;
    const GraphLine &content = m_content.blocks[static_cast<std::size_t>(block)].lines[static_cast<std::size_t>(line)];
    const QPointF start(rect.left() + metrics.gutter + metrics.padding / 2, rect.top() + metrics.ascent);
    painter.setFont(metrics.font);
    for (const GraphToken &token : content.tokens) {
        painter.setPen(m_theme.color(token.role));
        painter.drawText(start + QPointF(token.x, 0), content.text.mid(token.start, token.length));
    }
    const BlockMarks *marks = m_marks.of(block);
    if (!marks)
        return;
    const auto found = marks->byLine.find(line);
    if (found == marks->byLine.end())
        return;
    QFont small = metrics.font;
    small.setPointSizeF(small.pointSizeF() > 0 ? small.pointSizeF() * 0.85 : 8);
    const auto &pieces = found->second;
    std::size_t front = 0; // the chosen piece lies on top, else the strongest
    for (std::size_t i = 0; i < pieces.size(); ++i)
        if (pieces[i].evidence == m_highlights.selectedEvidence)
            front = i;
    const auto badge = [&](std::size_t i, double shift) {
        const int number = EvidenceMarks::number(pieces[i].evidence);
        const QSizeF size = evidenceBadgeSize(number, small);
        const QRectF place(rect.left() + metrics.gutter - size.width() - shift, rect.center().y() - size.height() / 2,
                           size.width(), size.height());
        paintEvidenceBadge(painter, place, pieces[i].kind, number, m_theme, small);
        if (pieces[i].evidence == m_highlights.selectedEvidence) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(m_theme.color(ColorRole::Text), 1.4));
            painter.drawRoundedRect(place.adjusted(-1.2, -1.2, 1.2, 1.2), 5, 5);
        }
    };
    for (std::size_t i = std::min<std::size_t>(pieces.size(), 3); i-- > 0;)
        if (i != front)
            badge(i, 5); // peeps out from under the one in front
    badge(front, 0);
}

void GraphPainter::paintBars(QPainter &painter, int block) const
{
    const GraphMetrics &metrics = m_content.metrics;
    const auto &lines = m_content.blocks[static_cast<std::size_t>(block)].lines;
    QList<QRectF> bars;
    bars.reserve(static_cast<qsizetype>(lines.size()) + 1);
    const QRectF &rect = m_scene.blocks()[static_cast<std::size_t>(block)];
    const double thickness = metrics.lineHeight * 0.5;
    bars.push_back({rect.left() + metrics.padding, rect.top() + (metrics.headerHeight - thickness) / 2,
                    metrics.gutter * 2, thickness});
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const QRectF line = m_scene.lineRect(block, static_cast<int>(i));
        bars.push_back({line.left() + metrics.gutter + metrics.padding / 2, line.center().y() - thickness / 2,
                        lines[i].width, thickness});
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(ColorRole::TextBar));
    painter.drawRects(bars.constData(), static_cast<int>(bars.size()));
    painter.setRenderHint(QPainter::Antialiasing);
}

void GraphPainter::paintFrame(QPainter &painter, int block) const
{
    const QRectF &rect = m_scene.blocks()[static_cast<std::size_t>(block)];
    const bool selected = m_highlights.selected.block == block;
    const bool hovered = std::any_of(m_highlights.hovered.begin(), m_highlights.hovered.end(),
                                     [block](const GraphContent::Place &place) { return place.block == block; });
    painter.setBrush(Qt::NoBrush);
    const ColorRole role = selected ? ColorRole::Selection : hovered ? ColorRole::Hover : ColorRole::BlockFrame;
    const double width = selected || hovered ? 2 : 1;
    QPen frame(m_theme.color(role), std::max(width, width * 0.7 / m_zoom));
    if (width < 2 && m_content.blocks[static_cast<std::size_t>(block)].cold && m_detail == Detail::Text)
        frame.setStyle(Qt::DashLine);
    painter.setPen(frame);
    painter.drawRoundedRect(rect, corner, corner);
    if (selected && m_highlights.focus) { // the focus rectangle
        const double gap = std::max(4.0, 3 / m_zoom);
        painter.setPen(QPen(m_theme.color(ColorRole::Selection), std::max(1.0, 1 / m_zoom), Qt::DashLine));
        painter.drawRoundedRect(rect.adjusted(-gap, -gap, gap, gap), corner + gap, corner + gap);
    }
}

// Evidence is still to be seen when the text is not: its shapes keep their size on the screen.
void GraphPainter::paintFarMarks(QPainter &painter, int block) const
{
    const BlockMarks *marks = m_marks.of(block);
    if (!marks)
        return;
    const QRectF &rect = m_scene.blocks()[static_cast<std::size_t>(block)];
    const double extent = 9 / m_zoom;
    const std::size_t room = static_cast<std::size_t>(std::max(1.0, rect.width() / (extent * 1.2)));
    for (std::size_t i = 0; i < std::min(room, marks->all.size()); ++i) {
        const QRectF place(rect.left() + static_cast<double>(i) * extent * 1.2, rect.top() - extent / 2, extent,
                           extent);
        painter.setPen(QPen(m_theme.color(ColorRole::Canvas), 1 / m_zoom));
        painter.setBrush(m_theme.color(marks->all[i].kind));
        painter.drawPath(evidenceShape(marks->all[i].kind, place));
    }
}

} // namespace symbolon
