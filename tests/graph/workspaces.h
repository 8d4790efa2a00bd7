// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A small program by hand: a query parser with a loop, a switch, calls and strings, and what matching would
// say about it; and a large function for speed.
#pragma once

#include "widgets/common/workspace.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>

namespace symbolon::test {

// Instructions of four bytes each, one after the other.
class FunctionWriter
{
public:
    FunctionWriter(uint64_t address, std::string name) : m_next(address)
    {
        m_function.address = address;
        m_function.name = std::move(name);
        m_function.named = true;
    }
    uint32_t block(std::initializer_list<std::pair<const char *, const char *>> lines)
    {
        BasicBlock block;
        block.address = m_next;
        block.firstInstruction = static_cast<uint32_t>(m_function.instructions.size());
        for (const auto &[mnemonic, operands] : lines) {
            m_function.instructions.add(m_next, 4, mnemonic, operands);
            m_next += 4;
        }
        block.instructionCount = static_cast<uint32_t>(lines.size());
        block.size = 4 * lines.size();
        m_function.blocks.push_back(block);
        return static_cast<uint32_t>(m_function.blocks.size() - 1);
    }
    void edge(uint32_t from, uint32_t to, EdgeKind kind, std::vector<int64_t> cases = {})
    {
        m_function.edges.push_back({from, to, kind, std::move(cases)});
    }
    void string(uint64_t address, std::string text)
    {
        m_function.references.push_back({address, Reference::Kind::String, 0x413000, 0, std::move(text)});
    }
    void integer(uint64_t address, int64_t value)
    {
        m_function.references.push_back({address, Reference::Kind::Integer, 0, value, {}});
    }
    void call(uint64_t address, uint64_t target, std::string name = {})
    {
        m_function.calls.push_back({address, target, std::move(name), false, false});
    }
    BinaryFunction take()
    {
        m_function.size = m_next - m_function.address;
        return std::move(m_function);
    }

private:
    BinaryFunction m_function;
    uint64_t m_next;
};

inline BinaryFunction queryParser()
{
    FunctionWriter f(0x40c2f0, "cgi_parse_query");
    f.block({{"push", "{r4, r5, r6, lr}"},
             {"mov", "r4, r0"},
             {"ldr", "r5, [r0, #0x14]"},
             {"cmp", "r5, #0"},
             {"beq", "#0x40c348"}});
    f.block({{"mov", "r0, r5"}, {"mov", "r1, #0x3d"}, {"bl", "#0x4018a4"}, {"cmp", "r0, #0"}, {"beq", "#0x40c348"}});
    f.block({{"ldrb", "r3, [r5]"}, {"sub", "r3, r3, #0x61"}, {"cmp", "r3, #5"}, {"ldrls", "pc, [pc, r3, lsl #2]"}});
    f.block({{"mov", "r6, #0x200"}, {"str", "r6, [r4, #8]"}, {"b", "#0x40c35c"}});
    f.block({{"mov", "r6, #0"}, {"bl", "#0x40c410"}, {"b", "#0x40c35c"}});
    f.block({{"add", "r5, r5, #1"}, {"b", "#0x40c304"}});
    f.block(
        {{"ldr", "r0, [pc, #0x4c]"}, {"mov", "r1, r5"}, {"bl", "#0x401934"}, {"mvn", "r0, #0"}, {"b", "#0x40c364"}});
    f.block({{"mov", "r0, #0"}, {"str", "r0, [r4, #0x18]"}});
    f.block({{"pop", "{r4, r5, r6, pc}"}});
    f.edge(0, 6, EdgeKind::Taken);
    f.edge(0, 1, EdgeKind::FallThrough);
    f.edge(1, 6, EdgeKind::Taken);
    f.edge(1, 2, EdgeKind::FallThrough);
    f.edge(2, 3, EdgeKind::Switch, {97, 98});
    f.edge(2, 4, EdgeKind::Switch, {99, 100, 101, 102, 103, 104});
    f.edge(2, 5, EdgeKind::FallThrough);
    f.edge(3, 7, EdgeKind::Jump);
    f.edge(4, 7, EdgeKind::Jump);
    f.edge(4, 6, EdgeKind::Exception);
    f.edge(5, 1, EdgeKind::Jump);
    f.edge(6, 8, EdgeKind::Jump);
    f.edge(7, 8, EdgeKind::FallThrough);
    f.integer(0x40c308, 0x3d);
    f.integer(0x40c328, 0x200);
    f.string(0x40c348, "bad query: %s");
    f.call(0x40c30c, 0x4018a4, "strchr");
    f.call(0x40c338, 0x40c410);
    f.call(0x40c350, 0x401934, "log_message");
    BinaryFunction function = f.take();
    function.switches.push_back(
        {0x40c324, 0x40c400, {97, 98, 99, 100, 101, 102, 103, 104}, std::vector<uint64_t>(8, 0x40c328)});
    return function;
}

inline Workspace smallWorkspace()
{
    auto program = std::make_shared<Program>();
    program->path = "router.bin";
    program->architecture = Architecture::Arm;
    program->functions.push_back(queryParser());
    FunctionWriter split(0x40c410, "sub_40c410");
    split.block({{"mov", "r0, #1"}, {"bx", "lr"}});
    program->functions.push_back(split.take());
    program->functions.back().named = false;
    BinaryFunction import;
    import.address = 0x40c500;
    import.name = "strchr";
    import.importStub = true;
    program->functions.push_back(import);

    auto sources = std::make_shared<SourceTree>();
    sources->files.push_back({"httpd/cgi.c", 4000, 200});
    SourceFunction parse;
    parse.name = parse.qualifiedName = "cgi_parse_query";
    parse.line = 118;
    parse.endLine = 151;
    sources->functions.push_back(parse);
    SourceFunction handle = parse;
    handle.name = handle.qualifiedName = "cgi_handle";
    sources->functions.push_back(handle);

    auto matches = std::make_shared<Matches>();
    matches->method = "b2sfinder";
    FunctionMatches found;
    found.function = 0;
    Candidate best{0, 0.93, 0.8, "literals", {}};
    best.evidence.push_back({EvidenceKind::String, "bad query: %s", 0x40c348, 126, 3});
    best.evidence.push_back({EvidenceKind::Call, "strchr", 0x40c30c, 123, 2});
    best.evidence.push_back({EvidenceKind::Integer, "61", 0x40c308, 123, 1});
    best.evidence.push_back({EvidenceKind::Switch, "97, 98, 99", 0x40c324, 130, 1});
    best.evidence.push_back({EvidenceKind::Locality, "httpd/cgi.c", 0, 0, 0.5});
    best.evidence.push_back({EvidenceKind::Neighbour, "cgi_handle", 0x40c30c, 124, 0.5});
    Candidate second{1, 0.41, 0.2, "literals", {}};
    second.evidence.push_back({EvidenceKind::Integer, "512", 0x40c328, 140, 1});
    found.candidates = {best, second};
    matches->functions.push_back(found);

    Workspace workspace;
    workspace.program = program;
    workspace.sources = sources;
    workspace.matches = matches;
    return workspace;
}

// `blocks` blocks of twenty instructions: a dispatcher with forty arms, loops within them.
inline Workspace largeWorkspace(uint32_t blocks)
{
    FunctionWriter f(0x100000, "interpreter_loop");
    for (uint32_t i = 0; i < blocks; ++i)
        f.block({{"push", "rbp"},
                 {"mov", "rbp, rsp"},
                 {"sub", "rsp, 0x20"},
                 {"lea", "rax, [rip + 0x2ee1]"},
                 {"mov", "qword ptr [rbp - 8], rax"},
                 {"mov", "edi, 0x1f4"},
                 {"call", "0x401030"},
                 {"test", "eax, eax"},
                 {"cmp", "dword ptr [rbp - 0x14], 3"},
                 {"add", "eax, 1"},
                 {"xor", "ecx, ecx"},
                 {"shl", "rdx, 4"},
                 {"imul", "rdx, rcx"},
                 {"movzx", "eax, byte ptr [rax + rdx]"},
                 {"nop", ""},
                 {"mov", "rsi, rdi"},
                 {"and", "esi, 0xff"},
                 {"or", "esi, 0x8000"},
                 {"cmp", "esi, 7"},
                 {"jne", "0x100400"}});
    const uint32_t last = blocks - 1;
    const uint32_t length = std::max<uint32_t>(1, (blocks - 2) / 40); // of an arm
    for (uint32_t i = 1; i < last; ++i) {
        const uint32_t at = (i - 1) % length;
        if (at == 0)
            f.edge(0, i, EdgeKind::Switch, {i / length});
        const bool ends = at + 1 == length || i + 1 == last;
        f.edge(i, ends ? last : i + 1, ends ? EdgeKind::Jump : EdgeKind::FallThrough);
        if (!ends)
            f.edge(i, i % 7 == 6 ? i - std::min(at, 5U) : std::min(i + 2, i - at + length - 1), EdgeKind::Taken);
    }
    auto program = std::make_shared<Program>();
    program->architecture = Architecture::X86_64;
    program->functions.push_back(f.take());
    Workspace workspace;
    workspace.program = program;
    return workspace;
}

} // namespace symbolon::test
