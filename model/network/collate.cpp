// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/collate.h"

#include <algorithm>
#include <cmath>

namespace symbolon {

namespace {

constexpr int64_t edgeKinds = 5; // EdgeKind

torch::Tensor longs(std::vector<int64_t> values)
{
    return torch::tensor(values, torch::kInt64);
}

// Rows of different lengths, filled up with 0.
class Rows
{
public:
    explicit Rows(size_t rows) { m_lengths.reserve(rows); }

    template<typename Values, typename Each>
    void add(const Values &values, Each each)
    {
        for (const auto &value : values)
            m_values.push_back(each(value));
        m_lengths.push_back(static_cast<int64_t>(values.size()));
    }
    torch::Tensor lengths() const { return longs(m_lengths); }
    template<typename T>
    torch::Tensor padded(const std::vector<T> &values, torch::ScalarType type) const
    {
        const auto rows = static_cast<int64_t>(m_lengths.size());
        const int64_t longest = std::max<int64_t>(1, rows ? *std::max_element(m_lengths.begin(), m_lengths.end()) : 0);
        torch::Tensor tensor = torch::zeros({rows, longest}, type);
        T *to = tensor.data_ptr<T>();
        const T *from = values.data();
        for (const int64_t length : m_lengths) {
            std::copy(from, from + length, to);
            from += length;
            to += longest;
        }
        return tensor;
    }
    torch::Tensor ids() const { return padded(m_values, torch::kInt64); }

private:
    std::vector<int64_t> m_values;
    std::vector<int64_t> m_lengths;
};

template<typename Member>
SequenceSetBatch collateSets(std::span<const FunctionInput *const> functions, Member member)
{
    Rows rows(functions.size());
    std::vector<int64_t> owners;
    for (size_t i = 0; i < functions.size(); ++i) {
        for (const std::string &text : functions[i]->*member) {
            rows.add(text, [](char c) { return 1 + static_cast<int64_t>(static_cast<uint8_t>(c)); });
            owners.push_back(static_cast<int64_t>(i));
        }
    }
    return {rows.ids(), rows.lengths(), longs(owners), static_cast<int64_t>(functions.size())};
}

IntegerBatch collateIntegers(std::span<const FunctionInput *const> functions)
{
    Rows rows(functions.size());
    std::vector<float> logs;
    for (const FunctionInput *function : functions) {
        rows.add(function->integers, [](int64_t value) {
            return 1 + static_cast<int64_t>(static_cast<uint64_t>(value) * 0x9e3779b97f4a7c15 >> 52);
        });
        for (const int64_t value : function->integers) {
            const double magnitude = std::log1p(std::fabs(static_cast<double>(value)));
            logs.push_back(static_cast<float>(value < 0 ? -magnitude : magnitude));
        }
    }
    return {rows.ids(), rows.padded(logs, torch::kFloat), rows.lengths()};
}

TreeBatch collateTrees(std::span<const FunctionInput *const> functions)
{
    std::vector<int64_t> kinds, parents, depths, owners;
    for (size_t i = 0; i < functions.size(); ++i) {
        const FunctionInput &function = *functions[i];
        const auto first = static_cast<int64_t>(kinds.size());
        for (size_t node = 0; node < function.text.size(); ++node) {
            const int64_t parent = function.parents[node];
            kinds.push_back(function.text[node]);
            parents.push_back(parent < 0 ? -1 : first + parent);
            depths.push_back(parent < 0 ? 0 : depths[static_cast<size_t>(first + parent)] + 1);
            owners.push_back(static_cast<int64_t>(i));
        }
    }
    return {longs(kinds), longs(parents), longs(depths), longs(owners), static_cast<int64_t>(functions.size())};
}

GraphBatch collateGraphs(std::span<const FunctionInput *const> functions)
{
    Rows rows(functions.size());
    std::vector<int64_t> owners, from, to, kinds;
    for (size_t i = 0; i < functions.size(); ++i) {
        const FunctionInput &function = *functions[i];
        const auto first = static_cast<int64_t>(owners.size());
        uint32_t begin = 0;
        for (const uint32_t end : function.blockEnds) {
            rows.add(std::span(function.tokens).subspan(begin, end - begin),
                     [](int32_t token) { return static_cast<int64_t>(token); });
            owners.push_back(static_cast<int64_t>(i));
            begin = end;
        }
        for (const CodeEdge &edge : function.edges) {
            from.push_back(first + edge.from);
            to.push_back(first + edge.to);
            kinds.push_back(std::min<int64_t>(edge.kind, edgeKinds - 1));
        }
    }
    return {rows.ids(),    rows.lengths(), longs(owners), torch::stack({longs(from), longs(to)}),
            longs(kinds), static_cast<int64_t>(functions.size())};
}

template<typename Member>
BagBatch collateBags(std::span<const FunctionInput *const> functions, Member member)
{
    size_t entries = 0;
    for (const FunctionInput *function : functions)
        entries += (function->*member).size();
    BagBatch batch;
    const auto size = static_cast<int64_t>(entries);
    batch.ids = torch::empty({size}, torch::kInt64);
    batch.kinds = torch::empty({size}, torch::kInt64);
    batch.counts = torch::empty({size}, torch::kFloat);
    batch.offsets = torch::empty({static_cast<int64_t>(functions.size())}, torch::kInt64);
    int64_t *ids = batch.ids.data_ptr<int64_t>();
    int64_t *kinds = batch.kinds.data_ptr<int64_t>();
    float *counts = batch.counts.data_ptr<float>();
    int64_t *offsets = batch.offsets.data_ptr<int64_t>();
    int64_t at = 0;
    for (const FunctionInput *function : functions) {
        *offsets++ = at;
        for (const BagEntry &entry : function->*member) {
            ids[at] = entry.id;
            kinds[at] = entry.kind;
            counts[at++] = std::log1p(static_cast<float>(entry.count));
        }
    }
    return batch;
}

torch::Tensor moved(const torch::Tensor &tensor, const torch::Device &device)
{
    return tensor.defined() ? tensor.to(device) : tensor;
}

} // namespace

FunctionBatch collate(std::span<const FunctionInput *const> functions, const NetworkConfig &config)
{
    FunctionBatch batch;
    batch.functions = static_cast<int64_t>(functions.size());
    if (config.source == "tree") {
        batch.tree = collateTrees(functions);
    } else if (config.source != "none") {
        Rows rows(functions.size());
        for (const FunctionInput *function : functions)
            rows.add(function->text, [](int32_t unit) { return static_cast<int64_t>(unit); });
        batch.text = {rows.ids(), rows.lengths()};
    }
    if (config.block != "none")
        batch.graph = collateGraphs(functions);
    if (config.grams != "none")
        batch.grams = collateBags(functions, &FunctionInput::grams);
    if (config.strings != "none")
        batch.strings = collateSets(functions, &FunctionInput::strings);
    if (config.integers != "none")
        batch.integers = collateIntegers(functions);
    if (config.names != "none")
        batch.names = collateSets(functions, &FunctionInput::names);
    if (config.words != "none")
        batch.words = collateBags(functions, &FunctionInput::words);
    if (config.words == "context")
        batch.context = collateBags(functions, &FunctionInput::context);
    batch.counts = torch::empty({batch.functions, CountFeatures}, torch::kFloat);
    float *counts = batch.counts.data_ptr<float>();
    for (const FunctionInput *function : functions)
        counts = std::copy(function->counts.begin(), function->counts.end(), counts);
    return batch;
}

FunctionBatch FunctionBatch::to(const torch::Device &device) const
{
    if (device.is_cpu())
        return *this;
    const auto bag = [&](const BagBatch &from) {
        return BagBatch{moved(from.ids, device), moved(from.kinds, device), moved(from.counts, device),
                        moved(from.offsets, device)};
    };
    const auto set = [&](const SequenceSetBatch &from) {
        return SequenceSetBatch{moved(from.ids, device), from.lengths, moved(from.owners, device), from.functions};
    };
    FunctionBatch batch;
    batch.functions = functions;
    batch.text = {moved(text.ids, device), text.lengths};
    batch.tree = {moved(tree.kinds, device), tree.parents, tree.depths, moved(tree.owners, device), tree.functions};
    batch.graph = {moved(graph.ids, device),   graph.lengths,
                   moved(graph.owners, device), moved(graph.edges, device),
                   moved(graph.edgeKinds, device), graph.functions};
    batch.grams = bag(grams);
    batch.strings = set(strings);
    batch.integers = {moved(integers.ids, device), moved(integers.logs, device), integers.lengths};
    batch.names = set(names);
    batch.words = bag(words);
    batch.context = bag(context);
    batch.counts = moved(counts, device);
    return batch;
}

} // namespace symbolon
