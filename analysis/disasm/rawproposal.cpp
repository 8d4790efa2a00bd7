// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/rawproposal.h"

#include "analysis/binary/containers/identify.h"
#include "analysis/binary/records/records.h"
#include "analysis/disasm/raw/baseaddress.h"
#include "analysis/disasm/raw/decodecheck.h"
#include "analysis/disasm/raw/pointers.h"
#include "analysis/disasm/raw/reasons.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace symbolon {

namespace {

using namespace disasm::raw;

constexpr uint64_t mostBytes = 16u << 20;
constexpr std::size_t mostProposals = 5;
constexpr double leastConfidence = 0.1, mostConfidence = 0.99; // it stays a guess
constexpr double worthABase = 0.4;                             // the search for a base takes longer than all else

struct Rated {
    const CodeStatistics *code = nullptr;
    uint64_t windows = 0; // that look more like this architecture's code than like another's
    uint64_t hits = 0;    // in them
    DecodeCheck decoding;
    double confidence = 0;
};

// From 0 at `none` to 1 at `full`.
double ramp(double value, double none, double full)
{
    return std::clamp((value - none) / (full - none), 0.0, 1.0);
}

// Each window goes to the architecture that has most in it, beyond what chance puts there.
std::vector<Rated> shareOutWindows(const Blob &blob, const std::vector<CodeStatistics> &all)
{
    std::vector<Rated> rated;
    for (const CodeStatistics &code : all)
        rated.push_back({&code, 0, 0, {}, 0});
    for (std::size_t window = 0; window < blob.windows(); ++window) {
        Rated *best = nullptr;
        double most = 1;
        for (Rated &one : rated) {
            const double ratio = static_cast<double>(one.code->hits[window]) / one.code->windowThreshold;
            if (ratio >= most && (!best || ratio > most)) {
                best = &one;
                most = ratio;
            }
        }
        if (best) {
            ++best->windows;
            best->hits += best->code->hits[window];
        }
    }
    return rated;
}

void rate(Rated &one, uint64_t allWindows, const std::optional<LocatedTable> &vectors)
{
    const CodeStatistics &code = *one.code;
    // Patterns of 16 bits and single bytes are formed by chance, those of 32 bits are not.
    const bool weak = code.alignment < 4;
    const double dominance = allWindows ? static_cast<double>(one.windows) / static_cast<double>(allWindows) : 0;
    const double amount = 1 - std::exp(-static_cast<double>(one.hits) / (weak ? 40 : 12));
    const double landed = code.calls ? static_cast<double>(code.landing) / static_cast<double>(code.calls) : 0;
    double calls = weak ? 0.4 : 0.8; // too few to say
    if (code.calls >= 8)
        calls = weak ? ramp(landed, 0.1, 0.5) : 0.6 + 0.4 * ramp(landed, 0.02, 0.3);
    else if (code.choice.architecture == Architecture::Mips32 || code.choice.architecture == Architecture::Mips64)
        calls = 1; // its calls are absolute or through registers
    one.confidence = dominance * amount * calls * ramp(one.decoding.share(), 0.5, 0.95);
    if (vectors)
        one.confidence = 1 - (1 - one.confidence) * 0.2;
    one.confidence = std::min(one.confidence, mostConfidence);
}

uint64_t windowsInUse(const Blob &blob)
{
    uint64_t count = 0;
    for (const Piece &piece : blob.pieces()) {
        for (std::size_t at = 0; at < piece.bytes.size(); at += Blob::windowSize)
            count +=
                !isPadding(piece.bytes.subspan(at, std::min<std::size_t>(Blob::windowSize, piece.bytes.size() - at)));
    }
    return count;
}

RawReason vectorReason(const Blob &blob, const LocatedTable &found)
{
    return reason(RawReason::Kind::VectorTable, {found.table.stack, found.table.reset, found.table.entries,
                                                 found.address == blob.begin() ? 0 : found.address});
}

std::vector<RawReason> codeReasons(const Rated &one, uint64_t inUse)
{
    using enum RawReason::Kind;
    const CodeStatistics &code = *one.code;
    std::vector<RawReason> reasons{reason(Code, {code.returns, code.prologues, one.windows, inUse})};
    if (code.calls >= 8)
        reasons.push_back(reason(Calls, {code.landing, code.calls}));
    if (one.decoding.all() > 0)
        reasons.push_back(reason(Decoding, {one.decoding.decoded, one.decoding.all()}));
    return reasons;
}

void setNote(const Blob &blob, RawFindings &findings)
{
    using Note = RawFindings::Note;
    const std::string entropy = " (entropy " + decimal(findings.entropy, 2) + " of 8 bits per byte)";
    const auto first = blob.pieces().front().bytes;
    if (blob.pieces().size() == 1 && isPadding(first)) {
        findings.kind = Note::Padding;
        findings.note = "one value from beginning to end, not machine code";
    } else if (looksLikeText(first)) {
        findings.kind = Note::Text;
        findings.note = "text, not machine code";
    } else if (findings.entropy > 7.8) {
        findings.kind = Note::Compressed;
        findings.note = "compressed or encrypted" + entropy;
    } else {
        findings.kind = Note::Unconvincing;
        findings.note = "no machine code of a known architecture that convinces" + entropy;
    }
}

double entropyOf(const Blob &blob)
{
    if (blob.pieces().size() == 1)
        return symbolon::entropyOf(blob.pieces().front().bytes);
    std::vector<uint8_t> all;
    for (const Piece &piece : blob.pieces())
        all.insert(all.end(), piece.bytes.begin(), piece.bytes.end());
    return symbolon::entropyOf(all);
}

// One proposal for each base that has much for it.
void propose(const Blob &blob, const Rated &one, uint64_t inUse, const std::vector<uint64_t> &strings,
             const std::optional<LocatedTable> &vectors, const Work &work, RawFindings &findings)
{
    RawProposal proposal;
    proposal.architecture = one.code->word;
    proposal.name = one.code->name;
    proposal.confidence = one.confidence;
    if (vectors) {
        proposal.architecture = one.code->choice.endian == Endian::Little ? "cortex-m" : proposal.architecture;
        proposal.name = "Cortex-M (" + proposal.name + ")";
        proposal.reasons.push_back(vectorReason(blob, *vectors));
    }
    const std::vector<RawReason> code = codeReasons(one, inUse);
    std::vector<BaseAddress> bases;
    if (blob.addressesKnown()) {
        proposal.base = blob.begin();
        proposal.baseFound = true;
    } else if (one.confidence >= worthABase) {
        bases = findBases(blob, *one.code, strings, vectors, work);
    }
    if (bases.empty()) {
        proposal.reasons.insert(proposal.reasons.end(), code.begin(), code.end());
        if (!blob.addressesKnown())
            proposal.reasons.push_back(reason(RawReason::Kind::NoBase));
        findings.proposals.push_back(std::move(proposal));
        return;
    }
    for (std::size_t n = 0; n < bases.size(); ++n) {
        RawProposal located = proposal;
        located.base = bases[n].base;
        located.baseFound = true;
        located.confidence = n == 0 ? proposal.confidence : proposal.confidence * 0.5;
        located.reasons.insert(located.reasons.end(), bases[n].reasons.begin(), bases[n].reasons.end());
        located.reasons.insert(located.reasons.end(), code.begin(), code.end());
        findings.proposals.push_back(std::move(located));
    }
}

Result<RawFindings> proposeFor(const Blob &blob, RawFindings findings, const Work &work)
{
    findings.addressesKnown = blob.addressesKnown();
    findings.base = blob.addressesKnown() ? blob.begin() : 0;
    findings.entropy = entropyOf(blob);
    const std::vector<CodeStatistics> statistics = measureArchitectures(blob, work);
    std::vector<Rated> rated = shareOutWindows(blob, statistics);
    const uint64_t code = std::accumulate(rated.begin(), rated.end(), uint64_t{0},
                                          [](uint64_t sum, const Rated &one) { return sum + one.windows; });
    const auto tableFor = [&](const Rated &one) {
        return one.code->choice.thumb ? findVectorTable(blob, one.code->choice.endian) : std::nullopt;
    };
    std::erase_if(rated, [&](const Rated &one) { return one.windows == 0 && !tableFor(one); });
    for (Rated &one : rated) {
        one.decoding = checkDecoding(blob, *one.code, work);
        rate(one, code, tableFor(one));
    }
    std::stable_sort(rated.begin(), rated.end(),
                     [](const Rated &a, const Rated &b) { return a.confidence > b.confidence; });
    const uint64_t inUse = windowsInUse(blob);
    const std::vector<uint64_t> strings = blob.addressesKnown() ? std::vector<uint64_t>() : stringStarts(blob);
    for (const Rated &one : rated) {
        if (work.stopRequested())
            return cancelled();
        if (one.confidence >= leastConfidence)
            propose(blob, one, inUse, strings, tableFor(one), work, findings);
    }
    std::stable_sort(findings.proposals.begin(), findings.proposals.end(),
                     [](const RawProposal &a, const RawProposal &b) { return a.confidence > b.confidence; });
    if (findings.proposals.size() > mostProposals)
        findings.proposals.resize(mostProposals);
    if (!findings.convincing())
        setNote(blob, findings);
    if (work.stopRequested())
        return cancelled();
    return findings;
}

} // namespace

