#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Symbolon authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fetches Debian packages for the tests, without touching the machine's own apt configuration:
#
#   fetch.sh DEST source PACKAGE[=VERSION] NAME    the patched source tree   → DEST/src/NAME
#   fetch.sh DEST binary PACKAGE ARCHITECTURE      the unpacked package      → DEST/bin/PACKAGE-ARCHITECTURE
#
# The mirrors are those of the machine's apt configuration, with source entries added in a private copy.
# A VERSION that the mirror has dropped is replaced by the one that is there. What was fetched once stays.
set -eu
dest=$1 kind=$2 package=$3 name=$4
mkdir -p "$dest/src" "$dest/bin"
dest=$(cd "$dest" && pwd)
case $kind in
source) target=$dest/src/$name ;;
binary) target=$dest/bin/$package-$name ;;
*) echo "fetch.sh: unknown kind $kind" >&2; exit 2 ;;
esac
exec 9>"$dest/lock"
flock 9
[ -d "$target" ] && exit 0

apt=$dest/apt
if [ ! -f "$apt/ready" ]; then
    mkdir -p "$apt/parts" "$apt/lists/partial" "$apt/cache/archives/partial"
    # Entries for sources beside those for binaries, in both of apt's notations.
    for file in /etc/apt/sources.list.d/*.sources; do
        [ -f "$file" ] && sed 's/^Types:.*/Types: deb deb-src/' "$file" >"$apt/parts/$(basename "$file")"
    done
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
        sed -n 's/^[[:space:]]*deb\([[:space:]].*\)/deb\1\ndeb-src\1/p' >"$apt/list" || true
    cat >"$apt/apt.conf" <<CONF
Dir::Etc::SourceList "$apt/list";
Dir::Etc::SourceParts "$apt/parts";
Dir::State::Lists "$apt/lists";
Dir::Cache "$apt/cache";
APT::Architectures { "$(dpkg --print-architecture)"; "amd64"; "armhf"; };
APT::Sandbox::User "root";
Acquire::Languages "none";
CONF
fi
export APT_CONFIG="$apt/apt.conf" LC_ALL=C DEBIAN_FRONTEND=noninteractive
if [ ! -f "$apt/ready" ]; then
    apt-get -qq update >&2 || echo "fetch.sh: some package lists could not be read" >&2
    touch "$apt/ready"
fi

work=$dest/work
rm -rf "$work"
mkdir -p "$work"
cd "$work"
case $kind in
source)
    if ! apt-get -qq source "$package" >log 2>&1; then
        rm -rf ./*
        apt-get -qq source "${package%%=*}" >log 2>&1 || { cat log >&2; exit 1; }
    fi
    rm -rf ./*/.pc
    mv ./*/ "$target"
    ;;
binary)
    apt-get -qq download "$package:$name" >log 2>&1 || { cat log >&2; exit 1; }
    mkdir unpacked
    dpkg-deb -x ./*.deb unpacked
    mv unpacked "$target"
    ;;
esac
