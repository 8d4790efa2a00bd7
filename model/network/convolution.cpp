// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/convolution.h"

#include <cmath>

namespace symbolon {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

struct Convolve : torch::autograd::Function<Convolve> {
    static torch::Tensor forward(AutogradContext *context, const torch::Tensor &rows, const torch::Tensor &weight,
                                 const torch::Tensor &bias, const torch::Tensor &gaps, int64_t before)
    {
        context->save_for_backward({rows, weight, gaps});
        context->saved_data["before"] = before;
        const int64_t taps = weight.size(0);
        const int64_t whole = rows.size(0) - taps + 1; // windows that lie inside
        auto out = torch::zeros({rows.size(0), weight.size(2)}, rows.options());
        if (whole <= 0)
            return out;
        auto sums = out.narrow(0, before, whole);
        sums.copy_(bias.expand_as(sums));
        for (int64_t tap = 0; tap < taps; ++tap)
            sums.addmm_(rows.narrow(0, tap, whole), weight[tap]);
        out.index_fill_(0, gaps, 0);
        return out;
    }

    static tensor_list backward(AutogradContext *context, const tensor_list &gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto &rows = saved[0];
        const auto &weight = saved[1];
        const int64_t before = context->saved_data["before"].toInt();
        const int64_t taps = weight.size(0);
        const int64_t whole = rows.size(0) - taps + 1;
        auto ofRows = torch::zeros_like(rows);
        auto ofWeight = torch::zeros_like(weight);
        auto ofBias = torch::zeros({weight.size(2)}, weight.options());
        if (whole > 0) {
            const auto kept = gradients[0].index_fill(0, saved[2], 0);
            const auto of = kept.narrow(0, before, whole);
            for (int64_t tap = 0; tap < taps; ++tap) {
                ofRows.narrow(0, tap, whole).addmm_(of, weight[tap].t());
                auto ofTap = ofWeight[tap];
                torch::mm_out(ofTap, rows.narrow(0, tap, whole).t(), of);
            }
            ofBias = of.sum(0);
        }
        return {ofRows, ofWeight, ofBias, torch::Tensor(), torch::Tensor()};
    }
};

struct MaxOfEach : torch::autograd::Function<MaxOfEach> {
    static torch::Tensor forward(AutogradContext *context, const torch::Tensor &rows,
                                 const std::vector<int64_t> &starts, const std::vector<int64_t> &lengths)
    {
        auto largest = torch::zeros({static_cast<int64_t>(starts.size()), rows.size(1)}, rows.options());
        for (std::size_t n = 0; n < starts.size(); ++n) {
            auto to = largest[static_cast<int64_t>(n)];
            if (lengths[n] > 0)
                torch::amax_out(to, rows.narrow(0, starts[n], lengths[n]), 0);
        }
        context->save_for_backward({rows, largest});
        context->saved_data["starts"] = starts;
        context->saved_data["lengths"] = lengths;
        return largest;
    }

    // Where several are the largest, each gets its share.
    static tensor_list backward(AutogradContext *context, const tensor_list &gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto starts = context->saved_data["starts"].toIntVector();
        const auto lengths = context->saved_data["lengths"].toIntVector();
        auto ofRows = torch::zeros_like(saved[0]);
        for (std::size_t n = 0; n < starts.size(); ++n) {
            if (lengths[n] == 0)
                continue;
            const auto row = static_cast<int64_t>(n);
            auto of = ofRows.narrow(0, starts[n], lengths[n]);
            of.copy_(saved[0].narrow(0, starts[n], lengths[n]) == saved[1][row]);
            of.mul_(gradients[0][row] / of.sum(0));
        }
        return {ofRows, torch::Tensor(), torch::Tensor()};
    }
};

struct SumOfEach : torch::autograd::Function<SumOfEach> {
    static torch::Tensor forward(AutogradContext *context, const torch::Tensor &rows,
                                 const std::vector<int64_t> &starts, const std::vector<int64_t> &lengths)
    {
        auto sums = torch::zeros({static_cast<int64_t>(starts.size()), rows.size(1)}, rows.options());
        for (std::size_t n = 0; n < starts.size(); ++n) {
            auto to = sums[static_cast<int64_t>(n)];
            torch::sum_out(to, rows.narrow(0, starts[n], lengths[n]), 0);
        }
        context->saved_data["rows"] = rows.size(0);
        context->saved_data["starts"] = starts;
        context->saved_data["lengths"] = lengths;
        return sums;
    }
    static tensor_list backward(AutogradContext *context, const tensor_list &gradients)
    {
        const auto starts = context->saved_data["starts"].toIntVector();
        const auto lengths = context->saved_data["lengths"].toIntVector();
        auto ofRows =
            torch::zeros({context->saved_data["rows"].toInt(), gradients[0].size(1)}, gradients[0].options());
        for (std::size_t n = 0; n < starts.size(); ++n) {
            auto of = ofRows.narrow(0, starts[n], lengths[n]);
            of.copy_(gradients[0][static_cast<int64_t>(n)].expand_as(of));
        }
        return {ofRows, torch::Tensor(), torch::Tensor()};
    }
};

} // namespace

torch::Tensor convolve(const torch::Tensor &rows, const torch::Tensor &weight, const torch::Tensor &bias,
                       const torch::Tensor &gaps, int64_t before)
{
    return Convolve::apply(rows, weight, bias, gaps, before);
}

torch::Tensor maxOfEach(const torch::Tensor &rows, const Laid &laid)
{
    return MaxOfEach::apply(rows, laid.starts, laid.lengths);
}

torch::Tensor meanOfEach(const torch::Tensor &rows, const Laid &laid)
{
    const auto sums = SumOfEach::apply(rows, laid.starts, laid.lengths);
    return sums / torch::tensor(laid.lengths, torch::kLong).clamp_min(1).to(rows.options()).unsqueeze(1);
}

torch::Tensor convolutionWeight(int64_t taps, int64_t from, int64_t to)
{
    const double bound = 1 / std::sqrt(static_cast<double>(taps * from));
    return torch::empty({taps, from, to}).uniform_(-bound, bound);
}

} // namespace symbolon
