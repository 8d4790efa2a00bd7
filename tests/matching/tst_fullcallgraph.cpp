// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Agreement of call graphs, against sums over all pairs of neighbours.
#include "fullcase.h"

#include <QTest>

using namespace symbolon;
using namespace symbolon::pools;

namespace {

double commonness(size_t others)
{
    return 1 / (1 + std::log(std::max<double>(1, static_cast<double>(others))));
}

// What is believed of a function's neighbours on one side of the call graph.
struct Slow {
    const AllHypotheses &all;
    const Neighbours &binary;  // the side that is looked at: callees, or callers
    const Neighbours &reverse; // the other one
    const Neighbours &source;
    size_t sources = 0;

    // That a neighbour is a source function. Numbers from the pools' sizes on are library functions.
    [[nodiscard]] double belief(uint32_t function, uint32_t source) const
    {
        if (function >= all.size() || source >= sources)
            return function >= all.size() && function - all.size() == source - sources ? 1 : 0;
        const Hypothesis *hypothesis = find(all[function], source);
        return hypothesis && hypothesis->belief >= 0.01F ? static_cast<double>(hypothesis->belief) : 0;
    }
    [[nodiscard]] double weight(const Neighbour &each) const
    {
        return static_cast<double>(each.share) * commonness(reverse[each.function].size());
    }
    [[nodiscard]] double foundAmong(uint32_t b, uint32_t source) const
    {
        double found = 0;
        for (const Neighbour &each : binary[b])
            found += weight(each) * belief(each.function, source);
        return found;
    }
    [[nodiscard]] double best(uint32_t source) const
    {
        double best = 0;
        for (const Hypotheses &of : all) {
            const Hypothesis *hypothesis = find(of, source);
            best = std::max(best, hypothesis ? static_cast<double>(hypothesis->belief) : 0);
        }
        return best;
    }
    // Agreement, extra, absent.
    [[nodiscard]] std::array<double, 3> signals(uint32_t b, uint32_t s, const std::vector<char> &mustShow) const
    {
        double known = 0, agreed = 0, absent = 0;
        for (const Neighbour &each : binary[b])
            known +=
                weight(each) * (each.function >= all.size() ? 1 : 1 - static_cast<double>(all[each.function].none));
        for (const auto &[function, share] : sharesOf(source[s])) {
            const double found = foundAmong(b, function);
            agreed += static_cast<double>(share) * found;
            if (share >= 1 && function < sources && mustShow[function])
                absent += std::max(0.0, best(function) - found);
        }
        return {std::log1p(agreed), std::log1p(std::max(0.0, known - agreed)), std::log1p(absent)};
    }
};

} // namespace

class TestFullCallGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neighbours()
    {
        FullCase made = plainCase(1, 5);
        FullCase::addCall(made.binary, 0, 1);
        FullCase::addCall(made.binary, 0, 1); // twice: one neighbour
        FullCase::addCall(made.binary, 0, 0); // recursion: none
        FullCase::addCall(made.binary, 2, 1);
        made.binary.functions[0].mentions = {0, 3};
        made.binary.functions[2].calls.push_back({"puts", 7, -1});
        const CallGraphSignals calls(made.binary, made.source);
        QCOMPARE(sharesOf(calls.binaryCallees()[0]), (Shares{{1, 1}, {3, 1}}));
        QCOMPARE(calls.binaryCallees()[0].size(), size_t(2));
        QCOMPARE(sharesOf(calls.binaryCallees()[2]), (Shares{{1, 1}}));
        QCOMPARE(sharesOf(calls.binaryCallers()[1]), (Shares{{0, 1}, {2, 1}}));
        QCOMPARE(sharesOf(calls.binaryCallers()[3]), (Shares{{0, 1}}));
        QVERIFY(calls.binaryCallees()[1].empty());
    }

    void tables()
    {
        FullCase made = plainCase(1, 6);
        made.binary.functions[0].followers = {0, 1};
        made.binary.functions[1].followers = {2, 5};
        made.binary.functions[2].followers = {3};
        QVERIFY(CallGraphSignals(made.binary, made.source).binaryFollowers()[0].empty()); // the sources have no tables
        made.source.functions[4].followers = {5};
        const CallGraphSignals calls(made.binary, made.source);
        QCOMPARE(sharesOf(calls.sourceFollowers()[4]), (Shares{{5, 1}}));
        QCOMPARE(sharesOf(calls.binaryFollowers()[0]), (Shares{{1, 1}, {2, 0.5F}, {5, 0.5F}}));
        QCOMPARE(sharesOf(calls.binaryFollowers()[1]), (Shares{{2, 1}, {5, 1}, {3, 0.5F}}));
        QCOMPARE(sharesOf(calls.binaryLeaders()[2]), (Shares{{1, 1}, {0, 0.5F}}));
        QVERIFY(calls.sourceFollowers()[0].empty());
    }

    void behindInlinableCallees()
    {
        // 0 → 1 (static, one caller) → 2 (static, several) → 3 → 4, and 1 → 0; 5 → 2.
        FullCase made = plainCase(1, 6);
        FeaturePool &source = made.source;
        for (const auto &[caller, callee] : {std::pair(0U, 1U), {1U, 2U}, {1U, 0U}, {2U, 3U}, {3U, 4U}, {5U, 2U}})
            FullCase::addCall(source, caller, callee);
        source.functions[1].internal = source.functions[2].internal = true;
        const CallGraphSignals calls(made.binary, source);
        const Shares seen = sharesOf(calls.sourceCallees()[0]);
        QCOMPARE(seen.size(), size_t(3)); // not itself, and nothing behind 3, which has linkage
        QCOMPARE(seen.at(1), 1.0F);
        const float once = seen.at(2), often = seen.at(3) / once;
        QVERIFY(once > often && once < 1 && often > 0); // what has several callers is inlined less often
        QCOMPARE(sharesOf(calls.sourceCallees()[5]), (Shares{{2, 1}, {3, often}}));
        QCOMPARE(sharesOf(calls.sourceCallers()[3]), (Shares{{0, once * often}, {1, often}, {2, 1}, {5, often}}));
    }

    void againstSums_data()
    {
        QTest::addColumn<int>("seed");
        for (const int seed : {1, 2, 3})
            QTest::newRow(std::to_string(seed).c_str()) << seed;
    }
    void againstSums()
    {
        QFETCH(int, seed);
        GeneratedProgram made = generatedProgram(90, static_cast<unsigned>(seed), 4);
        std::mt19937 random(static_cast<unsigned>(seed));
        for (FeaturePool *pool : {&made.binary, &made.source}) { // tables of three
            for (uint32_t f = 0; f + 2 < 90; f += 1 + random() % 4) {
                pool->functions[f].followers = {f + 1};
                pool->functions[f + 1].followers = {f + 2};
            }
        }
        AllHypotheses all = randomBeliefs(90, 90, 5, random);
        all[7].list.clear();
        all[7].none = 1;
        const CallGraphSignals calls(made.binary, made.source);
        const AllHypotheses before = all;
        calls.update(all, {});
        std::vector<char> always(90, 1), noInlinable;
        for (const FunctionFeatures &function : made.source.functions)
            noInlinable.push_back(!function.internal);
        const Slow callees{before, calls.binaryCallees(), calls.binaryCallers(), calls.sourceCallees(), 90};
        const Slow callers{before, calls.binaryCallers(), calls.binaryCallees(), calls.sourceCallers(), 90};
        const Slow followers{before, calls.binaryFollowers(), calls.binaryLeaders(), calls.sourceFollowers(), 90};
        const Slow leaders{before, calls.binaryLeaders(), calls.binaryFollowers(), calls.sourceLeaders(), 90};
        const CallOrder &order = calls.order();
        const Slow next{before, order.binaryNext, order.binaryPrevious, order.sourceNext, 90};
        const Slow previous{before, order.binaryPrevious, order.binaryNext, order.sourcePrevious, 90};
        QVERIFY(order.libraries.size() > 1);
        std::array<size_t, 16> positive{};
        for (uint32_t b = 0; b < all.size(); ++b) {
            for (const Hypothesis &each : all[b].list) {
                const auto down = callees.signals(b, each.source, noInlinable);
                const auto up = callers.signals(b, each.source, always);
                const auto behind = followers.signals(b, each.source, always);
                const auto ahead = leaders.signals(b, each.source, always);
                const auto calledNext = next.signals(b, each.source, always);
                const auto calledBefore = previous.signals(b, each.source, always);
                for (size_t n = 0; n < 2; ++n) {
                    QVERIFY(isNear(each.signals[static_cast<size_t>(Signal::NextCalls) + n], calledNext[n], 1e-4));
                    QVERIFY(
                        isNear(each.signals[static_cast<size_t>(Signal::PreviousCalls) + n], calledBefore[n], 1e-4));
                    positive[12 + n] += calledNext[n] > 0;
                    positive[14 + n] += calledBefore[n] > 0;
                }
                for (size_t n = 0; n < 3; ++n) {
                    QVERIFY(isNear(each.signals[static_cast<size_t>(Signal::Callees) + n], down[n], 1e-4));
                    QVERIFY(isNear(each.signals[static_cast<size_t>(Signal::Callers) + n], up[n], 1e-4));
                    positive[n] += down[n] > 0;
                    positive[3 + n] += up[n] > 0;
                    QVERIFY(isNear(each.signals[static_cast<size_t>(Signal::Followers) + n], behind[n], 1e-4));
                    QVERIFY(isNear(each.signals[static_cast<size_t>(Signal::Leaders) + n], ahead[n], 1e-4));
                    positive[6 + n] += behind[n] > 0;
                    positive[9 + n] += ahead[n] > 0;
                }
            }
            double foreign = 0;
            for (const Neighbour &caller : calls.binaryCallers()[b])
                foreign += static_cast<double>(before[caller.function].none);
            const size_t count = calls.binaryCallers()[b].size();
            QVERIFY(isNear(signalOf(all[b].noneSignals, NoneSignal::ForeignCallers),
                           count == 0 ? 0 : foreign / static_cast<double>(count)));
        }
        QVERIFY(std::all_of(positive.begin(), positive.end(), [](size_t count) { return count > 0; }));
    }

    void beliefsStay()
    {
        const GeneratedProgram made = generatedProgram(60, 9, 4);
        std::mt19937 random(9);
        AllHypotheses all = randomBeliefs(60, 60, 4, random);
        const AllHypotheses before = all;
        CallGraphSignals(made.binary, made.source).update(all, {});
        for (size_t b = 0; b < all.size(); ++b) {
            QCOMPARE(all[b].none, before[b].none);
            for (size_t i = 0; i < all[b].list.size(); ++i)
                QCOMPARE(all[b].list[i].belief, before[b].list[i].belief);
        }
    }

    void inlinedCalleeIsNotMissed()
    {
        // The source calls 1, which another binary function is believed to be; the binary function does not call it.
        FullCase made = plainCase(1, 2);
        FullCase::addCall(made.source, 0, 1);
        const auto absent = [&] {
            AllHypotheses all(2);
            all[0].list = {{0, 1, 1, {}}};
            all[1].list = {{1, 1, 1, {}}};
            all[0].none = all[1].none = 0;
            CallGraphSignals(made.binary, made.source).update(all, {});
            return signalOf(all[0].list[0].signals, Signal::CalleesAbsent);
        };
        QVERIFY(isNear(absent(), std::log(2)));
        made.source.functions[1].internal = true;
        QCOMPARE(absent(), 0.0F);
    }
};

QTEST_APPLESS_MAIN(TestFullCallGraph)
#include "tst_fullcallgraph.moc"
