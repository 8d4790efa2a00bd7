// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ranked candidates of one binary's functions, with their evidence.
#pragma once

#include "analysis/matching/match.h"
#include "app/project/database.h"

#include <optional>

namespace symbolon {

class MatchTables
{
public:
    explicit MatchTables(const Database &database) : m_database(database) { }

    // Within the caller's transaction. Throws ProjectError unless binary and sources are stored and hold all
    // functions that `matches` names.
    void save(int64_t binary, const Matches &matches);
    [[nodiscard]] std::optional<Matches> load(int64_t binary) const;

private:
    [[nodiscard]] bool refersToStored(int64_t binary, const Matches &matches) const;

    const Database &m_database;
};

} // namespace symbolon
