// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/sourcetables.h"

#include "analysis/source/components.h"
#include "app/project/packing.h"
#include "app/project/projecterror.h"

#include <QCryptographicHash>

namespace symbolon {

namespace {

struct Inserts {
    explicit Inserts(const Database &database)
        : function(database.prepare("INSERT INTO source_functions VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")),
          text(database.prepare("INSERT INTO source_texts VALUES(?,?)")),
          string(database.prepare("INSERT INTO source_strings VALUES(?,?,?,?)")),
          integer(database.prepare("INSERT INTO source_integers VALUES(?,?,?,?)")),
          call(database.prepare("INSERT INTO source_calls VALUES(?,?,?,?)")),
          switchStatement(database.prepare("INSERT INTO source_switches VALUES(?,?,?,?,?,?)"))
    {
    }

    void save(int64_t ordinal, const SourceFunction &f, const SourceTables::PackedText &packed)
    {
        function.run(ordinal, f.file, f.name, f.qualifiedName, f.line, f.nameLine, f.endLine, f.argumentCount,
                     f.ifCount, f.loopCount, f.isStatic, f.isInline, f.isTemplate, f.isVariadic, f.inHeader,
                     blob(packed.sha256));
        text.run(ordinal, blob(packed.body));
        int64_t n = 0;
        for (const SourceString &s : f.strings)
            string.run(ordinal, n++, s.text, s.line);
        n = 0;
        for (const SourceInteger &i : f.integers)
            integer.run(ordinal, n++, i.value, i.line);
        n = 0;
        for (const SourceCall &c : f.calls)
            call.run(ordinal, n++, c.name, c.line);
        n = 0;
        for (const SourceSwitch &s : f.switches) {
            const std::string cases = packNumbers(s.cases);
            switchStatement.run(ordinal, n++, s.line, Blob{cases}, s.unknownCases, s.hasDefault);
        }
    }

    static Blob blob(const QByteArray &bytes) { return {{bytes.constData(), static_cast<std::size_t>(bytes.size())}}; }

