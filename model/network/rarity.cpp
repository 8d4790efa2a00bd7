// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/rarity.h"

#include <cmath>
#include <set>

namespace symbolon {

namespace {

constexpr int64_t cells = 1 << 18;
constexpr size_t firstCell = mostWordHashes;

} // namespace

torch::Tensor wordPlaces(const torch::Tensor &words, size_t which, int64_t size)
{
    return (words * wordFactors[which]).bitwise_right_shift(24).remainder(size);
}

torch::Tensor emptyRarity()
{
    return torch::ones({cells});
}

torch::Tensor rarityOf(std::span<const std::vector<BagEntry> *const> functions)
{
    std::vector<float> counts(cells);
    std::set<int64_t> touched;
    for (const std::vector<BagEntry> *words : functions) {
        touched.clear();
        for (const BagEntry &word : *words) {
            for (const size_t which : {firstCell, firstCell + 1})
                touched.insert((int64_t(word.id) * wordFactors[which] >> 24) % cells);
        }
        for (const int64_t cell : touched)
            ++counts[static_cast<size_t>(cell)];
    }
    const double all = std::log(2.0 + static_cast<double>(functions.size()));
    for (float &count : counts)
        count = static_cast<float>(1 - std::log1p(count) / all);
    return torch::tensor(counts);
}

torch::Tensor rarities(const torch::Tensor &rarity, const torch::Tensor &words)
{
    return torch::maximum(rarity.index_select(0, wordPlaces(words, firstCell, cells)),
                          rarity.index_select(0, wordPlaces(words, firstCell + 1, cells)));
}

} // namespace symbolon
