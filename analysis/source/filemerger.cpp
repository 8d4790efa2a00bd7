// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/filemerger.h"

#include "analysis/source/bodyfacts.h"
#include "analysis/source/declarator.h"
#include "analysis/source/expansion.h"
#include "analysis/source/keywords.h"
#include "analysis/source/scanner.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace symbolon {

namespace {

bool namesStorage(const MacroDefinition &macro, std::string_view keyword)
{
    return std::any_of(macro.body.begin(), macro.body.end(), [&](const Token &token) { return token.isWord(keyword); });
}

FoundFunction renamed(const FoundFunction &function, std::string name, const std::string &qualified)
{
    FoundFunction result = function;
    const size_t scope = function.qualifiedName.rfind(function.name);
    result.qualifiedName = function.qualifiedName.substr(0, scope == std::string::npos ? 0 : scope) + qualified;
    result.name = std::move(name);
    result.innerName.clear();
    return result;
}

} // namespace

// A macro's call that stands where a definition's name should.
struct FileMerger::MacroCall {
    std::span<const Token> arguments;
    std::span<const Token> spelled; // where the name must be spelled
    bool typed = false;             // a type stands before it
    bool bare = true;               // nothing but static and the like stands before it
    bool twoLists = false;          // a parameter list follows it
};

FileMerger::FileMerger(const FileFacts &facts, uint32_t index, const NameTable &table)
    : m_facts(facts),
      m_index(index),
      m_file(lex(facts.text)),
      m_tokens(Branches(m_file, facts.language).liveTokens()),
      m_lines(facts.text),
      m_scope(table, index),
      m_tables(m_scope, facts.language)
{
}

std::vector<SourceFunction> FileMerger::merge()
{
    for (const FoundFunction &function : m_facts.functions) {
        if (!function.fromMacro)
            addWritten(function);
    }
    for (const FoundFunction &function : m_facts.functions) {
        if (function.fromMacro)
            addExpanded(function.begin, function.end, &function);
    }
    addMacroUses();
    const auto key = [](const SourceFunction &f) { return std::tie(f.line, f.nameLine, f.endLine, f.name); };
    std::stable_sort(m_result.begin(), m_result.end(),
                     [&](const SourceFunction &a, const SourceFunction &b) { return key(a) < key(b); });
    return std::move(m_result);
}

std::span<const Token> FileMerger::tokensBetween(uint32_t begin, uint32_t end) const
{
    const auto before = [this](const Token &token, uint32_t offset) { return m_file.offset(token) < offset; };
    const auto first = std::lower_bound(m_tokens.begin(), m_tokens.end(), begin, before);
    const auto last = std::lower_bound(first, m_tokens.end(), end, before);
    return {first, last};
}

SourceFunction FileMerger::described(const FoundFunction &function) const
{
    SourceFunction result;
    result.name = function.name;
    result.qualifiedName = function.qualifiedName;
    result.file = m_index;
    result.line = m_lines.lineOf(function.begin);
    result.nameLine = m_lines.lineOf(function.nameAt);
    result.endLine = m_lines.lineOf(function.end > 0 ? function.end - 1 : 0);
    result.text = m_facts.text.substr(function.begin, function.end - function.begin);
    result.argumentCount = function.argumentCount;
    result.isStatic = function.isStatic;
    result.isInline = function.isInline;
    result.isTemplate = function.isTemplate;
    result.isVariadic = function.isVariadic;
    result.inHeader = isHeaderPath(m_facts.path);
    return result;
}

void FileMerger::addWritten(const FoundFunction &function)
{
    const auto header = tokensBetween(function.begin, function.body);
    if (function.foundBy == FoundBy::FullParse)
        addWritten(function, nullptr, header);
    else if (!addThroughMacros(function, header))
        addWritten(function.innerName.empty() ? function : renamed(function, function.innerName, function.innerName),
                   nullptr, header);
}

void FileMerger::addWritten(const FoundFunction &function, const MacroDefinition *macro, std::span<const Token> header)
{
    SourceFunction result = described(function);
    for (const Token &token : header) {
        const MacroDefinition *word = token.isWord() ? m_scope.macro(token.text, token.line) : nullptr;
        if (!word || word->functionLike)
            continue;
        result.isStatic = result.isStatic || namesStorage(*word, "static");
        result.isInline = result.isInline || namesStorage(*word, "inline") || namesStorage(*word, "__inline");
    }
    uint32_t from = function.body;
    if (m_facts.language == SourceLanguage::Cpp) {
        const auto colon = std::find_if(header.begin(), header.end(), [](const Token &t) { return t.is(":"); });
        if (colon != header.end() && colon != header.begin() && std::prev(colon)->is(")"))
            from = m_file.offset(*colon); // a constructor's initialisers
    }
    readFacts(tokensBetween(from, function.end), macro, result);
    m_result.push_back(std::move(result));
}

