// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Light and dark: the platform's own style and palette, or Qt's Fusion style with one of our two palettes.
#pragma once

#include "app/window/settings.h"

#include <QPalette>
#include <QString>

namespace symbolon {

class Appearance
{
public:
    Appearance(); // remembers the platform's style: make it before anything is applied

    void apply(ThemeChoice theme);

    static QPalette lightPalette();
    static QPalette darkPalette();

private:
    QString m_systemStyle;
    ThemeChoice m_applied = ThemeChoice::System;
};

} // namespace symbolon
