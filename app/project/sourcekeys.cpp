// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/sourcekeys.h"

#include "analysis/source/components.h"

#include <algorithm>
#include <tuple>

namespace symbolon {

namespace {

std::optional<uint32_t> findIn(const SourceTree &tree, uint32_t component, const std::string &path,
                               const SourceKey &key)
{
    const auto file =
        std::lower_bound(tree.files.begin(), tree.files.end(), path, [&](const SourceFile &f, const std::string &p) {
            return std::tie(f.component, f.path) < std::tie(component, p);
        });
    if (file == tree.files.end() || file->component != component || file->path != path)
        return std::nullopt;
    const auto index = static_cast<uint32_t>(file - tree.files.begin());
    const std::string name = key.name.toStdString();
    std::optional<uint32_t> best;
    uint32_t bestDistance = UINT32_MAX;
    auto at = std::lower_bound(tree.functions.begin(), tree.functions.end(), index,
                               [](const SourceFunction &f, uint32_t i) { return f.file < i; });
    for (; at != tree.functions.end() && at->file == index; ++at) {
        const uint32_t distance = at->line > key.line ? at->line - key.line : key.line - at->line;
        if (at->qualifiedName == name && (!best || distance < bestDistance)) {
            best = static_cast<uint32_t>(at - tree.functions.begin());
            bestDistance = distance;
        }
    }
    return best;
}

} // namespace

SourceKey sourceKey(const SourceTree &tree, uint32_t function)
{
    const SourceFunction &f = tree.functions.at(function);
    return {QString::fromStdString(fileLabel(tree, tree.files.at(f.file))), QString::fromStdString(f.qualifiedName),
            f.line};
}

std::optional<uint32_t> findSource(const SourceTree &tree, const SourceKey &key)
{
    const std::string file = key.file.toStdString();
    for (uint32_t c = 0; c < tree.components.size(); ++c) {
        const std::string prefix = tree.components[c].name + ": ";
        if (!file.starts_with(prefix))
            continue;
        if (const auto found = findIn(tree, c, file.substr(prefix.size()), key))
            return found;
    }
    for (uint32_t c = 0; c < std::max<std::size_t>(tree.components.size(), 1); ++c) {
        if (const auto found = findIn(tree, c, file, key)) // from when there was one
            return found;
    }
    return std::nullopt;
}

void constrain(MatchOptions &options, const Program &program, const SourceTree &tree, const QList<Decision> &decisions)
{
    for (const Decision &decision : decisions) {
        const int at = program.functionStartingAt(decision.address);
        if (at < 0)
            continue;
        const auto function = static_cast<uint32_t>(at);
        if (decision.state == Decision::State::Blocked)
            options.blocked.push_back(function);
        if (decision.state == Decision::State::Accepted && decision.source) {
            if (const auto source = findSource(tree, *decision.source))
                options.accepted.emplace_back(function, *source);
        }
        for (const SourceKey &key : decision.rejected) {
            if (const auto source = findSource(tree, key))
                options.rejected.emplace_back(function, *source);
        }
    }
}

QHash<quint64, Decision> byAddress(const QList<Decision> &decisions)
{
    QHash<quint64, Decision> map;
    for (const Decision &decision : decisions)
        map.insert(decision.address, decision);
    return map;
}

} // namespace symbolon
