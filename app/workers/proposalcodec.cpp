// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/workers/proposalcodec.h"

#include "analysis/base/bytes.h"
#include "analysis/binary/image.h"

namespace symbolon {

std::string encodeFindings(const RawFindings &findings)
{
    ByteWriter out;
    out.list(findings.proposals, [&](const RawProposal &p) {
        out.s(p.architecture);
        out.s(p.name);
        out.u(p.base);
        out.u(p.baseFound);
        out.d(p.confidence);
        out.list(p.reasons, [&](const RawReason &reason) {
            out.u(static_cast<uint64_t>(reason.kind));
            out.list(reason.numbers, [&](uint64_t number) { out.u(number); });
            out.s(reason.text);
        });
    });
    out.s(findings.format);
    out.u(findings.executable);
    out.u(findings.addressesKnown);
    out.u(findings.base);
    out.u(findings.size);
    out.d(findings.entropy);
    out.u(static_cast<uint64_t>(findings.kind));
    out.s(findings.note);
    return out.take();
}

std::optional<RawFindings> decodeFindings(std::string_view bytes)
{
    ByteReader in(bytes);
    RawFindings findings;
    bool valid = true;
    in.list(findings.proposals, [&] {
        RawProposal p;
        p.architecture = in.s();
        p.name = in.s();
        p.base = in.u();
        p.baseFound = in.u() != 0;
        p.confidence = in.d();
        in.list(p.reasons, [&] {
            RawReason reason;
            const uint64_t kind = in.u();
            in.list(reason.numbers, [&] { return in.u(); });
            reason.text = in.s();
            valid = valid && kind <= static_cast<uint64_t>(RawReason::Kind::NoBase);
            reason.kind = static_cast<RawReason::Kind>(kind);
            return reason;
        });
        valid = valid && parseArchitecture(p.architecture) && p.confidence >= 0 && p.confidence <= 1;
        return p;
    });
    findings.format = in.s();
    findings.executable = in.u() != 0;
    findings.addressesKnown = in.u() != 0;
    findings.base = in.u();
    findings.size = in.u();
    findings.entropy = in.d();
    const uint64_t kind = in.u();
    valid = valid && kind <= static_cast<uint64_t>(RawFindings::Note::Unconvincing);
    findings.kind = static_cast<RawFindings::Note>(kind);
    findings.note = in.s();
    if (in.failed() || !in.atEnd() || !valid)
        return std::nullopt;
    return findings;
}

} // namespace symbolon
