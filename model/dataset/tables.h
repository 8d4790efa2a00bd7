// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the functions of a data set share: texts (names, string constants, the tokens of source text), code tokens
// and context words, each numbered by how often it is used, so that most take one or two bytes where they stand.
#pragma once

#include "analysis/features/featurescodec.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace symbolon {

// First counts what functions use, then encodes them.
class TableWriter
{
public:
    void count(const FunctionFeatures &features);
    void number(); // after all are counted, before encode()
    void encode(const FunctionFeatures &features, ByteWriter &out);
    void write(ByteWriter &out) const;

private:
    template<typename Key>
    struct Table {
        std::unordered_map<Key, uint64_t> uses; // becomes the numbers
        std::vector<Key> items;

        void number(uint64_t least);
    };
    class Counter;
    class Encoder;
    friend class Counter;
    friend class Encoder;

    Table<std::string> m_texts;
    Table<CodeToken> m_tokens;
    Table<uint32_t> m_words;
};

class TableReader : public FeatureReader
{
public:
    // False: damaged. The bytes behind `in` must outlive the reader.
    bool read(ByteReader &in);

    std::string text(ByteReader &in) const override;
    std::string source(ByteReader &in) const override;
    CodeToken token(ByteReader &in) const override;
    std::vector<uint32_t> words(ByteReader &in) const override;

private:
    std::string_view piece(ByteReader &in) const;

    std::vector<std::string_view> m_texts;
    std::vector<CodeToken> m_tokens;
    std::vector<uint32_t> m_words;
};

} // namespace symbolon
