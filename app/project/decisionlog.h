// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The analyst's decisions, and every step that led to them: undo and redo walk the steps, also after the
// project was closed. All writing is within the caller's transaction.
#pragma once

#include "app/project/database.h"
#include "app/project/projectstore.h"

#include <QList>

#include <optional>

namespace symbolon {

class DecisionLog
{
public:
    explicit DecisionLog(const Database &database) : m_database(database) { }

    [[nodiscard]] QList<Decision> decisions(int64_t binary) const; // by address
    // One step; none when nothing changes. What was undone can then no longer be redone.
    void decide(int64_t binary, const QList<Decision> &decisions);

    [[nodiscard]] bool canUndo() const { return lastDone().has_value(); }
    [[nodiscard]] bool canRedo() const { return firstUndone().has_value(); }
    // The binary whose decisions changed; nullopt when there was nothing to undo or redo.
    std::optional<int64_t> undo();
    std::optional<int64_t> redo();

private:
    struct Step {
        int64_t id = 0;
        int64_t binary = 0;
    };
    [[nodiscard]] std::optional<Step> lastDone() const;
    [[nodiscard]] std::optional<Step> firstUndone() const;
    [[nodiscard]] std::optional<Step> step(std::string_view sql) const;
    [[nodiscard]] int64_t begin(int64_t binary);
    [[nodiscard]] Decision stored(int64_t binary, uint64_t address) const;
    void store(int64_t binary, const Decision &decision);
    void record(int64_t step, int64_t ordinal, const Decision &before, const Decision &after);
    void apply(const Step &step, bool forward);

    const Database &m_database;
};

} // namespace symbolon
