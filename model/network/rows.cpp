// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/rows.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace symbolon {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

torch::Tensor added(const torch::Tensor &values, const torch::Tensor &index, int64_t rows)
{
    auto sums = torch::zeros({rows, values.size(1)}, values.options());
    if (values.is_cuda() || values.scalar_type() != torch::kFloat)
        return sums.index_add_(0, index, values);
    const auto from = values.contiguous();
    const auto places = index.contiguous();
    const int64_t width = values.size(1);
    const int64_t *place = places.data_ptr<int64_t>();
    const float *row = from.data_ptr<float>();
    float *sum = sums.data_ptr<float>();
    for (int64_t i = 0; i < places.numel(); ++i, row += width) {
        TORCH_CHECK_INDEX(place[i] >= 0 && place[i] < rows, "a row outside the matrix");
        float *to = sum + place[i] * width;
        for (int64_t j = 0; j < width; ++j)
            to[j] += row[j];
    }
    return sums;
}

struct TakeRows : torch::autograd::Function<TakeRows> {
    static torch::Tensor forward(AutogradContext *context, const torch::Tensor &values, const torch::Tensor &index)
    {
        context->save_for_backward({index});
        context->saved_data["rows"] = values.size(0);
        return values.index_select(0, index);
    }
    static tensor_list backward(AutogradContext *context, const tensor_list &gradients)
    {
        const auto index = context->get_saved_variables()[0];
        return {added(gradients[0], index, context->saved_data["rows"].toInt()), torch::Tensor()};
    }
};

struct AddRows : torch::autograd::Function<AddRows> {
    static torch::Tensor forward(AutogradContext *context, const torch::Tensor &values, const torch::Tensor &index,
                                 int64_t rows)
    {
        context->save_for_backward({index});
        return added(values, index, rows);
    }
    static tensor_list backward(AutogradContext *context, const tensor_list &gradients)
    {
        const auto index = context->get_saved_variables()[0];
        return {gradients[0].index_select(0, index), torch::Tensor(), torch::Tensor()};
    }
};

// The largest score of each owner, 0 where there is none.
torch::Tensor largestByOwner(const torch::Tensor &scores, const torch::Tensor &owners, int64_t owning)
{
    auto largest = torch::zeros({owning}, scores.options());
    if (scores.is_cuda())
        return largest.scatter_reduce(0, owners, scores, "amax", false);
    const auto values = scores.to(torch::kDouble).contiguous();
    const auto places = owners.contiguous();
    std::vector<double> found(static_cast<std::size_t>(owning), -std::numeric_limits<double>::infinity());
    for (int64_t i = 0; i < places.numel(); ++i) {
        double &most = found.at(static_cast<std::size_t>(places.data_ptr<int64_t>()[i]));
        most = std::max(most, values.data_ptr<double>()[i]);
    }
    return largest.copy_(torch::tensor(found, torch::kDouble)).masked_fill_(largest.isinf(), 0);
}

} // namespace

torch::Tensor takeRows(const torch::Tensor &values, const torch::Tensor &index)
{
    return TakeRows::apply(values, index);
}

torch::Tensor addRows(const torch::Tensor &values, const torch::Tensor &index, int64_t rows)
{
    return AddRows::apply(values, index, rows);
}

torch::Tensor softmaxByOwner(const torch::Tensor &scores, const torch::Tensor &owners, int64_t owning)
{
    // The largest of each owner: any number of that size would do, so nothing flows back through it.
    const auto largest = largestByOwner(scores.detach(), owners, owning);
    const auto powers = (scores - largest.index_select(0, owners)).exp().unsqueeze(1);
    const auto sums = addRows(powers, owners, owning);
    return (powers / takeRows(sums, owners)).squeeze(1);
}

torch::Tensor rowsByOwner(const torch::Tensor &owners, int64_t owning)
{
    return torch::bincount(owners, {}, owning).clamp_min(1).to(torch::kFloat).unsqueeze(1);
}

} // namespace symbolon
