# SPDX-FileCopyrightText: 2026 The Symbolon authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# For installer/run and installer/test: packages, configuration, build. Quick when there is nothing to do.

here=$(cd "$(dirname "$0")/.." && pwd)
preset=release
build=$here/build/$preset

say() { printf '== %s\n' "$*" >&2; }
die() { printf 'symbolon installer: %s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        die "packages are missing and this is neither root nor is sudo there; run as root: $*"
    fi
}

install_packages() {
    command -v apt-get >/dev/null 2>&1 || die "this needs Debian 12 (or a system with its packages): apt-get is not there"
    wanted=$(sed -e 's/#.*//' "$here/installer/packages" | tr -s ' \n' ' ')
    missing=""
    for package in $wanted; do
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
        "install ok installed") ;;
        *) missing="$missing $package" ;;
        esac
    done
    [ -z "$missing" ] && return 0
    say "installing:$missing"
    as_root apt-get -o DPkg::Lock::Timeout=300 update
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $missing
}

build_program() {
    cd "$here" || die "cannot enter $here"
    if [ ! -f "$build/build.ninja" ]; then
        say "configuring"
        cmake --preset "$preset" || die "configuring failed"
    fi
    say "building"
    cmake --build --preset "$preset" || die "building failed"
}
