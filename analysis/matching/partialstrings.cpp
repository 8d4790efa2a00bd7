// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/partialstrings.h"

#include "analysis/matching/literals.h"

#include <algorithm>
#include <cctype>

namespace symbolon {

namespace {

constexpr size_t shortestContained = 6;
constexpr double leastShare = 0.25;
constexpr size_t longestChunked = 64; // compilers do not spell out longer strings
constexpr size_t commonWord = 64;     // a word of more strings than this finds nothing
constexpr size_t commonChunk = 8;
constexpr size_t shortestChunk = 3;
constexpr unsigned mostTries = 512;
constexpr size_t stopInterval = 1024;

template<typename Each>
void forWords(std::string_view text, Each each)
{
    for (size_t at = 0; at < text.size();) {
        const size_t begin = at;
        while (at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])))
            ++at;
        if (at - begin >= 4)
            each(std::string(text.substr(begin, at - begin)));
        at += at == begin;
    }
}

// The characters of an integer in memory order, without zero bytes at either end, as a string's key has them; empty
// unless all are printable or white space.
std::string characters(int64_t value, bool bigEndian)
{
    std::string text;
    const auto raw = static_cast<uint64_t>(value);
    const bool wide = raw > UINT32_MAX && static_cast<int64_t>(static_cast<int32_t>(value)) != value;
    for (unsigned i = 0; i < (wide ? 8u : 4u); ++i)
        text += static_cast<char>(raw >> (8 * i));
    if (bigEndian)
        std::reverse(text.begin(), text.end());
    text.erase(0, text.find_first_not_of('\0'));
    text.erase(text.find_last_not_of('\0') + 1);
    const bool printable = std::all_of(text.begin(), text.end(),
                                       [](char c) { return (c >= ' ' && c < '\x7f') || (c >= '\t' && c <= '\r'); });
    if (!printable || text.size() < shortestChunk)
        return {};
    text = stringKey(text);
    return text.size() >= shortestChunk ? text : std::string();
}

} // namespace

bool PartialStrings::prepare(const FeaturePool &binary, const Vocabulary &vocabulary, const Work &work)
{
    std::vector<bool> present(vocabulary.size(), false);
    size_t done = 0;
    for (const FunctionFeatures &function : binary.functions) {
        if (++done % stopInterval == 0 && work.stopRequested())
            return false;
        for (const StringFact &string : function.strings) {
            if (const auto id = vocabulary.find(FactKind::String, stringKey(string.text)))
                present[*id] = true;
        }
        for (const IntegerFact &integer : function.integers) {
            for (const bool bigEndian : {false, true}) {
                if (std::string text = characters(integer.value, bigEndian); !text.empty())
                    m_chunks.try_emplace(std::move(text));
            }
        }
    }
    for (uint32_t id = 0; id < vocabulary.size(); ++id) {
        if (id % stopInterval == 0 && work.stopRequested())
            return false;
        if (vocabulary.kind(id) != FactKind::String)
            continue;
        if (!present[id])
            indexWords(vocabulary, id);
        indexChunks(vocabulary, id);
    }
    return true;
}

void PartialStrings::indexWords(const Vocabulary &vocabulary, uint32_t id)
{
    const std::string_view key = vocabulary.key(id);
    if (key.size() < shortestContained)
        return;
    forWords(key, [&](const std::string &word) {
        auto &ids = m_words[word];
        if (ids.size() <= commonWord && (ids.empty() || ids.back() != id))
            ids.push_back(id);
    });
}

void PartialStrings::indexChunks(const Vocabulary &vocabulary, uint32_t id)
{
    const std::string_view key = vocabulary.key(id);
    if (key.size() < shortestChunk || key.size() > longestChunked || m_chunks.empty())
        return;
    const auto note = [&](size_t at, size_t length) {
        const auto found = m_chunks.find(std::string(key.substr(at, length)));
        if (found == m_chunks.end())
            return;
        auto &parts = found->second;
        if (parts.size() <= commonChunk && (parts.empty() || parts.back().id != id))
            parts.push_back({id, static_cast<double>(length) / static_cast<double>(key.size())});
    };
    for (size_t at = 0; at < key.size(); at += 4) {
        for (const size_t length : {size_t{8}, size_t{4}})
            note(at, std::min(length, key.size() - at));
    }
    for (const size_t length : {size_t{8}, size_t{7}, size_t{4}, size_t{3}}) { // the last piece may overlap
        if (length <= key.size())
            note(key.size() - length, length);
    }
}

std::vector<PartialStrings::Part> PartialStrings::containedIn(const Vocabulary &vocabulary,
                                                              const std::string &key) const
{
    std::vector<Part> parts;
    if (key.size() < shortestContained)
        return parts;
    unsigned tries = 0;
    std::unordered_set<uint32_t> seen;
    forWords(key, [&](const std::string &word) {
        const auto found = m_words.find(word);
        if (found == m_words.end() || found->second.size() > commonWord)
            return;
        for (const uint32_t id : found->second) {
            if (tries >= mostTries || !seen.insert(id).second)
                continue;
            ++tries;
            const std::string_view other = vocabulary.key(id);
            const std::string_view shorter = other.size() < key.size() ? other : std::string_view(key);
            const std::string_view longer = other.size() < key.size() ? std::string_view(key) : other;
            const double share = static_cast<double>(shorter.size()) / static_cast<double>(longer.size());
            if (share >= leastShare && longer.find(shorter) != std::string_view::npos)
                parts.push_back({id, share});
        }
    });
    std::stable_sort(parts.begin(), parts.end(), [](const Part &a, const Part &b) { return a.share > b.share; });
    parts.resize(std::min<size_t>(parts.size(), 4));
    return parts;
}

std::vector<PartialStrings::Part> PartialStrings::spelledBy(int64_t value) const
{
    std::vector<Part> parts;
    for (const bool bigEndian : {false, true}) {
        const auto found = m_chunks.find(characters(value, bigEndian));
        if (found != m_chunks.end() && found->second.size() <= commonChunk)
            parts.insert(parts.end(), found->second.begin(), found->second.end());
    }
    parts.resize(std::min<size_t>(parts.size(), 8));
    return parts;
}

} // namespace symbolon
