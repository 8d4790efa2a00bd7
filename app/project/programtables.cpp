// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/programtables.h"

#include "app/project/codes.h"
#include "app/project/packing.h"

#include <limits>

namespace symbolon {

namespace {

constexpr const char *imageTables[] = {"source_verdicts",
                                       "inlined_evidence",
                                       "inlined_functions",
                                       "evidence",
                                       "candidates",
                                       "matched_functions",
                                       "blocks",
                                       "edges",
                                       "code_references",
                                       "calls",
                                       "switch_tables",
                                       "data_in_code",
                                       "instructions",
                                       "functions",
                                       "strings",
                                       "pointer_table_entries",
                                       "pointer_tables",
                                       "image_notes"};

// Statements that save a program, prepared once for all its functions.
struct Inserts {
    explicit Inserts(const Database &database)
        : function(database.prepare("INSERT INTO functions VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")),
          code(database.prepare("INSERT INTO instructions VALUES(?,?,?)")),
          block(database.prepare("INSERT INTO blocks VALUES(?,?,?,?,?,?,?)")),
          edge(database.prepare("INSERT INTO edges VALUES(?,?,?,?,?,?,?)")),
          reference(database.prepare("INSERT INTO code_references VALUES(?,?,?,?,?,?,?,?)")),
          call(database.prepare("INSERT INTO calls VALUES(?,?,?,?,?,?,?,?)")),
          switchTable(database.prepare("INSERT INTO switch_tables VALUES(?,?,?,?,?,?,?)")),
          data(database.prepare("INSERT INTO data_in_code VALUES(?,?,?,?,?,?,?,?)"))
    {
    }

    void save(int64_t image, int64_t ordinal, const BinaryFunction &f, const QByteArray &packedCode)
    {
        const std::string callers = packNumbers(f.callers);
        const std::string callees = packNumbers(f.callees);
        const std::string aliases = packNames(f.aliases);
        const auto insert = [&](const auto &arguments) {
            function.run(image, ordinal, f.address, f.size, f.name, f.named, f.origins,
                         static_cast<double>(f.confidence), f.thumb, f.importStub, f.thunk, f.noReturn, arguments,
                         Blob{callers}, Blob{callees}, f.note, Blob{aliases}, f.witness, f.unresolvedJumps);
        };
        if (f.argumentCount == std::numeric_limits<uint32_t>::max())
            insert(nullptr);
        else
            insert(f.argumentCount);
        if (!f.instructions.empty())
            code.run(image, ordinal, Blob{{packedCode.constData(), static_cast<std::size_t>(packedCode.size())}});
        int64_t n = 0;
        for (const BasicBlock &b : f.blocks)
            block.run(image, ordinal, n++, b.address, b.size, b.firstInstruction, b.instructionCount);
        n = 0;
        for (const Edge &e : f.edges) {
            const std::string cases = packNumbers(e.cases);
            edge.run(image, ordinal, n++, e.from, e.to, symbolon::code(e.kind), Blob{cases});
        }
        n = 0;
        for (const Reference &r : f.references)
            reference.run(image, ordinal, n++, r.address, symbolon::code(r.kind), r.target, r.value, r.text);
        n = 0;
        for (const Call &c : f.calls)
            call.run(image, ordinal, n++, c.address, c.target, c.name, c.import, c.tail);
        n = 0;
        for (const SwitchTable &s : f.switches) {
            const std::string cases = packNumbers(s.cases);
            const std::string targets = packNumbers(s.targets);
            switchTable.run(image, ordinal, n++, s.address, s.table, Blob{cases}, Blob{targets});
        }
        n = 0;
        for (const DataInCode &d : f.dataInCode)
            data.run(image, ordinal, n++, d.address, d.size, symbolon::code(d.kind), d.value, d.user);
    }

