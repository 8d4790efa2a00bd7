// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// All files' facts → SourceTree: one entry per function, its facts read with the names of the whole tree.
#include "analysis/source/bodyfacts.h"
#include "analysis/source/declarator.h"
#include "analysis/source/expansion.h"
#include "analysis/source/filefacts.h"
#include "analysis/source/nametable.h"
#include "analysis/source/parallel.h"
#include "analysis/source/reader.h"
#include "analysis/source/scanner.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace symbolon
{

namespace
{

class LineTable
{
public:
    explicit LineTable(std::string_view text)
    {
        m_starts.push_back(0);
        for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
            m_starts.push_back(static_cast<uint32_t>(at + 1));
    }
    [[nodiscard]] uint32_t lineOf(uint32_t offset) const
    {
        return static_cast<uint32_t>(std::upper_bound(m_starts.begin(), m_starts.end(), offset) - m_starts.begin());
    }
    // SIZE_MAX where there is no such line.
    [[nodiscard]] size_t offsetOf(uint32_t line, uint32_t column) const
    {
        return line == 0 || line > m_starts.size() || column == 0 ? SIZE_MAX : size_t{m_starts[line - 1]} + column - 1;
    }

private:
    std::vector<uint32_t> m_starts;
};

// Adds functions that another file's full parse saw in this one; what the scanner found with the same body is them.
void addForeign(FileFacts &facts, const std::vector<const ForeignFunction *> &foreign)
{
    if (foreign.empty())
        return;
    const LineTable lines(facts.text);
    std::set<std::pair<size_t, std::string_view>> seen;
    for (const ForeignFunction *from : foreign) {
        const size_t begin = lines.offsetOf(from->beginLine, from->beginColumn);
        const size_t body = lines.offsetOf(from->bodyLine, from->bodyColumn);
        const size_t end = lines.offsetOf(from->endLine, from->endColumn);
        const size_t name = lines.offsetOf(from->nameLine, 1);
        if (end > facts.text.size() || begin > body || body >= end || name > body)
            continue; // the file is not what the parser read
        if (!seen.emplace(body, from->name).second)
            continue;
        FoundFunction function;
        function.name = from->name;
        function.qualifiedName = from->qualifiedName;
        function.begin = static_cast<uint32_t>(begin);
        function.nameAt = static_cast<uint32_t>(std::max(begin, name));
        function.body = static_cast<uint32_t>(body);
        function.end = static_cast<uint32_t>(end);
        function.argumentCount = from->argumentCount;
        function.foundBy = FoundBy::FullParse;
        function.isStatic = from->isStatic;
        function.isInline = from->isInline;
        function.isTemplate = from->isTemplate;
        function.isVariadic = from->isVariadic;
        function.fromMacro = facts.text[body] != '{';
        if (function.fromMacro)
            function.body = function.begin;
        const bool known = std::any_of(facts.functions.begin(), facts.functions.end(), [&](const FoundFunction &other) {
            return other.fromMacro == function.fromMacro && other.body == function.body
                   && (!function.fromMacro || other.name == function.name);
        });
        const bool inside =
            std::any_of(facts.functions.begin(), facts.functions.end(), [&](const FoundFunction &other) {
                return other.body < function.body && function.body < other.end;
            });
        if (!known && !inside)
            facts.functions.push_back(std::move(function));
    }
}

// Several jobs of one file: their findings together, the better one where both found the same.
void unite(FileFacts &into, FileFacts &&other)
{
    for (FoundFunction &function : other.functions) {
        const auto same = std::find_if(into.functions.begin(), into.functions.end(), [&](const FoundFunction &f) {
            return f.body == function.body && f.fromMacro == function.fromMacro
                   && (f.name == function.name || (f.foundBy != FoundBy::FullParse && !f.fromMacro));
        });
        if (same == into.functions.end())
            into.functions.push_back(std::move(function));
        else if (function.foundBy > same->foundBy)
            *same = std::move(function);
    }
    into.foreign.insert(into.foreign.end(), std::make_move_iterator(other.foreign.begin()),
                        std::make_move_iterator(other.foreign.end()));
    into.warnings.insert(into.warnings.end(), other.warnings.begin(), other.warnings.end());
}

std::vector<FileFacts> uniteFiles(std::vector<FileFacts> facts)
{
    std::stable_sort(facts.begin(), facts.end(),
                     [](const FileFacts &a, const FileFacts &b) { return a.path < b.path; });
    std::vector<FileFacts> files;
    for (FileFacts &each : facts) {
        if (!files.empty() && files.back().path == each.path) {
            if (files.back().text == each.text)
                unite(files.back(), std::move(each));
        } else {
            files.push_back(std::move(each));
        }
    }
    std::map<std::string_view, std::vector<const ForeignFunction *>> foreign;
    for (const FileFacts &file : files) {
        for (const ForeignFunction &function : file.foreign)
            foreign[function.path].push_back(&function);
    }
    for (FileFacts &file : files) {
        const auto own = foreign.find(file.path);
        if (own != foreign.end())
            addForeign(file, own->second);
    }
    return files;
}

// The functions of one file with their facts.
class FileMerger
{
public:
    FileMerger(const FileFacts &facts, uint32_t index, const NameTable &table)
        : m_facts(facts),
          m_index(index),
          m_file(lex(facts.text)),
          m_tokens(Branches(m_file, facts.language).liveTokens()),
          m_lines(facts.text),
          m_scope(table, index)
    {
    }

    std::vector<SourceFunction> merge()
    {
        for (const FoundFunction &function : m_facts.functions) {
            if (function.fromMacro)
                addExpanded(function.begin, function.end, &function);
            else
                addWritten(function);
        }
        addMacroUses();
        std::stable_sort(m_result.begin(), m_result.end(), [](const SourceFunction &a, const SourceFunction &b) {
            return std::tie(a.line, a.nameLine, a.endLine) < std::tie(b.line, b.nameLine, b.endLine);
        });
        return std::move(m_result);
    }

    size_t tooLargeMacros = 0; // uses that were not expanded

private:
    [[nodiscard]] std::span<const Token> tokensBetween(uint32_t begin, uint32_t end) const
    {
        const auto before = [this](const Token &token, uint32_t offset) { return m_file.offset(token) < offset; };
        const auto first = std::lower_bound(m_tokens.begin(), m_tokens.end(), begin, before);
        const auto last = std::lower_bound(first, m_tokens.end(), end, before);
        return {first, last};
    }

    [[nodiscard]] SourceFunction described(const FoundFunction &function) const
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

    void addWritten(const FoundFunction &function)
    {
        const auto header = tokensBetween(function.begin, function.body);
        if (function.foundBy != FoundBy::FullParse && addThroughMacros(function, header))
            return;
        FoundFunction plain = function;
        if (!plain.innerName.empty() && plain.foundBy != FoundBy::FullParse) {
            const size_t at = plain.qualifiedName.rfind(plain.name);
            if (at != std::string::npos)
                plain.qualifiedName.replace(at, plain.name.size(), plain.innerName);
            plain.name = plain.innerName;
        }
        addWritten(plain, nullptr, header);
    }

    void addWritten(const FoundFunction &function, const MacroDefinition *macro, std::span<const Token> header)
    {
        SourceFunction result = described(function);
        for (const Token &token : header) {
            const MacroDefinition *word = token.isWord() ? m_scope.macro(token.text, token.line) : nullptr;
            if (!word || word->functionLike)
                continue;
            const auto has = [word](std::string_view keyword) {
                return std::any_of(word->body.begin(), word->body.end(),
                                   [&](const Token &t) { return t.isWord(keyword); });
            };
            result.isStatic = result.isStatic || has("static");
            result.isInline = result.isInline || has("inline") || has("__inline");
        }
        uint32_t from = function.body;
        if (m_facts.language == Language::Cpp) {
            const auto initialisers =
                std::find_if(header.begin(), header.end(), [](const Token &t) { return t.is(":"); });
            if (initialisers != header.end() && initialisers != header.begin() && std::prev(initialisers)->is(")"))
                from = m_file.offset(*initialisers);
        }
        readFacts(tokensBetween(from, function.end), macro, result);
        m_result.push_back(std::move(result));
    }

    void readFacts(std::span<const Token> tokens, const MacroDefinition *macro, SourceFunction &result)
    {
        Expander expander(m_scope);
        expander.prefer(macro);
        const std::vector<Token> expanded = expander.expand(tokens);
        readBody(expanded, m_scope, m_facts.language, result);
        tooLargeMacros += expander.tooLarge();
    }

    // A macro's call that stands where the name should: PREFIX(name)(int x) or FUNCTION(int, name, (int x)). The tree's
    // definitions of the macro tell the name; several definitions make several functions of the one text.
    bool addThroughMacros(const FoundFunction &function, std::span<const Token> header)
    {
        const auto name = std::find_if(header.begin(), header.end(),
                                       [&](const Token &token) { return m_file.offset(token) == function.nameAt; });
        if (name == header.end() || name->text != function.name || std::next(name) == header.end()
            || !std::next(name)->is("("))
            return false;
        const auto open = static_cast<size_t>(name - header.begin()) + 1;
        const size_t close = matchBrackets(header)[open];
        if (close == SIZE_MAX)
            return false;
        // An empty list in place of a name, NAME()(int x), needs a second list to be no ordinary function.
        const bool twoLists = close + 1 < header.size() && header[close + 1].is("(");
        const bool typed = std::any_of(header.begin(), name, [](const Token &token) {
            return token.is("*") || (token.isWord() && !isStorageKeyword(token.text));
        });
        if ((typed || close == open + 1) && !twoLists)
            return false; // an ordinary function that some header also has as a macro
        const auto arguments = header.subspan(open + 1, close - open - 1);
        std::set<std::string> names;
        for (const MacroDefinition *macro : m_scope.macroVariants(function.name)) {
            auto made = throughMacro(function, header, arguments, *macro);
            if (made && names.insert(made->name).second)
                addWritten(*made, macro, header);
        }
        return !names.empty();
    }

    std::optional<FoundFunction> throughMacro(const FoundFunction &function, std::span<const Token> header,
                                              std::span<const Token> arguments, const MacroDefinition &macro)
    {
        Expander expander(m_scope);
        expander.prefer(&macro);
        for (const Token &token : arguments) {
            if (token.isWord())
                expander.freeze(token.text);
        }
        const std::vector<Token> expanded = expander.expand(header);
        const Header read = analyseHeader(expanded, m_facts.language);
        if (read.kind != HeaderKind::Function)
            return std::nullopt;
        // The name is spelled among the arguments, whole or as a part of it.
        const Token *spelled = nullptr;
        for (const Token &token : arguments) {
            if (!token.isWord() || read.name.find(token.text) == std::string::npos)
                continue;
            if (!spelled || token.text.size() > spelled->text.size())
                spelled = &token;
        }
        if (!spelled && !arguments.empty())
            return std::nullopt;
        FoundFunction result = function;
        const size_t scope = function.qualifiedName.rfind(function.name);
        result.name = read.name;
        result.qualifiedName =
            function.qualifiedName.substr(0, scope == std::string::npos ? 0 : scope) + read.qualified;
        result.innerName.clear();
        if (spelled)
            result.nameAt = m_file.offset(*spelled);
        result.argumentCount = read.argumentCount;
        result.isStatic = function.isStatic || read.isStatic;
        result.isInline = function.isInline || read.isInline;
        result.isVariadic = read.isVariadic;
        return result;
    }

    void addMacroUses()
    {
        std::vector<std::pair<uint32_t, uint32_t>> taken;
        for (const FoundFunction &function : m_facts.functions)
            taken.emplace_back(function.begin, function.end);
        std::sort(taken.begin(), taken.end());
        for (const MacroUse &use : m_facts.macroUses) {
            const auto after = std::upper_bound(taken.begin(), taken.end(), std::pair(use.begin, UINT32_MAX));
            const bool overlaps = (after != taken.begin() && std::prev(after)->second > use.begin)
                                  || (after != taken.end() && after->first < use.end);
            if (!overlaps)
                addExpanded(use.begin, use.end, nullptr);
        }
    }

    // The functions that a macro's use expands to; where `known` only that one.
    void addExpanded(uint32_t begin, uint32_t end, const FoundFunction *known)
    {
        const auto use = tokensBetween(begin, end);
        if (use.empty())
            return;
        const MacroDefinition *macro =
            use.front().isWord() ? m_scope.macro(use.front().text, use.front().line) : nullptr;
        if (!macro && !known)
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
            if (std::none_of(m_result.begin(), m_result.end(), [&](const SourceFunction &other) {
                    return other.name == result.name && other.line == result.line && other.text == result.text;
                }))
                m_result.push_back(std::move(result));
            found = true;
            if (known)
                return;
        }
        if (known && !found) {
            SourceFunction result = described(*known);
            readBody(expanded, m_scope, m_facts.language, result);
            m_result.push_back(std::move(result));
        }
    }

    const FileFacts &m_facts;
    uint32_t m_index;
    LexedFile m_file;
    std::vector<Token> m_tokens;
    LineTable m_lines;
    FileScope m_scope;
    std::vector<SourceFunction> m_result;
};

} // namespace

