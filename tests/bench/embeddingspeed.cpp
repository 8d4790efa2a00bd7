// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How fast the network module embeds the functions of a data set, each side by itself, and searches vectors: exactly
// among a million, one query at a time, and many queries at once in a pool of 100,000; with --graph in the graph among
// two million as well, held against what an exact search finds. Asserts nothing.
//   embeddingspeed WEIGHTS DATA [--functions N] [--graph]
#include "model/dataset/dataset.h"
#include "model/modelmodule.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string_view>
#include <vector>

using namespace symbolon;

namespace {

using Clock = std::chrono::steady_clock;
constexpr size_t block = 100'000; // vectors made at a time
constexpr size_t wanted = 10;     // hits of a query

double since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

std::vector<float> unitVectors(size_t count, size_t dimension, uint32_t seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    std::vector<float> vectors(count * dimension);
    for (size_t row = 0; row < count; ++row) {
        float sum = 0;
        for (size_t i = row * dimension; i < (row + 1) * dimension; ++i) {
            vectors[i] = normal(random);
            sum += vectors[i] * vectors[i];
        }
        for (size_t i = row * dimension; i < (row + 1) * dimension; ++i)
            vectors[i] /= std::sqrt(sum);
    }
    return vectors;
}

// Around `centres`, as functions of one kind lie near one another: random directions alone have no near ones.
std::vector<float> clustered(const std::vector<float> &centres, size_t count, size_t dimension, uint32_t seed)
{
    std::vector<float> vectors = unitVectors(count, dimension, seed);
    std::mt19937 random(seed + 1);
    for (size_t row = 0; row < count; ++row) {
        const size_t centre = random() % (centres.size() / dimension);
        float sum = 0;
        for (size_t i = 0; i < dimension; ++i) {
            float &value = vectors[row * dimension + i];
            value += centres[centre * dimension + i];
            sum += value * value;
        }
        for (size_t i = 0; i < dimension; ++i)
            vectors[row * dimension + i] /= std::sqrt(sum);
    }
    return vectors;
}

bool measureSide(const Embedder &embedder, const DataSet &set, Side side, size_t most)
{
    const size_t there = side == Side::Source ? set.sources().size() : set.binaries().size();
    std::vector<FunctionFeatures> functions;
    std::vector<const FunctionFeatures *> pointers;
    const size_t step = std::max<size_t>(1, there / most);
    for (size_t i = 0; i < there && functions.size() < most; i += step) {
        const auto index = static_cast<uint32_t>(i);
        functions.push_back(side == Side::Source ? set.source(index) : set.binary(index));
    }
    for (const FunctionFeatures &function : functions)
        pointers.push_back(&function);
    double best = 1e9;
    for (int round = 0; round < 3; ++round) {
        const auto start = Clock::now();
        if (const auto vectors = embedder.embed(side, pointers, {}); !vectors) {
            std::fprintf(stderr, "%s\n", vectors.error().summary.c_str());
            return false;
        }
        best = std::min(best, since(start));
    }
    std::printf("embedding, %-7s %8zu functions %9.0f functions/s\n", side == Side::Source ? "source" : "binary",
                functions.size(), static_cast<double>(functions.size()) / best);
    std::fflush(stdout);
    return true;
}

std::unique_ptr<VectorIndex> filled(const ModelModule &module, const std::vector<float> &centres, size_t size,
                                    size_t expected, size_t dimension, double &seconds)
{
    auto index = module.makeIndex(dimension, expected);
    seconds = 0;
    for (size_t done = 0; done < size; done += block) {
        const auto vectors =
            clustered(centres, std::min(block, size - done), dimension, static_cast<uint32_t>(100 + done / block));
        const auto start = Clock::now();
        if (!index->add(vectors, {}))
            return {};
        seconds += since(start);
    }
    return index;
}

// Milliseconds a query, `together` at a time.
double searchTime(const VectorIndex &index, const std::vector<float> &queries, size_t together)
{
    const size_t rows = queries.size() / index.dimension();
    const auto start = Clock::now();
    for (size_t row = 0; row < rows; row += together) {
        const size_t count = std::min(together, rows - row) * index.dimension();
        if (!index.search(std::span(queries).subspan(row * index.dimension(), count), wanted, {}))
            return NAN;
    }
    return 1e3 * since(start) / static_cast<double>(rows);
}

// Against an exact search of the same vectors, a block at a time.
double graphRecall(const ModelModule &module, const VectorIndex &graph, const std::vector<float> &centres,
                   const std::vector<float> &queries)
{
    const size_t dimension = graph.dimension(), rows = queries.size() / dimension;
    std::vector<std::vector<VectorIndex::Hit>> exact(rows);
    for (size_t done = 0; done < graph.size(); done += block) {
        const size_t count = std::min(block, graph.size() - done);
        const auto part = module.makeIndex(dimension, count);
        if (!part->add(clustered(centres, count, dimension, static_cast<uint32_t>(100 + done / block)), {}))
            return NAN;
        const auto hits = part->search(queries, wanted, {});
        for (size_t row = 0; hits && row < rows; ++row) {
            for (const VectorIndex::Hit &hit : (*hits)[row])
                exact[row].push_back({hit.id + static_cast<int64_t>(done), hit.similarity});
            std::sort(exact[row].begin(), exact[row].end(),
                      [](const auto &a, const auto &b) { return a.similarity > b.similarity; });
            exact[row].resize(std::min(exact[row].size(), wanted));
        }
    }
    const auto found = graph.search(queries, wanted, {});
    size_t right = 0;
    for (size_t row = 0; found && row < rows; ++row) {
        for (const VectorIndex::Hit &hit : (*found)[row])
            right += std::any_of(exact[row].begin(), exact[row].end(),
                                 [&](const VectorIndex::Hit &each) { return each.id == hit.id; });
    }
    return static_cast<double>(right) / static_cast<double>(rows * wanted);
}

} // namespace

