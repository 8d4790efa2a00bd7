// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Motorola S-records, as the M68000 family programmer's reference manual (appendix C) has them: S0 header, S1 to S3
// data with addresses of 2 to 4 bytes, S5 and S6 counts, S7 to S9 start address and end.
#include "analysis/binary/records/recordreader.h"

#include <numeric>

namespace symbolon {

namespace {

// Bytes of the address (or count) by type; 0: no such record.
constexpr unsigned addressSizes[] = {2, 2, 3, 4, 0, 2, 3, 4, 3, 2};

} // namespace

Result<RecordedMemory> readSRecords(RecordReader &reader)
{
    std::optional<uint64_t> entry;
    RecordLine line;
    std::vector<uint8_t> bytes;
    uint64_t data = 0;
    bool ended = false;
    while (!ended && reader.next(line)) {
        const bool begins = line.text.size() >= 2 && line.text[0] == 'S' && line.text[1] >= '0' && line.text[1] <= '9';
        const bool digits = begins && RecordReader::decode(line.text.substr(2), bytes);
        const bool whole = digits && bytes.size() >= 3 && bytes.size() == std::size_t{bytes[0]} + 1;
        if (!whole && reader.atEnd() && line.text.starts_with('S') && (bytes.empty() || bytes.size() < bytes[0] + 1u)) {
            reader.warn("line " + std::to_string(line.number) + " is cut short; what follows it is missing");
            return reader.take(RecordFormat::SRecord, entry);
        }
        if (!digits)
            return reader.error(line, "no S-record: 'S', a digit and pairs of hexadecimal digits are expected");
        if (!whole)
            return reader.error(line, "its length is not the one that it states");
        if ((std::accumulate(bytes.begin(), bytes.end(), 0u) & 0xff) != 0xff)
            return reader.error(line, "wrong checksum");
        const unsigned type = static_cast<unsigned>(line.text[1] - '0');
        const unsigned width = addressSizes[type];
        if (width == 0)
            return reader.error(line, "unknown record type S" + std::to_string(type));
        if (bytes.size() < width + 2)
            return reader.error(line, "too short for its address");
        const uint64_t value = std::accumulate(bytes.begin() + 1, bytes.begin() + 1 + width, uint64_t{0},
                                               [](uint64_t sum, uint8_t byte) { return sum << 8 | byte; });
        const auto content = std::span<const uint8_t>(bytes).subspan(1 + width, bytes.size() - width - 2);
        if (type >= 1 && type <= 3) {
            if (value + content.size() > uint64_t{1} << 32)
                return reader.error(line, "its data reach beyond 32 bits of address");
            reader.add(line, value, content);
            ++data;
        } else if (type == 5 || type == 6) {
            if (value != (data & (type == 5 ? 0xffff : 0xffffff)))
                reader.warn("line " + std::to_string(line.number) + " counts " + std::to_string(value)
                            + " data records, the file has " + std::to_string(data));
        } else if (type >= 7) {
            ended = true;
            if (value != 0) // 0 is what tools write that know of no start
                entry = value;
        }
    }
    if (!ended)
        reader.warn("there is no end record: the file may be cut");
    else if (!reader.atEnd())
        reader.warn("what follows the end record in line " + std::to_string(line.number) + " is left out");
    return reader.take(RecordFormat::SRecord, entry);
}

} // namespace symbolon
