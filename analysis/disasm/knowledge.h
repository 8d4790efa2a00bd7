// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is known of the whole image while its functions are looked for: where functions start, what frame
// records say, which functions do not return, which addresses are import stubs.
#pragma once

#include "analysis/disasm/codemap.h"
#include "analysis/disasm/frames.h"
#include "analysis/disasm/memory.h"
#include "analysis/disasm/program.h"

#include <map>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace symbolon::disasm {

struct Start {
    Origins origins = 0;
    float confidence = 0;
    bool thumb = false;
    uint64_t witness = 0; // where what gives that confidence stands
};

struct Knowledge {
    explicit Knowledge(const Image &image) : memory(image), code(image) { }

    Memory memory;
    CodeMap code;
    std::map<uint64_t, Start> starts;
    FrameTable frames;
    std::unordered_map<uint64_t, uint32_t> stubs; // address → index into Image::imports
    std::unordered_set<uint64_t> thumbStubs;      // those that are entered in Thumb state
    std::unordered_set<uint64_t> noReturn;        // addresses of functions, stubs included
    std::unordered_set<uint64_t> followed;        // addresses whose following was begun, or that are no functions
    std::unordered_map<uint64_t, uint32_t> pops;  // functions that take their arguments off the stack: bytes
    std::vector<bool> importNoReturn;             // by index into Image::imports

    uint64_t revision = 0; // rises when something that was no function may be one now

    void setNoReturn(uint64_t function)
    {
        noReturn.insert(function);
        ++revision;
    }
    [[nodiscard]] bool isStart(uint64_t address) const { return code.marks(address) & CodeMap::Start; }
    // Code, or what stands for another file's function where a relocatable object is laid out.
    [[nodiscard]] bool isCallable(uint64_t address) const { return code.isCode(address) || stubs.contains(address); }
    [[nodiscard]] uint32_t popsOf(uint64_t function) const
    {
        const auto known = pops.find(function);
        return known == pops.end() ? 0 : known->second;
    }
    // Whether a function starts in (after, upTo].
    [[nodiscard]] bool startBetween(uint64_t after, uint64_t upTo) const
    {
        const auto next = starts.upper_bound(after);
        return next != starts.end() && next->first <= upTo;
    }
};

} // namespace symbolon::disasm
