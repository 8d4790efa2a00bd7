// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What both formats of records share: lines, hexadecimal digits, and putting the pieces together.
#pragma once

#include "analysis/binary/records/records.h"

namespace symbolon {

struct RecordLine {
    std::string_view text; // without blanks at either end
    uint64_t number = 0;   // from 1
};

class RecordReader
{
public:
    RecordReader(std::span<const uint8_t> bytes, std::string subject);

    // The next line that is not blank; false at the end.
    bool next(RecordLine &line);
    // Whether only blanks follow: a damaged last line is a cut file, a damaged line before it a damaged file.
    [[nodiscard]] bool atEnd() const;
    // Hexadecimal digits from `text` on; false where a character is none or one is left over.
    static bool decode(std::string_view text, std::vector<uint8_t> &bytes);
    [[nodiscard]] Error error(const RecordLine &line, const std::string &what) const;
    void warn(std::string text);

    void add(const RecordLine &line, uint64_t address, std::span<const uint8_t> data);
    // Sorts and merges what was added.
    Result<RecordedMemory> take(RecordFormat format, std::optional<uint64_t> entry);

private:
    struct Piece {
        uint64_t address = 0;
        std::size_t at = 0; // in m_data
        std::size_t size = 0;
        uint64_t line = 0;
    };

    std::string_view m_rest;
    std::string m_subject;
    uint64_t m_line = 0;
    std::vector<Piece> m_pieces;
    std::vector<uint8_t> m_data;
    std::vector<std::string> m_warnings;
};

Result<RecordedMemory> readIntelHex(RecordReader &reader);
Result<RecordedMemory> readSRecords(RecordReader &reader);

} // namespace symbolon
