// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A small workspace of the kind the views show: part of a router's web server, ARM, with sources.
#pragma once

#include "widgets/common/workspace.h"

namespace symbolon::test {

// By index: 0 an import stub; 1 without a name, three candidates of which the first has evidence; 2 named and
// accepted; 3 named and rejected; 4 unmatched; 5 with one candidate that has no evidence.
Workspace sampleWorkspace();

// The whole text of "httpd/cgi.c", of which candidate 0 of function 1 is a part.
QString cgiText();

// `count` functions with names, sizes and matches that vary; every third has candidates, every seventh a name.
Workspace largeWorkspace(int count);

void decide(Workspace &workspace, int function, MatchState state, int source = -1, const QString &comment = {});

} // namespace symbolon::test
