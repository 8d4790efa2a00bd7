// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/match.h"
#include "pools.h"

#include <QTest>

#include <random>

using namespace symbolon;
using namespace symbolon::pools;

class TestMatchCodec : public QObject
{
    Q_OBJECT

    static Matches sample()
    {
        auto matches = match(smallProgram(), smallTree(), {}, {});
        matches->functions[0].inlined.push_back({3, 0.5, {{EvidenceKind::Call, "f", 0x1000, 7, 1}}});
        matches->sources.push_back({3, Verdict::Inlined, 0.75, {0, 2}});
        return std::move(*matches);
    }

private Q_SLOTS:
    void roundTrip()
    {
        const Matches matches = sample();
        QVERIFY(!matches.functions.empty());
        const std::string bytes = encodeMatches(matches);
        const auto decoded = decodeMatches(bytes);
        QVERIFY(decoded);
        QCOMPARE(decoded->method, matches.method);
        QCOMPARE(decoded->functions.size(), matches.functions.size());
        const Candidate &before = matches.functions[0].candidates[0];
        const Candidate &after = decoded->functions[0].candidates[0];
        QCOMPARE(after.source, before.source);
        QCOMPARE(after.score, before.score);
        QCOMPARE(after.strategy, before.strategy);
        QCOMPARE(after.evidence.size(), before.evidence.size());
        QCOMPARE(after.evidence[0].value, before.evidence[0].value);
        QCOMPARE(after.evidence[0].address, before.evidence[0].address);
        QCOMPARE(encodeMatches(*decoded), bytes);
        QCOMPARE(decoded->functions[0].inlined.size(), 1);
        QCOMPARE(decoded->functions[0].inlined[0].evidence[0].value, std::string("f"));
        QCOMPARE(decoded->sources.size(), 1);
        QCOMPARE(decoded->sources[0].verdict, Verdict::Inlined);
        QCOMPARE(decoded->sources[0].functions, (std::vector<uint32_t>{0, 2}));
        QVERIFY(decodeMatches(encodeMatches({})));
    }

    void cutShort()
    {
        const std::string bytes = encodeMatches(sample());
        for (size_t length = 0; length < bytes.size(); ++length)
            QVERIFY(!decodeMatches(std::string_view(bytes).substr(0, length)));
        QVERIFY(!decodeMatches(bytes + "x"));
    }

    void damaged()
    {
        const std::string bytes = encodeMatches(sample());
        std::mt19937 random(1);
        for (int round = 0; round < 20'000; ++round) {
            std::string damaged = bytes;
            for (unsigned n = 1 + random() % 4; n > 0; --n)
                damaged[random() % damaged.size()] = static_cast<char>(random());
            // Some damage gives another valid value; none may crash, and what is read can be written again.
            if (const auto decoded = decodeMatches(damaged))
                QVERIFY(decodeMatches(encodeMatches(*decoded)));
        }
    }

    void refusesValuesOutOfRange()
    {
        Matches matches = sample();
        matches.functions[0].candidates[0].score = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(!decodeMatches(encodeMatches(matches)));
        matches = sample();
        matches.functions[0].candidates[0].evidence[0].kind = static_cast<EvidenceKind>(99);
        QVERIFY(!decodeMatches(encodeMatches(matches)));
        matches = sample();
        matches.sources[0].verdict = static_cast<Verdict>(9);
        QVERIFY(!decodeMatches(encodeMatches(matches)));
    }
};

QTEST_APPLESS_MAIN(TestMatchCodec)
#include "tst_matchcodec.moc"
