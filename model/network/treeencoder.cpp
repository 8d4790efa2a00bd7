// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/treeencoder.h"

#include "model/network/rows.h"

#include <vector>

namespace symbolon {

namespace {

torch::nn::Linear withoutBias(int64_t from, int64_t to)
{
    return torch::nn::Linear(torch::nn::LinearOptions(from, to).bias(false));
}

} // namespace

TreeEncoder::TreeEncoder(int64_t kinds, int64_t embedding, int64_t width, int64_t dimension)
    : m_width(width), m_embedding(register_module("embedding", torch::nn::Embedding(kinds, embedding))),
      m_input(register_module("input", torch::nn::Linear(embedding, 4 * width))),
      m_children(register_module("children", withoutBias(width, 3 * width))),
      m_forget(register_module("forget", withoutBias(width, width))),
      m_output(register_module("output", torch::nn::Linear(2 * width, dimension)))
{
}

torch::Tensor TreeEncoder::forward(const TreeBatch &batch)
{
    const auto device = m_embedding->weight.device();
    const int64_t nodes = batch.kinds.numel();
    if (nodes == 0)
        return torch::zeros({batch.functions, m_output->options.out_features()}, device);

    // By depth; a node's place among those of its own depth.
    const auto depths = batch.depths.to(torch::kCPU);
    const auto [sorted, order] = depths.sort(/*stable=*/true, 0, false);
    const auto counts = torch::bincount(sorted);
    const std::vector<int64_t> sizes(counts.data_ptr<int64_t>(), counts.data_ptr<int64_t>() + counts.numel());
    const auto starts = counts.cumsum(0) - counts;
    const auto place = torch::empty({nodes}, torch::kLong).index_copy_(0, order, torch::arange(nodes, torch::kLong))
        - starts.index_select(0, depths);
    const auto parents = batch.parents.to(torch::kCPU).clamp_min(0);
    const auto parentPlaces =
        place.index_select(0, parents).index_select(0, order).to(device).split_with_sizes(sizes);

    const auto inputs = takeRows(m_input->forward(m_embedding->weight),
                                 batch.kinds.to(device).index_select(0, order.to(device)))
                            .split_with_sizes(sizes);
    std::vector<torch::Tensor> states(sizes.size());
    torch::Tensor cells;
    for (std::size_t level = sizes.size(); level-- > 0;) {
        auto gates = inputs[level].narrow(1, 0, 3 * m_width);
        torch::Tensor kept;
        if (level + 1 < sizes.size()) {
            const auto &below = states[level + 1];
            const auto &parent = parentPlaces[level + 1];
            gates = gates + m_children->forward(addRows(below, parent, sizes[level]));
            const auto ofParent = takeRows(inputs[level].narrow(1, 3 * m_width, m_width), parent);
            kept = addRows((ofParent + m_forget->forward(below)).sigmoid() * cells, parent, sizes[level]);
        }
        const auto parts = gates.chunk(3, 1);
        cells = parts[0].sigmoid() * parts[2].tanh();
        if (kept.defined())
            cells = cells + kept;
        states[level] = parts[1].sigmoid() * cells.tanh();
    }

    const auto owners = batch.owners.to(device).index_select(0, order.to(device));
    const auto roots = addRows(states[0], owners.narrow(0, 0, sizes[0]), batch.functions);
    const auto mean = addRows(torch::cat(states), owners, batch.functions) / rowsByOwner(owners, batch.functions);
    const auto present = (torch::bincount(owners, {}, batch.functions) > 0).to(torch::kFloat).unsqueeze(1);
    return m_output->forward(torch::cat({roots, mean}, 1)) * present;
}

} // namespace symbolon
