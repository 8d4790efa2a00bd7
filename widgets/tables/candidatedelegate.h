// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A candidate on two lines: rank, name, similarity and confidence; place and the kinds of its evidence.
#pragma once

#include "widgets/common/rowdelegate.h"

namespace symbolon {

class CandidateDelegate : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    // Where the two numbers of a row stand; their titles stand over them.
    struct Numbers {
        QRect similarity;
        QRect confidence;
    };
    static Numbers numbers(const QRect &row, const QFontMetrics &metrics);
    static QString similarityTitle();
    static QString confidenceTitle();

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    // Right-aligned; returns the x where it begins.
    int paintKinds(QPainter *painter, const QRect &rect, const QList<int> &counts, const QFont &font) const;
};

} // namespace symbolon
