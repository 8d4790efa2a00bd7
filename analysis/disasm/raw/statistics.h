// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How much in a blob speaks for one architecture: the instructions that every program of it has many of (returns,
// prologues, frames) and that other bytes hardly ever form, and calls that land where functions begin.
#pragma once

#include "analysis/base/work.h"
#include "analysis/disasm/raw/blob.h"

#include <string_view>

namespace symbolon::disasm::raw {

struct CodeStatistics {
    std::string_view word; // as parseArchitecture takes it
    std::string_view name; // for people
    ArchitectureChoice choice;
    unsigned alignment = 4; // of instructions
    uint64_t returns = 0;
    uint64_t prologues = 0;
    uint64_t frames = 0;          // instructions that set up or take down a frame
    uint64_t calls = 0;           // relative ones, to a place in the blob
    uint64_t landing = 0;         // of these: to where a function seems to begin
    std::vector<uint64_t> starts; // where functions seem to begin, and what calls lead to; sorted
    std::vector<uint16_t> hits;   // by window: what was found there
    unsigned windowThreshold = 4; // as many hits make a window code

    [[nodiscard]] uint64_t total() const { return returns + prologues + frames + landing; }
};

// All architectures that are tried, each measured on its own. Empty: stopped.
std::vector<CodeStatistics> measureArchitectures(const Blob &blob, const Work &work);

// Whether a function seems to begin at `target`: compilers move a few instructions before the prologue.
inline bool landsOn(const AddressSet &begins, uint64_t target, unsigned alignment)
{
    return begins.contains(target) || begins.contains(target + alignment) || begins.contains(target + 2 * alignment);
}

// One of a kind each; `statistics` comes with its word, name and choice.
void measureThumb(const Blob &blob, CodeStatistics &statistics);
// Both modes at once, for they share most of their encoding.
void measureX86(const Blob &blob, CodeStatistics &x86, CodeStatistics &x86_64);

} // namespace symbolon::disasm::raw
