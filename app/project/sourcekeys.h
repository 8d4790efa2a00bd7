// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Between decisions as the project keeps them (addresses and source keys) and as the program uses them
// (indices into Program::functions and SourceTree::functions).
#pragma once

#include "app/project/projectstore.h"

#include <QHash>

#include <optional>

namespace symbolon {

SourceKey sourceKey(const SourceTree &tree, uint32_t function);

// The function that `key` names: exact, else the nearest of the same file and name (lines move when a file
// is edited).
std::optional<uint32_t> findSource(const SourceTree &tree, const SourceKey &key);

// Adds what the analyst decided to the constraints of a matching run.
void constrain(MatchOptions &options, const Program &program, const SourceTree &tree, const QList<Decision> &decisions);

QHash<quint64, Decision> byAddress(const QList<Decision> &decisions);

} // namespace symbolon
