// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why a pair is believed: kinds, places, and weights that are what the signals of a kind bring together.
#include "analysis/matching/full/explanation.h"
#include "fullcase.h"

#include <QTest>

using namespace symbolon;
using namespace symbolon::pools;

namespace {

double weightOf(const std::vector<Evidence> &evidence, EvidenceKind kind)
{
    double sum = 0;
    for (const Evidence &each : evidence)
        sum += each.kind == kind ? each.weight : 0;
    return sum;
}

const Evidence *evidence(const std::vector<Evidence> &list, EvidenceKind kind, const std::string &value)
{
    const auto at = std::find_if(list.begin(), list.end(),
                                 [&](const Evidence &one) { return one.kind == kind && one.value == value; });
    return at == list.end() ? nullptr : &*at;
}

// A pair with something of every kind: 5 in the middle of its file, calling 3 and called by 15.
FullCase richCase()
{
    FullCase made = plainCase(2, 10);
    made.addCalls(5, 3);
    for (FeaturePool *pool : {&made.binary, &made.source})
        pool->functions[15].calls.push_back({"write", pool->functions[15].begin + 1, -1});
    made.addCalls(15, 5);
    made.addCalls(15, 7);
    for (const uint32_t user : {2U, 5U, 8U, 12U}) {
        made.binary.functions[user].accesses = {memberAccess(0x18, 8)};
        made.source.functions[user].text = "{ return list->cursor; }" + std::string(120, ' ');
    }
    FunctionFeatures &binary = made.binary.functions[5], &source = made.source.functions[5];
    binary.strings = {{"bad magic in %s", 0x1510}};
    source.strings = {{"bad magic in %s\n", 53}};
    binary.integers = {{0x04034b50, 0x1514}};
    source.integers = {{0x04034b50, 54}};
    binary.calls.push_back({"lseek", 0x1518, -1});
    source.calls.push_back({"lseek", 55, -1});
    binary.switches = {{{3, 7, 19, 40}, 0x151c}};
    source.switches = {{{3, 7, 19, 40}, 56}};
    binary.name = binary.qualifiedName = "function5";
    return made;
}

struct Explained {
    FullCase made = richCase();
    std::optional<Reasoner> reasoner =
        Reasoner::prepare(made.binary, made.source, std::make_shared<const Retrieval>(made.retrieval()), {});
    AllHypotheses all = *reasoner->run(fittedWeights(), Decisions(MatchOptions()), {});

    [[nodiscard]] std::vector<Evidence> evidence(uint32_t b, uint32_t s, const RoundWeights &weights) const
    {
        return Explainer(*reasoner, made.binary, made.source, weights, all).explain(b, *find(all[b], s));
    }
};

} // namespace

class TestFullExplanation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesAndKinds()
    {
        const Explained explained;
        const auto why = explained.evidence(5, 5, fittedWeights().back());
        const auto stands = [&](EvidenceKind kind, const std::string &value, uint64_t address, uint32_t line) {
            const Evidence *found = evidence(why, kind, value);
            return found && found->address == address && found->line == line;
        };
        QVERIFY(stands(EvidenceKind::String, "bad magic in %s", 0x1510, 53));
        QVERIFY(stands(EvidenceKind::Integer, "0x4034b50", 0x1514, 54));
        QVERIFY(stands(EvidenceKind::Call, "lseek", 0x1518, 55));
        QVERIFY(stands(EvidenceKind::Name, "function5", 0, 0));
        const auto ofCall = [](const FeaturePool &pool) { return pool.functions[5].calls[0].place; };
        QVERIFY(stands(EvidenceKind::Neighbour, "calls function3", ofCall(explained.made.binary),
                       static_cast<uint32_t>(ofCall(explained.made.source))));
        QVERIFY(stands(EvidenceKind::Neighbour, "called by function15", 0, 0));
        QVERIFY(stands(EvidenceKind::Neighbour, "called after write", 0, 0));
        QVERIFY(stands(EvidenceKind::Neighbour, "called before function7", 0, 0));
        QVERIFY(stands(EvidenceKind::Neighbour, "uses cursor (+0x18)", 0, 0));
        QVERIFY(stands(EvidenceKind::Locality, "behind function4", 0, 0));
        QVERIFY(stands(EvidenceKind::Locality, "before function6", 0, 0));
        for (const EvidenceKind kind : {EvidenceKind::Switch, EvidenceKind::Embedding, EvidenceKind::Structure})
            QVERIFY(std::any_of(why.begin(), why.end(), [&](const Evidence &each) { return each.kind == kind; }));
    }

    void weightsAreSorted()
    {
        const Explained explained;
        for (uint32_t b = 0; b < 20; ++b) {
            for (const Hypothesis &each : explained.all[b].list) {
                double last = std::numeric_limits<double>::infinity();
                for (const Evidence &one : explained.evidence(b, each.source, fittedWeights().back())) {
                    QVERIFY(std::isfinite(one.weight) && one.weight >= 0 && one.weight <= last);
                    QVERIFY(!one.value.empty());
                    last = one.weight;
                }
            }
        }
    }

    void weightsAreWhatTheSignalsBring()
    {
        const Explained explained;
        RoundWeights weights;
        weights.pair.fill(0.5F);
        const Signals &signals = find(explained.all[5], 5)->signals;
        const auto why = explained.evidence(5, 5, weights);
        const auto of = [&](std::initializer_list<Signal> list) {
            double sum = 0;
            for (const Signal signal : list)
                sum += 0.5 * static_cast<double>(signalOf(signals, signal));
            return sum;
        };
        QVERIFY(of({Signal::Strings}) > 0);
        QVERIFY(isNear(weightOf(why, EvidenceKind::String), of({Signal::Strings})));
        QVERIFY(isNear(weightOf(why, EvidenceKind::Integer), of({Signal::Integers})));
        QVERIFY(isNear(weightOf(why, EvidenceKind::Call), of({Signal::LibraryCalls})));
        QVERIFY(isNear(weightOf(why, EvidenceKind::Switch), of({Signal::Switches})));
        QVERIFY(isNear(weightOf(why, EvidenceKind::Name), of({Signal::Name})));
        QVERIFY(isNear(weightOf(why, EvidenceKind::Neighbour), of({Signal::Callees, Signal::Callers, Signal::NextCalls,
                                                                   Signal::PreviousCalls, Signal::Words})));
        QVERIFY(isNear(weightOf(why, EvidenceKind::Embedding),
                       of({Signal::Similarity, Signal::InlinedSimilarity, Signal::CalleeSimilarity,
                           Signal::CallerSimilarity, Signal::SimilarityMargin, Signal::ReverseMargin})));
    }

    void whatSpeaksAgainstHasNoWeight()
    {
        const Explained explained;
        RoundWeights weights;
        weights.pair.fill(-1);
        for (const Evidence &each : explained.evidence(5, 5, weights)) {
            if (each.kind != EvidenceKind::Structure)
                QCOMPARE(each.weight, 0.0);
        }
    }

    void nothingAround()
    {
        FullCase made = plainCase(1, 1);
        const auto matches = made.match();
        for (const Evidence &each : matchesOf(*matches, 0)->candidates[0].evidence)
            QVERIFY(each.kind == EvidenceKind::Embedding || each.kind == EvidenceKind::Structure);
    }
};

QTEST_APPLESS_MAIN(TestFullExplanation)
#include "tst_fullexplanation.moc"
