// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/components.h"
#include "app/project/projectstore.h"
#include "app/project/sourcekeys.h"
#include "generated.h"
#include "must.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace symbolon;
using namespace generated;

class TestProjectStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = must(ProjectStore::create(path()));
    }
    void cleanup() { m_store.reset(); }
    void loadsWhatWasSaved_data();
    void loadsWhatWasSaved();
    void savingAgainReplaces();
    void inputsAreKnownByPath();
    void removingTakesEverythingAlong();
    void matchesMustFit();
    void changedMatchesAreSavedAlone();
    void newSourcesDropMatches();
    void severalCheckouts();
    void keysNameTheComponent();
    void inconsistentProgramIsRefused();
    void largeProjectIsQuick();
    void decisionsSurviveNewAnalysis();
    void undoAndRedoSurviveReopening();
    void aListIsOneStep();
    void unchangedDecisionIsNoStep();
    void rejectionsAndBlocksAreUndone();
    void newDecisionEndsRedo();
    void settings();
    void vectorsAreKept();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("a.symbolon")); }
    void reopen()
    {
        m_store.reset();
        m_store = must(ProjectStore::open(path()));
        QVERIFY2(!m_store->isReadOnly(), qPrintable(m_store->readOnlyReason()));
    }
    [[nodiscard]] QList<Decision> decided(qint64 binary) const { return must(m_store->decisions(binary)); }
    static Decision accept(quint64 address, const QString &name)
    {
        return {address, Decision::State::Accepted, SourceKey{QStringLiteral("a.c"), name, 7}, {}};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectStore> m_store;
};

#define SAME(a, b)                                                                                                     \
    do {                                                                                                               \
        const std::string where = difference(a, b);                                                                    \
        QVERIFY2(where.empty(), where.c_str());                                                                        \
    } while (false)

void TestProjectStore::loadsWhatWasSaved_data()
{
    QTest::addColumn<int>("seed");
    QTest::addColumn<int>("functions");
    for (int seed = 0; seed < 30; ++seed)
        QTest::addRow("seed %d", seed) << seed << seed;
}

void TestProjectStore::loadsWhatWasSaved()
{
    QFETCH(int, seed);
    QFETCH(int, functions);
    Random random(static_cast<uint64_t>(seed));
    const Size size{static_cast<unsigned>(functions), 20, static_cast<unsigned>(functions)};
    Program program = generated::program(random, size);
    SourceTree tree = generated::sources(random, size);
    addTables(random, program, tree);
    Matches matches = functions ? generated::matches(random, program, tree) : Matches{};
    addVerdicts(random, matches, program, tree);
    const BinaryInput input = binaryInput(random);
    const SourceInput source = sourceInput(random);
    const QList<Decision> all = generated::decisions(random, program);

    const qint64 id = must(m_store->saveBinary(input, program));
    must(m_store->saveSources({source}, tree));
    must(m_store->saveMatches(id, matches));
    must(m_store->decide(id, all));

    for (const bool again : {false, true}) {
        if (again)
            reopen();
        SAME(must(m_store->loadProgram(id)), program);
        SAME(must(m_store->loadSources()), tree);
        const auto loaded = must(m_store->loadMatches(id));
        QVERIFY(loaded);
        SAME(*loaded, matches);
        const auto inputs = must(m_store->binaries());
        QCOMPARE(inputs.size(), 1);
        QCOMPARE(inputs.first().id, id);
        SAME(inputs.first(), input);
        const auto sources = must(m_store->sources());
        QCOMPARE(sources.size(), 1);
        QCOMPARE(sources.first().path, source.path);
        QCOMPARE(sources.first().fingerprint, source.fingerprint);
        QCOMPARE(sources.first().name, source.name);
        QList<Decision> kept;
        for (const Decision &decision : all) {
            if (decision.state != Decision::State::None || !decision.comment.isEmpty())
                kept.append(decision);
        }
        SAME(decided(id), kept);
    }
}

