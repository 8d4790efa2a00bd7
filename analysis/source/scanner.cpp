// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/scanner.h"

#include "analysis/source/bodyend.h"
#include "analysis/source/declarator.h"
#include "analysis/source/keywords.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace symbolon {

namespace {

constexpr size_t longestHeader = 6000; // tokens; a longer one is a table, not a declaration
constexpr size_t deepestScope = 256;
constexpr unsigned deepestLocalClass = 8;

struct Scope {
    HeaderKind kind = HeaderKind::Other;
    std::string name;
};

// A definition as token indices.
struct Definition {
    Header header;
    size_t begin = 0;
    size_t nameToken = 0;
    size_t body = 0;
    size_t end = 0; // the '}'
    std::string qualified;
    bool isStatic = false;
    bool isInline = false;
    bool whole = true; // the closing brace is the matching one
};

struct TokenRange {
    size_t begin = 0;
    size_t end = 0; // inclusive
};

class Scanner
{
public:
    Scanner(std::span<const Token> tokens, SourceLanguage language)
        : m_tokens(tokens), m_language(language), m_close(matchBrackets(tokens))
    {
    }

    void run()
    {
        while (m_at < m_tokens.size())
            step();
    }

    std::vector<Definition> definitions;
    std::vector<TokenRange> macroUses;

private:
    void step()
    {
        const Token &token = m_tokens[m_at];
        if (token.kind == TokenKind::Identifier) {
            noteMacroUse();
            ++m_at;
        } else if (token.is("(") || token.is("[")) {
            m_at = m_close[m_at] != SIZE_MAX ? m_close[m_at] + 1 : m_at + 1;
        } else if (token.is("{")) {
            open();
        } else if (token.is("}")) {
            if (!m_scopes.empty())
                m_scopes.pop_back();
            restart(m_at + 1);
        } else if (token.is(";")) {
            if (m_assigned && m_language == SourceLanguage::Cpp)
                defineDefaulted();
            if (continuesKnr())
                ++m_at;
            else
                restart(m_at + 1);
        } else {
            if (token.is("<") && m_at > m_start && m_tokens[m_at - 1].isWord("template")) {
                m_at = afterTemplateHead(m_tokens, m_close, m_at);
                return;
            }
            if (token.is("=") && !followsOperator())
                m_assigned = true;
            if (token.is(":") && m_at > m_start && isAccessKeyword(m_tokens[m_at - 1].text))
                restart(m_at + 1);
            else
                ++m_at;
        }
    }

    void restart(size_t at)
    {
        m_at = m_start = at;
        m_assigned = false;
        m_constructor.reset();
        m_knr = false;
    }

    [[nodiscard]] bool followsOperator() const { return m_at > m_start && m_tokens[m_at - 1].isWord("operator"); }

    // MACRO(…) at the start of a declaration or of a line, or after another one.
    void noteMacroUse()
    {
        const Token &token = m_tokens[m_at];
        if (m_at + 1 >= m_tokens.size() || !m_tokens[m_at + 1].is("(") || m_close[m_at + 1] == SIZE_MAX)
            return;
        const bool follows = !macroUses.empty() && macroUses.back().end + 1 == m_at;
        if ((m_at == m_start || token.startsLine || follows) && !isKeyword(token.text, m_language))
            macroUses.push_back({m_at, m_close[m_at + 1]});
    }

    [[nodiscard]] std::span<const Token> header() const { return m_tokens.subspan(m_start, m_at - m_start); }

    // Whether the ';' at m_at ends a parameter's declaration of a K&R definition.
    bool continuesKnr()
    {
        if (m_language == SourceLanguage::Cpp || m_assigned || m_at - m_start > longestHeader || m_at == m_start)
            return false;
        if (!m_knr) {
            m_params.clear();
            for (size_t i = m_start; i + 2 < m_at; ++i) {
                if (!m_tokens[i].is("(") || m_close[i] == SIZE_MAX)
                    continue;
                const size_t close = m_close[i];
                if (i > m_start && m_tokens[i - 1].isWord() && close + 1 < m_at && m_tokens[close + 1].isWord()
                    && plainNames(i + 1, close)) {
                    m_segment = close + 1;
                    break;
                }
                i = close;
            }
            if (m_params.empty())
                return false;
        }
        bool declared = false;
        for (size_t i = m_segment; i < m_at; ++i)
            declared = declared || (m_tokens[i].isWord() && m_params.contains(m_tokens[i].text));
        m_knr = declared;
        m_segment = m_at + 1;
        return declared;
    }

