// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A candidate on two lines: rank, name and score; place and the kinds of its evidence.
#pragma once

#include "widgets/common/rowdelegate.h"

namespace symbolon {

class CandidateDelegate : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    // Right-aligned; returns the x where it begins.
    int paintKinds(QPainter *painter, const QRect &rect, const QList<int> &counts, const QFont &font) const;
};

} // namespace symbolon
