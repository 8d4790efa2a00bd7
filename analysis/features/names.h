// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Names as binaries carry them (mangled, with clone suffixes, in their fortified or large-file form) brought
// to the form in which source text spells them.
#pragma once

#include <string>
#include <string_view>

namespace symbolon {

struct PlainName {
    std::string plain;     // "parse", "~Node", "operator=="
    std::string qualified; // "ns::Parser::parse"; no template arguments, no anonymous namespaces
};

// A symbol of a binary. Takes Itanium C++ names apart; drops parameter lists, template arguments, return types,
// symbol versions (@GLIBC_2.34) and the suffixes of compilers' clones (.constprop.0). MSVC names give their
// innermost and scope names only. Anything else stays as it is.
PlainName plainName(std::string_view symbol);

// A type's name as Itanium C++ type information holds it: "N4YAML4NodeE" → "YAML::Node", without template arguments and
// anonymous namespaces. Empty where it is none.
std::string plainTypeName(std::string_view mangled);

// The name that source text uses for a library function: "__printf_chk" → "printf", "fopen64" → "fopen",
// "__isoc99_sscanf" → "sscanf". Other names stay as they are.
std::string libraryName(std::string_view name);

} // namespace symbolon
