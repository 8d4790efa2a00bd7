// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/candidatedelegate.h"

#include "widgets/common/format.h"
#include "widgets/tables/candidatemodel.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace symbolon {

namespace {

constexpr int margin = 10;
constexpr int padding = 6;

} // namespace

QString CandidateDelegate::similarityTitle()
{
    return tr("similarity");
}

QString CandidateDelegate::confidenceTitle()
{
    return tr("confidence");
}

CandidateDelegate::Numbers CandidateDelegate::numbers(const QRect &row, const QFontMetrics &metrics)
{
    const int least = metrics.horizontalAdvance(percentText(1)) + 14;
    const int confidence = std::max(least, metrics.horizontalAdvance(confidenceTitle()));
    const int similarity = std::max(least, metrics.horizontalAdvance(similarityTitle()));
    const int right = row.right() + 1 - margin;
    return {QRect(right - confidence - 2 * padding - similarity, row.top(), similarity, row.height()),
            QRect(right - confidence, row.top(), confidence, row.height())};
}

QSize CandidateDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.fontMetrics.averageCharWidth() * 20, 2 * option.fontMetrics.height() + 2 * padding + 4};
}

void CandidateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintPanel(painter, option, index);
    painter->save();
    const auto cell = [&index](int column) { return index.siblingAtColumn(column); };
    const bool accepted = index.data(CandidateModel::AcceptedRole).toBool();
    const bool rejected = index.data(CandidateModel::RejectedRole).toBool();
    const QFontMetrics &metrics = option.fontMetrics;
    const QRect rect = option.rect.adjusted(margin, padding, -margin, -padding);
    const int rankWidth = metrics.horizontalAdvance(QStringLiteral("88")) + 6;
    const int line = metrics.height();
    const QRect upper(rect.left() + rankWidth, rect.top(), rect.width() - rankWidth, line);
    const QRect lower(upper.left(), rect.bottom() - line + 1, upper.width(), line);

    paintText(painter, QRect(rect.left(), rect.top(), rankWidth, line),
              cell(CandidateModel::RankColumn).data().toString(), theme().color(ColorRole::FaintText), option.font);

    QFont name = option.font;
    name.setWeight(QFont::DemiBold);
    name.setStrikeOut(rejected);
    const QVariant score = cell(CandidateModel::ScoreColumn).data(CandidateModel::FractionRole);
    const Numbers places = numbers(QRect(option.rect.left(), upper.top() + 2, option.rect.width(), line), metrics);
    QRect nameRect = upper;
    if (score.isValid())
        nameRect.setRight(places.similarity.left() - 2 * padding);
    if (accepted || rejected) {
        const MatchState state = accepted ? MatchState::Accepted : MatchState::Rejected;
        const QString mark = stateMark(state);
        paintText(painter, nameRect, mark, theme().color(state), option.font);
        nameRect.setLeft(nameRect.left() + metrics.horizontalAdvance(mark) + 6);
    }
    paintText(painter, nameRect, cell(CandidateModel::NameColumn).data().toString(),
              theme().color(rejected ? ColorRole::FaintText : ColorRole::Text), name);
    if (score.isValid()) {
        const QModelIndex sure = cell(CandidateModel::ConfidenceColumn);
        paintFraction(painter, places.similarity, score.toDouble(), cell(CandidateModel::ScoreColumn).data().toString(),
                      theme().color(ColorRole::FaintText), option.font);
        paintFraction(painter, places.confidence, sure.data(CandidateModel::FractionRole).toDouble(),
                      sure.data().toString(),
                      theme().color(accepted ? ColorRole::StateAccepted : ColorRole::StateProposed), option.font);
    }

    const auto counts = index.data(CandidateModel::KindsRole).value<QList<int>>();
    const int kindsLeft = paintKinds(painter, lower, counts, option.font);
    paintText(painter, QRect(lower.left(), lower.top(), kindsLeft - lower.left() - padding, line),
              cell(CandidateModel::PlaceColumn).data().toString(), theme().color(ColorRole::FaintText), option.font,
              Qt::AlignLeft, Qt::ElideMiddle);
    painter->restore();
}

int CandidateDelegate::paintKinds(QPainter *painter, const QRect &rect, const QList<int> &counts,
                                  const QFont &font) const
{
    const QFontMetrics metrics(font);
    const int extent = metrics.ascent() - 2;
    int right = rect.right() + 1;
    painter->setRenderHint(QPainter::Antialiasing);
    for (qsizetype kind = counts.size() - 1; kind >= 0; --kind) {
        if (counts[kind] == 0)
            continue;
        const auto evidence = static_cast<EvidenceKind>(kind);
        const QString number = countText(counts[kind]);
        const int width = metrics.horizontalAdvance(number) + 1; // a fraction of a pixel would cut it
        const int left = right - width - extent - 3;
        if (left < rect.left() + rect.width() / 3) // leave room for the place
            break;
        painter->fillPath(evidenceShape(evidence, QRectF(left, rect.center().y() - extent / 2.0 + 1, extent, extent)),
                          theme().color(evidence));
        paintText(painter, QRect(right - width, rect.top(), width, rect.height()), number,
                  theme().color(ColorRole::FaintText), font);
        right = left - 8;
    }
    return right;
}

} // namespace symbolon
