// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The reports' colours, for paper and light screens and for dark ones: after Okabe and Ito's colour-blind-safe
// hues, each with a contrast of 4.5 or more against its background. No meaning rests on a colour alone.
#pragma once

#include "analysis/disasm/program.h"
#include "analysis/matching/match.h"
#include "app/report/reportdata.h"
#include "app/report/sourcelines.h"

#include <QString>

namespace symbolon {

struct ReportColor {
    const char *name;  // of the CSS variable and class: "string", "taken"
    const char *light; // "#0062a3"
    const char *dark;
};

const ReportColor &reportColor(EvidenceKind kind);
const ReportColor &reportColor(EdgeKind kind);
const ReportColor &reportColor(ReportState state);
const ReportColor &reportColor(CodeStyle style);

// ":root{--string:#0062a3;…}" for light screens, and the same for dark ones.
QString colorVariables();

} // namespace symbolon
