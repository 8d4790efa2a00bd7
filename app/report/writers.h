// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One writer per kind of report. Each writes to `device`, whose errors the caller looks at when it closes it,
// and returns Cancelled soon after it was asked to stop.
#pragma once

#include "app/report/reportdata.h"

class QIODevice;

namespace symbolon {

Result<void> writeJson(const ReportData &data, QIODevice &device, const Work &work); // schema 1
Result<void> writeCsv(const ReportData &data, QIODevice &device, const Work &work);  // RFC 4180, UTF-8
Result<void> writeHtml(const ReportData &data, QIODevice &device, const Work &work);
Result<void> writePdf(const ReportData &data, QIODevice &device, const Work &work); // needs a QGuiApplication

} // namespace symbolon
