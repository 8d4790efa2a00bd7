// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The signals that a pair gives by itself, against a slow reading of the same facts.
#include "analysis/matching/structure.h"
#include "analysis/matching/switches.h"
#include "fullcase.h"

#include <QTest>

#include <map>
#include <set>

using namespace symbolon;
using namespace symbolon::pools;

namespace {

double slowCosine(std::span<const float> a, std::span<const float> b)
{
    double product = 0, left = 0, right = 0;
    for (size_t i = 0; i < a.size(); ++i) {
        product += static_cast<double>(a[i]) * static_cast<double>(b[i]);
        left += static_cast<double>(a[i]) * static_cast<double>(a[i]);
        right += static_cast<double>(b[i]) * static_cast<double>(b[i]);
    }
    return left > 0 && right > 0 ? product / std::sqrt(left * right) : 0;
}

// By fact: the largest share that the function has of it.
std::map<uint32_t, double> sharesOf(const FactTable &table, uint32_t function)
{
    std::map<uint32_t, double> shares;
    for (const Fact &fact : table.of(function))
        shares[fact.id] = std::max(shares[fact.id], static_cast<double>(fact.share));
    return shares;
}

// ln(1 + weight) of what both have, of what only the binary function has, of what only the source function has.
std::array<double, 3> slowFacts(const Facts &facts, uint32_t binary, uint32_t source, FactKind kind)
{
    const auto left = sharesOf(facts.binary, binary), right = sharesOf(facts.source, source);
    std::array<double, 3> sums{};
    for (uint32_t id = 0; id < facts.vocabulary.size(); ++id) {
        if (facts.vocabulary.kind(id) != kind)
            continue;
        const auto l = left.find(id), r = right.find(id);
        if (l != left.end() && r != right.end())
            sums[0] += facts.weight[id] * std::min(l->second, r->second);
        else if (l != left.end() && facts.sourceCount[id] > 0)
            sums[1] += facts.weight[id] * l->second;
        else if (r != right.end() && r->second >= 1 && facts.binaryCount[id] > 0)
            sums[2] += facts.weight[id];
    }
    return {std::log1p(sums[0]), std::log1p(sums[1]), std::log1p(sums[2])};
}

PairSignals pairsOf(const FullCase &made)
{
    return *PairSignals::make(made.binary, made.source, std::make_shared<const Retrieval>(made.retrieval()), {});
}

} // namespace