    bool plainNames(size_t first, size_t last)
    {
        m_params.clear();
        for (size_t i = first; i < last; ++i) {
            const bool name = (i - first) % 2 == 0;
            if (name ? !m_tokens[i].isWord() || isKeyword(m_tokens[i].text, m_language) : !m_tokens[i].is(",")) {
                m_params.clear();
                return false;
            }
            if (name)
                m_params.insert(m_tokens[i].text);
        }
        return !m_params.empty();
    }

    void open()
    {
        if (m_assigned) {
            skipBraces();
            return;
        }
        if (m_constructor) {
            const Token &before = m_tokens[m_at - 1];
            if (before.is(")") || before.is("}") || before.is("...") || before.isWord("try"))
                define(*m_constructor);
            else
                skipBraces();
            return;
        }
        if (m_knr && !m_tokens[m_at - 1].is(";")) // the declarations were others' after all
            m_start = m_segment;
        Header header;
        if (m_at - m_start <= longestHeader)
            header = analyseHeader(this->header(), m_language);
        switch (header.kind) {
        case HeaderKind::Function:
            define(header);
            return;
        case HeaderKind::ConstructorInit:
            m_constructor = header;
            skipBraces();
            return;
        case HeaderKind::Enum:
        case HeaderKind::Initialiser:
            skipBraces();
            return;
        case HeaderKind::Control:
            if (m_language == SourceLanguage::Cpp && m_tokens[m_start].isWord("catch")) { // of a function-try-block
                skipBraces();
                restart(m_at);
                return;
            }
            break;
        default:
            break;
        }
        if (m_scopes.size() >= deepestScope) {
            skipBraces();
            restart(m_at);
            return;
        }
        m_scopes.push_back({header.kind, header.kind == HeaderKind::Namespace ? header.qualified : header.name});
        restart(m_at + 1);
    }

    void skipBraces() { m_at = m_close[m_at] != SIZE_MAX ? m_close[m_at] + 1 : m_at + 1; }

    void define(const Header &header)
    {
        Definition definition = begun(header);
        definition.body = m_at;
        const BodyEnd end = BodyEndFinder(m_tokens, m_close, m_language).find(definition.begin, definition.body);
        definition.end = end.token;
        definition.whole = end.matched;
        const size_t next = definition.end + 1;
        if (m_language == SourceLanguage::Cpp)
            scanLocalClasses(definition);
        definitions.push_back(std::move(definition));
        restart(next);
    }

    // The methods of classes within a function's body are functions of their own.
    void scanLocalClasses(const Definition &outer)
    {
        if (m_nesting >= deepestLocalClass)
            return;
        for (size_t i = outer.body + 1; i + 2 < outer.end; ++i) {
            if ((!m_tokens[i].isWord("struct") && !m_tokens[i].isWord("class")) || !m_tokens[i + 1].isWord())
                continue;
            size_t open = i + 2;
            while (open < outer.end && open < i + 64 && !m_tokens[open].is("{") && !m_tokens[open].is(";")
                   && !m_tokens[open].is("(") && !m_tokens[open].is("="))
                ++open;
            if (!m_tokens[open].is("{") || m_close[open] == SIZE_MAX || m_close[open] > outer.end)
                continue;
            Scanner inner(m_tokens.subspan(open + 1, m_close[open] - open - 1), m_language);
            inner.m_nesting = m_nesting + 1;
            inner.m_scopes.push_back({HeaderKind::Class, outer.qualified + "::" + std::string(m_tokens[i + 1].text)});
            inner.run();
            for (Definition &definition : inner.definitions) {
                for (size_t *index : {&definition.begin, &definition.nameToken, &definition.body, &definition.end})
                    *index += open + 1;
                definitions.push_back(std::move(definition));
            }
            i = m_close[open];
        }
    }

    [[nodiscard]] Definition begun(const Header &header) const
    {
        Definition definition;
        definition.header = header;
        definition.begin = m_start + header.start;
        definition.nameToken = m_start + header.nameToken;
        definition.isStatic = header.isStatic;
        definition.isInline = header.isInline;
        for (const Scope &scope : m_scopes) {
            if (scope.kind == HeaderKind::Namespace && scope.name.empty())
                definition.isStatic = true;
            if (scope.kind == HeaderKind::Class) {
                definition.isStatic = false;
                definition.isInline = true;
            }
            if (!scope.name.empty())
                (definition.qualified += scope.name) += "::";
        }
        definition.qualified += header.qualified;
        return definition;
    }

