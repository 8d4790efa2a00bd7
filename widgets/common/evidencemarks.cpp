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
    if (workspace.detailsOf(function, candidate)) {
        m_details = workspace.details;
        addLinks(workspace, function, m_details->attribution);
        addHeat(workspace.program->functions[static_cast<std::size_t>(function)], m_details->attribution);
    }
    int index = 0;
    for (const Evidence &piece : m_evidence ? *m_evidence : found->evidence) {
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
    return m_evidence    ? static_cast<int>(m_evidence->size())
           : m_candidate ? static_cast<int>(m_candidate->evidence.size())
                         : 0;
}

const Evidence *EvidenceMarks::evidence(int index) const
{
    if (index < 0 || index >= count())
        return nullptr;
    return &(m_evidence ? *m_evidence : m_candidate->evidence)[static_cast<std::size_t>(index)];
}

uint32_t EvidenceMarks::sourceFunctionsWith(int index) const
{
    const Evidence *piece = evidence(index);
    return piece && m_details ? m_details->rarity.count(*piece) : 0;
}

uint32_t EvidenceMarks::sourceFunctions() const
{
    return m_details ? m_details->rarity.functions() : 0;
}

void EvidenceMarks::addLinks(const Workspace &workspace, int function, const Attribution &attribution)
{
    if (attribution.links.empty())
        return;
    const SourceFunction *source = workspace.sourceOf(*m_candidate);
    if (!source)
        return;
    auto pieces = std::make_shared<std::vector<Evidence>>(m_candidate->evidence);
    std::vector<Evidence> links =
        linkEvidence(attribution, workspace.program->functions[static_cast<std::size_t>(function)], *source);
    shareWeight(*pieces, links);
    pieces->insert(pieces->end(), links.begin(), links.end());
    m_evidence = std::move(pieces);
}

void EvidenceMarks::addHeat(const BinaryFunction &function, const Attribution &attribution)
{
    for (const CodePart &part : attribution.code) {
        m_mostCode = std::max(m_mostCode, part.drop);
        for (uint32_t n = part.firstBlock; n < part.firstBlock + part.blockCount && n < function.blocks.size(); ++n) {
            const BasicBlock &block = function.blocks[n];
            m_codeHeat.push_back({block.address, block.address + std::max<uint64_t>(block.size, 1) - 1, part.drop});
        }
    }
    for (const TextPart &part : attribution.text) {
        m_mostLine = std::max(m_mostLine, part.drop);
        m_lineHeat.push_back({part.line, part.endLine, part.drop});
    }
    const auto byPlace = [](const Heat &a, const Heat &b) { return a.first < b.first; };
    std::sort(m_codeHeat.begin(), m_codeHeat.end(), byPlace);
    std::sort(m_lineHeat.begin(), m_lineHeat.end(), byPlace);
}

const EvidenceMarks::Heat *EvidenceMarks::find(const std::vector<Heat> &heat, uint64_t place)
{
    auto at = std::upper_bound(heat.begin(), heat.end(), place,
                               [](uint64_t value, const Heat &each) { return value < each.first; });
    return at != heat.begin() && (--at)->last >= place ? &*at : nullptr;
}

double EvidenceMarks::dropAtAddress(uint64_t address) const
{
    const Heat *heat = find(m_codeHeat, address);
    return heat ? heat->drop : 0;
}

double EvidenceMarks::dropAtLine(uint32_t line) const
{
    const Heat *heat = find(m_lineHeat, line);
    return heat ? heat->drop : 0;
}

double EvidenceMarks::heatAtAddress(uint64_t address) const
{
    return heatOf(dropAtAddress(address), m_mostCode);
}

double EvidenceMarks::heatAtLine(uint32_t line) const
{
    return heatOf(dropAtLine(line), m_mostLine);
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
