// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The methods that need no network on a program and a tree small enough to check every tie between address and line by hand.
#include "analysis/matching/match.h"
#include "pools.h"

#include <QTest>

#include <algorithm>

using namespace symbolon;
using namespace symbolon::pools;

namespace {

const FunctionMatches *matchesOf(const Matches &matches, uint32_t function)
{
    for (const FunctionMatches &one : matches.functions) {
        if (one.function == function)
            return &one;
    }
    return nullptr;
}

const Evidence *evidence(const Candidate &candidate, EvidenceKind kind, std::string_view value)
{
    for (const Evidence &one : candidate.evidence) {
        if (one.kind == kind && one.value == value)
            return &one;
    }
    return nullptr;
}

MatchOptions optionsFor(const QString &method)
{
    MatchOptions options;
    options.method = method.toStdString();
    return options;
}

} // namespace

class TestMatchers : public QObject
{
    Q_OBJECT

    static void methodRows()
    {
        QTest::addColumn<QString>("method");
        for (const auto &matcher : matchers()) {
            if (!matcher->needsRetrieval()) // see tst_embeddingmatcher.cpp
                QTest::newRow(std::string(matcher->name()).c_str())
                    << QString::fromStdString(std::string(matcher->name()));
        }
    }

private Q_SLOTS:
    void registry()
    {
        std::vector<std::string> names;
        for (const auto &matcher : matchers()) {
            names.emplace_back(matcher->name());
            QVERIFY(!matcher->displayName().empty());
        }
        QVERIFY(std::find(names.begin(), names.end(), "b2sfinder") != names.end());
        QVERIFY(std::find(names.begin(), names.end(), "binpro") != names.end());
        std::sort(names.begin(), names.end());
        QVERIFY(std::adjacent_find(names.begin(), names.end()) == names.end());
    }

