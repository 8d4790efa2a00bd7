// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/attribution.h"

#include <algorithm>
#include <string_view>

namespace symbolon {

namespace {

constexpr double clearLink = 0.5; // the least strength: four of five such links are right (tests/bench/linkquality)

// The first line of the part with something on it, without the blanks around it.
std::string lineText(const SourceFunction &function, const TextPart &part)
{
    std::string_view rest = function.text;
    for (uint32_t line = function.line; line < part.line && !rest.empty(); ++line) {
        const std::size_t end = rest.find('\n');
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    rest = rest.substr(0, rest.find('\n'));
    const std::size_t first = rest.find_first_not_of(" \t\r");
    if (first == std::string_view::npos)
        return {};
    return std::string(rest.substr(first, rest.find_last_not_of(" \t\r") + 1 - first));
}

} // namespace

double heatOf(double drop, double largestDrop)
{
    return largestDrop > 0 && drop > 0 ? std::min(1.0, drop / largestDrop) : 0;
}

std::vector<Evidence> linkEvidence(const Attribution &attribution, const BinaryFunction &function,
                                   const SourceFunction &source)
{
    double carried = 0;
    for (const CodePart &part : attribution.code)
        carried += std::max(0.0, part.drop);
    std::vector<Evidence> links;
    for (const PartLink &link : attribution.links) {
        const CodePart &code = attribution.code[link.code];
        if (link.strength < clearLink || code.firstBlock >= function.blocks.size())
            continue;
        const TextPart &text = attribution.text[link.text];
        const double weight = carried > 0 ? std::max(0.0, code.drop) / carried : 0;
        links.push_back({EvidenceKind::Embedding, lineText(source, text), code.address, text.line, weight});
    }
    std::stable_sort(links.begin(), links.end(),
                     [](const Evidence &a, const Evidence &b) { return a.weight > b.weight; });
    links.resize(std::min(links.size(), mostNetworkLinks));
    return links;
}

void shareWeight(std::vector<Evidence> &evidence, std::vector<Evidence> &links)
{
    const auto whole = std::find_if(evidence.begin(), evidence.end(), [](const Evidence &piece) {
        return piece.kind == EvidenceKind::Embedding && piece.address == 0 && piece.line == 0;
    });
    const double weight = whole == evidence.end() ? 0 : whole->weight;
    double given = 0;
    for (Evidence &link : links)
        given += link.weight *= weight;
    if (whole != evidence.end())
        whole->weight = std::max(0.0, weight - given);
}

} // namespace symbolon
