// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Compressed streams that libarchive decodes: gzip (RFC 1952), bzip2, Zstandard (RFC 8878) and LZ4 (frame
// format 1.6 and the legacy format of Linux kernels).
#include "analysis/binary/containers/archivehandle.h"
#include "analysis/binary/containers/readers.h"
#include "analysis/binary/endianview.h"

namespace symbolon {

namespace {

class StreamReader : public ContainerReader
{
public:
    explicit StreamReader(int filter) : m_filter(filter) { }
    bool single(ByteSpan) const override { return true; }
    ReadOutcome read(ByteSpan bytes, MemberVisitor &visitor) const override
    {
        const uint64_t size = extent(bytes);
        ReadOutcome outcome = readFilteredStream(size != 0 ? bytes.first(size) : bytes, visitor, m_filter, name(bytes));
        if (size != 0 && outcome.problem.empty())
            outcome.consumed = size;
        return outcome;
    }

protected:
    // The bytes of the stream where its headers tell; 0: only decoding tells.
    virtual uint64_t extent(ByteSpan) const { return 0; }
    virtual std::string name(ByteSpan) const { return {}; }
    std::optional<Probe> begins(ByteSpan bytes, bool alone) const
    {
        const uint64_t size = extent(bytes);
        // A whole file with this header is such a stream, even if it is cut short.
        if (!alone && !filteredStreamBegins(size != 0 ? bytes.first(size) : bytes, m_filter))
            return std::nullopt;
        return Probe{size};
    }

private:
    int m_filter; // ARCHIVE_FILTER_*
};

class GzipReader : public StreamReader
{
public:
    GzipReader() : StreamReader(ARCHIVE_FILTER_GZIP) { }
    std::string_view kind() const override { return "gzip"; }
    std::vector<Signature> signatures() const override { return {{"\x1f\x8b\x08", 0}}; }
    std::optional<Probe> probe(ByteSpan bytes, bool alone) const override
    {
        const EndianView view(bytes, Endian::Little);
        const uint64_t flags = view.field(3, 1), extra = view.field(8, 1), system = view.field(9, 1);
        if (bytes.size() < 18 || flags > 0x1f || (extra != 0 && extra != 2 && extra != 4)
            || (system > 13 && system != 255))
            return std::nullopt;
        return begins(bytes, alone);
    }

protected:
    std::string name(ByteSpan bytes) const override
    {
        const EndianView view(bytes, Endian::Little);
        const uint64_t flags = view.field(3, 1);
        uint64_t at = 10;
        if (flags & 4)
            at += 2 + view.field(at, 2);
        return flags & 8 ? view.text(at, 256) : std::string();
    }
};

class Bzip2Reader : public StreamReader
{
public:
    Bzip2Reader() : StreamReader(ARCHIVE_FILTER_BZIP2) { }
    std::string_view kind() const override { return "bzip2"; }
    std::vector<Signature> signatures() const override { return {{"BZh", 0}}; }
    std::optional<Probe> probe(ByteSpan bytes, bool alone) const override
    {
        const EndianView view(bytes, Endian::Big);
        const uint64_t level = view.field(3, 1), block = view.field(4, 6);
        if (level < '1' || level > '9'
            || (block != 0x314159265359 && block != 0x177245385090)) // pi, or its root: empty
            return std::nullopt;
        return begins(bytes, alone);
    }
};

class ZstdReader : public StreamReader
{
public:
    ZstdReader() : StreamReader(ARCHIVE_FILTER_ZSTD) { }
    std::string_view kind() const override { return "zstd"; }
    std::vector<Signature> signatures() const override { return {{"\x28\xb5\x2f\xfd", 0}}; }
    std::optional<Probe> probe(ByteSpan bytes, bool alone) const override
    {
        if (bytes.size() < 9 || (bytes[4] & 8)) // a reserved bit
            return std::nullopt;
        return begins(bytes, alone);
    }

protected:
    // Frames that follow each other are one stream.
    uint64_t extent(ByteSpan bytes) const override
    {
        uint64_t at = 0;
        while (const uint64_t size = frame(bytes.subspan(at)))
            at += size;
        return at;
    }

private:
    static uint64_t frame(ByteSpan bytes)
    {
        const EndianView view(bytes, Endian::Little);
        const uint64_t magic = view.field(0, 4);
        if (magic >= 0x184d2a50 && magic <= 0x184d2a5f) { // skippable
            const uint64_t size = 8 + view.field(4, 4);
            return size <= bytes.size() ? size : 0;
        }
        if (magic != 0xfd2fb528)
            return 0;
        const uint64_t descriptor = view.field(4, 1);
        const bool wholeSegment = descriptor & 0x20;
        constexpr uint64_t dictionaryBytes[] = {0, 1, 2, 4}, contentBytes[] = {0, 2, 4, 8};
        uint64_t at = 5 + (wholeSegment ? 0 : 1) + dictionaryBytes[descriptor & 3]
                      + (descriptor >> 6 == 0 && wholeSegment ? 1 : contentBytes[descriptor >> 6]);
        for (;;) {
            const auto header = view.integer(at, 3);
            if (!header)
                return 0;
            const bool last = *header & 1, repeated = (*header >> 1 & 3) == 1;
            at += 3 + (repeated ? 1 : *header >> 3);
            if (last)
                break;
        }
        at += descriptor & 4 ? 4 : 0; // checksum
        return at <= bytes.size() ? at : 0;
    }
};

class Lz4Reader : public StreamReader
{
public:
    Lz4Reader() : StreamReader(ARCHIVE_FILTER_LZ4) { }
    std::string_view kind() const override { return "lz4"; }
    std::vector<Signature> signatures() const override { return {{"\x04\x22\x4d\x18", 0}, {"\x02\x21\x4c\x18", 0}}; }
    std::optional<Probe> probe(ByteSpan bytes, bool alone) const override
    {
        const EndianView view(bytes, Endian::Little);
        const bool legacy = view.field(0, 4) == 0x184c2102;
        if (bytes.size() < 11 || (!legacy && (view.field(4, 1) >> 6 != 1 || (view.field(4, 1) & 2))))
            return std::nullopt;
        return begins(bytes, alone);
    }

protected:
    uint64_t extent(ByteSpan bytes) const override
    {
        const EndianView view(bytes, Endian::Little);
        return view.field(0, 4) == 0x184c2102 ? legacyExtent(view) : frameExtent(view);
    }

private:
    static uint64_t frameExtent(const EndianView &view)
    {
        const uint64_t flags = view.field(4, 1);
        uint64_t at = 7 + (flags & 8 ? 8 : 0) + (flags & 1 ? 4 : 0);
        for (;;) {
            const auto size = view.integer(at, 4);
            if (!size)
                return 0;
            at += 4;
            if (*size == 0)
                break;
            at += (*size & 0x7fffffff) + (flags & 0x10 ? 4 : 0);
        }
        at += flags & 4 ? 4 : 0;
        return at <= view.size() ? at : 0;
    }
    // Blocks until one that is larger than 8 MiB could become; what follows is not ours.
    static uint64_t legacyExtent(const EndianView &view)
    {
        constexpr uint64_t largestBlock = (8u << 20) + (8u << 20) / 255 + 16;
        uint64_t at = 4;
        for (;;) {
            const auto size = view.integer(at, 4);
            if (!size || *size == 0 || *size > largestBlock || !view.holds(at + 4, *size))
                break;
            at += 4 + *size;
        }
        return at > 4 ? at : 0;
    }
};

} // namespace

std::unique_ptr<ContainerReader> makeGzipReader()
{
    return std::make_unique<GzipReader>();
}

std::unique_ptr<ContainerReader> makeBzip2Reader()
{
    return std::make_unique<Bzip2Reader>();
}

std::unique_ptr<ContainerReader> makeZstdReader()
{
    return std::make_unique<ZstdReader>();
}

std::unique_ptr<ContainerReader> makeLz4Reader()
{
    return std::make_unique<Lz4Reader>();
}

} // namespace symbolon
