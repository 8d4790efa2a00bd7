// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where a flat blob lies in memory. Absolute addresses in it lead to the beginnings of strings and functions only when
// the right base is taken off, so each difference of a possible pointer and a possible target is a vote for a base.
#pragma once

#include "analysis/base/work.h"
#include "analysis/binary/vectortable.h"
#include "analysis/disasm/raw/statistics.h"
#include "analysis/disasm/rawproposal.h"

#include <optional>

namespace symbolon::disasm::raw {

struct LocatedTable {
    VectorTable table;
    uint64_t address = 0; // in the blob
};
// At the beginning of a piece; with known addresses its handlers have to lie in the blob.
std::optional<LocatedTable> findVectorTable(const Blob &blob, Endian endian);

struct BaseAddress {
    uint64_t base = 0;
    std::vector<RawReason> reasons;
};

// The best base and, where a second one has nearly as much for it, that one. Empty: nothing convincing. `strings`
// are stringStarts(blob); `vectors` the blob's table, when it is Thumb code.
std::vector<BaseAddress> findBases(const Blob &blob, const CodeStatistics &code, const std::vector<uint64_t> &strings,
                                   const std::optional<LocatedTable> &vectors, const Work &work);

} // namespace symbolon::disasm::raw
