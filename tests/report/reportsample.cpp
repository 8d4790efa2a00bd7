// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reportsample.h"

#include <algorithm>

using namespace symbolon;

namespace {

BinaryFunction named(uint64_t address, const char *name)
{
    BinaryFunction function;
    function.address = address;
    function.size = 64;
    function.name = name;
    return function;
}

BinaryFunction parser()
{
    BinaryFunction f = named(0x401000, "sub_401000");
    const std::tuple<uint64_t, uint8_t, const char *, const char *> code[] = {
        {0x401000, 1, "push", "rbp"},      {0x401001, 7, "lea", "rdi, [rip + 0x2ff8]"},
        {0x401008, 5, "call", "0x401200"}, {0x40100d, 3, "cmp", "eax, 0x1f4"},
        {0x401010, 2, "je", "0x401020"},   {0x401012, 5, "mov", "eax, 1"},
        {0x401017, 2, "jmp", "0x401030"},  {0x401020, 7, "lea", "rdi, [rip + 0x3001]"},
        {0x401027, 5, "call", "0x401210"}, {0x40102c, 4, "xor", "eax, eax"},
        {0x401030, 1, "pop", "rbp"},       {0x401031, 1, "ret", ""},
    };
    for (const auto &[address, size, mnemonic, operands] : code)
        f.instructions.add(address, size, mnemonic, operands);
    f.blocks = {{0x401000, 0x12, 0, 5}, {0x401012, 7, 5, 2}, {0x401020, 16, 7, 3}, {0x401030, 2, 10, 2}};
    f.edges = {{0, 2, EdgeKind::Taken, {}},
               {0, 1, EdgeKind::FallThrough, {}},
               {1, 3, EdgeKind::Jump, {}},
               {2, 3, EdgeKind::FallThrough, {}}};
    f.references = {{0x401001, Reference::Kind::String, 0x404000, 0, "usage: <script>alert(1)</script> %s\n"},
                    {0x40100d, Reference::Kind::Integer, 0, 500, {}},
                    {0x401020, Reference::Kind::String, 0x404030, 0, "bad query & \"quotes\""}};
    f.origins = static_cast<Origins>(Origin::Call) | static_cast<Origins>(Origin::Prologue);
    f.confidence = 0.65F;
    f.witness = 0x401044;
    f.aliases = {"<parse>", "parse_b"};
    f.calls = {{0x401008, 0x401200, "strlen", true, false}, {0x401027, 0x401210, "puts", true, false}};
    return f;
}

SourceFunction source(const char *name, uint32_t file, uint32_t line, std::string text)
{
    SourceFunction function;
    function.name = name;
    function.qualifiedName = name;
    function.file = file;
    function.line = line;
    function.nameLine = line;
    function.endLine = line + static_cast<uint32_t>(std::count(text.begin(), text.end(), '\n'));
    function.text = std::move(text);
    return function;
}

} // namespace

