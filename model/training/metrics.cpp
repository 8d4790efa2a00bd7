// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/training/metrics.h"

#include <algorithm>
#include <unordered_map>

namespace symbolon {

FormVectors FormVectors::part(int64_t begin, int64_t count) const
{
    FormVectors part(rows.narrow(0, begin, count));
    if (!others.defined())
        return part;
    const auto first = std::lower_bound(owners.begin(), owners.end(), begin);
    const auto last = std::lower_bound(first, owners.end(), begin + count);
    if (first == last)
        return part;
    part.others = others.narrow(0, first - owners.begin(), last - first);
    for (auto owner = first; owner != last; ++owner)
        part.owners.push_back(*owner - begin);
    return part;
}

torch::Tensor similaritiesOf(const FormVectors &a, const FormVectors &b)
{
    const auto merged = [](const torch::Tensor &all, int64_t axis, const torch::Tensor &others,
                           const std::vector<int64_t> &owners) {
        const torch::Tensor where = torch::tensor(owners, torch::kInt64).to(all.device());
        return all.index_copy(axis, where, torch::maximum(all.index_select(axis, where), others));
    };
    torch::Tensor similarities = a.rows.mm(b.rows.t());
    if (b.others.defined())
        similarities = merged(similarities, 1, a.rows.mm(b.others.t()), b.owners);
    if (a.others.defined())
        similarities = merged(similarities, 0, similaritiesOf(a.others, b), a.owners);
    return similarities;
}

std::vector<int64_t> ranks(const FormVectors &queries, const FormVectors &pool, std::span<const int64_t> answers,
                           std::span<const int64_t> groups)
{
    constexpr int64_t block = 512;
    const torch::NoGradGuard noGradient;
    std::unordered_map<int64_t, std::vector<int64_t>> members;
    for (size_t row = 0; row < groups.size(); ++row)
        members[groups[row]].push_back(static_cast<int64_t>(row));
    std::vector<int64_t> result;
    result.reserve(answers.size());
    for (int64_t begin = 0; begin < queries.rows.size(0); begin += block) {
        const int64_t count = std::min(block, queries.rows.size(0) - begin);
        const torch::Tensor similarities = similaritiesOf(queries.part(begin, count), pool).cpu().contiguous();
        const auto columns = similarities.size(1);
        for (int64_t i = 0; i < count; ++i) {
            const float *row = similarities.data_ptr<float>() + i * columns;
            const int64_t answer = answers[static_cast<size_t>(begin + i)];
            float best = row[answer];
            int64_t right = 1;
            if (!groups.empty()) {
                const auto &equal = members[groups[static_cast<size_t>(answer)]];
                for (const int64_t other : equal)
                    best = std::max(best, row[other]);
                right = std::count_if(equal.begin(), equal.end(), [&](int64_t other) { return row[other] >= best; });
            }
            const int64_t before = std::count_if(row, row + columns, [&](float value) { return value >= best; });
            result.push_back(before - right + 1);
        }
    }
    return result;
}

RetrievalScore scoreOf(std::span<const int64_t> ranks)
{
    RetrievalScore score;
    score.queries = static_cast<int64_t>(ranks.size());
    for (const int64_t rank : ranks) {
        score.recall1 += rank <= 1;
        score.recall5 += rank <= 5;
        score.recall10 += rank <= 10;
        score.reciprocal += rank == notFound ? 0 : 1.0 / static_cast<double>(rank);
    }
    for (double *sum : {&score.recall1, &score.recall5, &score.recall10, &score.reciprocal})
        *sum /= std::max<double>(1, static_cast<double>(ranks.size()));
    return score;
}

} // namespace symbolon
