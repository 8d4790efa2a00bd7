// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/functiondelegate.h"

#include "widgets/tables/functiontablemodel.h"

#include <QPainter>

#include <algorithm>

namespace symbolon {

void FunctionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintPanel(painter, option, index);
    painter->save();
    const QRect rect = option.rect.adjusted(6, 0, -6, 0);
    const QString text = index.data().toString();
    const auto state = static_cast<MatchState>(index.data(FunctionTableModel::StateRole).toInt());
    QFont font = option.font;
    QColor color = theme().color(ColorRole::Text);
    switch (index.column()) {
    case FunctionTableModel::StateColumn:
        font.setBold(true);
        paintText(painter, option.rect, text, theme().color(state), font, Qt::AlignHCenter);
        break;
    case FunctionTableModel::AddressColumn:
        paintText(painter, rect, text, theme().color(ColorRole::SyntaxAddress), monospaceFont());
        break;
    case FunctionTableModel::ScoreColumn:
    case FunctionTableModel::ConfidenceColumn:
    case FunctionTableModel::CertaintyColumn: {
        const QVariant fraction = index.data(FunctionTableModel::FractionRole);
        const bool sure = index.column() == FunctionTableModel::ConfidenceColumn;
        const QRect narrow(rect.left(), rect.top(), std::min(rect.width(), 90), rect.height());
        paintFraction(painter, narrow, fraction.isValid() ? fraction.toDouble() : -1, text,
                      sure ? theme().color(state) : theme().color(ColorRole::FaintText), font);
        break;
    }
    case FunctionTableModel::NameColumn:
        if (index.data(FunctionTableModel::MatchedNameRole).toBool()) {
            font.setItalic(true);
            color = theme().color(state);
        } else if (text.startsWith(QLatin1String("sub_"))) {
            color = theme().color(ColorRole::FaintText);
        }
        paintText(painter, rect, text, color, font);
        break;
    case FunctionTableModel::CandidateColumn:
        font.setStrikeOut(state == MatchState::Rejected);
        paintText(painter, rect, text,
                  theme().color(state == MatchState::Rejected ? ColorRole::FaintText : ColorRole::Text), font);
        break;
    case FunctionTableModel::OriginColumn:
        paintText(painter, rect, text, theme().color(ColorRole::FaintText), font);
        break;
    case FunctionTableModel::FileColumn:
        paintText(painter, rect, text, theme().color(ColorRole::FaintText), font, Qt::AlignLeft, Qt::ElideMiddle);
        break;
    default:
        paintText(painter, rect, text, color, font,
                  Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()) & Qt::AlignHorizontal_Mask);
        break;
    }
    painter->restore();
}

} // namespace symbolon