class TestFullPairs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySignalHasAName()
    {
        std::set<std::string_view> names;
        for (size_t k = 0; k < signalCount; ++k)
            names.insert(signalName(static_cast<Signal>(k)));
        for (size_t k = 0; k < noneSignalCount; ++k)
            names.insert(noneSignalName(static_cast<NoneSignal>(k)));
        QCOMPARE(names.size(), signalCount + noneSignalCount);
        QVERIFY(!names.contains(""));
    }

    void vectors()
    {
        const GeneratedProgram made = generatedProgram(120, 3, 16);
        const auto pairs = PairSignals::make(made.binary, made.source, made.retrieval, {});
        const size_t width = 16;
        size_t withInlined = 0;
        for (uint32_t b = 0; b < 20; ++b) {
            for (uint32_t s = 0; s < made.source.functions.size(); ++s) {
                const Signals signals = pairs->of(b, s);
                const auto part = [&](size_t n) {
                    return slowCosine(std::span(made.retrieval->binary).subspan((b * 3 + n) * width, width),
                                      std::span(made.retrieval->source).subspan((s * 3 + n) * width, width));
                };
                const double inlined = slowCosine(std::span(made.retrieval->binary).subspan(b * 3 * width, width),
                                                  std::span(made.retrieval->inlined).subspan(s * width, width));
                QVERIFY(isNear(signalOf(signals, Signal::Similarity), part(0)));
                QVERIFY(isNear(signalOf(signals, Signal::CalleeSimilarity), part(1)));
                QVERIFY(isNear(signalOf(signals, Signal::CallerSimilarity), part(2)));
                QVERIFY(isNear(signalOf(signals, Signal::InlinedSimilarity),
                               inlined == 0 ? part(0) : std::max(part(0), inlined)));
                withInlined += inlined > part(0);
            }
        }
        QVERIFY(withInlined > 0);
    }

    void literals()
    {
        // An integer and a string fewer on one side, so that there is something extra and something absent.
        GeneratedProgram made = generatedProgram(150, 4, 8);
        for (size_t f = 0; f < 150; ++f) {
            if (f % 3 == 0 && !made.source.functions[f].strings.empty())
                made.source.functions[f].strings.pop_back();
            if (f % 4 == 0 && !made.binary.functions[f].integers.empty())
                made.binary.functions[f].integers.pop_back();
            made.binary.functions[f].labels = {"row " + std::to_string(f / 3)};
            made.source.functions[f].labels = {"row " + std::to_string(f / 4)};
        }
        const auto pairs = PairSignals::make(made.binary, made.source, made.retrieval, {});
        std::array<size_t, 12> seen{};
        for (uint32_t b = 0; b < 150; ++b) {
            for (const uint32_t s : {made.right[b], (b * 7 + 1) % 150}) {
                const Signals signals = pairs->of(b, s);
                size_t n = 0;
                for (const auto &[kind, first] :
                     {std::pair(FactKind::String, Signal::Strings), std::pair(FactKind::Integer, Signal::Integers),
                      std::pair(FactKind::Call, Signal::LibraryCalls), std::pair(FactKind::Label, Signal::Labels)}) {
                    for (const double value : slowFacts(pairs->facts(), b, s, kind)) {
                        QVERIFY(isNear(signals[static_cast<size_t>(first) + n % 3], value));
                        seen[n++] += value > 0;
                    }
                }
            }
        }
        QVERIFY(std::all_of(seen.begin(), seen.end(), [](size_t count) { return count > 0; }));
    }

    void shape()
    {
        FullCase made = plainCase(1, 4);
        made.binary.functions[0].branchCount = 5;
        made.source.functions[0].branchCount = 9;
        const FunctionFeatures &left = made.binary.functions[0];
        const PairSignals pairs = pairsOf(made);
        for (const uint32_t s : {0U, 1U})
            QVERIFY(isNear(signalOf(pairs.of(0, s), Signal::Structure),
                           std::log(structureSimilarity(left, made.source.functions[s]))));
    }

    void arguments()
    {
        FullCase made = plainCase(1, 3);
        const auto signals = [&](uint32_t code, uint32_t text) {
            made.binary.functions[0].argumentCount = code;
            made.source.functions[0].argumentCount = text;
            const Signals all = pairsOf(made).of(0, 0);
            return std::pair(signalOf(all, Signal::ArgumentsMore), signalOf(all, Signal::ArgumentsFewer));
        };
        QCOMPARE(signals(2, 2), std::pair(0.0F, 0.0F));
        QCOMPARE(signals(5, 1), std::pair(std::log(3.0F), 0.0F));
        QCOMPARE(signals(0, 2), std::pair(0.0F, std::log(3.0F)));
        made.source.functions[0].qualifiedName = "a::function0"; // may be a method
        QCOMPARE(signals(2, 2), std::pair(0.0F, 0.0F));
        QCOMPARE(signals(3, 2), std::pair(0.0F, 0.0F));
        QCOMPARE(signals(7, 2), std::pair(std::log(2.0F), 0.0F));
        QCOMPARE(signals(0, 2), std::pair(0.0F, std::log(3.0F)));
        QCOMPARE(signals(UINT32_MAX, 2), std::pair(0.0F, 0.0F));
        QCOMPARE(signals(2, UINT32_MAX), std::pair(0.0F, 0.0F));
    }

    void switches()
    {
        FullCase made = plainCase(1, 4);
        made.binary.functions[0].switches = {{{1, 5, 9, 12, 20}, 0x1010}};
        made.source.functions[0].switches = {{{1, 5, 9, 12, 20}, 3}};
        made.source.functions[1].switches = {{{1, 5, 9, 12, 33}, 13}};
        const PairSignals pairs = pairsOf(made);
        const auto value = [&](uint32_t s) { return signalOf(pairs.of(0, s), Signal::Switches); };
        // The same one is a fact, one that is nearly the same is compared by its cases.
        double shared = 0;
        for (const FactKind kind : {FactKind::Switch, FactKind::RebasedSwitch})
            shared += std::expm1(slowFacts(pairs.facts(), 0, 0, kind)[0]);
        QVERIFY(shared > 0);
        QVERIFY(isNear(value(0), std::log1p(shared)));
        const double alike = similarSwitches(made.binary.functions[0], made.source.functions[1], FactWeights()).weight;
        QVERIFY(alike > 0);
        QVERIFY(isNear(value(1), std::log1p(alike)));
        QCOMPARE(value(2), 0.0F);
    }

    void size()
    {
        // The signal is the logarithm of a ratio: it moves by ln 2 when one side is doubled, and has one sign at a
        // time.
        const auto ratio = [](size_t instructions, size_t characters) {
            FullCase made = plainCase(1, 1);
            made.binary.functions[0].code.tokens.assign(instructions, 1);
            made.source.functions[0].text.assign(characters, 'x');
            const Signals signals = pairsOf(made).of(0, 0);
            const float smaller = signalOf(signals, Signal::Smaller), larger = signalOf(signals, Signal::Larger);
            return smaller > 0 && larger > 0 ? NAN : static_cast<double>(larger - smaller);
        };
        QVERIFY(isNear(ratio(196, 480) - ratio(96, 480), std::log(2)));
        QVERIFY(isNear(ratio(96, 480) - ratio(96, 980), std::log(2)));
        QVERIFY(ratio(4, 9000) < 0);
        QVERIFY(ratio(2000, 30) > 0);
    }

    void namesAndKinds()
    {
        FullCase made = plainCase(1, 6);
        made.binary.functions[0].name = "function3";
        made.binary.functions[0].qualifiedName = "a::function3";
        made.source.functions[4].qualifiedName = "a::function3";
        made.source.functions[5].inHeader = true;
        made.source.functions[1].internal = made.source.functions[2].internal = true;
        made.source.functions[1].callers = {0};
        made.source.functions[2].callers = {0, 3};
        const PairSignals pairs = pairsOf(made);
        const auto value = [&](uint32_t b, uint32_t s, Signal signal) { return signalOf(pairs.of(b, s), signal); };
        for (const uint32_t s : {3U, 4U}) { // by the plain name, by the qualified one
            QCOMPARE(value(0, s, Signal::Name), 1.0F);
            QCOMPARE(value(0, s, Signal::NameConflict), 0.0F);
            QVERIFY(pairs.shareName(0, s));
        }
        QCOMPARE(value(0, 0, Signal::Name), 0.0F);
        QCOMPARE(value(0, 0, Signal::NameConflict), 1.0F);
        QCOMPARE(value(1, 0, Signal::NameConflict), 0.0F); // it has no name
        QCOMPARE(value(1, 1, Signal::Inlinable), 1.0F);
        QCOMPARE(value(1, 1, Signal::InlinableOften), 0.0F);
        QCOMPARE(value(1, 2, Signal::Inlinable), 0.0F);
        QCOMPARE(value(1, 2, Signal::InlinableOften), 1.0F);
        QCOMPARE(value(1, 0, Signal::Inlinable), 0.0F);
        QCOMPARE(value(1, 5, Signal::Header), 1.0F);
        QCOMPARE(value(1, 0, Signal::Header), 0.0F);
    }

    void ofThePairAlone()
    {
        // What comes from other functions is for the rounds.
        const FullCase made = plainCase(2, 5);
        const Signals signals = pairsOf(made).of(3, 3);
        for (size_t k = firstMutualSignal; k < signalCount; ++k)
            QCOMPARE(signals[k], 0.0F);
        QCOMPARE(signalOf(signals, Signal::SimilarityMargin), 0.0F);
        QCOMPARE(signalOf(signals, Signal::ReverseMargin), 0.0F);
    }

    void margins()
    {
        std::mt19937 random(5);
        std::uniform_real_distribution<float> uniform(-0.2F, 1);
        AllHypotheses all = randomBeliefs(40, 30, 6, random);
        all.push_back({}); // no candidate
        for (Hypotheses &of : all) {
            for (Hypothesis &each : of.list)
                each.signals[static_cast<size_t>(Signal::Similarity)] = uniform(random);
        }
        PairSignals::addMargins(all, 30);
        const auto similarity = [](const Hypothesis &each) { return signalOf(each.signals, Signal::Similarity); };
        for (size_t b = 0; b < all.size(); ++b) {
            for (const Hypothesis &each : all[b].list) {
                float other = -1, reverse = -1;
                for (const Hypothesis &rival : all[b].list) {
                    if (rival.source != each.source)
                        other = std::max(other, similarity(rival));
                }
                for (size_t c = 0; c < all.size(); ++c) {
                    const Hypothesis *rival = c == b ? nullptr : find(all[c], each.source);
                    if (rival)
                        reverse = std::max(reverse, similarity(*rival));
                }
                QVERIFY(isNear(signalOf(each.signals, Signal::SimilarityMargin),
                               std::clamp(similarity(each) - other, -0.5F, 0.5F)));
                QVERIFY(isNear(signalOf(each.signals, Signal::ReverseMargin),
                               std::clamp(similarity(each) - reverse, -0.5F, 0.5F)));
            }
        }
    }

    void ofNone()
    {
        FullCase made = plainCase(1, 3);
        made.binary.functions[0].strings = {{"known to both", 1}, {"nobody has this", 2}, {"nor that", 3}};
        made.source.functions[1].strings = {{"known to both", 5}};
        made.binary.functions[0].name = made.binary.functions[0].qualifiedName = "elsewhere";
        made.binary.functions[1].name = made.binary.functions[1].qualifiedName = "function2";
        const PairSignals pairs = pairsOf(made);
        Hypotheses of;
        for (const uint32_t s : {0U, 1U, 2U})
            of.list.push_back({s, 0, 0, pairs.of(0, s)});
        const NoneSignals signals = pairs.ofNone(0, of);
        float similarity = 0;
        for (const Hypothesis &each : of.list)
            similarity = std::max(similarity, signalOf(each.signals, Signal::Similarity));
        QCOMPARE(signalOf(signals, NoneSignal::One), 1.0F);
        QVERIFY(isNear(signalOf(signals, NoneSignal::Size), std::log(31)));
        QCOMPARE(signalOf(signals, NoneSignal::BestSimilarity), similarity);
        QCOMPARE(signalOf(signals, NoneSignal::BestStrings), signalOf(of.list[1].signals, Signal::Strings));
        QVERIFY(signalOf(signals, NoneSignal::BestStrings) > 0);
        QVERIFY(isNear(signalOf(signals, NoneSignal::UnknownStrings), std::log(3)));
        QVERIFY(isNear(signalOf(signals, NoneSignal::Candidates), std::log(4)));
        QCOMPARE(signalOf(signals, NoneSignal::OtherName), 1.0F);
        QCOMPARE(signalOf(pairs.ofNone(1, {}), NoneSignal::OtherName), 0.0F);
        QCOMPARE(signalOf(pairs.ofNone(2, {}), NoneSignal::OtherName), 0.0F); // no name at all
    }
};

QTEST_APPLESS_MAIN(TestFullPairs)
#include "tst_fullpairs.moc"
