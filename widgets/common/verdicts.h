// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What became of a source function, as every view says it.
#pragma once

#include "analysis/matching/match.h"

#include <QString>

namespace symbolon {

QString verdictMark(Verdict verdict); // ● ◐ ○ ?
QString verdictWord(Verdict verdict); // "matched", in the user's language
// "Absent: it was not compiled into this binary." For tooltips.
QString verdictMeaning(Verdict verdict);

} // namespace symbolon
