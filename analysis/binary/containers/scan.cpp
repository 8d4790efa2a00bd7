// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/containers/scan.h"

#include "analysis/binary/containers/identify.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace symbolon {

namespace {

using namespace std::string_view_literals;

constexpr uint64_t checkInterval = 1 << 20;
constexpr uint64_t smallestExecutable = 256;

struct Candidate {
    std::string_view magic;
    uint64_t at = 0;
    const ContainerReader *reader = nullptr;
};

// All magics by their first byte, so that most offsets cost one look.
class MagicTable
{
public:
    MagicTable()
    {
        for (const auto &reader : containerReaders()) {
            for (const Signature &signature : reader->signatures())
                add({signature.magic, signature.at, reader.get()});
        }
        add({"\x7f"
             "ELF"sv,
             0, nullptr});
        add({"MZ"sv, 0, nullptr});
    }
    const std::vector<Candidate> &startingWith(uint8_t byte) const { return m_byFirst[byte]; }
    uint64_t farthest() const { return m_farthest; }

private:
    void add(Candidate candidate)
    {
        m_farthest = std::max(m_farthest, candidate.at);
        m_byFirst[static_cast<uint8_t>(candidate.magic[0])].push_back(candidate);
    }
    std::array<std::vector<Candidate>, 256> m_byFirst;
    uint64_t m_farthest = 0;
};

const MagicTable &magicTable()
{
    static const MagicTable table;
    return table;
}

std::optional<ScanHit> tryCandidate(ByteSpan bytes, uint64_t start, const ContainerReader *reader, bool alone)
{
    const ByteSpan rest = bytes.subspan(start);
    if (reader) {
        if (const auto probe = reader->probe(rest, alone))
            return ScanHit{start, reader, probe->size};
        return std::nullopt;
    }
    const auto header = readExecutableHeader(rest);
    if (!header || header->architecture == Architecture::Unknown)
        return std::nullopt; // in the midst of noise an unknown number is no executable
    const uint64_t size = executableExtent(rest, *header);
    return size >= smallestExecutable ? std::optional(ScanHit{start, nullptr, size}) : std::nullopt;
}

unsigned patienceFor(const ContainerReader *reader)
{
    constexpr unsigned forExecutables = 1000;
    return reader ? reader->patience() : forExecutables;
}

} // namespace

std::optional<ScanHit> ContainerScan::tryAt(uint64_t start, const ContainerReader *reader)
{
    unsigned &falseAlarms = m_falseAlarms[reader];
    if (falseAlarms >= patienceFor(reader))
        return std::nullopt;
    if (!reader && !readExecutableHeader(m_bytes.subspan(start)))
        return std::nullopt; // a cheap look, and "MZ" is everywhere
    auto hit = tryCandidate(m_bytes, start, reader, false);
    if (!hit)
        ++falseAlarms;
    return hit;
}

std::optional<ScanHit> ContainerScan::next(uint64_t from, const std::function<bool()> &stop)
{
    const MagicTable &table = magicTable();
    std::optional<ScanHit> best;
    for (uint64_t at = from; at < m_bytes.size(); ++at) {
        // A magic may stand well behind the beginning of its container (tar), so that a hit found later
        // can begin earlier.
        if (best && at > best->offset + table.farthest())
            break;
        if (at % checkInterval == 0 && stop())
            return std::nullopt;
        for (const Candidate &candidate : table.startingWith(m_bytes[at])) {
            const std::string_view &magic = candidate.magic;
            if (at < from + candidate.at || m_bytes.size() - at < magic.size()
                || std::memcmp(m_bytes.data() + at, magic.data(), magic.size()) != 0)
                continue;
            const uint64_t start = at - candidate.at;
            if (best && best->offset <= start)
                continue;
            if (auto hit = tryAt(start, candidate.reader))
                best = hit;
        }
    }
    return best;
}

std::string ContainerScan::givenUp() const
{
    std::string names;
    for (const auto &[reader, falseAlarms] : m_falseAlarms) {
        if (falseAlarms >= patienceFor(reader))
            names += (names.empty() ? "" : ", ") + std::string(reader ? reader->kind() : "executables");
    }
    return names;
}

std::optional<ScanHit> containerAtStart(ByteSpan bytes)
{
    for (const auto &reader : containerReaders()) {
        for (const Signature &signature : reader->signatures()) {
            const std::string_view magic = signature.magic;
            if (bytes.size() < signature.at + magic.size()
                || std::memcmp(bytes.data() + signature.at, magic.data(), magic.size()) != 0)
                continue;
            if (auto hit = tryCandidate(bytes, 0, reader.get(), true))
                return hit;
        }
    }
    return std::nullopt;
}

} // namespace symbolon
