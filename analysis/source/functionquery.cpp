// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/functionquery.h"

#include "analysis/source/components.h"

#include <charconv>
#include <optional>
#include <string>

namespace symbolon {

namespace {

bool isCalled(const SourceFunction &function, std::string_view name)
{
    return function.name == name || function.qualifiedName == name;
}

// What stands after "FILE:"; nothing where the query does not begin with it.
std::optional<std::string_view> after(std::string_view file, std::string_view query)
{
    if (query.size() <= file.size() + 1 || query[file.size()] != ':' || !query.starts_with(file))
        return std::nullopt;
    return query.substr(file.size() + 1);
}

// The same with an end of the path, of whole components.
std::optional<std::string_view> afterEnd(std::string_view file, std::string_view query)
{
    for (std::size_t slash = file.find('/'); slash != std::string_view::npos; slash = file.find('/', slash + 1)) {
        if (const auto rest = after(file.substr(slash + 1), query))
            return rest;
    }
    return std::nullopt;
}

bool isMeant(const SourceFunction &function, std::string_view lineOrName)
{
    uint32_t line = 0;
    const char *end = lineOrName.data() + lineOrName.size();
    const auto [stop, error] = std::from_chars(lineOrName.data(), end, line);
    if (error == std::errc() && stop == end)
        return function.line <= line && line <= function.endLine;
    return isCalled(function, lineOrName);
}

} // namespace

std::vector<uint32_t> findFunctions(const SourceTree &tree, std::string_view query)
{
    struct Asked {
        std::optional<std::string_view> whole; // of this file: the line or name
        std::optional<std::string_view> byEnd;
    };
    std::vector<Asked> files;
    files.reserve(tree.files.size());
    bool anyWhole = false;
    for (const SourceFile &file : tree.files) {
        Asked asked{after(file.path, query), afterEnd(file.path, query)};
        if (!asked.whole)
            asked.whole = after(fileLabel(tree, file), query);
        anyWhole |= asked.whole.has_value();
        files.push_back(asked);
    }
    std::vector<uint32_t> found;
    for (uint32_t n = 0; n < tree.functions.size(); ++n) {
        const SourceFunction &function = tree.functions[n];
        const Asked &asked = files.at(function.file);
        const auto rest = anyWhole ? asked.whole : asked.byEnd;
        if (isCalled(function, query) || (rest && isMeant(function, *rest)))
            found.push_back(n);
    }
    return found;
}

} // namespace symbolon
