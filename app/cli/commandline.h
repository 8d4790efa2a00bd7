// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The headless commands: list, analyze, match, find, export. No display, no Qt Widgets.
#pragma once

namespace symbolon {

// True when argv asks for a headless command, --help or --version.
bool isCommandLine(int argc, char **argv);

// Runs it; the exit status is 0 done, 1 failed, 2 wrong usage, 3 bad input, 130 interrupted.
int runCommandLine(int argc, char **argv);

} // namespace symbolon
