// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Intel's "Hexadecimal Object File Format Specification", revision A (1988): record types 00 to 05.
#include "analysis/binary/records/recordreader.h"

#include <numeric>

namespace symbolon {

namespace {

enum RecordType : uint8_t { Data, EndOfFile, SegmentAddress, SegmentStart, LinearAddress, LinearStart };

uint64_t number(std::span<const uint8_t> bytes)
{
    return std::accumulate(bytes.begin(), bytes.end(), uint64_t{0},
                           [](uint64_t value, uint8_t byte) { return value << 8 | byte; });
}

// Where the data of a record go: offsets wrap within a segment, and run on within linear memory.
struct Placement {
    uint64_t base = 0;
    bool segmented = false;
};

std::optional<std::string> addData(RecordReader &reader, const RecordLine &line, const Placement &place,
                                   uint64_t offset, std::span<const uint8_t> data)
{
    constexpr uint64_t segment = 0x10000, top = uint64_t{1} << 32;
    if (place.segmented && offset + data.size() > segment) {
        const std::size_t before = segment - offset;
        reader.add(line, place.base + offset, data.first(before));
        reader.add(line, place.base, data.subspan(before));
        return std::nullopt;
    }
    if (place.base + offset + data.size() > top)
        return "its data reach beyond 32 bits of address";
    reader.add(line, place.base + offset, data);
    return std::nullopt;
}

} // namespace

Result<RecordedMemory> readIntelHex(RecordReader &reader)
{
    Placement place;
    std::optional<uint64_t> entry;
    RecordLine line;
    std::vector<uint8_t> bytes;
    bool ended = false;
    while (!ended && reader.next(line)) {
        const bool digits = line.text.starts_with(':') && RecordReader::decode(line.text.substr(1), bytes);
        const bool whole = digits && bytes.size() >= 5 && bytes.size() == std::size_t{bytes[0]} + 5;
        if (!whole && reader.atEnd() && line.text.starts_with(':') && (bytes.empty() || bytes.size() < bytes[0] + 5u)) {
            reader.warn("line " + std::to_string(line.number) + " is cut short; what follows it is missing");
            return reader.take(RecordFormat::IntelHex, entry);
        }
        if (!digits)
            return reader.error(line, "no record of Intel HEX: ':' and pairs of hexadecimal digits are expected");
        if (!whole)
            return reader.error(line, "its length is not the one that it states");
        if (std::accumulate(bytes.begin(), bytes.end(), 0u) & 0xff)
            return reader.error(line, "wrong checksum");
        const auto data = std::span<const uint8_t>(bytes).subspan(4, bytes[0]);
        static constexpr uint8_t lengths[] = {0, 0, 2, 4, 2, 4};
        const uint8_t type = bytes[3];
        if (type > LinearStart)
            return reader.error(line, "unknown record type " + std::to_string(type));
        if (type != Data && data.size() != lengths[type])
            return reader.error(line, "a record of type " + std::to_string(type) + " has another length");
        switch (type) {
        case Data:
            if (const auto wrong = addData(reader, line, place, number(std::span(bytes).subspan(1, 2)), data))
                return reader.error(line, *wrong);
            break;
        case EndOfFile:
            ended = true;
            break;
        case SegmentAddress:
            place = {number(data) << 4, true};
            break;
        case SegmentStart: // CS and IP
            entry = (number(data.first(2)) << 4) + number(data.last(2));
            break;
        case LinearAddress:
            place = {number(data) << 16, false};
            break;
        case LinearStart:
            entry = number(data);
            break;
        }
    }
    if (!ended)
        reader.warn("there is no end record: the file may be cut");
    else if (!reader.atEnd())
        reader.warn("what follows the end record in line " + std::to_string(line.number) + " is left out");
    return reader.take(RecordFormat::IntelHex, entry);
}

} // namespace symbolon
