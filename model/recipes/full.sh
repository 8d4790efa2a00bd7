#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Symbolon authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The weights of the method "full" (analysis/matching/full/fittedweights.cpp), from those packages of the corpus that the
# shipped network was not trained on (its validation and test packages):
#   model/recipes/full.sh CORPUS OUT [CACHE]
# OUT gets one file for each case, CACHE keeps parsed sources. Minutes on two cores. The program: SYMBOLON_CALIBRATE.
# "symbolon-calibrate evaluate OUT" prints what the weights get right in the cases that they were fitted on.
set -eu
if [ $# -lt 2 ]; then
    sed -n '5,10s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
root=$(dirname "$0")/../..
calibrate=${SYMBOLON_CALIBRATE:-$root/build/release/bin/symbolon-calibrate}
corpus=$1 out=$2
set -- ${3:+--cache "$3"}
"$calibrate" collect "$corpus" \
    bash ethtool findutils libarchive libevent libgpg-error libpcap ncurses unbound wpa \
    bzip2 chrony e2fsprogs flex gzip jansson json-c libssh2 libusb-1.0 libyaml net-tools nettle parted patch pciutils \
    pcre2 screen strace tcpdump tmux --out "$out" --weights "$root/resources/model/symbolon.weights" "$@"
"$calibrate" fit "$out" --out "$root/analysis/matching/full/fittedweights.cpp" \
    --comment "Made by model/recipes/full.sh from the corpus packages that the network was not trained on."
