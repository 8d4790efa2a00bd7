#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Symbolon authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# fetch-sources.sh DEST: the checkouts of the benchmark's packages, in DEST/src (see tests/real/fetch.sh).
# Status 77 where SYMBOLON_BENCH is not set or the packages cannot be had.
set -eu
dest=$1
if [ -z "${SYMBOLON_BENCH:-}" ]; then
    echo "skipped: SYMBOLON_BENCH is not set"
    exit 77
fi
tab=$(printf '\t')
sed 1d "$SYMBOLON_BENCH/sources.tsv" | while IFS=$tab read -r name package version _; do
    "$(dirname "$0")/../real/fetch.sh" "$dest" source "$package=$version" "$name" ||
        { echo "skipped: $package could not be fetched with apt"; exit 77; }
done
