// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/words.h"

#include "analysis/features/features.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace symbolon {

namespace {

constexpr size_t shortestPiece = 3;
constexpr size_t mostPieces = 64; // of one string: a usage text says enough in its first words

uint32_t finish(uint64_t hash)
{
    hash ^= hash >> 32;
    hash *= 0x9e3779b97f4a7c15;
    return static_cast<uint32_t>(hash >> 32);
}

// FNV-1a, 64 bits.
constexpr uint64_t offsetBasis = 0xcbf29ce484222325;
constexpr uint64_t prime = 0x100000001b3;

uint64_t mix(uint64_t hash, uint8_t byte)
{
    return (hash ^ byte) * prime;
}

uint64_t mix(uint64_t hash, int64_t value)
{
    for (int shift = 0; shift < 64; shift += 8)
        hash = mix(hash, static_cast<uint8_t>(static_cast<uint64_t>(value) >> shift));
    return hash;
}

uint64_t begin(WordKind kind)
{
    return mix(offsetBasis, static_cast<uint8_t>(kind));
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// Words of letters and printf's directives, without their flags and widths.
template<typename Each>
void eachPiece(std::string_view text, Each each)
{
    size_t found = 0;
    std::string piece;
    for (size_t at = 0; at < text.size() && found < mostPieces;) {
        piece.clear();
        if (text[at] == '%') {
            size_t end = at + 1;
            while (end < text.size() && !isLetter(text[end]) && text[end] != '%' && text[end] != ' ')
                ++end;
            while (end < text.size() && (text[end] == 'l' || text[end] == 'h' || text[end] == 'z'))
                ++end;
            if (end < text.size() && isLetter(text[end])) {
                piece = {'%', text[end]};
                at = end + 1;
            } else {
                ++at;
            }
        } else if (isLetter(text[at])) {
            for (; at < text.size() && isLetter(text[at]); ++at)
                piece += text[at] >= 'A' && text[at] <= 'Z' ? static_cast<char>(text[at] - 'A' + 'a') : text[at];
            if (piece.size() < shortestPiece)
                piece.clear();
        } else {
            ++at;
        }
        if (!piece.empty()) {
            each(piece);
            ++found;
        }
    }
}

bool isCommon(int64_t value)
{
    constexpr std::array<int64_t, 6> common{-1, 0, 1, 2, 4, 8};
    return std::find(common.begin(), common.end(), value) != common.end();
}

// 0xfffffff0 and -16 are one constant of 32 bits.
int64_t asSigned(int64_t value)
{
    return value > INT32_MAX && value <= UINT32_MAX ? static_cast<int32_t>(value) : value;
}

} // namespace

uint32_t wordHash(WordKind kind, std::string_view text)
{
    uint64_t hash = begin(kind);
    for (const char c : text)
        hash = mix(hash, static_cast<uint8_t>(c));
    return finish(hash);
}

uint32_t wordHash(WordKind kind, int64_t value)
{
    return finish(mix(begin(kind), value));
}

std::vector<Word> wordsOf(const FunctionFeatures &function)
{
    std::vector<Word> words;
    for (const StringFact &fact : function.strings) {
        if (fact.text.empty())
            continue;
        words.push_back({wordHash(WordKind::String, fact.text), WordKind::String});
        eachPiece(fact.text, [&](std::string_view piece) {
            words.push_back({wordHash(WordKind::Piece, piece), WordKind::Piece});
        });
    }
    for (const IntegerFact &fact : function.integers) {
        if (const int64_t value = asSigned(fact.value); !isCommon(value))
            words.push_back({wordHash(WordKind::Integer, value), WordKind::Integer});
    }
    for (const CallFact &fact : function.calls) {
        if (fact.callee < 0 && !fact.name.empty())
            words.push_back({wordHash(WordKind::Library, fact.name), WordKind::Library});
    }
    for (const SwitchFact &fact : function.switches) {
        for (const int64_t value : fact.cases)
            words.push_back({finish(mix(mix(begin(WordKind::Case), static_cast<int64_t>(fact.cases.size())),
                                        asSigned(value))),
                             WordKind::Case});
    }
    return words;
}

void addContext(std::vector<FunctionFeatures> &pool)
{
    std::vector<std::vector<uint32_t>> own(pool.size());
    for (size_t i = 0; i < pool.size(); ++i) {
        for (const Word &word : wordsOf(pool[i])) {
            if (word.kind != WordKind::Piece && word.kind != WordKind::Case)
                own[i].push_back(word.hash);
        }
        std::sort(own[i].begin(), own[i].end());
        own[i].erase(std::unique(own[i].begin(), own[i].end()), own[i].end());
        if (own[i].size() > ContextWords)
            own[i].resize(ContextWords);
    }
    const auto gather = [&](size_t self, std::vector<uint32_t> &words, const auto &others) {
        words.clear();
        for (const size_t other : others) {
            if (other != self && other < own.size())
                words.insert(words.end(), own[other].begin(), own[other].end());
        }
        std::sort(words.begin(), words.end());
        words.erase(std::unique(words.begin(), words.end()), words.end());
        if (words.size() > ContextWords)
            words.resize(ContextWords);
    };
    std::vector<size_t> callees;
    for (size_t i = 0; i < pool.size(); ++i) {
        callees.clear();
        for (const CallFact &call : pool[i].calls) {
            if (call.callee >= 0)
                callees.push_back(static_cast<size_t>(call.callee));
        }
        gather(i, pool[i].calleeWords, callees);
        gather(i, pool[i].callerWords, pool[i].callers);
    }
}

} // namespace symbolon
