// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The workbench as a program: `symbolon [PROJECT|BINARY]`.
//   --open-sources DIR    sources to open beside the argument
// Scripts that make pictures use, beside these:
//   --screenshot FILE     open everything, wait until all is done, save a PNG of the window, quit
//   --size WIDTHxHEIGHT   of that window (1600x1000)
//   --theme system|light|dark, --language CODE, --accept-first N, --function NAME|ADDRESS, --show PANE,
//   --palette TEXT        what the picture should show
// With SYMBOLON_STARTUP_TIME=1 the milliseconds from the process's start to the first paint go to stderr.
#pragma once

#include <QStringList>

class QApplication;

namespace symbolon {

int runWindow(QApplication &application, const QStringList &arguments); // → exit status

} // namespace symbolon
