// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/calibration/matchcase.h"

#include "analysis/base/bytes.h"
#include "analysis/features/featurescodec.h"
#include "analysis/matching/neighbourvectors.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <numeric>
#include <random>
#include <span>

namespace symbolon {

namespace {

constexpr std::string_view magic = "symbolon-case-4";

void put(const FeaturePool &pool, ByteWriter &out)
{
    out.list(pool.functions, [&](const FunctionFeatures &function) {
        ByteWriter bytes;
        encodeFeatures(function, bytes);
        out.s(bytes.take());
    });
}

bool get(FeaturePool &pool, ByteReader &in)
{
    bool whole = true;
    in.list(pool.functions, [&] {
        auto features = decodeFeatures(in.s());
        whole &= features.has_value();
        return features ? std::move(*features) : FunctionFeatures();
    });
    pool.origin.resize(pool.functions.size());
    std::iota(pool.origin.begin(), pool.origin.end(), 0U);
    return whole;
}

void put(const std::vector<std::vector<NearFunction>> &lists, ByteWriter &out)
{
    out.list(lists, [&](const std::vector<NearFunction> &nearest) {
        out.list(nearest, [&](const NearFunction &near) {
            out.u(near.function);
            out.d(static_cast<double>(near.similarity));
        });
    });
}

std::vector<std::vector<NearFunction>> getNearest(ByteReader &in)
{
    std::vector<std::vector<NearFunction>> lists;
    in.list(lists, [&] {
        std::vector<NearFunction> nearest;
        in.list(nearest, [&] {
            const auto function = static_cast<uint32_t>(in.u());
            return NearFunction{function, static_cast<float>(in.d())};
        });
        return nearest;
    });
    return lists;
}

// The functions' own vectors out of rows as withNeighbours() gives them, brought back to unit length.
std::vector<float> ownVectors(const std::vector<float> &rows, std::size_t dimension)
{
    std::vector<float> own;
    for (std::size_t begin = 0; begin < rows.size(); begin += 3 * dimension) {
        const auto row = std::span(rows).subspan(begin, dimension);
        const float squares = std::inner_product(row.begin(), row.end(), row.begin(), 0.0F);
        const float scale = squares > 0 ? 1 / std::sqrt(squares) : 0;
        for (const float value : row)
            own.push_back(scale * value);
    }
    return own;
}

void put(const std::vector<float> &values, ByteWriter &out)
{
    out.s(std::string_view(reinterpret_cast<const char *>(values.data()), values.size() * sizeof(float)));
}

std::vector<float> getOwn(const FeaturePool &pool, std::size_t dimension, ByteReader &in)
{
    const std::string_view bytes = in.view();
    if (bytes.size() != pool.functions.size() * dimension * sizeof(float)) {
        in.fail();
        return {};
    }
    std::vector<float> own(bytes.size() / sizeof(float));
    std::memcpy(own.data(), bytes.data(), bytes.size());
    return own;
}

// The functions' own vectors with what stands around them; zeros where there is no own one, as for the program.
std::vector<float> withAround(const std::vector<float> &own, std::size_t dimension, const FeaturePool &pool)
{
    std::vector<float> embedded;
    std::vector<uint32_t> functions;
    for (uint32_t f = 0; f * dimension < own.size(); ++f) {
        const auto row = std::span(own).subspan(f * dimension, dimension);
        if (std::all_of(row.begin(), row.end(), [](float value) { return value == 0; }))
            continue;
        embedded.insert(embedded.end(), row.begin(), row.end());
        functions.push_back(f);
    }
    const auto wide = withNeighbours(embedded, dimension, functions, pool);
    const auto width = static_cast<std::ptrdiff_t>(3 * dimension);
    std::vector<float> rows(3 * own.size());
    for (std::size_t row = 0; row < functions.size(); ++row)
        std::copy_n(wide.begin() + static_cast<std::ptrdiff_t>(row) * width, width,
                    rows.begin() + functions[row] * width);
    return rows;
}

bool refersToItself(const FeaturePool &pool)
{
    const auto known = [&](uint32_t function) { return function < pool.functions.size(); };
    return std::all_of(pool.functions.begin(), pool.functions.end(), [&](const FunctionFeatures &function) {
        return std::all_of(function.callers.begin(), function.callers.end(), known)
               && std::all_of(function.mentions.begin(), function.mentions.end(), known)
               && std::all_of(function.followers.begin(), function.followers.end(), known)
               && std::all_of(function.calls.begin(), function.calls.end(), [&](const CallFact &call) {
                      return call.callee < 0 || known(static_cast<uint32_t>(call.callee));
                  });
    });
}

// Whether all that names a function names one that is there.
bool isSound(const MatchCase &read)
{
    const std::size_t binary = read.binary.functions.size(), source = read.source.functions.size();
    const auto nearestKnown = [&](const std::vector<std::vector<NearFunction>> &lists) {
        return lists.size() == binary && std::all_of(lists.begin(), lists.end(), [&](const auto &nearest) {
                   return std::all_of(nearest.begin(), nearest.end(),
                                      [&](const NearFunction &near) { return near.function < source; });
               });
    };
    return read.labels.size() == binary && nearestKnown(read.retrieval->nearest)
           && nearestKnown(read.retrieval->nearestInlined)
           && std::all_of(read.labels.begin(), read.labels.end(), [&](const Label &label) {
                  return std::all_of(label.right.begin(), label.right.end(), [&](uint32_t s) { return s < source; });
              });
}

} // namespace

Result<void> writeCase(const MatchCase &matchCase, const std::string &path)
{
    ByteWriter out;
    out.s(magic);
    out.s(matchCase.name);
    out.s(matchCase.group);
    put(matchCase.binary, out);
    put(matchCase.source, out);
    const Retrieval &retrieval = *matchCase.retrieval;
    out.s(retrieval.model);
    out.u(retrieval.dimension);
    put(ownVectors(retrieval.binary, retrieval.dimension), out);
    put(ownVectors(retrieval.source, retrieval.dimension), out);
    put(retrieval.inlined, out);
    put(retrieval.nearest, out);
    put(retrieval.nearestInlined, out);
    out.list(matchCase.labels, [&](const Label &label) {
        out.u(label.known);
        out.list(label.right, [&](uint32_t source) { out.u(source); });
    });
    out.u(matchCase.undiscovered);
    const std::string bytes = out.take();
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    return file ? Result<void>() : failure(path + ": cannot be written");
}

Result<MatchCase> readCase(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    ByteReader in(bytes);
    MatchCase read;
    if (in.s() != magic)
        return badInput(path + ": no case of this version");
    read.name = in.s();
    read.group = in.s();
    const bool whole =
        get(read.binary, in) && get(read.source, in) && refersToItself(read.binary) && refersToItself(read.source);
    if (!whole)
        return badInput(path + ": damaged");
    auto retrieval = std::make_shared<Retrieval>();
    retrieval->model = in.s();
    retrieval->dimension = in.u();
    if (retrieval->dimension == 0 || retrieval->dimension > bytes.size())
        return badInput(path + ": damaged");
    retrieval->binary = withAround(getOwn(read.binary, retrieval->dimension, in), retrieval->dimension, read.binary);
    retrieval->source = withAround(getOwn(read.source, retrieval->dimension, in), retrieval->dimension, read.source);
    retrieval->inlined = getOwn(read.source, retrieval->dimension, in);
    retrieval->nearest = getNearest(in);
    retrieval->nearestInlined = getNearest(in);
    in.list(read.labels, [&] {
        Label label;
        label.known = in.u() != 0;
        in.list(label.right, [&] { return static_cast<uint32_t>(in.u()); });
        return label;
    });
    read.undiscovered = static_cast<uint32_t>(in.u());
    read.retrieval = retrieval;
    if (in.failed() || !in.atEnd() || !isSound(read))
        return badInput(path + ": damaged");
    return read;
}

MatchCase withoutFiles(const MatchCase &from, double share, uint64_t seed)
{
    std::mt19937_64 random(seed);
    std::vector<char> dropped;
    std::bernoulli_distribution drops(share);
    MatchCase to;
    to.name = from.name + " without files";
    to.group = from.group;
    to.binary = from.binary;
    to.labels = from.labels;
    to.undiscovered = from.undiscovered;
    std::vector<int32_t> number;
    for (const FunctionFeatures &function : from.source.functions) {
        while (function.group >= dropped.size())
            dropped.push_back(drops(random));
        const bool kept = !dropped[function.group];
        number.push_back(kept ? static_cast<int32_t>(to.source.functions.size()) : -1);
        if (!kept)
            continue;
        to.source.origin.push_back(static_cast<uint32_t>(to.source.functions.size()));
        to.source.functions.push_back(function);
    }
    const auto renumber = [&](std::vector<uint32_t> &list) {
        std::erase_if(list, [&](uint32_t function) { return number[function] < 0; });
        for (uint32_t &function : list)
            function = static_cast<uint32_t>(number[function]);
    };
    for (FunctionFeatures &function : to.source.functions) {
        for (CallFact &call : function.calls)
            call.callee = call.callee < 0 ? -1 : number[static_cast<std::size_t>(call.callee)];
        renumber(function.callers);
        renumber(function.mentions);
        renumber(function.followers);
    }
    for (Label &label : to.labels)
        renumber(label.right);
    auto retrieval = std::make_shared<Retrieval>();
    retrieval->model = from.retrieval->model;
    retrieval->dimension = from.retrieval->dimension;
    retrieval->binary = from.retrieval->binary;
    const std::vector<float> all = ownVectors(from.retrieval->source, retrieval->dimension);
    std::vector<float> own;
    const auto append = [&](std::vector<float> &rows, const std::vector<float> &of, std::size_t function) {
        const auto row = std::span(of).subspan(function * retrieval->dimension, retrieval->dimension);
        rows.insert(rows.end(), row.begin(), row.end());
    };
    for (std::size_t s = 0; s < number.size(); ++s) {
        if (number[s] < 0)
            continue;
        append(own, all, s);
        append(retrieval->inlined, from.retrieval->inlined, s);
    }
    retrieval->source = withAround(own, retrieval->dimension, to.source);
    retrieval->nearest = from.retrieval->nearest;
    retrieval->nearestInlined = from.retrieval->nearestInlined;
    for (auto *lists : {&retrieval->nearest, &retrieval->nearestInlined}) {
        for (auto &nearest : *lists) {
            std::erase_if(nearest, [&](const NearFunction &near) { return number[near.function] < 0; });
            for (NearFunction &near : nearest)
                near.function = static_cast<uint32_t>(number[near.function]);
        }
    }
    to.retrieval = retrieval;
    return to;
}

MatchCase withoutNames(const MatchCase &from)
{
    MatchCase to = from;
    to.name += " without names";
    for (FunctionFeatures &function : to.binary.functions) {
        function.name.clear();
        function.qualifiedName.clear();
        for (CallFact &call : function.calls) {
            if (call.callee >= 0)
                call.name.clear();
        }
    }
    return to;
}

} // namespace symbolon