    void unknownMethod()
    {
        MatchOptions options = optionsFor(QStringLiteral("b2sfinder"));
        options.method = "guess";
        const auto result = match(smallProgram(), smallTree(), options, {});
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Usage);
        QVERIFY(QString::fromStdString(result.error().hint).contains(QStringLiteral("b2sfinder")));
    }

    void evidenceKinds()
    {
        for (int kind = 0; kind <= static_cast<int>(EvidenceKind::Structure); ++kind) {
            const auto name = evidenceKindName(static_cast<EvidenceKind>(kind));
            QVERIFY(!name.empty());
            QCOMPARE(static_cast<int>(*parseEvidenceKind(name)), kind);
        }
        QVERIFY(!parseEvidenceKind("hunch"));
    }

    void findsTheSource_data() { methodRows(); }
    void findsTheSource()
    {
        QFETCH(QString, method);
        const auto matches = match(smallProgram(), smallTree(), optionsFor(method), {});
        QVERIFY(matches);
        QCOMPARE(matches->method, method.toStdString());
        for (const uint32_t function : {0u, 1u, 2u}) {
            const FunctionMatches *found = matchesOf(*matches, function);
            QVERIFY(found);
            QCOMPARE(found->candidates.front().source, function);
            QCOMPARE(found->candidates.front().strategy, method.toStdString());
            QVERIFY(found->candidates.front().score > 0);
            QVERIFY(found->candidates.front().score <= 1);
            QVERIFY(found->candidates.front().confidence > 0);
        }
        // Nothing ties the four-byte function to any source; a stub is no function of the tree.
        QVERIFY(!matchesOf(*matches, 3));
        QVERIFY(!matchesOf(*matches, 4));
    }

    void evidenceTiesAddressesToLines_data() { methodRows(); }
    void evidenceTiesAddressesToLines()
    {
        QFETCH(QString, method);
        const auto matches = match(smallProgram(), smallTree(), optionsFor(method), {});
        const Candidate &open = matchesOf(*matches, 0)->candidates.front();
        const Evidence *string = evidence(open, EvidenceKind::String, "cannot open %s: %s");
        QVERIFY(string);
        QCOMPARE(string->address, uint64_t(0x1004));
        QCOMPARE(string->line, 12u);
        const Evidence *integer = evidence(open, EvidenceKind::Integer, "4919");
        QVERIFY(integer);
        QCOMPARE(integer->address, uint64_t(0x1010));
        QCOMPARE(integer->line, 13u);
        const Evidence *call = evidence(open, EvidenceKind::Call, "fopen");
        QVERIFY(call);
        QCOMPARE(call->address, uint64_t(0x1014));
        QCOMPARE(call->line, 12u);
        const Candidate &parse = matchesOf(*matches, 1)->candidates.front();
        const Evidence *cases = evidence(parse, EvidenceKind::Switch, "10,13,17,40,77");
        QVERIFY(cases);
        QCOMPARE(cases->address, uint64_t(0x1120));
        QCOMPARE(cases->line, 35u);
        QVERIFY(evidence(parse, EvidenceKind::Call, "printf")); // puts
        const Candidate &update = matchesOf(*matches, 2)->candidates.front();
        const Evidence *polynomial = evidence(update, EvidenceKind::Integer, "0xedb88320");
        QVERIFY(polynomial);
        QCOMPARE(polynomial->line, 7u);
        for (const FunctionMatches &function : matches->functions) {
            for (const Candidate &candidate : function.candidates) {
                QVERIFY(!candidate.evidence.empty());
                QVERIFY(candidate.evidence.size() <= 64);
                QVERIFY(std::is_sorted(candidate.evidence.begin(), candidate.evidence.end(),
                                       [](const Evidence &a, const Evidence &b) { return a.weight > b.weight; }));
                QVERIFY(candidate.evidence.back().weight >= 0);
            }
        }
    }

    void binproTellsNeighbours()
    {
        MatchOptions options = optionsFor(QStringLiteral("b2sfinder"));
        options.method = "binpro";
        const auto matches = match(smallProgram(), smallTree(), options, {});
        const Candidate &open = matchesOf(*matches, 0)->candidates.front();
        const Evidence *calls = evidence(open, EvidenceKind::Neighbour, "calls update");
        QVERIFY(calls);
        QCOMPARE(calls->address, uint64_t(0x1020));
        QCOMPARE(calls->line, 15u);
        QVERIFY(evidence(matchesOf(*matches, 2)->candidates.front(), EvidenceKind::Neighbour, "called by openBlock"));
    }

    void binproFindsFunctionsWithoutLiterals()
    {
        Program program = smallProgram();
        program.functions[2].references.clear(); // update has nothing of its own now, but two callers
        MatchOptions options = optionsFor(QStringLiteral("b2sfinder"));
        options.method = "binpro";
        const auto matches = match(program, smallTree(), options, {});
        QVERIFY(matchesOf(*matches, 2));
        QCOMPARE(matchesOf(*matches, 2)->candidates.front().source, 2u);
    }

    void exportedNamesDecide()
    {
        Program program = smallProgram();
        program.functions[3].name = "unrelated";
        program.functions[3].named = true;
        const auto matches = match(program, smallTree(), {}, {});
        const FunctionMatches *named = matchesOf(*matches, 3);
        QVERIFY(named);
        QCOMPARE(named->candidates.front().source, 3u);
        QVERIFY(evidence(named->candidates.front(), EvidenceKind::Name, "unrelated"));
    }

    void accepted_data() { methodRows(); }
    void accepted()
    {
        QFETCH(QString, method);
        MatchOptions options = optionsFor(method);
        options.accepted = {{0, 3}, {4, 1}}; // against all evidence; and a stub
        const auto matches = match(smallProgram(), smallTree(), options, {});
        QVERIFY(matches);
        QCOMPARE(matchesOf(*matches, 0)->candidates.front().source, 3u);
        QCOMPARE(matchesOf(*matches, 0)->candidates.front().confidence, 1.0);
        QCOMPARE(matchesOf(*matches, 4)->candidates.front().source, 1u);
        for (const FunctionMatches &function : matches->functions)
            QVERIFY(function.function == 0 || function.candidates.front().source != 3);
    }

    void acceptedSourceIsTaken()
    {
        // The analyst says that function 2 is parseBlock: function 1 must not get it by assignment.
        MatchOptions options = optionsFor(QStringLiteral("b2sfinder"));
        options.accepted = {{2, 1}};
        SourceTree tree = smallTree();
        tree.functions[3].strings.push_back({"bad checksum in block %u", 54}); // another place for function 1
        const auto matches = match(smallProgram(), tree, options, {});
        QCOMPARE(matchesOf(*matches, 2)->candidates.front().source, 1u);
        QCOMPARE(matchesOf(*matches, 1)->candidates.front().source, 3u);
    }

    void rejected_data() { methodRows(); }
    void rejected()
    {
        QFETCH(QString, method);
        MatchOptions options = optionsFor(method);
        options.rejected = {{0, 0}, {1, 1}};
        const auto matches = match(smallProgram(), smallTree(), options, {});
        for (const FunctionMatches &function : matches->functions) {
            for (const Candidate &candidate : function.candidates)
                QVERIFY(function.function > 1 || candidate.source != function.function);
        }
    }

    void decisionsOutOfRange()
    {
        MatchOptions options = optionsFor(QStringLiteral("b2sfinder"));
        options.accepted = {{1000, 0}};
        QVERIFY(!match(smallProgram(), smallTree(), options, {}));
        options.accepted.clear();
        options.rejected = {{0, 1000}};
        QVERIFY(!match(smallProgram(), smallTree(), options, {}));
    }

    void assignmentDecidesRankOne_data() { methodRows(); }
    void assignmentDecidesRankOne()
    {
        QFETCH(QString, method);
        // Functions 0 and 3 both look like openBlock, 3 a little less; what remains for it is a
        // function that has the string, too, but much else.
        Program program = smallProgram();
        program.functions[3].references = {stringAt(0x1304, "cannot open %s: %s")};
        SourceTree tree = smallTree();
        SourceFunction copy = sourceFunction("reopenBlock", 60);
        copy.strings = {{"cannot open %s: %s\n", 61}, {"unused here", 62}, {"bad checksum in block %u", 63}};
        copy.integers = {{-306674912, 64}};
        copy.switches = tree.functions[1].switches;
        tree.functions.insert(tree.functions.begin() + 2, copy);
        MatchOptions options = optionsFor(method);
        const auto assigned = match(program, tree, options, {});
        QCOMPARE(matchesOf(*assigned, 0)->candidates.front().source, 0u);
        QCOMPARE(matchesOf(*assigned, 3)->candidates.front().source, 2u);
        options.assignment = false;
        const auto single = match(program, tree, options, {});
        QCOMPARE(matchesOf(*single, 0)->candidates.front().source, 0u);
        QCOMPARE(matchesOf(*single, 3)->candidates.front().source, 0u); // its own best, though it is taken
    }

    void topLimits()
    {
        SourceTree tree = smallTree();
        for (uint32_t i = 0; i < 40; ++i) {
            SourceFunction copy = tree.functions[0];
            copy.name = copy.qualifiedName = "copy" + std::to_string(i);
            copy.file = 1;
            copy.line = 100 + i * 10;
            tree.functions.push_back(copy);
        }
        for (const unsigned top : {0u, 1u, 5u, 50u}) {
            MatchOptions options = optionsFor(QStringLiteral("b2sfinder"));
            options.top = top;
            const auto matches = match(smallProgram(), tree, options, {});
            for (const FunctionMatches &function : matches->functions)
                QVERIFY(function.candidates.size() <= top);
            if (top == 50)
                QCOMPARE(matchesOf(*matches, 0)->candidates.size(), size_t(41));
        }
    }

    void equalSourcesGiveNoConfidence()
    {
        SourceTree tree = smallTree();
        SourceFunction twin = tree.functions[2];
        twin.line = 70;
        tree.functions.push_back(twin);
        MatchOptions options = optionsFor(QStringLiteral("b2sfinder"));
        const auto matches = match(smallProgram(), tree, options, {});
        QCOMPARE(matchesOf(*matches, 2)->candidates.front().confidence, 0.0);
    }

    void emptySides_data() { methodRows(); }
    void emptySides()
    {
        QFETCH(QString, method);
        const MatchOptions options = optionsFor(method);
        QVERIFY(match(Program(), SourceTree(), options, {})->functions.empty());
        QVERIFY(match(smallProgram(), SourceTree(), options, {})->functions.empty());
        QVERIFY(match(Program(), smallTree(), options, {})->functions.empty());
    }
};

QTEST_APPLESS_MAIN(TestMatchers)
#include "tst_matchers.moc"
