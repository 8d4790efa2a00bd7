// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is found out about one pair, without a real network: how functions are cut into parts, what carries the
// similarity, links as evidence, how rare a fact is, cancelling.
#include "analysis/matching/rarity.h"
#include "app/embedding/pairattributor.h"
#include "fakes.h"
#include "tests/matching/pools.h"

#include <QTest>

#include <numeric>

using namespace symbolon;
using namespace symbolon::pools;
using namespace symbolon::fakes;

namespace {

// A bag of words: the strings of both sides, and nothing else.
class BagEmbedder : public Embedder
{
public:
    [[nodiscard]] const std::string &model() const override { return m_model; }
    [[nodiscard]] std::size_t dimension() const override { return 64; }
    [[nodiscard]] Result<std::vector<float>> embed(Side, std::span<const FunctionFeatures *const> functions,
                                                   const Work &work) const override
    {
        std::vector<float> vectors;
        for (const FunctionFeatures *function : functions) {
            if (work.stopRequested())
                return cancelled();
            ++embedded;
            std::vector<float> row(dimension());
            for (const StringFact &fact : function->strings)
                row[std::hash<std::string>()(fact.text) % (dimension() - 1)] += 1;
            row.back() = 0.5F;
            const float length = std::sqrt(std::inner_product(row.begin(), row.end(), row.begin(), 0.0F));
            for (const float value : row)
                vectors.push_back(value / length);
        }
        return vectors;
    }
    mutable std::atomic<int> embedded = 0;

private:
    std::string m_model = "bag";
};

// Blocks of 16 bytes and two instructions; block n refers to the string n.
std::shared_ptr<Program> program(const std::vector<std::string> &strings)
{
    auto program = std::make_shared<Program>();
    program->architecture = Architecture::X86_64;
    BinaryFunction function = binaryFunction(0x1000, strings.size() * 16);
    function.blocks.clear();
    for (std::size_t n = 0; n < strings.size(); ++n) {
        const uint64_t at = 0x1000 + n * 16;
        function.instructions.add(at, 8, "mov", "eax, dword ptr [rdi + 8]");
        function.instructions.add(at + 8, 8, "add", "eax, 7");
        function.blocks.push_back({at, 16, static_cast<uint32_t>(2 * n), 2});
        if (!strings[n].empty())
            function.references.push_back(stringAt(at, strings[n]));
    }
    program->functions.push_back(std::move(function));
    return program;
}

// From line 10 on: the head, a bracket, one call for each string, a bracket.
std::shared_ptr<SourceTree> tree(const std::vector<std::string> &strings)
{
    auto tree = std::make_shared<SourceTree>();
    tree->files.push_back({"a.c", 0, 0});
    SourceFunction function;
    function.name = "f";
    function.line = function.nameLine = 10;
    function.text = "int f(void)\n{\n";
    uint32_t line = 12;
    for (const std::string &string : strings) {
        function.text += string.empty() ? "  x += 1; /* nothing */\n" : "\tlog(\"" + string + "\");\n";
        if (!string.empty())
            function.strings.push_back({string, line});
        ++line;
    }
    function.text += "}\n";
    function.endLine = line;
    tree->functions.push_back(std::move(function));
    return tree;
}

} // namespace

class TestPairDetails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsAreAllOfTheFunction();
    void largeFunctionsAreGrouped();
    void whatIsSharedCarriesTheSimilarity();
    void linksBecomeEvidence();
    void aSecondLookIsFree();
    void stops();
    void countsWhoHasAFact();
};

