// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/decisionlog.h"

#include "app/project/codes.h"

#include <QHash>

namespace symbolon {

namespace {

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

// Reads file, name, line of the rows that `bound` gives.
QList<SourceKey> readKeys(Statement &bound, int first)
{
    QList<SourceKey> keys;
    while (bound.next())
        keys.append({bound.string(first), bound.string(first + 1), bound.number(first + 2)});
    return keys;
}

} // namespace

QList<Decision> DecisionLog::decisions(int64_t binary) const
{
    // Addresses above 2⁶³ are negative in the file and still sort last.
    Statement row = m_database.prepare("SELECT address, state, source_file, source_name, source_line, comment "
                                       "FROM decisions WHERE input=? ORDER BY address < 0, address");
    row.query(binary);
    QList<Decision> decisions;
    QHash<quint64, qsizetype> places;
    while (row.next()) {
        places.insert(row.address(0), decisions.size());
        decisions.append(readDecision(row, row.address(0), 1));
    }
    Statement rejected =
        m_database.prepare("SELECT address, file, name, line FROM rejections WHERE input=? ORDER BY address, ordinal");
    rejected.query(binary);
    while (rejected.next()) {
        const auto place = places.constFind(rejected.address(0));
        if (place == places.cend())
            throw damaged("a rejection without its decision");
        decisions[*place].rejected.append({rejected.string(1), rejected.string(2), rejected.number(3)});
    }
    return decisions;
}

Decision DecisionLog::stored(int64_t binary, uint64_t address) const
{
    Statement row = m_database.prepare("SELECT state, source_file, source_name, source_line, comment "
                                       "FROM decisions WHERE input=? AND address=?");
    row.query(binary, address);
    Decision decision;
    decision.address = address;
    if (row.next())
        decision = readDecision(row, address, 0);
    Statement rejected =
        m_database.prepare("SELECT file, name, line FROM rejections WHERE input=? AND address=? ORDER BY ordinal");
    decision.rejected = readKeys(rejected.query(binary, address), 0);
    return decision;
}

void DecisionLog::store(int64_t binary, const Decision &d)
{
    m_database.prepare("DELETE FROM rejections WHERE input=? AND address=?").run(binary, d.address);
    if (d.state == Decision::State::None && !d.source && d.comment.isEmpty() && d.rejected.isEmpty()) {
        m_database.prepare("DELETE FROM decisions WHERE input=? AND address=?").run(binary, d.address);
        return;
    }
    Statement row = m_database.prepare("INSERT OR REPLACE INTO decisions VALUES(?,?,?,?,?,?,?)");
    if (d.source)
        row.run(binary, d.address, code(d.state), d.source->file, d.source->name, d.source->line, d.comment);
    else
        row.run(binary, d.address, code(d.state), nullptr, nullptr, nullptr, d.comment);
    Statement rejection = m_database.prepare("INSERT INTO rejections VALUES(?,?,?,?,?,?)");
    for (qsizetype n = 0; n < d.rejected.size(); ++n)
        rejection.run(binary, d.address, n, d.rejected[n].file, d.rejected[n].name, d.rejected[n].line);
}

// A new step; what was undone goes.
int64_t DecisionLog::begin(int64_t binary)
{
    m_database.execute("DELETE FROM undo_rejections WHERE step IN (SELECT id FROM undo_steps WHERE undone=1);"
                       "DELETE FROM undo_changes WHERE step IN (SELECT id FROM undo_steps WHERE undone=1);"
                       "DELETE FROM undo_steps WHERE undone=1");
    m_database.prepare("INSERT INTO undo_steps(input, undone) VALUES(?,0)").run(binary);
    return m_database.lastInsertId();
}

void DecisionLog::record(int64_t step, int64_t ordinal, const Decision &before, const Decision &after)
{
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
    Statement rejection = m_database.prepare("INSERT INTO undo_rejections VALUES(?,?,?,?,?,?,?)");
    for (const int side : {0, 1}) {
        const QList<SourceKey> &keys = side == 0 ? before.rejected : after.rejected;
        for (qsizetype n = 0; n < keys.size(); ++n)
            rejection.run(step, ordinal, side, n, keys[n].file, keys[n].name, keys[n].line);
    }
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
        if (before == after)
            continue;
        if (step == 0)
            step = begin(binary);
        record(step, ordinal++, before, after);
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
    Statement row =
        m_database.prepare("SELECT address, " + columns + ", ordinal FROM undo_changes WHERE step=? ORDER BY ordinal"
                           + (forward ? "" : " DESC"));
    Statement rejected = m_database.prepare("SELECT file, name, line FROM undo_rejections "
                                            "WHERE step=? AND change=? AND side=? ORDER BY ordinal");
    row.query(step.id);
    while (row.next()) {
        Decision decision = readDecision(row, row.address(0), 1);
        decision.rejected = readKeys(rejected.query(step.id, row.integer(6), forward ? 1 : 0), 0);
        store(step.binary, decision);
    }
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
