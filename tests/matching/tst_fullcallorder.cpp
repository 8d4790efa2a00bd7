// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is called behind what, in sequences written out by hand.
#include "analysis/matching/full/callorder.h"
#include "fullcase.h"

#include <QTest>

#include <map>

using namespace symbolon;
using namespace symbolon::pools;

namespace {

using Shares = std::map<uint32_t, float>;

Shares sharesOf(const std::vector<Neighbour> &list)
{
    Shares shares;
    for (const Neighbour &each : list)
        shares.emplace(each.function, each.share);
    return shares.size() == list.size() ? shares : Shares{}; // each once
}

void addLibraryCall(FeaturePool &pool, uint32_t caller, const char *name)
{
    FunctionFeatures &from = pool.functions[caller];
    from.calls.push_back({name, from.begin + 1 + from.calls.size(), -1});
}

} // namespace

class TestFullCallOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inOneCaller()
    {
        FullCase made = plainCase(1, 6);
        for (const uint32_t callee : {1U, 2U, 3U})
            made.addCalls(0, callee);
        const NextCalls next = nextCalls(made.binary, made.source);
        for (const Neighbours &side : {next.binary, next.source}) {
            QCOMPARE(side.size(), size_t(6));
            QCOMPARE(sharesOf(side[1]), (Shares{{2, 1}, {3, 0.5F}}));
            QCOMPARE(sharesOf(side[2]), (Shares{{3, 1}}));
            QVERIFY(side[3].empty() && side[0].empty());
        }
        QVERIFY(next.libraries.empty());
    }

    void inSeveralCallers()
    {
        FullCase made = plainCase(1, 6);
        for (const auto &[caller, callee] : {std::pair(0U, 1U), {0U, 4U}, {0U, 2U}, {5U, 1U}, {5U, 2U}, {3U, 1U}})
            FullCase::addCall(made.binary, caller, callee);
        const NextCalls next = nextCalls(made.binary, made.source);
        QCOMPARE(sharesOf(next.binary[1]), (Shares{{2, 1}, {4, 1}})); // the nearer place counts
    }

    void again()
    {
        FullCase made = plainCase(1, 4);
        for (const uint32_t callee : {1U, 1U, 2U, 1U})
            FullCase::addCall(made.binary, 0, callee);
        const NextCalls next = nextCalls(made.binary, made.source);
        QCOMPARE(sharesOf(next.binary[1]), (Shares{{2, 1}})); // never itself
        QCOMPARE(sharesOf(next.binary[2]), (Shares{{1, 1}}));
    }

    void libraryFunctions()
    {
        FullCase made = plainCase(1, 4);
        FullCase::addCall(made.binary, 0, 1);
        addLibraryCall(made.binary, 0, "puts");
        addLibraryCall(made.binary, 0, "__stack_chk_fail"); // the sources do not have it
        FullCase::addCall(made.binary, 0, 2);
        made.binary.functions[0].calls.push_back({"", 0x1010, -1}); // through a pointer
        addLibraryCall(made.binary, 0, "free");
        addLibraryCall(made.source, 3, "free");
        addLibraryCall(made.source, 3, "macro"); // the binary does not have it
        addLibraryCall(made.source, 3, "puts");
        FullCase::addCall(made.source, 3, 1);
        const NextCalls next = nextCalls(made.binary, made.source);
        QCOMPARE(next.libraries.size(), size_t(2));
        const auto number = [&](const char *name) {
            return 4
                   + static_cast<uint32_t>(std::find(next.libraries.begin(), next.libraries.end(), name)
                                           - next.libraries.begin());
        };
        const uint32_t puts = number("puts"), release = number("free");
        QCOMPARE(next.binary.size(), size_t(6));
        QCOMPARE(next.source.size(), size_t(6));
        QCOMPARE(sharesOf(next.binary[1]), (Shares{{puts, 1}, {2, 0.5F}}));
        QCOMPARE(sharesOf(next.binary[puts]), (Shares{{2, 1}, {release, 0.5F}}));
        QCOMPARE(sharesOf(next.binary[2]), (Shares{{release, 1}}));
        QCOMPARE(sharesOf(next.source[release]), (Shares{{puts, 1}, {1, 0.5F}}));
        QCOMPARE(sharesOf(next.source[puts]), (Shares{{1, 1}}));
    }

    void behindInlinableCallees()
    {
        // 0 calls 1, 2, 3; 2 is static and calls 4 and 5. A binary function has no insides to look into.
        FullCase made = plainCase(1, 6);
        for (const auto &[caller, callee] : {std::pair(0U, 1U), {0U, 2U}, {0U, 3U}, {2U, 4U}, {2U, 5U}})
            made.addCalls(caller, callee);
        made.source.functions[2].internal = true;
        const NextCalls next = nextCalls(made.binary, made.source);
        QCOMPARE(sharesOf(next.source[1]), (Shares{{2, 1}, {3, 0.5F}, {4, 0.5F}, {5, 0.25F}}));
        QCOMPARE(sharesOf(next.source[2]), (Shares{{3, 1}})); // inlined, it is not called
        QCOMPARE(sharesOf(next.source[4]), (Shares{{5, 1}, {3, 0.25F}}));
        QCOMPARE(sharesOf(next.source[5]), (Shares{{3, 0.5F}}));
        QCOMPARE(sharesOf(next.binary[1]), (Shares{{2, 1}, {3, 0.5F}}));
        QCOMPARE(sharesOf(next.binary[4]), (Shares{{5, 1}}));
    }

    void manyCalls()
    {
        // Static functions that call each other, and every one calls all many times: an end is found.
        FullCase made = plainCase(1, 30);
        for (uint32_t caller = 0; caller < 30; ++caller) {
            made.source.functions[caller].internal = true;
            for (uint32_t n = 0; n < 900; ++n)
                FullCase::addCall(made.source, caller, (caller + n) % 30);
        }
        const NextCalls next = nextCalls(made.binary, made.source);
        for (uint32_t f = 0; f < 30; ++f) {
            const Shares shares = sharesOf(next.source[f]);
            QVERIFY(!shares.contains(f));
            QCOMPARE(shares.at((f + 1) % 30), 1.0F);
            QCOMPARE(shares.at((f + 2) % 30), 0.5F);
        }
    }
};

QTEST_APPLESS_MAIN(TestFullCallOrder)
#include "tst_fullcallorder.moc"
