// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Signals → probabilities, and what a round makes of them: competition, stock, new candidates.
#include "analysis/matching/full/combination.h"
#include "fullcase.h"

#include <QTest>

using namespace symbolon;
using namespace symbolon::pools;

namespace {

const Decisions &undecided()
{
    static const Decisions none{MatchOptions()};
    return none;
}

RoundWeights randomWeights(unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0, 0.5F);
    RoundWeights weights;
    const auto draw = [&](auto &values) {
        for (float &value : values)
            value = normal(random);
    };
    draw(weights.pair);
    draw(weights.none);
    for (Signals &unit : weights.units)
        draw(unit);
    draw(weights.offsets);
    draw(weights.outputs);
    return weights;
}

double slowScore(const RoundWeights &weights, const Signals &signals)
{
    double sum = 0;
    for (size_t k = 0; k < signalCount; ++k)
        sum += static_cast<double>(weights.pair[k] * signals[k]);
    for (size_t unit = 0; unit < weights.units.size(); ++unit) {
        double value = static_cast<double>(weights.offsets[unit]);
        for (size_t k = 0; k < signalCount; ++k)
            value += static_cast<double>(weights.units[unit][k] * signals[k]);
        sum += static_cast<double>(weights.outputs[unit]) * std::max(0.0, value);
    }
    return sum;
}

void drawSignals(AllHypotheses &all, std::mt19937 &random)
{
    std::normal_distribution<float> normal(0, 1);
    for (Hypotheses &of : all) {
        for (Hypothesis &each : of.list) {
            for (float &value : each.signals)
                value = normal(random);
        }
        for (float &value : of.noneSignals)
            value = normal(random);
    }
}

void verifySums(const AllHypotheses &all)
{
    for (const Hypotheses &of : all) {
        double sum = static_cast<double>(of.none), apart = static_cast<double>(of.noneApart);
        for (const Hypothesis &each : of.list) {
            QVERIFY(each.belief >= 0 && each.apart >= 0);
            sum += static_cast<double>(each.belief);
            apart += static_cast<double>(each.apart);
        }
        QVERIFY(of.none >= 0 && of.noneApart >= 0);
        QVERIFY(isNear(sum, 1));
        QVERIFY(isNear(apart, 1));
    }
}

std::optional<Reasoner> reasonerOf(const FullCase &made)
{
    return Reasoner::prepare(made.binary, made.source, std::make_shared<const Retrieval>(made.retrieval()), {});
}

} // namespace

class TestFullRounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void probabilities()
    {
        std::mt19937 random(1);
        AllHypotheses all = randomBeliefs(200, 50, 7, random);
        drawSignals(all, random);
        all[3].list.clear();
        const RoundWeights weights = randomWeights(2);
        believe(all, weights);
        verifySums(all);
        QCOMPARE(all[3].none, 1.0F);
        for (const Hypotheses &of : all) {
            double none = 0, sum = 0;
            for (size_t k = 0; k < noneSignalCount; ++k)
                none += static_cast<double>(weights.none[k] * of.noneSignals[k]);
            sum = std::exp(none);
            for (const Hypothesis &each : of.list)
                sum += std::exp(slowScore(weights, each.signals));
            for (const Hypothesis &each : of.list)
                QVERIFY(
                    isNear(static_cast<double>(each.belief), std::exp(slowScore(weights, each.signals)) / sum, 1e-4));
        }
    }

    void apartLeavesPlacesOut()
    {
        std::mt19937 random(3);
        AllHypotheses all = randomBeliefs(50, 50, 5, random);
        drawSignals(all, random);
        const RoundWeights weights = randomWeights(4);
        AllHypotheses placeless = all;
        for (Hypotheses &of : placeless) {
            for (Hypothesis &each : of.list) {
                for (const Signal signal :
                     {Signal::FileBoth, Signal::FileEither, Signal::ChainBoth, Signal::ChainEither})
                    each.signals[static_cast<size_t>(signal)] = 0;
            }
            for (const NoneSignal signal : {NoneSignal::ForeignBefore, NoneSignal::ForeignBehind})
                of.noneSignals[static_cast<size_t>(signal)] = 0;
        }
        believe(all, weights);
        believe(placeless, weights);
        for (size_t b = 0; b < all.size(); ++b) {
            QVERIFY(isNear(all[b].noneApart, placeless[b].none));
            for (size_t i = 0; i < all[b].list.size(); ++i)
                QVERIFY(isNear(all[b].list[i].apart, placeless[b].list[i].belief));
        }
    }

    void hugeScoresStayProbabilities()
    {
        std::mt19937 random(5);
        AllHypotheses all = randomBeliefs(20, 20, 4, random);
        drawSignals(all, random);
        for (Hypotheses &of : all) {
            for (Hypothesis &each : of.list) {
                for (float &value : each.signals)
                    value *= 1000;
            }
        }
        believe(all, randomWeights(6));
        verifySums(all);
    }

    void decidedBeliefsStay()
    {
        std::mt19937 random(7);
        AllHypotheses all = randomBeliefs(2, 20, 4, random);
        drawSignals(all, random);
        all[0].decided = true;
        const AllHypotheses before = all;
        believe(all, randomWeights(8));
        for (size_t i = 0; i < 4; ++i)
            QCOMPARE(all[0].list[i].belief, before[0].list[i].belief);
        QCOMPARE(all[0].none, before[0].none);
        QVERIFY(all[1].none != before[1].none);
    }

    void fittedWeightsAreOfTheKind()
    {
        // Whatever the numbers are: a first round without what other functions say, and no number that is none.
        QVERIFY(!fittedWeights().empty());
        for (size_t k = firstMutualSignal; k < signalCount; ++k)
            QCOMPARE(fittedWeights().front().pair[k], 0.0F);
        for (size_t k = firstMutualNoneSignal; k < noneSignalCount; ++k)
            QCOMPARE(fittedWeights().front().none[k], 0.0F);
        for (const RoundWeights &round : fittedWeights()) {
            Signals some;
            some.fill(1);
            QVERIFY(std::isfinite(round.score(some)));
        }
    }

    void everyRoundAddsUpToOne()
    {
        const GeneratedProgram made = generatedProgram(300, 2, 16);
        const auto reasoner = Reasoner::prepare(made.binary, made.source, made.retrieval, {});
        AllHypotheses all = reasoner->start(undecided());
        for (size_t round = 0; round < fittedWeights().size(); ++round) {
            if (round > 0)
                reasoner->update(all, round, undecided(), {});
            believe(all, fittedWeights()[round]);
            verifySums(all);
            for (const Hypotheses &of : all) {
                for (const Hypothesis &each : of.list)
                    QVERIFY(std::all_of(each.signals.begin(), each.signals.end(),
                                        [](float value) { return std::isfinite(value); }));
            }
        }
    }

    void competition()
    {
        FullCase made = plainCase(3, 10);
        for (uint32_t s = 20; s < 30; ++s)
            made.source.functions[s].inHeader = true;
        const auto reasoner = reasonerOf(made);
        AllHypotheses all = reasoner->start(undecided());
        believe(all, fittedWeights().front());
        // Not all are certain, or there is nothing to compete for.
        for (size_t b = 0; b + 1 < all.size(); b += 2) {
            for (Hypotheses *of : {&all[b], &all[b + 1]}) {
                of->none = 0.1F;
                for (Hypothesis &each : of->list)
                    each.belief = each.source == b ? 0.5F : each.source == b + 1 ? 0.4F : 0;
            }
        }
        reasoner->update(all, 99, undecided(), {}); // so late that no candidate comes in
        size_t seen = 0;
        for (size_t b = 0; b < all.size(); ++b) {
            for (const Hypothesis &each : all[b].list) {
                double others = 0;
                for (size_t c = 0; c < all.size(); ++c) {
                    const Hypothesis *claim = c == b ? nullptr : find(all[c], each.source);
                    others += claim ? static_cast<double>(claim->belief) : 0;
                }
                const double expected = std::log(std::max(0.01, 1 - others));
                const bool header = made.source.functions[each.source].inHeader;
                QVERIFY(isNear(signalOf(each.signals, Signal::Competition), header ? 0 : expected, 1e-4));
                QVERIFY(isNear(signalOf(each.signals, Signal::CompetitionHeader), header ? expected : 0, 1e-4));
                seen += expected < -0.1;
            }
        }
        QVERIFY(seen > 20);
    }

    void stock()
    {
        // Of file 0 all is there and of file 1 half, never a static function; of file 2 nothing is.
        FullCase made = plainCase(3, 10);
        for (uint32_t s = 0; s < 20; s += 5) {
            made.source.functions[s].internal = true;
            made.source.functions[s].callers = {s + 1};
        }
        for (uint32_t s = 2; s < 20; s += 10) {
            made.source.functions[s].internal = true;
            made.source.functions[s].callers = {s + 1, s + 2};
        }
        const auto reasoner = reasonerOf(made);
        AllHypotheses all = reasoner->start(undecided());
        const auto isThere = [&](uint32_t s) {
            return (s < 10 || (s < 20 && s % 2 == 1)) && s % 5 != 0 && s % 10 != 2;
        };
        for (uint32_t b = 0; b < all.size(); ++b) {
            for (Hypothesis &each : all[b].list)
                each.belief = each.source == b && isThere(b) ? 0.9F : 0;
            all[b].none = isThere(b) ? 0.1F : 1;
        }
        reasoner->update(all, 99, undecided(), {});

        const double one = static_cast<double>(0.9F);
        std::array<double, 3> there{}, ofFile{0, 0, 0};
        double plain = 0, once = 0, often = 0, plainThere = 0;
        for (uint32_t s = 0; s < 30; ++s)
            there[s / 10] += isThere(s) ? one : 0;
        for (size_t file = 0; file < 3; ++file)
            ofFile[file] = std::min(1.0, 2 * (there[file] + 1) / 12);
        for (uint32_t s = 0; s < 20; ++s) { // of file 2 nothing is believed to be there
            const bool isOnce = s % 5 == 0, isOften = s % 10 == 2;
            (isOnce ? once : isOften ? often : plain) += ofFile[s / 10];
            plainThere += isThere(s) ? one : 0;
        }
        const double plainShare = (plainThere + 1) / (plain + 2);
        for (uint32_t b = 0; b < all.size(); ++b) {
            for (const Hypothesis &each : all[b].list) {
                const uint32_t s = each.source;
                const bool isOnce = s < 20 && s % 5 == 0, isOften = s < 20 && s % 10 == 2;
                QVERIFY(isNear(signalOf(each.signals, Signal::Inlinable),
                               isOnce ? std::log(plainShare / (1 / (once + 2))) : 0, 1e-4));
                QVERIFY(isNear(signalOf(each.signals, Signal::InlinableOften),
                               isOften ? std::log(plainShare / (1 / (often + 2))) : 0, 1e-4));
                const double others = (there[s / 10] - (isThere(s) ? one : 0) + 0.5) / 9.5;
                QVERIFY(
                    isNear(signalOf(each.signals, Signal::FilePresent), std::clamp(std::log(others), -5.0, 0.0), 1e-4));
            }
        }
    }

    void neighboursBringCandidatesIn()
    {
        // Nothing of its own leads from the binary function 7 to the source function 7, but its caller is known.
        FullCase made = plainCase(1, 20);
        made.addCalls(12, 7);
        Retrieval retrieval = made.retrieval();
        for (auto &nearest : retrieval.nearest)
            nearest.resize(2);
        retrieval.nearest[7] = {{0, 0.1F}};
        const auto reasoner =
            Reasoner::prepare(made.binary, made.source, std::make_shared<const Retrieval>(retrieval), {});
        AllHypotheses all = reasoner->start(undecided());
        QVERIFY(!find(all[7], 7));
        for (Hypotheses &of : all) {
            for (Hypothesis &each : of.list)
                each.belief = each.apart = 0;
            of.none = of.noneApart = 1;
        }
        for (Hypothesis &each : all[12].list)
            each.belief = each.apart = each.source == 12 ? 0.9F : 0;
        all[12].none = all[12].noneApart = 0.1F;
        AllHypotheses late = all, rejecting = all;
        reasoner->update(all, 1, undecided(), {});
        const Hypothesis *came = find(all[7], 7);
        QVERIFY(came);
        QVERIFY(isNear(signalOf(came->signals, Signal::Similarity),
                       signalOf(reasoner->pairs().of(7, 7), Signal::Similarity)));
        reasoner->update(late, 99, undecided(), {});
        QVERIFY(!find(late[7], 7));
        MatchOptions options;
        options.rejected = {{7, 7}};
        reasoner->update(rejecting, 1, Decisions(options), {});
        QVERIFY(!find(rejecting[7], 7));
    }

    void hopelessOnesStayOut()
    {
        // Of 40 candidates 20 are hardly believed; function 3 is accepted as one that the rest speaks against.
        FullCase made = plainCase(1, 40);
        made.addCalls(12, 30);
        const auto reasoner =
            Reasoner::prepare(made.binary, made.source, std::make_shared<const Retrieval>(made.retrieval()), {});
        MatchOptions options;
        options.accepted = {{3, 9}};
        const Decisions decisions(options);
        AllHypotheses all = reasoner->start(decisions);
        for (uint32_t b = 0; b < 40; ++b) {
            if (b == 3)
                continue;
            QCOMPARE(all[b].list.size(), size_t(40));
            all[b].none = 0.1F;
            for (Hypothesis &each : all[b].list)
                each.belief = each.source == b ? 0.8F : each.source >= 20 ? 1e-7F : 0.005F;
        }
        for (Hypothesis &each : all[5].list) // the best thirteen are kept whatever is believed
            each.belief = each.source == 5 ? 0.9F : 1e-9F * static_cast<float>(each.source + 1);
        reasoner->update(all, 1, decisions, {}); // 12 calls 30 and is known: it brings 30 in where it is not hopeless
        for (uint32_t b = 0; b < 40; ++b) {
            for (uint32_t s = 0; s < 40; ++s) {
                const bool kept = b == 3 ? s == 9 : b == 5 ? s == 5 || s >= 28 : s < 20 || s == b;
                QVERIFY2((find(all[b], s) != nullptr) == kept, qPrintable(QStringLiteral("%1 %2").arg(b).arg(s)));
            }
        }
    }

    void namesBringCandidatesIn()
    {
        FullCase made = plainCase(1, 80);
        made.binary.functions[0].name = made.binary.functions[0].qualifiedName = "function70";
        Retrieval retrieval = made.retrieval();
        for (auto &nearest : retrieval.nearest)
            nearest.resize(1);
        const auto reasoner =
            Reasoner::prepare(made.binary, made.source, std::make_shared<const Retrieval>(retrieval), {});
        const AllHypotheses all = reasoner->start(undecided());
        QVERIFY(find(all[0], 70));
        QVERIFY(!find(all[1], 70));
        for (size_t i = 1; i < all[0].list.size(); ++i)
            QVERIFY(all[0].list[i - 1].source < all[0].list[i].source); // each once
    }
};

QTEST_APPLESS_MAIN(TestFullRounds)
#include "tst_fullrounds.moc"
