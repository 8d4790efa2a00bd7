// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/records/records.h"

#include "analysis/binary/records/recordreader.h"

#include <algorithm>
#include <cstdio>

namespace symbolon {

namespace {

constexpr std::size_t maximumRegions = 10'000;
constexpr std::size_t maximumWarnings = 20;
constexpr std::string_view blanks = " \t\r\n\f\v\x1a"; // DOS tools end a file with Ctrl-Z

std::string hex(uint64_t value)
{
    char text[24];
    std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(value));
    return text;
}

} // namespace

std::string_view recordFormatName(RecordFormat format)
{
    return format == RecordFormat::IntelHex ? "Intel HEX" : "Motorola S-records";
}

std::optional<RecordFormat> recognizeRecords(std::span<const uint8_t> bytes)
{
    constexpr std::size_t longestLine = 600;
    std::string_view text(reinterpret_cast<const char *>(bytes.data()), bytes.size());
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    text = text.substr(0, longestLine);
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    const bool motorola = line.size() >= 2 && line[0] == 'S' && line[1] >= '0' && line[1] <= '9';
    if (!motorola && !line.starts_with(':'))
        return std::nullopt;
    const bool digits = line.find_first_not_of("0123456789ABCDEFabcdef \t", 1) == line.npos;
    if (!digits || line.size() < 10 || line.size() == longestLine)
        return std::nullopt;
    return motorola ? RecordFormat::SRecord : RecordFormat::IntelHex;
}

RecordReader::RecordReader(std::span<const uint8_t> bytes, std::string subject)
    : m_rest(reinterpret_cast<const char *>(bytes.data()), bytes.size()), m_subject(std::move(subject))
{
}

bool RecordReader::next(RecordLine &line)
{
    while (!m_rest.empty()) {
        const std::size_t end = std::min(m_rest.find_first_of("\r\n"), m_rest.size());
        std::string_view text = m_rest.substr(0, end);
        m_rest.remove_prefix(end);
        m_rest.remove_prefix(m_rest.starts_with("\r\n") ? 2 : m_rest.empty() ? 0 : 1);
        ++m_line;
        text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
        text = text.substr(0, text.find_last_not_of(blanks) + 1);
        if (text.empty())
            continue;
        line = {text, m_line};
        return true;
    }
    return false;
}

bool RecordReader::atEnd() const
{
    return m_rest.find_first_not_of(blanks) == m_rest.npos;
}

bool RecordReader::decode(std::string_view text, std::vector<uint8_t> &bytes)
{
    const auto digit = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                      : -1;
    };
    bytes.clear();
    if (text.size() % 2)
        return false;
    for (std::size_t n = 0; n < text.size(); n += 2) {
        const int high = digit(text[n]), low = digit(text[n + 1]);
        if (high < 0 || low < 0)
            return false;
        bytes.push_back(static_cast<uint8_t>(high << 4 | low));
    }
    return true;
}

Error RecordReader::error(const RecordLine &line, const std::string &what) const
{
    return badInput(m_subject + ": line " + std::to_string(line.number) + ": " + what,
                    "get the file again, or convert it anew (objcopy -O ihex or -O srec)");
}

void RecordReader::warn(std::string text)
{
    if (m_warnings.size() < maximumWarnings)
        m_warnings.push_back(std::move(text));
}

void RecordReader::add(const RecordLine &line, uint64_t address, std::span<const uint8_t> data)
{
    if (data.empty())
        return;
    m_pieces.push_back({address, m_data.size(), data.size(), line.number});
    m_data.insert(m_data.end(), data.begin(), data.end());
}

Result<RecordedMemory> RecordReader::take(RecordFormat format, std::optional<uint64_t> entry)
{
    if (m_pieces.empty())
        return badInput(m_subject + ": " + std::string(recordFormatName(format)) + " without any data",
                        "it holds nothing to analyse");
    std::stable_sort(m_pieces.begin(), m_pieces.end(),
                     [](const Piece &a, const Piece &b) { return a.address < b.address; });
    RecordedMemory memory{format, {}, entry, {}};
    uint64_t repeated = 0;
    for (const Piece &piece : m_pieces) {
        auto data = std::span(m_data).subspan(piece.at, piece.size);
        Region *last = memory.regions.empty() ? nullptr : &memory.regions.back();
        const uint64_t end = last ? last->address + last->bytes.size() : 0;
        if (!last || piece.address > end) {
            if (memory.regions.size() >= maximumRegions)
                return badInput(m_subject + ": its data lie in more than " + std::to_string(maximumRegions)
                                    + " separate pieces, as in no memory",
                                "convert it to a flat file first (objcopy -O binary)");
            memory.regions.push_back({"records", piece.address, 0, 0, true, true, {}});
            last = &memory.regions.back();
        } else if (piece.address < end) {
            const auto known = std::span(last->bytes).subspan(piece.address - last->address);
            const std::size_t common = std::min(known.size(), data.size());
            if (!std::equal(data.begin(), data.begin() + static_cast<std::ptrdiff_t>(common), known.begin()))
                return badInput(m_subject + ": line " + std::to_string(piece.line) + ": gives other bytes for "
                                    + hex(piece.address) + " than another line",
                                "the file contradicts itself; get it again or convert it anew");
            if (repeated++ == 0)
                warn("line " + std::to_string(piece.line) + " gives " + hex(piece.address)
                     + " again, with the same bytes");
            data = data.subspan(common);
        }
        last->bytes.insert(last->bytes.end(), data.begin(), data.end());
    }
    if (repeated > 1)
        warn("and " + std::to_string(repeated - 1) + " more lines give addresses again");
    for (std::size_t n = 0; n < memory.regions.size(); ++n) {
        memory.regions[n].size = memory.regions[n].bytes.size();
        memory.regions[n].name = "records" + (memory.regions.size() > 1 ? std::to_string(n + 1) : std::string());
    }
    memory.warnings = std::move(m_warnings);
    return memory;
}

Result<RecordedMemory> readRecords(std::span<const uint8_t> bytes, RecordFormat format, const std::string &subject)
{
    RecordReader reader(bytes, subject);
    return format == RecordFormat::IntelHex ? readIntelHex(reader) : readSRecords(reader);
}

} // namespace symbolon