void TestProjectStore::savingAgainReplaces()
{
    Random random(1);
    BinaryInput input = binaryInput(random);
    const qint64 id = must(m_store->saveBinary(input, program(random)));
    const BinaryInput other = binaryInput(random);
    const Program otherProgram = program(random);
    const qint64 otherId = must(m_store->saveBinary(other, otherProgram));
    QVERIFY(otherId != id);

    input.id = id;
    input.sha256 = "new";
    const Program newer = program(random);
    QCOMPARE(must(m_store->saveBinary(input, newer)), id);
    SAME(must(m_store->loadProgram(id)), newer);
    SAME(must(m_store->loadProgram(otherId)), otherProgram);
    QCOMPARE(must(m_store->binaries()).size(), 2);

    must(m_store->saveSources({sourceInput(random)}, sources(random)));
    const SourceTree tree = sources(random);
    must(m_store->saveSources({sourceInput(random)}, tree));
    SAME(must(m_store->loadSources()), tree);
}

void TestProjectStore::inputsAreKnownByPath()
{
    Random random(2);
    BinaryInput input = binaryInput(random);
    const qint64 id = must(m_store->saveBinary(input, {}));
    QCOMPARE(must(m_store->saveBinary(input, {})), id);
    input.base += 4096;
    QVERIFY(must(m_store->saveBinary(input, {})) != id);
    input.id = 4711;
    const auto unknown = m_store->saveBinary(input, {});
    QVERIFY(!unknown);
    QVERIFY(unknown.error().summary.find(input.path.toStdString()) != std::string::npos);
}

void TestProjectStore::removingTakesEverythingAlong()
{
    Random random(3);
    const Program first = program(random);
    const SourceTree tree = sources(random);
    const qint64 id = must(m_store->saveBinary(binaryInput(random), first));
    const qint64 kept = must(m_store->saveBinary(binaryInput(random), first));
    must(m_store->saveSources({sourceInput(random)}, tree));
    must(m_store->saveMatches(id, matches(random, first, tree)));
    must(m_store->decide(kept, accept(16, QStringLiteral("kept"))));
    must(m_store->decide(id, accept(16, QStringLiteral("gone"))));

    must(m_store->removeBinary(id));
    QCOMPARE(must(m_store->binaries()).size(), 1);
    QVERIFY(!m_store->loadProgram(id));
    QVERIFY(!must(m_store->loadMatches(id)));
    QVERIFY(decided(id).isEmpty());
    SAME(must(m_store->loadProgram(kept)), first);
    QCOMPARE(must(m_store->undo()), kept); // its step is the only one left
    QVERIFY(!m_store->canUndo());
}

void TestProjectStore::matchesMustFit()
{
    Random random(4);
    const qint64 id = must(m_store->saveBinary(binaryInput(random), program(random)));
    Matches wrong;
    wrong.functions.push_back({0, {Candidate{}}, {}});
    QVERIFY(!m_store->saveMatches(id, wrong)); // no sources yet
    must(m_store->saveSources({sourceInput(random)}, sources(random)));
    must(m_store->saveMatches(id, wrong));
    wrong.functions.front().function = 12;
    QVERIFY(!m_store->saveMatches(id, wrong));
    QVERIFY(!m_store->saveMatches(id + 1, {}));
    QCOMPARE(must(m_store->loadMatches(id))->functions.front().function, 0U); // the old ones are still there
}

void TestProjectStore::changedMatchesAreSavedAlone()
{
    Random random(11);
    const Program program = generated::program(random, {40, 5, 40});
    const SourceTree tree = sources(random, {40, 5, 40});
    const qint64 id = must(m_store->saveBinary(binaryInput(random), program));
    must(m_store->saveSources({sourceInput(random)}, tree));
    Matches stored = matches(random, program, tree);
    addVerdicts(random, stored, program, tree);
    must(m_store->saveMatches(id, stored, nullptr));
    for (int turn = 0; turn < 20; ++turn) {
        Matches changed = turn == 7 ? Matches{} : turn == 8 ? matches(random, program, tree) : stored;
        if (turn < 7 || turn > 8) {
            changed.model = random.text();
            for (uint64_t n = random.below(4); n > 0 && !changed.functions.empty(); --n) {
                const auto at =
                    changed.functions.begin() + static_cast<std::ptrdiff_t>(random.below(changed.functions.size()));
                if (random.flag())
                    changed.functions.erase(at);
                else
                    at->candidates.push_back({0, random.unit(), random.unit(), "x", {}});
            }
            if (random.flag())
                addVerdicts(random, changed, program, tree);
        }
        must(m_store->saveMatches(id, changed, &stored));
        SAME(*must(m_store->loadMatches(id)), changed);
        stored = changed;
    }
    // Whoever is mistaken about what is stored gets everything written.
    const Matches mistaken = matches(random, program, tree);
    QVERIFY(mistaken.functions.size() != stored.functions.size());
    must(m_store->saveMatches(id, stored, &mistaken));
    SAME(*must(m_store->loadMatches(id)), stored);
    must(m_store->saveBinary(must(m_store->binaries()).first(), program)); // drops them
    must(m_store->saveMatches(id, stored, &stored));
    SAME(*must(m_store->loadMatches(id)), stored);
}

