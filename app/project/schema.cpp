// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/schema.h"

#include "app/project/database.h"
#include "app/project/projecterror.h"

#include <array>
#include <set>
#include <string>

namespace symbolon {

namespace {

// Addresses and other unsigned 64-bit values are stored as the signed value of the same bits. Lists of numbers
// (cases, targets, callers) are blobs: a count and LEB128 values. `code` and `body` are compressed (packing.h).
constexpr Migration version1 = R"sql(
CREATE TABLE settings(
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What was analysed. file_modified is in ms since 1970 UTC, NULL where it is not known.
CREATE TABLE inputs(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL, member TEXT NOT NULL, sha256 TEXT NOT NULL,
    file_size INTEGER NOT NULL, file_modified INTEGER,
    architecture TEXT NOT NULL, base INTEGER NOT NULL) STRICT;

CREATE TABLE images(
    id INTEGER PRIMARY KEY REFERENCES inputs(id) ON DELETE CASCADE,
    path TEXT NOT NULL, member TEXT NOT NULL,
    format INTEGER NOT NULL, architecture INTEGER NOT NULL, endian INTEGER NOT NULL, bits INTEGER NOT NULL,
    base INTEGER NOT NULL, entry INTEGER NOT NULL, code_size INTEGER NOT NULL) STRICT;
CREATE TABLE image_notes(
    image INTEGER NOT NULL REFERENCES images(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK(kind IN ('import', 'warning')),
    ordinal INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY(image, kind, ordinal)) STRICT, WITHOUT ROWID;
CREATE TABLE strings(
    image INTEGER NOT NULL REFERENCES images(id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, address INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY(image, ordinal)) STRICT, WITHOUT ROWID;
CREATE TABLE functions(
    image INTEGER NOT NULL REFERENCES images(id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, address INTEGER NOT NULL, size INTEGER NOT NULL,
    name TEXT NOT NULL, named INTEGER NOT NULL, origins INTEGER NOT NULL, confidence REAL NOT NULL,
    thumb INTEGER NOT NULL, import_stub INTEGER NOT NULL, thunk INTEGER NOT NULL, no_return INTEGER NOT NULL,
    argument_count INTEGER, callers BLOB NOT NULL, callees BLOB NOT NULL, note TEXT NOT NULL,
    PRIMARY KEY(image, ordinal)) STRICT, WITHOUT ROWID;
CREATE TABLE instructions(
    image INTEGER NOT NULL, function INTEGER NOT NULL, code BLOB NOT NULL,
    PRIMARY KEY(image, function),
    FOREIGN KEY(image, function) REFERENCES functions(image, ordinal) ON DELETE CASCADE) STRICT;
CREATE TABLE blocks(
    image INTEGER NOT NULL, function INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    address INTEGER NOT NULL, size INTEGER NOT NULL,
    first_instruction INTEGER NOT NULL, instruction_count INTEGER NOT NULL,
    PRIMARY KEY(image, function, ordinal),
    FOREIGN KEY(image, function) REFERENCES functions(image, ordinal) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
CREATE TABLE edges(
    image INTEGER NOT NULL, function INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    from_block INTEGER NOT NULL, to_block INTEGER NOT NULL, kind INTEGER NOT NULL, cases BLOB NOT NULL,
    PRIMARY KEY(image, function, ordinal),
    FOREIGN KEY(image, function) REFERENCES functions(image, ordinal) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
CREATE TABLE code_references(
    image INTEGER NOT NULL, function INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    address INTEGER NOT NULL, kind INTEGER NOT NULL, target INTEGER NOT NULL, value INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY(image, function, ordinal),
    FOREIGN KEY(image, function) REFERENCES functions(image, ordinal) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
CREATE TABLE calls(
    image INTEGER NOT NULL, function INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    address INTEGER NOT NULL, target INTEGER NOT NULL, name TEXT NOT NULL,
    import INTEGER NOT NULL, tail INTEGER NOT NULL,
    PRIMARY KEY(image, function, ordinal),
    FOREIGN KEY(image, function) REFERENCES functions(image, ordinal) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
CREATE TABLE switch_tables(
    image INTEGER NOT NULL, function INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    address INTEGER NOT NULL, table_address INTEGER NOT NULL, cases BLOB NOT NULL, targets BLOB NOT NULL,
    PRIMARY KEY(image, function, ordinal),
    FOREIGN KEY(image, function) REFERENCES functions(image, ordinal) ON DELETE CASCADE) STRICT, WITHOUT ROWID;

-- One checkout: `path` as the user chose it, `root` as the reader names it.
CREATE TABLE source_trees(
    id INTEGER PRIMARY KEY CHECK(id = 1),
    path TEXT NOT NULL, fingerprint TEXT NOT NULL, root TEXT NOT NULL) STRICT;
CREATE TABLE source_files(
    ordinal INTEGER PRIMARY KEY, path TEXT NOT NULL, size INTEGER NOT NULL, lines INTEGER NOT NULL) STRICT;
CREATE TABLE source_functions(
    ordinal INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES source_files(ordinal) ON DELETE CASCADE,
    name TEXT NOT NULL, qualified_name TEXT NOT NULL,
    line INTEGER NOT NULL, name_line INTEGER NOT NULL, end_line INTEGER NOT NULL,
    argument_count INTEGER NOT NULL, if_count INTEGER NOT NULL, loop_count INTEGER NOT NULL,
    is_static INTEGER NOT NULL, is_inline INTEGER NOT NULL, is_template INTEGER NOT NULL,
    is_variadic INTEGER NOT NULL, in_header INTEGER NOT NULL,
    text_sha256 BLOB NOT NULL) STRICT;
CREATE TABLE source_texts(
    function INTEGER PRIMARY KEY REFERENCES source_functions(ordinal) ON DELETE CASCADE,
    body BLOB NOT NULL) STRICT;
CREATE TABLE source_strings(
    function INTEGER NOT NULL REFERENCES source_functions(ordinal) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, text TEXT NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY(function, ordinal)) STRICT, WITHOUT ROWID;
CREATE TABLE source_integers(
    function INTEGER NOT NULL REFERENCES source_functions(ordinal) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, value INTEGER NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY(function, ordinal)) STRICT, WITHOUT ROWID;
CREATE TABLE source_calls(
    function INTEGER NOT NULL REFERENCES source_functions(ordinal) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, name TEXT NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY(function, ordinal)) STRICT, WITHOUT ROWID;
CREATE TABLE source_switches(
    function INTEGER NOT NULL REFERENCES source_functions(ordinal) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, line INTEGER NOT NULL, cases BLOB NOT NULL,
    unknown_cases INTEGER NOT NULL, has_default INTEGER NOT NULL,
    PRIMARY KEY(function, ordinal)) STRICT, WITHOUT ROWID;
CREATE TABLE skipped_sources(
    ordinal INTEGER PRIMARY KEY, path TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TABLE source_warnings(
    ordinal INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;

CREATE TABLE matches(
    image INTEGER PRIMARY KEY REFERENCES images(id) ON DELETE CASCADE,
    method TEXT NOT NULL) STRICT;
CREATE TABLE matched_functions(
    image INTEGER NOT NULL REFERENCES matches(image) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, function INTEGER NOT NULL,
    PRIMARY KEY(image, ordinal),
    FOREIGN KEY(image, function) REFERENCES functions(image, ordinal)) STRICT, WITHOUT ROWID;
CREATE TABLE candidates(
    image INTEGER NOT NULL, matched INTEGER NOT NULL, ordinal INTEGER NOT NULL, -- 0: best
    source INTEGER NOT NULL, score REAL NOT NULL, confidence REAL NOT NULL, strategy TEXT NOT NULL,
    PRIMARY KEY(image, matched, ordinal),
    FOREIGN KEY(image, matched) REFERENCES matched_functions(image, ordinal) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
CREATE TABLE evidence(
    image INTEGER NOT NULL, matched INTEGER NOT NULL, candidate INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL, value TEXT NOT NULL, address INTEGER NOT NULL, line INTEGER NOT NULL, weight REAL NOT NULL,
    PRIMARY KEY(image, matched, candidate, ordinal),
    FOREIGN KEY(image, matched, candidate) REFERENCES candidates(image, matched, ordinal) ON DELETE CASCADE)
    STRICT, WITHOUT ROWID;

-- By address and by source name, so that they outlive every new analysis.
CREATE TABLE decisions(
    input INTEGER NOT NULL REFERENCES inputs(id) ON DELETE CASCADE,
    address INTEGER NOT NULL, state INTEGER NOT NULL CHECK(state BETWEEN 0 AND 2),
    source_file TEXT, source_name TEXT, source_line INTEGER, comment TEXT NOT NULL,
    PRIMARY KEY(input, address)) STRICT, WITHOUT ROWID;
CREATE TABLE undo_steps(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    input INTEGER NOT NULL REFERENCES inputs(id) ON DELETE CASCADE,
    undone INTEGER NOT NULL) STRICT;
CREATE INDEX undo_steps_input ON undo_steps(input);
CREATE TABLE undo_changes(
    step INTEGER NOT NULL REFERENCES undo_steps(id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, address INTEGER NOT NULL,
    old_state INTEGER NOT NULL CHECK(old_state BETWEEN 0 AND 2),
    old_file TEXT, old_name TEXT, old_line INTEGER, old_comment TEXT NOT NULL,
    new_state INTEGER NOT NULL CHECK(new_state BETWEEN 0 AND 2),
    new_file TEXT, new_name TEXT, new_line INTEGER, new_comment TEXT NOT NULL,
    PRIMARY KEY(step, ordinal)) STRICT, WITHOUT ROWID;
)sql";

// aliases: a count and the names, each behind its length; x'00' is none.
constexpr Migration version2 = R"sql(
ALTER TABLE functions ADD COLUMN aliases BLOB NOT NULL DEFAULT x'00';
ALTER TABLE functions ADD COLUMN witness INTEGER NOT NULL DEFAULT 0;
ALTER TABLE functions ADD COLUMN unresolved_jumps INTEGER NOT NULL DEFAULT 0;
)sql";

// value and used_at are 0 where a kind has none.
constexpr Migration version3 = R"sql(
CREATE TABLE data_in_code(
    image INTEGER NOT NULL, function INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    address INTEGER NOT NULL, size INTEGER NOT NULL, kind INTEGER NOT NULL,
    value INTEGER NOT NULL, used_at INTEGER NOT NULL,
    PRIMARY KEY(image, function, ordinal),
    FOREIGN KEY(image, function) REFERENCES functions(image, ordinal) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
)sql";

// features: a hash over what the network read of a function; vector: 16-bit floats, little endian.
constexpr Migration version4 = R"sql(
ALTER TABLE matches ADD COLUMN model TEXT NOT NULL DEFAULT '';
CREATE TABLE models(
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, dimension INTEGER NOT NULL) STRICT;
CREATE TABLE vectors(
    model INTEGER NOT NULL REFERENCES models(id) ON DELETE CASCADE,
    side INTEGER NOT NULL CHECK(side IN (0, 1)), -- 0: source
    features BLOB NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY(model, side, features)) STRICT, WITHOUT ROWID;
)sql";

// A function can be blocked, and have several rejected sources, which stand in tables of their own: until then a
// rejected source stood where an accepted one does. Matches know what is inlined and what became of each source
// function.
constexpr Migration version5 = R"sql(
CREATE TABLE new_decisions(
    input INTEGER NOT NULL REFERENCES inputs(id) ON DELETE CASCADE,
    address INTEGER NOT NULL, state INTEGER NOT NULL CHECK(state BETWEEN 0 AND 3),
    source_file TEXT, source_name TEXT, source_line INTEGER, comment TEXT NOT NULL,
    PRIMARY KEY(input, address)) STRICT, WITHOUT ROWID;
CREATE TABLE new_changes(
    step INTEGER NOT NULL REFERENCES undo_steps(id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, address INTEGER NOT NULL,
    old_state INTEGER NOT NULL CHECK(old_state BETWEEN 0 AND 3),
    old_file TEXT, old_name TEXT, old_line INTEGER, old_comment TEXT NOT NULL,
    new_state INTEGER NOT NULL CHECK(new_state BETWEEN 0 AND 3),
    new_file TEXT, new_name TEXT, new_line INTEGER, new_comment TEXT NOT NULL,
    PRIMARY KEY(step, ordinal)) STRICT, WITHOUT ROWID;
INSERT INTO new_decisions SELECT input, address, state, iif(state=2, NULL, source_file),
    iif(state=2, NULL, source_name), iif(state=2, NULL, source_line), comment FROM decisions;
INSERT INTO new_changes SELECT step, ordinal, address,
    old_state, iif(old_state=2, NULL, old_file), iif(old_state=2, NULL, old_name), iif(old_state=2, NULL, old_line),
    old_comment,
    new_state, iif(new_state=2, NULL, new_file), iif(new_state=2, NULL, new_name), iif(new_state=2, NULL, new_line),
    new_comment FROM undo_changes;
CREATE TABLE rejections(
    input INTEGER NOT NULL, address INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    file TEXT NOT NULL, name TEXT NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY(input, address, ordinal),
    FOREIGN KEY(input, address) REFERENCES new_decisions(input, address) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
CREATE TABLE undo_rejections(
    step INTEGER NOT NULL, change INTEGER NOT NULL,
    side INTEGER NOT NULL CHECK(side IN (0, 1)), -- 0: before the step
    ordinal INTEGER NOT NULL, file TEXT NOT NULL, name TEXT NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY(step, change, side, ordinal),
    FOREIGN KEY(step, change) REFERENCES new_changes(step, ordinal) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
INSERT INTO rejections SELECT input, address, 0, source_file, source_name, source_line FROM decisions
    WHERE state=2 AND source_file IS NOT NULL AND source_name IS NOT NULL AND source_line IS NOT NULL;
INSERT INTO undo_rejections SELECT step, ordinal, 0, 0, old_file, old_name, old_line FROM undo_changes
    WHERE old_state=2 AND old_file IS NOT NULL AND old_name IS NOT NULL AND old_line IS NOT NULL;
INSERT INTO undo_rejections SELECT step, ordinal, 1, 0, new_file, new_name, new_line FROM undo_changes
    WHERE new_state=2 AND new_file IS NOT NULL AND new_name IS NOT NULL AND new_line IS NOT NULL;
DROP TABLE decisions;
DROP TABLE undo_changes;
ALTER TABLE new_decisions RENAME TO decisions;
ALTER TABLE new_changes RENAME TO undo_changes;

CREATE TABLE inlined_functions(
    image INTEGER NOT NULL, matched INTEGER NOT NULL, ordinal INTEGER NOT NULL, -- 0: most likely
    source INTEGER NOT NULL, confidence REAL NOT NULL,
    PRIMARY KEY(image, matched, ordinal),
    FOREIGN KEY(image, matched) REFERENCES matched_functions(image, ordinal) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
CREATE TABLE inlined_evidence(
    image INTEGER NOT NULL, matched INTEGER NOT NULL, inlined INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL, value TEXT NOT NULL, address INTEGER NOT NULL, line INTEGER NOT NULL, weight REAL NOT NULL,
    PRIMARY KEY(image, matched, inlined, ordinal),
    FOREIGN KEY(image, matched, inlined) REFERENCES inlined_functions(image, matched, ordinal) ON DELETE CASCADE)
    STRICT, WITHOUT ROWID;
CREATE TABLE source_verdicts(
    image INTEGER NOT NULL REFERENCES matches(image) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, source INTEGER NOT NULL,
    verdict INTEGER NOT NULL, confidence REAL NOT NULL, functions BLOB NOT NULL,
    PRIMARY KEY(image, ordinal)) STRICT, WITHOUT ROWID;
)sql";

// Several checkouts, in the user's order; `path` as the user chose it, `root` as the reader names it. A checkout of
// before is named after its folder.
constexpr Migration version6 = R"sql(
CREATE TABLE source_roots(
    ordinal INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL, fingerprint TEXT NOT NULL, root TEXT NOT NULL) STRICT;
INSERT INTO source_roots
    SELECT 0, substr(rtrim(path, '/'), 1 + length(rtrim(rtrim(path, '/'), replace(path, '/', '')))), path, fingerprint, root
    FROM source_trees;
DROP TABLE source_trees;
ALTER TABLE source_files ADD COLUMN component INTEGER NOT NULL DEFAULT 0;
ALTER TABLE skipped_sources ADD COLUMN component INTEGER NOT NULL DEFAULT 0;
)sql";

// Tables of pointers, of both sides. An entry is a text where `function` (an address; of sources a flag) is 0.
constexpr Migration version7 = R"sql(
CREATE TABLE pointer_tables(
    image INTEGER NOT NULL REFERENCES images(id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, type_name TEXT NOT NULL,
    PRIMARY KEY(image, ordinal)) STRICT, WITHOUT ROWID;
CREATE TABLE pointer_table_entries(
    image INTEGER NOT NULL, pointer_table INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    address INTEGER NOT NULL, function INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY(image, pointer_table, ordinal),
    FOREIGN KEY(image, pointer_table) REFERENCES pointer_tables(image, ordinal) ON DELETE CASCADE)
    STRICT, WITHOUT ROWID;
CREATE TABLE source_tables(
    ordinal INTEGER PRIMARY KEY, class_name TEXT NOT NULL,
    file INTEGER NOT NULL REFERENCES source_files(ordinal) ON DELETE CASCADE, line INTEGER NOT NULL) STRICT;
CREATE TABLE source_table_entries(
    source_table INTEGER NOT NULL REFERENCES source_tables(ordinal) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, function INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY(source_table, ordinal)) STRICT, WITHOUT ROWID;
)sql";

constexpr std::array steps{version1, version2, version3, version4, version5, version6, version7};

std::set<std::string> schemaOf(const Database &database)
{
    std::set<std::string> objects;
    Statement all = database.prepare("SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_schema "
                                     "WHERE name NOT LIKE 'sqlite_stat%'");
    while (all.next())
        objects.insert(all.text(0));
    return objects;
}

} // namespace

std::span<const Migration> migrations()
{
    return steps;
}

ProjectFormat projectFormat(const Database &database, std::span<const Migration> all)
{
    if (database.integer("PRAGMA application_id") != projectApplicationId)
        return database.integer("SELECT count(*) FROM sqlite_schema") == 0 ? ProjectFormat::Empty
                                                                           : ProjectFormat::Foreign;
    const int64_t version = database.integer("PRAGMA user_version");
    const auto newest = static_cast<int64_t>(all.size());
    return version < 1        ? ProjectFormat::Foreign
           : version < newest ? ProjectFormat::Older
           : version > newest ? ProjectFormat::Newer
                              : ProjectFormat::Current;
}

void migrate(const Database &database, std::span<const Migration> all)
{
    Transaction transaction(database, Transaction::Kind::Write);
    const int64_t version = database.integer("PRAGMA user_version");
    if (version < 0)
        throw damaged("negative version");
    for (auto n = static_cast<std::size_t>(version); n < all.size(); ++n)
        database.execute(std::string(all[n]));
    database.execute("PRAGMA application_id=" + std::to_string(projectApplicationId));
    database.execute("PRAGMA user_version=" + std::to_string(all.size()));
    transaction.commit();
}

void checkSchema(const Database &database, std::span<const Migration> all)
{
    const Database expected(QString(), Database::Mode::Memory);
    migrate(expected, all);
    if (schemaOf(database) != schemaOf(expected))
        throw damaged("its tables are not those of a project");
}

} // namespace symbolon
