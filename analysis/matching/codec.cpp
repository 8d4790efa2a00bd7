// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/base/bytes.h"
#include "analysis/matching/match.h"

#include <cmath>

namespace symbolon {

namespace {

constexpr std::string_view magic = "symbolon-matches-3";

void put(ByteWriter &out, const Evidence &evidence)
{
    out.u(static_cast<uint64_t>(evidence.kind));
    out.s(evidence.value);
    out.u(evidence.address);
    out.u(evidence.line);
    out.d(evidence.weight);
}

void put(ByteWriter &out, const Candidate &candidate)
{
    out.u(candidate.source);
    out.d(candidate.score);
    out.d(candidate.confidence);
    out.s(candidate.strategy);
    out.list(candidate.evidence, [&](const Evidence &evidence) { put(out, evidence); });
}

// Reads with checks that go beyond what the bytes' lengths tell.
class MatchReader
{
public:
    explicit MatchReader(std::string_view bytes) : m_in(bytes) { }

    std::optional<Matches> read()
    {
        Matches matches;
        if (m_in.s() != magic)
            return std::nullopt;
        matches.method = m_in.s();
        matches.model = m_in.s();
        m_in.list(matches.functions, [&] { return function(); });
        m_in.list(matches.sources, [&] { return verdict(); });
        if (m_in.failed() || !m_in.atEnd() || m_damaged)
            return std::nullopt;
        return matches;
    }

private:
    uint32_t number()
    {
        const uint64_t value = m_in.u();
        m_damaged |= value > UINT32_MAX;
        return static_cast<uint32_t>(value);
    }

    double amount()
    {
        const double value = m_in.d();
        m_damaged |= !std::isfinite(value);
        return value;
    }

    Evidence evidence()
    {
        Evidence evidence;
        const uint64_t kind = m_in.u();
        m_damaged |= kind > static_cast<uint64_t>(EvidenceKind::Structure);
        evidence.kind = static_cast<EvidenceKind>(kind);
        evidence.value = m_in.s();
        evidence.address = m_in.u();
        evidence.line = number();
        evidence.weight = amount();
        return evidence;
    }

    Candidate candidate()
    {
        Candidate candidate;
        candidate.source = number();
        candidate.score = amount();
        candidate.confidence = amount();
        candidate.strategy = m_in.s();
        m_in.list(candidate.evidence, [&] { return evidence(); });
        return candidate;
    }

    FunctionMatches function()
    {
        FunctionMatches function;
        function.function = number();
        m_in.list(function.candidates, [&] { return candidate(); });
        m_in.list(function.inlined, [&] { return inlined(); });
        return function;
    }

    InlinedFunction inlined()
    {
        InlinedFunction inlined;
        inlined.source = number();
        inlined.confidence = amount();
        m_in.list(inlined.evidence, [&] { return evidence(); });
        return inlined;
    }

    SourceVerdict verdict()
    {
        SourceVerdict verdict;
        verdict.source = number();
        const uint64_t what = m_in.u();
        m_damaged |= what > static_cast<uint64_t>(Verdict::Absent);
        verdict.verdict = static_cast<Verdict>(what);
        verdict.confidence = amount();
        m_in.list(verdict.functions, [&] { return number(); });
        return verdict;
    }

    ByteReader m_in;
    bool m_damaged = false;
};

} // namespace

std::string encodeMatches(const Matches &matches)
{
    ByteWriter out;
    out.s(magic);
    out.s(matches.method);
    out.s(matches.model);
    out.list(matches.functions, [&](const FunctionMatches &function) {
        out.u(function.function);
        out.list(function.candidates, [&](const Candidate &candidate) { put(out, candidate); });
        out.list(function.inlined, [&](const InlinedFunction &inlined) {
            out.u(inlined.source);
            out.d(inlined.confidence);
            out.list(inlined.evidence, [&](const Evidence &evidence) { put(out, evidence); });
        });
    });
    out.list(matches.sources, [&](const SourceVerdict &verdict) {
        out.u(verdict.source);
        out.u(static_cast<uint64_t>(verdict.verdict));
        out.d(verdict.confidence);
        out.list(verdict.functions, [&](uint32_t function) { out.u(function); });
    });
    return out.take();
}

std::optional<Matches> decodeMatches(std::string_view bytes)
{
    return MatchReader(bytes).read();
}

} // namespace symbolon
