// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/syntaxtree.h"

#include "analysis/source/expression.h"
#include "analysis/source/headerelements.h"
#include "analysis/source/keywords.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr int deepest = 200;
constexpr size_t longestAngle = 64; // tokens of < … > in a declaration

// How tight operators bind: the comma, assignments and ?:, then those of bindingOf().
constexpr int comma = 0;
constexpr int assignment = 1;

bool isAssignment(const Token &token)
{
    switch (token.op) {
    case punct("="):
    case punct("+="):
    case punct("-="):
    case punct("*="):
    case punct("/="):
    case punct("%="):
    case punct("&="):
    case punct("|="):
    case punct("^="):
    case punct("<<="):
    case punct(">>="):
        return true;
    default:
        return false;
    }
}

bool isPrefixOperator(const Token &token)
{
    switch (token.op) {
    case punct("+"):
    case punct("-"):
    case punct("!"):
    case punct("~"):
    case punct("*"):
    case punct("&"):
    case punct("&&"): // the address of a label
    case punct("++"):
    case punct("--"):
        return true;
    default:
        return token.isWord("sizeof") || token.isWord("new") || token.isWord("delete") || token.isWord("throw");
    }
}

class Parser
{
public:
    Parser(std::string_view text, size_t most)
        : m_tokens(lexFragment(text, 1)), m_close(matchBrackets(m_tokens)), m_most(most)
    {
    }

    std::vector<SyntaxNode> parse()
    {
        const size_t body = bodyBegin();
        const int root = make(SyntaxKind::Function);
        parameters(root, body);
        m_at = body;
        while (!atEnd())
            attach(root, statement());
        return inPreorder();
    }

private:
    // While it is built, a node knows its children.
    struct Building {
        SyntaxKind kind;
        std::string_view text;
        int first = -1, last = -1, next = -1;
    };

    [[nodiscard]] bool atEnd() const { return m_at >= m_tokens.size() || m_nodes.size() > 2 * m_most; }
    [[nodiscard]] bool is(std::string_view op, size_t ahead = 0) const
    {
        return m_at + ahead < m_tokens.size() && m_tokens[m_at + ahead].is(op);
    }
    [[nodiscard]] bool isWord(std::string_view word) const { return !atEnd() && m_tokens[m_at].isWord(word); }
    [[nodiscard]] size_t closeOf(size_t open) const { return std::min(m_close[open], m_tokens.size()); }
    bool take(std::string_view op)
    {
        const bool there = is(op);
        m_at += there;
        return there;
    }

    int make(SyntaxKind kind, std::string_view text = {})
    {
        m_nodes.push_back({kind, text});
        return static_cast<int>(m_nodes.size()) - 1;
    }
    int leaf(SyntaxKind kind) { return make(kind, m_tokens[m_at++].text); }
    void attach(int parent, int child)
    {
        if (child < 0)
            return;
        Building &to = m_nodes[static_cast<size_t>(parent)];
        (to.first < 0 ? to.first : m_nodes[static_cast<size_t>(to.last)].next) = child;
        to.last = child;
    }
    int with(int parent, int child)
    {
        attach(parent, child);
        return parent;
    }

    [[nodiscard]] std::vector<SyntaxNode> inPreorder() const
    {
        std::vector<SyntaxNode> tree;
        std::vector<std::pair<int, int32_t>> open{{0, -1}}; // node, its parent's place in the tree
        while (!open.empty() && tree.size() < m_most) {
            const auto [number, parent] = open.back();
            open.pop_back();
            const Building &node = m_nodes[static_cast<size_t>(number)];
            const auto place = static_cast<int32_t>(tree.size());
            tree.push_back({node.kind, parent, node.text});
            const size_t before = open.size();
            for (int child = node.first; child >= 0; child = m_nodes[static_cast<size_t>(child)].next)
                open.emplace_back(child, place);
            std::reverse(open.begin() + static_cast<std::ptrdiff_t>(before), open.end());
        }
        return tree;
    }

    [[nodiscard]] size_t bodyBegin() const
    {
        size_t i = 0;
        while (i < m_tokens.size() && !m_tokens[i].is("{"))
            i = m_tokens[i].is("(") && m_close[i] != SIZE_MAX ? m_close[i] + 1 : i + 1;
        return i;
    }

