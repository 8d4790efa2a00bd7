// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which matches a report shows at length, graph beside source: all that were accepted; where none was, the best of
// the proposed ones.
#pragma once

#include "app/report/reportdata.h"

#include <vector>

namespace symbolon {

struct MatchChoice {
    explicit MatchChoice(const ReportData &data);

    std::vector<const ReportRow *> rows; // accepted: by address; proposed: best first
    bool accepted = false;
    int leftOut = 0;     // proposed matches that are not shown
    QString explanation; // for the reader
};

} // namespace symbolon
