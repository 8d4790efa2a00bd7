#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Symbolon authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the vocabulary of code tokens that all architectures share is worth, against mnemonics: the same network trained on
# both for the same number of epochs, on some packages of the corpus, once with the code alone and once with all that the
# recipe reads; loads and stores of locals stay in both, since mnemonics do not tell them apart.
#   model/recipes/tokens.sh CORPUS OUT [CACHE]
# OUT gets the data sets and a folder for each run; what is finished is skipped. Half an hour on one core. Prints for each
# run recall@1, @5, @10 and the mean reciprocal rank, binary to source, the mean over configurations.
set -eu
if [ $# -lt 2 ]; then
    sed -n '5,12s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
recipes=$(dirname "$0")
programs=${SYMBOLON_PROGRAMS:-$recipes/../../build/release/bin}
corpus=$1 out=$2
cache=${3:-}
packages=bash,bc,binutils,bzip2,chrony,e2fsprogs,ethtool,findutils,flac,flex,git,gzip,jansson,json-c,libarchive,libevent
packages=$packages,libpcap,libssh2,libxml2,libyaml,lz4,m4,make-dfsg,mbedtls,nano,ncurses,nettle,patch,pcre2,readline,redis
packages=$packages,screen,sed,strace,tar,tcpdump,tmux,unbound,util-linux,wpa,xz-utils,zsh
mkdir -p "$out"

# TOKENS NAME SETTING...
run() {
    tokens=$1 name=$2
    shift 2
    data=$out/$tokens.sds
    [ -e "$data" ] || "$programs/symbolon-dataset" build "$corpus" --packages "$packages" --tokens "$tokens" --out "$data" \
        ${cache:+--cache "$cache"} 2>"$out/$tokens.log"
    if [ ! -e "$out/$name/evaluation.csv" ]; then
        settings=
        for setting in "$@"; do
            settings="$settings --set $setting"
        done
        "$programs/symbolon-train" fit "$recipes/best.conf" --out "$out/$name" --resume --set "data=$data" --set epochs=10 --set seconds=0 \
            --set stack_accesses=keep \
            $settings >"$out/$name.log" 2>&1
        "$programs/symbolon-train" evaluate "$out/$name/best.weights" --data "$data" --out "$out/$name" >/dev/null
    fi
    grep '^mean,' "$out/$name/evaluation.csv" | cut -d, -f5-8 | sed "s/^/$name /"
}

run neutral neutral-code words=none counts=none
run mnemonic mnemonic-code words=none counts=none grams=mnemonics
run neutral neutral-all
run mnemonic mnemonic-all grams=mnemonics
