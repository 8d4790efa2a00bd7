// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The syntax trees against those of libclang, where the text is whole enough for a compiler; by hand where it is not.
#include "analysis/source/syntaxtree.h"

#include <clang-c/Index.h>

#include <QTest>

#include <map>
#include <random>
#include <string>

using namespace symbolon;

namespace {

using Kind = SyntaxKind;

const char *nameOf(SyntaxKind kind)
{
    constexpr const char *names[] = {
        "Function", "Parameter", "Block",  "Declaration", "Type",   "Declarator", "Initialiser", "If",     "While",
        "Do",       "For",       "Switch", "Case",        "Default", "Label",     "Return",      "Break",  "Continue",
        "Goto",     "Try",       "Catch",  "Nothing",     "Assignment", "Binary", "Conditional", "Unary",  "Postfix",
        "Cast",     "Call",      "Index",  "Member",      "Lambda", "Identifier", "Number",      "String", "Char"};
    return names[static_cast<size_t>(kind)];
}

// "If(Binary<(Identifier,Number),Return)": with the operators of assignments and binary expressions, without types.
std::string written(const std::vector<SyntaxNode> &tree)
{
    std::vector<std::vector<size_t>> children(tree.size());
    for (size_t i = 1; i < tree.size(); ++i)
        children[static_cast<size_t>(tree[i].parent)].push_back(i);
    const auto write = [&](const auto &self, size_t node) -> std::string {
        const SyntaxKind kind = tree[node].kind;
        if (kind == Kind::Type || kind == Kind::Nothing)
            return {};
        std::string text = kind == Kind::Postfix ? "Unary" : nameOf(kind), inside;
        if (kind == Kind::Binary || kind == Kind::Assignment)
            text += tree[node].text;
        for (const size_t child : children[node]) {
            if (const std::string part = self(self, child); !part.empty())
                inside += (inside.empty() ? "" : ",") + part;
        }
        return inside.empty() ? text : text + "(" + inside + ")";
    };
    return tree.empty() ? std::string() : write(write, 0);
}

std::string taken(CXString text)
{
    const char *raw = clang_getCString(text);
    std::string result = raw ? raw : "";
    clang_disposeString(text);
    return result;
}

std::vector<CXCursor> childrenOf(CXCursor cursor)
{
    std::vector<CXCursor> children;
    clang_visitChildren(
        cursor,
        [](CXCursor child, CXCursor, CXClientData data) {
            static_cast<std::vector<CXCursor> *>(data)->push_back(child);
            return CXChildVisit_Continue;
        },
        &children);
    return children;
}

// The first token between the ends of both operands.
std::string operatorOf(CXTranslationUnit unit, CXCursor binary)
{
    const auto operands = childrenOf(binary);
    unsigned end = 0;
    clang_getFileLocation(clang_getRangeEnd(clang_getCursorExtent(operands[0])), nullptr, nullptr, nullptr, &end);
    CXToken *tokens = nullptr;
    unsigned count = 0;
    clang_tokenize(unit, clang_getCursorExtent(binary), &tokens, &count);
    std::string found;
    for (unsigned i = 0; i < count && found.empty(); ++i) {
        unsigned at = 0;
        clang_getFileLocation(clang_getTokenLocation(unit, tokens[i]), nullptr, nullptr, nullptr, &at);
        const std::string text = taken(clang_getTokenSpelling(unit, tokens[i]));
        if (at >= end && text != ")")
            found = text;
    }
    clang_disposeTokens(unit, tokens, count);
    return found;
}

// What written() gives, from a cursor of libclang's. A label's statement stands behind it, as in our trees.
std::string written(CXTranslationUnit unit, CXCursor cursor)
{
    static const std::map<CXCursorKind, std::string> names{
        {CXCursor_FunctionDecl, "Function"}, {CXCursor_ParmDecl, "Parameter"}, {CXCursor_CompoundStmt, "Block"},
        {CXCursor_DeclStmt, "Declaration"}, {CXCursor_VarDecl, "Declarator"}, {CXCursor_InitListExpr, "Initialiser"},
        {CXCursor_IfStmt, "If"}, {CXCursor_WhileStmt, "While"}, {CXCursor_DoStmt, "Do"}, {CXCursor_ForStmt, "For"},
        {CXCursor_SwitchStmt, "Switch"}, {CXCursor_CaseStmt, "Case"}, {CXCursor_DefaultStmt, "Default"},
        {CXCursor_LabelStmt, "Label"}, {CXCursor_ReturnStmt, "Return"}, {CXCursor_BreakStmt, "Break"},
        {CXCursor_ContinueStmt, "Continue"}, {CXCursor_GotoStmt, "Goto"}, {CXCursor_ConditionalOperator, "Conditional"},
        {CXCursor_UnaryOperator, "Unary"}, {CXCursor_UnaryExpr, "Unary"}, {CXCursor_CStyleCastExpr, "Cast"},
        {CXCursor_CallExpr, "Call"}, {CXCursor_ArraySubscriptExpr, "Index"}, {CXCursor_MemberRefExpr, "Member"},
        {CXCursor_DeclRefExpr, "Identifier"}, {CXCursor_IntegerLiteral, "Number"}, {CXCursor_FloatingLiteral, "Number"},
        {CXCursor_StringLiteral, "String"}, {CXCursor_CharacterLiteral, "Char"}};
    const CXCursorKind kind = clang_getCursorKind(cursor);
    auto children = childrenOf(cursor);
    if (kind == CXCursor_UnexposedExpr || kind == CXCursor_ParenExpr)
        return written(unit, children.front());
    if (kind == CXCursor_TypeRef || kind == CXCursor_NullStmt || kind == CXCursor_LabelRef)
        return {};
    std::string text;
    if (kind == CXCursor_BinaryOperator || kind == CXCursor_CompoundAssignOperator) {
        text = operatorOf(unit, cursor);
        const bool assigns = kind == CXCursor_CompoundAssignOperator || text == "=";
        text = std::string(assigns ? "Assignment" : "Binary").append(text);
    } else {
        const auto name = names.find(kind);
        text = name != names.end() ? name->second : taken(clang_getCursorKindSpelling(kind));
    }
    std::string after;
    if (kind == CXCursor_CaseStmt || kind == CXCursor_DefaultStmt || kind == CXCursor_LabelStmt) {
        after = written(unit, children.back());
        if (!after.empty())
            after = std::string(",").append(after);
        children.pop_back();
    }
    std::string inside;
    for (const CXCursor &child : children) {
        if (clang_getCursorKind(child) == CXCursor_ParmDecl && kind != CXCursor_FunctionDecl)
            continue; // of a pointer to a function
        if (const std::string part = written(unit, child); !part.empty())
            inside += (inside.empty() ? "" : ",") + part;
    }
    if (!inside.empty())
        text.append("(").append(inside).append(")");
    return text.append(after);
}

constexpr const char *wholeProgram = R"(
typedef unsigned int word;
struct node { struct node *next; int values[4]; union { int i; float f; } u; };
extern int printf(const char *format, ...);
static struct node *head;
int (*hook)(int, int);

int arithmetic(int a, int b, word c)
{
    int x = a + b * 3 - (a << 2) % 5, *p = &x, y;
    y = x = -a;
    x += ~b, x -= !c;
    *p |= a & b ^ 0x10 | 1;
    return a < b && b >= 7 || c == 1u ? x++ + --y : (int)c / 2;
}

static void lists(struct node *n, char *const text)
{
    struct node *const local = n->next, copy = *n;
    for (struct node *each = head; each; each = each->next)
        each->values[each->u.i & 3]++;
    int i, sizes[3] = {1, 2, sizeof(struct node) * 2};
    for (i = 0; i < 3; i++) {
        if (sizes[i] == 0)
            continue;
        else if (text[i] == 'x')
            break;
        else
            printf("%d" " %s\n", sizes[i], text + i);
    }
    for (;;)
        if (!n) return;
    (void)copy;
    (*local).u.f = 1.5f * (float)sizeof copy;
}

int flow(int kind, const char **names)
{
    word w = (word)kind;
    int (*call)(int, int) = hook;
again:
    do {
        kind--;
    } while (kind > 0 && names[kind]);
    while (w)
        w >>= 1;
    switch (kind + 1) {
    case 1:
    case 'a':
        hook(kind, (*hook)(1, 2));
        break;
    case 5 + 2: {
        int inner = call ? call(1, 2) : 0;
        return inner;
    }
    default:
        goto again;
    }
    if (kind) {
    } else {
        ;
    }
    return arithmetic(kind, ((int (*)(int, int))hook)(3, 4), w) != 0;
}
)";

} // namespace

class TestSyntaxTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asACompilerReadsIt()
    {
        const CXIndex index = clang_createIndex(0, 1);
        CXUnsavedFile file{"whole.c", wholeProgram, std::char_traits<char>::length(wholeProgram)};
        const CXTranslationUnit unit =
            clang_parseTranslationUnit(index, "whole.c", nullptr, 0, &file, 1, CXTranslationUnit_None);
        QVERIFY(unit);
        QCOMPARE(clang_getNumDiagnostics(unit), 0U);
        int functions = 0;
        for (const CXCursor &cursor : childrenOf(clang_getTranslationUnitCursor(unit))) {
            if (clang_getCursorKind(cursor) != CXCursor_FunctionDecl || !clang_isCursorDefinition(cursor))
                continue;
            unsigned begin = 0, end = 0;
            const CXSourceRange extent = clang_getCursorExtent(cursor);
            clang_getFileLocation(clang_getRangeStart(extent), nullptr, nullptr, nullptr, &begin);
            clang_getFileLocation(clang_getRangeEnd(extent), nullptr, nullptr, nullptr, &end);
            const std::string_view text(wholeProgram + begin, end - begin);
            const std::string ours = written(syntaxTree(text, 10'000)), theirs = written(unit, cursor);
            QVERIFY2(ours == theirs, (ours + "\n" + theirs).c_str()); // QCOMPARE cuts them off
            ++functions;
        }
        QCOMPARE(functions, 3);
        clang_disposeTranslationUnit(unit);
        clang_disposeIndex(index);
    }

    void withoutHeaders_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("tree");
        const auto row = [](const char *text, const char *tree) { QTest::newRow(text) << text << tree; };
        row("foo_t *f(bar_t x) { baz_t *p = g(x), q; p->n = (baz_t)x; return (foo_t *)p; }",
            "Function(Parameter,Block(Declaration(Declarator(Call(Identifier,Identifier)),Declarator),"
            "Assignment=(Member(Identifier),Cast(Identifier)),Return(Cast(Identifier))))");
        row("void f() { FOREACH(i, list) { use(i); } }",
            "Function(Block(Call(Identifier,Identifier,Identifier),Block(Call(Identifier,Identifier))))");
        row("int A::f() const { std::vector<int> v(3); for (auto &x : v) x = a::b<2; return v.size(); }",
            "Function(Block(Declaration(Declarator(Initialiser(Number))),For(Declaration(Declarator),Identifier,"
            "Assignment=(Identifier,Binary<(Identifier,Number))),Return(Call(Member(Identifier)))))");
        row("A::A(int x) : m(x) { auto g = [&](int y) { return y; }; try { g(x); } catch (...) { } }",
            "Function(Parameter,Block(Declaration(Declarator(Lambda(Block(Return(Identifier))))),"
            "Try(Block(Call(Identifier,Identifier))),Catch(Block)))");
        row("void f(char *p) { delete[] p; if constexpr (N) g(); else h(); [[maybe_unused]] int x = 1; }",
            "Function(Parameter,Block(Unary(Identifier),If(Identifier,Call(Identifier),Call(Identifier)),"
            "Declaration(Declarator(Number))))");
        row("void f(){int a[]={[0]", "Function(Block(Declaration(Declarator(Initialiser(Lambda)))))");
        row("f { if (x", "Function(Block(If(Identifier)))");
        row("", "Function");
        row("}} ) ; ] f", "Function");
    }

    void withoutHeaders()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, tree);
        const std::string bytes = text.toStdString();
        QCOMPARE(QString::fromStdString(written(syntaxTree(bytes, 1000))), tree);
    }

    void emptyPartsOfLoops()
    {
        const auto empty = [](std::string_view text) {
            const auto tree = syntaxTree(text, 100);
            return std::count_if(tree.begin(), tree.end(),
                                 [](const SyntaxNode &node) { return node.kind == SyntaxKind::Nothing; });
        };
        QCOMPARE(empty("void f() { for (;;) g(); }"), 2);
        QCOMPARE(empty("void f() { for (i = 0;; i++) g(); }"), 1);
        QCOMPARE(empty("void f() { for (int i = 0;; i++) g(); }"), 1);
        QCOMPARE(empty("void f() { for (int i = 0; i < 2; i++) g(); }"), 0);
        QCOMPARE(empty("void f() { for (auto i : list) g(); }"), 0);
    }

    void theFirstNodesOnly()
    {
        const std::string text = "int f(int a) { return a + 1; }";
        const auto all = syntaxTree(text, 100);
        QVERIFY(all.size() > 5);
        for (size_t most = 1; most <= all.size(); ++most) {
            const auto some = syntaxTree(text, most);
            QVERIFY(some.size() <= most);
            QVERIFY(std::equal(some.begin(), some.end(), all.begin()));
        }
    }

    void hostileTexts()
    {
        const auto repeated = [](const std::string &piece, size_t times) {
            std::string text = "f(){";
            for (size_t i = 0; i < times; ++i)
                text += piece;
            return text;
        };
        for (const char *piece : {"(", "[", "{", "a(", "!", "if(a)", "a?", "x=", "a,", "{{", "case 1:", "int ", "a<",
                                  "[]{", "({", "do ", "else ", "sizeof(", "a::", "for(;", "a.", "(int)", "goto ", "::", "int a(", "int a={", "int a[", "{[0]", "[[", "delete[] "})
            QVERIFY(isTree(syntaxTree(repeated(piece, 200'000), 4096), 4096));

        std::mt19937 random(5);
        const std::vector<std::string> words{
            "if", "else", "while", "for", "do", "switch", "case", "default", "return", "goto", "int", "struct", "static",
            "sizeof", "a", "b", "1", "'c'", "\"s\"", "(", ")", "[", "]", "{", "}", ";", ",", ":", "::", "?", "=", "+=",
            "*", "&", "<", ">", ">>", "->", ".", "++", "!", "...", "try", "catch", "new", "operator", "#", "\\"};
        for (int round = 0; round < 3000; ++round) {
            std::string text = "f(int a) {";
            for (unsigned n = random() % 60; n > 0; --n)
                text += " " + words[random() % words.size()];
            const size_t most = 1 + random() % 50;
            QVERIFY2(isTree(syntaxTree(text, most), most), text.c_str());
        }
    }

private:
    static bool isTree(const std::vector<SyntaxNode> &tree, size_t most)
    {
        bool right = !tree.empty() && tree.size() <= most && tree[0].parent == -1;
        for (size_t i = 1; i < tree.size(); ++i)
            right = right && tree[i].parent >= 0 && static_cast<size_t>(tree[i].parent) < i;
        return right;
    }
};

QTEST_GUILESS_MAIN(TestSyntaxTree)
#include "tst_syntaxtree.moc"
