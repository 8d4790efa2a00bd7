// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// F1: every command that has keys, by menu.
#pragma once

#include <QDialog>

namespace symbolon {

class Actions;

class KeysPage : public QDialog
{
    Q_OBJECT

public:
    KeysPage(const Actions &actions, QWidget *parent = nullptr);
};

} // namespace symbolon
