// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/filefacts.h"

#include <algorithm>
#include <array>

namespace symbolon {

namespace {

std::string_view suffixOf(std::string_view path)
{
    const size_t slash = path.rfind('/');
    const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    const size_t dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? std::string_view() : name.substr(dot);
}

template<size_t Count>
bool contains(const std::array<std::string_view, Count> &list, std::string_view item)
{
    return std::find(list.begin(), list.end(), item) != list.end();
}

constexpr std::array<std::string_view, 10> headerSuffixes{".h",   ".hh",  ".hpp", ".hxx", ".h++",
                                                          ".inl", ".inc", ".ipp", ".tcc", ".H"};
constexpr std::array<std::string_view, 6> unitSuffixes{".c", ".cc", ".cpp", ".cxx", ".c++", ".C"};
// Grammars and tables that generators turn into C hold C functions too; only the scanner reads them.
constexpr std::array<std::string_view, 5> generatorSuffixes{".y", ".yy", ".l", ".ll", ".def"};

} // namespace

bool isHeaderPath(std::string_view path)
{
    return contains(headerSuffixes, suffixOf(path));
}

bool isSourcePath(std::string_view path)
{
    return isHeaderPath(path) || contains(unitSuffixes, suffixOf(path)) || isGeneratorPath(path);
}

bool isGeneratorPath(std::string_view path)
{
    return contains(generatorSuffixes, suffixOf(path));
}

SourceLanguage languageOf(std::string_view path, const LexedFile &file)
{
    const std::string_view suffix = suffixOf(path);
    constexpr std::array<std::string_view, 4> c{".c", ".y", ".l", ".def"};
    constexpr std::array<std::string_view, 4> undecided{".h", ".inc", ".inl", ".H"};
    if (contains(c, suffix))
        return SourceLanguage::C;
    if (!contains(undecided, suffix))
        return SourceLanguage::Cpp;
    // Words that C headers only have for C++, outside of what they hide behind __cplusplus.
    const std::vector<Token> tokens = Branches(file, SourceLanguage::C).liveTokens();
    for (size_t i = 0; i + 1 < tokens.size(); ++i) {
        const Token &token = tokens[i];
        const Token &next = tokens[i + 1];
        if (token.is("::") || (token.isWord("template") && next.is("<"))
            || (token.isWord("namespace") && (next.isWord() || next.is("{")))
            || (token.isWord("using") && next.isWord("namespace")))
            return SourceLanguage::Cpp;
        if ((token.isWord("public") || token.isWord("private") || token.isWord("protected")) && next.is(":"))
            return SourceLanguage::Cpp;
        if (token.isWord("class") && next.isWord() && i + 2 < tokens.size()
            && (tokens[i + 2].is("{") || tokens[i + 2].is(":") || tokens[i + 2].is(";")))
            return SourceLanguage::Cpp;
    }
    return SourceLanguage::C;
}

} // namespace symbolon
