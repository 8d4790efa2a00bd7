// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <random>
#include <utility>
#include <vector>

namespace symbolon {

// As std::shuffle, whose order is the library's own choice.
template<typename Item>
void shuffle(std::vector<Item> &items, std::mt19937_64 &random)
{
    for (size_t left = items.size(); left > 1; --left)
        std::swap(items[left - 1], items[random() % left]);
}

} // namespace symbolon
