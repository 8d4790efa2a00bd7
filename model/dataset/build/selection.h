// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Packages → what a data set keeps of them: each text once, each code once per source, nothing that is ambiguous.
#pragma once

#include "model/dataset/build/pairs.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace symbolon {

struct SelectedSource {
    uint32_t package = 0;   // index into Selection::packages
    uint32_t textGroup = 0; // the first source whose text is equal but for its own name
    bool tiny = false;
    std::string bytes, inlined; // see PairedSource
    std::vector<PairedBinary> binaries; // `source` means nothing here; `configuration`: into Selection::configurations
};

struct SelectionCount {
    uint64_t sources = 0;     // with a binary, before anything is left out
    uint64_t equalTexts = 0;  // sources that an earlier one stands for
    uint64_t pairs = 0;       // joined, before anything is left out
    uint64_t equalCode = 0;   // binaries that an earlier one of their source stands for
    uint64_t ambiguous = 0;   // binaries equal to one of another source in their configuration
    uint64_t withoutCode = 0; // sources of which no binary is left
    uint64_t tiny = 0;        // among those that are left
};

// A source is tiny when its text has fewer tokens than this, or none of its binaries has as many code tokens as that:
// "void pc(int c) { putchar(c); }", "int size() const { return m_size; }". Of such functions there are many that differ
// in a name alone. About one source in twenty of the corpus.
constexpr uint32_t leastTextTokens = 16;
constexpr uint32_t leastCodeTokens = 5;

class Selection
{
public:
    void add(Package package); // in an order that is always the same
    void finish();             // after the last

    std::vector<std::string> packages;
    std::vector<std::string> configurations; // in the order of their first use
    std::vector<SelectedSource> sources;     // after finish(): only those with a binary
    SelectionCount count;

private:
    uint32_t sourceOf(PairedSource &source);
    uint32_t configurationOf(const std::string &name);
    void addBinary(uint32_t source, PairedBinary binary);

    std::unordered_map<uint64_t, uint32_t> m_byText;
    std::unordered_map<uint64_t, uint32_t> m_byAnonymousText;
    std::vector<std::unordered_map<uint64_t, uint32_t>> m_owners; // by configuration: content → source
    std::vector<std::unordered_set<uint64_t>> m_contents;         // by source
    std::vector<uint32_t> m_textTokens;                           // by source
};

} // namespace symbolon
