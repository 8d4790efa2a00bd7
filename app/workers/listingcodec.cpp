// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/workers/listingcodec.h"

#include "analysis/base/bytes.h"

namespace symbolon {

std::string encodeListing(const Listing &listing)
{
    ByteWriter out;
    out.list(listing.entries, [&](const ContainerEntry &e) {
        out.s(e.path);
        out.s(e.kind);
        out.u(static_cast<uint64_t>(e.type));
        out.i(e.parent);
        out.u(e.offset);
        out.u(e.size);
        out.u(static_cast<uint64_t>(e.architecture));
        out.u(static_cast<uint64_t>(e.endian));
        out.s(e.linkTarget);
        out.u(e.entropy.has_value());
        out.d(e.entropy.value_or(0));
        out.s(e.note);
    });
    out.list(listing.notes, [&](const std::string &note) { out.s(note); });
    return out.take();
}

std::optional<Listing> decodeListing(std::string_view bytes)
{
    ByteReader in(bytes);
    Listing listing;
    bool valid = true;
    in.list(listing.entries, [&] {
        ContainerEntry e;
        e.path = in.s();
        e.kind = in.s();
        const uint64_t type = in.u();
        e.parent = static_cast<int>(in.i());
        e.offset = in.u();
        e.size = in.u();
        const uint64_t architecture = in.u();
        const uint64_t endian = in.u();
        e.linkTarget = in.s();
        const bool hasEntropy = in.u() != 0;
        const double entropy = in.d();
        if (hasEntropy)
            e.entropy = entropy;
        e.note = in.s();
        valid = valid && type <= static_cast<uint64_t>(ContainerEntry::Type::Unknown)
                && architecture <= static_cast<uint64_t>(Architecture::PowerPc64) && endian <= 1
                && e.parent < static_cast<int>(listing.entries.size());
        e.type = static_cast<ContainerEntry::Type>(type);
        e.architecture = static_cast<Architecture>(architecture);
        e.endian = static_cast<Endian>(endian);
        return e;
    });
    in.list(listing.notes, [&] { return in.s(); });
    if (in.failed() || !in.atEnd() || !valid)
        return std::nullopt;
    return listing;
}

} // namespace symbolon
