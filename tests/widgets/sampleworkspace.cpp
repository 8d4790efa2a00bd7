// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sampleworkspace.h"

#include <random>

namespace symbolon::test {

namespace {

constexpr char cgi[] = R"(/*
 * cgi.c - requests that run a program
 */
#include <stdlib.h>
#include <string.h>

#include "cgi.h"
#include "log.h"

#define MAX_QUERY 4096

struct pair {
    const char *name;
    const char *value;
};

static int hex_digit(int c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return (c | 32) - 'a' + 10;
}

/* Split the query string into pairs; it is changed in place. */
static int
cgi_parse_query(struct request *req, struct pair *pairs, size_t count)
{
    size_t n = 0;
    char *q = strchr(req->uri, '?');

    if (q == NULL)
        return 0;
    if (strlen(++q) > MAX_QUERY) {
        log_warn("bad query: %s", q);
        return -1;
    }
    while (*q != '\0' && n < count) {
        pairs[n].name = q;
        q += strcspn(q, "=&");
        if (*q == '=') {
            *q++ = '\0';
            pairs[n].value = q;
            q += strcspn(q, "&");
        }
        if (*q == '&')
            *q++ = '\0';
        n++;
    }
    return (int)n;
}

int cgi_handle(struct request *req)
{
    struct pair pairs[16];
    int n = cgi_parse_query(req, pairs, 16);

    if (n < 0)
        return http_error(req, 414, "Request-URI Too Long");
    return cgi_run(req, pairs, (size_t)n);
}
)";

SourceFunction function(const std::string &name, uint32_t file, uint32_t line, uint32_t endLine,
                        const std::string &text)
{
    SourceFunction made;
    made.name = made.qualifiedName = name;
    made.file = file;
    made.line = made.nameLine = line;
    made.endLine = endLine;
    made.text = text;
    return made;
}

std::string lines(const QString &text, int first, int last)
{
    return text.split(u'\n').mid(first - 1, last - first + 1).join(u'\n').toStdString();
}

std::shared_ptr<const SourceTree> sampleSources()
{
    auto tree = std::make_shared<SourceTree>();
    tree->root = "router";
    tree->files = {{"httpd/cgi.c", 1500, 62}, {"lib/log.c", 900, 48}, {"lib/url.c", 700, 33}};
    const QString text = cgiText();
    tree->functions = {function("hex_digit", 0, 17, 22, lines(text, 17, 22)),
                       function("cgi_parse_query", 0, 25, 50, lines(text, 25, 50)),
                       function("cgi_handle", 0, 52, 60, lines(text, 52, 60)),
                       function("log_warn", 1, 21, 30, "void log_warn(const char *format, ...)\n{\n}"),
                       function("query_split", 2, 4, 20, "int query_split(char *q)\n{\n    return 0;\n}")};
    tree->functions[4].qualifiedName = "url::Parser::query_split";
    return tree;
}

// Instructions of four bytes each, with the blocks that begin where `starts` says.
void setCode(BinaryFunction &made, const std::vector<std::pair<std::string, std::string>> &code,
             const std::vector<uint32_t> &starts)
{
    for (const auto &[mnemonic, operands] : code)
        made.instructions.add(made.address + 4 * made.instructions.size(), 4, mnemonic, operands);
    for (std::size_t at = 0; at < starts.size(); ++at) {
        const uint32_t end = at + 1 < starts.size() ? starts[at + 1] : static_cast<uint32_t>(code.size());
        made.blocks.push_back(
            {made.address + 4ull * starts[at], 4ull * (end - starts[at]), starts[at], end - starts[at]});
    }
    made.size = 4 * code.size();
}

BinaryFunction named(uint64_t address, const std::string &name, uint64_t size)
{
    BinaryFunction made;
    made.address = address;
    made.name = name;
    made.named = true;
    setCode(made, {{"push", "{r4, lr}"}, {"mov", "r4, r0"}, {"pop", "{r4, pc}"}}, {0});
    made.size = size;
    return made;
}

BinaryFunction parseQuery()
{
    BinaryFunction made;
    made.address = 0x40c2f0;
    made.name = "sub_40c2f0";
    setCode(made,
            {{"push", "{r4, r5, r6, r7, r8, lr}"}, // 0x40c2f0
             {"mov", "r6, r1"},
             {"mov", "r1, #0x3f"},
             {"ldr", "r0, [r0, #8]"},
             {"mov", "r7, r2"},
             {"bl", "#0x40a110"}, // 0x40c304
             {"cmp", "r0, #0"},
             {"beq", "#0x40c33c"}, // 0x40c30c
             {"add", "r4, r0, #1"},
             {"mov", "r0, r4"},
             {"bl", "#0x40a128"},
             {"cmp", "r0, #0x1000"}, // 0x40c31c
             {"bls", "#0x40c340"},   // 0x40c320
             {"mov", "r1, r4"},
             {"ldr", "r0, [pc, #0x74]"}, // 0x40c328
             {"bl", "#0x40c3a8"},        // 0x40c32c
             {"mvn", "r0, #0"},
             {"pop", "{r4, r5, r6, r7, r8, pc}"},
             {"nop", ""},
             {"mov", "r0, #0"}, // 0x40c33c
             {"mov", "r5, #0"}, // 0x40c340
             {"ldrb", "r3, [r4], #1"},
             {"strb", "r3, [r6, r5, lsl #2]"},
             {"pop", "{r4, r5, r6, r7, r8, pc}"}},
            {0, 8, 13, 19, 20});
    made.edges = {{0, 3, EdgeKind::Taken, {}},
                  {0, 1, EdgeKind::FallThrough, {}},
                  {1, 4, EdgeKind::Taken, {}},
                  {1, 2, EdgeKind::FallThrough, {}},
                  {3, 4, EdgeKind::FallThrough, {}}};
    made.calls = {{0x40c304, 0x40a110, "strchr", true, false},
                  {0x40c318, 0, "strlen", true, false},
                  {0x40c32c, 0x40c3a8, "", false, false}};
    made.references = {{0x40c2f8, Reference::Kind::Integer, 0, 63, ""},
                       {0x40c31c, Reference::Kind::Integer, 0, 4096, ""},
                       {0x40c328, Reference::Kind::String, 0x412200, 0, "bad query: %s"}};
    return made;
}

} // namespace

