// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/disasm/disassemblydelegate.h"

#include "widgets/disasm/disassemblymodel.h"

#include <QAbstractItemView>
#include <QPainter>

#include <algorithm>

namespace symbolon {

namespace {
constexpr double heatWidth = 8; // of the hottest
}

DisassemblyDelegate::DisassemblyDelegate(QAbstractItemView *view, const DisassemblyModel *model)
    : RowDelegate(view, 1.4), m_model(model)
{
}

int DisassemblyDelegate::marksWidth() const
{
    return static_cast<int>(2 * evidenceBadgeSize(88, view()->font()).width()) + 12 + static_cast<int>(heatWidth);
}

void DisassemblyDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!index.data(DisassemblyModel::LabelRole).toString().isEmpty()) {
        paintLabel(painter, option, index);
        return;
    }
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = index.data(DisassemblyModel::HoveredRole).toBool();
    const bool marked = !m_model->marks().atAddress(index.data(DisassemblyModel::AddressRole).toULongLong()).empty();
    QStyleOptionViewItem plain = option;
    plain.state &= ~QStyle::State_MouseOver; // the hovered row is drawn from the shared selection
    paintPanel(painter, plain, index);
    if (hovered && !selected)
        painter->fillRect(option.rect, theme().color(ColorRole::HoverBackground));
    else if (marked && !selected)
        painter->fillRect(option.rect, theme().color(ColorRole::EvidenceBackground));
    painter->save();
    if (index.row() > 0 && index.data(DisassemblyModel::BlockStartRole).toBool()) {
        painter->setPen(theme().color(ColorRole::BlockFrame));
        painter->drawLine(option.rect.topLeft(), option.rect.topRight());
    }
    if (index.column() == DisassemblyModel::MarksColumn) {
        if (hovered && !selected)
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()),
                              theme().color(ColorRole::Hover));
        paintMarks(painter, option.rect, index);
        const double heat = m_model->marks().heatAtAddress(index.data(DisassemblyModel::AddressRole).toULongLong());
        const double width = heatWidth * heat; // one below the other these read as a bar chart
        if (width > 0)
            painter->fillRect(QRectF(option.rect.right() + 1 - heatWidth, option.rect.top(), std::max(1.0, width),
                                     option.rect.height()),
                              theme().color(ColorRole::EvidenceEmbedding));
    } else {
        painter->setFont(monospaceFont());
        paintTokens(*painter, option.rect.adjusted(6, 0, -6, 0), index.data().toString(), m_model->tokens(index),
                    theme());
    }
    painter->restore();
}

// Each cell paints its piece of what reads over all of them.
void DisassemblyDelegate::paintLabel(QPainter *painter, const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const
{
    const bool part = index.data(DisassemblyModel::PartStartRole).toBool();
    painter->save();
    painter->setClipRect(option.rect);
    const bool cold = index.data(DisassemblyModel::ColdRole).toBool();
    painter->fillRect(option.rect, cold   ? theme().color(ColorRole::ColdHeader)
                                   : part ? theme().color(ColorRole::BlockHeader)
                                          : theme().base());
    const QRect first = view()->visualRect(index.siblingAtColumn(DisassemblyModel::AddressColumn));
    const QRect row(first.left(), option.rect.top(), view()->viewport()->width(), option.rect.height());
    if (index.row() > 0 && index.siblingAtRow(index.row() - 1).data(DisassemblyModel::LabelRole).isNull()) {
        QPen line(theme().color(part ? ColorRole::FaintText : ColorRole::BlockFrame));
        if (part)
            line.setStyle(Qt::DashLine);
        painter->setPen(line);
        painter->drawLine(option.rect.left(), row.top(), option.rect.right(), row.top());
    }
    QFont font = part ? view()->font() : monospaceFont();
    font.setBold(part);
    const QString text = index.data(DisassemblyModel::LabelRole).toString();
    paintText(painter, row.adjusted(6, 0, 0, 0), part ? text : text + u':',
              theme().color(part ? ColorRole::Text : ColorRole::EdgeSwitch), font);
    painter->restore();
}

void DisassemblyDelegate::paintMarks(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const auto pieces = index.data(DisassemblyModel::EvidenceRole).value<QList<int>>();
    painter->setRenderHint(QPainter::Antialiasing);
    double x = rect.left() + 6;
    for (qsizetype at = 0; at < pieces.size(); ++at) {
        const int number = EvidenceMarks::number(pieces[at]);
        const QSizeF size = evidenceBadgeSize(number, view()->font());
        if (x + size.width() > rect.right() - heatWidth) {
            painter->setFont(view()->font());
            painter->setPen(theme().color(ColorRole::FaintText));
            painter->drawText(QRectF(x - 2, rect.top(), rect.right() - x + 2, rect.height()), Qt::AlignVCenter,
                              QStringLiteral("…"));
            break;
        }
        paintEvidenceBadge(*painter, QRectF(QPointF(x, rect.center().y() + 0.5 - size.height() / 2), size),
                           m_model->marks().evidence(pieces[at])->kind, number, theme(), view()->font());
        x += size.width() + 2;
    }
}

} // namespace symbolon
