// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tags of git checkouts as versions: what their files said of the functions that were found in a binary.
#pragma once

#include "analysis/matching/components.h"

#include <span>
#include <vector>

namespace symbolon {

struct TagVersions {
    uint32_t component = 0;
    std::vector<Version> versions; // oldest first
};

// Of each component that is the top of a git checkout with tags: at most 64 tags, spread over its history, and of these
// the files of the names in which `taken` has a function, with all headers. Takes at most about a minute; what took
// longer, was too large or that git does not give is left out. Empty when stopped.
std::vector<TagVersions> readTagVersions(const SourceTree &tree, std::span<const TakenFor> taken, const Work &work);

std::vector<TagVerdict> tellTags(const Program &program, const SourceTree &tree, std::span<const TakenFor> taken,
                                 std::span<const TagVersions> tags);

} // namespace symbolon