ReportInput reportSample()
{
    auto program = std::make_shared<Program>();
    program->path = "/firmware/httpd";
    program->format = FileFormat::Elf;
    program->architecture = Architecture::X86_64;
    program->bits = 64;
    program->codeSize = 4096;
    program->functions.push_back(parser());
    program->functions.push_back(named(0x401040, "=cmd|' /C calc'!A0"));
    program->functions.push_back(named(0x401080, "<script>alert('name')</script>"));
    program->functions.push_back(named(0x4010c0, "say \"hi\", \xe2\x80\xae"
                                                 "evil\x1b[31m"));
    program->functions.push_back(named(0x401200, "strlen"));
    program->functions.back().importStub = true;
    program->functions[3].note = "stopped after 200,000 instructions";
    program->warnings = {"section .debug is cut short"};

    auto sources = std::make_shared<SourceTree>();
    sources->root = "/src/httpd";
    sources->files = {{"src/<b>.c", 100, 10}, {"src/cgi.c", 4000, 200}, {"src/none.c", 100, 10}};
    sources->functions.push_back(source("third", 0, 3, "int third(void)\n{\n\treturn 3;\n}"));
    sources->functions.push_back(
        source("cgi_parse", 1, 12,
               "static int\ncgi_parse(const char *query)\n{\n"
               "\t/* says how, <then> stops */\n\tif (strlen(query) == 500) {\n"
               "\t\tputs(\"bad query & \\\"quotes\\\"\");\n\t\treturn 0;\n\t}\n"
               "\tusage(\"usage: <script>alert(1)</script> %s\\n\");\n\treturn 1; // done\n}"));
    sources->functions.push_back(source("ns::other", 1, 40, "int other(void)\n{\n\treturn 1;\n}"));
    sources->functions.push_back(source("unused", 2, 3, "int unused(void)\n{\n\treturn 4;\n}"));
    sources->skipped = {{"src/blob.c", "binary file"}, {"src/\"q\",<x>", "not readable"}};

    auto matches = std::make_shared<Matches>();
    matches->method = "b2sfinder";
    matches->functions.push_back(
        {0,
         {{2, 0.5, 0.25, "b2sfinder", {{EvidenceKind::Integer, "500", 0x40100d, 41, 2}}},
          {1,
           0.9375,
           0.75,
           "b2sfinder",
           {{EvidenceKind::String, "usage: <script>alert(1)</script> %s\n", 0x401001, 20, 12.5},
            {EvidenceKind::String, "bad query & \"quotes\"", 0x401020, 17, 9},
            {EvidenceKind::Call, "strlen", 0x401008, 16, 1},
            {EvidenceKind::Integer, "500", 0x40100d, 16, 1},
            {EvidenceKind::Call, "puts", 0x401027, 17, 1},
            {EvidenceKind::Locality, "src/cgi.c", 0, 0, 0.5},
            {EvidenceKind::Neighbour, "main", 0x401000, 0, 0.25}}}}});
    matches->functions[0].inlined = {{3, 0.625, {{EvidenceKind::String, "inlined", 0x401004, 5, 1}}}};
    matches->sources = {
        {1, Verdict::Matched, 0.75, {0}}, {3, Verdict::Inlined, 0.625, {0, 1}}, {2, Verdict::Unknown, 0, {}}};
    matches->functions.push_back({1, {{2, 1.0 / 3, 0.1, "b2sfinder", {}}}});
    matches->functions.push_back({2, {{0, 0.2, 0, "b2sfinder", {{EvidenceKind::Name, "third", 0, 3, 1}}}}});

    ReportInput input;
    input.program = program;
    input.sources = sources;
    input.matches = matches;
    input.binary.path = QStringLiteral("/firmware/httpd");
    input.binary.sha256 = QByteArray(64, 'a');
    input.checkouts = {{QStringLiteral("/src/httpd"), {}, QStringLiteral("httpd")}};
    input.notes = {QStringLiteral("2 files were larger than 16 MiB")};
    input.decisions.insert(0x401000, {0x401000, Decision::State::Accepted,
                                      SourceKey{QStringLiteral("src/cgi.c"), QStringLiteral("cgi_parse"), 11},
                                      QStringLiteral("seen, \"sure\"\nsecond line")});
    input.decisions.insert(0x401080, {0x401080, Decision::State::Rejected, {}, QStringLiteral("+no")});
    return input;
}

ReportInput largeSample(int functions, int blocks, bool accepted)
{
    auto program = std::make_shared<Program>();
    program->architecture = Architecture::AArch64;
    auto sources = std::make_shared<SourceTree>();
    auto matches = std::make_shared<Matches>();
    ReportInput input;
    for (int n = 0; n < functions; ++n) {
        BinaryFunction f = named(0x10000 + static_cast<uint64_t>(n) * 0x10000, "f");
        for (int b = 0; b < blocks; ++b) {
            const auto index = static_cast<uint32_t>(b);
            f.instructions.add(f.address + index * 4, 4, "cbz", "x0, #0x1000");
            f.blocks.push_back({f.address + index * 4, 4, index, 1});
            if (b > 0)
                f.edges.push_back({index - 1, index, EdgeKind::FallThrough, {}});
            if (b > 2 && b % 3 == 0)
                f.edges.push_back({index - 3, index, EdgeKind::Taken, {}});
        }
        program->functions.push_back(f);
        sources->files.push_back({"f" + std::to_string(n) + ".c", 100, 10});
        sources->functions.push_back(source("f", static_cast<uint32_t>(n), 1, "int f(void)\n{\n\treturn 0;\n}"));
        const double score = double(n) / functions;
        matches->functions.push_back({static_cast<uint32_t>(n), {{static_cast<uint32_t>(n), score, 0.5, "m", {}}}});
        if (accepted)
            input.decisions.insert(
                f.address, {f.address,
                            Decision::State::Accepted,
                            SourceKey{QString::fromStdString(sources->files.back().path), QStringLiteral("f"), 1},
                            {}});
    }
    input.program = program;
    input.sources = sources;
    input.matches = matches;
    return input;
}
