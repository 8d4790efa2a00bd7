// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is called behind what, in sequences written out by hand.
#include "analysis/matching/full/callorder.h"
#include "fullcase.h"

#include <QTest>

using namespace symbolon;
using namespace symbolon::pools;

namespace {

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
        const CallOrder order = callOrder(made.binary, made.source);
        for (const Neighbours &side : {order.binaryNext, order.sourceNext}) {
            QCOMPARE(side.size(), size_t(6));
            QCOMPARE(sharesOf(side[1]), (Shares{{2, 1}, {3, 0.5F}}));
            QCOMPARE(sharesOf(side[2]), (Shares{{3, 1}}));
            QVERIFY(side[3].empty() && side[0].empty());
        }
        QVERIFY(order.libraries.empty());
    }

    void inSeveralCallers()
    {
        FullCase made = plainCase(1, 6);
        for (const auto &[caller, callee] : {std::pair(0U, 1U), {0U, 4U}, {0U, 2U}, {5U, 1U}, {5U, 2U}, {3U, 1U}})
            FullCase::addCall(made.binary, caller, callee);
        const CallOrder order = callOrder(made.binary, made.source);
        QCOMPARE(sharesOf(order.binaryNext[1]), (Shares{{2, 1}, {4, 1}})); // the nearer place counts
    }

    void again()
    {
        FullCase made = plainCase(1, 4);
        for (const uint32_t callee : {1U, 1U, 2U, 1U})
            FullCase::addCall(made.binary, 0, callee);
        const CallOrder order = callOrder(made.binary, made.source);
        QCOMPARE(sharesOf(order.binaryNext[1]), (Shares{{2, 1}})); // never itself
        QCOMPARE(sharesOf(order.binaryNext[2]), (Shares{{1, 1}}));
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
        const CallOrder order = callOrder(made.binary, made.source);
        QCOMPARE(order.libraries.size(), size_t(2));
        const auto number = [&](const char *name) {
            return 4
                   + static_cast<uint32_t>(std::find(order.libraries.begin(), order.libraries.end(), name)
                                           - order.libraries.begin());
        };
        const uint32_t puts = number("puts"), release = number("free");
        QCOMPARE(order.binaryNext.size(), size_t(6));
        QCOMPARE(order.sourceNext.size(), size_t(6));
        QCOMPARE(sharesOf(order.binaryNext[1]), (Shares{{puts, 1}, {2, 0.5F}}));
        QCOMPARE(sharesOf(order.binaryNext[puts]), (Shares{{2, 1}, {release, 0.5F}}));
        QCOMPARE(sharesOf(order.binaryNext[2]), (Shares{{release, 1}}));
        QCOMPARE(sharesOf(order.sourceNext[release]), (Shares{{puts, 1}, {1, 0.5F}}));
        QCOMPARE(sharesOf(order.sourceNext[puts]), (Shares{{1, 1}}));
    }

    void behindInlinableCallees()
    {
        // 0 calls 1, 2, 3; 2 is static and calls 4 and 5. A binary function has no insides to look into.
        FullCase made = plainCase(1, 6);
        for (const auto &[caller, callee] : {std::pair(0U, 1U), {0U, 2U}, {0U, 3U}, {2U, 4U}, {2U, 5U}})
            made.addCalls(caller, callee);
        made.source.functions[2].internal = true;
        const CallOrder order = callOrder(made.binary, made.source);
        QCOMPARE(sharesOf(order.sourceNext[1]), (Shares{{2, 1}, {3, 0.5F}, {4, 0.5F}, {5, 0.25F}}));
        QCOMPARE(sharesOf(order.sourceNext[2]), (Shares{{3, 1}})); // inlined, it is not called
        QCOMPARE(sharesOf(order.sourceNext[4]), (Shares{{5, 1}, {3, 0.25F}}));
        QCOMPARE(sharesOf(order.sourceNext[5]), (Shares{{3, 0.5F}}));
        QCOMPARE(sharesOf(order.binaryNext[1]), (Shares{{2, 1}, {3, 0.5F}}));
        QCOMPARE(sharesOf(order.binaryNext[4]), (Shares{{5, 1}}));
    }

    void largestSharesFirst()
    {
        FullCase made = plainCase(1, 6);
        for (const uint32_t callee : {5U, 1U, 2U})
            FullCase::addCall(made.binary, 0, callee);
        addLibraryCall(made.binary, 3, "puts");
        addLibraryCall(made.source, 3, "puts");
        for (const uint32_t callee : {2U})
            FullCase::addCall(made.binary, 3, callee);
        const CallOrder order = callOrder(made.binary, made.source);
        const auto functions = [](const std::vector<Neighbour> &list) {
            std::vector<uint32_t> all;
            for (const Neighbour &each : list)
                all.push_back(each.function);
            return all;
        };
        QCOMPARE(functions(order.binaryNext[5]), (std::vector<uint32_t>{1, 2}));
        QCOMPARE(functions(order.binaryPrevious[2]), (std::vector<uint32_t>{6, 1, 5})); // a library function is certain
        QCOMPARE(sharesOf(order.binaryPrevious[2]), (Shares{{6, 1}, {1, 1}, {5, 0.5F}}));
    }

    void inlinedCalleesThatCallNothing()
    {
        // Three levels of static functions, each called 250 times by the one above: 250³ calls, if one followed them.
        FullCase made = plainCase(1, 60);
        for (uint32_t f = 0; f < 3; ++f)
            made.source.functions[f].internal = true;
        for (uint32_t n = 0; n < 250; ++n) {
            for (uint32_t f = 3; f < 60; ++f)
                FullCase::addCall(made.source, f, 2);
            FullCase::addCall(made.source, 2, 1);
            FullCase::addCall(made.source, 1, 0);
        }
        const CallOrder order = callOrder(made.binary, made.source);
        for (const std::vector<Neighbour> &list : order.sourceNext)
            QVERIFY(list.empty());
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
        const CallOrder order = callOrder(made.binary, made.source);
        for (uint32_t f = 0; f < 30; ++f) {
            const Shares shares = sharesOf(order.sourceNext[f]);
            QVERIFY(!shares.contains(f));
            QCOMPARE(shares.at((f + 1) % 30), 1.0F);
            QCOMPARE(shares.at((f + 2) % 30), 0.5F);
        }
    }
};

QTEST_APPLESS_MAIN(TestFullCallOrder)
#include "tst_fullcallorder.moc"
