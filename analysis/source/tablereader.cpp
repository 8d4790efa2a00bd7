// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/tablereader.h"

#include "analysis/source/declarator.h"
#include "analysis/source/initialiser.h"
#include "analysis/source/keywords.h"

#include <algorithm>
#include <utility>

namespace symbolon {

namespace {

constexpr size_t mostEntries = 65'536;    // of one table
constexpr size_t mostBytes = 64u << 20;   // of all of a file's
constexpr size_t longestHeader = 6000;    // tokens
constexpr size_t longestDeclarator = 256; // tokens before the '=' of a static variable
constexpr size_t deepestScope = 256;
constexpr size_t mostVariants = 16; // of one initialiser, by different macros

size_t bytesOf(const std::string &text)
{
    return sizeof(SourceTable::Entry) + text.size();
}

} // namespace

// Walks declarations, in and out of namespaces and classes.
class TableReader::Walker
{
public:
    Walker(TableReader &out, std::span<const Token> tokens)
        : m_out(out), m_cpp(out.m_language == SourceLanguage::Cpp), m_tokens(tokens), m_close(matchBrackets(tokens))
    {
    }

    void declarations()
    {
        while (m_at < m_tokens.size())
            step();
    }

    void statics()
    {
        for (m_at = 0; m_at < m_tokens.size();) {
            if (!m_tokens[m_at++].isWord("static"))
                continue;
            const size_t limit = std::min(m_tokens.size(), m_at + longestDeclarator);
            size_t at = m_at;
            while (at < limit && !m_tokens[at].is("=") && !m_tokens[at].is(";"))
                at = after(at);
            if (at < limit && m_tokens[at].is("=")) {
                m_at = at;
                assigned();
            }
        }
    }

private:
    static constexpr size_t none = SIZE_MAX;

    struct Scope {
        std::string name;          // qualified as written; may be empty
        size_t classNumber = none; // into FileTables::classes
    };

    [[nodiscard]] bool is(size_t index, std::string_view op) const
    {
        return index < m_tokens.size() && m_tokens[index].is(op);
    }
    [[nodiscard]] bool isBefore(std::string_view op) const { return m_at > m_start && m_tokens[m_at - 1].is(op); }
    [[nodiscard]] bool isWordBefore(std::string_view word) const
    {
        return m_at > m_start && m_tokens[m_at - 1].isWord(word);
    }
    [[nodiscard]] size_t after(size_t at) const { return m_close[at] != none ? m_close[at] + 1 : at + 1; }

    void restart(size_t at)
    {
        m_at = m_start = at;
        m_inConstructor = false;
    }

    void step()
    {
        const Token &token = m_tokens[m_at];
        if (token.is("(") || token.is("[")) {
            m_at = after(m_at);
        } else if (token.is("{")) {
            open();
        } else if (token.is("}")) {
            if (!m_scopes.empty())
                m_scopes.pop_back();
            restart(m_at + 1);
        } else if (token.is(";")) {
            declaredMethod();
            restart(m_at + 1);
        } else if (token.is("=") && !isWordBefore("operator")) {
            assigned();
        } else if (token.is("<") && isWordBefore("template")) {
            m_at = afterTemplateHead(m_tokens, m_close, m_at);
        } else if (token.is(":") && m_at > m_start && isAccessKeyword(m_tokens[m_at - 1].text)) {
            restart(m_at + 1);
        } else {
            ++m_at;
        }
    }

    void table(size_t open)
    {
        m_out.addTable(m_tokens.subspan(open + 1, m_close[open] - open - 1), m_tokens[open].line);
    }

    // At the '=': a braced value, or a compound literal of C somewhere in the value.
    void assigned()
    {
        size_t at = m_at + 1;
        for (; at < m_tokens.size() && !is(at, ";") && !is(at, ",") && !is(at, "}"); at = after(at)) {
            const bool list = at == m_at + 1 || (!m_cpp && is(at - 1, ")"));
            if (list && is(at, "{") && m_close[at] != none)
                table(at);
        }
        m_at = at;
    }

    void open()
    {
        const bool array = m_cpp && isBefore("]");
        if (m_inConstructor || array) {
            const Token &before = m_tokens[m_at - 1];
            const bool body = m_inConstructor && (before.is(")") || before.is("}") || before.is("..."));
            if (array && m_close[m_at] != none)
                table(m_at);
            m_at = after(m_at);
            if (body)
                restart(m_at);
            return;
        }
        Header header;
        if (m_at - m_start <= longestHeader)
            header = analyseHeader(m_tokens.subspan(m_start, m_at - m_start), m_out.m_language);
        switch (header.kind) {
        case HeaderKind::Function:
            addMethod(header, m_at, false);
            restart(after(m_at));
            return;
        case HeaderKind::ConstructorInit:
            m_inConstructor = true;
            m_at = after(m_at);
            return;
        case HeaderKind::Enum:
        case HeaderKind::Initialiser:
            restart(after(m_at));
            return;
        default:
            break;
        }
        const size_t close = m_close[m_at];
        const bool value = m_cpp && header.kind == HeaderKind::Other && m_at > m_start && m_tokens[m_at - 1].isWord()
                           && close != none && is(close + 1, ";"); // Type name{…};
        if (value)
            table(m_at);
        if (value || m_scopes.size() >= deepestScope) {
            restart(after(m_at));
            return;
        }
        m_scopes.push_back(scopeOf(header));
        restart(m_at + 1);
    }

