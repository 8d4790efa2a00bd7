// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/evidencemarks.h"

#include <algorithm>

namespace symbolon {

namespace {

template<typename Key>
std::vector<int> indicesAt(const std::vector<std::pair<Key, int>> &places, Key key)
{
    std::vector<int> found;
    for (auto at = std::lower_bound(places.begin(), places.end(), std::pair(key, 0));
         at != places.end() && at->first == key; ++at)
        found.push_back(at->second);
    return found;
}

// The piece after `current` among `here`, around the end; the first one if `current` is not there.
int nextOf(const std::vector<int> &here, int current)
{
    if (here.empty())
        return -1;
    const auto at = std::find(here.begin(), here.end(), current);
    return at == here.end() || at + 1 == here.end() ? here.front() : *(at + 1);
}

} // namespace

EvidenceMarks::EvidenceMarks(const Workspace &workspace, int function, int candidate)
{
    const Candidate *found = workspace.candidate(function, candidate);
    if (!found)
        return;
    m_candidate = std::shared_ptr<const Candidate>(workspace.matches, found);
    int index = 0;
    for (const Evidence &piece : found->evidence) {
        if (piece.address != 0)
            m_addresses.emplace_back(piece.address, index);
        if (piece.line != 0)
            m_lines.emplace_back(piece.line, index);
        ++index;
    }
    std::sort(m_addresses.begin(), m_addresses.end());
    std::sort(m_lines.begin(), m_lines.end());
}

int EvidenceMarks::count() const
{
    return m_candidate ? static_cast<int>(m_candidate->evidence.size()) : 0;
}

const Evidence *EvidenceMarks::evidence(int index) const
{
    return index >= 0 && index < count() ? &m_candidate->evidence[static_cast<std::size_t>(index)] : nullptr;
}

std::vector<int> EvidenceMarks::atAddress(uint64_t address) const
{
    return indicesAt(m_addresses, address);
}

std::vector<int> EvidenceMarks::inRange(uint64_t address, uint64_t size) const
{
    std::vector<int> found;
    for (auto at = std::lower_bound(m_addresses.begin(), m_addresses.end(), std::pair(address, 0));
         at != m_addresses.end() && at->first - address < size; ++at)
        found.push_back(at->second);
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<int> EvidenceMarks::atLine(uint32_t line) const
{
    return indicesAt(m_lines, line);
}

Selection EvidenceMarks::selectEvidence(Selection base, int evidence) const
{
    const Evidence *piece = this->evidence(evidence);
    base.evidence = piece ? evidence : -1;
    if (piece) {
        base.address = piece->address;
        base.line = piece->line;
    }
    return base;
}

Selection EvidenceMarks::selectAddress(Selection base, uint64_t address) const
{
    const int evidence = nextOf(atAddress(address), base.address == address ? base.evidence : -1);
    if (evidence >= 0) {
        const Evidence *piece = this->evidence(evidence);
        if (piece->line != 0)
            base.line = piece->line;
    }
    base.address = address;
    base.evidence = evidence;
    return base;
}

Selection EvidenceMarks::selectLine(Selection base, uint32_t line) const
{
    const int evidence = nextOf(atLine(line), base.line == line ? base.evidence : -1);
    if (evidence >= 0) {
        const Evidence *piece = this->evidence(evidence);
        if (piece->address != 0)
            base.address = piece->address;
    }
    base.line = line;
    base.evidence = evidence;
    return base;
}

} // namespace symbolon
