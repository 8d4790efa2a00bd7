// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The words that survive compilation, as 32-bit hashes that are the same for both sides and for every run:
// a word that the network never saw in training still is equal to itself.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace symbolon {

struct FunctionFeatures;

enum class WordKind : uint8_t {
    String,  // a whole string constant
    Piece,   // a word of three letters or more, or a format directive, in a string constant; lower case
    Integer, // a constant of the program other than -1, 0, 1, 2, 4, 8
    Library, // the name of a called function that is not in the pool
    Case,    // a case value of a switch, with the number of its cases
};

struct Word {
    uint32_t hash = 0;
    WordKind kind = WordKind::String;

    friend bool operator==(const Word &, const Word &) = default;
};

uint32_t wordHash(WordKind kind, std::string_view text);
uint32_t wordHash(WordKind kind, int64_t value);

// All words of one function, each as often as it stands there, in no order that means anything.
// Integers are brought to one form for both sides: a value that differs only in being read as a signed or
// unsigned number of 32 bits is one word.
std::vector<Word> wordsOf(const FunctionFeatures &function);

// A function keeps this many words of its callees and of its callers: the ones with the smallest hashes, so
// that both sides keep the same.
constexpr unsigned ContextWords = 48;

// Fills calleeWords and callerWords of a whole pool (without the pieces of strings).
void addContext(std::vector<FunctionFeatures> &pool);

} // namespace symbolon
