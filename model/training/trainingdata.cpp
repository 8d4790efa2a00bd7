// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/training/trainingdata.h"

#include "model/training/shuffle.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <random>
#include <thread>

namespace symbolon {

Result<TrainingData> TrainingData::load(const std::string &path, const NetworkConfig &network, const Work &work)
{
    Result<DataSet> set = DataSet::open(path);
    if (!set)
        return set.error();
    TrainingData data(std::move(*set));
    const size_t sources = data.m_set.sources().size();
    const size_t total = sources + data.m_set.binaries().size();
    data.m_sources.resize(sources);
    data.m_binaries.resize(total - sources);
    const bool inlined = network.inlined != "none";
    if (inlined)
        data.m_inlined.resize(sources);
    const InputReader reader(network);
    std::atomic<size_t> next = 0;
    const auto read = [&] {
        constexpr size_t block = 256;
        for (size_t begin; (begin = next.fetch_add(block)) < total && !work.stopRequested();) {
            for (size_t i = begin; i < std::min(total, begin + block); ++i) {
                if (i >= sources) {
                    data.m_binaries[i - sources] = reader.binary(data.m_set.binary(static_cast<uint32_t>(i - sources)));
                    continue;
                }
                data.m_sources[i] = reader.source(data.m_set.source(static_cast<uint32_t>(i)));
                if (const auto form = inlined ? data.m_set.inlined(static_cast<uint32_t>(i)) : std::nullopt)
                    data.m_inlined[i] = std::make_unique<FunctionInput>(reader.source(*form));
            }
            work.report("functions", begin, total);
        }
    };
    std::vector<std::jthread> threads;
    for (unsigned n = 0; n < std::max(1u, work.threads ? work.threads : std::thread::hardware_concurrency()); ++n)
        threads.emplace_back(read);
    threads.clear();
    if (work.stopRequested())
        return cancelled();
    data.m_firstBinary.assign(sources + 1, 0);
    for (const BinaryEntry &entry : data.m_set.binaries())
        ++data.m_firstBinary[entry.source + 1];
    for (size_t i = 0; i < sources; ++i)
        data.m_firstBinary[i + 1] += data.m_firstBinary[i];
    return data;
}

std::vector<std::vector<Pair>> TrainingData::batches(const TrainingConfig &config, int64_t epoch) const
{
    std::mt19937_64 random(static_cast<uint64_t>(config.seed) * 0x9e3779b97f4a7c15 + static_cast<uint64_t>(epoch));
    std::map<uint32_t, std::vector<Pair>> packages; // one in all, where packages do not matter
    const auto &sources = m_set.sources();
    for (uint32_t source = 0; source < sources.size(); ++source) {
        const uint32_t count = m_firstBinary[source + 1] - m_firstBinary[source];
        if (sources[source].part != Part::Training || !count || (sources[source].tiny && !config.tiny))
            continue;
        const auto binary = static_cast<uint32_t>(m_firstBinary[source] + random() % count);
        packages[config.batchPackages ? sources[source].package : 0].push_back({source, binary});
    }
    const auto size = static_cast<size_t>(config.batch);
    const size_t piece = config.batchPackages ? std::max<size_t>(1, size / static_cast<size_t>(config.batchPackages)) : 1;
    std::vector<std::vector<Pair>> pieces;
    for (auto &[package, pairs] : packages) {
        shuffle(pairs, random);
        for (size_t begin = 0; begin < pairs.size(); begin += piece)
            pieces.emplace_back(pairs.begin() + static_cast<std::ptrdiff_t>(begin),
                                pairs.begin() + static_cast<std::ptrdiff_t>(std::min(pairs.size(), begin + piece)));
    }
    shuffle(pieces, random);
    std::vector<std::vector<Pair>> batches;
    for (const auto &each : pieces) {
        if (batches.empty() || batches.back().size() + each.size() > size)
            batches.emplace_back();
        batches.back().insert(batches.back().end(), each.begin(), each.end());
    }
    if (batches.size() > 1 && batches.back().size() < size / 2)
        batches.pop_back();
    return batches;
}

std::vector<Pair> TrainingData::pool(Part part, size_t most, int64_t seed, int configuration) const
{
    std::mt19937_64 random(static_cast<uint64_t>(seed) + 0x51ed270b);
    std::vector<Pair> pairs;
    const auto &sources = m_set.sources();
    for (uint32_t source = 0; source < sources.size(); ++source) {
        if (sources[source].part != part || sources[source].tiny)
            continue;
        std::vector<uint32_t> choice;
        for (uint32_t binary = m_firstBinary[source]; binary < m_firstBinary[source + 1]; ++binary) {
            if (configuration < 0 || m_set.binaries()[binary].configuration == static_cast<uint32_t>(configuration))
                choice.push_back(binary);
        }
        if (!choice.empty())
            pairs.push_back({source, choice[random() % choice.size()]});
    }
    shuffle(pairs, random);
    pairs.resize(std::min(pairs.size(), most));
    return pairs;
}

} // namespace symbolon
