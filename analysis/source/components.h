// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Several checkouts as one tree: united for matching, taken apart so that only what changed is read again.
#pragma once

#include "analysis/source/sourcetree.h"

#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

// A name for the checkout at `root` that none of `taken` has: its folder's, with as many folders above it as it takes.
std::string componentName(std::string_view root, const std::vector<std::string> &taken);

// At least one; a tree without components is named after its root.
std::vector<SourceComponent> componentsOf(const SourceTree &tree);

[[nodiscard]] inline bool hasSeveralComponents(const SourceTree &tree)
{
    return tree.components.size() > 1;
}
[[nodiscard]] inline uint32_t componentOf(const SourceTree &tree, uint32_t file)
{
    return file < tree.files.size() ? tree.files[file].component : 0;
}
[[nodiscard]] inline uint32_t componentOf(const SourceTree &tree, const SourceFunction &function)
{
    return componentOf(tree, function.file);
}
// The root that the file's path is relative to.
const std::string &rootOf(const SourceTree &tree, const SourceFile &file);

// "inflate.c", and with several components "zlib: inflate.c": says which file it is to a person, once in a tree.
std::string fileLabel(const SourceTree &tree, const SourceFile &file);

std::string skippedLabel(const SourceTree &tree, const SkippedSource &skipped);

// `names` has the component's name of each tree. Each tree is one checkout; there is at least one.
SourceTree uniteTrees(std::vector<SourceTree> trees, const std::vector<std::string> &names);
// What uniteTrees got as tree `component`.
SourceTree takeComponent(const SourceTree &tree, uint32_t component);

} // namespace symbolon
