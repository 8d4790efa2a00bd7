// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/tables.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr size_t mostFollowers = 16; // a function in more tables is a default that says nothing
constexpr size_t mostLabels = 32;
constexpr size_t mostTexts = 8;      // between two functions: the nearest ones
constexpr size_t longestLabel = 200; // bytes: names are short, and messages would cost much

template<typename Value>
void sortAndCut(std::vector<Value> &values, size_t most)
{
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    if (values.size() > most)
        values.clear();
}

} // namespace

void TableFacts::add(std::span<const Row> rows, std::string_view className)
{
    int64_t last = -1;
    std::vector<std::string_view> texts; // since `last`
    const auto label = [&](int64_t function) {
        if (function < 0)
            return;
        std::vector<std::string> &labels = m_functions[static_cast<size_t>(function)].labels;
        for (const std::string_view text : texts) {
            if (labels.size() < 4 * mostLabels && std::count(labels.begin(), labels.end(), text) == 0)
                labels.emplace_back(text); // one that has too many is left without
        }
    };
    for (const Row &row : rows) {
        if (row.function < 0) {
            if (!row.text.empty() && row.text.size() <= longestLabel)
                texts.push_back(row.text);
            continue;
        }
        std::span<const std::string_view> all = texts;
        const size_t kept = std::min(all.size(), mostTexts);
        const std::vector<std::string_view> near(all.end() - static_cast<std::ptrdiff_t>(kept), all.end());
        texts.resize(kept);
        label(last);
        texts = near;
        label(row.function);
        if (last >= 0 && last != row.function)
            m_functions[static_cast<size_t>(last)].followers.push_back(static_cast<uint32_t>(row.function));
        if (!className.empty()) {
            texts = {className};
            label(row.function);
        }
        last = row.function;
        texts.clear();
    }
    texts.resize(std::min(texts.size(), mostTexts));
    label(last);
}

void TableFacts::finish()
{
    for (FunctionFeatures &function : m_functions) {
        sortAndCut(function.followers, mostFollowers);
        sortAndCut(function.labels, mostLabels);
    }
}

} // namespace symbolon
