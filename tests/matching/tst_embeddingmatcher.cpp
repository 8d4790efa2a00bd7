// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The network's method on made-up similarities.
#include "analysis/matching/embeddingmatcher.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace symbolon;

namespace {

// Three binary functions and four source functions; what retrieval says of them is set by each test.
struct Made {
    FeaturePool binary;
    FeaturePool source;
    Retrieval retrieval;

    Made()
    {
        for (uint32_t i = 0; i < 3; ++i) {
            FunctionFeatures function;
            function.begin = 0x1000 + 0x100 * i;
            function.end = function.begin + 0x80;
            function.code.tokens = {1, 2, 3};
            function.code.blockEnds = {3};
            binary.functions.push_back(function);
            binary.origin.push_back(i);
        }
        for (uint32_t i = 0; i < 4; ++i) {
            FunctionFeatures function;
            function.name = function.qualifiedName = "source" + std::to_string(i);
            function.begin = 10 * (i + 1);
            function.end = function.begin + 5;
            function.text = "int f() { return 1; }";
            source.functions.push_back(function);
            source.origin.push_back(i);
        }
        retrieval.model = "0123456789abcdef";
        retrieval.nearest.resize(3);
    }

    [[nodiscard]] Result<Matches> match(MatchOptions options = {}) const
    {
        options.retrieval = std::make_shared<const Retrieval>(retrieval);
        return EmbeddingMatcher().match(binary, source, options, {});
    }
};

const FunctionMatches *matchesOf(const Matches &matches, uint32_t function)
{
    for (const FunctionMatches &one : matches.functions) {
        if (one.function == function)
            return &one;
    }
    return nullptr;
}

const Evidence *evidence(const Candidate &candidate, EvidenceKind kind)
{
    const auto at = std::find_if(candidate.evidence.begin(), candidate.evidence.end(),
                                 [&](const Evidence &one) { return one.kind == kind; });
    return at == candidate.evidence.end() ? nullptr : &*at;
}

} // namespace

class TestEmbeddingMatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ranksBySimilarity()
    {
        Made made;
        made.retrieval.nearest[0] = {{2, 0.9f}, {0, 0.6f}, {3, -0.1f}};
        const auto matches = made.match();
        QVERIFY(matches);
        QCOMPARE(matches->method, std::string("embedding"));
        QCOMPARE(matches->model, std::string("0123456789abcdef"));
        QCOMPARE(matches->functions.size(), size_t(1)); // the others have no vector
        const auto &candidates = matches->functions[0].candidates;
        QCOMPARE(candidates.size(), size_t(3));
        QCOMPARE(candidates[0].source, 2u);
        QVERIFY(std::abs(candidates[0].score - 0.9) < 1e-6);
        QVERIFY(candidates[0].confidence > 0.99);
        QCOMPARE(candidates[1].source, 0u);
        QCOMPARE(candidates[2].score, 0.0);
        const Evidence *similarity = evidence(candidates[0], EvidenceKind::Embedding);
        QVERIFY(similarity);
        QCOMPARE(similarity->value, std::string("0.900"));
        QVERIFY(evidence(candidates[0], EvidenceKind::Structure));
    }

    void confidenceIsTheMargin()
    {
        Made made;
        made.retrieval.nearest[0] = {{0, 0.80f}, {1, 0.79f}};
        const auto near = made.match();
        made.retrieval.nearest[0] = {{0, 0.80f}, {1, 0.70f}};
        const auto far = made.match();
        made.retrieval.nearest[0] = {{0, 0.80f}, {1, 0.80f}};
        const auto equal = made.match();
        QCOMPARE(equal->functions[0].candidates[0].confidence, 0.0);
        QVERIFY(near->functions[0].candidates[0].confidence < 0.3);
        QVERIFY(far->functions[0].candidates[0].confidence > 0.8);
    }

    void assignmentKeepsTheNearerPair()
    {
        Made made;
        made.retrieval.nearest[0] = {{0, 0.90f}, {1, 0.80f}};
        made.retrieval.nearest[1] = {{0, 0.85f}, {2, 0.10f}};
        const auto assigned = made.match();
        QCOMPARE(matchesOf(*assigned, 0)->candidates[0].source, 0u);
        QCOMPARE(matchesOf(*assigned, 1)->candidates[0].source, 2u);
        MatchOptions options;
        options.assignment = false;
        const auto single = made.match(options);
        QCOMPARE(matchesOf(*single, 1)->candidates[0].source, 0u);
    }

    void decisionsHold()
    {
        Made made;
        made.retrieval.nearest[0] = {{0, 0.90f}, {1, 0.80f}};
        made.retrieval.nearest[1] = {{1, 0.95f}, {2, 0.30f}};
        MatchOptions options;
        options.accepted = {{0, 3}}; // not even retrieved
        options.rejected = {{1, 1}};
        const auto matches = made.match(options);
        const Candidate &accepted = matchesOf(*matches, 0)->candidates[0];
        QCOMPARE(accepted.source, 3u);
        QCOMPARE(accepted.score, 1.0);
        QCOMPARE(accepted.confidence, 1.0);
        QVERIFY(!evidence(accepted, EvidenceKind::Embedding));
        for (const Candidate &candidate : matchesOf(*matches, 1)->candidates)
            QVERIFY(candidate.source != 1);
    }

    void namesInTheBinaryDecide()
    {
        Made made;
        made.binary.functions[0].name = made.binary.functions[0].qualifiedName = "source3";
        made.retrieval.nearest[0] = {{0, 0.90f}, {1, 0.80f}};
        const auto matches = made.match();
        const auto &candidates = matchesOf(*matches, 0)->candidates;
        QCOMPARE(candidates[0].source, 3u);
        QVERIFY(candidates[0].score >= 0.95);
        const Evidence *name = evidence(candidates[0], EvidenceKind::Name);
        QVERIFY(name);
        QCOMPARE(name->value, std::string("source3"));
    }

    void sharedLiteralsAreEvidence()
    {
        Made made;
        made.binary.functions[0].strings = {{"cannot open %s", 0x1010}};
        made.source.functions[2].strings = {{"cannot open %s\n", 32}};
        made.retrieval.nearest[0] = {{2, 0.9f}};
        const auto matches = made.match();
        const Evidence *string = evidence(matchesOf(*matches, 0)->candidates[0], EvidenceKind::String);
        QVERIFY(string);
        QCOMPARE(string->address, uint64_t(0x1010));
        QCOMPARE(string->line, 32u);
    }

    void withoutCodeOrTextNoCandidate()
    {
        Made made;
        made.binary.functions[0].code = {};
        made.source.functions[1].text.clear();
        made.retrieval.nearest[0] = {{0, 0.90f}};
        made.retrieval.nearest[1] = {{1, 0.90f}, {2, 0.5f}};
        const auto matches = made.match();
        QVERIFY(!matchesOf(*matches, 0));
        QCOMPARE(matchesOf(*matches, 1)->candidates.size(), size_t(1));
        QCOMPARE(matchesOf(*matches, 1)->candidates[0].source, 2u);
    }

    void topLimits()
    {
        Made made;
        made.retrieval.nearest[0] = {{0, 0.9f}, {1, 0.8f}, {2, 0.7f}, {3, 0.6f}};
        MatchOptions options;
        options.top = 2;
        QCOMPARE(made.match(options)->functions[0].candidates.size(), size_t(2));
    }

    void retrievalMustFit()
    {
        Made made;
        QVERIFY(!EmbeddingMatcher().match(made.binary, made.source, {}, {})); // none
        made.retrieval.nearest[0] = {{4, 0.9f}};
        QVERIFY(!made.match());
        made.retrieval.nearest[0] = {{3, std::nanf("")}};
        QVERIFY(!made.match());
        made.retrieval.nearest = {};
        QVERIFY(!made.match());
    }

    void cancelled()
    {
        Made made;
        made.retrieval.nearest[0] = {{0, 0.9f}};
        std::stop_source stop;
        stop.request_stop();
        MatchOptions options;
        options.retrieval = std::make_shared<const Retrieval>(made.retrieval);
        Work work;
        work.stop = stop.get_token();
        const auto matches = EmbeddingMatcher().match(made.binary, made.source, options, work);
        QVERIFY(!matches);
        QCOMPARE(matches.error().kind, ErrorKind::Cancelled);
    }

    void emptySides()
    {
        MatchOptions options;
        options.retrieval = std::make_shared<const Retrieval>();
        QVERIFY(EmbeddingMatcher().match({}, {}, options, {})->functions.empty());
    }
};

QTEST_APPLESS_MAIN(TestEmbeddingMatcher)
#include "tst_embeddingmatcher.moc"
