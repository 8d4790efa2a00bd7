// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A made-up program in which each mechanism of the method "full" by itself settles what the vectors leave open.
#include "fullcase.h"

#include <QTest>

using namespace symbolon;
using namespace symbolon::pools;

namespace {

// Every source function in a file of its own: places tell nothing.
FullCase placelessCase(uint32_t functions)
{
    return plainCase(functions, 1);
}

const Evidence *evidence(const std::vector<Evidence> &list, EvidenceKind kind, std::string_view part = {})
{
    const auto at = std::find_if(list.begin(), list.end(), [&](const Evidence &one) {
        return one.kind == kind && one.value.find(part) != std::string::npos;
    });
    return at == list.end() ? nullptr : &*at;
}

void addString(FullCase &made, uint32_t binary, uint32_t source, const std::string &text)
{
    made.binary.functions[binary].strings.push_back({text, made.binary.functions[binary].begin + 8});
    made.source.functions[source].strings.push_back({text, made.source.functions[source].begin + 2});
}

} // namespace

class TestFullProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vectorsAlone()
    {
        const auto matches = placelessCase(30).match();
        for (uint32_t b = 0; b < 30; ++b)
            QCOMPARE(firstOf(*matches, b), b);
    }

    void twinsCannotBeToldApart()
    {
        // What the other tests add to: without it, each is as likely as the other.
        FullCase made = placelessCase(30);
        makeTwins(made, 7, 19);
        const auto matches = made.match();
        for (const uint32_t b : {7U, 19U}) {
            const auto &candidates = matchesOf(*matches, b)->candidates;
            QVERIFY(isNear(candidates[0].confidence, candidates[1].confidence, 0.02));
            QVERIFY(candidates[0].confidence < 0.7);
        }
    }

    void callers()
    {
        FullCase made = placelessCase(30);
        makeTwins(made, 7, 19);
        made.addCalls(2, 7);
        made.addCalls(25, 19);
        const auto matches = made.match();
        for (const uint32_t b : {7U, 19U}) {
            QCOMPARE(firstOf(*matches, b), b);
            const auto &candidates = matchesOf(*matches, b)->candidates;
            QVERIFY(candidates[0].confidence > 2 * candidates[1].confidence);
        }
        QVERIFY(
            evidence(matchesOf(*matches, 7)->candidates[0].evidence, EvidenceKind::Neighbour, "called by function2"));
    }

    void callees()
    {
        FullCase made = placelessCase(30);
        makeTwins(made, 7, 19);
        made.addCalls(7, 2);
        made.addCalls(19, 25);
        const auto matches = made.match();
        for (const uint32_t b : {7U, 19U})
            QCOMPARE(firstOf(*matches, b), b);
        QVERIFY(evidence(matchesOf(*matches, 19)->candidates[0].evidence, EvidenceKind::Neighbour, "calls function25"));
    }

    void place()
    {
        FullCase made = plainCase(4, 10);
        makeTwins(made, 13, 34);
        const auto matches = made.match();
        for (const uint32_t b : {13U, 34U}) {
            QCOMPARE(firstOf(*matches, b), b);
            const auto &candidates = matchesOf(*matches, b)->candidates;
            QVERIFY(candidates[0].confidence > 2 * candidates[1].confidence);
            QVERIFY(evidence(candidates[0].evidence, EvidenceKind::Locality));
        }
    }

    void placeWithinAFile()
    {
        FullCase made = plainCase(2, 20);
        makeTwins(made, 24, 33);
        const auto matches = made.match();
        for (const uint32_t b : {24U, 33U})
            QCOMPARE(firstOf(*matches, b), b);
    }

    void competition()
    {
        // 7 looks like both; 19 has a name, so 7 is the other.
        FullCase made = placelessCase(30);
        makeTwins(made, 7, 19);
        made.binary.functions[19].name = made.binary.functions[19].qualifiedName = "function19";
        const auto matches = made.match();
        QCOMPARE(firstOf(*matches, 19), 19U);
        QCOMPARE(firstOf(*matches, 7), 7U);
    }

    void strings()
    {
        FullCase made = placelessCase(30);
        makeTwins(made, 7, 19);
        addString(made, 19, 19, "cannot open the archive %s");
        const auto matches = made.match();
        QCOMPARE(firstOf(*matches, 19), 19U);
        QCOMPARE(firstOf(*matches, 7), 7U);
        const Evidence *string =
            evidence(matchesOf(*matches, 19)->candidates[0].evidence, EvidenceKind::String, "cannot open");
        QVERIFY(string);
        QCOMPARE(string->address, made.binary.functions[19].strings[0].place);
        QCOMPARE(static_cast<uint64_t>(string->line), made.source.functions[19].strings[0].place);
    }

    void inlinedIntoItsCaller()
    {
        // Source function 30 is static, called by 4 alone, of the same file; the binary has no copy of it, but 4 has
        // its string and its library call.
        FullCase made = plainCase(3, 10);
        VectorDraw draw(FullCase::dimension, 77);
        const uint32_t helper = made.addSource("helper", 0, draw.near({}, 1));
        FullCase::addCall(made.source, 4, helper);
        FunctionFeatures &source = made.source.functions[helper];
        source.internal = true;
        source.strings = {{"checksum of block %u differs", source.begin + 1}};
        source.calls.push_back({"inflateReset2", source.begin + 2, -1});
        FunctionFeatures &owner = made.binary.functions[4];
        owner.strings = {{"checksum of block %u differs", owner.begin + 0x20}};
        owner.calls.push_back({"inflateReset2", owner.begin + 0x24, -1});
        const auto matches = made.match();
        QCOMPARE(firstOf(*matches, 4), 4U);
        const SourceVerdict &verdict = matches->sources[helper];
        QCOMPARE(verdict.source, helper);
        QVERIFY(verdict.verdict == Verdict::Inlined);
        QCOMPARE(verdict.functions, std::vector<uint32_t>{4});
        QVERIFY(verdict.confidence >= 0.5);
        const auto &inlined = matchesOf(*matches, 4)->inlined;
        QCOMPARE(inlined.size(), size_t(1));
        QCOMPARE(inlined[0].source, helper);
        const Evidence *string = evidence(inlined[0].evidence, EvidenceKind::String);
        QVERIFY(string);
        QCOMPARE(string->address, owner.begin + 0x20);
        QCOMPARE(static_cast<uint64_t>(string->line), source.begin + 1);
        QVERIFY(evidence(inlined[0].evidence, EvidenceKind::Call, "inflateReset2"));
        const Evidence *call = evidence(inlined[0].evidence, EvidenceKind::Call, "function4 calls it");
        QVERIFY(call);
        QCOMPARE(static_cast<uint64_t>(call->line), made.source.functions[4].calls[0].place);
        for (uint32_t b = 0; b < 30; ++b)
            QVERIFY(b == 4 || matchesOf(*matches, b)->inlined.empty());
    }

    void inlinedThroughAnother()
    {
        FullCase made = plainCase(3, 10);
        VectorDraw draw(FullCase::dimension, 78);
        const uint32_t outer = made.addSource("outer", 0, draw.near({}, 1));
        const uint32_t inner = made.addSource("inner", 0, draw.near({}, 1));
        FullCase::addCall(made.source, 4, outer);
        FullCase::addCall(made.source, outer, inner);
        for (const uint32_t s : {outer, inner}) {
            made.source.functions[s].internal = true;
            made.source.functions[s].strings = {{"said by " + made.source.functions[s].name + " only", 5}};
            made.binary.functions[4].strings.push_back(
                {"said by " + made.source.functions[s].name + " only", made.binary.functions[4].begin + s});
        }
        const auto matches = made.match();
        for (const uint32_t s : {outer, inner}) {
            QVERIFY(matches->sources[s].verdict == Verdict::Inlined);
            QCOMPARE(matches->sources[s].functions, std::vector<uint32_t>{4});
        }
    }

    void whatIsCalledIsNotInlined()
    {
        FullCase made = plainCase(3, 10);
        made.addCalls(4, 5);
        made.source.functions[5].internal = true;
        const auto matches = made.match();
        QCOMPARE(firstOf(*matches, 5), 5U);
        QVERIFY(matchesOf(*matches, 4)->inlined.empty());
        QVERIFY(matches->sources[5].verdict == Verdict::Matched);
    }

    void inAnotherFileCannotBeInlined()
    {
        FullCase made = plainCase(3, 10);
        VectorDraw draw(FullCase::dimension, 79);
        const uint32_t far = made.addSource("far", 2, draw.near({}, 1));
        FullCase::addCall(made.source, 4, far);
        const auto matches = made.match();
        QVERIFY(matches->sources[far].verdict != Verdict::Inlined);
        made.source.functions[far].inHeader = made.source.functions[far].internal = true;
        QVERIFY(made.match()->sources[far].verdict == Verdict::Inlined);
    }

    void fileThatIsNotCompiledIn()
    {
        FullCase made = plainCase(3, 10);
        VectorDraw draw(FullCase::dimension, 80);
        for (uint32_t n = 0; n < 10; ++n) {
            const uint32_t s = made.addSource("other" + std::to_string(n), 3, draw.near({}, 1));
            made.source.functions[s].strings = {{"message of another platform " + std::to_string(n), 5}};
        }
        const auto matches = made.match();
        for (uint32_t s = 0; s < 40; ++s) {
            const SourceVerdict &verdict = matches->sources[s];
            QVERIFY(verdict.verdict == (s < 30 ? Verdict::Matched : Verdict::Absent));
            QVERIFY(verdict.confidence > 0.5);
            QCOMPARE(verdict.functions, s < 30 ? std::vector<uint32_t>{s} : std::vector<uint32_t>());
        }
    }

    void codeFromElsewhere()
    {
        // Functions that no source function is like are not believed to be any.
        FullCase made = plainCase(3, 10);
        VectorDraw draw(FullCase::dimension, 81);
        for (uint32_t n = 0; n < 6; ++n) {
            const uint32_t b = made.addBinary(draw.near({}, 1));
            made.binary.functions[b].strings = {{"a text of the C library " + std::to_string(n), 5}};
        }
        const auto matches = made.match();
        for (uint32_t b = 30; b < 36; ++b) {
            const FunctionMatches *found = matchesOf(*matches, b);
            QVERIFY(!found || found->candidates[0].confidence < 0.5);
        }
    }
};

QTEST_APPLESS_MAIN(TestFullProgram)
#include "tst_fullprogram.moc"
