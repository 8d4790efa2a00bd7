// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The line above a view: what is shown, something secondary after it, and buttons at its end.
#pragma once

#include <QWidget>

class QHBoxLayout;

namespace symbolon {

class ElidedLabel;

class PaneHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PaneHeader(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setSecondary(const QString &text);
    void addButton(QWidget *button);

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString secondary() const;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void updateColors();

    QHBoxLayout *m_row;
    ElidedLabel *m_title;
    ElidedLabel *m_secondary;
    bool m_active = false; // the keyboard is in this pane
};

} // namespace symbolon
