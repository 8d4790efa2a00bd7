// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/rowview.h"

#include "widgets/common/rowheader.h"

namespace symbolon {

RowView::RowView(QWidget *parent) : QTreeView(parent)
{
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setFrameShape(NoFrame);
    setTextElideMode(Qt::ElideRight);
    setHeader(new RowHeader(this));
    header()->setSectionsMovable(true);
    header()->setStretchLastSection(true);
}

} // namespace symbolon