    void parameters(int root, size_t body)
    {
        size_t open = 1;
        while (open < body && !(m_tokens[open].is("(") && m_tokens[open - 1].isWord()
                                && !isAttributeKeyword(m_tokens[open - 1].text)))
            ++open;
        if (open >= body)
            return;
        const size_t end = std::min(closeOf(open), body);
        int parameter = -1;
        for (m_at = open + 1; m_at < end;) {
            if (parameter < 0)
                attach(root, parameter = make(SyntaxKind::Parameter));
            if (take(",")) {
                parameter = -1;
            } else if (m_tokens[m_at].isWord() && isTypeKeyword(m_tokens[m_at].text)) {
                attach(parameter, leaf(SyntaxKind::Type));
            } else if (is("*") || is("&")) {
                attach(parameter, leaf(SyntaxKind::Type));
            } else {
                ++m_at;
            }
        }
    }

    // One statement; -1: nothing that has a node. Goes on in any case.
    int statement()
    {
        const size_t begin = m_at;
        if (is("[") && is("[", 1) && m_close[m_at] < m_tokens.size()) // [[attributes]]
            m_at = m_close[m_at] + 1;
        if (atEnd())
            return -1;
        int node = -1;
        if (++m_depth > deepest) {
            node = skipped();
        } else if (is("{")) {
            node = block();
        } else if (!take(";")) {
            node = m_tokens[m_at].isWord() ? worded() : expressionStatement();
        }
        --m_depth;
        if (m_at == begin)
            ++m_at;
        return node;
    }

    int skipped()
    {
        const bool bracket = m_close[m_at] != SIZE_MAX;
        m_at = bracket ? m_close[m_at] + 1 : m_at + 1;
        return make(SyntaxKind::Nothing);
    }

    int block()
    {
        const int node = make(SyntaxKind::Block);
        const size_t end = closeOf(m_at++);
        while (!atEnd() && m_at < end)
            attach(node, statement());
        m_at = std::max(m_at, std::min(end + 1, m_tokens.size()));
        return node;
    }

    int expressionStatement()
    {
        const int node = expression(comma);
        take(";");
        return node;
    }

    // A statement that begins with a word.
    int worded()
    {
        const std::string_view word = m_tokens[m_at].text;
        if (word == "if")
            return conditional();
        if (word == "while" || word == "switch")
            return guarded(word == "while" ? SyntaxKind::While : SyntaxKind::Switch);
        if (word == "for")
            return forLoop();
        if (word == "do")
            return doLoop();
        if (word == "case" || word == "default")
            return label(word == "case" ? SyntaxKind::Case : SyntaxKind::Default);
        if (word == "return")
            return simple(SyntaxKind::Return);
        if (word == "break")
            return simple(SyntaxKind::Break);
        if (word == "continue")
            return simple(SyntaxKind::Continue);
        if (word == "goto")
            return simple(SyntaxKind::Goto);
        if (word == "try") {
            ++m_at;
            return with(make(SyntaxKind::Try), atEnd() ? -1 : statement());
        }
        if (word == "catch")
            return guarded(SyntaxKind::Catch);
        if (word == "else") { // of an if that was not understood
            ++m_at;
            return atEnd() ? -1 : statement();
        }
        if (is(":", 1) && !is("::", 1)) {
            m_at += 2;
            return make(SyntaxKind::Label);
        }
        return declares() ? declaration() : expressionStatement();
    }

    int simple(SyntaxKind kind)
    {
        ++m_at;
        const int node = make(kind);
        if (kind == SyntaxKind::Goto && !is(";"))
            ++m_at; // whither
        else if (!atEnd() && !is(";"))
            attach(node, expression(comma));
        take(";");
        return node;
    }

    int label(SyntaxKind kind)
    {
        ++m_at;
        const int node = make(kind);
        if (kind == SyntaxKind::Case) {
            attach(node, expression(assignment));
            if (take("..."))
                attach(node, expression(assignment));
        }
        take(":");
        return node;
    }

    // ( … ), whose inside is a declaration or an expression.
    void inParentheses(int node)
    {
        if (!is("("))
            return;
        const size_t end = closeOf(m_at++);
        while (!atEnd() && m_at < end)
            attach(node, declares() ? declaration() : expressionUpTo(end));
        m_at = std::max(m_at, std::min(end + 1, m_tokens.size()));
    }

    // Leaves out what is no expression.
    int expressionUpTo(size_t end)
    {
        const size_t begin = m_at;
        const int node = expression(comma);
        if (m_at == begin || (m_at < end && (is(";") || is(":"))))
            ++m_at;
        return node;
    }

