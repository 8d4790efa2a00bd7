// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/embedding.h"

#include <algorithm>
#include <numeric>

namespace symbolon {

torch::Tensor embed(Network network, Side side, std::span<const FunctionInput *const> functions,
                    const torch::Device &device, size_t batchSize, const std::stop_token &stop,
                    const std::function<void(size_t)> &progress)
{
    const torch::NoGradGuard noGradient;
    const bool training = network->is_training();
    network->eval();
    std::vector<size_t> order(functions.size());
    std::iota(order.begin(), order.end(), size_t(0));
    const auto length = [&](size_t i) { return functions[i]->text.size() + functions[i]->tokens.size(); };
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return length(a) < length(b); });
    torch::Tensor vectors =
        torch::empty({static_cast<int64_t>(functions.size()), network->config().dimension()}, torch::kFloat);
    std::vector<const FunctionInput *> batch;
    for (size_t begin = 0; begin < order.size() && !stop.stop_requested(); begin += batchSize) {
        const size_t count = std::min(batchSize, order.size() - begin);
        batch.clear();
        for (size_t i = begin; i < begin + count; ++i)
            batch.push_back(functions[order[i]]);
        const torch::Tensor rows =
            network->forward(side, collate(batch, network->config()).to(device)).to(torch::kFloat).cpu();
        for (size_t i = 0; i < count; ++i)
            vectors[static_cast<int64_t>(order[begin + i])].copy_(rows[static_cast<int64_t>(i)]);
        if (progress)
            progress(begin + count);
    }
    network->train(training);
    return stop.stop_requested() ? torch::Tensor() : vectors;
}

} // namespace symbolon