Result<RawFindings> proposeRaw(std::span<const uint8_t> bytes, const std::string &subject, const Work &work)
{
    if (bytes.empty())
        return badInput(subject + ": the file is empty");
    RawFindings findings;
    findings.size = bytes.size();
    const auto header = readExecutableHeader(bytes);
    if (header || !readFatSlices(bytes).empty()) {
        findings.format = formatName(header ? header->format : FileFormat::MachO);
        findings.executable = true;
        return findings;
    }
    std::vector<Piece> pieces;
    std::optional<RecordedMemory> memory;
    if (const auto format = recognizeRecords(bytes)) {
        auto read = readRecords(bytes, *format, subject);
        if (!read)
            return read.error();
        memory = std::move(*read);
        findings.format = recordFormatName(*format);
        findings.size = 0;
        uint64_t room = mostBytes;
        for (const Region &region : memory->regions) {
            findings.size += region.bytes.size();
            const uint64_t used = std::min<uint64_t>(room, region.bytes.size());
            if (used > 0)
                pieces.push_back({region.address, std::span(region.bytes).first(used), 0});
            room -= used;
        }
    } else {
        pieces.push_back({0, bytes.first(std::min<uint64_t>(bytes.size(), mostBytes)), 0});
    }
    return proposeFor(Blob(std::move(pieces), memory.has_value()), std::move(findings), work);
}

std::string describeProposal(const RawProposal &proposal)
{
    std::string text = "looks like " + proposal.name;
    if (proposal.baseFound)
        text += " at " + hex(proposal.base);
    for (std::size_t n = 0; n < proposal.reasons.size() && n < 3; ++n)
        text += (n == 0 ? ": " : "; ") + proposal.reasons[n].text;
    return text;
}

std::string optionsFor(const RawFindings &findings, const RawProposal &proposal)
{
    std::string text = "--arch " + proposal.architecture;
    if (!findings.addressesKnown)
        text += " --base " + hex(proposal.base);
    return text;
}

} // namespace symbolon
