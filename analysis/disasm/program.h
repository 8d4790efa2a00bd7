// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What disassembly recovers of an Image: functions, their basic blocks with typed edges, the call graph,
// and what each instruction refers to. A plain value: nothing here points into the Image.
#pragma once

#include "analysis/binary/image.h"
#include "analysis/disasm/instructions.h"

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace symbolon {

class ByteWriter;

// Why a function is believed to start where it does; several can hold at once.
enum class Origin : uint16_t {
    Symbol = 1,
    Export = 2,
    Entry = 4,
    InitFini = 8,
    FrameRecord = 16,   // .eh_frame, .debug_frame, .ARM.exidx, .pdata
    FunctionTable = 32, // LC_FUNCTION_STARTS and the like
    Call = 64,          // target of a direct call
    TailCall = 128,
    Pointer = 256,     // address taken in data, relocation, GOT, literal pool
    Prologue = 512,    // looks like a prologue, in a gap
    ImportStub = 1024, // PLT entry or import thunk
    LandingPad = 2048, // exception table
};
using Origins = uint16_t; // Origin values or-ed
inline bool has(Origins set, Origin origin)
{
    return set & static_cast<uint16_t>(origin);
}

enum class EdgeKind : uint8_t {
    Taken,       // conditional branch, condition holds
    FallThrough, // conditional branch, condition does not hold, or the next block begins here
    Jump,        // unconditional
    Switch,      // through a jump table
    Exception,   // from a call to its landing pad
};

struct Edge {
    uint32_t from = 0; // indices into BinaryFunction::blocks
    uint32_t to = 0;
    EdgeKind kind = EdgeKind::Jump;
    std::vector<int64_t> cases; // Switch: the case values that lead here, where known
};

struct BasicBlock {
    uint64_t address = 0;
    uint64_t size = 0;             // bytes
    uint32_t firstInstruction = 0; // index into BinaryFunction::instructions
    uint32_t instructionCount = 0;
};

// What an instruction refers to.
struct Reference {
    enum class Kind : uint8_t {
        String,   // text: the string's bytes as UTF-8; target: its address
        Integer,  // value: a constant of the program (not a stack offset, not an address)
        Data,     // target: an address in the image that holds no known string
        Function, // target: a function whose address is taken; text: its name if any
        Import,   // text: an imported datum, or a function whose address is taken
        Float,    // value: the bits of a double, a floating constant of the program; target: its address
    };
    uint64_t address = 0; // of the instruction
    Kind kind = Kind::Data;
    uint64_t target = 0;
    int64_t value = 0;
    std::string text;

    [[nodiscard]] double real() const { return std::bit_cast<double>(value); } // of a Float
};

struct Call {
    uint64_t address = 0; // of the instruction
    uint64_t target = 0;  // of the called function; 0: indirect and not known, or an import without a stub
    std::string name;     // import's name, or the symbol's; empty: not known
    bool import = false;
    bool tail = false;
};

struct SwitchTable {
    uint64_t address = 0; // of the indirect jump
    uint64_t table = 0;   // of the table; 0: compare chain
    std::vector<int64_t> cases;
    std::vector<uint64_t> targets; // one per case
};

// What stands between or behind a function's blocks and is no code.
struct DataInCode {
    enum class Kind : uint8_t {
        Literal, // a constant that an instruction reads
        Table,   // of a switch
        Padding, // no-operations, traps or zeros that fill up to the next piece
    };
    uint64_t address = 0;
    uint64_t size = 0; // bytes
    Kind kind = Kind::Literal;
    uint64_t value = 0; // Literal: what is read, of at most 8 bytes
    uint64_t user = 0;  // Literal: the first instruction that reads it; Table: the jump through it

    [[nodiscard]] uint64_t end() const { return address + size; }
};

// Whether these are by address and none reaches into the next.
inline bool isOrdered(const std::vector<DataInCode> &data)
{
    uint64_t end = 0;
    for (const DataInCode &each : data) {
        if (each.address < end || each.end() < each.address)
            return false;
        end = each.end();
    }
    return true;
}

struct BinaryFunction {
    uint64_t address = 0;
    uint64_t size = 0; // bytes of what lies contiguously from the entry, data in code included (as a symbol would say)
    std::string name;  // symbol or export; "sub_401000" where there is none
    bool named = false;
    std::vector<std::string> aliases; // other names: aliases, or identical code folded; the file does not tell
    Origins origins = 0;
    float confidence = 1; // 0…1 that a function starts here
    uint64_t witness = 0; // where the strongest of `origins` stands: a call, a jump, a pointer; 0: in the file's tables
    bool thumb = false;
    bool importStub = false; // PLT entry; `name` is the import's
    bool thunk = false;      // only jumps to another function
    bool noReturn = false;
    uint32_t argumentCount = UINT32_MAX; // UINT32_MAX: not known
    std::vector<BasicBlock> blocks;      // blocks[0] holds the entry; the rest by address
    std::vector<Edge> edges;
    InstructionList instructions;
    std::vector<Reference> references; // by address
    std::vector<Call> calls;           // by address
    std::vector<SwitchTable> switches;
    std::vector<DataInCode> dataInCode; // by address; overlaps nothing
    uint32_t unresolvedJumps = 0;       // indirect jumps inside the function whose targets are not known
    std::vector<uint32_t> callers;      // indices into Program::functions, each once
    std::vector<uint32_t> callees;
    std::string note; // a budget that was reached, undecodable bytes

    // Whether a block lies apart from the function's body: a part that the compiler moved away (.cold, .part).
    [[nodiscard]] bool isApart(const BasicBlock &block) const
    {
        return block.address < address || block.address - address >= size;
    }
};

// A run of pointers to functions in data, with the texts that stand between and around them: what an initialiser or a
// virtual table became.
struct PointerTable {
    struct Entry {
        uint64_t address = 0;
        uint64_t function = 0; // address of a function; 0: a text
        std::string text;      // UTF-8
        bool operator==(const Entry &) const = default;
    };
    bool operator==(const PointerTable &) const = default;
    std::string typeName;       // of a virtual table: the class, mangled as a type ("N4YAML4NodeE"); else empty
    std::vector<Entry> entries; // by address; with a function at least
};

struct StringConstant {
    uint64_t address = 0;
    std::string text; // UTF-8
};

struct Program {
    std::string path;
    std::string member;
    FileFormat format = FileFormat::Raw;
    Architecture architecture = Architecture::Unknown;
    Endian endian = Endian::Little;
    unsigned bits = 32;
    uint64_t base = 0;
    uint64_t entry = 0;
    uint64_t codeSize = 0;                 // bytes in executable regions
    std::vector<BinaryFunction> functions; // sorted by address; import stubs included
    std::vector<StringConstant> strings;   // those that code refers to, sorted by address
    std::vector<PointerTable> tables;      // by address
    std::vector<std::string> imports;      // names
    std::vector<std::string> warnings;

    // The index of the function that starts at / holds `address`; -1: none.
    [[nodiscard]] int functionStartingAt(uint64_t address) const;
    [[nodiscard]] int functionContaining(uint64_t address) const;
};

// Encoding for the child process; decode refuses damaged bytes with nullopt.
std::string encodeProgram(Program program);
// Gives each function back when it is written: there is never more than about one copy of the whole.
void encodeProgram(Program &&program, ByteWriter &out);
std::optional<Program> decodeProgram(std::string_view bytes);

} // namespace symbolon