    int guarded(SyntaxKind kind)
    {
        ++m_at;
        if (isWord("constexpr"))
            ++m_at;
        const int node = make(kind);
        inParentheses(node);
        if (!atEnd())
            attach(node, statement());
        return node;
    }

    int conditional()
    {
        const int node = guarded(SyntaxKind::If);
        if (isWord("else")) {
            ++m_at;
            if (!atEnd())
                attach(node, statement());
        }
        return node;
    }

    int doLoop()
    {
        ++m_at;
        const int node = make(SyntaxKind::Do);
        if (!atEnd())
            attach(node, statement());
        if (isWord("while")) {
            ++m_at;
            inParentheses(node);
            take(";");
        }
        return node;
    }

    int forLoop()
    {
        ++m_at;
        const int node = make(SyntaxKind::For);
        if (is("(")) {
            const size_t end = closeOf(m_at++);
            for (int part = 0; part < 3 && !atEnd() && m_at < end; ++part) {
                if (take(";") || take(":")) {
                    attach(node, make(SyntaxKind::Nothing));
                    continue;
                }
                const bool declared = declares();
                attach(node, declared ? declaration() : expression(comma));
                if (declared || !take(";")) // a declaration takes its own
                    take(":");
            }
            m_at = std::max(m_at, std::min(end + 1, m_tokens.size()));
        }
        if (!atEnd())
            attach(node, statement());
        return node;
    }

    // Whether a declaration begins here: a keyword of one, or a type's name and another word.
    [[nodiscard]] bool declares() const
    {
        const Token &first = m_tokens[m_at];
        if (!first.isWord() || isControlKeyword(first.text, SourceLanguage::Cpp))
            return false;
        if (isStorageKeyword(first.text) || isTypeKeyword(first.text))
            return !is("(", 1) || is("*", 2); // int(x) is none, int (*f)() is one
        size_t i = afterTypeName(m_at);
        const size_t stars = i;
        while (i < m_tokens.size() && (m_tokens[i].is("*") || m_tokens[i].is("&") || m_tokens[i].is("&&")))
            ++i;
        if (i + 1 >= m_tokens.size() || !m_tokens[i].isWord() || isControlKeyword(m_tokens[i].text, SourceLanguage::Cpp))
            return false;
        const Token &next = m_tokens[i + 1];
        return next.is("=") || next.is(";") || next.is(",") || next.is("[") || next.is(":")
            || (i == stars && (next.is("(") || next.is("{")));
    }

    // After a::b<c>; `from` is a word.
    [[nodiscard]] size_t afterTypeName(size_t from) const
    {
        size_t i = from + 1;
        while (i + 1 < m_tokens.size() && m_tokens[i].is("::") && m_tokens[i + 1].isWord())
            i += 2;
        if (i >= m_tokens.size() || !m_tokens[i].is("<"))
            return i;
        int open = 0;
        for (size_t n = i; n < std::min(m_tokens.size(), i + longestAngle); ++n) {
            const Token &token = m_tokens[n];
            if (token.is(";") || token.is("{") || token.is("}") || token.is("&&") || token.is("||"))
                break;
            open += token.is("<") - token.is(">") - 2 * token.is(">>");
            if (open <= 0)
                return n + 1;
        }
        return i;
    }

    // `struct s *a = b, c[3];` with a type of any number of words.
    int declaration()
    {
        const int node = make(SyntaxKind::Declaration);
        bool named = false;
        while (!atEnd() && m_tokens[m_at].isWord()) {
            const std::string_view word = m_tokens[m_at].text;
            const bool keyword = isTypeKeyword(word) || isStorageKeyword(word);
            const size_t after = keyword ? m_at + 1 : afterTypeName(m_at);
            const bool tagged = word == "struct" || word == "union" || word == "enum" || word == "class";
            if (!keyword && named)
                break; // the variable
            if (!isStorageKeyword(word) && word != "const" && word != "volatile")
                attach(node, make(SyntaxKind::Type, word));
            named = named || (!tagged && word != "const" && word != "volatile" && !isStorageKeyword(word));
            m_at = after;
            if (tagged && !atEnd() && m_tokens[m_at].isWord()) {
                ++m_at; // its name
                named = true;
            }
            if (tagged && is("{"))
                attach(node, block());
        }
        while (!atEnd() && !is(";") && !is(")") && !is("}")) {
            const size_t begin = m_at;
            attach(node, declarator());
            if (!take(",") && m_at == begin)
                break;
            if (is(":"))
                break; // for (x : y)
        }
        take(";");
        return node;
    }

