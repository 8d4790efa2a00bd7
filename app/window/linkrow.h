// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One line of a list of things to open: an icon, a name, and something fainter after it.
#pragma once

#include <QAbstractButton>

namespace symbolon {

class LinkRow : public QAbstractButton
{
    Q_OBJECT

public:
    LinkRow(const QString &icon, const QString &title, const QString &secondary, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    QString m_secondary;
};

} // namespace symbolon
