// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Small programs and trees for the method "full", put together by hand.
#pragma once

#include "analysis/matching/full/fullmatcher.h"
#include "analysis/matching/full/reasoner.h"
#include "tests/matching/generatedprogram.h"

#include <map>
#include <string>
#include <utility>

namespace symbolon::pools {

struct FullCase {
    static constexpr size_t dimension = 32;

    FeaturePool binary;
    FeaturePool source;
    std::vector<float> binaryVectors; // [functions × dimension]; the rows for callees and callers are zero
    std::vector<float> sourceVectors;
    std::vector<float> inlinedVectors;

    // In address order.
    uint32_t addBinary(const std::vector<float> &vector)
    {
        const auto number = static_cast<uint32_t>(binary.functions.size());
        FunctionFeatures function;
        function.begin = 0x1000 + 0x100ULL * number;
        function.end = function.begin + 0x80;
        function.code.tokens.assign(30, 1);
        function.code.blockEnds = {30};
        binary.functions.push_back(std::move(function));
        binary.origin.push_back(number);
        binaryVectors.insert(binaryVectors.end(), vector.begin(), vector.end());
        return number;
    }

    // Behind what stands in the file so far.
    uint32_t addSource(std::string name, uint32_t file, const std::vector<float> &vector)
    {
        const auto number = static_cast<uint32_t>(source.functions.size());
        FunctionFeatures function;
        function.name = function.qualifiedName = std::move(name);
        function.group = file;
        function.begin = 10ULL * number + 1;
        function.end = function.begin + 8;
        function.text.assign(150, 'x');
        source.functions.push_back(std::move(function));
        source.origin.push_back(number);
        sourceVectors.insert(sourceVectors.end(), vector.begin(), vector.end());
        inlinedVectors.resize(sourceVectors.size());
        return number;
    }

    static void addCall(FeaturePool &pool, uint32_t caller, uint32_t callee)
    {
        FunctionFeatures &from = pool.functions[caller];
        from.calls.push_back(
            {pool.functions[callee].name, from.begin + 1 + from.calls.size(), static_cast<int32_t>(callee)});
        auto &callers = pool.functions[callee].callers;
        if (callers.empty() || callers.back() != caller)
            callers.push_back(caller);
    }

    // The same call on both sides, of functions that have the same number there.
    void addCalls(uint32_t caller, uint32_t callee)
    {
        addCall(binary, caller, callee);
        addCall(source, caller, callee);
    }

    // Everything is near to everything, in order of the cosine.
    [[nodiscard]] Retrieval retrieval() const
    {
        Retrieval made;
        made.model = "made";
        made.dimension = dimension;
        made.inlined = inlinedVectors;
        std::vector<uint32_t> sources(source.functions.size()), withInlined;
        std::iota(sources.begin(), sources.end(), 0U);
        for (const uint32_t s : sources) {
            if (inlinedVectors[s * dimension] != 0)
                withInlined.push_back(s);
        }
        for (size_t b = 0; b < binary.functions.size(); ++b) {
            const auto own = std::span(binaryVectors).subspan(b * dimension, dimension);
            const bool code = !binary.functions[b].code.tokens.empty();
            made.nearest.push_back(code ? nearestOf(own, sourceVectors, sources, 64) : std::vector<NearFunction>());
            made.nearestInlined.push_back(nearestOf(own, inlinedVectors, withInlined, code ? 64 : 0));
        }
        made.binary = wide(binaryVectors);
        made.source = wide(sourceVectors);
        return made;
    }

    [[nodiscard]] Result<Matches> match(MatchOptions options = {}, const Work &work = {}) const
    {
        options.retrieval = std::make_shared<const Retrieval>(retrieval());
        return FullMatcher().match(binary, source, options, work);
    }

private:
    static std::vector<float> wide(const std::vector<float> &rows)
    {
        std::vector<float> made(3 * rows.size());
        for (size_t i = 0; i < rows.size(); ++i)
            made[i / dimension * 3 * dimension + i % dimension] = rows[i];
        return made;
    }
};

using Shares = std::map<uint32_t, float>; // by function

// Nothing where a function stands twice in the list.
inline Shares sharesOf(const std::vector<Neighbour> &list)
{
    Shares shares;
    for (const Neighbour &each : list)
        shares.emplace(each.function, each.share);
    return shares.size() == list.size() ? shares : Shares{};
}

// Files of so many functions; every source function is the binary function of its number, and all look different.
inline FullCase plainCase(uint32_t files, uint32_t perFile, unsigned seed = 1)
{
    FullCase made;
    VectorDraw draw(FullCase::dimension, seed);
    for (uint32_t s = 0; s < files * perFile; ++s) {
        const auto vector = draw.near({}, 1);
        made.addSource("function" + std::to_string(s), s / perFile, vector);
        made.addBinary(draw.near(vector, 0.3F));
    }
    return made;
}

// From now on two functions of each side, of the same numbers there, all look alike.
inline void makeTwins(FullCase &made, uint32_t one, uint32_t other)
{
    const auto size = static_cast<std::ptrdiff_t>(FullCase::dimension);
    const std::vector<float> look(made.sourceVectors.begin() + one * size,
                                  made.sourceVectors.begin() + (one + 1) * size);
    for (auto *rows : {&made.binaryVectors, &made.sourceVectors}) {
        for (const uint32_t function : {one, other})
            std::copy(look.begin(), look.end(), rows->begin() + function * size);
    }
}

inline const FunctionMatches *matchesOf(const Matches &matches, uint32_t function)
{
    const auto at = std::find_if(matches.functions.begin(), matches.functions.end(),
                                 [&](const FunctionMatches &one) { return one.function == function; });
    return at == matches.functions.end() ? nullptr : &*at;
}

// The first candidate, or UINT32_MAX.
inline uint32_t firstOf(const Matches &matches, uint32_t function)
{
    const FunctionMatches *found = matchesOf(matches, function);
    return found ? found->candidates.front().source : UINT32_MAX;
}

inline float signalOf(const Signals &signals, Signal signal)
{
    return signals[static_cast<size_t>(signal)];
}

inline float signalOf(const NoneSignals &signals, NoneSignal signal)
{
    return signals[static_cast<size_t>(signal)];
}

inline bool isNear(double a, double b, double tolerance = 1e-5)
{
    return std::abs(a - b) <= tolerance * (1 + std::abs(a) + std::abs(b));
}

// Beliefs drawn at random: of each binary function's `hypotheses` source functions.
inline AllHypotheses randomBeliefs(size_t binary, size_t source, size_t hypotheses, std::mt19937 &random)
{
    std::uniform_real_distribution<float> uniform(0, 1);
    AllHypotheses all(binary);
    for (Hypotheses &of : all) {
        while (of.list.size() < hypotheses) {
            const auto candidate = static_cast<uint32_t>(random() % source);
            if (!find(of, candidate))
                of.list.push_back({candidate, std::pow(uniform(random), 4.0F), std::pow(uniform(random), 4.0F), {}});
        }
        of.none = uniform(random);
        of.noneApart = uniform(random);
        float sum = of.none, sumApart = of.noneApart;
        for (const Hypothesis &each : of.list) {
            sum += each.belief;
            sumApart += each.apart;
        }
        of.none /= sum;
        of.noneApart /= sumApart;
        for (Hypothesis &each : of.list) {
            each.belief /= sum;
            each.apart /= sumApart;
        }
    }
    return all;
}

} // namespace symbolon::pools
