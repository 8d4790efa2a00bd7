// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/rowheader.h"

#include "widgets/common/theme.h"

#include <QPainter>

namespace symbolon {

namespace {
constexpr int padding = 6;
}

RowHeader::RowHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setMinimumSectionSize(20);
}

QSize RowHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), fontMetrics().height() + 8};
}

QSize RowHeader::sectionSizeFromContents(int section) const
{
    const QString title = model() ? model()->headerData(section, Qt::Horizontal).toString() : QString();
    return {fontMetrics().horizontalAdvance(title) + 2 * padding + fontMetrics().height(), sizeHint().height()};
}

void RowHeader::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().base());
    painter.fillRect(QRect(0, viewport()->height() - 1, viewport()->width(), 1),
                     Theme(palette()).color(ColorRole::BlockFrame));
    painter.end();
    QHeaderView::paintEvent(event);
}

void RowHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Theme theme(palette());
    const QString title = model()->headerData(section, Qt::Horizontal).toString();
    const bool right = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt() & Qt::AlignRight;
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const QString arrow = sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral("▴") : QStringLiteral("▾");
    painter->save();
    painter->fillRect(rect, palette().base());
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color(ColorRole::BlockFrame));
    QRect text = rect.adjusted(padding, 0, -padding, -1);
    painter->setPen(theme.color(sorted ? ColorRole::Text : ColorRole::FaintText));
    if (sorted) {
        const int room = fontMetrics().horizontalAdvance(arrow) + 3;
        const int width = qMin(fontMetrics().horizontalAdvance(title), text.width() - room);
        const int x = right ? text.left() : text.left() + qMax(width, 0) + (title.isEmpty() ? 0 : 3);
        painter->drawText(QRect(x, text.top(), room, text.height()), Qt::AlignVCenter, arrow);
        text.adjust(right ? room : 0, 0, right ? 0 : -room, 0);
    }
    painter->drawText(text, (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
                      fontMetrics().elidedText(title, Qt::ElideRight, text.width()));
    painter->restore();
}

} // namespace symbolon
