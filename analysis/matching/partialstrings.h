// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// String constants that do not appear in the binary as they stand in the source:
//   contained  a macro's text joined before or after the literal makes the binary's string longer; a binary's
//              string that was cut is shorter
//   in code    compilers copy and compare short strings as integers: 0x20544547 is "GET "
#pragma once

#include "analysis/base/work.h"
#include "analysis/features/features.h"
#include "analysis/matching/facts.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace symbolon {

class PartialStrings
{
public:
    struct Part {
        uint32_t id = 0;  // of a source string in the vocabulary
        double share = 0; // 0…1: how much of the longer one the two have in common
    };

    // Looks at the source strings of `vocabulary` for what `binary` may hold parts of. False when asked to stop.
    bool prepare(const FeaturePool &binary, const Vocabulary &vocabulary, const Work &work);

    // The source strings that hold `key`, or are held by it; at most 4, best first.
    [[nodiscard]] std::vector<Part> containedIn(const Vocabulary &vocabulary, const std::string &key) const;
    // The source strings that have the characters of `value` at a place where a compiler would cut; at most 8.
    [[nodiscard]] std::vector<Part> spelledBy(int64_t value) const;

private:
    void indexWords(const Vocabulary &vocabulary, uint32_t id);
    void indexChunks(const Vocabulary &vocabulary, uint32_t id);

    std::unordered_map<std::string, std::vector<uint32_t>> m_words; // word → source strings the binary lacks
    std::unordered_map<std::string, std::vector<Part>> m_chunks;    // characters of a binary's integer → strings
};

} // namespace symbolon