void TestProjectStore::newSourcesDropMatches()
{
    Random random(5);
    const Program stored = program(random);
    const SourceTree tree = sources(random);
    const qint64 id = must(m_store->saveBinary(binaryInput(random), stored));
    must(m_store->saveSources({sourceInput(random)}, tree));
    must(m_store->saveMatches(id, matches(random, stored, tree)));
    QVERIFY(must(m_store->loadMatches(id)));
    must(m_store->saveSources({sourceInput(random)}, {}));
    QVERIFY(!must(m_store->loadMatches(id)));
}

void TestProjectStore::severalCheckouts()
{
    Random random(11);
    std::vector<SourceTree> trees;
    for (int n = 0; n < 3; ++n)
        trees.push_back(sources(random));
    const SourceTree tree = uniteTrees(std::move(trees), {"own", "zlib", "tls"});
    const QList<SourceInput> inputs{{QStringLiteral("/src/own"), "01", QStringLiteral("own")},
                                    {QStringLiteral("/lib/zlib"), "02", QStringLiteral("zlib")},
                                    {QStringLiteral("/lib/tls"), "03", QStringLiteral("tls")}};
    QVERIFY(!m_store->saveSources(inputs.mid(1), tree));
    must(m_store->saveSources(inputs, tree));
    reopen();
    SAME(must(m_store->loadSources()), tree);
    const auto loaded = must(m_store->sources());
    QCOMPARE(loaded.size(), 3);
    for (int n = 0; n < 3; ++n) {
        QCOMPARE(loaded[n].path, inputs[n].path);
        QCOMPARE(loaded[n].fingerprint, inputs[n].fingerprint);
        QCOMPARE(loaded[n].name, inputs[n].name);
    }
    must(m_store->removeSources());
    QVERIFY(must(m_store->sources()).isEmpty());
    QVERIFY(!m_store->loadSources());
}

void TestProjectStore::keysNameTheComponent()
{
    SourceTree one;
    one.root = "/src/one";
    one.files = {{"a.c", 1, 90}, {"b.c", 1, 90}};
    SourceFunction function;
    function.name = function.qualifiedName = "f";
    for (const uint32_t file : {0U, 1U}) {
        function.file = file;
        function.line = 10 + file;
        one.functions.push_back(function);
    }
    const SourceTree single = uniteTrees({one}, {"one"});
    const SourceTree both = uniteTrees({one, one}, {"one", "two"});
    QCOMPARE(sourceKey(single, 1).file, QStringLiteral("b.c"));
    QCOMPARE(sourceKey(both, 3).file, QStringLiteral("two: b.c"));
    for (uint32_t f = 0; f < both.functions.size(); ++f)
        QCOMPARE(findSource(both, sourceKey(both, f)), std::optional(f));
    QCOMPARE(findSource(both, sourceKey(single, 1)), std::optional(1U)); // decided before the second came
    QCOMPARE(findSource(single, sourceKey(both, 1)), std::optional(1U)); // and after it went
    QVERIFY(!findSource(single, sourceKey(both, 3)));
}

void TestProjectStore::inconsistentProgramIsRefused()
{
    Random random(6);
    Program wrong = program(random);
    const qint64 id = must(m_store->saveBinary(binaryInput(random), wrong));
    const Program good = wrong;
    wrong.functions[3].callees.push_back(12);
    BinaryInput input = must(m_store->binaries()).first();
    QVERIFY(!m_store->saveBinary(input, wrong));
    wrong = good;
    wrong.functions[3].edges.push_back({0, 1000, EdgeKind::Jump, {}});
    QVERIFY(!m_store->saveBinary(input, wrong));
    SAME(must(m_store->loadProgram(id)), good);
}

