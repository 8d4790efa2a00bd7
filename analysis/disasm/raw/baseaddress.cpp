// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/raw/baseaddress.h"

#include "analysis/disasm/raw/pointers.h"
#include "analysis/disasm/raw/reasons.h"

#include <cmath>

namespace symbolon::disasm::raw {

namespace {

constexpr uint64_t page = 0x1000;
// Finer alignments let chance vote more often, so they are tried later.
constexpr uint64_t alignments[] = {page, 0x100, 0x10};
constexpr std::size_t mostPairs = 3'000'000;
constexpr std::size_t fewestVotes = 5;
constexpr double leastSurprise = 5, leastSurpriseOfZero = 10; // small numbers of all kinds speak for 0
constexpr double pageLead = 1.5, fineLead = 2.5;
constexpr std::size_t mostVotes = 64; // bases that are looked at more closely
constexpr uint64_t jumpRegion = uint64_t{1} << 28;

struct Vote {
    uint64_t base = 0;
    std::size_t count = 0;
    double surprise = 0; // standard deviations above what as many values there would give by chance
};

// Bases that are multiples of `alignment`, by the number of different pointers that vote for them; the two best.
class Ballot
{
public:
    Ballot(uint64_t alignment, uint64_t modulus) : m_alignment(alignment), m_modulus(modulus) { }

    // False: too many pairs to look at.
    bool add(const std::vector<uint64_t> &pointers, const std::vector<uint64_t> &targets, uint64_t bit)
    {
        std::vector<std::vector<uint64_t>> byRemainder(m_alignment);
        for (const uint64_t target : targets)
            byRemainder[target % m_alignment].push_back(target);
        std::size_t pairs = 0;
        for (const uint64_t pointer : pointers)
            pairs += byRemainder[(pointer - bit) % m_alignment].size();
        if (pairs > mostPairs)
            return false;
        for (const uint64_t pointer : pointers) {
            const uint64_t at = pointer - bit;
            for (const uint64_t target : byRemainder[at % m_alignment]) {
                if (at >= target)
                    m_votes.push_back(at - target);
                else if (m_modulus)
                    m_votes.push_back(at + m_modulus - target);
            }
        }
        return true;
    }

    [[nodiscard]] std::vector<Vote> best(std::size_t wanted, uint64_t lowest, uint64_t highest)
    {
        std::sort(m_votes.begin(), m_votes.end());
        std::vector<Vote> all;
        for (std::size_t n = 0; n < m_votes.size();) {
            const std::size_t begin = n;
            while (n < m_votes.size() && m_votes[n] == m_votes[begin])
                ++n;
            if (m_votes[begin] >= lowest && m_votes[begin] <= highest && n - begin > 1)
                all.push_back({m_votes[begin], n - begin, 0});
        }
        const std::size_t kept = std::min(wanted, all.size());
        std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept), all.end(),
                          [](const Vote &a, const Vote &b) { return a.count > b.count; });
        all.resize(kept);
        return all;
    }

private:
    uint64_t m_alignment;
    uint64_t m_modulus;
    std::vector<uint64_t> m_votes;
};

std::size_t hits(const std::vector<uint64_t> &pointers, const std::vector<uint64_t> &targets, uint64_t base,
                 uint64_t bit)
{
    std::size_t count = 0;
    for (const uint64_t target : targets)
        count += std::binary_search(pointers.begin(), pointers.end(), target + base + bit);
    return count;
}

std::size_t inside(const std::vector<uint64_t> &pointers, uint64_t base, uint64_t size)
{
    return static_cast<std::size_t>(std::lower_bound(pointers.begin(), pointers.end(), base + size)
                                    - std::lower_bound(pointers.begin(), pointers.end(), base));
}

// Everything that votes: possible pointers, and what they may lead to.
struct Electorate {
    const std::vector<uint64_t> &pointers;
    const std::vector<uint64_t> &texts;
    const std::vector<uint64_t> &functions;
    uint64_t bit; // added to pointers to functions: Thumb
    uint64_t size;

