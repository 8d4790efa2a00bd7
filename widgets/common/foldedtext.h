// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Finding text in either case without making copies: ASCII letters fold, other bytes compare by value.
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace symbolon {

std::string foldedText(const QString &text);

// `needle` must be folded.
bool containsFolded(std::string_view text, std::string_view needle);

} // namespace symbolon
