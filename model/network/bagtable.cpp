// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/bagtable.h"

#include <ATen/Parallel.h>
#include <cmath>

namespace symbolon {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

struct Entries {
    const int64_t *ids, *kinds, *offsets;
    const float *counts;
    int64_t functions, entries;

    explicit Entries(const BagBatch &batch)
        : ids(batch.ids.data_ptr<int64_t>()), kinds(batch.kinds.data_ptr<int64_t>()),
          offsets(batch.offsets.data_ptr<int64_t>()), counts(batch.counts.data_ptr<float>()),
          functions(batch.offsets.size(0)), entries(batch.ids.size(0))
    {
    }
    [[nodiscard]] int64_t end(int64_t function) const
    {
        return function + 1 < functions ? offsets[function + 1] : entries;
    }
};

class BagSum : public torch::autograd::Function<BagSum>
{
public:
    static torch::Tensor forward(AutogradContext *context, const torch::Tensor &table, const torch::Tensor &weights,
                                 BagBatch batch, BagTableImpl *owner)
    {
        const Entries entries(batch);
        const int64_t dimension = table.size(1);
        torch::Tensor sums = torch::zeros({entries.functions, dimension}, torch::kFloat);
        const float *rows = table.data_ptr<float>();
        const torch::Tensor contiguous = weights.contiguous();
        const float *weight = contiguous.data_ptr<float>();
        float *to = sums.data_ptr<float>();
        at::parallel_for(0, entries.functions, 16, [&](int64_t first, int64_t last) {
            for (int64_t function = first; function < last; ++function) {
                float *sum = to + function * dimension;
                for (int64_t i = entries.offsets[function]; i < entries.end(function); ++i) {
                    const float factor = weight[entries.kinds[i]] * entries.counts[i];
                    const float *row = rows + entries.ids[i] * dimension;
                    for (int64_t d = 0; d < dimension; ++d)
                        sum[d] += factor * row[d];
                }
            }
        });
        context->save_for_backward({table, contiguous, batch.ids, batch.kinds, batch.counts, batch.offsets});
        context->saved_data["owner"] = reinterpret_cast<int64_t>(owner);
        return sums;
    }

    static tensor_list backward(AutogradContext *context, tensor_list outputs)
    {
        const auto saved = context->get_saved_variables();
        const torch::Tensor &table = saved[0];
        const torch::Tensor &weights = saved[1];
        const BagBatch batch{saved[2], saved[3], saved[4], saved[5]};
        auto *owner = reinterpret_cast<BagTableImpl *>(context->saved_data["owner"].toInt());
        const Entries entries(batch);
        const int64_t dimension = table.size(1);
        const torch::Tensor output = outputs[0].contiguous();
        const float *gradient = output.data_ptr<float>();
        const float *rows = table.data_ptr<float>();
        const float *weight = weights.data_ptr<float>();
        if (!owner->gradient().defined())
            owner->gradient() = torch::zeros_like(table);
        float *to = owner->gradient().data_ptr<float>();
        for (int64_t i = 0; i < entries.entries; ++i)
            owner->touch(entries.ids[i]);
        // Each thread has its own columns, so that no two write to the same place.
        const int64_t parts = std::max<int64_t>(1, std::min<int64_t>(at::get_num_threads(), dimension / 16));
        std::vector<std::vector<double>> weightGradients(parts, std::vector<double>(weights.size(0)));
        at::parallel_for(0, parts, 1, [&](int64_t firstPart, int64_t lastPart) {
            for (int64_t part = firstPart; part < lastPart; ++part) {
                const int64_t begin = dimension * part / parts, end = dimension * (part + 1) / parts;
                std::vector<double> &weightGradient = weightGradients[part];
                for (int64_t function = 0; function < entries.functions; ++function) {
                    const float *from = gradient + function * dimension;
                    for (int64_t i = entries.offsets[function]; i < entries.end(function); ++i) {
                        const float factor = weight[entries.kinds[i]] * entries.counts[i];
                        const float *row = rows + entries.ids[i] * dimension;
                        float *sum = to + entries.ids[i] * dimension;
                        float dot = 0;
                        for (int64_t d = begin; d < end; ++d) {
                            sum[d] += factor * from[d];
                            dot += row[d] * from[d];
                        }
                        weightGradient[entries.kinds[i]] += static_cast<double>(dot) * entries.counts[i];
                    }
                }
            }
        });
        torch::Tensor forWeights = torch::zeros_like(weights);
        for (const auto &part : weightGradients)
            for (size_t kind = 0; kind < part.size(); ++kind)
                forWeights.data_ptr<float>()[kind] += static_cast<float>(part[kind]);
        return {torch::Tensor(), forWeights, torch::Tensor(), torch::Tensor()};
    }
};

} // namespace

