// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/embedding/pairattributor.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr std::size_t mostKnown = 4096; // some 5 kB each

const FunctionFeatures *featuresOf(const FeaturePool &pool, uint32_t index)
{
    const auto at = std::lower_bound(pool.origin.begin(), pool.origin.end(), index);
    if (at == pool.origin.end() || *at != index)
        return nullptr;
    return &pool.functions[static_cast<std::size_t>(at - pool.origin.begin())];
}

} // namespace

PairAttributor::PairAttributor(std::shared_ptr<const Program> program, std::shared_ptr<const SourceTree> tree)
    : m_program(std::move(program)), m_tree(std::move(tree))
{
}

Result<Attribution> PairAttributor::of(uint32_t function, uint32_t source, const std::vector<Evidence> &evidence,
                                       const Embedder &embedder, const Work &work)
{
    const Pair key(function, source);
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto known = m_known.find(key); known != m_known.end())
            return known->second;
    }
    const auto pools = this->pools(work);
    if (!pools)
        return pools.error();
    const FunctionFeatures *binary = featuresOf((*pools)->binary, function);
    const FunctionFeatures *text = featuresOf((*pools)->source, source);
    if (!binary || !text)
        return Attribution();
    auto made = attribute({m_program->functions[function], *binary, m_tree->functions[source], *text, evidence},
                          embedder, work);
    if (made) {
        const std::scoped_lock lock(m_mutex);
        if (m_known.size() < mostKnown)
            m_known.emplace(key, *made);
    }
    return made;
}

Result<std::shared_ptr<const MatchPools>> PairAttributor::pools(const Work &work)
{
    const std::scoped_lock lock(m_mutex);
    if (m_pools)
        return m_pools;
    const FeatureOptions options{.network = true};
    auto pools = std::make_shared<MatchPools>(
        MatchPools{binaryFeatures(*m_program, work, options), sourceFeatures(*m_tree, work, options)});
    if (work.stopRequested())
        return cancelled();
    m_pools = std::move(pools);
    return m_pools;
}

} // namespace symbolon
