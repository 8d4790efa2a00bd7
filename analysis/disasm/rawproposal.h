// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What bytes without a header may be: for which processor, and where in memory they lie, each proposal with the facts
// that speak for it. The analyst decides.
#pragma once

#include "analysis/base/result.h"
#include "analysis/base/work.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace symbolon {

// From this confidence on a proposal may be taken without asking.
constexpr double convincingConfidence = 0.5;

// One fact that speaks for a proposal: its kind and numbers for a window in another language, and the English sentence.
struct RawReason {
    enum class Kind : uint8_t {
        VectorTable, // initial stack pointer, reset handler, handlers, address
        Pointers, // values that lead to the beginning of a string or function, of how many, as with the next best base
        RegionJumps, // targets of MIPS jal that are the beginning of a function, of how many
        RoundBase,   // handlers that lie in the file at this round address
        Code,        // returns, prologues, KiB that look like code, KiB that are in use
        Calls,       // relative calls that lead to where a function begins, of how many
        Decoding,    // instructions that decode, of how many that were tried
        NoBase,
    };
    Kind kind = Kind::NoBase;
    std::vector<uint64_t> numbers; // as many as the kind says
    std::string text;
};

struct RawProposal {
    std::string architecture; // a word that parseArchitecture takes; it implies the byte order and Thumb
    std::string name;         // for people: "MIPS, big endian"
    uint64_t base = 0;
    bool baseFound = false;         // false: nothing in the bytes says where they lie, `base` is 0
    double confidence = 0;          // 0…1, that the architecture is right
    std::vector<RawReason> reasons; // the strongest first
};

struct RawFindings {
    enum class Note : uint8_t { Convincing, Text, Padding, Compressed, Unconvincing };
    std::vector<RawProposal> proposals; // best first; at most five
    std::string format;                 // "Intel HEX", "Motorola S-records", "ELF" …; empty: none that is known
    bool executable = false;            // an ELF, PE or Mach-O: its header says all, nothing is proposed
    bool addressesKnown = false;        // the format gives them: every proposal's base is the file's first address
    uint64_t base = 0;                  // where they are known
    uint64_t size = 0;                  // bytes of memory
    double entropy = 0;                 // bits per byte
    Note kind = Note::Convincing;       // what the bytes look like instead
    std::string note; // the same in words: "compressed or encrypted (entropy …)"; empty when convincing

    [[nodiscard]] const RawProposal *convincing() const
    {
        return !proposals.empty() && proposals.front().confidence >= convincingConfidence ? &proposals.front()
                                                                                          : nullptr;
    }
};

// Looks at 16 MiB at most; 4 MiB take about a second. Errors: BadInput for records that cannot be read, Cancelled.
// `subject` names the file in them.
Result<RawFindings> proposeRaw(std::span<const uint8_t> bytes, const std::string &subject, const Work &work);

// One line: "looks like MIPS, big endian, at 0x80000000: …", for messages.
std::string describeProposal(const RawProposal &proposal);
// What to type for it: "--arch mips --base 0x80000000".
std::string optionsFor(const RawFindings &findings, const RawProposal &proposal);

} // namespace symbolon
