// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How numbers and places are written in every view.
#pragma once

#include "analysis/source/sourcetree.h"

#include <QString>

#include <cstdint>

namespace symbolon {

QString addressText(uint64_t address); // "0x40c2f0"
QString countText(qint64 count);       // with the locale's group separators
// "93 %" of a fraction 0…1, rounded down, so that 100 % is said of 1 only.
QString percentText(double fraction);
// Anything outside ASCII control characters, on one line, cut to `length` with an ellipsis: for values from files.
QString oneLine(std::string_view text, int length = 200);
QString sourceName(const SourceFunction &function);                           // qualified where it is known
QString placeText(const SourceTree &sources, const SourceFunction &function); // "httpd/cgi.c:120", see fileLabel
// "sub_401000" or the symbol; a mangled C++ or Rust symbol as it was written, as far as it can be told.
QString symbolText(const std::string &symbol);

// What similarity (a candidate's score) and confidence mean, for tooltips.
QString scoreMeaning();
QString confidenceMeaning();

} // namespace symbolon
