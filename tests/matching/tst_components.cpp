// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Several checkouts as one tree: twins, callees, the summary by component, and versions told apart in a program that
// is compiled here.
#include "minilibrary.h"
#include "pools.h"

#include "analysis/binary/loader.h"
#include "analysis/disasm/disassembler.h"
#include "analysis/features/twins.h"
#include "analysis/matching/components.h"
#include "analysis/source/reader.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace symbolon;
using namespace Qt::StringLiterals;

namespace {

SourceTree treeOf(std::vector<SourceFunction> functions, std::vector<std::string> paths)
{
    SourceTree tree;
    for (std::string &path : paths)
        tree.files.push_back({std::move(path), 100, 100});
    tree.functions = std::move(functions);
    return tree;
}

SourceFunction saying(std::string name, std::string text, uint32_t line = 1, uint32_t file = 0)
{
    SourceFunction function = pools::sourceFunction(std::move(name), line, file);
    function.text = std::move(text);
    return function;
}

uint32_t indexOf(const SourceTree &tree, std::string_view component, std::string_view name)
{
    for (uint32_t f = 0; f < tree.functions.size(); ++f) {
        const uint32_t at = componentOf(tree, tree.functions[f]);
        if (tree.functions[f].name == name && tree.components[at].name == component)
            return f;
    }
    return UINT32_MAX;
}

} // namespace

class TestComponents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void twins();
    void poolHoldsOneOfEachKind();
    void calleesAreOfTheirComponent();
    void summaryCounts();
    void decisionsNameTheirTwin();
    void versionIsTold_data();
    void versionIsTold();
    void nothingTellsEqualVersions();

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    SourceTree read(const char *name) const
    {
        auto tree = readSources(path(name).toStdString(), {}, {});
        if (!tree)
            qFatal("%s", tree.error().summary.c_str());
        return std::move(*tree);
    }
    Program program(const char *name) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s", name);
        const QByteArray bytes = file.readAll();
        const auto image =
            loadImage({reinterpret_cast<const uint8_t *>(bytes.constData()), static_cast<size_t>(bytes.size())}, {});
        if (!image)
            qFatal("%s", image.error().summary.c_str());
        auto program = disassemble(*image, {}, {});
        if (!program)
            qFatal("%s", program.error().summary.c_str());
        return std::move(*program);
    }

    QTemporaryDir m_folder;
};

void TestComponents::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QVERIFY(minilibrary::writeProgram(path("app")));
    QVERIFY(minilibrary::writeLibrary(path("mini-1.8"), 1));
    QVERIFY(minilibrary::writeLibrary(path("mini-1.9"), 2));
}

void TestComponents::twins()
{
    const SourceTree one =
        treeOf({saying("f", "int f() { return 1; }"), saying("g", "int g() { return 1; }", 5)}, {"lib/a.c"});
    SourceTree other = treeOf({saying("f", "int f() /* one */ { return 1; }", 3),
                               saying("g", "int g() { return 2; }", 9), saying("f", "int f() { return 1; }", 1, 1)},
                              {"a.c", "b.c"});
    const SourceTree both = uniteTrees({one, other}, {"one", "other"});
    QCOMPARE(sourceTwins(both), (std::vector<uint32_t>{0, 1, 0, 3, 4})); // another text, another file
    QVERIFY(sourceTwins(one).empty());
    // A string that a macro holds is not in the text.
    SourceTree macros = treeOf({saying("f", "int f() { return 1; }")}, {"a.c"});
    macros.functions[0].strings = {{"2", 1}};
    QCOMPARE(sourceTwins(uniteTrees({one, macros}, {"one", "macros"})), (std::vector<uint32_t>{0, 1, 2}));
}

void TestComponents::poolHoldsOneOfEachKind()
{
    const SourceTree tree = uniteTrees({read("mini-1.8"), read("mini-1.9")}, {"old", "new"});
    const FeaturePool pool = sourceFeatures(tree);
    std::multiset<std::string> names;
    for (const FunctionFeatures &function : pool.functions)
        names.insert(function.name);
    for (const char *changed : {"mini_version", "mini_hash", "mini_error_text", "mini_load"})
        QCOMPARE(names.count(changed), size_t(2));
    for (const char *same : {"mini_put", "mini_get", "mini_clear", "mini_save", "mini_checksum", "mini_describe"})
        QCOMPARE(names.count(same), size_t(1));
    // What a version changed stands with the rest of its file.
    std::set<uint32_t> groups;
    for (const FunctionFeatures &function : pool.functions)
        groups.insert(function.group);
    QCOMPARE(groups.size(), size_t(2));
    for (const FunctionFeatures &function : pool.functions) {
        for (const CallFact &call : function.calls)
            QVERIFY(call.callee < 0 || pool.functions.at(static_cast<size_t>(call.callee)).name == call.name);
    }
}