    Statement function;
    Statement code;
    Statement block;
    Statement edge;
    Statement reference;
    Statement call;
    Statement switchTable;
    Statement data;
};

BinaryFunction &functionAt(Program &program, int64_t ordinal)
{
    if (ordinal < 0 || static_cast<uint64_t>(ordinal) >= program.functions.size())
        throw damaged("a part of a function that is not there");
    return program.functions[static_cast<std::size_t>(ordinal)];
}

} // namespace

void ProgramTables::check(const Program &program)
{
    const auto wrong = [](const BinaryFunction &function, const char *what) {
        return ProjectError{failure("function " + function.name + ": " + what)};
    };
    const auto count = program.functions.size();
    for (const BinaryFunction &function : program.functions) {
        for (const BasicBlock &block : function.blocks) {
            if (uint64_t(block.firstInstruction) + block.instructionCount > function.instructions.size())
                throw wrong(function, "a block with more instructions than there are");
        }
        if (!isOrdered(function.dataInCode))
            throw wrong(function, "data in code that overlaps");
        for (const Edge &edge : function.edges) {
            if (edge.from >= function.blocks.size() || edge.to >= function.blocks.size())
                throw wrong(function, "an edge to a block that is not there");
        }
        for (const auto *neighbours : {&function.callers, &function.callees}) {
            for (const uint32_t neighbour : *neighbours) {
                if (neighbour >= count)
                    throw wrong(function, "a caller or callee that is not there");
            }
        }
    }
}

std::vector<QByteArray> ProgramTables::packCode(const Program &program)
{
    std::vector<QByteArray> packed;
    packed.reserve(program.functions.size());
    for (const BinaryFunction &function : program.functions)
        packed.push_back(pack(packInstructions(function.instructions)));
    return packed;
}

int64_t ProgramTables::saveInput(const BinaryInput &input)
{
    int64_t id = input.id;
    if (id == 0) {
        Statement same = m_database.prepare(
            "SELECT id FROM inputs WHERE path=? AND member=? AND architecture=? AND base=? ORDER BY id");
        if (same.query(input.path, input.member, input.architecture, input.base).next())
            id = same.integer(0);
    } else {
        Statement known = m_database.prepare("SELECT 1 FROM inputs WHERE id=?");
        if (!known.query(id).next())
            throw ProjectError{
                failure(ProjectText::tr("%1 is no longer part of this project").arg(input.path).toStdString())};
    }
    const auto run = [&](const auto &modified) {
        if (id == 0) {
            m_database
                .prepare("INSERT INTO inputs(path, member, sha256, file_size, file_modified, architecture, base) "
                         "VALUES(?,?,?,?,?,?,?)")
                .run(input.path, input.member, input.sha256, input.fileSize, modified, input.architecture, input.base);
            id = m_database.lastInsertId();
        } else {
            m_database
                .prepare("UPDATE inputs SET path=?, member=?, sha256=?, file_size=?, file_modified=?, "
                         "architecture=?, base=? WHERE id=?")
                .run(input.path, input.member, input.sha256, input.fileSize, modified, input.architecture, input.base,
                     id);
        }
    };
    if (input.fileModified.isValid())
        run(input.fileModified.toMSecsSinceEpoch());
    else
        run(nullptr);
    return id;
}

// Children first: a cascade would look for the children of every single row.
void ProgramTables::clearImage(int64_t id)
{
    for (const char *table : imageTables)
        m_database.prepare(std::string("DELETE FROM ") + table + " WHERE image=?").run(id);
    m_database.prepare("DELETE FROM matches WHERE image=?").run(id);
    m_database.prepare("DELETE FROM images WHERE id=?").run(id);
}

int64_t ProgramTables::save(const BinaryInput &input, const Program &program, const std::vector<QByteArray> &packedCode)
{
    const int64_t id = saveInput(input);
    clearImage(id);
    m_database.prepare("INSERT INTO images VALUES(?,?,?,?,?,?,?,?,?,?)")
        .run(id, program.path, program.member, code(program.format), code(program.architecture), code(program.endian),
             program.bits, program.base, program.entry, program.codeSize);
    Statement note = m_database.prepare("INSERT INTO image_notes VALUES(?,?,?,?)");
    int64_t n = 0;
    for (const std::string &name : program.imports)
        note.run(id, std::string_view("import"), n++, name);
    n = 0;
    for (const std::string &warning : program.warnings)
        note.run(id, std::string_view("warning"), n++, warning);
    Statement string = m_database.prepare("INSERT INTO strings VALUES(?,?,?,?)");
    n = 0;
    for (const StringConstant &constant : program.strings)
        string.run(id, n++, constant.address, constant.text);
    Statement table = m_database.prepare("INSERT INTO pointer_tables VALUES(?,?,?)");
    Statement entry = m_database.prepare("INSERT INTO pointer_table_entries VALUES(?,?,?,?,?,?)");
    n = 0;
    for (const PointerTable &each : program.tables) {
        table.run(id, n, each.typeName);
        int64_t place = 0;
        for (const PointerTable::Entry &of : each.entries)
            entry.run(id, n, place++, of.address, of.function, of.text);
        ++n;
    }
    Inserts inserts(m_database);
    for (std::size_t f = 0; f < program.functions.size(); ++f)
        inserts.save(id, static_cast<int64_t>(f), program.functions[f], packedCode[f]);
    return id;
}

void ProgramTables::remove(int64_t id)
{
    clearImage(id);
    m_database.prepare("DELETE FROM inputs WHERE id=?").run(id); // with its decisions
}

QList<BinaryInput> ProgramTables::inputs() const
{
    QList<BinaryInput> inputs;
    Statement all = m_database.prepare("SELECT id, path, member, sha256, file_size, file_modified, architecture, base "
                                       "FROM inputs ORDER BY id");
    while (all.next()) {
        BinaryInput input;
        input.id = all.integer(0);
        input.path = all.string(1);
        input.member = all.string(2);
        input.sha256 = all.byteArray(3);
        input.fileSize = all.integer(4);
        if (!all.isNull(5))
            input.fileModified = QDateTime::fromMSecsSinceEpoch(all.integer(5));
        input.architecture = all.string(6);
        input.base = all.address(7);
        inputs.append(input);
    }
    return inputs;
}

Program ProgramTables::load(int64_t id) const
{
    Program program;
    Statement image = m_database.prepare("SELECT path, member, format, architecture, endian, bits, base, entry, "
                                         "code_size FROM images WHERE id=?");
    if (!image.query(id).next())
        throw ProjectError{failure(ProjectText::tr("The binary is not stored in this project").toStdString())};
    program.path = image.text(0);
    program.member = image.text(1);
    program.format = fromCode<FileFormat>(image.integer(2));
    program.architecture = fromCode<Architecture>(image.integer(3));
    program.endian = fromCode<Endian>(image.integer(4));
    program.bits = image.number(5);
    program.base = image.address(6);
    program.entry = image.address(7);
    program.codeSize = image.address(8);

    Statement notes = m_database.prepare("SELECT kind, text FROM image_notes WHERE image=? ORDER BY kind, ordinal");
    notes.query(id);
    while (notes.next())
        (notes.bytes(0) == "import" ? program.imports : program.warnings).push_back(notes.text(1));
    Statement strings = m_database.prepare("SELECT address, text FROM strings WHERE image=? ORDER BY ordinal");
    strings.query(id);
    while (strings.next())
        program.strings.push_back({strings.address(0), strings.text(1)});
    Statement tables =
        m_database.prepare("SELECT ordinal, type_name FROM pointer_tables WHERE image=? ORDER BY ordinal");
    tables.query(id);
    while (tables.next()) {
        if (tables.address(0) != program.tables.size())
            throw damaged("a table of pointers is missing");
        program.tables.push_back({tables.text(1), {}});
    }
    Statement entries = m_database.prepare("SELECT pointer_table, address, function, text FROM pointer_table_entries "
                                           "WHERE image=? ORDER BY pointer_table, ordinal");
    entries.query(id);
    while (entries.next()) {
        if (entries.address(0) >= program.tables.size())
            throw damaged("a part of a table of pointers that is not there");
        program.tables[entries.address(0)].entries.push_back({entries.address(1), entries.address(2), entries.text(3)});
    }

    loadFunctions(id, program);
    loadCode(id, program);
    loadGraph(id, program);
    loadReferences(id, program);
    try {
        check(program);
    } catch (const ProjectError &error) {
        throw damaged(error.error.summary);
    }
    return program;
}

void ProgramTables::loadFunctions(int64_t image, Program &program) const
{
    Statement row = m_database.prepare("SELECT ordinal, address, size, name, named, origins, confidence, thumb, "
                                       "import_stub, thunk, no_return, argument_count, callers, callees, note, "
                                       "aliases, witness, unresolved_jumps "
                                       "FROM functions WHERE image=? ORDER BY ordinal");
    row.query(image);
    while (row.next()) {
        if (row.address(0) != program.functions.size())
            throw damaged("a function is missing");
        BinaryFunction &function = program.functions.emplace_back();
        function.address = row.address(1);
        function.size = row.address(2);
        function.name = row.text(3);
        function.named = row.flag(4);
        function.origins = static_cast<Origins>(row.number(5));
        function.confidence = static_cast<float>(row.real(6));
        function.thumb = row.flag(7);
        function.importStub = row.flag(8);
        function.thunk = row.flag(9);
        function.noReturn = row.flag(10);
        function.argumentCount = row.isNull(11) ? std::numeric_limits<uint32_t>::max() : row.number(11);
        function.callers = unpackNumbers<uint32_t>(row.bytes(12));
        function.callees = unpackNumbers<uint32_t>(row.bytes(13));
        function.note = row.text(14);
        function.aliases = unpackNames(row.bytes(15));
        function.witness = row.address(16);
        function.unresolvedJumps = row.number(17);
    }
}

void ProgramTables::loadCode(int64_t image, Program &program) const
{
    Unpacker unpacker;
    Statement row = m_database.prepare("SELECT function, code FROM instructions WHERE image=? ORDER BY function");
    row.query(image);
    while (row.next()) {
        const QByteArray bytes = unpacker.unpack(row.bytes(1));
        functionAt(program, row.integer(0)).instructions =
            unpackInstructions({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    }
}

void ProgramTables::loadGraph(int64_t image, Program &program) const
{
    Statement blocks = m_database.prepare("SELECT function, address, size, first_instruction, instruction_count "
                                          "FROM blocks WHERE image=? ORDER BY function, ordinal");
    blocks.query(image);
    while (blocks.next())
        functionAt(program, blocks.integer(0))
            .blocks.push_back({blocks.address(1), blocks.address(2), blocks.number(3), blocks.number(4)});
    Statement edges = m_database.prepare("SELECT function, from_block, to_block, kind, cases FROM edges "
                                         "WHERE image=? ORDER BY function, ordinal");
    edges.query(image);
    while (edges.next())
        functionAt(program, edges.integer(0))
            .edges.push_back({edges.number(1), edges.number(2), fromCode<EdgeKind>(edges.integer(3)),
                              unpackNumbers<int64_t>(edges.bytes(4))});
    Statement switches = m_database.prepare("SELECT function, address, table_address, cases, targets "
                                            "FROM switch_tables WHERE image=? ORDER BY function, ordinal");
    switches.query(image);
    while (switches.next())
        functionAt(program, switches.integer(0))
            .switches.push_back({switches.address(1), switches.address(2), unpackNumbers<int64_t>(switches.bytes(3)),
                                 unpackNumbers<uint64_t>(switches.bytes(4))});
    Statement data = m_database.prepare("SELECT function, address, size, kind, value, used_at FROM data_in_code "
                                        "WHERE image=? ORDER BY function, ordinal");
    data.query(image);
    while (data.next())
        functionAt(program, data.integer(0))
            .dataInCode.push_back({data.address(1), data.address(2), fromCode<DataInCode::Kind>(data.integer(3)),
                                   data.address(4), data.address(5)});
}

void ProgramTables::loadReferences(int64_t image, Program &program) const
{
    Statement references = m_database.prepare("SELECT function, address, kind, target, value, text "
                                              "FROM code_references WHERE image=? ORDER BY function, ordinal");
    references.query(image);
    while (references.next())
        functionAt(program, references.integer(0))
            .references.push_back({references.address(1), fromCode<Reference::Kind>(references.integer(2)),
                                   references.address(3), references.integer(4), references.text(5)});
    Statement calls = m_database.prepare("SELECT function, address, target, name, import, tail FROM calls "
                                         "WHERE image=? ORDER BY function, ordinal");
    calls.query(image);
    while (calls.next())
        functionAt(program, calls.integer(0))
            .calls.push_back({calls.address(1), calls.address(2), calls.text(3), calls.flag(4), calls.flag(5)});
}

} // namespace symbolon