    // ~Node() = default; — a definition whose body the compiler writes.
    void defineDefaulted()
    {
        const size_t size = m_at - m_start;
        if (size < 5 || size > longestHeader || !m_tokens[m_at - 1].isWord("default") || !m_tokens[m_at - 2].is("="))
            return;
        const Header header = analyseHeader(m_tokens.subspan(m_start, size - 2), m_language);
        if (header.kind != HeaderKind::Function)
            return;
        Definition definition = begun(header);
        definition.body = m_at - 2;
        definition.end = m_at;
        definitions.push_back(std::move(definition));
    }

    std::span<const Token> m_tokens;
    SourceLanguage m_language;
    std::vector<size_t> m_close;
    std::vector<Scope> m_scopes;
    size_t m_at = 0;
    size_t m_start = 0; // of the declaration being read
    bool m_assigned = false;
    std::optional<Header> m_constructor; // known, its body not yet reached
    bool m_knr = false;                  // a ';' of K&R parameter declarations was passed
    size_t m_segment = 0;                // where the next of these begins
    std::set<std::string_view> m_params;
    unsigned m_nesting = 0; // of local classes
};

FoundFunction described(const Definition &definition)
{
    FoundFunction function;
    function.name = definition.header.name;
    function.qualifiedName = definition.qualified;
    function.innerName = definition.header.inner;
    function.argumentCount = definition.header.argumentCount;
    function.isStatic = definition.isStatic;
    function.isInline = definition.isInline;
    function.isTemplate = definition.header.isTemplate;
    function.isVariadic = definition.header.isVariadic;
    return function;
}

} // namespace

Scan scanFunctions(const LexedFile &file, const Branches &branches, SourceLanguage language)
{
    struct Found {
        FoundFunction function;
        bool whole = true;
        uint32_t earliestEnd = 0; // of all passes
    };
    std::map<std::pair<uint32_t, std::string>, Found> byBody;
    std::set<std::pair<uint32_t, uint32_t>> uses;
    for (unsigned pass = 0; pass < branches.passes(); ++pass) {
        const std::vector<Token> tokens = branches.tokens(pass);
        Scanner scanner(tokens, language);
        scanner.run();
        for (const Definition &definition : scanner.definitions) {
            Found found{described(definition), definition.whole, 0};
            FoundFunction &function = found.function;
            function.begin = file.offset(tokens[definition.begin]);
            function.nameAt = file.offset(tokens[definition.nameToken]);
            function.body = file.offset(tokens[definition.body]);
            function.end = file.endOffset(tokens[definition.end]);
            found.earliestEnd = function.end;
            const auto [at, isNew] = byBody.try_emplace({function.body, function.name}, found);
            if (isNew)
                continue;
            Found &known = at->second;
            const uint32_t earliest = std::min(known.earliestEnd, function.end);
            if (!known.whole && found.whole)
                known = std::move(found);
            known.earliestEnd = earliest;
        }
        for (const TokenRange &use : scanner.macroUses)
            uses.emplace(file.offset(tokens[use.begin]), file.endOffset(tokens[use.end]));
    }
    Scan scan;
    std::set<std::pair<uint32_t, std::string>> sharedEnds; // two headers in branches over one body
    for (auto at = byBody.begin(); at != byBody.end(); ++at) {
        FoundFunction &function = at->second.function;
        // A branch may end this function and begin another one, whose end the first branch took for this one's.
        const auto next = byBody.upper_bound({at->second.earliestEnd, {}});
        if (next != byBody.end() && next->first.first < function.end)
            function.end = at->second.earliestEnd;
        if (sharedEnds.emplace(function.end, function.name).second || looksLikeMacro(function.name))
            scan.functions.push_back(function);
    }
    for (const auto &[begin, end] : uses)
        scan.macroUses.push_back({begin, end});
    return scan;
}

std::vector<ScannedBody> scanTokens(std::span<const Token> tokens, SourceLanguage language)
{
    Scanner scanner(tokens, language);
    scanner.run();
    std::vector<ScannedBody> result;
    for (const Definition &definition : scanner.definitions) {
        ScannedBody body{described(definition), definition.nameToken};
        body.function.begin = static_cast<uint32_t>(definition.begin);
        body.function.body = static_cast<uint32_t>(definition.body);
        body.function.end = static_cast<uint32_t>(definition.end + 1);
        result.push_back(std::move(body));
    }
    return result;
}

} // namespace symbolon
