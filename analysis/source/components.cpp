// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/components.h"

#include <algorithm>
#include <iterator>

namespace symbolon {

namespace {

bool contains(const std::vector<std::string> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string labelled(const SourceTree &tree, uint32_t component, const std::string &path)
{
    if (!hasSeveralComponents(tree) || component >= tree.components.size())
        return path;
    return tree.components[component].name + ": " + path;
}

} // namespace

std::string componentName(std::string_view root, const std::vector<std::string> &taken)
{
    while (root.size() > 1 && root.ends_with('/'))
        root.remove_suffix(1);
    for (size_t slash = root.rfind('/'); slash != std::string_view::npos; slash = root.rfind('/', slash - 1)) {
        const std::string_view name = root.substr(slash + 1);
        if (!name.empty() && !contains(taken, name))
            return std::string(name);
        if (slash == 0)
            break;
    }
    if (!root.empty() && !contains(taken, root))
        return std::string(root);
    for (unsigned n = 2;; ++n) {
        std::string name = std::string(root) + " (" + std::to_string(n) + ")";
        if (!contains(taken, name))
            return name;
    }
}

std::vector<SourceComponent> componentsOf(const SourceTree &tree)
{
    if (!tree.components.empty())
        return tree.components;
    return {{componentName(tree.root, {}), tree.root}};
}

const std::string &rootOf(const SourceTree &tree, const SourceFile &file)
{
    return file.component < tree.components.size() ? tree.components[file.component].root : tree.root;
}

std::string fileLabel(const SourceTree &tree, const SourceFile &file)
{
    return labelled(tree, file.component, file.path);
}

std::string skippedLabel(const SourceTree &tree, const SkippedSource &skipped)
{
    return labelled(tree, skipped.component, skipped.path);
}

SourceTree uniteTrees(std::vector<SourceTree> trees, const std::vector<std::string> &names)
{
    SourceTree all;
    if (trees.size() == 1)
        all = std::move(trees.front());
    else
        all.root = trees.front().root;
    all.components.clear();
    for (size_t n = 0; n < trees.size(); ++n)
        all.components.push_back({names.at(n), trees.size() == 1 ? all.root : trees[n].root});
    if (trees.size() == 1)
        return all;
    for (uint32_t n = 0; n < trees.size(); ++n) {
        SourceTree &tree = trees[n];
        const auto firstFile = static_cast<uint32_t>(all.files.size());
        for (SourceFile &file : tree.files) {
            file.component = n;
            all.files.push_back(std::move(file));
        }
        for (SourceFunction &function : tree.functions) {
            function.file += firstFile;
            all.functions.push_back(std::move(function));
        }
        for (SourceTable &table : tree.tables) {
            table.file += firstFile;
            all.tables.push_back(std::move(table));
        }
        for (SkippedSource &skipped : tree.skipped) {
            skipped.component = n;
            all.skipped.push_back(std::move(skipped));
        }
        for (const std::string &warning : tree.warnings)
            all.warnings.push_back(names[n] + ": " + warning);
    }
    return all;
}

SourceTree takeComponent(const SourceTree &tree, uint32_t component)
{
    if (!hasSeveralComponents(tree))
        return tree;
    SourceTree part;
    part.root = tree.components.at(component).root;
    uint32_t firstFile = 0;
    for (uint32_t n = 0; n < tree.files.size(); ++n) {
        if (tree.files[n].component != component)
            continue;
        if (part.files.empty())
            firstFile = n;
        part.files.push_back(tree.files[n]);
        part.files.back().component = 0;
    }
    for (const SourceFunction &function : tree.functions) {
        if (tree.files.at(function.file).component != component)
            continue;
        part.functions.push_back(function);
        part.functions.back().file -= firstFile;
    }
    for (const SourceTable &table : tree.tables) {
        if (tree.files.at(table.file).component != component)
            continue;
        part.tables.push_back(table);
        part.tables.back().file -= firstFile;
    }
    for (const SkippedSource &skipped : tree.skipped) {
        if (skipped.component == component)
            part.skipped.push_back({skipped.path, skipped.reason, 0});
    }
    const std::string prefix = tree.components[component].name + ": ";
    for (const std::string &warning : tree.warnings) {
        if (warning.starts_with(prefix))
            part.warnings.push_back(warning.substr(prefix.size()));
    }
    return part;
}

} // namespace symbolon
