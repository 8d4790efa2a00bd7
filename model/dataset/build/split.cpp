// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/dataset/build/split.h"

#include <algorithm>
#include <numeric>

namespace symbolon {

namespace {

// SplitMix64; the standard library's shuffle differs between implementations.
class Random
{
public:
    explicit Random(uint64_t seed) : m_state(seed) { }
    uint64_t next()
    {
        uint64_t value = m_state += 0x9e3779b97f4a7c15;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
    template<typename T>
    void shuffle(std::vector<T> &items)
    {
        for (size_t left = items.size(); left > 1; --left)
            std::swap(items[left - 1], items[next() % left]);
    }

private:
    uint64_t m_state;
};

// The packages that a held-out part may take, smallest limit first that gives `wanted` functions.
std::vector<uint32_t> heldOutCandidates(const std::vector<uint64_t> &sizes, uint64_t part, uint64_t wanted)
{
    std::vector<uint32_t> candidates;
    for (uint64_t limit = std::max<uint64_t>(part / 4, 1);; limit *= 2) {
        candidates.clear();
        uint64_t sum = 0;
        for (uint32_t package = 0; package < sizes.size(); ++package) {
            if (sizes[package] > 0 && sizes[package] <= limit) {
                candidates.push_back(package);
                sum += sizes[package];
            }
        }
        if (sum >= wanted || limit >= 2 * part) // a package larger than two parts stays in training
            return candidates;
    }
}

} // namespace

Split paperSplit(const Selection &selection, uint64_t seed)
{
    std::vector<uint32_t> chosen;
    for (uint32_t i = 0; i < selection.sources.size(); ++i) {
        if (!selection.sources[i].tiny)
            chosen.push_back(i);
    }
    Random(seed).shuffle(chosen);
    constexpr uint64_t all = paperTraining + paperValidation + paperTest;
    const uint64_t there = std::min<uint64_t>(chosen.size(), all);
    const uint64_t validation = there * paperValidation / all;
    const uint64_t test = there * paperTest / all;
    Split split;
    for (uint64_t i = 0; i < there; ++i)
        split.emplace_back(chosen[i], i < test                ? Part::Test
                                      : i < test + validation ? Part::Validation
                                                              : Part::Training);
    std::sort(split.begin(), split.end());
    return split;
}

Split projectSplit(const Selection &selection, uint64_t seed)
{
    std::vector<uint64_t> sizes(selection.packages.size());
    for (const SelectedSource &source : selection.sources)
        ++sizes[source.package];
    const uint64_t part = std::accumulate(sizes.begin(), sizes.end(), uint64_t(0)) / 10;
    std::vector<uint32_t> candidates = heldOutCandidates(sizes, part, 3 * part);
    Random(seed).shuffle(candidates);
    std::vector<Part> parts(selection.packages.size(), Part::Training);
    for (const Part heldOut : {Part::Test, Part::Validation}) {
        uint64_t sum = 0;
        for (const uint32_t package : candidates) {
            if (parts[package] != Part::Training || sum + sizes[package] > part + part / 10)
                continue;
            parts[package] = heldOut;
            sum += sizes[package];
        }
    }
    Split split;
    for (uint32_t i = 0; i < selection.sources.size(); ++i)
        split.emplace_back(i, parts[selection.sources[i].package]);
    return split;
}

} // namespace symbolon
