// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Names from inside containers, made harmless: they are shown, typed and compared, never opened.
#pragma once

#include <string>
#include <string_view>

namespace symbolon {

struct SafePath {
    std::string path; // relative, '/' between the steps, no "." or ".."; may be empty
    std::string note; // what was odd about the name; empty: nothing
};

// Control characters and bytes that are no UTF-8 become %XX.
SafePath safePath(std::string_view name);

std::string joinPath(std::string_view parent, std::string_view name);
// The last step.
std::string_view baseName(std::string_view path);
// The file's name without the ending that its compression added: "kernel.gz" → "kernel", "a.tgz" → "a.tar".
std::string withoutCompressionEnding(std::string_view name);

} // namespace symbolon