    Statement function;
    Statement text;
    Statement string;
    Statement integer;
    Statement call;
    Statement switchStatement;
};

SourceFunction &functionAt(SourceTree &tree, int64_t ordinal)
{
    if (ordinal < 0 || static_cast<uint64_t>(ordinal) >= tree.functions.size())
        throw damaged("a part of a source function that is not there");
    return tree.functions[static_cast<std::size_t>(ordinal)];
}

} // namespace

std::vector<SourceTables::PackedText> SourceTables::packTexts(const SourceTree &tree)
{
    std::vector<PackedText> packed;
    packed.reserve(tree.functions.size());
    for (const SourceFunction &function : tree.functions) {
        const QByteArrayView text(function.text.data(), static_cast<qsizetype>(function.text.size()));
        packed.push_back(
            {QCryptographicHash::hash(text.toByteArray(), QCryptographicHash::Sha256), pack(function.text)});
    }
    return packed;
}

void SourceTables::check(const QList<SourceInput> &inputs, const SourceTree &tree)
{
    const std::size_t components = componentsOf(tree).size();
    if (static_cast<std::size_t>(inputs.size()) != components)
        throw ProjectError{failure("the sources are not those that were read")};
    for (const SourceFile &file : tree.files) {
        if (file.component >= components)
            throw ProjectError{failure("source file " + file.path + ": its component is not there")};
    }
    for (const SourceFunction &function : tree.functions) {
        if (function.file >= tree.files.size())
            throw ProjectError{failure("source function " + function.name + ": its file is not there")};
    }
    for (const SourceTable &table : tree.tables) {
        if (table.file >= tree.files.size())
            throw ProjectError{failure("a table of pointers whose file is not there")};
    }
}

void SourceTables::clear()
{
    m_database.execute("DELETE FROM source_verdicts; DELETE FROM inlined_evidence; DELETE FROM inlined_functions;"
                       "DELETE FROM evidence; DELETE FROM candidates; DELETE FROM matched_functions;"
                       "DELETE FROM matches;"
                       "DELETE FROM source_strings; DELETE FROM source_integers; DELETE FROM source_calls;"
                       "DELETE FROM source_switches; DELETE FROM source_texts; DELETE FROM source_functions;"
                       "DELETE FROM source_table_entries; DELETE FROM source_tables;"
                       "DELETE FROM source_files; DELETE FROM skipped_sources; DELETE FROM source_warnings;"
                       "DELETE FROM source_roots");
}

void SourceTables::save(const QList<SourceInput> &inputs, const SourceTree &tree, const std::vector<PackedText> &texts)
{
    clear();
    Statement root = m_database.prepare("INSERT INTO source_roots VALUES(?,?,?,?,?)");
    const std::vector<SourceComponent> components = componentsOf(tree);
    int64_t n = 0;
    for (const SourceInput &input : inputs) {
        const SourceComponent &component = components[static_cast<std::size_t>(n)];
        root.run(n++, component.name, input.path, input.fingerprint, component.root);
    }
    Statement file = m_database.prepare("INSERT INTO source_files VALUES(?,?,?,?,?)");
    n = 0;
    for (const SourceFile &f : tree.files)
        file.run(n++, f.path, f.size, f.lines, f.component);
    Inserts inserts(m_database);
    for (std::size_t f = 0; f < tree.functions.size(); ++f)
        inserts.save(static_cast<int64_t>(f), tree.functions[f], texts[f]);
    Statement table = m_database.prepare("INSERT INTO source_tables VALUES(?,?,?,?)");
    Statement entry = m_database.prepare("INSERT INTO source_table_entries VALUES(?,?,?,?)");
    n = 0;
    for (const SourceTable &each : tree.tables) {
        table.run(n, each.className, each.file, each.line);
        int64_t place = 0;
        for (const SourceTable::Entry &of : each.entries)
            entry.run(n, place++, !of.isString, of.text);
        ++n;
    }
    Statement skipped = m_database.prepare("INSERT INTO skipped_sources VALUES(?,?,?,?)");
    n = 0;
    for (const SkippedSource &s : tree.skipped)
        skipped.run(n++, s.path, s.reason, s.component);
    Statement warning = m_database.prepare("INSERT INTO source_warnings VALUES(?,?)");
    n = 0;
    for (const std::string &text : tree.warnings)
        warning.run(n++, text);
}

QList<SourceInput> SourceTables::inputs() const
{
    Statement row = m_database.prepare("SELECT path, fingerprint, name FROM source_roots ORDER BY ordinal");
    QList<SourceInput> inputs;
    while (row.next())
        inputs.append({row.string(0), row.byteArray(1), row.string(2)});
    return inputs;
}

SourceTree SourceTables::load() const
{
    SourceTree tree;
    Statement root = m_database.prepare("SELECT name, root FROM source_roots ORDER BY ordinal");
    while (root.next())
        tree.components.push_back({root.text(0), root.text(1)});
    if (tree.components.empty())
        throw ProjectError{failure(ProjectText::tr("No sources are stored in this project").toStdString())};
    tree.root = tree.components.front().root;
    Statement files = m_database.prepare("SELECT path, size, lines, component FROM source_files ORDER BY ordinal");
    while (files.next())
        tree.files.push_back({files.text(0), files.address(1), files.number(2), files.number(3)});
    Statement skipped = m_database.prepare("SELECT path, reason, component FROM skipped_sources ORDER BY ordinal");
    while (skipped.next())
        tree.skipped.push_back({skipped.text(0), skipped.text(1), skipped.number(2)});
    Statement warnings = m_database.prepare("SELECT text FROM source_warnings ORDER BY ordinal");
    while (warnings.next())
        tree.warnings.push_back(warnings.text(0));
    loadFunctions(tree);
    loadFacts(tree);
    try {
        check(inputs(), tree);
    } catch (const ProjectError &error) {
        throw damaged(error.error.summary);
    }
    return tree;
}

void SourceTables::loadFunctions(SourceTree &tree) const
{
    Statement row = m_database.prepare("SELECT ordinal, file, name, qualified_name, line, name_line, end_line, "
                                       "argument_count, if_count, loop_count, is_static, is_inline, is_template, "
                                       "is_variadic, in_header FROM source_functions ORDER BY ordinal");
    while (row.next()) {
        if (row.address(0) != tree.functions.size())
            throw damaged("a source function is missing");
        SourceFunction &function = tree.functions.emplace_back();
        function.file = row.number(1);
        function.name = row.text(2);
        function.qualifiedName = row.text(3);
        function.line = row.number(4);
        function.nameLine = row.number(5);
        function.endLine = row.number(6);
        function.argumentCount = row.number(7);
        function.ifCount = row.number(8);
        function.loopCount = row.number(9);
        function.isStatic = row.flag(10);
        function.isInline = row.flag(11);
        function.isTemplate = row.flag(12);
        function.isVariadic = row.flag(13);
        function.inHeader = row.flag(14);
    }
    Unpacker unpacker;
    Statement text = m_database.prepare("SELECT function, body FROM source_texts");
    while (text.next()) {
        const QByteArray body = unpacker.unpack(text.bytes(1));
        functionAt(tree, text.integer(0)).text.assign(body.constData(), static_cast<std::size_t>(body.size()));
    }
}

void SourceTables::loadFacts(SourceTree &tree) const
{
    Statement strings =
        m_database.prepare("SELECT function, text, line FROM source_strings ORDER BY function, ordinal");
    while (strings.next())
        functionAt(tree, strings.integer(0)).strings.push_back({strings.text(1), strings.number(2)});
    Statement integers =
        m_database.prepare("SELECT function, value, line FROM source_integers ORDER BY function, ordinal");
    while (integers.next())
        functionAt(tree, integers.integer(0)).integers.push_back({integers.integer(1), integers.number(2)});
    Statement calls = m_database.prepare("SELECT function, name, line FROM source_calls ORDER BY function, ordinal");
    while (calls.next())
        functionAt(tree, calls.integer(0)).calls.push_back({calls.text(1), calls.number(2)});
    Statement switches = m_database.prepare("SELECT function, line, cases, unknown_cases, has_default "
                                            "FROM source_switches ORDER BY function, ordinal");
    while (switches.next())
        functionAt(tree, switches.integer(0))
            .switches.push_back(
                {switches.number(1), unpackNumbers<int64_t>(switches.bytes(2)), switches.number(3), switches.flag(4)});
    Statement tables = m_database.prepare("SELECT ordinal, class_name, file, line FROM source_tables ORDER BY ordinal");
    while (tables.next()) {
        if (tables.address(0) != tree.tables.size())
            throw damaged("a table of pointers is missing");
        tree.tables.push_back({tables.text(1), tables.number(2), tables.number(3), {}});
    }
    Statement entries = m_database.prepare("SELECT source_table, text, function FROM source_table_entries "
                                           "ORDER BY source_table, ordinal");
    while (entries.next()) {
        if (entries.address(0) >= tree.tables.size())
            throw damaged("a part of a table of pointers that is not there");
        tree.tables[entries.address(0)].entries.push_back({entries.text(1), !entries.flag(2)});
    }
}

} // namespace symbolon
