// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How many functions a second each part of the network learns from, forward and backward, on one thread and in
// processor time, which other programs do not change much. Batches of 64 functions with 1,000 characters or 200
// tokens of source text and 20 blocks of 8 tokens, on average. Asserts nothing.
//   networkspeed [PART]...
#include "model/network/dpcnn.h"
#include "model/network/ggnn.h"
#include "model/network/hbmp.h"
#include "model/network/literals.h"
#include "model/network/lstmencoder.h"
#include "model/network/meanblock.h"
#include "model/network/readouts.h"
#include "model/network/textcnn.h"
#include "model/network/transformer.h"
#include "model/network/treeencoder.h"

#include <cstdio>
#include <ctime>
#include <functional>
#include <set>
#include <string>

using namespace symbolon;

namespace {

constexpr int64_t functions = 64;
constexpr int64_t blocks = 20 * functions;
constexpr int64_t dimension = 128;

std::set<std::string> wanted;

void measure(const std::string &name, torch::nn::Module &part, const std::function<torch::Tensor()> &forward)
{
    if (!wanted.empty() && wanted.count(name) == 0)
        return;
    const auto seconds = [](std::clock_t since) { return double(std::clock() - since) / CLOCKS_PER_SEC; };
    double ahead = 1e9;
    double whole = 1e9;
    const auto begin = std::clock();
    for (int round = 0; round < 3 || (round < 20 && seconds(begin) < 2); ++round) {
        part.zero_grad();
        const auto start = std::clock();
        const auto result = forward();
        ahead = std::min(ahead, seconds(start));
        result.sum().backward();
        whole = std::min(whole, seconds(start));
    }
    int64_t weights = 0;
    for (const auto &weight : part.parameters())
        weights += weight.numel();
    std::printf("%-12s %9lld weights %8.1f ms forward %8.1f ms with backward %8.0f functions/s\n", name.c_str(),
                static_cast<long long>(weights), 1e3 * ahead, 1e3 * whole, functions / whole);
    std::fflush(stdout);
}

// Around the mean, from a tenth of it to twice.
torch::Tensor lengths(int64_t count, int64_t mean)
{
    return torch::randint(std::max<int64_t>(1, mean / 10), 2 * mean - mean / 10, {count}, torch::kLong);
}

torch::Tensor ids(const torch::Tensor &lengths, int64_t vocabulary)
{
    return torch::randint(1, vocabulary, {lengths.numel(), lengths.max().item<int64_t>()}, torch::kLong);
}

} // namespace

int main(int count, char **arguments)
{
    wanted.insert(arguments + 1, arguments + count);
    torch::manual_seed(1);
    torch::set_num_threads(1);
    std::printf("torch %s\n", TORCH_VERSION);

    const auto characterLengths = lengths(functions, 1000);
    const SequenceBatch characters{ids(characterLengths, 256), characterLengths};
    const auto tokenLengths = lengths(functions, 200);
    const SequenceBatch tokens{ids(tokenLengths, 1 << 13), tokenLengths};
    const auto blockLengths = lengths(blocks, 8);
    const auto code = ids(blockLengths, 1 << 13);
    const auto owners = torch::arange(functions).repeat_interleave(blocks / functions);

    Dpcnn dpcnn(256, 64, 128, 7, dimension);
    measure("dpcnn", dpcnn, [&] { return dpcnn.forward(characters); });
    Dpcnn dpcnnTokens(1 << 13, 64, 128, 7, dimension);
    measure("dpcnn-tokens", dpcnnTokens, [&] { return dpcnnTokens.forward(tokens); });
    TextCnn textCnn(256, 64, 128, dimension);
    measure("textcnn", textCnn, [&] { return textCnn.forward(characters); });
    LstmEncoder lstm(1 << 13, 64, 128, 1, dimension);
    measure("lstm", lstm, [&] { return lstm.forward(tokens); });
    TransformerEncoder transformer(1 << 13, 128, 4, 2, dimension);
    measure("transformer", transformer, [&] { return transformer.forward(tokens); });
    {
        constexpr int64_t nodes = 200;
        std::vector<int64_t> parents;
        std::vector<int64_t> depths;
        for (int64_t n = 0; n < functions; ++n)
            for (int64_t i = 0; i < nodes; ++i) {
                int64_t parent = n * nodes + i - 1;
                for (auto up = torch::randint(0, 3, {1}).item<int64_t>(); i > 1 && up > 0 && parents[parent] >= 0; --up)
                    parent = parents[parent];
                parents.push_back(i == 0 ? -1 : parent);
                depths.push_back(i == 0 ? 0 : depths[parent] + 1);
            }
        TreeEncoder tree(300, 64, 128, dimension);
        const TreeBatch batch{torch::randint(0, 300, {functions * nodes}, torch::kLong),
                              torch::tensor(parents, torch::kLong), torch::tensor(depths, torch::kLong),
                              torch::arange(functions).repeat_interleave(nodes), functions};
        measure("tree", tree, [&] { return tree.forward(batch); });
    }

    Hbmp hbmp(1 << 13, 64, 64, dimension);
    measure("hbmp", hbmp, [&] { return hbmp.forward(code, blockLengths); });
    MeanBlock mean(1 << 13, 64, dimension);
    measure("mean", mean, [&] { return mean.forward(code, blockLengths); });
    BertBlock bert(1 << 13, 128, 4, 2, dimension);
    measure("bert", bert, [&] { return bert.forward(code, blockLengths); });

    const auto nodes = torch::randn({blocks, dimension}).requires_grad_();
    const auto from = torch::arange(blocks).repeat_interleave(2).narrow(0, 0, blocks * 3 / 2);
    const auto to = (from + torch::randint(1, 4, from.sizes(), torch::kLong)).clamp_max(blocks - 1);
    const auto edges = torch::stack({from, to});
    const auto kinds = torch::randint(0, 3, from.sizes(), torch::kLong);
    Ggnn ggnn(dimension, 3, 5);
    measure("ggnn", ggnn, [&] { return ggnn.forward(nodes, edges, kinds); });
    Set2Set set2Set(dimension, 5, dimension);
    measure("set2set", set2Set, [&] { return set2Set.forward(nodes, owners, functions); });
    MeanReadout meanReadout(dimension, dimension);
    measure("mean-readout", meanReadout, [&] { return meanReadout.forward(nodes, owners, functions); });
    AttentionReadout attention(dimension, dimension);
    measure("attention", attention, [&] { return attention.forward(nodes, owners, functions); });

    const auto stringLengths = lengths(3 * functions, 20);
    const SequenceSetBatch strings{ids(stringLengths, 256), stringLengths,
                                   torch::arange(functions).repeat_interleave(3), functions};
    StringEncoder stringEncoder(256, 64, 64);
    measure("strings", stringEncoder, [&] { return stringEncoder.forward(strings); });
    const auto integerLengths = lengths(functions, 8);
    const auto integerIds = ids(integerLengths, 1 << 12);
    const IntegerBatch integers{integerIds, torch::randn(integerIds.sizes()), integerLengths};
    IntegerEncoder integerEncoder(1 << 12, 64, 64, true);
    measure("integers", integerEncoder, [&] { return integerEncoder.forward(integers); });
    return 0;
}
