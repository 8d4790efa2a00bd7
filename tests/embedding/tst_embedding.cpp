// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the program does with a network: vectors kept and looked up, retrieval, both directions, cancelling.
#include "app/embedding/search.h"
#include "fakes.h"
#include "tests/matching/pools.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace symbolon;
using namespace symbolon::pools;
using namespace symbolon::fakes;

namespace {

// The hand-made program and tree, with instructions and texts to embed. Function 3 has neither.
Program program()
{
    Program program = smallProgram();
    program.architecture = Architecture::X86_64;
    for (std::size_t n = 0; n < 3; ++n) {
        BinaryFunction &function = program.functions[n];
        function.instructions = {};
        function.instructions.add(function.address, 1, "cmp", "eax, 1");
        function.instructions.add(function.address + 1, 1, "jne", "0x1000");
        function.instructions.add(function.address + 2, 1, "ret", "");
        function.blocks = {{function.address, 3, 0, 3}};
    }
    return program;
}

SourceTree tree()
{
    SourceTree tree = smallTree();
    for (SourceFunction &function : tree.functions)
        function.text = "int " + function.name + "(void) { return 1; }";
    tree.functions[3].text.clear();
    return tree;
}

EmbeddingUse useOf(const std::shared_ptr<const FakeEmbedder> &embedder, VectorStore *store)
{
    return {[embedder] { return Result<EmbeddingEngine>(engineOf(embedder)); }, store};
}

MatchOptions embedding()
{
    MatchOptions options;
    options.method = embeddingMethod;
    return options;
}

class ProjectVectors : public VectorStore
{
public:
    explicit ProjectVectors(ProjectStore &store) : m_store(store) { }
    Result<QHash<QByteArray, QByteArray>> load(const VectorSpace &space, const QList<QByteArray> &keys,
                                               const Work &) override
    {
        return m_store.loadVectors(space, keys);
    }
    Result<void> save(const VectorSpace &space, const QHash<QByteArray, QByteArray> &vectors, const Work &) override
    {
        return m_store.saveVectors(space, vectors);
    }

private:
    ProjectStore &m_store;
};

} // namespace