void FileMerger::readFacts(std::span<const Token> tokens, const MacroDefinition *macro, SourceFunction &result)
{
    Expander expander(m_scope);
    expander.prefer(macro);
    const std::vector<Token> expanded = expander.expand(tokens);
    readBody(expanded, m_scope, m_facts.language, result);
    m_tables.readBody(expanded);
    m_tooLargeMacros += expander.tooLarge();
}

// PREFIX(name)(int x), FUNCTION(int, name, (int x)) or int name PARAMETERS(x).
std::optional<FileMerger::MacroCall> FileMerger::callInPlaceOfName(const FoundFunction &function,
                                                                   std::span<const Token> header) const
{
    const auto name = std::find_if(header.begin(), header.end(),
                                   [&](const Token &token) { return m_file.offset(token) == function.nameAt; });
    if (name == header.end() || name->text != function.name || std::next(name) == header.end()
        || !std::next(name)->is("("))
        return std::nullopt;
    const auto open = static_cast<size_t>(name - header.begin()) + 1;
    const size_t close = matchBrackets(header)[open];
    if (close == SIZE_MAX)
        return std::nullopt;
    MacroCall call;
    call.arguments = header.subspan(open + 1, close - open - 1);
    call.spelled = call.arguments;
    call.twoLists = close + 1 < header.size() && header[close + 1].is("(");
    for (auto token = header.begin(); token != name; ++token) {
        const bool word = token->isWord() && !isStorageKeyword(token->text);
        call.typed = call.typed || token->is("*") || (word && !looksLikeMacro(token->text));
        call.bare = call.bare && !word && !token->is("*");
    }
    if (call.twoLists)
        return call;
    if (call.typed) {
        if (!looksLikeMacro(function.name))
            return std::nullopt; // an ordinary function that some header also has as a macro
        call.spelled = header.first(open - 1);
    } else if (call.arguments.empty()) {
        return std::nullopt;
    }
    return call;
}

// The tree's definitions of the macro tell the name; several definitions make several functions of the one text.
bool FileMerger::addThroughMacros(const FoundFunction &function, std::span<const Token> header)
{
    const auto call = callInPlaceOfName(function, header);
    if (!call)
        return false;
    std::set<std::string> names;
    for (const MacroDefinition *macro : m_scope.macroVariants(function.name)) {
        auto made = throughMacro(function, header, *call, *macro);
        if (made && names.insert(made->name).second)
            addWritten(*made, macro, header);
    }
    if (!names.empty())
        return true;
    // HANDLER(name) {…} of a macro that is not known: the argument is more likely the name than the macro.
    const bool lone = call->arguments.size() == 1 && call->arguments.front().isWord();
    if (!lone || !call->bare || call->twoLists || !looksLikeMacro(function.name))
        return false;
    const std::string name(call->arguments.front().text);
    addWritten(renamed(function, name, name), nullptr, header);
    return true;
}

std::optional<FoundFunction> FileMerger::throughMacro(const FoundFunction &function, std::span<const Token> header,
                                                      const MacroCall &call, const MacroDefinition &macro)
{
    Expander expander(m_scope);
    expander.prefer(&macro);
    for (const Token &token : call.spelled) {
        if (token.isWord())
            expander.freeze(token.text);
    }
    const std::vector<Token> expanded = expander.expand(header);
    // The macro may hold the '{' as well: TEST(name) → static void name(void) { begin(); {
    const auto brace = std::find_if(expanded.begin(), expanded.end(), [](const Token &t) { return t.is("{"); });
    const Header read = analyseHeader({expanded.begin(), brace}, m_facts.language);
    if (read.kind != HeaderKind::Function)
        return std::nullopt;
    const Token *spelled = nullptr; // whole, or as the longest part of the name
    for (const Token &token : call.spelled) {
        if (token.isWord() && read.name.find(token.text) != std::string::npos
            && (!spelled || token.text.size() > spelled->text.size()))
            spelled = &token;
    }
    if (!spelled && !call.spelled.empty())
        return std::nullopt;
    FoundFunction result = renamed(function, read.name, read.qualified);
    if (spelled)
        result.nameAt = m_file.offset(*spelled);
    result.argumentCount = read.argumentCount;
    result.isStatic = function.isStatic || read.isStatic;
    result.isInline = function.isInline || read.isInline;
    result.isVariadic = read.isVariadic;
    return result;
}

