// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/evidence/evidencedelegate.h"

#include "widgets/evidence/evidencemodel.h"

#include <QAbstractItemView>
#include <QPainter>

#include <algorithm>

namespace symbolon {

EvidenceDelegate::EvidenceDelegate(QAbstractItemView *view) : RowDelegate(view, 1.7) { }

void EvidenceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = index.data(EvidenceModel::HoveredRole).toBool();
    QStyleOptionViewItem plain = option;
    plain.state &= ~QStyle::State_MouseOver;
    paintPanel(painter, plain, index);
    if (hovered && !selected)
        painter->fillRect(option.rect, theme().color(ColorRole::HoverBackground));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect rect = option.rect.adjusted(6, 0, -6, 0);
    const auto kind = static_cast<EvidenceKind>(index.data(EvidenceModel::EvidenceKindRole).toInt());
    const QString text = index.data().toString();
    switch (index.column()) {
    case EvidenceModel::NumberColumn: {
        if (hovered && !selected)
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()),
                              theme().color(ColorRole::Hover));
        const int number = EvidenceMarks::number(index.data(EvidenceModel::EvidenceRole).toInt());
        const QSizeF size = evidenceBadgeSize(number, option.font);
        paintEvidenceBadge(*painter,
                           QRectF(QPointF(rect.left() + 4, rect.center().y() + 0.5 - size.height() / 2), size), kind,
                           number, theme(), option.font);
        break;
    }
    case EvidenceModel::KindColumn:
        paintText(painter, rect, text, theme().color(kind), option.font);
        break;
    case EvidenceModel::ValueColumn:
        paintText(painter, rect, text,
                  theme().color(kind == EvidenceKind::String ? ColorRole::SyntaxString : ColorRole::Text),
                  monospaceFont());
        break;
    case EvidenceModel::AddressColumn:
    case EvidenceModel::LineColumn: {
        const bool place = text.front().isDigit();
        paintText(painter, rect,
                  place && index.column() == EvidenceModel::LineColumn ? QStringLiteral("↔ ") + text : text,
                  theme().color(place ? ColorRole::SyntaxAddress : ColorRole::FaintText),
                  place ? monospaceFont() : option.font);
        break;
    }
    case EvidenceModel::WeightColumn:
        paintFraction(painter, QRect(rect.left(), rect.top(), std::min(rect.width(), 90), rect.height()),
                      index.data(EvidenceModel::FractionRole).toDouble(), text, theme().color(kind), option.font);
        break;
    case EvidenceModel::RarityColumn:
        paintText(painter, rect, text, theme().color(ColorRole::FaintText), option.font);
        break;
    default:
        break;
    }
    painter->restore();
}

} // namespace symbolon
