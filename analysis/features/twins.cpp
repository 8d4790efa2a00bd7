// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/twins.h"

#include "analysis/features/sourcetext.h"
#include "analysis/source/components.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace symbolon {

namespace {

template<typename Facts, typename Same>
bool alike(const Facts &a, const Facts &b, Same same)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

size_t mixed(size_t hash, size_t value)
{
    return hash ^ (value + 0x9e3779b97f4a7c15ULL + (hash << 6) + (hash >> 2));
}

// Of what sayTheSame compares, what is quick to read.
size_t hashOf(const SourceFunction &function, std::string_view file)
{
    const std::hash<std::string_view> text;
    size_t hash = mixed(text(function.qualifiedName), text(file));
    for (const SourceString &string : function.strings)
        hash = mixed(hash, text(string.text));
    for (const SourceInteger &integer : function.integers)
        hash = mixed(hash, static_cast<size_t>(integer.value));
    for (const SourceCall &call : function.calls)
        hash = mixed(hash, text(call.name));
    return hash;
}

// How many characters of both paths agree, from the end.
size_t sharedTail(std::string_view a, std::string_view b)
{
    size_t length = 0;
    while (length < a.size() && length < b.size() && a[a.size() - 1 - length] == b[b.size() - 1 - length])
        ++length;
    return length;
}

} // namespace

bool sayTheSame(const SourceFunction &a, const SourceFunction &b)
{
    return a.name == b.name && a.qualifiedName == b.qualifiedName
           && alike(a.strings, b.strings, [](const auto &x, const auto &y) { return x.text == y.text; })
           && alike(a.integers, b.integers, [](const auto &x, const auto &y) { return x.value == y.value; })
           && alike(a.calls, b.calls, [](const auto &x, const auto &y) { return x.name == y.name; })
           && alike(a.switches, b.switches, [](const auto &x, const auto &y) { return x.cases == y.cases; })
           && (a.text == b.text || plainSourceText(a.text) == plainSourceText(b.text));
}

std::string_view lastOfPath(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

std::vector<uint32_t> sourceTwins(const SourceTree &tree)
{
    if (!hasSeveralComponents(tree))
        return {};
    std::vector<uint32_t> twins(tree.functions.size());
    std::iota(twins.begin(), twins.end(), 0U);
    std::unordered_map<size_t, std::vector<uint32_t>> known; // those that stand for themselves, by hash
    for (uint32_t i = 0; i < twins.size(); ++i) {
        const SourceFunction &function = tree.functions[i];
        const SourceFile &file = tree.files.at(function.file);
        std::vector<uint32_t> &same = known[hashOf(function, lastOfPath(file.path))];
        size_t bestTail = 0;
        for (const uint32_t other : same) {
            const SourceFile &otherFile = tree.files[tree.functions[other].file];
            const size_t tail = sharedTail(otherFile.path, file.path);
            if (otherFile.component < file.component && tail > bestTail
                && lastOfPath(otherFile.path) == lastOfPath(file.path) && sayTheSame(tree.functions[other], function)) {
                twins[i] = other;
                bestTail = tail;
            }
        }
        if (twins[i] == i)
            same.push_back(i);
    }
    return twins;
}

} // namespace symbolon
