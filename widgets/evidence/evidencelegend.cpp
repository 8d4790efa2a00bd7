// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/evidence/evidencelegend.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <set>

namespace symbolon {

namespace {

constexpr int gap = 14; // between two entries

} // namespace

EvidenceLegend::EvidenceLegend(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    setAccessibleName(tr("What the marks mean"));
}

void EvidenceLegend::setMarks(const EvidenceMarks &marks)
{
    std::set<EvidenceKind> kinds;
    for (int index = 0; index < marks.count(); ++index)
        kinds.insert(marks.evidence(index)->kind);
    m_kinds.assign(kinds.begin(), kinds.end());
    m_heat = marks.hasHeat();
    const QString all = entries().join(QStringLiteral(", "));
    setAccessibleDescription(all);
    setToolTip(m_heat ? tr("Marks: %1.\nA bar says how much of the similarity a block or a line carries: it was taken "
                           "out, and the two functions compared again.")
                            .arg(all)
                      : tr("Marks: %1.").arg(all));
    setVisible(!all.isEmpty());
    updateGeometry();
    update();
}

void EvidenceLegend::setTheme(const Theme &theme)
{
    m_theme = theme;
    update();
}

QStringList EvidenceLegend::entries() const
{
    QStringList words;
    for (const EvidenceKind kind : m_kinds)
        words << evidenceKindLabel(kind);
    if (m_heat)
        words << tr("carries the similarity");
    return words;
}

int EvidenceLegend::widthOf(const QString &text) const
{
    return fontMetrics().horizontalAdvance(text) + fontMetrics().ascent() + 4 + gap;
}

QSize EvidenceLegend::sizeHint() const
{
    int width = 0;
    for (const QString &text : entries())
        width += widthOf(text);
    return {width, fontMetrics().height()};
}

QSize EvidenceLegend::minimumSizeHint() const
{
    return {0, fontMetrics().height()};
}

void EvidenceLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int extent = fontMetrics().ascent();
    int x = 0;
    const QStringList words = entries();
    for (qsizetype n = 0; n < words.size() && x + widthOf(words[n]) - gap <= width(); ++n) {
        const QRectF mark(x, (height() - extent) / 2.0, extent, extent);
        if (n < static_cast<qsizetype>(m_kinds.size())) {
            const EvidenceKind kind = m_kinds[static_cast<std::size_t>(n)];
            painter.fillPath(evidenceShape(kind, mark.adjusted(1, 1, -1, -1)), m_theme.color(kind));
        } else {
            for (int bar = 0; bar < 3; ++bar)
                paintHeatGauge(painter, {mark.left(), mark.top() + bar * extent / 3.0, mark.width(), extent / 3.0 - 1},
                               1 - bar * 0.35, m_theme);
        }
        painter.setPen(m_theme.color(ColorRole::Text));
        painter.drawText(QRectF(x + extent + 4, 0, widthOf(words[n]), height()), Qt::AlignVCenter, words[n]);
        x += widthOf(words[n]);
    }
}

} // namespace symbolon