void FileMerger::addMacroUses()
{
    std::vector<std::pair<uint32_t, uint32_t>> taken;
    for (const FoundFunction &function : m_facts.functions)
        taken.emplace_back(function.body, function.end);
    std::sort(taken.begin(), taken.end());
    for (const MacroUse &use : m_facts.macroUses) {
        const auto after = std::upper_bound(taken.begin(), taken.end(), std::pair(use.begin, UINT32_MAX));
        const bool overlaps = (after != taken.begin() && std::prev(after)->second > use.begin)
                              || (after != taken.end() && after->first < use.end);
        if (!overlaps)
            addExpanded(use.begin, use.end, nullptr);
    }
}

// All but what stands between the braces of written functions.
std::vector<Token> FileMerger::tokensOutsideBodies() const
{
    std::vector<std::pair<uint32_t, uint32_t>> bodies;
    for (const FoundFunction &function : m_facts.functions) {
        if (!function.fromMacro)
            bodies.emplace_back(function.body, function.end);
    }
    std::sort(bodies.begin(), bodies.end());
    std::vector<std::pair<uint32_t, uint32_t>> apart; // those that overlap as one
    for (const auto &body : bodies) {
        if (!apart.empty() && body.first < apart.back().second)
            apart.back().second = std::max(apart.back().second, body.second);
        else
            apart.push_back(body);
    }
    std::vector<Token> result;
    auto body = apart.begin();
    for (const Token &token : m_tokens) {
        const uint32_t at = m_file.offset(token);
        while (body != apart.end() && body->second <= at)
            ++body;
        if (body == apart.end() || at <= body->first || m_file.endOffset(token) >= body->second)
            result.push_back(token);
    }
    return result;
}

// A macro that renames a function, or stands for one that is left out, says nothing about the function in the tree.
bool FileMerger::isRenamedFunction(const Token &token)
{
    if (!m_scope.isFunction(token.text))
        return false;
    const MacroDefinition *macro = m_scope.macro(token.text, token.line);
    return macro && !macro->functionLike;
}

FileTables FileMerger::takeTables()
{
    m_scope.readInOrder();
    const std::vector<Token> tokens = tokensOutsideBodies();
    Expander expander(m_scope);
    for (const Token &token : tokens) {
        if (token.isWord() && isRenamedFunction(token))
            expander.freeze(token.text);
    }
    m_tables.readDeclarations(expander.expand(tokens));
    return m_tables.take();
}

// The functions that a macro's use expands to; where `known`, only that one.
void FileMerger::addExpanded(uint32_t begin, uint32_t end, const FoundFunction *known)
{
    const auto use = tokensBetween(begin, end);
    if (use.empty())
        return;
    if (!known && (!use.front().isWord() || !m_scope.macro(use.front().text, use.front().line)))
        return;
    Expander expander(m_scope);
    const std::vector<Token> expanded = expander.expand(use);
    bool found = false;
    for (const ScannedBody &body : scanTokens(expanded, m_facts.language)) {
        if (known && body.function.name != known->name)
            continue;
        FoundFunction function = known ? *known : body.function;
        function.begin = function.nameAt = begin;
        function.end = end;
        SourceFunction result = described(function);
        const size_t first = body.function.body;
        const auto tokens = std::span(expanded).subspan(first, body.function.end - first);
        readBody(tokens, m_scope, m_facts.language, result);
        // A macro that begins a definition whose braces are in the text: known by those.
        const bool repeated = std::any_of(m_result.begin(), m_result.end(), [&](const SourceFunction &other) {
            return other.name == result.name && other.line <= result.line && result.line <= other.endLine
                   && (other.endLine > other.line || other.text == result.text);
        });
        if (!repeated)
            m_result.push_back(std::move(result));
        found = true;
        if (known)
            return;
    }
    if (known && !found) {
        SourceFunction result = described(*known);
        const bool repeated = std::any_of(m_result.begin(), m_result.end(), [&](const SourceFunction &other) {
            return other.name == result.name && other.line <= result.line && result.line <= other.endLine;
        });
        readBody(expanded, m_scope, m_facts.language, result);
        if (!repeated)
            m_result.push_back(std::move(result));
    }
}

} // namespace symbolon
