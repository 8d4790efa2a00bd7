// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/appearance.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>

namespace symbolon {

namespace {

struct Tones {
    QRgb window, base, alternate, button, text, faint, disabled, highlight, highlighted, link, light, mid, dark, shadow;
};

QPalette paletteOf(const Tones &t)
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, QRgb color) { palette.setColor(role, QColor::fromRgb(color)); };
    set(QPalette::Window, t.window);
    set(QPalette::WindowText, t.text);
    set(QPalette::Base, t.base);
    set(QPalette::AlternateBase, t.alternate);
    set(QPalette::ToolTipBase, t.base);
    set(QPalette::ToolTipText, t.text);
    set(QPalette::PlaceholderText, t.faint);
    set(QPalette::Text, t.text);
    set(QPalette::Button, t.button);
    set(QPalette::ButtonText, t.text);
    set(QPalette::BrightText, 0xffffff);
    set(QPalette::Light, t.light);
    set(QPalette::Midlight, t.button);
    set(QPalette::Mid, t.mid);
    set(QPalette::Dark, t.dark);
    set(QPalette::Shadow, t.shadow);
    set(QPalette::Highlight, t.highlight);
    set(QPalette::HighlightedText, t.highlighted);
    set(QPalette::Link, t.link);
    set(QPalette::LinkVisited, t.link);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, QColor::fromRgb(t.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor::fromRgb(t.mid));
    return palette;
}

} // namespace

Appearance::Appearance() : m_systemStyle(QApplication::style()->name()) { }

void Appearance::apply(ThemeChoice theme)
{
    if (theme == m_applied)
        return;
    m_applied = theme;
    if (theme == ThemeChoice::System) {
        QApplication::setStyle(m_systemStyle);
        QApplication::setPalette(QPalette()); // resolves to the platform's again
        return;
    }
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setPalette(theme == ThemeChoice::Dark ? darkPalette() : lightPalette());
}

QPalette Appearance::lightPalette()
{
    return paletteOf({.window = 0xf3f4f6,
                      .base = 0xffffff,
                      .alternate = 0xf7f8fa,
                      .button = 0xf3f4f6,
                      .text = 0x1c2026,
                      .faint = 0x626a76,
                      .disabled = 0x9aa1ac,
                      .highlight = 0x1f5fa8,
                      .highlighted = 0xffffff,
                      .link = 0x1f5fa8,
                      .light = 0xffffff,
                      .mid = 0xc6cbd3,
                      .dark = 0xaeb4bf,
                      .shadow = 0x7b828e});
}

QPalette Appearance::darkPalette()
{
    return paletteOf({.window = 0x24272d,
                      .base = 0x1b1d22,
                      .alternate = 0x212429,
                      .button = 0x2d3138,
                      .text = 0xe4e7ec,
                      .faint = 0x9aa3b0,
                      .disabled = 0x6c7480,
                      .highlight = 0x3572b8,
                      .highlighted = 0xffffff,
                      .link = 0x7db4f0,
                      .light = 0x3a3f48,
                      .mid = 0x3f444d,
                      .dark = 0x15171b,
                      .shadow = 0x0b0c0e});
}

} // namespace symbolon
