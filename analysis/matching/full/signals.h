// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What speaks for a pair of a binary function and a source function, and for a binary function having no source here:
// one number each, combined by combination.h. Those up to Header come from the pair alone; the rest from what is
// believed of other functions, and change from round to round.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace symbolon {

enum class Signal : uint8_t {
    Similarity,        // cosine of the vectors
    InlinedSimilarity, // of the binary function and the source function with what is probably inlined; else as above
    CalleeSimilarity,  // of the means of the callees' vectors; 0 where a side has none
    CallerSimilarity,
    SimilarityMargin, // to the binary function's most similar other candidate
    ReverseMargin,    // to the source function's most similar other binary function
    Strings,          // weight of the strings that both have; these and the next are ln(1 + weight)
    StringsExtra,     // of those that only the binary function has of all that the tree holds
    StringsAbsent,    // of those that only the source function itself has of all that the binary holds
    Integers,
    IntegersExtra,
    IntegersAbsent,
    LibraryCalls,
    LibraryCallsExtra,
    LibraryCallsAbsent,
    Labels, // texts and classes beside them in tables of pointers
    LabelsExtra,
    LabelsAbsent,
    Switches,       // ln(1 + weight) of those that both have, and of the two that are most alike
    Structure,      // ln of structureSimilarity()
    ArgumentsMore,  // ln((1 + arguments that the code reads) / (1 + those of the text)), where positive, else 0
    ArgumentsFewer, // minus that where it is negative, else 0
    Smaller,        // ln of the size of the code by that of the text, below what is usual
    Larger,         // above what is usual
    Name,
    NameConflict,   // the file names the binary function otherwise
    Inlinable,      // static or inline with one caller: 1; in later rounds, ln of how much rarer such functions are in
    InlinableOften, // this binary than others; the same with several callers
    Header,         // defined in a header
    Callees,        // what the binary function calls is believed to be what the source function calls
    CalleesExtra,   // … something else
    CalleesAbsent,  // what the source function calls is elsewhere, and not called
    Callers,
    CallersExtra,
    CallersAbsent,
    NextCalls, // what its callers call after it
    NextCallsExtra,
    PreviousCalls, // what they call before it
    PreviousCallsExtra,
    Followers, // what stands next in a table of pointers, and what that is believed to be
    FollowersExtra,
    FollowersAbsent,
    Leaders, // what stands before it
    LeadersExtra,
    LeadersAbsent,
    Words, // members, data and constants of the code that go with words of the text: words.h
    WordsExtra,
    WordsAbsent,
    FileBoth,          // the functions before and behind are of the source function's file: the less likely of the two
    FileEither,        // the more likely of the two
    FilePresent,       // ln of the share of the file's other functions that are believed to be in the binary
    ChainBoth,         // ln of the chance, by the order of the functions before and behind: chain.h
    ChainEither,       // the more likely of the two
    Competition,       // ln of its share among all binary functions that claim the source function
    CompetitionHeader, // the same for a function of a header, which may have several copies
    Count,
};
constexpr size_t signalCount = static_cast<size_t>(Signal::Count);
constexpr size_t firstMutualSignal = static_cast<size_t>(Signal::Callees);
using Signals = std::array<float, signalCount>;
std::string_view signalName(Signal signal); // "similarity", "strings-extra": for tables

// Of the answer "none of the candidates".
enum class NoneSignal : uint8_t {
    One,
    Size,           // ln of the instructions
    BestSimilarity, // of any candidate
    BestStrings,
    UnknownStrings, // ln(1 + strings that no source function has)
    OtherName,      // the file names the function as no source function is named
    Candidates,     // ln of the sources in the tree
    ForeignBefore,  // ln: the functions before are foreign, too
    ForeignBehind,
    ForeignCallers, // share of the callers that are
    Count,
};
constexpr size_t noneSignalCount = static_cast<size_t>(NoneSignal::Count);
constexpr size_t firstMutualNoneSignal = static_cast<size_t>(NoneSignal::ForeignBefore);
using NoneSignals = std::array<float, noneSignalCount>;
std::string_view noneSignalName(NoneSignal signal);

} // namespace symbolon
