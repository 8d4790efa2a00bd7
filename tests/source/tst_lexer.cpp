// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/branches.h"
#include "analysis/source/lexer.h"
#include "analysis/source/literals.h"

#include <QTest>

using namespace symbolon;

class LexerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokens_data();
    void tokens();
    void directives();
    void strings_data();
    void strings();
    void integers_data();
    void integers();
    void characters_data();
    void characters();
    void passes_data();
    void passes();
    void encodings();
};

namespace {

QString joined(const std::vector<Token> &tokens)
{
    QStringList words;
    for (const Token &token : tokens)
        words << QString::fromUtf8(token.text.data(), static_cast<qsizetype>(token.text.size()));
    return words.join(QLatin1Char('|'));
}

} // namespace

void LexerTest::tokens_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("comments") << QByteArray("a/* x */b // c\n d") << QStringLiteral("a|b|d");
    QTest::newRow("comment that continues") << QByteArray("a // c \\\n still\nb") << QStringLiteral("a|b");
    QTest::newRow("unterminated comment") << QByteArray("a /* b") << QStringLiteral("a");
    QTest::newRow("operators") << QByteArray("a<<=b->*c...d::e") << QStringLiteral("a|<<=|b|->*|c|...|d|::|e");
    QTest::newRow("numbers") << QByteArray("0x1e+5 1e+5 .5f 0b101 1'000'000 0x1p-3")
                             << QStringLiteral("0x1e|+|5|1e+5|.5f|0b101|1'000'000|0x1p-3");
    QTest::newRow("unterminated string") << QByteArray("\"abc\nx") << QStringLiteral("\"abc|x");
    QTest::newRow("quote in a string") << QByteArray("\"a\\\"b\" c") << QStringLiteral("\"a\\\"b\"|c");
    QTest::newRow("raw string") << QByteArray("R\"x(a\"b)\" \\ )x\" y") << QStringLiteral("R\"x(a\"b)\" \\ )x\"|y");
    QTest::newRow("no raw string") << QByteArray("R\"abc\" y") << QStringLiteral("R|\"abc\"|y");
    QTest::newRow("prefixes") << QByteArray("L\"a\" u8\"b\" U'c' uR\"(d)\"")
                              << QStringLiteral("L\"a\"|u8\"b\"|U'c'|uR\"(d)\"");
    QTest::newRow("splice") << QByteArray("\"ab\\\ncd\" x") << QStringLiteral("\"ab\\\ncd\"|x");
    QTest::newRow("strange bytes") << QByteArray("a @ \x01 ` b") << QStringLiteral("a|@|\x01|`|b");
    QTest::newRow("backslash at the end") << QByteArray("a \\") << QStringLiteral("a|\\");
}

void LexerTest::tokens()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    QCOMPARE(joined(lex({text.data(), static_cast<size_t>(text.size())}).tokens), expected);
}

void LexerTest::directives()
{
    const std::string_view text =
        "x\n#define A(a, b) a ## b \\\n  + 1\ny\n  # include <sys/types.h>\n#error don't \"stop\nz";
    const LexedFile file = lex(text);
    QCOMPARE(joined(file.tokens), QStringLiteral("x|y|z"));
    QCOMPARE(file.directives.size(), size_t{3});
    QCOMPARE(file.directives[0].name, std::string_view("define"));
    QCOMPARE(file.directives[0].position, 1u);
    QCOMPARE(file.directives[1].line, 5u);
    QCOMPARE(file.directives[2].position, 2u);
    QCOMPARE(file.tokens[2].line, 7u);
    const std::vector<Token> define(file.directiveTokens.begin() + file.directives[0].first,
                                    file.directiveTokens.begin() + file.directives[0].last);
    QCOMPARE(joined(define), QStringLiteral("A|(|a|,|b|)|a|##|b|+|1"));
}

void LexerTest::strings_data()
{
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("plain") << QByteArray("\"abc\"") << QByteArray("abc");
    QTest::newRow("escapes") << QByteArray(R"("\n\t\\\"\'\?\a\e")") << QByteArray("\n\t\\\"'?\a\033");
    QTest::newRow("octal and hex") << QByteArray(R"("\101\x42\0606")") << QByteArray("AB06");
    QTest::newRow("embedded zero") << QByteArray(R"("a\0b")") << QByteArray("a\0b", 3);
    QTest::newRow("narrow bytes") << QByteArray(R"("\xc3\xa9")") << QByteArray("\xc3\xa9");
    QTest::newRow("wide escape") << QByteArray(R"(L"\xe9")") << QByteArray("\xc3\xa9");
    QTest::newRow("universal name") << QByteArray(R"(u"\u20ac\U0001F600")")
                                    << QByteArray("\xe2\x82\xac\xf0\x9f\x98\x80");
    QTest::newRow("raw") << QByteArray(R"x(R"(a\n"b)")x") << QByteArray("a\\n\"b");
    QTest::newRow("raw with delimiter") << QByteArray("u8R\"xy(a)x\")xy\"") << QByteArray("a)x\"");
    QTest::newRow("splice") << QByteArray("\"ab\\\ncd\"") << QByteArray("abcd");
    QTest::newRow("unterminated") << QByteArray("\"ab\\") << QByteArray("ab\\");
    QTest::newRow("surrogate") << QByteArray(R"(u"\ud800")") << QByteArray("\xef\xbf\xbd");
}

