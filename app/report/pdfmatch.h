// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One match from where the page stands, on as many pages as it takes: evidence, then graph beside source. A graph that
// would be too small to read beside the source gets a page of its own.
#pragma once

#include "app/report/pdfpages.h"
#include "app/report/reportdata.h"

namespace symbolon {

Result<void> writePdfMatch(PdfPages &pages, const ReportData &data, const ReportRow &row);

} // namespace symbolon