class TestEmbedding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysFollowContentNotPlace()
    {
        FunctionFeatures function;
        function.name = "f";
        function.strings = {{"one", 10}, {"two", 20}};
        function.calls = {{"g", 12, 5}, {"puts", 13, -1}};
        function.callers = {3, 9};
        function.text = "void f(void) { }";
        function.begin = 1;
        const QByteArray key = featureKey(function);
        QCOMPARE(key.size(), 16);
        FunctionFeatures moved = function;
        moved.begin = 100;
        moved.end = 120;
        moved.group = 7;
        moved.strings[0].place = 110;
        moved.calls[0].callee = 50;
        moved.callers = {4, 5};
        moved.mentions = {1};
        moved.followers = {2};
        moved.labels = {"beside it in a table"};
        moved.accesses = {memberAccess(8, 4)};
        QCOMPARE(featureKey(moved), key);
        for (const auto &change : std::initializer_list<std::function<void(FunctionFeatures &)>>{
                 [](FunctionFeatures &f) { f.strings[0].text = "three"; },
                 [](FunctionFeatures &f) { f.text += ' '; },
                 [](FunctionFeatures &f) { f.calls[0].callee = -1; },
                 [](FunctionFeatures &f) { f.callers.push_back(11); },
                 [](FunctionFeatures &f) { f.calleeWords = {1}; },
                 [](FunctionFeatures &f) { f.code.tokens = {1}; },
             }) {
            FunctionFeatures other = function;
            change(other);
            QVERIFY(featureKey(other) != key);
        }
    }

    void matchesByVectors()
    {
        const auto embedder = std::make_shared<FakeEmbedder>();
        const auto matches = matchWith(program(), tree(), embedding(), useOf(embedder, nullptr), {});
        QVERIFY2(matches.ok(), matches.ok() ? "" : matches.error().summary.c_str());
        QCOMPARE(matches->method, std::string("embedding"));
        QCOMPARE(matches->model, std::string("fake"));
        QVERIFY(matches->functions.size() >= 2);
        for (const uint32_t function : {0u, 1u}) {
            QCOMPARE(matches->functions[function].function, function);
            const Candidate &best = matches->functions[function].candidates[0];
            QCOMPARE(best.source, function);
            QVERIFY(best.score > 0.7); // the sides differ in what calls what
        }
        for (const FunctionMatches &function : matches->functions)
            QVERIFY(function.function < 3); // what has no code is not embedded
    }

    void unchangedIsNotEmbeddedTwice()
    {
        const auto embedder = std::make_shared<FakeEmbedder>();
        MemoryStore store;
        const auto first = matchWith(program(), tree(), embedding(), useOf(embedder, &store), {});
        QVERIFY(first);
        QCOMPARE(embedder->sources.load(), 3);
        QCOMPARE(embedder->binaries.load(), 3);
        const auto second = matchWith(program(), tree(), embedding(), useOf(embedder, &store), {});
        QCOMPARE(embedder->sources.load(), 3);
        QCOMPARE(embedder->binaries.load(), 3);
        QCOMPARE(encodeMatches(*second), encodeMatches(*first)); // stored vectors are the same vectors

        SourceTree changed = tree();
        changed.functions[1].text = "int parseBlock(void) { return 2; }";
        changed.functions[0].line += 20; // only moved
        QVERIFY(matchWith(program(), changed, embedding(), useOf(embedder, &store), {}));
        QCOMPARE(embedder->sources.load(), 4);
        QCOMPARE(embedder->binaries.load(), 3);

        const auto other = std::make_shared<FakeEmbedder>("other weights");
        QVERIFY(matchWith(program(), tree(), embedding(), useOf(other, &store), {}));
        QCOMPARE(other->sources.load(), 3);
    }

    void projectKeepsVectors()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.symbolon"));
        const auto embedder = std::make_shared<FakeEmbedder>();
        std::string first;
        for (int run = 0; run < 2; ++run) {
            auto opened = run == 0 ? ProjectStore::create(path) : ProjectStore::open(path);
            QVERIFY(opened);
            ProjectVectors vectors(**opened);
            const auto matches = matchWith(program(), tree(), embedding(), useOf(embedder, &vectors), {});
            QVERIFY(matches);
            if (run == 0)
                first = encodeMatches(*matches);
            else
                QCOMPARE(encodeMatches(*matches), first);
        }
        QCOMPARE(embedder->sources.load(), 3);
        QCOMPARE(embedder->binaries.load(), 3);
    }

    void otherMethodsNeedNoNetwork()
    {
        const EmbeddingUse none{[]() -> Result<EmbeddingEngine> { return failure("must not be asked"); }, nullptr};
        QVERIFY(matchWith(program(), tree(), {}, none, {}));
        const auto refused = matchWith(program(), tree(), embedding(), none, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().summary, std::string("must not be asked"));
    }

    void findsInTheBinary()
    {
        const auto embedder = std::make_shared<FakeEmbedder>();
        const auto found = findInBinary(program(), tree(), {1, 3}, 2, useOf(embedder, nullptr), {});
        QVERIFY(found);
        QCOMPARE(found->model, std::string("fake"));
        QCOMPARE(embedder->sources.load(), 2); // that one, and what stands around it in the call graph
        QCOMPARE(found->hits.size(), std::size_t(2));
        QCOMPARE(found->hits[0].size(), std::size_t(2));
        QCOMPARE(found->hits[0][0].function, 1u);
        QVERIFY(found->hits[0][0].score > 0.7);
        bool shared = false;
        for (const Evidence &evidence : found->hits[0][0].evidence)
            shared =
                shared || (evidence.kind == EvidenceKind::String && evidence.address == 0x1104 && evidence.line == 33);
        QVERIFY(shared);
        QVERIFY(found->hits[1].empty()); // no text
    }

    // The string that tells what the function is stands in a static one that it calls.
    void whatIsInlinedCountsAsItsOwn()
    {
        SourceTree inlined = tree();
        SourceFunction complain = inlined.functions[3];
        complain.name = complain.qualifiedName = "complain";
        complain.file = inlined.functions[1].file;
        complain.isStatic = true;
        complain.text = "static int complain(void) { return 2; }";
        complain.strings = std::move(inlined.functions[1].strings);
        inlined.functions[1].strings.clear();
        inlined.functions[1].calls.push_back({"complain", 33});
        inlined.functions.push_back(complain);
        const auto matches =
            matchWith(program(), inlined, embedding(), useOf(std::make_shared<FakeEmbedder>(), nullptr), {});
        QVERIFY(matches);
        std::map<uint32_t, double> scores;
        for (const Candidate &candidate : matches->functions[1].candidates)
            QVERIFY(scores.emplace(candidate.source, candidate.score).second); // each once
        QVERIFY(scores.at(1) > 0.7 && scores.at(4) > 0.7);
        const auto found =
            findInBinary(program(), inlined, {1}, 3, useOf(std::make_shared<FakeEmbedder>(), nullptr), {});
        QVERIFY(found);
        QCOMPARE(found->hits[0][0].function, 1U);
        QVERIFY(found->hits[0][0].score > 0.7);

        // Another function that only the inlined one calls: both directions see the same.
        inlined.functions[4].calls = {{"unrelated", 33}};
        inlined.functions[3].text = "int unrelated(void) { return 3; }";
        const auto again =
            matchWith(program(), inlined, embedding(), useOf(std::make_shared<FakeEmbedder>(), nullptr), {});
        const auto back = findInBinary(program(), inlined, {1}, 3, useOf(std::make_shared<FakeEmbedder>(), nullptr), {});
        QVERIFY(again && back);
        const auto &all = again->functions[1].candidates;
        const auto same = std::find_if(all.begin(), all.end(), [](const Candidate &each) { return each.source == 1; });
        QVERIFY(same != all.end());
        QVERIFY(std::abs(same->score - back->hits[0][0].score) < 1e-5);
        QVERIFY(std::abs(same->score - scores.at(1)) > 1e-3);
    }

    void namesLeadToTheBinaryToo()
    {
        Program named = program();
        named.functions[2].name = "openBlock";
        named.functions[2].named = true;
        const auto found = findInBinary(named, tree(), {0}, 1, useOf(std::make_shared<FakeEmbedder>(), nullptr), {});
        QVERIFY(found);
        QCOMPARE(found->hits[0].size(), std::size_t(1));
    }

    void cancelsQuickly()
    {
        auto slow = std::make_shared<FakeEmbedder>();
        slow->delay = std::chrono::milliseconds(20);
        std::stop_source stop;
        Work work;
        work.stop = stop.get_token();
        QElapsedTimer since;
        work.onProgress = [&](const Progress &p) {
            if (p.stage == "embedding" && !stop.stop_requested()) {
                since.start();
                stop.request_stop();
            }
        };
        MemoryStore store;
        const auto matches = matchWith(program(), tree(), embedding(), useOf(slow, &store), work);
        QVERIFY(!matches);
        QCOMPARE(matches.error().kind, ErrorKind::Cancelled);
        QVERIFY(since.elapsed() < 200);
        QVERIFY(slow->sources.load() < 3);
    }

    void missingWeightsAreNamed()
    {
        qputenv("SYMBOLON_WEIGHTS", "/nonexistent/symbolon.weights");
        QVERIFY(findWeights().isEmpty());
        const auto engine = openEngine({}, QStringLiteral("auto"));
        QVERIFY(!engine);
        QCOMPARE(engine.error().kind, ErrorKind::Failed);
        QVERIFY(QString::fromStdString(engine.error().summary).contains(QStringLiteral("symbolon.weights")));
        QVERIFY(QString::fromStdString(engine.error().hint).contains(QStringLiteral("binpro")));
    }

    void cacheOpensOnce()
    {
        int opened = 0;
        EngineCache cache([&](const QString &device) -> Result<EmbeddingEngine> {
            ++opened;
            if (device == QLatin1String("cuda:9"))
                return failure("no such device");
            return engineOf(std::make_shared<FakeEmbedder>());
        });
        QVERIFY(cache.get(QStringLiteral("auto")));
        QVERIFY(cache.get(QStringLiteral("auto")));
        QCOMPARE(opened, 1);
        QVERIFY(!cache.get(QStringLiteral("cuda:9")));
        QVERIFY(!cache.get(QStringLiteral("cuda:9"))); // may be there the next time
        QCOMPARE(opened, 3);
    }
};

QTEST_GUILESS_MAIN(TestEmbedding)
#include "tst_embedding.moc"
