// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How rare words are among functions, for any word: a count-min sketch (Cormode and Muthukrishnan 2005). Most words of
// a program that the network never saw are in no table of it; what few functions have says most.
#pragma once

#include "model/network/input.h"
#include "model/network/torch.h"

#include <array>
#include <span>
#include <vector>

namespace symbolon {

// Some functions of a word's number of 32 bits, (word · factor >> 24) % size: mostWordHashes for the rows of a table,
// then two for the cells of the sketch. The factors are odd and below 2³¹, so that products stay below 2⁶³.
constexpr std::array<int64_t, mostWordHashes + 2> wordFactors{0x5bd1e995, 0x7feb352d, 0x2c1b3c6d,
                                                              0x297a2d39, 0x45d9f3b3, 0x6c8e9cf5};
torch::Tensor wordPlaces(const torch::Tensor &words, size_t which, int64_t size);

// [cells] float, all 1: no word was seen.
torch::Tensor emptyRarity();
// Of functions that each have some words, which count once.
torch::Tensor rarityOf(std::span<const std::vector<BagEntry> *const> functions);
// Of each word 1 - ln(1 + its functions) / ln(2 + all functions), 1 being one that none has. Words that share all of
// their cells with others can come out as more common than they are, never as rarer.
torch::Tensor rarities(const torch::Tensor &rarity, const torch::Tensor &words);

} // namespace symbolon
