// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a binary is made of, on stdout.
#pragma once

#include "app/report/report.h"

namespace symbolon {

void printSummary(const ReportInput &input);

} // namespace symbolon
