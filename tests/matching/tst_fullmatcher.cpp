// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The method "full" as its callers see it: the same answer however it is computed, what it refuses, stopping.
#include "fullcase.h"
#include "tests/cputimer.h"

#include <QTest>

#include <ctime>
#include <limits>
#include <thread>

using namespace symbolon;
using namespace symbolon::pools;

namespace {

MatchOptions with(const Retrieval &retrieval)
{
    MatchOptions options;
    options.retrieval = std::make_shared<const Retrieval>(retrieval);
    return options;
}

using Claims = std::vector<std::pair<uint32_t, double>>; // by confidence

Claims claimsOf(const FunctionMatches &matches)
{
    Claims claims;
    for (const Candidate &candidate : matches.candidates)
        claims.emplace_back(candidate.source, candidate.confidence);
    return claims;
}

} // namespace

class TestFullMatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsMost()
    {
        const GeneratedProgram made = generatedProgram(1000, 1, 32);
        const auto matches = FullMatcher().match(made.binary, made.source, with(*made.retrieval), {});
        QVERIFY(matches);
        QCOMPARE(matches->method, std::string("full"));
        QCOMPARE(matches->model, std::string("generated"));
        QCOMPARE(matches->sources.size(), size_t(1000));
        size_t right = 0;
        for (const FunctionMatches &function : matches->functions)
            right += function.candidates.front().source == made.right[function.function];
        QVERIFY2(right > 950, qPrintable(QString::number(right)));
    }

    void confidencesAreProbabilities()
    {
        const GeneratedProgram made = generatedProgram(400, 2, 8);
        MatchOptions options = with(*made.retrieval);
        options.top = 1000;
        const auto matches = FullMatcher().match(made.binary, made.source, options, {});
        for (const FunctionMatches &function : matches->functions) {
            double sum = 0, last = 1;
            for (const Candidate &candidate : function.candidates) {
                QVERIFY(candidate.confidence >= 0 && candidate.confidence <= last);
                QVERIFY(candidate.score >= 0 && candidate.score <= 1);
                last = candidate.confidence;
                sum += candidate.confidence;
            }
            QVERIFY(sum <= 1 + 1e-4); // the rest is for "none of them"
            for (const InlinedFunction &inlined : function.inlined)
                QVERIFY(inlined.confidence > 0 && inlined.confidence <= 1);
        }
        for (const SourceVerdict &verdict : matches->sources)
            QVERIFY(verdict.confidence >= 0 && verdict.confidence <= 1);
    }

    void sameForEveryNumberOfThreads()
    {
        const GeneratedProgram made = generatedProgram(1500, 3, 16);
        std::string first;
        for (const unsigned threads : {1U, 2U, 7U}) {
            Work work;
            work.threads = threads;
            const auto matches = FullMatcher().match(made.binary, made.source, with(*made.retrieval), work);
            QVERIFY(matches);
            const std::string bytes = encodeMatches(*matches);
            if (first.empty())
                first = bytes;
            QVERIFY(bytes == first);
        }
    }

    void orderOfEqualCandidatesDoesNotMatter()
    {
        // Three of a kind in files of their own: whichever the index tells of first, each is believed the same.
        FullCase made = plainCase(12, 1);
        makeTwins(made, 2, 5);
        makeTwins(made, 5, 9);
        Retrieval retrieval = made.retrieval();
        const auto matches = FullMatcher().match(made.binary, made.source, with(retrieval), {});
        for (auto &nearest : retrieval.nearest)
            std::reverse(nearest.begin(), nearest.end());
        const auto reversed = FullMatcher().match(made.binary, made.source, with(retrieval), {});
        QVERIFY(encodeMatches(*matches) == encodeMatches(*reversed));
    }

    void numbersOfSourcesDoNotMatter()
    {
        // The same tree, its files told of in another order: every pair is believed as before.
        const FullCase made = plainCase(6, 8);
        FullCase turned;
        for (size_t b = 0; b < 48; ++b) {
            const auto row = std::span(made.binaryVectors).subspan(b * FullCase::dimension, FullCase::dimension);
            turned.addBinary({row.begin(), row.end()});
        }
        const auto turn = [](uint32_t s) { return (5 - s / 8) * 8 + s % 8; };
        for (uint32_t s = 0; s < 48; ++s) {
            const auto row = std::span(made.sourceVectors).subspan(turn(s) * FullCase::dimension, FullCase::dimension);
            turned.addSource("function" + std::to_string(turn(s)), s / 8, {row.begin(), row.end()});
        }
        const auto one = made.match(), other = turned.match();
        for (uint32_t b = 0; b < 48; ++b) {
            const Claims before = claimsOf(*matchesOf(*one, b));
            for (const auto &[source, confidence] : claimsOf(*matchesOf(*other, b))) {
                const auto at = std::find_if(before.begin(), before.end(),
                                             [&](const auto &claim) { return claim.first == turn(source); });
                if (at != before.end())
                    QVERIFY(isNear(at->second, confidence, 1e-3));
                else
                    QVERIFY(confidence < 0.01); // the last of ten
            }
        }
    }

    void topLimits()
    {
        MatchOptions options;
        options.top = 3;
        const auto matches = plainCase(2, 6).match(options);
        for (const FunctionMatches &function : matches->functions)
            QCOMPARE(function.candidates.size(), size_t(3));
    }

    void emptySides()
    {
        FullCase nothing;
        const auto matches = nothing.match();
        QVERIFY(matches);
        QVERIFY(matches->functions.empty() && matches->sources.empty());
        FullCase binaryOnly = plainCase(1, 3);
        binaryOnly.source = {};
        binaryOnly.sourceVectors.clear();
        binaryOnly.inlinedVectors.clear();
        const auto lonely = binaryOnly.match();
        QVERIFY(lonely);
        QVERIFY(lonely->functions.empty());
        FullCase sourceOnly = plainCase(1, 3);
        sourceOnly.binary = {};
        sourceOnly.binaryVectors.clear();
        const auto absent = sourceOnly.match();
        QVERIFY(absent);
        QCOMPARE(absent->sources.size(), size_t(3));
        for (const SourceVerdict &verdict : absent->sources) {
            QVERIFY(verdict.verdict == Verdict::Absent);
            QCOMPARE(verdict.confidence, 1.0);
        }
    }

    void oneFunction()
    {
        const auto matches = plainCase(1, 1).match();
        QVERIFY(matches);
        QCOMPARE(firstOf(*matches, 0), 0U);
    }

    void withoutCodeOrText()
    {
        FullCase made = plainCase(2, 8);
        made.binary.functions[3].code = {};
        made.source.functions[6].text.clear();
        const auto zero = [](std::vector<float> &rows, size_t function) {
            std::fill_n(rows.begin() + static_cast<std::ptrdiff_t>(function * FullCase::dimension), FullCase::dimension,
                        0.0F);
        };
        zero(made.binaryVectors, 3);
        zero(made.sourceVectors, 6);
        const auto matches = made.match();
        QVERIFY(matches);
        QVERIFY(!matchesOf(*matches, 3)); // nothing leads to it
        for (const uint32_t b : {1U, 4U, 5U, 12U})
            QCOMPARE(firstOf(*matches, b), b);
    }

    void retrievalMustFit_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"no nearest", "unknown source", "unknown inlined source", "short binary rows",
                                 "short source rows", "short inlined rows", "NaN in binary", "infinity in source",
                                 "NaN in inlined", "no width", "nearest inlined of others"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void retrievalMustFit()
    {
        QFETCH(QString, what);
        const FullCase made = plainCase(2, 4);
        Retrieval retrieval = made.retrieval();
        QVERIFY(FullMatcher().match(made.binary, made.source, with(retrieval), {}));
        if (what == QLatin1String("no nearest"))
            retrieval.nearest.clear();
        else if (what == QLatin1String("unknown source"))
            retrieval.nearest[2][1].function = 8;
        else if (what == QLatin1String("unknown inlined source"))
            retrieval.nearestInlined[2].push_back({8, 0.5F});
        else if (what == QLatin1String("short binary rows"))
            retrieval.binary.pop_back();
        else if (what == QLatin1String("short source rows"))
            retrieval.source.pop_back();
        else if (what == QLatin1String("short inlined rows"))
            retrieval.inlined.pop_back();
        else if (what == QLatin1String("NaN in binary"))
            retrieval.binary[5] = std::numeric_limits<float>::quiet_NaN();
        else if (what == QLatin1String("infinity in source"))
            retrieval.source[5] = std::numeric_limits<float>::infinity();
        else if (what == QLatin1String("NaN in inlined"))
            retrieval.inlined[5] = std::numeric_limits<float>::quiet_NaN();
        else if (what == QLatin1String("no width"))
            retrieval.dimension = 0;
        else
            retrieval.nearestInlined.pop_back();
        const auto refused = FullMatcher().match(made.binary, made.source, with(retrieval), {});
        QVERIFY(!refused);
        QVERIFY(refused.error().kind != ErrorKind::Cancelled);
        QVERIFY(!refused.error().hint.empty());
    }

    void noRetrieval()
    {
        const FullCase made = plainCase(1, 2);
        QVERIFY(FullMatcher().needsRetrieval());
        QVERIFY(!FullMatcher().match(made.binary, made.source, {}, {}));
    }

    void stopsSoon()
    {
        const GeneratedProgram made = generatedProgram(12'000 / sanitizerDivisor, 4, 32);
        // Processor time, as a share of the whole: so that neither the machine nor what else it does decides.
        const std::clock_t begun = std::clock();
        QVERIFY(FullMatcher().match(made.binary, made.source, with(*made.retrieval), {}));
        const auto whole = static_cast<double>(std::clock() - begun);
        for (const int delay : {0, 50, 300, 900, 1500, 2200, 3000, 4500}) {
            std::stop_source stop;
            Work work;
            work.stop = stop.get_token();
            std::clock_t asked = 0;
            std::jthread canceller([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(delay));
                asked = std::clock();
                stop.request_stop();
            });
            const auto matches = FullMatcher().match(made.binary, made.source, with(*made.retrieval), work);
            const std::clock_t ended = std::clock();
            canceller.join();
            if (matches)
                break; // was done before
            QCOMPARE(matches.error().kind, ErrorKind::Cancelled);
            const double late = static_cast<double>(ended - asked) / whole;
            QVERIFY2(late < 0.25, qPrintable(QStringLiteral("%1 of the whole after %2 ms").arg(late).arg(delay)));
        }
    }
};

QTEST_APPLESS_MAIN(TestFullMatcher)
#include "tst_fullmatcher.moc"
