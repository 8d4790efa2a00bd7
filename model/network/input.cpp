// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/input.h"

#include "analysis/features/words.h"
#include "analysis/source/lexer.h"
#include "analysis/source/syntaxtree.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <span>

namespace symbolon {

namespace {

constexpr size_t mostEntries = 3000; // of one bag
constexpr size_t mostGramTokens = 2000;

uint32_t mixed(uint64_t value)
{
    value ^= value >> 29;
    value *= 0xbf58476d1ce4e5b9;
    value ^= value >> 32;
    return static_cast<uint32_t>(value);
}

uint32_t hashOf(std::string_view text)
{
    uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text)
        hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001b3;
    return mixed(hash);
}

// Equal entries become one with a count.
void gather(std::vector<BagEntry> &entries)
{
    std::sort(entries.begin(), entries.end(), [](const BagEntry &a, const BagEntry &b) {
        return a.kind != b.kind ? a.kind < b.kind : a.id < b.id;
    });
    size_t kept = 0;
    for (const BagEntry &entry : entries) {
        if (kept && entries[kept - 1].id == entry.id && entries[kept - 1].kind == entry.kind) {
            if (entries[kept - 1].count < std::numeric_limits<uint16_t>::max())
                ++entries[kept - 1].count;
        } else {
            entries[kept++] = entry;
        }
    }
    entries.resize(std::min(kept, mostEntries));
    entries.shrink_to_fit();
}

// N-grams of two spellings of the same sequence: the exact one up to two tokens, the coarse one (what a token is
// rather than which) of two to four. Kinds: exact 1, exact 2, coarse 2, coarse 3, coarse 4.
class GramReader
{
public:
    explicit GramReader(int64_t buckets) : m_buckets(static_cast<uint32_t>(buckets)) { }

    std::vector<BagEntry> read(std::span<const uint32_t> exact, std::span<const uint32_t> coarse)
    {
        const size_t size = std::min(exact.size(), mostGramTokens);
        m_entries.clear();
        for (size_t i = 0; i < size; ++i) {
            add(0, exact.subspan(i, 1));
            if (i + 2 <= size) {
                add(1, exact.subspan(i, 2));
                add(2, coarse.subspan(i, 2));
            }
            if (i + 3 <= size)
                add(3, coarse.subspan(i, 3));
            if (i + 4 <= size)
                add(4, coarse.subspan(i, 4));
        }
        gather(m_entries);
        return std::move(m_entries);
    }

private:
    void add(uint16_t kind, std::span<const uint32_t> tokens)
    {
        uint64_t hash = kind + 1;
        for (const uint32_t token : tokens)
            hash = (hash ^ token) * 0x9e3779b97f4a7c15 + (hash >> 31);
        m_entries.push_back({mixed(hash) % m_buckets, kind, 1});
    }

