// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Universal ("fat") Mach-O: the same program for several architectures, each of them a member.
#include "analysis/binary/containers/readers.h"

#include "analysis/binary/executableheader.h"

#include <algorithm>

namespace symbolon {

namespace {

class UniversalReader : public ContainerReader
{
public:
    std::string_view kind() const override { return "universal"; }
    std::vector<Signature> signatures() const override { return {{"\xca\xfe\xba\xbe", 0}, {"\xca\xfe\xba\xbf", 0}}; }
    std::optional<Probe> probe(ByteSpan bytes, bool) const override
    {
        uint64_t end = 0;
        for (const FatSlice &slice : readFatSlices(bytes))
            end = std::max(end, slice.offset + slice.size);
        return end == 0 ? std::nullopt : std::optional(Probe{end});
    }
    ReadOutcome read(ByteSpan bytes, MemberVisitor &visitor) const override
    {
        for (const FatSlice &slice : readFatSlices(bytes)) {
            const ByteSpan part = bytes.subspan(slice.offset, slice.size);
            Member member;
            member.name = slice.header.architecture == Architecture::Unknown
                              ? slice.header.machine
                              : std::string(architectureName(slice.header.architecture));
            member.offset = slice.offset;
            member.size = slice.size;
            member.read = [part](MemberBuffer &buffer) { buffer.append(part); };
            if (!visitor.visit(member))
                break;
        }
        return {bytes.size(), {}};
    }
};

} // namespace

std::unique_ptr<ContainerReader> makeUniversalReader()
{
    return std::make_unique<UniversalReader>();
}

} // namespace symbolon
