// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/base/bytes.h"
#include "analysis/disasm/program.h"

#include <algorithm>
#include <bit>

namespace symbolon {

namespace {

constexpr std::string_view Magic = "SYMPROG";
constexpr uint64_t Version = 5;

// Addresses rise, so each is written as its distance from the end of the one before; so do texts that are not shared.
int64_t textEnd(const Instruction &instruction)
{
    return int64_t(instruction.text) + instruction.mnemonicLength + instruction.operandsLength;
}

void writeInstructions(ByteWriter &out, const InstructionList &instructions)
{
    out.s(instructions.texts());
    uint64_t previous = 0;
    int64_t text = 0;
    out.list(instructions, [&](const Instruction &instruction) {
        out.i(static_cast<int64_t>(instruction.address - previous));
        previous = instruction.address + instruction.size;
        out.u(instruction.size);
        out.i(instruction.text - text);
        out.u(instruction.mnemonicLength);
        out.u(instruction.operandsLength);
        text = std::max(text, textEnd(instruction));
    });
}

void readInstructions(ByteReader &in, InstructionList &instructions)
{
    instructions.setTexts(in.s());
    const uint64_t count = in.count(5);
    instructions.reserve(count);
    uint64_t previous = 0;
    int64_t text = 0;
    for (uint64_t n = 0; n < count && !in.failed(); ++n) {
        Instruction instruction;
        instruction.address = previous + static_cast<uint64_t>(in.i());
        instruction.size = static_cast<uint8_t>(in.u());
        const uint64_t place = static_cast<uint64_t>(text) + static_cast<uint64_t>(in.i());
        const uint64_t mnemonic = in.u();
        const uint64_t operands = in.u();
        instruction.text = static_cast<uint32_t>(place);
        instruction.mnemonicLength = static_cast<uint8_t>(mnemonic);
        instruction.operandsLength = static_cast<uint8_t>(operands);
        if (place > UINT32_MAX || mnemonic > InstructionList::LongestText || operands > InstructionList::LongestText
            || !instructions.restore(instruction)) {
            in.fail();
            return;
        }
        text = std::max(text, textEnd(instruction));
        previous = instruction.address + instruction.size;
    }
}

void writeNumbers(ByteWriter &out, const std::vector<int64_t> &numbers)
{
    out.list(numbers, [&](int64_t number) { out.i(number); });
}

void readNumbers(ByteReader &in, std::vector<int64_t> &numbers)
{
    in.list(numbers, [&] { return in.i(); });
}

template<typename T>
void writeUnsigned(ByteWriter &out, const std::vector<T> &numbers)
{
    out.list(numbers, [&](T number) { out.u(number); });
}

template<typename T>
void readUnsigned(ByteReader &in, std::vector<T> &numbers)
{
    in.list(numbers, [&] { return static_cast<T>(in.u()); });
}

constexpr uint64_t Named = 1;
constexpr uint64_t Thumb = 2;
constexpr uint64_t ImportStub = 4;
constexpr uint64_t Thunk = 8;
constexpr uint64_t NoReturn = 16;

void writeFunction(ByteWriter &out, const BinaryFunction &function)
{
    out.u(function.address);
    out.u(function.size);
    out.s(function.name);
    out.u((function.named ? Named : 0U) | (function.thumb ? Thumb : 0U) | (function.importStub ? ImportStub : 0U)
          | (function.thunk ? Thunk : 0U) | (function.noReturn ? NoReturn : 0U));
    out.list(function.aliases, [&](const std::string &name) { out.s(name); });
    out.u(function.origins);
    out.u(std::bit_cast<uint32_t>(function.confidence));
    out.u(function.witness);
    out.u(function.argumentCount);
    out.list(function.blocks, [&](const BasicBlock &block) {
        out.u(block.address);
        out.u(block.size);
        out.u(block.firstInstruction);
        out.u(block.instructionCount);
    });
    out.list(function.edges, [&](const Edge &edge) {
        out.u(edge.from);
        out.u(edge.to);
        out.u(static_cast<uint64_t>(edge.kind));
        writeNumbers(out, edge.cases);
    });
    writeInstructions(out, function.instructions);
    out.list(function.references, [&](const Reference &reference) {
        out.u(reference.address);
        out.u(static_cast<uint64_t>(reference.kind));
        out.u(reference.target);
        out.i(reference.value);
        out.s(reference.text);
    });
    out.list(function.calls, [&](const Call &call) {
        out.u(call.address);
        out.u(call.target);
        out.s(call.name);
        out.u((call.import ? 1U : 0U) | (call.tail ? 2U : 0U));
    });
    out.list(function.switches, [&](const SwitchTable &table) {
        out.u(table.address);
        out.u(table.table);
        writeNumbers(out, table.cases);
        writeUnsigned(out, table.targets);
    });
    out.list(function.dataInCode, [&](const DataInCode &data) {
        out.u(data.address);
        out.u(data.size);
        out.u(static_cast<uint64_t>(data.kind));
        out.u(data.value);
        out.u(data.user);
    });
    out.u(function.unresolvedJumps);
    writeUnsigned(out, function.callers);
    writeUnsigned(out, function.callees);
    out.s(function.note);
}

BinaryFunction readFunction(ByteReader &in)
{
    BinaryFunction function;
    function.address = in.u();
    function.size = in.u();
    function.name = in.s();
    const uint64_t bits = in.u();
    function.named = bits & Named;
    function.thumb = bits & Thumb;
    function.importStub = bits & ImportStub;
    function.thunk = bits & Thunk;
    function.noReturn = bits & NoReturn;
    in.list(function.aliases, [&] { return in.s(); });
    function.origins = static_cast<Origins>(in.u());
    function.confidence = std::bit_cast<float>(static_cast<uint32_t>(in.u()));
    function.witness = in.u();
    function.argumentCount = static_cast<uint32_t>(in.u());
    in.list(function.blocks, [&] {
        BasicBlock block;
        block.address = in.u();
        block.size = in.u();
        block.firstInstruction = static_cast<uint32_t>(in.u());
        block.instructionCount = static_cast<uint32_t>(in.u());
        return block;
    });
    in.list(function.edges, [&] {
        Edge edge;
        edge.from = static_cast<uint32_t>(in.u());
        edge.to = static_cast<uint32_t>(in.u());
        edge.kind = static_cast<EdgeKind>(in.u());
        readNumbers(in, edge.cases);
        return edge;
    });
    readInstructions(in, function.instructions);
    in.list(function.references, [&] {
        Reference reference;
        reference.address = in.u();
        reference.kind = static_cast<Reference::Kind>(in.u());
        reference.target = in.u();
        reference.value = in.i();
        reference.text = in.s();
        return reference;
    });
    in.list(function.calls, [&] {
        Call call;
        call.address = in.u();
        call.target = in.u();
        call.name = in.s();
        const uint64_t flags = in.u();
        call.import = flags & 1;
        call.tail = flags & 2;
        return call;
    });
    in.list(function.switches, [&] {
        SwitchTable table;
        table.address = in.u();
        table.table = in.u();
        readNumbers(in, table.cases);
        readUnsigned(in, table.targets);
        return table;
    });
    in.list(function.dataInCode, [&] {
        DataInCode data;
        data.address = in.u();
        data.size = in.u();
        data.kind = static_cast<DataInCode::Kind>(in.u());
        data.value = in.u();
        data.user = in.u();
        return data;
    });
    function.unresolvedJumps = static_cast<uint32_t>(in.u());
    readUnsigned(in, function.callers);
    readUnsigned(in, function.callees);
    function.note = in.s();
    return function;
}

bool consistent(const BinaryFunction &function, size_t functionCount)
{
    for (const BasicBlock &block : function.blocks) {
        if (block.firstInstruction > function.instructions.size()
            || block.instructionCount > function.instructions.size() - block.firstInstruction)
            return false;
    }
    for (const Edge &edge : function.edges) {
        if (edge.from >= function.blocks.size() || edge.to >= function.blocks.size() || edge.kind > EdgeKind::Exception)
            return false;
    }
    for (const Reference &reference : function.references) {
        if (reference.kind > Reference::Kind::Float)
            return false;
    }
    for (const SwitchTable &table : function.switches) {
        if (table.cases.size() != table.targets.size())
            return false;
    }
    if (!isOrdered(function.dataInCode))
        return false;
    for (const DataInCode &data : function.dataInCode) {
        if (data.kind > DataInCode::Kind::Padding)
            return false;
    }
    for (const uint32_t caller : function.callers) {
        if (caller >= functionCount)
            return false;
    }
    for (const uint32_t callee : function.callees) {
        if (callee >= functionCount)
            return false;
    }
    return true;
}

bool consistent(const Program &program)
{
    if (program.format > FileFormat::Raw || program.architecture > Architecture::PowerPc64
        || program.endian > Endian::Big)
        return false;
    for (const PointerTable &table : program.tables) {
        if (std::ranges::none_of(table.entries, [](const auto &entry) { return entry.function != 0; })
            || !std::ranges::is_sorted(table.entries, {}, &PointerTable::Entry::address))
            return false;
    }
    uint64_t previous = 0;
    for (const BinaryFunction &function : program.functions) {
        if (function.address < previous || !consistent(function, program.functions.size()))
            return false;
        previous = function.address;
    }
    return true;
}

} // namespace

std::string encodeProgram(Program program)
{
    ByteWriter out;
    encodeProgram(std::move(program), out);
    return out.take();
}

void encodeProgram(Program &&program, ByteWriter &out)
{
    out.s(Magic);
    out.u(Version);
    out.s(program.path);
    out.s(program.member);
    out.u(static_cast<uint64_t>(program.format));
    out.u(static_cast<uint64_t>(program.architecture));
    out.u(static_cast<uint64_t>(program.endian));
    out.u(program.bits);
    out.u(program.base);
    out.u(program.entry);
    out.u(program.codeSize);
    out.u(program.functions.size());
    for (BinaryFunction &function : program.functions) {
        writeFunction(out, function);
        function = BinaryFunction();
    }
    out.list(program.strings, [&](const StringConstant &string) {
        out.u(string.address);
        out.s(string.text);
    });
    out.list(program.tables, [&](const PointerTable &table) {
        out.s(table.typeName);
        out.list(table.entries, [&](const PointerTable::Entry &entry) {
            out.u(entry.address);
            out.u(entry.function);
            out.s(entry.text);
        });
    });
    out.list(program.imports, [&](const std::string &name) { out.s(name); });
    out.list(program.warnings, [&](const std::string &text) { out.s(text); });
}

std::optional<Program> decodeProgram(std::string_view bytes)
{
    ByteReader in(bytes);
    if (in.s() != Magic || in.u() != Version)
        return std::nullopt;
    Program program;
    program.path = in.s();
    program.member = in.s();
    program.format = static_cast<FileFormat>(in.u());
    program.architecture = static_cast<Architecture>(in.u());
    program.endian = static_cast<Endian>(in.u());
    program.bits = static_cast<unsigned>(in.u());
    program.base = in.u();
    program.entry = in.u();
    program.codeSize = in.u();
    in.list(program.functions, [&] { return readFunction(in); });
    in.list(program.strings, [&] {
        StringConstant string;
        string.address = in.u();
        string.text = in.s();
        return string;
    });
    in.list(program.tables, [&] {
        PointerTable table;
        table.typeName = in.s();
        in.list(table.entries, [&] {
            PointerTable::Entry entry;
            entry.address = in.u();
            entry.function = in.u();
            entry.text = in.s();
            return entry;
        });
        return table;
    });
    in.list(program.imports, [&] { return in.s(); });
    in.list(program.warnings, [&] { return in.s(); });
    if (in.failed() || !in.atEnd() || !consistent(program))
        return std::nullopt;
    return program;
}

} // namespace symbolon
