// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/dataset/build/selection.h"

#include <algorithm>

namespace symbolon {

void Selection::add(Package package)
{
    const auto packageIndex = static_cast<uint32_t>(packages.size());
    packages.push_back(std::move(package.name));
    count.sources += package.sources.size();
    count.pairs += package.binaries.size();
    std::vector<uint32_t> numbers;
    for (PairedSource &source : package.sources) {
        const uint32_t number = sourceOf(source);
        if (number == sources.size() - 1 && sources.back().bytes.empty()) {
            sources.back().package = packageIndex;
            sources.back().bytes = std::move(source.bytes);
            sources.back().inlined = std::move(source.inlined);
        }
        numbers.push_back(number);
    }
    for (PairedBinary &binary : package.binaries) {
        binary.configuration = configurationOf(package.configurations[binary.configuration]);
        const uint32_t source = numbers[binary.source];
        addBinary(source, std::move(binary));
    }
}

uint32_t Selection::sourceOf(PairedSource &source)
{
    const auto next = static_cast<uint32_t>(sources.size());
    const auto [known, added] = m_byText.try_emplace(source.text, next);
    if (!added) {
        ++count.equalTexts;
        return known->second;
    }
    sources.emplace_back();
    sources.back().textGroup = m_byAnonymousText.try_emplace(source.anonymous, next).first->second;
    m_contents.emplace_back();
    m_textTokens.push_back(source.tokens);
    return next;
}

uint32_t Selection::configurationOf(const std::string &name)
{
    const auto known = std::find(configurations.begin(), configurations.end(), name);
    if (known != configurations.end())
        return static_cast<uint32_t>(known - configurations.begin());
    configurations.push_back(name);
    m_owners.emplace_back();
    return static_cast<uint32_t>(configurations.size() - 1);
}

void Selection::addBinary(uint32_t source, PairedBinary binary)
{
    const auto owner = m_owners[binary.configuration].try_emplace(binary.content, source).first;
    if (owner->second != source)
        ++count.ambiguous;
    else if (!m_contents[source].insert(binary.content).second)
        ++count.equalCode;
    else
        sources[source].binaries.push_back(std::move(binary));
}

void Selection::finish()
{
    std::vector<SelectedSource> kept;
    std::vector<uint32_t> numbers(sources.size(), UINT32_MAX); // of the groups, as they come
    for (uint32_t i = 0; i < sources.size(); ++i) {
        SelectedSource &source = sources[i];
        if (source.binaries.empty()) {
            ++count.withoutCode;
            continue;
        }
        uint32_t &group = numbers[source.textGroup];
        if (group == UINT32_MAX)
            group = static_cast<uint32_t>(kept.size());
        source.textGroup = group;
        source.tiny = m_textTokens[i] < leastTextTokens
                      || std::all_of(source.binaries.begin(), source.binaries.end(),
                                     [](const PairedBinary &binary) { return binary.tokens < leastCodeTokens; });
        count.tiny += source.tiny;
        kept.push_back(std::move(source));
    }
    sources = std::move(kept);
}

} // namespace symbolon
