#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Symbolon authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# truth.sh NM BINARY OUT: address, size, name, file, line of each function that the sample defines itself,
# from the symbols and DWARF of the unstripped build. The Thumb bit is no part of an address in nm's list.
set -eu
"$1" --line-numbers --defined-only --print-size "$2" |
    awk -F '[ \t]' 'BEGIN { OFS = "\t"; print "#address", "size", "name", "file", "line" }
        tolower($3) == "t" && match($5, /[a-z0-9_]+\.[ch]:[0-9]+$/) {
            split(substr($5, RSTART), place, ":")
            print "0x" $1, "0x" $2, $4, place[1], place[2] }' | sort >"$3"
