// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/signals.h"

namespace symbolon {

namespace {

constexpr std::array<std::string_view, signalCount> names = {
    "similarity",
    "inlined-similarity",
    "callee-similarity",
    "caller-similarity",
    "similarity-margin",
    "reverse-margin",
    "strings",
    "strings-extra",
    "strings-absent",
    "integers",
    "integers-extra",
    "integers-absent",
    "library-calls",
    "library-extra",
    "library-absent",
    "labels",
    "labels-extra",
    "labels-absent",
    "switches",
    "structure",
    "arguments-more",
    "arguments-fewer",
    "smaller",
    "larger",
    "name",
    "name-conflict",
    "inlinable",
    "inlinable-often",
    "header",
    "callees",
    "callees-extra",
    "callees-absent",
    "callers",
    "callers-extra",
    "callers-absent",
    "next-calls",
    "next-calls-extra",
    "previous-calls",
    "previous-calls-extra",
    "followers",
    "followers-extra",
    "followers-absent",
    "leaders",
    "leaders-extra",
    "leaders-absent",
    "words",
    "words-extra",
    "words-absent",
    "file-both",
    "file-either",
    "file-present",
    "chain-both",
    "chain-either",
    "competition",
    "competition-header",
};
constexpr std::array<std::string_view, noneSignalCount> noneNames = {
    "one",        "size",       "best-similarity", "best-strings",   "unknown-strings",
    "other-name", "candidates", "foreign-before",  "foreign-behind", "foreign-callers",
};

} // namespace

std::string_view signalName(Signal signal)
{
    return names[static_cast<size_t>(signal)];
}

std::string_view noneSignalName(NoneSignal signal)
{
    return noneNames[static_cast<size_t>(signal)];
}

} // namespace symbolon
