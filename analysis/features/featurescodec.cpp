// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/featurescodec.h"

#include <algorithm>
#include <utility>

namespace symbolon {

namespace {

// Which fields differ from their default and follow, in this order.
enum Field : uint32_t {
    Name = 1 << 0,
    Strings = 1 << 1,
    Integers = 1 << 2,
    Calls = 1 << 3,
    Code = 1 << 4,
    CalleeWords = 1 << 5,
    CallerWords = 1 << 6,
    // From here on the mask takes a second byte.
    ArgumentCount = 1 << 7,
    BranchCount = 1 << 8,
    LoopCount = 1 << 9,
    BlockCount = 1 << 10, // other than the code graph's
    Switches = 1 << 11,
    Callers = 1 << 12,
    Text = 1 << 13,
    // A third.
    Internal = 1 << 14,
    QualifiedName = 1 << 15, // other than the name
    Group = 1 << 16,
    Recursive = 1 << 17,
    Place = 1 << 18,
    InHeader = 1 << 19,
    Mentions = 1 << 20,
    // A fourth.
    Followers = 1 << 21,
    Labels = 1 << 22,
    Accesses = 1 << 23,
    AllFields = (1 << 24) - 1,
};

constexpr uint8_t otherKind = 7; // an edge's kind from here on has a byte of its own

// Differences modulo 2^64, so that any place can be told.
int64_t difference(uint64_t to, uint64_t from)
{
    return static_cast<int64_t>(to - from);
}

uint64_t zigzag(int64_t value)
{
    return (static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63);
}

int64_t fromZigzag(uint64_t raw)
{
    return static_cast<int64_t>(raw >> 1) ^ -static_cast<int64_t>(raw & 1);
}

class Encoder
{
public:
    Encoder(const FunctionFeatures &from, FeatureWriter &writer, ByteWriter &out)
        : m_from(from), m_writer(writer), m_out(out)
    {
    }

    void run()
    {
        const uint32_t fields = present();
        m_out.u(fields);
        if (fields & Name)
            m_writer.text(m_from.name, m_out);
        if (fields & QualifiedName)
            m_writer.text(m_from.qualifiedName, m_out);
        if (fields & Group)
            m_out.u(m_from.group);
        if (fields & Place) {
            m_out.u(m_from.begin);
            m_out.i(difference(m_from.end, m_from.begin));
        }
        if (fields & Strings)
            facts(m_from.strings, [&](const StringFact &fact) { m_writer.text(fact.text, m_out); });
        if (fields & Integers)
            facts(m_from.integers, [&](const IntegerFact &fact) { m_out.i(fact.value); });
        if (fields & Calls)
            facts(m_from.calls, [&](const CallFact &fact) {
                m_writer.text(fact.name, m_out);
                m_out.i(fact.callee);
            });
        if (fields & Switches)
            facts(m_from.switches, [&](const SwitchFact &fact) { ascending(fact.cases); });
        if (fields & Callers)
            ascending(m_from.callers);
        if (fields & Mentions)
            ascending(m_from.mentions);
        if (fields & Followers)
            ascending(m_from.followers);
        if (fields & Labels)
            m_out.list(m_from.labels, [&](const std::string &label) { m_writer.text(label, m_out); });
        if (fields & Accesses)
            ascending(m_from.accesses);
        for (const auto &[field, value] :
             {std::pair(BlockCount, m_from.blockCount), std::pair(BranchCount, m_from.branchCount),
              std::pair(LoopCount, m_from.loopCount), std::pair(ArgumentCount, m_from.argumentCount)}) {
            if (fields & field)
                m_out.u(value);
        }
        if (fields & Text)
            m_writer.source(m_from.text, m_out);
        if (fields & Code)
            code();
        if (fields & CalleeWords)
            m_writer.words(m_from.calleeWords, m_out);
        if (fields & CallerWords)
            m_writer.words(m_from.callerWords, m_out);
    }

private:
    [[nodiscard]] uint32_t present() const
    {
        const CodeGraph &code = m_from.code;
        uint32_t fields = 0;
        const auto note = [&](bool there, Field field) { fields |= there ? field : 0U; };
        note(!m_from.name.empty(), Name);
        note(m_from.qualifiedName != m_from.name, QualifiedName);
        note(m_from.group != 0, Group);
        note(m_from.begin != 0 || m_from.end != 0, Place);
        note(!m_from.strings.empty(), Strings);
        note(!m_from.integers.empty(), Integers);
        note(!m_from.calls.empty(), Calls);
        note(!m_from.switches.empty(), Switches);
        note(!m_from.callers.empty(), Callers);
        note(!m_from.mentions.empty(), Mentions);
        note(!m_from.followers.empty(), Followers);
        note(!m_from.labels.empty(), Labels);
        note(!m_from.accesses.empty(), Accesses);
        note(m_from.blockCount != code.blockEnds.size(), BlockCount);
        note(m_from.branchCount != 0, BranchCount);
        note(m_from.loopCount != 0, LoopCount);
        note(m_from.argumentCount != UINT32_MAX, ArgumentCount);
        note(m_from.recursive, Recursive);
        note(m_from.internal, Internal);
        note(m_from.inHeader, InHeader);
        note(!m_from.text.empty(), Text);
        note(code != CodeGraph(), Code);
        note(!m_from.calleeWords.empty(), CalleeWords);
        note(!m_from.callerWords.empty(), CallerWords);
        return fields;
    }

