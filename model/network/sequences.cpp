// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/sequences.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace symbolon {

namespace {

std::vector<int64_t> numbers(const torch::Tensor &tensor)
{
    const auto flat = tensor.to(torch::kCPU, torch::kLong).contiguous();
    return {flat.data_ptr<int64_t>(), flat.data_ptr<int64_t>() + flat.numel()};
}

torch::Tensor tensor(const std::vector<int64_t> &values, torch::Device device)
{
    return torch::tensor(values, torch::kLong).to(device);
}

} // namespace

Steps stepsOf(const torch::Tensor &lengths, int64_t padded, torch::Device device)
{
    const auto length = numbers(lengths);
    const auto count = static_cast<int64_t>(length.size());
    std::vector<int64_t> order(length.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int64_t a, int64_t b) { return length[a] > length[b]; });
    std::vector<int64_t> inverse(length.size());
    for (int64_t i = 0; i < count; ++i)
        inverse[order[i]] = i;

    Steps steps;
    std::vector<int64_t> places;
    std::vector<int64_t> sequences;
    int64_t running = count;
    for (int64_t step = 0;; ++step) {
        while (running > 0 && length[order[running - 1]] <= step)
            --running;
        if (running == 0)
            break;
        steps.running.push_back(running);
        for (int64_t i = 0; i < running; ++i) {
            places.push_back(order[i] * padded + step);
            sequences.push_back(i);
        }
    }
    steps.sizes = tensor(steps.running, torch::kCPU);
    steps.places = tensor(places, device);
    steps.sequences = tensor(sequences, device);
    steps.order = tensor(order, device);
    steps.inverse = tensor(inverse, device);
    steps.lengths = lengths.to(device).index_select(0, steps.order).to(torch::kFloat);
    return steps;
}

Laid laidOut(const torch::Tensor &lengths, int64_t padded, int64_t gap, torch::Device device)
{
    Laid laid;
    laid.lengths = numbers(lengths);
    std::vector<int64_t> places;
    std::vector<int64_t> gaps;
    std::vector<int64_t> within;
    std::vector<int64_t> owners;
    const auto leaveGap = [&](int64_t owner) {
        for (int64_t i = 0; i < gap; ++i) {
            gaps.push_back(static_cast<int64_t>(places.size()));
            places.push_back(0);
            within.push_back(0);
            owners.push_back(owner);
        }
    };
    leaveGap(0);
    for (std::size_t n = 0; n < laid.lengths.size(); ++n) {
        const auto owner = static_cast<int64_t>(n);
        laid.starts.push_back(static_cast<int64_t>(places.size()));
        for (int64_t i = 0; i < laid.lengths[n]; ++i) {
            places.push_back(owner * padded + i);
            within.push_back(i);
            owners.push_back(owner);
        }
        leaveGap(owner);
    }
    laid.rows = static_cast<int64_t>(places.size());
    laid.places = tensor(places, device);
    laid.gaps = tensor(gaps, device);
    laid.within = tensor(within, device);
    laid.owners = tensor(owners, device);
    return laid;
}

Distinct distinctSequences(const torch::Tensor &ids, const torch::Tensor &lengths)
{
    const auto length = numbers(lengths);
    const auto onCpu = ids.to(torch::kCPU, torch::kLong).contiguous();
    const auto *begin = reinterpret_cast<const char *>(onCpu.data_ptr<int64_t>());
    const auto stride = static_cast<std::size_t>(onCpu.size(1)) * sizeof(int64_t);
    std::unordered_map<std::string_view, int64_t> known;
    std::vector<int64_t> first;
    std::vector<int64_t> inverse;
    inverse.reserve(length.size());
    for (std::size_t n = 0; n < length.size(); ++n) {
        const std::string_view bytes(begin + n * stride, static_cast<std::size_t>(length[n]) * sizeof(int64_t));
        const auto [entry, isNew] = known.try_emplace(bytes, static_cast<int64_t>(first.size()));
        if (isNew)
            first.push_back(static_cast<int64_t>(n));
        inverse.push_back(entry->second);
    }
    return {tensor(first, ids.device()), tensor(inverse, ids.device())};
}

torch::Tensor presence(const torch::Tensor &lengths, const torch::Tensor &like)
{
    return (lengths > 0).to(like.device(), like.scalar_type()).unsqueeze(1);
}

} // namespace symbolon
