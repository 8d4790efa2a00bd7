// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/unite.h"

#include "analysis/source/linetable.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace symbolon {

namespace {

// Adds `function` unless it is known. Of two findings of one body a full parse's counts; two full parses may know it
// by different names (a file that is included with different macros): these are two functions.
void add(std::vector<FoundFunction> &functions, FoundFunction function)
{
    const bool full = function.foundBy == FoundBy::FullParse;
    for (FoundFunction &other : functions) {
        if (other.body != function.body || other.fromMacro != function.fromMacro)
            continue;
        const bool otherFull = other.foundBy == FoundBy::FullParse;
        if (other.name == function.name || (!function.fromMacro && full != otherFull)) {
            if (full && !otherFull)
                other = std::move(function);
            return;
        }
    }
    functions.push_back(std::move(function));
}

// Adds functions that another file's full parse saw in this one.
void addForeign(FileFacts &facts, const std::vector<const ForeignFunction *> &foreign)
{
    if (foreign.empty())
        return;
    const LineTable lines(facts.text);
    std::set<std::pair<size_t, std::string_view>> seen;
    for (const ForeignFunction *from : foreign) {
        const size_t begin = lines.offsetOf(from->beginLine, from->beginColumn);
        const size_t body = lines.offsetOf(from->bodyLine, from->bodyColumn);
        const size_t end = lines.offsetOf(from->endLine, from->endColumn);
        const size_t name = lines.offsetOf(from->nameLine, 1);
        if (end > facts.text.size() || begin > body || body >= end || name > body)
            continue; // the file is not what the parser read
        if (!seen.emplace(body, from->name).second)
            continue;
        FoundFunction function;
        function.name = from->name;
        function.qualifiedName = from->qualifiedName;
        function.begin = static_cast<uint32_t>(begin);
        function.nameAt = static_cast<uint32_t>(std::max(begin, name));
        function.body = static_cast<uint32_t>(body);
        function.end = static_cast<uint32_t>(end);
        function.argumentCount = from->argumentCount;
        function.foundBy = FoundBy::FullParse;
        function.isStatic = from->isStatic;
        function.isInline = from->isInline;
        function.isTemplate = from->isTemplate;
        function.isVariadic = from->isVariadic;
        function.fromMacro = facts.text[body] != '{';
        if (function.fromMacro)
            function.body = function.begin;
        add(facts.functions, std::move(function));
    }
}

// Several jobs of one file: their findings together.
void unite(FileFacts &into, FileFacts &&other)
{
    for (FoundFunction &function : other.functions)
        add(into.functions, std::move(function));
    into.foreign.insert(into.foreign.end(), std::make_move_iterator(other.foreign.begin()),
                        std::make_move_iterator(other.foreign.end()));
    into.warnings.insert(into.warnings.end(), other.warnings.begin(), other.warnings.end());
}

} // namespace

std::vector<FileFacts> uniteFiles(std::vector<FileFacts> facts)
{
    std::stable_sort(facts.begin(), facts.end(),
                     [](const FileFacts &a, const FileFacts &b) { return a.path < b.path; });
    std::vector<FileFacts> files;
    for (FileFacts &each : facts) {
        if (!files.empty() && files.back().path == each.path) {
            if (files.back().text == each.text)
                unite(files.back(), std::move(each));
        } else {
            files.push_back(std::move(each));
        }
    }
    std::map<std::string_view, std::vector<const ForeignFunction *>> foreign;
    for (const FileFacts &file : files) {
        for (const ForeignFunction &function : file.foreign)
            foreign[function.path].push_back(&function);
    }
    for (FileFacts &file : files) {
        const auto own = foreign.find(file.path);
        if (own != foreign.end())
            addForeign(file, own->second);
    }
    return files;
}

} // namespace symbolon
