// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Matches read from the side of the sources.
#include "analysis/matching/answers.h"

#include "analysis/source/components.h"

#include <QTest>

using namespace symbolon;

namespace {

SourceTree treeOf(const char *root, const std::vector<const char *> &names)
{
    SourceTree tree;
    tree.root = root;
    tree.files.push_back({"a.c", 0, 0});
    uint32_t line = 1;
    for (const char *name : names) {
        SourceFunction function;
        function.name = function.qualifiedName = name;
        function.line = function.endLine = line++;
        function.text = std::string("int ") + name + "(void) { return 4711; }";
        tree.functions.push_back(function);
    }
    return tree;
}

Candidate candidate(uint32_t source, double score, double confidence)
{
    return {source, score, confidence, "full", {{EvidenceKind::String, "text", 0x1000, 3, 1}}};
}

std::vector<uint32_t> functionsOf(const std::vector<BinaryHit> &hits)
{
    std::vector<uint32_t> functions;
    for (const BinaryHit &hit : hits)
        functions.push_back(hit.function);
    return functions;
}

} // namespace

class TestAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rankedByConfidenceThenSimilarity()
    {
        const SourceTree tree = treeOf("/a", {"one", "two", "three"});
        Matches matches;
        matches.functions = {{4, {candidate(0, 0.9, 0.2), candidate(1, 0.1, 0.1)}, {}},
                             {5, {candidate(1, 0.3, 0.9), candidate(0, 0.3, 0.7)}, {}},
                             {6, {candidate(0, 0.5, 0.7)}, {}}};
        const auto answers = answersFrom(matches, tree, {2, 0}, 10);
        QCOMPARE(answers.size(), std::size_t(2));
        QCOMPARE(answers[0].source, 2U);
        QVERIFY(answers[0].hits.empty());
        QVERIFY(!answers[0].verdict); // the method gives none
        QCOMPARE(functionsOf(answers[1].hits), (std::vector<uint32_t>{6, 5, 4}));
        QCOMPARE(answers[1].hits[0].confidence, std::optional(0.7));
        QCOMPARE(answers[1].hits[0].score, 0.5);
        QCOMPARE(answers[1].hits[0].evidence, candidate(0, 0, 0).evidence);
        QCOMPARE(functionsOf(answersFrom(matches, tree, {0}, 2).front().hits), (std::vector<uint32_t>{6, 5}));
    }

    void verdicts()
    {
        const SourceTree tree = treeOf("/a", {"one", "two", "three"});
        Matches matches;
        matches.functions = {{4, {candidate(0, 0.9, 0.8)}, {{1, 0.4, {}}}}, {5, {}, {{1, 0.6, {}}}}};
        matches.sources = {{0, Verdict::Matched, 0.8, {4}}, {1, Verdict::Inlined, 0.7, {4, 5}}};
        const auto answers = answersFrom(matches, tree, {0, 1, 2}, 10);
        QCOMPARE(answers[0].verdict, std::optional(Verdict::Matched));
        QCOMPARE(answers[0].confidence, 0.8);
        QVERIFY(answers[0].inlinedIn.empty());
        QCOMPARE(answers[1].verdict, std::optional(Verdict::Inlined));
        QVERIFY(answers[1].hits.empty());
        QCOMPARE(answers[1].inlinedIn.size(), std::size_t(2));
        QCOMPARE(answers[1].inlinedIn[0].function, 5U);
        QCOMPARE(answers[1].inlinedIn[1].confidence, 0.4);
        QCOMPARE(answers[2].verdict, std::optional(Verdict::Unknown));
        QCOMPARE(answers[2].confidence, 0.0);
    }

    // Of functions that two checkouts have alike only one is a candidate.
    void twinsAreAnsweredAlike()
    {
        const SourceTree tree =
            uniteTrees({treeOf("/a", {"one", "two"}), treeOf("/b", {"zero", "one"})}, {"first", "second"});
        Matches matches;
        matches.functions = {{7, {candidate(0, 0.9, 0.8)}, {}}};
        const auto answers = answersFrom(matches, tree, {0, 3, 2}, 10);
        QCOMPARE(functionsOf(answers[0].hits), std::vector<uint32_t>{7});
        QCOMPARE(functionsOf(answers[1].hits), std::vector<uint32_t>{7});
        QCOMPARE(answers[1].source, 3U);
        QVERIFY(answers[2].hits.empty());
    }
};

QTEST_GUILESS_MAIN(TestAnswers)
#include "tst_answers.moc"