    template<typename Fact, typename Each>
    void facts(const std::vector<Fact> &facts, Each each)
    {
        uint64_t last = m_from.begin;
        m_out.list(facts, [&](const Fact &fact) {
            m_out.i(difference(fact.place, last));
            last = fact.place;
            each(fact);
        });
    }

    template<typename T>
    void ascending(const std::vector<T> &values)
    {
        uint64_t last = 0;
        m_out.list(values, [&](T value) {
            m_out.i(difference(static_cast<uint64_t>(value), last));
            last = static_cast<uint64_t>(value);
        });
    }

    void code()
    {
        const CodeGraph &code = m_from.code;
        uint32_t last = 0;
        m_out.list(code.blockEnds, [&](uint32_t end) {
            m_out.i(difference(end, last));
            last = end;
        });
        m_out.list(code.tokens, [&](CodeToken token) { m_writer.token(token, m_out); });
        last = 0;
        m_out.list(code.edges, [&](const CodeEdge &edge) {
            const uint8_t kind = std::min(edge.kind, otherKind);
            const int64_t step = difference(edge.to, edge.from);
            const bool toNext = step == 1; // as most often
            m_out.u(zigzag(difference(edge.from, last)) << 4 | static_cast<unsigned>(kind) << 1 | (toNext ? 1U : 0U));
            if (kind == otherKind)
                m_out.u(edge.kind);
            if (!toNext)
                m_out.i(step);
            last = edge.from;
        });
    }

    const FunctionFeatures &m_from;
    FeatureWriter &m_writer;
    ByteWriter &m_out;
};

class Decoder
{
public:
    Decoder(std::string_view bytes, const FeatureReader &reader) : m_in(bytes), m_reader(reader) { }

    std::optional<FunctionFeatures> run()
    {
        const uint64_t fields = m_in.u();
        if (fields > AllFields)
            return std::nullopt;
        if (fields & Name)
            m_to.name = m_reader.text(m_in);
        m_to.qualifiedName = fields & QualifiedName ? m_reader.text(m_in) : m_to.name;
        if (fields & Group)
            m_to.group = small();
        if (fields & Place) {
            m_to.begin = m_in.u();
            m_to.end = m_to.begin + static_cast<uint64_t>(m_in.i());
        }
        if (fields & Strings)
            facts(m_to.strings, [&](StringFact &fact) { fact.text = m_reader.text(m_in); });
        if (fields & Integers)
            facts(m_to.integers, [&](IntegerFact &fact) { fact.value = m_in.i(); });
        if (fields & Calls)
            facts(m_to.calls, [&](CallFact &fact) {
                fact.name = m_reader.text(m_in);
                const int64_t callee = m_in.i();
                fact.callee = static_cast<int32_t>(callee);
                if (fact.callee != callee)
                    m_in.fail();
            });
        if (fields & Switches)
            facts(m_to.switches, [&](SwitchFact &fact) { ascending(fact.cases); });
        if (fields & Callers)
            ascending(m_to.callers);
        if (fields & Mentions)
            ascending(m_to.mentions);
        if (fields & Followers)
            ascending(m_to.followers);
        if (fields & Labels)
            m_in.list(m_to.labels, [&] { return m_reader.text(m_in); });
        if (fields & Accesses)
            ascending(m_to.accesses);
        if (fields & BlockCount)
            m_to.blockCount = small();
        if (fields & BranchCount)
            m_to.branchCount = small();
        if (fields & LoopCount)
            m_to.loopCount = small();
        if (fields & ArgumentCount)
            m_to.argumentCount = small();
        m_to.recursive = fields & Recursive;
        m_to.internal = fields & Internal;
        m_to.inHeader = fields & InHeader;
        if (fields & Text)
            m_to.text = m_reader.source(m_in);
        if (fields & Code)
            code();
        if (!(fields & BlockCount))
            m_to.blockCount = static_cast<uint32_t>(m_to.code.blockEnds.size());
        if (fields & CalleeWords)
            m_to.calleeWords = m_reader.words(m_in);
        if (fields & CallerWords)
            m_to.callerWords = m_reader.words(m_in);
        if (m_in.failed() || !m_in.atEnd())
            return std::nullopt;
        return std::move(m_to);
    }

private:
    uint32_t checked(uint64_t value) { return static_cast<uint32_t>(value <= UINT32_MAX ? value : m_in.fail()); }
    uint32_t small() { return checked(m_in.u()); }

