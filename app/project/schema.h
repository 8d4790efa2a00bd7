// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tables of a project file and how older files become what this program writes. A version, once released,
// never changes: a new one adds a step to migrations() and a fixture to tests/project/fixtures.
#pragma once

#include <QString>

#include <span>
#include <string_view>

namespace symbolon {

class Database;

inline constexpr int projectApplicationId = 0x53594d42; // "SYMB"

// SQL that takes a database from version n to n + 1; migrations()[0] makes version 1 of an empty one.
using Migration = std::string_view;
std::span<const Migration> migrations();
inline int currentVersion()
{
    return static_cast<int>(migrations().size());
}

enum class ProjectFormat { Empty, Foreign, Older, Current, Newer };
ProjectFormat projectFormat(const Database &database, std::span<const Migration> steps = migrations());

// Runs the missing steps in one transaction, which fails as a whole.
void migrate(const Database &database, std::span<const Migration> steps = migrations());

// Throws SQLITE_CORRUPT unless the tables are exactly those that the steps make: no trigger, no view, no column
// of another meaning reaches the queries.
void checkSchema(const Database &database, std::span<const Migration> steps = migrations());

} // namespace symbolon