Result<SourceTree> mergeSources(const SourcePlan &plan, std::vector<FileFacts> facts, const Work &work)
{
    try {
        std::vector<FileFacts> files = uniteFiles(std::move(facts));
        std::vector<std::string> paths;
        std::unordered_set<std::string_view> functions;
        for (const FileFacts &file : files) {
            paths.push_back(file.path);
            for (const FoundFunction &function : file.functions)
                functions.insert(function.name);
        }
        std::vector<FileDefinitions> definitions(files.size());
        std::vector<std::vector<SourceFunction>> found(files.size());
        std::atomic<size_t> tooLargeMacros = 0;
        if (!forEach(files.size(), work, [&](size_t i) {
                const LexedFile file = lex(files[i].text);
                definitions[i] = readDefinitions(file, Branches(file, files[i].language), files[i].commandMacros);
            }))
            return cancelled();
        const NameTable table(std::move(paths), std::move(definitions), std::move(functions));
        std::atomic<size_t> done = 0;
        if (!forEach(files.size(), work, [&](size_t i) {
                FileMerger merger(files[i], static_cast<uint32_t>(i), table);
                found[i] = merger.merge();
                tooLargeMacros += merger.tooLargeMacros;
                work.report("functions", ++done, files.size());
            }))
            return cancelled();
        SourceTree tree;
        tree.root = plan.root;
        tree.skipped = plan.skipped;
        tree.warnings = plan.warnings;
        for (size_t i = 0; i < files.size(); ++i) {
            tree.files.push_back({files[i].path, files[i].size, files[i].lines});
            std::move(found[i].begin(), found[i].end(), std::back_inserter(tree.functions));
            tree.warnings.insert(tree.warnings.end(), files[i].warnings.begin(), files[i].warnings.end());
        }
        if (tooLargeMacros > 0)
            tree.warnings.push_back(std::to_string(tooLargeMacros)
                                    + " uses of macros grow too large to be expanded and were read as calls");
        return tree;
    } catch (const std::exception &exception) {
        return failure(plan.root + ": the files could not be put together", {}, exception.what());
    }
}

} // namespace symbolon