    int declarator()
    {
        const int node = make(SyntaxKind::Declarator);
        while (is("*") || is("&") || is("&&") || isWord("const"))
            attach(node, leaf(SyntaxKind::Type));
        if (is("(") && m_close[m_at] != SIZE_MAX) { // (*f)(int)
            m_at = m_close[m_at] + 1;
            if (is("(") && m_close[m_at] != SIZE_MAX)
                m_at = m_close[m_at] + 1;
        } else if (!atEnd() && m_tokens[m_at].isWord()) {
            ++m_at;
        }
        while (is("[") && m_close[m_at] != SIZE_MAX) {
            const size_t end = m_close[m_at++];
            if (m_at < end)
                attach(node, expression(comma));
            m_at = end + 1;
        }
        if (is("(") || is("{"))
            attach(node, list(SyntaxKind::Initialiser));
        else if (take("=") && !atEnd())
            attach(node, is("{") ? list(SyntaxKind::Initialiser) : expression(assignment));
        return node;
    }

    // What stands in brackets, by commas; designators are left out.
    int list(SyntaxKind kind)
    {
        const int node = ++m_depth > deepest ? skipped() : arguments(make(kind));
        --m_depth;
        return node;
    }
    int arguments(int node)
    {
        const size_t end = closeOf(m_at++);
        while (!atEnd() && m_at < end) {
            const size_t begin = m_at;
            if (is(".") && is("=", 2))
                m_at += 3;
            else if (is("[") && m_close[m_at] < end && is("=", m_close[m_at] + 1 - m_at))
                m_at = m_close[m_at] + 2;
            if (m_at < end)
                attach(node, is("{") ? list(SyntaxKind::Initialiser) : declares() ? declaration() : expression(assignment));
            if (!take(",") && m_at == begin)
                ++m_at;
        }
        m_at = std::max(m_at, std::min(end + 1, m_tokens.size()));
        return node;
    }

    // The longest expression of operators that bind at least so tight; -1: none begins here.
    int expression(int least)
    {
        if (atEnd())
            return -1;
        int left = ++m_depth > deepest ? skipped() : operand();
        while (left >= 0 && !atEnd()) {
            const Token &token = m_tokens[m_at];
            const int binding = bindingOf(token);
            if (binding > 0 && binding + assignment >= least) {
                left = operation(SyntaxKind::Binary, left, binding + assignment + 1);
            } else if (isAssignment(token) && assignment >= least) {
                left = operation(SyntaxKind::Assignment, left, assignment);
            } else if (token.is(",") && comma >= least) {
                left = operation(SyntaxKind::Binary, left, assignment);
            } else if (token.is("?") && assignment >= least) {
                ++m_at;
                left = with(make(SyntaxKind::Conditional), left);
                attach(left, expression(comma));
                if (take(":"))
                    attach(left, expression(assignment));
            } else {
                break;
            }
        }
        --m_depth;
        return left;
    }

    int operation(SyntaxKind kind, int left, int least)
    {
        const int node = with(leaf(kind), left);
        return with(node, expression(least));
    }

    int operand()
    {
        while (is("::"))
            ++m_at;
        if (atEnd())
            return -1;
        const Token &token = m_tokens[m_at];
        if (isPrefixOperator(token))
            return prefixed();
        int node = -1;
        switch (token.kind) {
        case TokenKind::Number:
            node = leaf(SyntaxKind::Number);
            break;
        case TokenKind::Char:
            node = leaf(SyntaxKind::Char);
            break;
        case TokenKind::String:
            node = leaf(SyntaxKind::String);
            while (!atEnd() && m_tokens[m_at].kind == TokenKind::String)
                ++m_at;
            break;
        case TokenKind::Identifier:
            if (isControlKeyword(token.text, SourceLanguage::Cpp) && token.text != "sizeof")
                return -1;
            node = name();
            break;
        case TokenKind::Punctuator:
            if (token.is("("))
                node = parenthesis();
            else if (token.is("["))
                node = lambda();
            else if (token.is("{"))
                node = list(SyntaxKind::Initialiser);
            break;
        }
        while (node >= 0 && !atEnd()) {
            if (is("(") && m_close[m_at] != SIZE_MAX)
                node = arguments(with(make(SyntaxKind::Call), node));
            else if (is("[") && m_close[m_at] != SIZE_MAX)
                node = index(node);
            else if (is(".") || is("->"))
                node = member(node);
            else if (is("++") || is("--"))
                node = with(leaf(SyntaxKind::Postfix), node);
            else
                break;
        }
        return node;
    }