void TestComponents::calleesAreOfTheirComponent()
{
    SourceFunction caller = saying("run", "run");
    caller.calls = {{"report", 2}, {"helper", 3}};
    const SourceTree app = treeOf({caller, saying("report", "app's", 1, 1)}, {"src/main.c", "src/log/report.c"});
    SourceFunction inLibrary = saying("open", "open");
    inLibrary.calls = {{"report", 2}};
    const SourceTree library =
        treeOf({inLibrary, saying("report", "library's", 1, 1), saying("helper", "helper", 1, 1)},
               {"src/log/open.c", "errors.c"});
    const FeaturePool pool = sourceFeatures(uniteTrees({app, library}, {"app", "library"}));
    QCOMPARE(pool.functions[0].calls[0].callee, 1);
    QCOMPARE(pool.functions[0].calls[1].callee, 4); // only there
    QCOMPARE(pool.functions[2].calls[0].callee, 3); // though the other's folder is nearer
}

void TestComponents::summaryCounts()
{
    const Program program = pools::smallProgram(); // four functions and a stub
    SourceTree other = treeOf({saying("mine", "mine")}, {"m.c"});
    const SourceTree tree = uniteTrees({pools::smallTree(), other}, {"lib", "mine"});
    const uint32_t mine = 4;
    Matches matches;
    matches.functions = {{0, {{0, 0.9, 0.95, {}, {}}}, {}},
                         {1, {{1, 0.5, 0.6, {}, {}}}, {}},
                         {2, {{2, 0.5, 0.1, {}, {}}}, {}},
                         {3, {{3, 0.9, 0.95, {}, {}}}, {}}};
    const std::vector<std::pair<uint32_t, uint32_t>> accepted{{3, mine}};
    ProgramSummary summary = summarize(program, tree, &matches, takenFor(matches, accepted));
    QCOMPARE(summary.functions, 4U);
    QCOMPARE(summary.bytes, uint64_t(64 * 3 + 4));
    QCOMPARE(summary.unclaimed, 1U);
    QCOMPARE(summary.unclaimedBytes, uint64_t(64));
    QCOMPARE(summary.components.size(), size_t(2));
    const ComponentSummary &lib = summary.components[0];
    QCOMPARE(lib.name, std::string("lib"));
    QCOMPARE((std::array{lib.sourceFunctions, lib.foundFunctions, lib.accepted, lib.sure, lib.proposed, lib.functions}),
             (std::array{4U, 2U, 0U, 1U, 2U, 2U}));
    QCOMPARE(lib.bytes, uint64_t(128));
    const ComponentSummary &own = summary.components[1];
    QCOMPARE((std::array{own.sourceFunctions, own.foundFunctions, own.accepted, own.sure, own.proposed, own.functions}),
             (std::array{1U, 1U, 1U, 0U, 0U, 1U}));
    QVERIFY(summary.versions.empty());
    // A rejected function belongs to nothing.
    const std::vector<uint32_t> rejected{0};
    summary = summarize(program, tree, &matches, takenFor(matches, {}, rejected));
    QCOMPARE(summary.unclaimed, 2U);
    // Where the method says what became of each source function, that counts.
    matches.sources = {{0, Verdict::Matched, 1, {2}}, {1, Verdict::Inlined, 1, {2}}, {2, Verdict::Absent, 1, {}}};
    summary = summarize(program, tree, &matches, takenFor(matches));
    QCOMPARE(summary.components[0].functions, 1U);
    QCOMPARE(summary.unclaimed, 3U);
    QCOMPARE(summary.components[0].foundFunctions, 2U); // the function and the inlined one
}

void TestComponents::decisionsNameTheirTwin()
{
    const Program program = pools::smallProgram();
    const SourceTree tree = uniteTrees({pools::smallTree(), pools::smallTree()}, {"a", "b"});
    MatchOptions options;
    options.method = "binpro";
    options.accepted = {{0, 4}};
    options.rejected = {{1, 5}};
    const auto matches = match(program, tree, options, {});
    QVERIFY(matches.ok());
    for (const FunctionMatches &function : matches->functions) {
        if (function.function == 0)
            QCOMPARE(function.candidates.front().source, 4U);
        for (const Candidate &candidate : function.candidates)
            QVERIFY(function.function != 1 || (candidate.source != 1 && candidate.source != 5));
    }
}

