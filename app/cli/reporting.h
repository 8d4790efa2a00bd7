// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// --report: checked before any work is done, written after it.
#pragma once

#include "app/cli/console.h"
#include "app/project/sourcekeys.h"
#include "app/report/report.h"

namespace symbolon {

void addReportOption(QCommandLineParser &parser);
// Usage error for an ending that no report has, BadInput for a folder that is not there.
Result<QStringList> reportPaths(const QCommandLineParser &parser);

// Adds notes and the layout to `input`, writes each report; the exit status.
int writeReports(ReportInput input, const QStringList &paths, const Work &work, ProgressLine &line);

} // namespace symbolon
