// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// xz and the older LZMA format ("LZMA alone"), decoded by liblzma itself, which tells where a stream ends;
// firmware puts other things right behind it.
#include "analysis/binary/containers/readers.h"
#include "analysis/binary/endianview.h"

#include <lzma.h>

#include <array>

namespace symbolon {

namespace {

constexpr uint64_t decoderMemory = 256u << 20;

class LzmaDecoder
{
public:
    explicit LzmaDecoder(bool alone)
        : m_status(alone ? lzma_alone_decoder(&m_stream, decoderMemory)
                         : lzma_stream_decoder(&m_stream, decoderMemory, LZMA_TELL_UNSUPPORTED_CHECK))
    {
    }
    ~LzmaDecoder() { lzma_end(&m_stream); }
    LzmaDecoder(const LzmaDecoder &) = delete;
    LzmaDecoder &operator=(const LzmaDecoder &) = delete;

    void feed(ByteSpan bytes)
    {
        m_stream.next_in = bytes.data();
        m_stream.avail_in = bytes.size();
    }
    // Up to out.size() bytes; fewer at the end or at an error.
    uint64_t decode(std::span<uint8_t> out)
    {
        m_stream.next_out = out.data();
        m_stream.avail_out = out.size();
        while (m_stream.avail_out > 0 && (m_status == LZMA_OK || m_status == LZMA_UNSUPPORTED_CHECK))
            m_status = lzma_code(&m_stream, LZMA_FINISH);
        return out.size() - m_stream.avail_out;
    }
    bool ended() const { return m_status == LZMA_STREAM_END; }
    bool failed() const
    {
        return m_status != LZMA_OK && m_status != LZMA_STREAM_END && m_status != LZMA_UNSUPPORTED_CHECK;
    }
    uint64_t consumed() const { return m_stream.total_in; }
    std::string problem() const
    {
        switch (m_status) {
        case LZMA_MEMLIMIT_ERROR:
            return "its dictionary needs more memory than is allowed";
        case LZMA_BUF_ERROR:
            return "cut short";
        case LZMA_OPTIONS_ERROR:
            return "it uses a filter that is not supported";
        default:
            return "damaged";
        }
    }

private:
    lzma_stream m_stream = LZMA_STREAM_INIT;
    lzma_ret m_status;
};

class LzmaFamilyReader : public ContainerReader
{
public:
    explicit LzmaFamilyReader(bool alone) : m_alone(alone) { }
    std::string_view kind() const override { return m_alone ? "lzma" : "xz"; }
    bool single(ByteSpan) const override { return true; }
    std::vector<Signature> signatures() const override
    {
        using namespace std::string_view_literals;
        if (!m_alone)
            return {{"\xfd\x37\x7a\x58\x5a\x00"sv, 0}};
        return {{"\x5d\x00\x00"sv, 0}, {"\x6d\x00\x00"sv, 0}, {"\x5e\x00\x00"sv, 0}};
    }
    std::optional<Probe> probe(ByteSpan bytes, bool alone) const override;
    ReadOutcome read(ByteSpan bytes, MemberVisitor &visitor) const override;

private:
    bool m_alone;
};

// The header of LZMA alone: properties, dictionary size, size of the content. Encoders use dictionaries of
// 2^n or 2^n + 2^(n-1) bytes.
bool plausibleLzmaHeader(const EndianView &view)
{
    const uint64_t dictionary = view.field(1, 4), size = view.field(5, 8);
    bool usual = dictionary == UINT32_MAX;
    for (unsigned n = 12; n < 31; ++n)
        usual = usual || dictionary == UINT64_C(1) << n || dictionary == UINT64_C(3) << (n - 1);
    return view.holds(0, 14) && view.field(0, 1) < 225 && usual && view.field(13, 1) == 0
           && (size == UINT64_MAX || (size > 0 && size < UINT64_C(1) << 34));
}

std::optional<Probe> LzmaFamilyReader::probe(ByteSpan bytes, bool alone) const
{
    if (m_alone && !plausibleLzmaHeader(EndianView(bytes, Endian::Little)))
        return std::nullopt;
    LzmaDecoder decoder(m_alone);
    decoder.feed(bytes);
    // LZMA alone has neither magic nor checksum: noise decodes for a while. What is real goes on.
    std::array<uint8_t, 4096> first{};
    const uint64_t wanted = !m_alone || alone ? 256 : first.size();
    const uint64_t got = decoder.decode(std::span(first).first(wanted));
    if (decoder.failed() && (!alone || got == 0))
        return std::nullopt;
    return got > 0 || decoder.ended() ? std::optional(Probe{}) : std::nullopt;
}

ReadOutcome LzmaFamilyReader::read(ByteSpan bytes, MemberVisitor &visitor) const
{
    LzmaDecoder decoder(m_alone);
    decoder.feed(bytes);
    ReadOutcome outcome;
    Member member;
    if (m_alone) {
        const uint64_t size = EndianView(bytes, Endian::Little).field(5, 8);
        member.size = size == UINT64_MAX ? 0 : size;
    }
    member.read = [&](MemberBuffer &buffer) {
        std::vector<uint8_t> chunk(256 * 1024);
        while (!visitor.stopRequested()) {
            const uint64_t got = decoder.decode(chunk);
            if (!buffer.append(std::span(chunk).first(got)))
                return;
            if (decoder.failed())
                return buffer.fail(decoder.problem());
            if (decoder.ended())
                return;
        }
    };
    visitor.visit(member);
    outcome.consumed = decoder.consumed();
    return outcome;
}

} // namespace

std::unique_ptr<ContainerReader> makeXzReader()
{
    return std::make_unique<LzmaFamilyReader>(false);
}

std::unique_ptr<ContainerReader> makeLzmaReader()
{
    return std::make_unique<LzmaFamilyReader>(true);
}

} // namespace symbolon
