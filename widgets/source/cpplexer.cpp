// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/source/cpplexer.h"

namespace symbolon {

CppLexer::CppLexer(QObject *parent) : QsciLexerCPP(parent)
{
    setFoldComments(false);
    setFoldPreprocessor(false);
}

const char *CppLexer::keywords(int set) const
{
    switch (set) {
    case 1:
        return "alignas alignof and and_eq asm auto bitand bitor break case catch class co_await co_return co_yield "
               "compl concept const const_cast consteval constexpr constinit continue decltype default delete do "
               "dynamic_cast else enum explicit export extern false final for friend goto if inline mutable namespace "
               "new noexcept not not_eq nullptr operator or or_eq override private protected public register "
               "reinterpret_cast requires restrict return sizeof static static_assert static_cast struct switch "
               "template this thread_local throw true try typedef typeid typename typeof union using virtual volatile "
               "while xor xor_eq NULL _Alignas _Alignof _Atomic _Generic _Noreturn _Static_assert _Thread_local "
               "__attribute__ __inline __inline__ __restrict __volatile__ __asm__";
    case 2:
        return "bool char char8_t char16_t char32_t double float int long short signed unsigned void wchar_t _Bool "
               "_Complex int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t uintptr_t intmax_t "
               "uintmax_t size_t ssize_t ptrdiff_t off_t time_t pid_t uid_t gid_t mode_t va_list FILE";
    default:
        return nullptr;
    }
}

void CppLexer::setTheme(const Theme &theme, const QFont &font)
{
    static constexpr std::pair<int, ColorRole> styles[] = {
        {Default, ColorRole::Text},
        {Comment, ColorRole::SyntaxComment},
        {CommentLine, ColorRole::SyntaxComment},
        {CommentDoc, ColorRole::SyntaxComment},
        {CommentLineDoc, ColorRole::SyntaxComment},
        {CommentDocKeyword, ColorRole::SyntaxComment},
        {CommentDocKeywordError, ColorRole::SyntaxComment},
        {PreProcessorComment, ColorRole::SyntaxComment},
        {PreProcessorCommentLineDoc, ColorRole::SyntaxComment},
        {Number, ColorRole::SyntaxNumber},
        {UserLiteral, ColorRole::SyntaxNumber},
        {Keyword, ColorRole::SyntaxControl},
        {KeywordSet2, ColorRole::SyntaxType},
        {GlobalClass, ColorRole::SyntaxType},
        {DoubleQuotedString, ColorRole::SyntaxString},
        {SingleQuotedString, ColorRole::SyntaxString},
        {RawString, ColorRole::SyntaxString},
        {VerbatimString, ColorRole::SyntaxString},
        {TripleQuotedVerbatimString, ColorRole::SyntaxString},
        {HashQuotedString, ColorRole::SyntaxString},
        {EscapeSequence, ColorRole::SyntaxNumber},
        {UnclosedString, ColorRole::SyntaxString},
        {Regex, ColorRole::SyntaxString},
        {UUID, ColorRole::SyntaxNumber},
        {PreProcessor, ColorRole::SyntaxFunction},
        {Operator, ColorRole::SyntaxPunctuation},
        {Identifier, ColorRole::Text},
        {TaskMarker, ColorRole::SyntaxComment},
    };
    constexpr int inactive = InactiveDefault - Default;
    setDefaultFont(font);
    setDefaultPaper(theme.base());
    setDefaultColor(theme.color(ColorRole::Text));
    QFont italic = font;
    italic.setItalic(true);
    for (const auto &[style, role] : styles) {
        for (const int which : {style, style + inactive}) {
            setColor(theme.color(role), which);
            setPaper(theme.base(), which);
            setEolFill(false, which);
            setFont(role == ColorRole::SyntaxComment ? italic : font, which);
        }
    }
}

} // namespace symbolon
