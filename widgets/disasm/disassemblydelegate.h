// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paints an instruction: evidence badges, coloured text, a line above the first instruction of a block.
#pragma once

#include "widgets/common/rowdelegate.h"

namespace symbolon {

class DisassemblyModel;

class DisassemblyDelegate : public RowDelegate
{
    Q_OBJECT

public:
    DisassemblyDelegate(QAbstractItemView *view, const DisassemblyModel *model);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] int marksWidth() const; // room for two badges

private:
    void paintLabel(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintMarks(QPainter *painter, const QRect &rect, const QModelIndex &index) const;

    const DisassemblyModel *m_model;
};

} // namespace symbolon