int main(int count, char **arguments)
{
    const char *weights = nullptr, *data = nullptr;
    size_t functions = 5000;
    bool graph = false;
    for (int i = 1; i < count; ++i) {
        const std::string_view argument = arguments[i];
        if (argument == "--graph")
            graph = true;
        else if (argument == "--functions" && i + 1 < count)
            functions = std::strtoull(arguments[++i], nullptr, 10);
        else
            (weights ? data : weights) = arguments[i];
    }
    if (!weights || !data || !functions) {
        std::fprintf(stderr, "embeddingspeed WEIGHTS DATA [--functions N] [--graph]\n");
        return 2;
    }
    const auto module = loadModelModule();
    if (!module) {
        std::fprintf(stderr, "%s\n", module.error().summary.c_str());
        return 1;
    }
    const auto embedder = (*module)->openEmbedder(weights, "auto");
    const auto set = DataSet::open(data);
    if (!embedder || !set) {
        std::fprintf(stderr, "%s\n", (embedder ? set.error() : embedder.error()).summary.c_str());
        return 3;
    }
    const size_t dimension = (*embedder)->dimension();
    std::printf("torch %s, model %s, dimension %zu\n", (*module)->torchVersion().c_str(), (*embedder)->model().c_str(),
                dimension);
    for (const Side side : {Side::Binary, Side::Source}) {
        if (!measureSide(**embedder, *set, side, functions))
            return 1;
    }
    const auto centres = unitVectors(1000, dimension, 1);
    const auto queries = clustered(centres, 10'000, dimension, 2);
    const std::vector<float> few(queries.begin(), queries.begin() + static_cast<std::ptrdiff_t>(50 * dimension));
    double seconds = 0;
    if (const auto index = filled(**module, centres, 100'000, 100'000, dimension, seconds))
        std::printf("exact search among   100000, 10000 queries at once: %8.0f queries/s\n",
                    1e3 / searchTime(*index, queries, 10'000));
    std::fflush(stdout);
    if (const auto index = filled(**module, centres, 1'000'000, 1'000'000, dimension, seconds))
        std::printf("exact search among  1000000, one query at a time:   %8.1f ms a query\n",
                    searchTime(*index, few, 1));
    std::fflush(stdout);
    if (!graph)
        return 0;
    if (const auto index = filled(**module, centres, 2'000'000, 2'000'000, dimension, seconds)) {
        std::printf("graph search among  2000000, one query at a time:   %8.2f ms a query, made in %.0f s\n",
                    searchTime(*index, few, 1), seconds);
        std::printf("graph search finds %.1f %% of the exact best %zu\n",
                    100 * graphRecall(**module, *index, centres, few), wanted);
    }
    return 0;
}