    [[nodiscard]] std::size_t targets() const { return texts.size() + functions.size(); }
    [[nodiscard]] std::size_t hitsAt(uint64_t base) const
    {
        return hits(pointers, texts, base, 0) + hits(pointers, functions, base, bit);
    }
};

void setSurprise(Vote &vote, double expected)
{
    vote.surprise = (static_cast<double>(vote.count) - expected) / std::sqrt(expected + 1);
}

// The two that surprise most. Values that lie close together (instructions, counters, tables of addresses at regular
// distances) hit something from many bases: what a base nearby gives is what chance gives.
std::vector<Vote> mostSurprising(std::vector<Vote> votes, const Electorate &all)
{
    const auto order = [&votes] {
        std::stable_sort(votes.begin(), votes.end(),
                         [](const Vote &a, const Vote &b) { return a.surprise > b.surprise; });
    };
    const double density = static_cast<double>(all.targets()) / static_cast<double>(all.size);
    for (Vote &vote : votes)
        setSurprise(vote, static_cast<double>(inside(all.pointers, vote.base, all.size)) * density);
    order();
    constexpr std::size_t examined = 6;
    if (votes.size() > examined)
        votes.resize(examined);
    for (Vote &vote : votes) {
        std::size_t sum = 0;
        for (uint64_t shift = 0x48; shift <= 4 * 0x48; shift += 0x48)
            sum += all.hitsAt(vote.base + shift) + all.hitsAt(vote.base - shift);
        const double elsewhere = static_cast<double>(sum) / 8;
        setSurprise(vote,
                    std::max(elsewhere, static_cast<double>(inside(all.pointers, vote.base, all.size)) * density));
    }
    order();
    if (votes.size() > 2)
        votes.resize(2);
    return votes;
}

// `lead` over the second best.
bool convinces(const std::vector<Vote> &votes, double lead)
{
    return !votes.empty() && votes[0].count >= fewestVotes
           && votes[0].surprise >= (votes[0].base == 0 ? leastSurpriseOfZero : leastSurprise)
           && (votes.size() < 2 || votes[0].surprise >= lead * votes[1].surprise);
}

// Every n-th, so that huge blobs stay quick.
std::vector<uint64_t> sample(const std::vector<uint64_t> &all, std::size_t most)
{
    if (all.size() <= most)
        return all;
    std::vector<uint64_t> some;
    for (std::size_t n = 0; n < most; ++n)
        some.push_back(all[n * all.size() / most]);
    return some;
}

} // namespace

std::optional<LocatedTable> findVectorTable(const Blob &blob, Endian endian)
{
    for (const Piece &piece : blob.pieces()) {
        const auto table = readVectorTable(piece.bytes, endian, blob.size());
        if (!table)
            continue;
        const auto outside = [&](uint64_t handler) { return blob.at(handler).empty(); };
        if (!blob.addressesKnown() || std::none_of(table->handlers.begin(), table->handlers.end(), outside))
            return LocatedTable{*table, piece.address};
    }
    return std::nullopt;
}

