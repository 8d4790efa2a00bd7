// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/decisionlog.h"

#include "app/project/codes.h"

namespace symbolon {

namespace {

bool same(const Decision &a, const Decision &b)
{
    return a.state == b.state && a.source == b.source && a.comment == b.comment;
}

// Reads state, file, name, line, comment from `first` on.
Decision readDecision(const Statement &row, uint64_t address, int first)
{
    Decision decision;
    decision.address = address;
    decision.state = fromCode<Decision::State>(row.integer(first));
    if (!row.isNull(first + 1))
        decision.source = SourceKey{row.string(first + 1), row.string(first + 2), row.number(first + 3)};
    decision.comment = row.string(first + 4);
    return decision;
}

} // namespace

QList<Decision> DecisionLog::decisions(int64_t binary) const
{
    // Addresses above 2⁶³ are negative in the file and still sort last.
    Statement row = m_database.prepare("SELECT address, state, source_file, source_name, source_line, comment "
                                       "FROM decisions WHERE input=? ORDER BY address < 0, address");
    row.query(binary);
    QList<Decision> decisions;
    while (row.next())
        decisions.append(readDecision(row, row.address(0), 1));
    return decisions;
}

Decision DecisionLog::stored(int64_t binary, uint64_t address) const
{
    Statement row = m_database.prepare("SELECT state, source_file, source_name, source_line, comment "
                                       "FROM decisions WHERE input=? AND address=?");
    row.query(binary, address);
    if (row.next())
        return readDecision(row, address, 0);
    Decision none;
    none.address = address;
    return none;
}

void DecisionLog::store(int64_t binary, const Decision &d)
{
    if (d.state == Decision::State::None && !d.source && d.comment.isEmpty()) {
        m_database.prepare("DELETE FROM decisions WHERE input=? AND address=?").run(binary, d.address);
        return;
    }
    Statement row = m_database.prepare("INSERT OR REPLACE INTO decisions VALUES(?,?,?,?,?,?,?)");
    if (d.source)
        row.run(binary, d.address, code(d.state), d.source->file, d.source->name, d.source->line, d.comment);
    else
        row.run(binary, d.address, code(d.state), nullptr, nullptr, nullptr, d.comment);
}

void DecisionLog::decide(int64_t binary, const QList<Decision> &decisions)
{
    Statement known = m_database.prepare("SELECT 1 FROM inputs WHERE id=?");
    if (!known.query(binary).next())
        throw ProjectError{failure(ProjectText::tr("The binary is not stored in this project").toStdString())};

    int64_t step = 0;
    int64_t ordinal = 0;
    for (const Decision &after : decisions) {
        const Decision before = stored(binary, after.address);
        if (same(before, after))
            continue;
        if (step == 0) {
            m_database.execute("DELETE FROM undo_changes WHERE step IN (SELECT id FROM undo_steps WHERE undone=1);"
                               "DELETE FROM undo_steps WHERE undone=1");
            m_database.prepare("INSERT INTO undo_steps(input, undone) VALUES(?,0)").run(binary);
            step = m_database.lastInsertId();
        }
        Statement change = m_database.prepare("INSERT INTO undo_changes VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)");
        const auto insert = [&](const auto &...old) {
            if (after.source)
                change.run(step, ordinal, after.address, code(before.state), old..., before.comment, code(after.state),
                           after.source->file, after.source->name, after.source->line, after.comment);
            else
                change.run(step, ordinal, after.address, code(before.state), old..., before.comment, code(after.state),
                           nullptr, nullptr, nullptr, after.comment);
        };
        if (before.source)
            insert(before.source->file, before.source->name, before.source->line);
        else
            insert(nullptr, nullptr, nullptr);
        ++ordinal;
        store(binary, after);
    }
}

std::optional<DecisionLog::Step> DecisionLog::step(std::string_view sql) const
{
    Statement row = m_database.prepare(sql);
    if (!row.next())
        return std::nullopt;
    return Step{row.integer(0), row.integer(1)};
}

std::optional<DecisionLog::Step> DecisionLog::lastDone() const
{
    return step("SELECT id, input FROM undo_steps WHERE undone=0 ORDER BY id DESC LIMIT 1");
}

std::optional<DecisionLog::Step> DecisionLog::firstUndone() const
{
    return step("SELECT id, input FROM undo_steps WHERE undone=1 ORDER BY id LIMIT 1");
}

void DecisionLog::apply(const Step &step, bool forward)
{
    const std::string columns = forward ? "new_state, new_file, new_name, new_line, new_comment"
                                        : "old_state, old_file, old_name, old_line, old_comment";
    Statement row = m_database.prepare("SELECT address, " + columns + " FROM undo_changes WHERE step=? ORDER BY ordinal"
                                       + (forward ? "" : " DESC"));
    row.query(step.id);
    while (row.next())
        store(step.binary, readDecision(row, row.address(0), 1));
    m_database.prepare("UPDATE undo_steps SET undone=? WHERE id=?").run(!forward, step.id);
}

std::optional<int64_t> DecisionLog::undo()
{
    const auto step = lastDone();
    if (!step)
        return std::nullopt;
    apply(*step, false);
    return step->binary;
}

std::optional<int64_t> DecisionLog::redo()
{
    const auto step = firstUndone();
    if (!step)
        return std::nullopt;
    apply(*step, true);
    return step->binary;
}

} // namespace symbolon
