// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/keywords.h"

#include <unordered_set>

namespace symbolon {

namespace {

using Words = std::unordered_set<std::string_view>;

const Words &controlWords()
{
    static const Words words{"if",   "while", "for",      "switch",  "return", "do",    "else",
                             "case", "goto",  "continue", "default", "break",  "sizeof"};
    return words;
}

const Words &cppControlWords()
{
    static const Words words{"catch", "throw", "try", "new", "delete", "co_return", "co_await", "co_yield"};
    return words;
}

const Words &typeWords()
{
    static const Words words{"int",      "char",    "void",     "short",    "long",     "unsigned", "signed",
                             "float",    "double",  "bool",     "_Bool",    "const",    "struct",   "union",
                             "enum",     "wchar_t", "volatile", "char16_t", "char32_t", "char8_t",  "class",
                             "typename", "auto",    "__int128", "_Complex", "size_t",   "ssize_t",  "int8_t",
                             "int16_t",  "int32_t", "int64_t",  "uint8_t",  "uint16_t", "uint32_t", "uint64_t"};
    return words;
}

const Words &storageWords()
{
    static const Words words{"static",        "extern",    "inline",    "__inline",     "__inline__",
                             "virtual",       "explicit",  "friend",    "constexpr",    "consteval",
                             "register",      "_Noreturn", "template",  "typedef",      "__extension__",
                             "__forceinline", "export",    "constinit", "thread_local", "mutable"};
    return words;
}

// Words that take a parenthesis of their own within a declaration.
const Words &attributeWords()
{
    static const Words words{
        "__attribute__",  "__attribute", "__declspec", "alignas", "_Alignas", "noexcept", "decltype", "__typeof__",
        "typeof",         "__typeof",    "asm",        "__asm__", "__asm",    "requires", "explicit", "static_assert",
        "_Static_assert", "alignof",     "_Alignof",   "defined", "_Pragma",  "__pragma"};
    return words;
}

const Words &otherKeywords()
{
    static const Words words{
        "using",    "namespace", "operator",     "public",       "private",          "protected",  "this",
        "template", "and",       "or",           "not",          "static_cast",      "const_cast", "typeid",
        "final",    "override",  "restrict",     "__restrict",   "reinterpret_cast", "_Generic",   "nullptr",
        "true",     "false",     "dynamic_cast", "__restrict__", "__alignof__",      "concept",    "xor"};
    return words;
}

} // namespace

bool isKeyword(std::string_view word, SourceLanguage language)
{
    return isControlKeyword(word, language) || isTypeKeyword(word) || storageWords().contains(word)
           || attributeWords().contains(word) || (language == SourceLanguage::Cpp && otherKeywords().contains(word));
}

bool isControlKeyword(std::string_view word, SourceLanguage language)
{
    return controlWords().contains(word) || (language == SourceLanguage::Cpp && cppControlWords().contains(word));
}

bool isTypeKeyword(std::string_view word)
{
    return typeWords().contains(word);
}

bool isAccessKeyword(std::string_view word)
{
    static const Words words{"public", "private", "protected", "slots", "signals", "Q_SLOTS", "Q_SIGNALS"};
    return words.contains(word);
}

bool isStorageKeyword(std::string_view word)
{
    return storageWords().contains(word);
}

bool looksLikeMacro(std::string_view word)
{
    if (word.starts_with("__"))
        return true;
    bool letters = false;
    for (const char c : word) {
        if (c >= 'a' && c <= 'z')
            return false;
        letters = letters || (c >= 'A' && c <= 'Z');
    }
    return letters && word.size() > 1;
}

bool isAttributeKeyword(std::string_view word)
{
    return attributeWords().contains(word);
}

} // namespace symbolon