// The size of busybox: what the user waits for when saving and opening.
void TestProjectStore::largeProjectIsQuick()
{
    Program program;
    for (uint32_t f = 0; f < 3000; ++f) {
        BinaryFunction function;
        function.address = 0x400000 + f * 400;
        function.name = "sub_" + std::to_string(function.address);
        for (uint32_t n = 0; n < 84; ++n)
            function.instructions.add(function.address + n * 4, 4, n % 7 ? "mov" : "lea",
                                      "qword ptr [rip + 0x" + std::to_string(f * n) + "], rax");
        for (uint32_t b = 0; b < 14; ++b) {
            function.blocks.push_back({function.address + b * 24, 24, b * 6, 6});
            function.edges.push_back({b, (b + 1) % 14, EdgeKind::Taken, {}});
            function.edges.push_back({b, (b + 3) % 14, EdgeKind::FallThrough, {}});
        }
        for (uint32_t n = 0; n < 12; ++n)
            function.references.push_back({function.address + n * 8, Reference::Kind::Integer, 0, n, {}});
        for (uint32_t n = 0; n < 8; ++n)
            function.calls.push_back({function.address + n * 8, 0x400000 + n * 400, "callee", false, false});
        program.functions.push_back(std::move(function));
    }
    SourceTree tree;
    tree.components = {{"only", {}}};
    for (uint32_t n = 0; n < 800; ++n)
        tree.files.push_back({"dir/file" + std::to_string(n) + ".c", 10000, 400});
    Random random(7);
    for (uint32_t n = 0; n < 6000; ++n) {
        SourceFunction function;
        function.file = n / 8;
        function.name = function.qualifiedName = "function_" + std::to_string(n);
        for (int line = 0; line < 40; ++line)
            function.text += "\tif (value_" + std::to_string(random.below(1000)) + ") return strlen(text);\n";
        for (uint32_t i = 0; i < 8; ++i) {
            function.calls.push_back({"strlen", i});
            function.integers.push_back({i, i});
        }
        tree.functions.push_back(std::move(function));
    }
    Matches matches;
    for (uint32_t f = 0; f < 3000; ++f) {
        FunctionMatches &function = matches.functions.emplace_back();
        function.function = f;
        for (uint32_t c = 0; c < 10; ++c) {
            Candidate candidate;
            candidate.source = f + c;
            for (uint32_t n = 0; n < 4; ++n)
                candidate.evidence.push_back({EvidenceKind::Call, "strlen", f, n, 1});
            function.candidates.push_back(std::move(candidate));
        }
    }

    QElapsedTimer timer;
    timer.start();
    const qint64 id = must(m_store->saveBinary({}, program));
    const qint64 binarySaved = timer.elapsed();
    must(m_store->saveSources({sourceInput(random)}, tree));
    const qint64 sourcesSaved = timer.elapsed();
    must(m_store->saveMatches(id, matches));
    const qint64 matchesSaved = timer.elapsed();
    m_store.reset();
    timer.restart();
    m_store = must(ProjectStore::open(path()));
    const qint64 opened = timer.elapsed();
    SAME(must(m_store->loadProgram(id)), program);
    const qint64 binaryLoaded = timer.elapsed();
    SAME(must(m_store->loadSources()), tree);
    const qint64 sourcesLoaded = timer.elapsed();
    SAME(*must(m_store->loadMatches(id)), matches);
    const qint64 matchesLoaded = timer.elapsed();
    timer.restart();
    must(m_store->decide(id, accept(0x400000, QStringLiteral("function_0"))));
    const qint64 firstDecision = timer.restart();
    must(m_store->decide(id, accept(0x400190, QStringLiteral("function_1"))));
    const qint64 secondDecision = timer.restart();
    must(m_store->saveBinary(must(m_store->binaries()).first(), program));
    const qint64 replaced = timer.elapsed();
    qInfo("ms to save: binary %lld, sources %lld, matches %lld; to open %lld, to load: binary %lld, sources %lld, "
          "matches %lld; first decision (with backup) %lld, second %lld; binary again %lld; file %lld KiB",
          binarySaved, sourcesSaved - binarySaved, matchesSaved - sourcesSaved, opened, binaryLoaded - opened,
          sourcesLoaded - binaryLoaded, matchesLoaded - sourcesLoaded, firstDecision, secondDecision, replaced,
          QFileInfo(path()).size() / 1024);
    // Ten times what a quiet machine needs: this finds what became quadratic, not a busy neighbour.
    QVERIFY(matchesSaved < 20'000);
    QVERIFY(matchesLoaded < 10'000);
    QVERIFY(secondDecision < 2'000);
}

void TestProjectStore::decisionsSurviveNewAnalysis()
{
    Random random(8);
    const qint64 id = must(m_store->saveBinary(binaryInput(random), program(random)));
    must(m_store->decide(id, accept(0x1000, QStringLiteral("main"))));
    BinaryInput input = must(m_store->binaries()).first();
    must(m_store->saveBinary(input, program(random)));
    must(m_store->saveSources({sourceInput(random)}, sources(random)));
    SAME(decided(id), QList<Decision>{accept(0x1000, QStringLiteral("main"))});
    QVERIFY(m_store->canUndo());
}

void TestProjectStore::undoAndRedoSurviveReopening()
{
    Random random(9);
    const qint64 id = must(m_store->saveBinary(binaryInput(random), {}));
    const qint64 other = must(m_store->saveBinary(binaryInput(random), {}));
    QVERIFY(!m_store->canUndo() && !m_store->canRedo());
    QVERIFY(!m_store->undo());

    const Decision first = accept(1, QStringLiteral("first"));
    const Decision second = accept(1, QStringLiteral("second"));
    Decision comment = first;
    comment.comment = QStringLiteral("why");
    must(m_store->decide(id, first));
    must(m_store->decide(id, second));
    must(m_store->decide(other, comment));

    reopen();
    QCOMPARE(must(m_store->undo()), other);
    QVERIFY(decided(other).isEmpty());
    QCOMPARE(must(m_store->undo()), id);
    SAME(decided(id), QList<Decision>{first});
    reopen();
    QVERIFY(m_store->canUndo() && m_store->canRedo());
    QCOMPARE(must(m_store->undo()), id);
    QVERIFY(decided(id).isEmpty());
    QVERIFY(!m_store->canUndo());
    reopen();
    QCOMPARE(must(m_store->redo()), id);
    QCOMPARE(must(m_store->redo()), id);
    SAME(decided(id), QList<Decision>{second});
    QCOMPARE(must(m_store->redo()), other);
    SAME(decided(other), QList<Decision>{comment});
    QVERIFY(!m_store->canRedo());
    QVERIFY(!m_store->redo());
}

void TestProjectStore::aListIsOneStep()
{
    const qint64 id = must(m_store->saveBinary({}, {}));
    must(m_store->decide(id, accept(1, QStringLiteral("before"))));
    // The same address twice: the later one holds, and undoing passes both.
    must(m_store->decide(
        id, {accept(1, QStringLiteral("a")), accept(2, QStringLiteral("b")), accept(1, QStringLiteral("c"))}));
    SAME(decided(id), (QList<Decision>{accept(1, QStringLiteral("c")), accept(2, QStringLiteral("b"))}));
    must(m_store->undo());
    SAME(decided(id), QList<Decision>{accept(1, QStringLiteral("before"))});
    must(m_store->redo());
    SAME(decided(id), (QList<Decision>{accept(1, QStringLiteral("c")), accept(2, QStringLiteral("b"))}));
    QVERIFY(!m_store->decide(id + 1, accept(1, QStringLiteral("a")))); // no such binary
}

void TestProjectStore::unchangedDecisionIsNoStep()
{
    const qint64 id = must(m_store->saveBinary({}, {}));
    must(m_store->decide(id, QList<Decision>{}));
    must(m_store->decide(id, Decision{5, Decision::State::None, {}, {}}));
    QVERIFY(!m_store->canUndo());
    must(m_store->decide(id, accept(1, QStringLiteral("a"))));
    must(m_store->undo());
    must(m_store->decide(id, QList<Decision>{}));
    QVERIFY(m_store->canRedo());
}

void TestProjectStore::rejectionsAndBlocksAreUndone()
{
    const qint64 id = must(m_store->saveBinary({}, {}));
    const SourceKey a{QStringLiteral("a.c"), QStringLiteral("a"), 1};
    const SourceKey b{QStringLiteral("b.c"), QStringLiteral("b"), 2};
    QList<QList<Decision>> states{{}};
    const auto decide = [&](const Decision &decision) {
        must(m_store->decide(id, decision));
        states.append({decision});
    };
    decide({1, Decision::State::Rejected, {}, {}, {a}});
    decide({1, Decision::State::Rejected, {}, {}, {a, b}});
    decide({1, Decision::State::Accepted, a, {}, {b}});
    decide({1, Decision::State::Blocked, {}, QStringLiteral("generated"), {b}});
    for (qsizetype n = states.size() - 1; n > 0; --n) {
        SAME(decided(id), states[n]);
        must(m_store->undo());
    }
    QVERIFY(decided(id).isEmpty());
    reopen();
    for (qsizetype n = 1; n < states.size(); ++n) {
        must(m_store->redo());
        SAME(decided(id), states[n]);
    }
    must(m_store->undo());
    must(m_store->decide(id, Decision{1, Decision::State::None, {}, {}, {}}));
    QVERIFY(!m_store->canRedo());
    QVERIFY(decided(id).isEmpty());
    must(m_store->removeBinary(id));
}

void TestProjectStore::newDecisionEndsRedo()
{
    const qint64 id = must(m_store->saveBinary({}, {}));
    must(m_store->decide(id, accept(1, QStringLiteral("a"))));
    must(m_store->decide(id, accept(2, QStringLiteral("b"))));
    must(m_store->undo());
    must(m_store->decide(id, accept(3, QStringLiteral("c"))));
    QVERIFY(!m_store->canRedo());
    must(m_store->undo());
    must(m_store->undo());
    QVERIFY(decided(id).isEmpty());
}

void TestProjectStore::settings()
{
    QCOMPARE(m_store->setting(QStringLiteral("method"), QStringLiteral("full")), QStringLiteral("full"));
    must(m_store->setSetting(QStringLiteral("method"), QStringLiteral("binpro")));
    must(m_store->setSetting(QStringLiteral("method"), QStringLiteral("b2sfinder")));
    must(m_store->setSetting(QStringLiteral("grün"), QString()));
    reopen();
    QCOMPARE(m_store->setting(QStringLiteral("method")), QStringLiteral("b2sfinder"));
    QCOMPARE(m_store->setting(QStringLiteral("grün"), QStringLiteral("fallback")), QString());
}

void TestProjectStore::vectorsAreKept()
{
    const VectorSpace source{QStringLiteral("first"), 0, 3};
    const VectorSpace binary{QStringLiteral("first"), 1, 3};
    const QByteArray key("0123456789abcdef");
    const QByteArray other("fedcba9876543210");
    must(m_store->saveVectors(source, {{key, "aaaaaa"}}));
    must(m_store->saveVectors(binary, {{key, "bbbbbb"}, {other, QByteArray(6, '\0')}}));
    reopen();
    using Vectors = QHash<QByteArray, QByteArray>;
    QCOMPARE(must(m_store->loadVectors(source, {key, other})), (Vectors{{key, "aaaaaa"}}));
    QCOMPARE(must(m_store->loadVectors(binary, {other})), (Vectors{{other, QByteArray(6, '\0')}}));
    must(m_store->saveBinary({}, {})); // a new analysis takes nothing away
    QCOMPARE(must(m_store->loadVectors(binary, {key, other})).size(), 2);
    QVERIFY(must(m_store->loadVectors({QStringLiteral("first"), 0, 4}, {key})).isEmpty());
    QVERIFY(must(m_store->loadVectors({QStringLiteral("second"), 0, 3}, {key})).isEmpty());
    QVERIFY(!m_store->saveVectors(source, {{key, "aaa"}})); // not three elements
    QCOMPARE(must(m_store->loadVectors(source, {key})), (Vectors{{key, "aaaaaa"}}));
    must(m_store->saveVectors({QStringLiteral("second"), 0, 3}, {{other, "cccccc"}}));
    QVERIFY(must(m_store->loadVectors(source, {key})).isEmpty()); // those of the former weights went
    QVERIFY(must(m_store->loadVectors(binary, {key})).isEmpty());
}

QTEST_GUILESS_MAIN(TestProjectStore)
#include "tst_projectstore.moc"