    uint32_t m_buckets;
    std::vector<BagEntry> m_entries;
};

// Identifiers that mean the same in every project.
bool isCommonWord(std::string_view text)
{
    static const std::set<std::string_view> words{
        "NULL",     "auto",    "bool",     "break",    "case",     "catch",    "char",     "class",    "const",
        "continue", "default", "delete",   "do",       "double",   "else",     "enum",     "extern",   "false",
        "float",    "for",     "goto",     "if",       "inline",   "int",      "int16_t",  "int32_t",  "int64_t",
        "int8_t",   "long",    "namespace", "new",     "nullptr",  "operator", "private",  "public",   "register",
        "return",   "short",   "signed",   "size_t",   "sizeof",   "ssize_t",  "static",   "std",      "struct",
        "switch",   "template", "this",    "throw",    "true",     "try",      "typedef",  "typename", "uint16_t",
        "uint32_t", "uint64_t", "uint8_t", "union",    "unsigned", "using",    "virtual",  "void",     "volatile",
        "while"};
    return words.contains(text);
}

uint32_t shapeOfNumber(std::string_view text)
{
    return text == "0" || text == "1" ? hashOf(text) : 2;
}

uint32_t shapeOf(const Token &token)
{
    switch (token.kind) {
    case TokenKind::Identifier:
        return isCommonWord(token.text) ? hashOf(token.text) : 1;
    case TokenKind::Number:
        return shapeOfNumber(token.text);
    case TokenKind::String:
        return 3;
    case TokenKind::Char:
        return 4;
    case TokenKind::Punctuator:
        break;
    }
    return hashOf(token.text);
}

// The same of a node: its kind, and which operator, keyword or common word.
uint32_t shapeOf(const SyntaxNode &node)
{
    const uint32_t kind = 5 + static_cast<uint32_t>(node.kind);
    switch (node.kind) {
    case SyntaxKind::Identifier:
    case SyntaxKind::Type:
        return isCommonWord(node.text) ? mixed(kind ^ static_cast<uint64_t>(hashOf(node.text)) << 8) : kind;
    case SyntaxKind::Number:
        return mixed(kind ^ static_cast<uint64_t>(shapeOfNumber(node.text)) << 8);
    case SyntaxKind::String:
    case SyntaxKind::Char:
        return kind;
    default:
        return node.text.empty() ? kind : mixed(kind ^ static_cast<uint64_t>(hashOf(node.text)) << 8);
    }
}

// What it does to which kind of operand, without the width.
uint32_t shapeOf(CodeToken token)
{
    return codeToken(classOf(token), operandOf(token), TokenWidth::Byte,
                     conditionOf(token) == TokenCondition::None ? TokenCondition::None : TokenCondition::Other);
}

CodeGraph withoutStackAccesses(const CodeGraph &code)
{
    const auto isAccess = [](CodeToken token) {
        const TokenClass what = classOf(token);
        return operandOf(token) == TokenOperand::Stack
            && (what == TokenClass::Load || what == TokenClass::Store || what == TokenClass::FloatLoad
                || what == TokenClass::FloatStore);
    };
    CodeGraph kept;
    kept.edges = code.edges;
    uint32_t begin = 0;
    for (const uint32_t end : code.blockEnds) {
        for (uint32_t i = begin; i < end; ++i) {
            if (!isAccess(code.tokens[i]))
                kept.tokens.push_back(code.tokens[i]);
        }
        kept.blockEnds.push_back(static_cast<uint32_t>(kept.tokens.size()));
        begin = end;
    }
    return kept;
}

// A word's row where it has one of its own, else the word, which the network finds rows for.
uint32_t wordId(uint32_t hash, const NetworkConfig &config)
{
    return config.wordHashes == 1 && config.wordRarity == "none" ? hash % static_cast<uint32_t>(config.wordBuckets)
                                                                 : hash;
}

void addWords(std::vector<BagEntry> &bag, const std::vector<uint32_t> &hashes, uint16_t kind,
              const NetworkConfig &config)
{
    for (const uint32_t hash : hashes)
        bag.push_back({wordId(hash, config), kind, 1});
}

float scaled(size_t count)
{
    return static_cast<float>(std::log1p(static_cast<double>(count))) * 0.5f;
}

} // namespace

void InputReader::readLiterals(const FunctionFeatures &function, FunctionInput &input) const
{
    if (m_config.strings != "none") {
        const size_t count = std::min(function.strings.size(), static_cast<size_t>(m_config.mostStrings));
        for (size_t i = 0; i < count; ++i)
            input.strings.push_back(
                function.strings[i].text.substr(0, static_cast<size_t>(m_config.stringLength)));
    }
    if (m_config.integers != "none") {
        for (const IntegerFact &fact : function.integers)
            input.integers.push_back(fact.value);
        std::sort(input.integers.begin(), input.integers.end());
        if (input.integers.size() > static_cast<size_t>(m_config.mostIntegers))
            input.integers.resize(static_cast<size_t>(m_config.mostIntegers));
    }
    if (m_config.names != "none") {
        for (const CallFact &call : function.calls) {
            if (call.callee < 0 && !call.name.empty()
                && input.names.size() < static_cast<size_t>(m_config.mostStrings))
                input.names.push_back(call.name.substr(0, static_cast<size_t>(m_config.stringLength)));
        }
    }
    if (m_config.words != "none") {
        for (const Word &word : wordsOf(function))
            input.words.push_back({wordId(word.hash, m_config), static_cast<uint16_t>(word.kind), 1});
        if (m_config.words == "context") {
            input.context = input.words;
            addWords(input.context, function.calleeWords, WordKinds - 2, m_config);
            addWords(input.context, function.callerWords, WordKinds - 1, m_config);
            gather(input.context);
        }
        gather(input.words);
    }
    size_t own = 0, library = 0, cases = 0;
    for (const CallFact &call : function.calls)
        ++(call.callee >= 0 || call.name.empty() ? own : library);
    for (const SwitchFact &fact : function.switches)
        cases += fact.cases.size();
    const bool known = function.argumentCount != UINT32_MAX;
    input.counts = {scaled(own),
                    scaled(library),
                    scaled(function.strings.size()),
                    scaled(function.integers.size()),
                    scaled(function.switches.size()),
                    scaled(cases),
                    scaled(function.callers.size()),
                    scaled(function.branchCount),
                    scaled(function.loopCount),
                    known ? 1.0f : 0.0f,
                    known ? scaled(function.argumentCount) : 0.0f,
                    function.recursive ? 1.0f : 0.0f,
                    function.internal ? 1.0f : 0.0f,
                    function.calls.empty() ? 1.0f : 0.0f,
                    function.strings.empty() ? 1.0f : 0.0f};
}