QString cgiText()
{
    return QString::fromUtf8(cgi);
}

Workspace sampleWorkspace()
{
    auto program = std::make_shared<Program>();
    program->path = "httpd";
    program->architecture = Architecture::Arm;
    BinaryFunction stub;
    stub.address = 0x40a110;
    stub.size = 12;
    stub.name = "strchr";
    stub.named = stub.importStub = true;
    BinaryFunction unmatched;
    unmatched.address = 0x40c47c;
    unmatched.name = "sub_40c47c";
    setCode(unmatched, {{"bx", "lr"}}, {0});
    BinaryFunction loose;
    loose.address = 0x40c490;
    loose.name = "sub_40c490";
    setCode(loose, {{"bx", "lr"}}, {0});
    program->functions = {stub,      parseQuery(), named(0x40c3a8, "log_warn", 104), named(0x40c410, "main", 1108),
                          unmatched, loose};
    BinaryFunction &parse = program->functions[1];
    parse.origins = static_cast<Origins>(Origin::Call) | static_cast<Origins>(Origin::Prologue);
    parse.confidence = 0.65F;
    parse.witness = 0x40c414;
    BinaryFunction &log = program->functions[2];
    log.origins = static_cast<Origins>(Origin::Symbol) | static_cast<Origins>(Origin::FrameRecord);
    log.aliases = {"log_error"};

    auto matches = std::make_shared<Matches>();
    matches->method = "b2sfinder";
    Candidate best{1, 0.937, 0.81, "b2sfinder", {}};
    best.evidence = {
        {EvidenceKind::String, "bad query: %s", 0x40c328, 34, 6.5}, {EvidenceKind::Call, "strchr", 0x40c304, 29, 2.0},
        {EvidenceKind::Integer, "4096", 0x40c31c, 33, 1.5},         {EvidenceKind::Call, "log_warn", 0x40c32c, 34, 1.0},
        {EvidenceKind::Integer, "63", 0x40c2f8, 29, 0.5},           {EvidenceKind::Locality, "httpd/cgi.c", 0, 0, 0.5}};
    Candidate second{2, 0.412, 0.1, "b2sfinder", {{EvidenceKind::Call, "strchr", 0x40c304, 56, 2.0}}};
    Candidate third{4, 0.125, 0.02, "b2sfinder", {{EvidenceKind::Integer, "63", 0x40c2f8, 9, 0.5}}};
    matches->functions = {{1, {best, second, third}},
                          {2, {{3, 1.0, 0.95, "b2sfinder", {{EvidenceKind::Name, "log_warn", 0, 0, 9}}}}},
                          {3, {{2, 0.22, 0.05, "b2sfinder", {}}}},
                          {5, {{0, 0.31, 0.12, "embedding", {}}}}};
    Workspace workspace{program, sampleSources(), matches, nullptr};
    decide(workspace, 2, MatchState::Accepted, 3, QStringLiteral("checked by hand"));
    decide(workspace, 3, MatchState::Rejected);
    return workspace;
}

