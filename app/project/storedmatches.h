// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Matches kept together with what they were made around, so that it can be told whether they are still what matching
// would find.
#pragma once

#include "app/project/projectstore.h"

namespace symbolon {

// ProjectStore::saveMatches(), for matches that were made with `options`.
Result<void> saveMatchesMadeWith(const MatchOptions &options, ProjectStore &store, qint64 binary,
                                 const Matches &matches, const Matches *stored = nullptr);

// The stored matches of options.method, if they were made with the same decisions, `top` and `assignment`.
Result<std::optional<Matches>> loadMatchesMadeWith(const MatchOptions &options, const ProjectStore &store,
                                                   qint64 binary);

} // namespace symbolon
