// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The strip above a pane by which its dock is moved: narrow, since the pane has a header of its own. Floating,
// it says which pane this is. Double click makes the dock float or return.
#pragma once

#include <QWidget>

class QDockWidget;
class QToolButton;

namespace symbolon {

class DockTitle : public QWidget
{
    Q_OBJECT

public:
    explicit DockTitle(QDockWidget *dock);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *button(const QString &icon, const QString &text);

    QDockWidget *m_dock;
};

} // namespace symbolon