void TestPairDetails::partsAreAllOfTheFunction()
{
    const auto binary = program({"one", "", "three"});
    const auto sources = tree({"one", "", "three"});
    const FeatureOptions options{.network = true};
    const FunctionFeatures code = binaryFeatures(*binary, {}, options).functions[0];
    const OccludedCode blocks = occludeCode(binary->functions[0], code);
    QCOMPARE(blocks.parts.size(), std::size_t(3));
    std::vector<CodeToken> tokens;
    std::size_t strings = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const CodeGraph &alone = blocks.alone[i].code, &without = blocks.without[i].code;
        QVERIFY(!alone.tokens.empty());
        tokens.insert(tokens.end(), alone.tokens.begin(), alone.tokens.end());
        strings += blocks.alone[i].strings.size();
        QCOMPARE(alone.tokens.size() + without.tokens.size(), code.code.tokens.size());
        QCOMPARE(without.blockEnds.size(), code.code.blockEnds.size()); // an empty block is still one
        QCOMPARE(blocks.alone[i].strings.size() + blocks.without[i].strings.size(), code.strings.size());
        QCOMPARE(blocks.parts[i].address, 0x1000 + 16 * i);
    }
    QCOMPARE(tokens, code.code.tokens);
    QCOMPARE(strings, std::size_t(2));

    const FunctionFeatures text = sourceFeatures(*sources, {}, options).functions[0];
    const OccludedText lines = occludeText(sources->functions[0], text);
    QCOMPARE(lines.parts.size(), std::size_t(4)); // no brackets
    const uint32_t places[] = {10, 12, 13, 14};
    for (std::size_t j = 0; j < 4; ++j) {
        QCOMPARE(lines.parts[j].line, places[j]);
        QCOMPARE(lines.parts[j].endLine, places[j]);
    }
    QCOMPARE(lines.alone[1].text, std::string("log(\"one\");"));
    QCOMPARE(lines.without[1].text, std::string("int f(void){x+= 1;log(\"three\");}"));
    QCOMPARE(lines.without[1].strings.size(), std::size_t(1));
    QVERIFY(std::is_sorted(lines.middle.begin(), lines.middle.end()));
}

void TestPairDetails::largeFunctionsAreGrouped()
{
    const std::vector<std::string> many(1000, "x");
    const auto binary = program(many);
    const auto sources = tree(many);
    const FeatureOptions options{.network = true};
    const OccludedCode blocks = occludeCode(binary->functions[0], binaryFeatures(*binary, {}, options).functions[0]);
    QCOMPARE(blocks.parts.size(), mostParts);
    uint32_t next = 0;
    for (const CodePart &part : blocks.parts) {
        QCOMPARE(part.firstBlock, next);
        QVERIFY(part.blockCount >= 4 && part.blockCount <= 64);
        next += part.blockCount;
    }
    QCOMPARE(next, 1000u);
    const OccludedText lines = occludeText(sources->functions[0], sourceFeatures(*sources, {}, options).functions[0]);
    QCOMPARE(lines.parts.size(), mostParts);
    QCOMPARE(lines.parts.back().endLine, 1011u);
}

void TestPairDetails::whatIsSharedCarriesTheSimilarity()
{
    const auto binary = program({"a", "shared", "b", "c"});
    const auto sources = tree({"d", "e", "f", "shared"});
    const BagEmbedder embedder;
    PairAttributor attributor(binary, sources);
    const auto made = attributor.of(0, 0, {}, embedder, {});
    QVERIFY(made);
    QCOMPARE(made->code.size(), std::size_t(4));
    for (const CodePart &part : made->code)
        QCOMPARE(part.drop > 0, part.firstBlock == 1);
    for (const TextPart &part : made->text)
        QCOMPARE(part.drop > 0, part.line == 15);
    QVERIFY(made->similarity > 0);
    // Against the order of both sides.
    const auto link =
        std::find_if(made->links.begin(), made->links.end(), [](const PartLink &l) { return l.code == 1; });
    QVERIFY(link != made->links.end());
    QCOMPARE(made->text[link->text].line, 15u);
}