    Scope scopeOf(const Header &header)
    {
        Scope scope;
        if (header.kind == HeaderKind::Namespace || header.kind == HeaderKind::Class)
            scope.name = header.qualified;
        if (!m_cpp || header.kind != HeaderKind::Class || scope.name.empty())
            return scope;
        FoundClass found;
        for (const Scope &outer : m_scopes) {
            if (!outer.name.empty())
                (found.qualifiedName += outer.name) += "::";
        }
        found.qualifiedName += scope.name;
        found.line = m_tokens[m_at].line;
        found.bases = bases();
        m_out.m_bytes += (1 + found.bases.size()) * (m_scopes.size() + 1) * bytesOf(found.qualifiedName);
        if (m_out.m_bytes > mostBytes)
            return scope;
        scope.classNumber = m_out.m_found.classes.size();
        m_out.m_found.classes.push_back(std::move(found));
        return scope;
    }

    // Of the class whose '{' is at m_at.
    [[nodiscard]] std::vector<std::string> bases() const
    {
        size_t at = m_start;
        while (at < m_at && !is(at, ":"))
            at = after(at);
        std::vector<std::string> result;
        std::string name;
        int angles = 0;
        for (++at; at <= m_at; ++at) {
            const Token &token = m_tokens[at];
            if (at == m_at || (token.is(",") && angles == 0)) {
                if (!name.empty())
                    result.push_back(std::move(name));
                name.clear();
            } else if (token.is("<")) {
                ++angles;
            } else if (token.is(">") || token.is(">>")) {
                angles -= token.is(">") ? 1 : 2;
            } else if (angles == 0 && (token.is("::") ? !name.empty() : token.isWord())) {
                if (!isAccessKeyword(token.text) && token.text != "virtual")
                    name += token.text;
            }
        }
        return result;
    }

    // The declaration that the ';' at m_at ends.
    void declaredMethod()
    {
        if (!classNumber() || m_at == m_start || m_at - m_start > longestHeader)
            return;
        size_t end = m_start;
        while (end < m_at && (!is(end, "=") || m_tokens[end - (end > m_start ? 1 : 0)].isWord("operator")))
            end = after(end);
        end = std::min(end, m_at);
        const bool pure = end + 1 < m_at && m_tokens[end + 1].text == "0";
        if (end + 1 < m_at && m_tokens[end + 1].isWord("delete"))
            return;
        const Header header = analyseHeader(m_tokens.subspan(m_start, end - m_start), m_out.m_language);
        if (header.kind == HeaderKind::Function)
            addMethod(header, end, pure);
    }

    [[nodiscard]] bool classNumber() const { return !m_scopes.empty() && m_scopes.back().classNumber != none; }

    void addMethod(const Header &header, size_t end, bool pure)
    {
        if (!classNumber() || header.isStatic || header.isTemplate || header.name != header.qualified)
            return;
        FoundMethod method{header.name, header.argumentCount, false, pure};
        for (size_t i = m_start; i < end; i = after(i)) {
            const Token &token = m_tokens[i];
            if (token.isWord("friend") || token.isWord("using") || token.isWord("typedef"))
                return;
            method.isVirtual =
                method.isVirtual || token.isWord("virtual") || token.isWord("override") || token.isWord("final");
        }
        FoundClass &found = m_out.m_found.classes[m_scopes.back().classNumber];
        m_out.m_bytes += bytesOf(method.name) + found.qualifiedName.size();
        if (m_out.m_bytes <= mostBytes && found.methods.size() < mostEntries)
            found.methods.push_back(std::move(method));
    }

    TableReader &m_out;
    bool m_cpp;
    std::span<const Token> m_tokens;
    std::vector<size_t> m_close;
    std::vector<Scope> m_scopes;
    size_t m_at = 0;
    size_t m_start = 0;           // of the declaration being read
    bool m_inConstructor = false; // known, its body not yet reached
};

void TableReader::readDeclarations(std::span<const Token> tokens)
{
    Walker(*this, tokens).declarations();
}

void TableReader::readBody(std::span<const Token> tokens)
{
    if (std::any_of(tokens.begin(), tokens.end(), [](const Token &token) { return token.isWord("static"); }))
        Walker(*this, tokens).statics();
}

void TableReader::addTable(std::span<const Token> initialiser, uint32_t line)
{
    if (m_bytes > mostBytes)
        return;
    SourceTable table;
    table.line = line;
    table.entries = readInitialiser(initialiser, m_scope, m_language, mostEntries);
    if (std::all_of(table.entries.begin(), table.entries.end(), [](const auto &entry) { return entry.isString; }))
        return;
    for (const SourceTable::Entry &entry : table.entries)
        m_bytes += bytesOf(entry.text);
    if (m_bytes <= mostBytes)
        m_found.variables.push_back(std::move(table));
}

FileTables TableReader::take()
{
    std::vector<SourceTable> tables = std::exchange(m_found.variables, {});
    std::stable_sort(tables.begin(), tables.end(),
                     [](const SourceTable &a, const SourceTable &b) { return a.line < b.line; });
    std::vector<SourceTable> &once = m_found.variables;
    for (SourceTable &table : tables) {
        const auto latest = once.end() - static_cast<std::ptrdiff_t>(std::min(once.size(), mostVariants));
        if (std::find(latest, once.end(), table) == once.end())
            once.push_back(std::move(table));
    }
    return std::move(m_found);
}

} // namespace symbolon