std::vector<BaseAddress> findBases(const Blob &blob, const CodeStatistics &code, const std::vector<uint64_t> &strings,
                                   const std::optional<LocatedTable> &vectors, const Work &work)
{
    constexpr std::size_t mostTargets = 20'000, mostPointers = 1'500'000;
    const std::vector<uint64_t> texts = sample(strings, mostTargets), functions = sample(code.starts, mostTargets);
    const std::vector<uint64_t> pointers = sample(pointerValues(blob, code), mostPointers);
    const uint64_t bit = code.choice.thumb ? 1 : 0;
    // With a vector table all handlers have to lie in the blob.
    uint64_t lowest = 0, highest = UINT64_MAX;
    if (vectors) {
        const uint64_t size = blob.end() - vectors->address;
        highest = vectors->table.handlers.front();
        lowest = vectors->table.handlers.back() >= size ? vectors->table.handlers.back() - size + 1 : 0;
    }
    const bool wide =
        code.choice.architecture == Architecture::X86_64 || code.choice.architecture == Architecture::AArch64
        || code.choice.architecture == Architecture::Mips64 || code.choice.architecture == Architecture::PowerPc64;
    if (!vectors)
        highest =
            wide ? UINT64_MAX - blob.size() : (uint64_t{1} << 32) - std::min<uint64_t>(blob.size(), uint64_t{1} << 32);

    constexpr uint64_t below4GiB = UINT32_MAX; // what lies above is mapped in pages
    std::vector<Vote> votes;
    for (const uint64_t alignment : alignments) {
        if (work.stopRequested())
            return {};
        Ballot ballot(alignment, 0);
        if (!ballot.add(pointers, texts, 0) || !ballot.add(pointers, functions, bit))
            continue;
        votes =
            mostSurprising(ballot.best(mostVotes, lowest, alignment == page ? highest : std::min(highest, below4GiB)),
                           {pointers, texts, functions, bit, blob.size()});
        if (convinces(votes, alignment == page ? pageLead : fineLead)
            || (vectors && !votes.empty() && (votes.size() < 2 || votes[0].count > votes[1].count)))
            break;
        votes.clear();
    }
    const bool mips =
        code.choice.architecture == Architecture::Mips32 || code.choice.architecture == Architecture::Mips64;
    const std::vector<uint64_t> jumps =
        mips ? sample(regionJumps(blob, code.choice.endian), mostTargets) : std::vector<uint64_t>();
    bool byJumps = false;
    const std::vector<uint64_t> none;
    if (mips && votes.empty()) {
        Ballot ballot(page, jumpRegion);
        if (ballot.add(jumps, functions, 0))
            votes = mostSurprising(ballot.best(mostVotes, 0, jumpRegion), {jumps, none, functions, 0, blob.size()});
        if (convinces(votes, pageLead)) { // the upper four bits: where the other addresses are
            std::size_t most = 0;
            uint64_t region = 0;
            for (uint64_t n = 0; n < 16; ++n) {
                const std::size_t count = inside(pointers, n * jumpRegion + votes[0].base, blob.size());
                if (count > most) {
                    most = count;
                    region = n * jumpRegion;
                }
            }
            votes.resize(1);
            votes[0].base += region;
            byJumps = true;
        } else {
            votes.clear();
        }
    }
    if (votes.empty() && vectors) { // the roundest address that the handlers allow
        uint64_t base = highest & ~uint64_t{0xff};
        for (uint64_t step = uint64_t{1} << 28; step > 0x100; step >>= 1) {
            if (const uint64_t round = highest & ~(step - 1); round >= lowest) {
                base = round;
                break;
            }
        }
        return {{base, {reason(RawReason::Kind::RoundBase, {vectors->table.handlers.size()})}}};
    }
    std::vector<BaseAddress> bases;
    for (std::size_t n = 0; n < votes.size() && (n == 0 || votes[n].surprise * 1.5 > votes[0].surprise); ++n) {
        BaseAddress found{votes[n].base, {}};
        const std::size_t all = inside(pointers, found.base, blob.size());
        const std::size_t led = hits(pointers, texts, found.base, 0) + hits(pointers, functions, found.base, bit);
        const std::size_t next = n > 0 ? votes[0].count : votes.size() > 1 ? votes[1].count : 0;
        if (led > 0 && !byJumps)
            found.reasons.push_back(reason(RawReason::Kind::Pointers, {led, all, next}));
        if (const std::size_t landed = hits(jumps, functions, found.base % jumpRegion, 0); landed > 0)
            found.reasons.push_back(reason(RawReason::Kind::RegionJumps, {landed, jumps.size()}));
        bases.push_back(std::move(found));
    }
    return bases;
}

} // namespace symbolon::disasm::raw
