// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/dataset/tables.h"

#include "analysis/source/lexer.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr uint64_t leastUses = 2; // a text that is used once stands where it is used

// Cuts source text into its tokens, each with what stands before it: a space, or nothing. Any text is cut so that
// the pieces together are the text.
template<typename Each>
void eachPiece(std::string_view text, Each each)
{
    const LexedFile file = lex(text);
    size_t begin = 0;
    for (const Token &token : file.tokens) {
        const size_t end = file.endOffset(token);
        each(text.substr(begin, end - begin));
        begin = end;
    }
    if (begin < text.size())
        each(text.substr(begin));
}

bool ascends(const std::vector<uint32_t> &words)
{
    return std::adjacent_find(words.begin(), words.end(), std::greater_equal()) == words.end();
}

} // namespace

class TableWriter::Counter : public FeatureWriter
{
public:
    explicit Counter(TableWriter &tables) : m_tables(tables) { }
    void text(std::string_view text, ByteWriter &) override { ++m_tables.m_texts.uses[std::string(text)]; }
    void source(std::string_view text, ByteWriter &out) override
    {
        eachPiece(text, [&](std::string_view piece) { this->text(piece, out); });
    }
    void token(CodeToken token, ByteWriter &) override { ++m_tables.m_tokens.uses[token]; }
    void words(const std::vector<uint32_t> &words, ByteWriter &) override
    {
        for (const uint32_t word : words)
            ++m_tables.m_words.uses[word];
    }

private:
    TableWriter &m_tables;
};

class TableWriter::Encoder : public FeatureWriter
{
public:
    explicit Encoder(const TableWriter &tables) : m_tables(tables) { }

    void text(std::string_view text, ByteWriter &out) override
    {
        const auto known = m_tables.m_texts.uses.find(std::string(text));
        if (known != m_tables.m_texts.uses.end()) {
            out.u(known->second + 1);
        } else {
            out.u(0);
            out.s(text);
        }
    }
    void source(std::string_view text, ByteWriter &out) override
    {
        std::vector<std::string_view> pieces;
        eachPiece(text, [&](std::string_view piece) { pieces.push_back(piece); });
        out.list(pieces, [&](std::string_view piece) { this->text(piece, out); });
    }
    void token(CodeToken token, ByteWriter &out) override { out.u(m_tables.m_tokens.uses.at(token)); }
    void words(const std::vector<uint32_t> &words, ByteWriter &out) override
    {
        const bool ascending = ascends(words);
        std::vector<uint64_t> numbers;
        numbers.reserve(words.size());
        for (const uint32_t word : words)
            numbers.push_back(m_tables.m_words.uses.at(word));
        if (ascending)
            std::sort(numbers.begin(), numbers.end());
        out.u(numbers.size() << 1 | (ascending ? 0U : 1U));
        uint64_t last = 0;
        for (const uint64_t number : numbers) {
            out.u(ascending ? number - last : number);
            last = number;
        }
    }

private:
    const TableWriter &m_tables;
};

template<typename Key>
void TableWriter::Table<Key>::number(uint64_t least)
{
    std::erase_if(uses, [least](const auto &use) { return use.second < least; });
    for (const auto &[key, count] : uses)
        items.push_back(key);
    std::sort(items.begin(), items.end(), [this](const Key &a, const Key &b) {
        const uint64_t left = uses.at(a), right = uses.at(b);
        return left != right ? left > right : a < b;
    });
    uint64_t number = 0;
    for (const Key &key : items)
        uses[key] = number++;
}

void TableWriter::count(const FunctionFeatures &features)
{
    Counter counter(*this);
    ByteWriter unused;
    encodeFeatures(features, counter, unused);
}

void TableWriter::number()
{
    m_texts.number(leastUses);
    m_tokens.number(1);
    m_words.number(1);
}

void TableWriter::encode(const FunctionFeatures &features, ByteWriter &out)
{
    Encoder encoder(*this);
    encodeFeatures(features, encoder, out);
}

void TableWriter::write(ByteWriter &out) const
{
    out.list(m_texts.items, [&](const std::string &text) { out.s(text); });
    out.list(m_tokens.items, [&](CodeToken token) { out.u(token); });
    uint32_t last = 0;
    out.list(m_words.items, [&](uint32_t word) {
        out.i(static_cast<int64_t>(word) - last); // ascending among those used equally often
        last = word;
    });
}

bool TableReader::read(ByteReader &in)
{
    in.list(m_texts, [&] { return in.view(); });
    in.list(m_tokens, [&] { return FeatureReader::token(in); });
    int64_t last = 0;
    in.list(m_words, [&] {
        last += in.i();
        if (last < 0 || last > UINT32_MAX)
            last = static_cast<int64_t>(in.fail());
        return static_cast<uint32_t>(last);
    });
    return !in.failed();
}

std::string_view TableReader::piece(ByteReader &in) const
{
    const uint64_t number = in.u();
    if (number == 0)
        return in.view();
    if (number > m_texts.size()) {
        in.fail();
        return {};
    }
    return m_texts[number - 1];
}

std::string TableReader::text(ByteReader &in) const
{
    return std::string(piece(in));
}

std::string TableReader::source(ByteReader &in) const
{
    std::string text;
    for (uint64_t left = in.count(1); left > 0 && !in.failed(); --left)
        text += piece(in);
    return text;
}

CodeToken TableReader::token(ByteReader &in) const
{
    const uint64_t number = in.u();
    return static_cast<CodeToken>(number < m_tokens.size() ? m_tokens[number] : in.fail());
}

std::vector<uint32_t> TableReader::words(ByteReader &in) const
{
    std::vector<uint32_t> words;
    const uint64_t head = in.u();
    const bool ascending = (head & 1) == 0;
    uint64_t number = 0;
    for (uint64_t left = head >> 1; left > 0 && !in.failed(); --left) {
        number = ascending ? number + in.u() : in.u();
        words.push_back(number < m_words.size() ? m_words[number] : static_cast<uint32_t>(in.fail()));
    }
    if (ascending)
        std::sort(words.begin(), words.end());
    return words;
}

} // namespace symbolon
