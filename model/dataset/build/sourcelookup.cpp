// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/dataset/build/sourcelookup.h"

#include "analysis/source/lexer.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>

namespace symbolon {

namespace fs = std::filesystem;

SourceLookup::SourceLookup(const SourceTree &tree) : m_tree(tree)
{
    for (const SourceFile &file : tree.files)
        m_paths.insert(file.path);
    for (const SourceFile &file : tree.files)
        m_stretches.push_back(stretchesOf(file.path));
    for (uint32_t i = 0; i < tree.functions.size(); ++i) {
        const SourceFunction &function = tree.functions[i];
        for (const Stretch &stretch : m_stretches[function.file]) {
            auto &named = m_named[{stretch.path, function.name}];
            if (function.line <= stretch.last && stretch.first <= function.endLine
                && (named.empty() || named.back() != i))
                named.push_back(i);
        }
    }
}

// The file that a #line directive in `path` names; empty: none of the tree's.
std::string SourceLookup::presumedPath(const std::string &path, std::string_view literal) const
{
    const fs::path own(path);
    const fs::path named(literal.substr(1, literal.size() - 2)); // without the quotes
    if (named.filename() == own.filename())
        return path;
    for (const fs::path &candidate : {own.parent_path() / named, named}) {
        std::string inTree = candidate.lexically_normal().string();
        if (m_paths.contains(inTree))
            return inTree;
    }
    return {};
}

std::vector<SourceLookup::Stretch> SourceLookup::stretchesOf(const std::string &path) const
{
    std::vector<Stretch> stretches{{.path = path}};
    std::ifstream stream(fs::path(m_tree.root) / path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    const LexedFile lexed = lex(text);
    for (const Directive &directive : lexed.directives) {
        const std::span tokens(lexed.directiveTokens.begin() + directive.first,
                               lexed.directiveTokens.begin() + directive.last);
        if ((directive.name != "line" && !directive.name.empty()) || tokens.empty()
            || tokens.front().kind != TokenKind::Number)
            continue;
        Stretch stretch{.first = directive.line + 1, .path = stretches.back().path};
        const std::string_view number = tokens.front().text;
        if (std::from_chars(number.data(), number.data() + number.size(), stretch.presumed).ec != std::errc())
            continue;
        if (tokens.size() > 1 && tokens[1].kind == TokenKind::String)
            stretch.path = presumedPath(path, tokens[1].text);
        else if (directive.name.empty())
            continue; // "# 1" alone is no marker
        stretches.back().last = directive.line;
        stretches.push_back(std::move(stretch));
    }
    return stretches;
}

int SourceLookup::rank(const SourceFunction &function, uint32_t line)
{
    return line == function.nameLine                            ? 4
           : line == function.line                              ? 3
           : function.line <= line && line <= function.nameLine ? 2
           : function.line <= line && line <= function.endLine  ? 1
                                                                : 0;
}

int SourceLookup::find(const TruthRow &row) const
{
    const auto named = m_named.find({row.path, row.name});
    if (named == m_named.end())
        return -1;
    int best = -1;
    int bestRank = 0;
    const auto consider = [&](uint32_t index, uint32_t line) {
        const int found = rank(m_tree.functions[index], line);
        if (found > bestRank) {
            best = static_cast<int>(index);
            bestRank = found;
        }
    };
    for (const uint32_t index : named->second) {
        for (const Stretch &stretch : m_stretches[m_tree.functions[index].file]) {
            if (stretch.path != row.path || row.line < stretch.presumed)
                continue;
            const uint64_t line = uint64_t(stretch.first) + (row.line - stretch.presumed);
            if (line <= stretch.last)
                consider(index, static_cast<uint32_t>(line));
        }
    }
    return best;
}

} // namespace symbolon