Workspace largeWorkspace(int count)
{
    std::mt19937 random(7);
    const auto below = [&random](uint32_t limit) { return random() % limit; };
    auto program = std::make_shared<Program>();
    auto sources = std::make_shared<SourceTree>();
    auto matches = std::make_shared<Matches>();
    for (uint32_t file = 0; file < 500; ++file)
        sources->files.push_back({"src/module" + std::to_string(file) + "/part.c", 1000, 100});
    for (int at = 0; at < count; ++at) {
        BinaryFunction function;
        function.address = 0x10000 + 64ull * static_cast<uint64_t>(at);
        function.size = 4 + 4 * below(300);
        function.named = at % 7 == 0;
        function.importStub = at % 50 == 49;
        function.name = (function.named ? "handler_" : "sub_") + std::to_string(below(100'000));
        function.blocks.resize(1 + below(40));
        const auto fact = static_cast<unsigned>(at) * 2654435761U >> 16; // apart from `random`, which tests rely on
        function.origins = static_cast<Origins>(fact % 5 == 0 ? 0 : 1U << fact % 9);
        function.confidence = static_cast<float>(fact % 101) / 100;
        program->functions.push_back(std::move(function));
        SourceFunction source;
        source.name = "source_function_" + std::to_string(below(100'000));
        source.file = static_cast<uint32_t>(at) % 500;
        source.line = 1 + below(5000);
        sources->functions.push_back(std::move(source));
        if (at % 3 == 0) {
            Candidate candidate;
            candidate.source = static_cast<uint32_t>(at);
            candidate.score = below(1001) / 1000.0;
            candidate.confidence = below(1001) / 1000.0;
            if (at % 2 == 0)
                candidate.evidence.push_back({EvidenceKind::String, "text", 0, 0, 1});
            matches->functions.push_back({static_cast<uint32_t>(at), {candidate}});
        }
    }
    return {program, sources, matches, nullptr};
}

void decide(Workspace &workspace, int function, MatchState state, int source, const QString &comment)
{
    auto decisions =
        workspace.decisions ? std::make_shared<Decisions>(*workspace.decisions) : std::make_shared<Decisions>();
    decisions->insert(function, {state, source, comment});
    workspace.decisions = decisions;
}

} // namespace symbolon::test