    template<typename Fact, typename Each>
    void facts(std::vector<Fact> &facts, Each each)
    {
        uint64_t last = m_to.begin;
        m_in.list(facts, [&] {
            Fact fact;
            fact.place = last += static_cast<uint64_t>(m_in.i());
            each(fact);
            return fact;
        });
    }

    template<typename T>
    void ascending(std::vector<T> &values)
    {
        uint64_t last = 0;
        m_in.list(values, [&] {
            last += static_cast<uint64_t>(m_in.i());
            if (static_cast<uint64_t>(static_cast<T>(last)) != last)
                m_in.fail();
            return static_cast<T>(last);
        });
    }

    void code()
    {
        CodeGraph &code = m_to.code;
        uint64_t last = 0;
        m_in.list(code.blockEnds, [&] {
            const int64_t size = m_in.i();
            last += static_cast<uint64_t>(size < 0 ? m_in.fail() : size);
            return checked(last);
        });
        m_in.list(code.tokens, [&] { return m_reader.token(m_in); });
        if (last != code.tokens.size())
            m_in.fail();
        const uint64_t blocks = code.blockEnds.size();
        last = 0;
        m_in.list(code.edges, [&] {
            const uint64_t head = m_in.u();
            uint64_t kind = head >> 1 & 7;
            if (kind == otherKind && ((kind = m_in.u()) < otherKind || kind > UINT8_MAX))
                m_in.fail();
            const uint64_t from = last += static_cast<uint64_t>(fromZigzag(head >> 4));
            const uint64_t to = from + static_cast<uint64_t>(head & 1 ? 1 : m_in.i());
            if (from >= blocks || to >= blocks)
                m_in.fail();
            return CodeEdge{static_cast<uint32_t>(from), static_cast<uint32_t>(to), static_cast<uint8_t>(kind)};
        });
    }

    ByteReader m_in;
    const FeatureReader &m_reader;
    FunctionFeatures m_to;
};

} // namespace

void FeatureWriter::text(std::string_view text, ByteWriter &out)
{
    out.s(text);
}

void FeatureWriter::source(std::string_view text, ByteWriter &out)
{
    out.s(text);
}

void FeatureWriter::token(CodeToken token, ByteWriter &out)
{
    out.u(token);
}

void FeatureWriter::words(const std::vector<uint32_t> &words, ByteWriter &out)
{
    uint32_t last = 0;
    out.list(words, [&](uint32_t word) {
        out.u(word - last); // modulo 2^32
        last = word;
    });
}

std::string FeatureReader::text(ByteReader &in) const
{
    return in.s();
}

std::string FeatureReader::source(ByteReader &in) const
{
    return in.s();
}

CodeToken FeatureReader::token(ByteReader &in) const
{
    const uint64_t token = in.u();
    return static_cast<CodeToken>(token <= UINT16_MAX ? token : in.fail());
}

std::vector<uint32_t> FeatureReader::words(ByteReader &in) const
{
    std::vector<uint32_t> words;
    uint32_t last = 0;
    in.list(words, [&] {
        const uint64_t step = in.u();
        return last += static_cast<uint32_t>(step <= UINT32_MAX ? step : in.fail());
    });
    return words;
}

void encodeFeatures(const FunctionFeatures &features, ByteWriter &out)
{
    FeatureWriter plain;
    encodeFeatures(features, plain, out);
}

void encodeFeatures(const FunctionFeatures &features, FeatureWriter &writer, ByteWriter &out)
{
    Encoder(features, writer, out).run();
}

std::optional<FunctionFeatures> decodeFeatures(std::string_view bytes)
{
    return decodeFeatures(bytes, FeatureReader());
}

std::optional<FunctionFeatures> decodeFeatures(std::string_view bytes, const FeatureReader &reader)
{
    return Decoder(bytes, reader).run();
}

} // namespace symbolon