void InputReader::readText(const FunctionFeatures &function, FunctionInput &input) const
{
    const bool characters = m_config.sourceUnits == "characters";
    const auto length = static_cast<size_t>(m_config.sourceLength);
    const bool unitsWanted = m_config.source != "none" && m_config.source != "tree";
    if (m_config.source == "tree")
        readTree(function, input);
    if (unitsWanted && characters) {
        for (const char c : std::string_view(function.text).substr(0, length))
            input.text.push_back(1 + static_cast<uint8_t>(c) % static_cast<int>(m_config.sourceVocabulary));
    }
    std::vector<uint32_t> exact, coarse;
    for (const Token &token : lexFragment(function.text, 1)) {
        exact.push_back(hashOf(token.text));
        coarse.push_back(shapeOf(token));
    }
    if (unitsWanted && !characters) {
        for (size_t i = 0; i < std::min(exact.size(), length); ++i)
            input.text.push_back(1 + static_cast<int32_t>(exact[i] % static_cast<uint32_t>(m_config.sourceVocabulary)));
    }
    if (m_config.grams != "none")
        input.grams = GramReader(m_config.gramBuckets).read(exact, coarse);
    input.counts[15] = scaled(exact.size());
}

void InputReader::readTree(const FunctionFeatures &function, FunctionInput &input) const
{
    for (const SyntaxNode &node : syntaxTree(function.text, static_cast<size_t>(m_config.sourceLength))) {
        const uint32_t kind = shapeOf(node) % static_cast<uint32_t>(m_config.sourceVocabulary);
        input.text.push_back(1 + static_cast<int32_t>(kind));
        input.parents.push_back(node.parent);
    }
}

void InputReader::readCode(const FunctionFeatures &function, FunctionInput &input) const
{
    const CodeGraph code = m_config.stackAccesses == "drop" ? withoutStackAccesses(function.code) : function.code;
    if (m_config.block != "none") {
        const size_t blocks = std::min(code.blockEnds.size(), static_cast<size_t>(m_config.mostBlocks));
        uint32_t begin = 0;
        for (size_t block = 0; block < blocks; ++block) {
            const uint32_t end = code.blockEnds[block];
            const uint32_t kept = std::min(end, begin + static_cast<uint32_t>(m_config.blockLength));
            for (uint32_t i = begin; i < kept; ++i)
                input.tokens.push_back(1 + code.tokens[i] % static_cast<int32_t>(m_config.codeVocabulary));
            input.blockEnds.push_back(static_cast<uint32_t>(input.tokens.size()));
            begin = end;
        }
        for (const CodeEdge &edge : code.edges) {
            if (edge.from < blocks && edge.to < blocks)
                input.edges.push_back(edge);
        }
    }
    if (m_config.grams != "none") {
        std::vector<uint32_t> exact(code.tokens.begin(), code.tokens.end()), coarse;
        coarse.reserve(exact.size());
        for (const CodeToken token : code.tokens)
            coarse.push_back(m_config.grams == "mnemonics" ? token : shapeOf(token));
        input.grams = GramReader(m_config.gramBuckets).read(exact, coarse);
    }
    input.counts[15] = scaled(code.tokens.size());
    input.counts[16] = scaled(code.blockEnds.size());
    input.counts[17] = scaled(code.edges.size());
}

FunctionInput InputReader::source(const FunctionFeatures &function) const
{
    FunctionInput input;
    readLiterals(function, input);
    readText(function, input);
    return input;
}

FunctionInput InputReader::binary(const FunctionFeatures &function) const
{
    FunctionInput input;
    readLiterals(function, input);
    readCode(function, input);
    return input;
}

} // namespace symbolon
