// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/dataset/build/sourcelookup.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace symbolon {

namespace fs = std::filesystem;

namespace {

void skipBlanks(std::string_view &text)
{
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
}

} // namespace

SourceLookup::SourceLookup(const SourceTree &tree) : m_tree(tree)
{
    for (uint32_t i = 0; i < tree.functions.size(); ++i) {
        const SourceFunction &function = tree.functions[i];
        m_named[{tree.files[function.file].path, function.name}].push_back(i);
    }
    for (uint32_t file = 0; file < tree.files.size(); ++file) {
        if (auto found = renumberings(file); !found.empty())
            m_renumbered.emplace(file, std::move(found));
    }
}

std::vector<SourceLookup::Renumbering> SourceLookup::renumberings(uint32_t file) const
{
    const fs::path path = fs::path(m_tree.root) / m_tree.files[file].path;
    std::ifstream stream(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    std::vector<Renumbering> result;
    uint32_t line = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const size_t end = rest.find('\n');
        std::string_view directive = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        ++line;
        if (!directive.starts_with('#'))
            continue;
        directive.remove_prefix(1);
        skipBlanks(directive);
        if (directive.starts_with("line"))
            directive.remove_prefix(4);
        skipBlanks(directive);
        Renumbering found{line + 1, 0, true};
        const auto [after, error] =
            std::from_chars(directive.data(), directive.data() + directive.size(), found.presumed);
        if (error != std::errc())
            continue;
        directive.remove_prefix(static_cast<size_t>(after - directive.data()));
        const size_t open = directive.find('"');
        const size_t close = directive.rfind('"');
        if (open != std::string_view::npos && close > open)
            found.sameFile = fs::path(directive.substr(open + 1, close - open - 1)).filename() == path.filename();
        else if (!result.empty())
            found.sameFile = result.back().sameFile;
        result.push_back(found);
    }
    return result;
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
        const auto renumbered = m_renumbered.find(m_tree.functions[index].file);
        if (renumbered == m_renumbered.end()) {
            consider(index, row.line);
            continue;
        }
        // Each stretch of the file that holds a line of this presumed number.
        const std::vector<Renumbering> &stretches = renumbered->second;
        if (row.line < stretches.front().line)
            consider(index, row.line);
        for (size_t i = 0; i < stretches.size(); ++i) {
            const Renumbering &stretch = stretches[i];
            const uint32_t line = stretch.line + (row.line - stretch.presumed);
            if (stretch.sameFile && row.line >= stretch.presumed
                && (i + 1 == stretches.size() || line < stretches[i + 1].line))
                consider(index, line);
        }
    }
    return best;
}

} // namespace symbolon
