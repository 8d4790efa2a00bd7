// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/palettedelegate.h"

#include "app/window/commandpalette.h"
#include "app/window/fuzzy.h"
#include "app/window/icons.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

namespace symbolon {

namespace {

QString iconOf(PaletteEntry::Kind kind)
{
    switch (kind) {
    case PaletteEntry::Kind::Action:
        return QStringLiteral("forward");
    case PaletteEntry::Kind::Function:
        return QStringLiteral("binary");
    case PaletteEntry::Kind::Source:
        break;
    }
    return QStringLiteral("sources");
}

} // namespace

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int line = option.fontMetrics.height();
    return {line * 10, line * 7 / 4};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem own = option;
    initStyleOption(&own, index);
    own.text.clear();
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &own, painter, own.widget);

    const bool selected = option.state & QStyle::State_Selected;
    const Theme theme(option.palette);
    const QColor text = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    const QColor faint = selected ? text : theme.color(ColorRole::FaintText);
    const int line = option.fontMetrics.height();
    QRect area = option.rect.adjusted(line / 2, 0, -line / 2, 0);
    painter->save();
    painter->drawPixmap(area.left(), area.center().y() - line / 2,
                        themedPixmap(iconOf(PaletteEntry::Kind(index.data(KindRole).toInt())), line, faint,
                                     painter->device()->devicePixelRatioF()));
    area.setLeft(area.left() + line * 3 / 2);

    const QString secondary = index.data(SecondaryRole).toString();
    const QString shownSecondary = option.fontMetrics.elidedText(secondary, Qt::ElideMiddle, area.width() / 2);
    const int secondaryWidth = option.fontMetrics.horizontalAdvance(shownSecondary);
    painter->setFont(option.font);
    painter->setPen(faint);
    painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, shownSecondary);

    const QString full = index.data(Qt::DisplayRole).toString();
    const QString name = option.fontMetrics.elidedText(full, Qt::ElideRight, area.width() - secondaryWidth - line);
    QTextLayout layout(name, option.font);
    QList<QTextLayout::FormatRange> bold;
    for (const qsizetype at : fuzzyPlaces(index.data(TypedRole).toString(), full)) {
        if (at >= name.size())
            continue;
        QTextLayout::FormatRange range;
        range.start = int(at);
        range.length = 1;
        range.format.setFontWeight(QFont::Bold);
        bold.append(range);
    }
    layout.setFormats(bold);
    layout.beginLayout();
    QTextLine row = layout.createLine();
    row.setLineWidth(area.width());
    layout.endLayout();
    painter->setPen(text);
    layout.draw(painter, QPointF(area.left(), area.center().y() - row.height() / 2));
    painter->restore();
}

} // namespace symbolon
