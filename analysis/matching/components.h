// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A binary by the components of its source tree: how much of it came from each, and from which version of a component
// that is there in several.
#pragma once

#include "analysis/matching/versions.h"
#include "analysis/source/components.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace symbolon {

// A proposal that is as good as certain, and one that rather holds than not.
inline constexpr double sureConfidence = 0.9;
inline constexpr double likelyConfidence = 0.5;

// A binary function and the source function that it is taken for.
struct TakenFor {
    uint32_t function = 0; // index into Program::functions
    uint32_t source = 0;   // index into SourceTree::functions
    bool accepted = false; // by the analyst
    double confidence = 0;
};

// The best candidate of each function, with the pairs that hold and without the functions that are not to be counted.
std::vector<TakenFor> takenFor(const Matches &matches, std::span<const std::pair<uint32_t, uint32_t>> accepted = {},
                               std::span<const uint32_t> rejected = {});

struct ComponentSummary {
    std::string name;
    std::string root;
    uint32_t sourceFunctions = 0;
    uint32_t foundFunctions = 0; // of these, those that belong to the binary, inlined ones and twins (twins.h) included
    // Binary functions by what they are taken for; each in one of the three.
    uint32_t accepted = 0;
    uint32_t sure = 0;     // proposed with sureConfidence
    uint32_t proposed = 0; // the other proposals
    // The part of the binary that belongs to it: what is accepted, what the method's verdicts say is a function of it,
    // or without verdicts what is proposed with likelyConfidence.
    uint32_t functions = 0;
    uint64_t bytes = 0;
};

// Of one source file.
struct FileSummary {
    uint32_t functions = 0;
    uint32_t found = 0; // see ComponentSummary::foundFunctions
};

// Components that are versions of one project.
struct VersionGroup {
    std::vector<uint32_t> components; // the verdict's versions, in its order
    uint32_t alike = 0;               // functions that all of them have and that say the same
    uint32_t different = 0;           // the others
    VersionVerdict verdict;
};

// Which of the tags of a git checkout the binary was made from.
struct TagVerdict {
    uint32_t component = 0;
    std::vector<std::string> names; // the verdict's versions, oldest first
    VersionVerdict verdict;
};

struct ProgramSummary {
    uint32_t functions = 0; // of the binary, without import stubs
    uint64_t bytes = 0;     // theirs
    uint32_t unclaimed = 0; // functions that belong to no component
    uint64_t unclaimedBytes = 0;
    std::vector<ComponentSummary> components; // in the tree's order
    std::vector<FileSummary> files;           // likewise
    std::vector<VersionGroup> versions;
};

// `matches` may be null: then `taken` says it all.
ProgramSummary summarize(const Program &program, const SourceTree &tree, const Matches *matches,
                         std::span<const TakenFor> taken);

// Components are versions of one project when at least half of the smaller one's functions, and three, have their
// likes (versionKey) in the other.
std::vector<VersionGroup> tellVersionGroups(const Program &program, const SourceTree &tree, const Matches *matches,
                                            std::span<const TakenFor> taken);

// Brings matches that were found with one of each kind of twin (twins.h) to the version that the binary was made from:
// there a candidate is replaced by its twin, and one of another version by that version's function if it is proposed.
// Nothing changes for functions of `accepted` pairs, which name their source exactly.
void settleVersions(Matches &matches, const Program &program, const SourceTree &tree,
                    std::span<const std::pair<uint32_t, uint32_t>> accepted);

} // namespace symbolon
