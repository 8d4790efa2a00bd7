// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/pairsignals.h"

#include "analysis/matching/literals.h"
#include "analysis/matching/structure.h"
#include "analysis/matching/switches.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>
#include <unordered_set>

namespace symbolon {

namespace {

constexpr double usualSize = 1.2; // ln of instructions by ln of characters' worth of text: see sizeSignal
constexpr float mostMargin = 0.5F;

float &at(Signals &signals, Signal signal)
{
    return signals[static_cast<size_t>(signal)];
}

float logOfOneAnd(double value)
{
    return static_cast<float>(std::log1p(value));
}

// Several sums at a time, which a processor adds up side by side.
float dot(std::span<const float> a, std::span<const float> b)
{
    constexpr size_t lanes = 8;
    std::array<float, lanes> sums{};
    size_t i = 0;
    for (; i + lanes <= a.size(); i += lanes) {
        for (size_t lane = 0; lane < lanes; ++lane)
            sums[lane] += a[i + lane] * b[i + lane];
    }
    float sum = 0;
    for (; i < a.size(); ++i)
        sum += a[i] * b[i];
    for (const float each : sums)
        sum += each;
    return sum;
}

// One over the length of each row; 0 for a row of zeros, so that its cosine with any other is 0.
std::vector<float> inverseLengths(std::span<const float> rows, size_t dimension)
{
    std::vector<float> inverse;
    inverse.reserve(rows.size() / dimension);
    for (size_t at = 0; at < rows.size(); at += dimension) {
        const auto row = rows.subspan(at, dimension);
        const float square = dot(row, row);
        inverse.push_back(square > 0 ? 1 / std::sqrt(square) : 0);
    }
    return inverse;
}

size_t instructions(const FunctionFeatures &function)
{
    return function.code.tokens.size();
}

// ln(instructions) − ln(characters), moved so that 0 is usual.
double sizeRatio(const FunctionFeatures &binary, const FunctionFeatures &source)
{
    return std::log(4.0 + static_cast<double>(instructions(binary)))
           - std::log(20.0 + static_cast<double>(source.text.size())) + usualSize;
}

// Signal::ArgumentsMore, or minus ArgumentsFewer; 0 where not known. A method's code may read `this` as well, and so
// may what only stands in a namespace, for all that the name says.
double moreArguments(const FunctionFeatures &binary, const FunctionFeatures &source)
{
    if (binary.argumentCount == UINT32_MAX || source.argumentCount == UINT32_MAX)
        return 0;
    const bool maybeMethod = source.qualifiedName.size() > source.name.size();
    const uint32_t most = source.argumentCount + (maybeMethod ? 1 : 0);
    const uint32_t expected = std::clamp(binary.argumentCount, source.argumentCount, most);
    return std::log((1.0 + binary.argumentCount) / (1.0 + expected));
}

enum class Group : uint8_t { Strings, Integers, Calls, Labels, Switches, Rest, Count };

Group groupOf(FactKind kind)
{
    switch (kind) {
    case FactKind::String:
        return Group::Strings;
    case FactKind::Integer:
        return Group::Integers;
    case FactKind::Call:
        return Group::Calls;
    case FactKind::Label:
        return Group::Labels;
    case FactKind::Switch:
    case FactKind::RebasedSwitch:
        return Group::Switches;
    default:
        return Group::Rest;
    }
}

} // namespace

PairSignals::PairSignals(const FeaturePool &binary, const FeaturePool &source,
                         std::shared_ptr<const Retrieval> retrieval, Facts facts)
    : m_binary(&binary),
      m_source(&source),
      m_retrieval(std::move(retrieval)),
      m_facts(std::move(facts)),
      m_binaryScale(inverseLengths(m_retrieval->binary, m_retrieval->dimension)),
      m_sourceScale(inverseLengths(m_retrieval->source, m_retrieval->dimension)),
      m_inlinedScale(inverseLengths(m_retrieval->inlined, m_retrieval->dimension))
{
    std::unordered_set<std::string_view> names;
    for (const FunctionFeatures &function : source.functions)
        names.insert({function.name, function.qualifiedName});
    for (uint32_t b = 0; b < binary.functions.size(); ++b) {
        const FunctionFeatures &function = binary.functions[b];
        size_t known = 0;
        std::unordered_set<uint64_t> places;
        for (const Fact &fact : m_facts.binary.of(b)) {
            if (m_facts.vocabulary.kind(fact.id) == FactKind::String && m_facts.sourceCount[fact.id] > 0)
                known += places.insert(fact.place).second;
        }
        m_unknownStrings.push_back(
            static_cast<uint32_t>(function.strings.size() - std::min(known, function.strings.size())));
        m_otherName.push_back(!function.name.empty() && !names.contains(function.name)
                              && !names.contains(function.qualifiedName));
    }
}

std::optional<PairSignals> PairSignals::make(const FeaturePool &binary, const FeaturePool &source,
                                             std::shared_ptr<const Retrieval> retrieval, const Work &work)
{
    FactWeights weights;
    weights.label = 2;
    auto facts = gatherFacts(binary, source, weights, work);
    if (!facts)
        return std::nullopt;
    return PairSignals(binary, source, std::move(retrieval), std::move(*facts));
}

bool PairSignals::shareName(uint32_t binary, uint32_t source) const
{
    const FunctionFeatures &left = m_binary->functions[binary];
    const FunctionFeatures &right = m_source->functions[source];
    return !left.name.empty()
           && (left.name == right.name || left.name == right.qualifiedName
               || left.qualifiedName == right.qualifiedName);
}

// One walk over both lists, which are sorted by fact.
void PairSignals::addFacts(uint32_t binary, uint32_t source, Signals &signals) const
{
    struct Weights {
        double shared = 0, extra = 0, absent = 0;
    };
    std::array<Weights, static_cast<size_t>(Group::Count)> sums;
    const auto left = m_facts.binary.of(binary);
    const auto right = m_facts.source.of(source);
    for (size_t i = 0, j = 0; i < left.size() || j < right.size();) {
        const uint32_t id =
            std::min(i < left.size() ? left[i].id : UINT32_MAX, j < right.size() ? right[j].id : UINT32_MAX);
        const bool inBinary = i < left.size() && left[i].id == id;
        const bool inSource = j < right.size() && right[j].id == id;
        Weights &sum = sums[static_cast<size_t>(groupOf(m_facts.vocabulary.kind(id)))];
        const double weight = m_facts.weight[id];
        if (inBinary && inSource)
            sum.shared += weight * static_cast<double>(std::min(left[i].share, right[j].share));
        else if (inBinary && m_facts.sourceCount[id] > 0)
            sum.extra += weight * static_cast<double>(left[i].share);
        else if (inSource && m_facts.binaryCount[id] > 0 && right[j].share >= 1)
            sum.absent += weight;
        while (i < left.size() && left[i].id == id)
            ++i;
        while (j < right.size() && right[j].id == id)
            ++j;
    }
    const auto put = [&](Group group, Signal first) {
        const Weights &sum = sums[static_cast<size_t>(group)];
        const auto index = static_cast<size_t>(first);
        signals[index] = logOfOneAnd(sum.shared);
        signals[index + 1] = logOfOneAnd(sum.extra);
        signals[index + 2] = logOfOneAnd(sum.absent);
    };
    put(Group::Strings, Signal::Strings);
    put(Group::Integers, Signal::Integers);
    put(Group::Calls, Signal::LibraryCalls);
    put(Group::Labels, Signal::Labels);
    const double alike =
        similarSwitches(m_binary->functions[binary], m_source->functions[source], FactWeights()).weight;
    at(signals, Signal::Switches) = logOfOneAnd(sums[static_cast<size_t>(Group::Switches)].shared + alike);
}

Signals PairSignals::of(uint32_t binary, uint32_t source) const
{
    Signals signals{};
    const FunctionFeatures &left = m_binary->functions[binary];
    const FunctionFeatures &right = m_source->functions[source];
    const size_t dimension = m_retrieval->dimension;
    const auto row = [&](const std::vector<float> &rows, size_t number) {
        return std::span(rows).subspan(number * dimension, dimension);
    };
    const auto part = [&](size_t n) {
        const size_t left = 3 * size_t(binary) + n, right = 3 * size_t(source) + n;
        return dot(row(m_retrieval->binary, left), row(m_retrieval->source, right)) * m_binaryScale[left]
               * m_sourceScale[right];
    };
    const float similarity = part(0);
    at(signals, Signal::Similarity) = similarity;
    at(signals, Signal::CalleeSimilarity) = part(1);
    at(signals, Signal::CallerSimilarity) = part(2);
    const float with = m_inlinedScale[source] == 0
                           ? similarity
                           : dot(row(m_retrieval->binary, 3 * size_t(binary)), row(m_retrieval->inlined, source))
                                 * m_binaryScale[3 * size_t(binary)] * m_inlinedScale[source];
    at(signals, Signal::InlinedSimilarity) = std::max(similarity, with);
    addFacts(binary, source, signals);
    at(signals, Signal::Structure) = static_cast<float>(std::log(structureSimilarity(left, right)));
    const double more = moreArguments(left, right);
    at(signals, Signal::ArgumentsMore) = static_cast<float>(std::max(0.0, more));
    at(signals, Signal::ArgumentsFewer) = static_cast<float>(std::max(0.0, -more));
    const double ratio = sizeRatio(left, right);
    at(signals, Signal::Smaller) = static_cast<float>(std::max(0.0, -ratio));
    at(signals, Signal::Larger) = static_cast<float>(std::max(0.0, ratio));
    const bool sameName = shareName(binary, source);
    at(signals, Signal::Name) = sameName ? 1 : 0;
    at(signals, Signal::NameConflict) = !sameName && !left.name.empty() ? 1 : 0;
    at(signals, Signal::Inlinable) = right.internal && right.callers.size() == 1 ? 1 : 0;
    at(signals, Signal::InlinableOften) = right.internal && right.callers.size() > 1 ? 1 : 0;
    at(signals, Signal::Header) = right.inHeader ? 1 : 0;
    return signals;
}

void PairSignals::addMargins(AllHypotheses &all, size_t sources)
{
    struct Best {
        float first = -1, second = -1;
        void see(float value)
        {
            second = std::max(second, std::min(first, value));
            first = std::max(first, value);
        }
        [[nodiscard]] float margin(float value) const
        {
            return std::clamp(value - (value >= first ? second : first), -mostMargin, mostMargin);
        }
    };
    std::vector<Best> bySource(sources);
    for (const Hypotheses &of : all) {
        for (const Hypothesis &each : of.list)
            bySource[each.source].see(each.signals[static_cast<size_t>(Signal::Similarity)]);
    }
    for (Hypotheses &of : all) {
        Best best;
        for (const Hypothesis &each : of.list)
            best.see(each.signals[static_cast<size_t>(Signal::Similarity)]);
        for (Hypothesis &each : of.list) {
            const float similarity = each.signals[static_cast<size_t>(Signal::Similarity)];
            at(each.signals, Signal::SimilarityMargin) = best.margin(similarity);
            at(each.signals, Signal::ReverseMargin) = bySource[each.source].margin(similarity);
        }
    }
}

NoneSignals PairSignals::ofNone(uint32_t binary, const Hypotheses &of) const
{
    NoneSignals signals{};
    const auto put = [&](NoneSignal signal, double value) {
        signals[static_cast<size_t>(signal)] = static_cast<float>(value);
    };
    float similarity = 0, strings = 0;
    for (const Hypothesis &each : of.list) {
        similarity = std::max(similarity, each.signals[static_cast<size_t>(Signal::Similarity)]);
        strings = std::max(strings, each.signals[static_cast<size_t>(Signal::Strings)]);
    }
    put(NoneSignal::One, 1);
    put(NoneSignal::Size, std::log1p(static_cast<double>(instructions(m_binary->functions[binary]))));
    put(NoneSignal::BestSimilarity, static_cast<double>(similarity));
    put(NoneSignal::BestStrings, static_cast<double>(strings));
    put(NoneSignal::UnknownStrings, std::log1p(m_unknownStrings[binary]));
    put(NoneSignal::OtherName, m_otherName[binary] ? 1 : 0);
    put(NoneSignal::Candidates, std::log1p(static_cast<double>(m_source->functions.size())));
    return signals;
}

} // namespace symbolon