void LexerTest::strings()
{
    QFETCH(QByteArray, literal);
    QFETCH(QByteArray, value);
    QCOMPARE(QByteArray::fromStdString(stringLiteral({literal.data(), static_cast<size_t>(literal.size())})), value);
}

void LexerTest::integers_data()
{
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<bool>("known");
    QTest::addColumn<qint64>("value");
    QTest::newRow("decimal") << QByteArray("42") << true << qint64(42);
    QTest::newRow("octal") << QByteArray("0755") << true << qint64(493);
    QTest::newRow("hex") << QByteArray("0xDEADBEEFu") << true << qint64(0xdeadbeef);
    QTest::newRow("binary") << QByteArray("0b1010'1010") << true << qint64(0xaa);
    QTest::newRow("suffixes") << QByteArray("10ULL") << true << qint64(10);
    QTest::newRow("all bits") << QByteArray("0xffffffffffffffff") << true << qint64(-1);
    QTest::newRow("zero") << QByteArray("0") << true << qint64(0);
    QTest::newRow("floating") << QByteArray("1.5") << false << qint64(0);
    QTest::newRow("exponent") << QByteArray("1e5") << false << qint64(0);
    QTest::newRow("float suffix") << QByteArray("1f") << false << qint64(0);
    QTest::newRow("user-defined") << QByteArray("10_km") << false << qint64(0);
}

void LexerTest::integers()
{
    QFETCH(QByteArray, literal);
    QFETCH(bool, known);
    QFETCH(qint64, value);
    const auto read = integerLiteral({literal.data(), static_cast<size_t>(literal.size())});
    QCOMPARE(read.has_value(), known);
    if (read)
        QCOMPARE(qint64(read->value), value);
}

void LexerTest::characters_data()
{
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<qint64>("value");
    QTest::newRow("letter") << QByteArray("'a'") << qint64('a');
    QTest::newRow("newline") << QByteArray(R"('\n')") << qint64(10);
    QTest::newRow("zero") << QByteArray(R"('\0')") << qint64(0);
    QTest::newRow("negative") << QByteArray(R"('\xff')") << qint64(-1);
    QTest::newRow("quote") << QByteArray(R"('\'')") << qint64('\'');
    QTest::newRow("four") << QByteArray("'abcd'") << qint64(0x61626364);
    QTest::newRow("wide") << QByteArray("L'\xc3\xa9'") << qint64(0xe9);
}

void LexerTest::characters()
{
    QFETCH(QByteArray, literal);
    QFETCH(qint64, value);
    const auto read = characterLiteral({literal.data(), static_cast<size_t>(literal.size())});
    QVERIFY(read);
    QCOMPARE(qint64(read->value), value);
}

void LexerTest::passes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("none") << QByteArray("a\n") << QStringList{QStringLiteral("a")};
    QTest::newRow("two") << QByteArray("#if X\na\n#else\nb\n#endif\nc\n")
                         << QStringList{QStringLiteral("a|c"), QStringLiteral("b|c")};
    QTest::newRow("one branch") << QByteArray("#ifdef X\na\n#endif\nc\n") << QStringList{QStringLiteral("a|c")};
    QTest::newRow("three") << QByteArray("#if X\na\n#elif Y\nb\n#elif Z\nc\n#endif\n")
                           << QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
    QTest::newRow("nested in the second") << QByteArray("#if X\na\n#else\n#if Y\nb\n#else\nc\n#endif\n#endif\n")
                                          << QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
    QTest::newRow("dead") << QByteArray("#if 0\na\n#else\nb\n#endif\n#if 1\nc\n#else\nd\n#endif\n")
                          << QStringList{QStringLiteral("b|c")};
    QTest::newRow("for C++ only") << QByteArray("#ifdef __cplusplus\na\n#endif\n#if !defined(__cplusplus)\nb\n#endif\n")
                                  << QStringList{QStringLiteral("b")};
    QTest::newRow("not closed") << QByteArray("#if X\na\n#else\nb\n")
                                << QStringList{QStringLiteral("a"), QStringLiteral("b")};
    QTest::newRow("surplus") << QByteArray("#endif\n#else\na\n#endif\n") << QStringList{QStringLiteral("a")};
}

void LexerTest::passes()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, expected);
    const LexedFile file = lex({text.data(), static_cast<size_t>(text.size())});
    const Branches branches(file, SourceLanguage::C);
    QStringList actual;
    for (unsigned pass = 0; pass < branches.passes(); ++pass)
        actual << joined(branches.tokens(pass));
    QCOMPARE(actual, expected);
}

void LexerTest::encodings()
{
    QCOMPARE(asUtf8("caf\xe9"), std::string("caf\xc3\xa9"));
    QCOMPARE(asUtf8("caf\xc3\xa9"), std::string("caf\xc3\xa9"));
    for (const char *bad : {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80"})
        QVERIFY2(!isUtf8(bad), bad);
}

QTEST_GUILESS_MAIN(LexerTest)
#include "tst_lexer.moc"
