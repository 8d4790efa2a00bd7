// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ranked candidates of one binary's functions with their evidence, what is inlined into them, and what became of each
// source function.
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
    // functions that `matches` names. With `stored`, which is what the file holds, only what differs is written.
    void save(int64_t binary, const Matches &matches, const Matches *stored);
    [[nodiscard]] std::optional<Matches> load(int64_t binary) const;

private:
    [[nodiscard]] bool refersToStored(int64_t binary, const Matches &matches) const;
    [[nodiscard]] bool holds(int64_t binary, const Matches &stored) const;
    void removeAll(int64_t binary);
    void removeFunctions(int64_t binary, const std::vector<uint32_t> &functions);
    void insertFunctions(int64_t binary, const std::vector<const FunctionMatches *> &functions);
    void saveVerdicts(int64_t binary, const std::vector<SourceVerdict> &verdicts);
    void loadFunctions(int64_t binary, Matches &matches) const;
    void loadVerdicts(int64_t binary, Matches &matches) const;

    const Database &m_database;
};

} // namespace symbolon
