// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The analyst's decisions bind the method "full", and what follows from them reaches other functions.
#include "fullcase.h"

#include <QTest>

using namespace symbolon;
using namespace symbolon::pools;

namespace {

bool proposes(const Matches &matches, uint32_t function, uint32_t source)
{
    const FunctionMatches *found = matchesOf(matches, function);
    return found && std::any_of(found->candidates.begin(), found->candidates.end(), [&](const Candidate &candidate) {
               return candidate.source == source;
           });
}

double confidenceOf(const Matches &matches, uint32_t function, uint32_t source)
{
    if (const FunctionMatches *found = matchesOf(matches, function)) {
        for (const Candidate &candidate : found->candidates) {
            if (candidate.source == source)
                return candidate.confidence;
        }
    }
    return 0;
}

MatchOptions accepting(std::vector<std::pair<uint32_t, uint32_t>> pairs)
{
    MatchOptions options;
    options.accepted = std::move(pairs);
    return options;
}

} // namespace

class TestFullDecisions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptedIsNeverOverturned()
    {
        // Against the vectors, the place and the claim of the function that it looks like.
        const FullCase made = plainCase(3, 10);
        const auto matches = made.match(accepting({{4, 27}}));
        const FunctionMatches *found = matchesOf(*matches, 4);
        QCOMPARE(found->candidates.size(), size_t(1));
        QCOMPARE(found->candidates[0].source, 27U);
        QCOMPARE(found->candidates[0].confidence, 1.0);
        QCOMPARE(found->candidates[0].score, 1.0);
        QVERIFY(matches->sources[27].verdict == Verdict::Matched);
        QCOMPARE(matches->sources[27].functions.front(), 4U);
    }

    void severalAcceptedSources()
    {
        const auto matches = plainCase(2, 8).match(accepting({{3, 3}, {3, 11}}));
        const FunctionMatches *found = matchesOf(*matches, 3);
        QCOMPARE(found->candidates.size(), size_t(2));
        for (const Candidate &candidate : found->candidates) {
            QVERIFY(candidate.source == 3 || candidate.source == 11);
            QCOMPARE(candidate.confidence, 1.0);
        }
    }

    void acceptedThoughNothingLedThere()
    {
        FullCase made = plainCase(2, 8);
        made.binary.functions[3].code = {};
        const auto matches = made.match(accepting({{3, 3}}));
        QCOMPARE(firstOf(*matches, 3), 3U);
    }

    void rejectedNeverAppears()
    {
        FullCase made = plainCase(3, 10);
        made.addCalls(4, 5);
        made.binary.functions[4].name = made.binary.functions[4].qualifiedName = "function4"; // all speaks for it
        MatchOptions options;
        options.top = 1000;
        QCOMPARE(firstOf(*made.match(options), 4), 4U);
        options.rejected = {{4, 4}, {4, 9}};
        const auto matches = made.match(options);
        QVERIFY(!proposes(*matches, 4, 4));
        QVERIFY(!proposes(*matches, 4, 9));
        // What was all but sure was wrong: that leaves nobody sure.
        QVERIFY(matchesOf(*made.match({}), 4)->candidates.front().confidence > 0.9);
        QVERIFY(matchesOf(*matches, 4)->candidates.front().confidence < 0.5);
        QVERIFY(proposes(*matches, 9, 9));
    }

    void blockedGetsNothing()
    {
        const FullCase made = plainCase(3, 10);
        MatchOptions options;
        options.blocked = {4, 20};
        const auto matches = made.match(options);
        QVERIFY(!matchesOf(*matches, 4));
        QVERIFY(!matchesOf(*matches, 20));
        QCOMPARE(matches->functions.size(), size_t(28));
        QVERIFY(matches->sources[4].verdict != Verdict::Matched);
    }

    void nothingOfferedTwice()
    {
        // What an accepted function is, its twin is not.
        FullCase made = plainCase(16, 1);
        makeTwins(made, 3, 12);
        const auto before = made.match();
        QVERIFY(isNear(confidenceOf(*before, 12, 3), confidenceOf(*before, 12, 12), 0.02));
        const auto after = made.match(accepting({{3, 12}}));
        QCOMPARE(firstOf(*after, 12), 3U);
        QVERIFY(confidenceOf(*after, 12, 3) > 1.5 * confidenceOf(*before, 12, 3));
    }

    void decisionReachesCallees()
    {
        // Two callers look alike, and so do the two functions that they call: one word settles both.
        FullCase made = plainCase(24, 1);
        makeTwins(made, 3, 12);
        makeTwins(made, 6, 18);
        made.addCalls(3, 6);
        made.addCalls(12, 18);
        const auto straight = made.match(accepting({{3, 3}}));
        QCOMPARE(firstOf(*straight, 6), 6U);
        QCOMPARE(firstOf(*straight, 18), 18U);
        const auto crossed = made.match(accepting({{3, 12}}));
        QCOMPARE(firstOf(*crossed, 6), 18U);
        QCOMPARE(firstOf(*crossed, 18), 6U);
        QCOMPARE(firstOf(*crossed, 12), 3U);
        MatchOptions rejecting;
        rejecting.rejected = {{3, 3}};
        const auto rejected = made.match(rejecting);
        QCOMPARE(firstOf(*rejected, 3), 12U);
        QCOMPARE(firstOf(*rejected, 6), 18U);
    }

    void planMatchesAnewAsIfForTheFirstTime()
    {
        const GeneratedProgram made = generatedProgram(250, 8, 16);
        const auto pools = std::make_shared<const MatchPools>(MatchPools{made.binary, made.source});
        MatchOptions options;
        options.retrieval = made.retrieval;
        const auto plan = FullMatcher().plan(pools, options, {});
        QVERIFY(plan);
        std::string undecided;
        for (const int step : {0, 1, 2, 3, 0}) {
            options.accepted.clear();
            options.rejected.clear();
            options.blocked.clear();
            if (step == 1)
                options.accepted = {{5, 17}, {120, made.right[120]}};
            if (step >= 2)
                options.rejected = {{7, made.right[7]}, {8, made.right[8]}};
            if (step == 3)
                options.blocked = {100, 200};
            const auto again = (*plan)->match(options, {});
            QVERIFY(again);
            const std::string bytes = encodeMatches(*again);
            QVERIFY(bytes == encodeMatches(*FullMatcher().match(made.binary, made.source, options, {})));
            if (undecided.empty())
                undecided = bytes;
            QCOMPARE(bytes == undecided, step == 0);
        }
    }
};

QTEST_APPLESS_MAIN(TestFullDecisions)
#include "tst_fulldecisions.moc"