BagTableImpl::BagTableImpl(int64_t rows, int64_t dimension) : m_isTouched(static_cast<size_t>(rows))
{
    m_table = register_parameter(
        "table", torch::randn({rows, dimension}) * (1 / std::sqrt(static_cast<double>(dimension))));
}

torch::Tensor BagTableImpl::forward(const BagBatch &batch, const torch::Tensor &weights)
{
    if (m_table.is_cpu())
        return BagSum::apply(m_table, weights, batch, this);
    const torch::Tensor factors = weights.index_select(0, batch.kinds) * batch.counts;
    namespace F = torch::nn::functional;
    return F::embedding_bag(batch.ids, m_table,
                            F::EmbeddingBagFuncOptions().offsets(batch.offsets).mode(torch::kSum).per_sample_weights(
                                factors));
}

void BagTableImpl::touch(int64_t row)
{
    if (m_isTouched[static_cast<size_t>(row)])
        return;
    m_isTouched[static_cast<size_t>(row)] = true;
    m_touched.push_back(row);
}

void BagTableImpl::clearTouched()
{
    for (const int64_t row : m_touched)
        m_isTouched[static_cast<size_t>(row)] = false;
    m_touched.clear();
}

RowAdam::RowAdam(BagTable table)
    : m_table(std::move(table)), m_first(torch::zeros_like(m_table->table()).detach()),
      m_second(torch::zeros_like(m_first)), m_steps(torch::zeros({m_first.size(0)}, torch::kInt64))
{
}

void RowAdam::setState(const std::vector<torch::Tensor> &state)
{
    m_first = state.at(0);
    m_second = state.at(1);
    m_steps = state.at(2);
}

void RowAdam::step(double rate)
{
    constexpr double decay1 = 0.9, decay2 = 0.99, epsilon = 1e-8;
    std::vector<int64_t> &touched = m_table->touched();
    const int64_t dimension = m_first.size(1);
    float *table = m_table->table().data_ptr<float>();
    float *gradient = touched.empty() ? nullptr : m_table->gradient().data_ptr<float>();
    float *first = m_first.data_ptr<float>();
    float *second = m_second.data_ptr<float>();
    int64_t *steps = m_steps.data_ptr<int64_t>();
    at::parallel_for(0, static_cast<int64_t>(touched.size()), 64, [&](int64_t begin, int64_t end) {
        for (int64_t n = begin; n < end; ++n) {
            const int64_t row = touched[static_cast<size_t>(n)];
            const auto step = static_cast<double>(++steps[row]);
            const auto scale = static_cast<float>(rate / (1 - std::pow(decay1, step)));
            const auto correction = static_cast<float>(1 / (1 - std::pow(decay2, step)));
            for (int64_t i = row * dimension; i < (row + 1) * dimension; ++i) {
                const float g = gradient[i];
                first[i] += static_cast<float>(1 - decay1) * (g - first[i]);
                second[i] += static_cast<float>(1 - decay2) * (g * g - second[i]);
                table[i] -= scale * first[i] / (std::sqrt(second[i] * correction) + static_cast<float>(epsilon));
                gradient[i] = 0;
            }
        }
    });
    m_table->clearTouched();
}

} // namespace symbolon