    int prefixed()
    {
        const bool ofType = isWord("sizeof") && is("(", 1) && closeOf(m_at + 1) < m_tokens.size()
            && castAt(m_at + 1, closeOf(m_at + 1));
        const bool array = isWord("delete") && is("[", 1) && is("]", 2);
        const int node = leaf(SyntaxKind::Unary);
        m_at += array ? 2 : 0;
        if (!ofType)
            return with(node, expression(tightest));
        types(node);
        return node;
    }

    // (type)
    void types(int node)
    {
        const size_t end = m_close[m_at++];
        for (; m_at < end; ++m_at) {
            if (m_tokens[m_at].isWord() || is("*"))
                attach(node, make(SyntaxKind::Type, m_tokens[m_at].text));
        }
        m_at = end + 1;
    }

    // a::b is b; a type in an expression is one.
    int name()
    {
        while (is("::", 1) && m_at + 2 < m_tokens.size() && m_tokens[m_at + 2].isWord())
            m_at += 2;
        const bool type = isTypeKeyword(m_tokens[m_at].text);
        const int node = leaf(type ? SyntaxKind::Type : SyntaxKind::Identifier);
        while (type && !atEnd() && m_tokens[m_at].isWord() && isTypeKeyword(m_tokens[m_at].text))
            ++m_at;
        return node;
    }

    int index(int of)
    {
        const int node = with(make(SyntaxKind::Index), of);
        const size_t end = m_close[m_at++];
        if (m_at < end)
            attach(node, expression(comma));
        m_at = std::max(m_at, end + 1);
        return node;
    }

    int member(int of)
    {
        const int node = with(leaf(SyntaxKind::Member), of);
        if (!atEnd() && m_tokens[m_at].isWord())
            ++m_at;
        return node;
    }

    int parenthesis()
    {
        const size_t open = m_at, end = closeOf(open);
        if (end >= m_tokens.size()) {
            ++m_at;
            return expression(comma);
        }
        if (castAt(open, end)) {
            const int node = make(SyntaxKind::Cast);
            types(node);
            return with(node, is("{") ? list(SyntaxKind::Initialiser) : expression(tightest));
        }
        ++m_at;
        const int node = is("{") ? block() : expression(comma); // ({ … })
        m_at = std::max(m_at, end + 1);
        return node;
    }

    // (type *), (type (*)(…)) and, before an operand, (type)
    [[nodiscard]] bool castAt(size_t open, size_t end) const
    {
        if (isCast(m_tokens, open, end))
            return true;
        if (end > open + 4 && m_tokens[open + 2].is("(") && m_tokens[open + 3].is("*") && m_tokens[open + 4].is(")"))
            return m_tokens[open + 1].isWord();
        if (end != open + 2 || !m_tokens[open + 1].isWord() || end + 1 >= m_tokens.size())
            return false;
        const Token &next = m_tokens[end + 1];
        return next.kind == TokenKind::Number || next.kind == TokenKind::String
            || (next.isWord() && !isControlKeyword(next.text, SourceLanguage::Cpp));
    }

    int lambda()
    {
        if (m_close[m_at] == SIZE_MAX)
            return -1;
        m_at = m_close[m_at] + 1;
        const int node = make(SyntaxKind::Lambda);
        if (is("(") && m_close[m_at] != SIZE_MAX)
            m_at = m_close[m_at] + 1;
        while (isWord("mutable") || isWord("noexcept") || isWord("constexpr"))
            ++m_at;
        return is("{") ? with(node, nestedBlock()) : node;
    }

    int nestedBlock()
    {
        const int node = ++m_depth > deepest ? skipped() : block();
        --m_depth;
        return node;
    }

    static constexpr int tightest = 100; // an operand with its postfix operators, and no more

    std::vector<Token> m_tokens;
    std::vector<size_t> m_close;
    size_t m_most;
    size_t m_at = 0;
    int m_depth = 0;
    std::vector<Building> m_nodes;
};

} // namespace

std::vector<SyntaxNode> syntaxTree(std::string_view definition, size_t most)
{
    return Parser(definition, most).parse();
}

} // namespace symbolon