void TestPairDetails::linksBecomeEvidence()
{
    const auto binary = program({"a", "b"});
    const auto sources = tree({"a", "b"});
    Attribution attribution;
    attribution.code = {{0, 1, 0x1000, 0.3}, {1, 1, 0x1010, 0.1}};
    attribution.text = {{12, 12, 0.2}, {13, 13, 0.1}};
    attribution.links = {{1, 1, 0.9}, {0, 0, 0.8}};
    auto links = linkEvidence(attribution, binary->functions[0], sources->functions[0]);
    QCOMPARE(links.size(), std::size_t(2));
    QCOMPARE(links[0].value, std::string("log(\"a\");"));
    QCOMPARE(links[0].address, uint64_t(0x1000));
    QCOMPARE(links[0].line, 12u);
    QVERIFY(links[0].kind == EvidenceKind::Embedding);
    std::vector<Evidence> own{{EvidenceKind::String, "a", 0x1000, 12, 2}, {EvidenceKind::Embedding, "0.8", 0, 0, 8}};
    shareWeight(own, links);
    QCOMPARE(links[0].weight, 6.0);
    QCOMPARE(links[1].weight, 2.0);
    QCOMPARE(own[1].weight, 0.0);
    QCOMPARE(own[0].weight, 2.0);
    attribution.links[0].strength = 0.2; // as likely another line
    QCOMPARE(linkEvidence(attribution, binary->functions[0], sources->functions[0]).size(), std::size_t(1));
    QCOMPARE(heatOf(0.1, 0.2), 0.5);
    QCOMPARE(heatOf(-0.1, 0.2), 0.0);
    QCOMPARE(heatOf(0.1, 0), 0.0);
}

void TestPairDetails::aSecondLookIsFree()
{
    const auto binary = program({"a", "b"});
    const auto sources = tree({"a", "b"});
    const BagEmbedder embedder;
    PairAttributor attributor(binary, sources);
    QVERIFY(attributor.isOf(binary, sources));
    QVERIFY(!attributor.isOf(program({}), sources));
    QVERIFY(attributor.of(0, 0, {}, embedder, {}));
    const int once = embedder.embedded;
    QCOMPARE(once, (1 + 2 * 2) + (1 + 2 * 3));
    QVERIFY(attributor.of(0, 0, {}, embedder, {}));
    QCOMPARE(embedder.embedded.load(), once);
}

void TestPairDetails::stops()
{
    std::stop_source stop;
    Work work;
    work.stop = stop.get_token();
    stop.request_stop();
    const BagEmbedder embedder;
    PairAttributor attributor(program({"a", "b"}), tree({"a", "b"}));
    const auto stopped = attributor.of(0, 0, {}, embedder, work);
    QVERIFY(!stopped && stopped.error().kind == ErrorKind::Cancelled);
    QVERIFY(attributor.of(0, 0, {}, embedder, {})); // nothing half-made was kept
    QCOMPARE(Rarity(*tree({"a"}), std::vector<Evidence>{{EvidenceKind::String, "a", 0, 0, 1}}, work).functions(), 0u);
}

void TestPairDetails::countsWhoHasAFact()
{
    SourceTree sources;
    for (int n = 0; n < 5; ++n) {
        SourceFunction function;
        function.name = "f" + std::to_string(n);
        if (n < 3)
            function.strings = {{"%s: not found\n", 3}, {"%s: not found\n", 4}}; // twice is once
        if (n < 2)
            function.integers = {{0xfffffff0, 5}};
        if (n == 4) {
            function.calls = {{"puts", 6}};
            function.switches = {{7, {9, 3, 5}, 0, false}};
        }
        sources.functions.push_back(function);
    }
    const std::vector<Evidence> pieces = {{EvidenceKind::String, "%s: not found", 1, 3, 1},
                                          {EvidenceKind::Integer, "-16", 1, 3, 1},
                                          {EvidenceKind::Integer, "0xfffffff0", 1, 3, 1},
                                          {EvidenceKind::Call, "printf", 1, 3, 1},
                                          {EvidenceKind::Switch, "3,5,9", 1, 3, 1},
                                          {EvidenceKind::Name, "f2", 1, 3, 1},
                                          {EvidenceKind::Integer, "3", 1, 3, 1},
                                          {EvidenceKind::Structure, "branches 1/1", 0, 0, 1}};
    const Rarity rarity(sources, pieces, {});
    QCOMPARE(rarity.functions(), 5u);
    const uint32_t expected[] = {3, 2, 2, 1, 1, 1, 1, 0};
    for (std::size_t n = 0; n < pieces.size(); ++n)
        QCOMPARE(rarity.count(pieces[n]), expected[n]);
    QCOMPARE(rarity.count({EvidenceKind::String, "never asked", 0, 0, 1}), 0u);
}

QTEST_GUILESS_MAIN(TestPairDetails)
#include "tst_pairdetails.moc"
