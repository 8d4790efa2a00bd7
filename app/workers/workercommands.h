// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The worker side: what `symbolon worker …` does. Frames come in on stdin and go out on stdout; anything
// that a library prints goes to stderr.
#pragma once

namespace symbolon {

// argv[1] is "worker". Returns the process's exit status. Needs no QCoreApplication.
int runWorker(int argc, char **argv);

} // namespace symbolon
