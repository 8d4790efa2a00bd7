// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A small hand-made binary and checkout: one accepted match, one proposed, one rejected, one unmatched, an import
// stub; names and strings that try to break out of every format.
#pragma once

#include "app/report/report.h"

symbolon::ReportInput reportSample();

// As large as asked: `functions` functions, each accepted (or all proposed), of `blocks` blocks.
symbolon::ReportInput largeSample(int functions, int blocks, bool accepted);