void TestComponents::versionIsTold_data()
{
    QTest::addColumn<int>("built");
    QTest::addColumn<bool>("newFirst");
    for (const int built : {0, 1}) {
        for (const bool newFirst : {false, true})
            QTest::addRow("built from %s, %s", built ? "1.9" : "1.8", newFirst ? "1.9 first" : "1.8 first")
                << built << newFirst;
    }
}

void TestComponents::versionIsTold()
{
    if (minilibrary::compiler().isEmpty())
        QSKIP("no C compiler");
    QFETCH(int, built);
    QFETCH(bool, newFirst);
    const char *const libraries[] = {"mini-1.8", "mini-1.9"};
    const QByteArray said = minilibrary::build(path("app"), path(libraries[built]), path("program"));
    QVERIFY2(said.isEmpty(), said.constData());
    const Program program = this->program("program");
    std::vector<std::string> names{"mini-1.8", "app", "mini-1.9"};
    if (newFirst)
        std::swap(names[0], names[2]);
    std::vector<SourceTree> trees;
    for (const std::string &name : names)
        trees.push_back(read(name.c_str()));
    const SourceTree tree = uniteTrees(std::move(trees), names);

    MatchOptions options;
    options.method = "binpro";
    const auto matches = match(program, tree, options, {});
    QVERIFY(matches.ok());
    const ProgramSummary summary = summarize(program, tree, &*matches, takenFor(*matches));
    QCOMPARE(summary.versions.size(), size_t(1));
    const VersionGroup &group = summary.versions.front();
    QCOMPARE(group.components, (std::vector<uint32_t>{0, 2}));
    QCOMPARE(group.alike, 6U);
    QCOMPARE(group.different, 4U);
    QVERIFY(group.verdict.decided);
    const uint32_t expected = newFirst == (built == 1) ? 0 : 1;
    QCOMPARE(group.verdict.best, std::vector<uint32_t>{expected});
    QVERIFY(group.verdict.evidence.size() >= 3);
    std::set<std::string> said2;
    for (const VersionEvidence &evidence : group.verdict.evidence)
        said2.insert(evidence.value);
    QVERIFY(said2.contains(built ? "mini 1.9.0" : "mini 1.8.1"));

    // The candidates name that version, those that both have alike too, and show its lines.
    size_t ofLibrary = 0;
    for (const FunctionMatches &function : matches->functions) {
        const Candidate &best = function.candidates.front();
        const uint32_t component = componentOf(tree, tree.functions[best.source]);
        if (component == 1)
            continue;
        QCOMPARE(component, group.components[expected]);
        ++ofLibrary;
        for (const Evidence &evidence : best.evidence) {
            const SourceFunction &source = tree.functions[best.source];
            QVERIFY(evidence.line == 0 || (source.line <= evidence.line && evidence.line <= source.endLine));
        }
    }
    QVERIFY2(ofLibrary >= 8, qPrintable(QString::number(ofLibrary)));
    const uint32_t put = indexOf(tree, libraries[built], "mini_put");
    QVERIFY(std::any_of(matches->functions.begin(), matches->functions.end(),
                        [&](const FunctionMatches &f) { return f.candidates.front().source == put; }));
    const ComponentSummary &used = summary.components[group.components[expected]];
    const ComponentSummary &unused = summary.components[group.components[1 - expected]];
    QVERIFY(used.functions >= 2);
    QVERIFY(used.sure + used.proposed >= 8);
    QCOMPARE(unused.functions, 0U);
    QVERIFY(used.foundFunctions > unused.foundFunctions);
}

void TestComponents::nothingTellsEqualVersions()
{
    const Program program = pools::smallProgram();
    const SourceTree tree = uniteTrees({pools::smallTree(), pools::smallTree()}, {"a", "b"});
    MatchOptions options;
    options.method = "binpro";
    const auto matches = match(program, tree, options, {});
    QVERIFY(matches.ok());
    const auto groups = tellVersionGroups(program, tree, &*matches, takenFor(*matches));
    QCOMPARE(groups.size(), size_t(1));
    QVERIFY(!groups[0].verdict.decided);
    QVERIFY(groups[0].verdict.evidence.empty());
    QCOMPARE(groups[0].verdict.best.size(), size_t(2));
    QCOMPARE(groups[0].different, 0U);
}

QTEST_GUILESS_MAIN(TestComponents)
#include "tst_components.moc"
