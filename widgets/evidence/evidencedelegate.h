// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paints a piece of evidence with its badge, the same that marks it in the other views.
#pragma once

#include "widgets/common/rowdelegate.h"

namespace symbolon {

class EvidenceDelegate : public RowDelegate
{
    Q_OBJECT

public:
    explicit EvidenceDelegate(QAbstractItemView *view);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace symbolon
