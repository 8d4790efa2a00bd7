// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Text from hostile files made fit to be shown: what would be invisible, reorder the line or end it is written
// out as \x1b or \u202e. Names and strings of a binary must not change what the reader believes to see.
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace symbolon {

bool isHidden(char32_t character); // invisible, or changes how its neighbours are shown

QString visible(QStringView text, bool keepTabs = false);
inline QString visible(const std::string &utf8)
{
    return visible(QString::fromStdString(utf8));
}

// visible(), then cut to `characters` with an ellipsis.
QString shortened(const QString &text, qsizetype characters);

// visible(), with &, <, >, " and ' as entities: for HTML text, attributes and SVG alike. Well-formed XML 1.0.
QString escaped(QStringView text, bool keepTabs = false);
inline QString escaped(const std::string &utf8)
{
    return escaped(QString::fromStdString(utf8));
}

// Columns of a monospace font, roughly: East Asian wide characters take two.
int columns(QStringView text);

} // namespace symbolon
