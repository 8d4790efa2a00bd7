// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The data set's file, and which sources go to which part. tst_datasetbuild builds whole ones.
#include "analysis/features/featurescodec.h"
#include "generatedfeatures.h"
#include "model/dataset/build/sourcelookup.h"
#include "model/dataset/build/split.h"
#include "model/dataset/build/truth.h"
#include "model/dataset/additions.h"
#include "model/dataset/dataset.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <map>
#include <set>
#include <thread>

using namespace symbolon;
using symbolon::generated::Maker;
using symbolon::generated::same;

namespace {

struct Content {
    std::vector<SourceEntry> sources;
    std::vector<FunctionFeatures> sourceFunctions;
    std::map<uint32_t, FunctionFeatures> inlined; // by source
    std::vector<BinaryEntry> binaries; // by source
    std::vector<FunctionFeatures> binaryFunctions;
};

Content madeContent(uint32_t seed, uint32_t sources)
{
    Maker maker(seed);
    Content content;
    for (uint32_t i = 0; i < sources; ++i) {
        content.sources.push_back(
            {maker.below(2), static_cast<Part>(maker.below(3)), maker.below(2) == 1, maker.below(i + 1)});
        content.sourceFunctions.push_back(maker.function());
        if (maker.below(3) == 0)
            content.inlined.emplace(i, withAdditions(content.sourceFunctions.back(), maker.function()));
        for (uint32_t left = maker.below(4); left > 0; --left) {
            content.binaries.push_back({i, maker.below(3)});
            content.binaryFunctions.push_back(maker.function());
        }
    }
    return content;
}

// The binaries are added last to first when `backwards`; those of one source keep their order.
Result<void> write(const Content &content, const std::string &path, bool backwards = false)
{
    DataSetWriter writer;
    for (const char *name : {"alpha", "beta"})
        writer.addPackage(name);
    for (const char *name : {"x64-gcc-O0", "armhf-clang14-O3", "mips-gcc-Os"})
        writer.addConfiguration(name);
    for (size_t i = 0; i < content.sources.size(); ++i) {
        const uint32_t number = writer.addSource(content.sources[i], content.sourceFunctions[i]);
        if (const auto form = content.inlined.find(number); form != content.inlined.end())
            writer.addInlined(form->second);
    }
    std::vector<size_t> order(content.binaries.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    if (backwards)
        std::stable_sort(order.begin(), order.end(),
                         [&](size_t a, size_t b) { return content.binaries[a].source > content.binaries[b].source; });
    for (const size_t i : order)
        writer.addBinary(content.binaries[i], content.binaryFunctions[i]);
    return writer.write(path, "made up");
}

// Packages of made-up sources, each with one binary; equal texts across packages among them.
Selection madeSelection(uint32_t packages)
{
    Selection selection;
    Maker maker(7);
    for (uint32_t i = 0; i < packages; ++i) {
        Package package;
        package.name = "package" + std::to_string(i);
        package.configurations = {"x64-gcc-O0"};
        const uint32_t size = 20 + maker.below(200);
        for (uint32_t j = 0; j < size; ++j) {
            PairedSource source;
            source.bytes = std::string(1, '\0');
            source.text = maker.below(10) == 0 ? maker.below(50) : maker.any() | 1ULL << 40;
            source.anonymous = source.text;
            source.tokens = maker.below(100);
            package.sources.push_back(source);
            PairedBinary binary;
            binary.source = j;
            binary.content = maker.any() | 1ULL << 41;
            binary.tokens = 30;
            binary.bytes = source.bytes;
            package.binaries.push_back(binary);
        }
        selection.add(std::move(package));
    }
    selection.finish();
    return selection;
}

} // namespace

class TestDataSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void whatIsWrittenIsRead()
    {
        const Content content = madeContent(11, 300);
        QVERIFY(write(content, path("whole")).ok());
        const auto set = DataSet::open(path("whole"));
        QVERIFY2(set.ok(), set.ok() ? "" : set.error().summary.c_str());
        QCOMPARE(set->packages(), (std::vector<std::string>{"alpha", "beta"}));
        QCOMPARE(set->configurations().size(), size_t(3));
        QCOMPARE(set->description(), std::string("made up"));
        QCOMPARE(set->sources().size(), content.sources.size());
        QCOMPARE(set->binaries().size(), content.binaries.size());
        QCOMPARE(set->fileBytes(), uint64_t(QFile(QString::fromStdString(path("whole"))).size()));
        QVERIFY(set->tableBytes() < set->fileBytes());
        for (uint32_t i = 0; i < content.sources.size(); ++i) {
            const SourceEntry &entry = set->sources()[i];
            QCOMPARE(entry.package, content.sources[i].package);
            QCOMPARE(entry.part, content.sources[i].part);
            QCOMPARE(entry.tiny, content.sources[i].tiny);
            QCOMPARE(entry.textGroup, content.sources[i].textGroup);
            QVERIFY(same(set->source(i), content.sourceFunctions[i]));
            const auto form = content.inlined.find(i);
            QCOMPARE(set->inlined(i).has_value(), form != content.inlined.end());
            QVERIFY(form == content.inlined.end() || same(*set->inlined(i), form->second));
        }
        for (uint32_t i = 0; i < content.binaries.size(); ++i) {
            QCOMPARE(set->binaries()[i].source, content.binaries[i].source);
            QCOMPARE(set->binaries()[i].configuration, content.binaries[i].configuration);
            QVERIFY(same(set->binary(i), content.binaryFunctions[i]));
        }
    }

    void additionsAreWhatIsBehind()
    {
        Maker maker(21);
        for (int round = 0; round < 50; ++round) {
            const FunctionFeatures source = maker.function();
            const FunctionFeatures whole = withAdditions(source, maker.function());
            const auto more = additionsTo(source, whole);
            QVERIFY(more);
            QVERIFY(same(withAdditions(source, *more), whole));
            FunctionFeatures other = whole;
            other.name += "x";
            QVERIFY(!additionsTo(source, other)); // another function
        }
        QVERIFY(!additionsTo(maker.function(), maker.function()));
        DataSetWriter writer;
        writer.addSource({}, maker.function());
        QVERIFY(!writer.addInlined(maker.function()));
    }

    void anEmptyOneIsFine()
    {
        QVERIFY(write({}, path("empty")).ok());
        const auto set = DataSet::open(path("empty"));
        QVERIFY(set.ok());
        QVERIFY(set->sources().empty() && set->binaries().empty());
    }

    void theBytesDoNotDependOnTheOrderOfAdding()
    {
        const Content content = madeContent(12, 80);
        QVERIFY(write(content, path("once")).ok());
        QVERIFY(write(content, path("again")).ok());
        QVERIFY(write(content, path("backwards"), true).ok());
        QCOMPARE(bytes("once"), bytes("again"));
        QCOMPARE(bytes("once"), bytes("backwards"));
    }

    void manyThreadsRead()
    {
        const Content content = madeContent(13, 200);
        QVERIFY(write(content, path("threads")).ok());
        const auto set = DataSet::open(path("threads"));
        QVERIFY(set.ok());
        std::atomic<unsigned> wrong = 0;
        {
            std::vector<std::jthread> threads;
            for (int thread = 0; thread < 4; ++thread)
                threads.emplace_back([&] {
                    for (uint32_t i = 0; i < content.sources.size(); ++i)
                        wrong += same(set->source(i), content.sourceFunctions[i]) ? 0 : 1;
                });
        }
        QCOMPARE(wrong.load(), 0U);
    }

    void damageIsRefused()
    {
        QVERIFY(write(madeContent(14, 3), path("good")).ok());
        const QByteArray good = bytes("good");
        for (qsizetype size = 0; size < good.size(); size += size < 80 ? 1 : 7)
            QVERIFY(!opens(good.left(size)));
        QVERIFY(!opens(good + '\0'));
        for (qsizetype at = 0; at < good.size(); ++at) {
            QByteArray flipped = good;
            flipped[at] = static_cast<char>(flipped[at] ^ (1 << at % 8));
            QVERIFY2(!opens(flipped), qPrintable(QString::number(at)));
        }
        QVERIFY(opens(good));
    }

    void theErrorSaysWhatIsWrong()
    {
        QVERIFY(write(madeContent(15, 6), path("good")).ok());
        const QByteArray good = bytes("good");
        QByteArray other = good;
        other[8] = static_cast<char>(other[8] + 1);
        QVERIFY(problem(other).contains(QStringLiteral("another version")));
        other = good;
        other[12] = static_cast<char>(other[12] + 1); // the features' version
        QVERIFY(problem(other).contains(QStringLiteral("another version")));
        other = good;
        other[good.size() - 1] = static_cast<char>(other[good.size() - 1] ^ 1);
        QVERIFY(problem(other).contains(QStringLiteral("damaged")));
        QVERIFY(problem(good.left(good.size() / 2)).contains(QStringLiteral("cut short")));
        QVERIFY(problem("just text").contains(QStringLiteral("not a data set")));
        const auto none = DataSet::open(path("nowhere"));
        QVERIFY(!none.ok() && none.error().kind == ErrorKind::BadInput);
        QVERIFY(!DataSet::open(m_folder.path().toStdString()).ok());
    }

    void aFailedWriteLeavesNothing()
    {
        const auto written = write(madeContent(16, 6), path("no/such/folder"));
        QVERIFY(!written.ok() && written.error().kind == ErrorKind::Failed);
        QVERIFY(!QFile::exists(QString::fromStdString(path("no"))));
    }

    void equalTextsAndCodesAreKeptOnce()
    {
        const auto source = [](uint64_t text) { return PairedSource{"s", {}, text, text, 50}; };
        const auto binary = [](uint32_t source, uint32_t configuration, uint64_t content) {
            return PairedBinary{source, configuration, content, 50, "b"};
        };
        Package first{"first", {"O0", "O2"}, {source(1), source(2)}, {}, {}, {}, {}};
        first.binaries = {binary(0, 0, 10), binary(0, 0, 10), binary(0, 1, 10), binary(0, 1, 11), // one code, another
                          binary(1, 0, 10),                                                       // ambiguous
                          binary(1, 1, 12)};
        Package second{"second", {"O2"}, {source(3), source(1), source(4)}, {}, {}, {}, {}};
        second.binaries = {binary(0, 0, 13), binary(1, 0, 14), binary(2, 0, 13)};
        Selection selection;
        selection.add(first);
        selection.add(second);
        selection.finish();
        QCOMPARE(selection.count.sources, uint64_t(5));
        QCOMPARE(selection.count.equalTexts, uint64_t(1));
        QCOMPARE(selection.count.pairs, uint64_t(9));
        QCOMPARE(selection.count.equalCode, uint64_t(2));
        QCOMPARE(selection.count.ambiguous, uint64_t(2));
        QCOMPARE(selection.count.withoutCode, uint64_t(1));
        QCOMPARE(selection.sources.size(), size_t(3));
        QCOMPARE(selection.sources[0].package, 0U);
        QCOMPARE(selection.sources[0].binaries.size(), size_t(3)); // 10 and 11, and 14 of the other package
        QCOMPARE(selection.sources[1].binaries.size(), size_t(1));
        QCOMPARE(selection.sources[2].binaries.size(), size_t(1));
        QCOMPARE(selection.sources[2].package, 1U);
    }

    void linesAreFollowed()
    {
        const QByteArray generated = "#line 1 \"made.in\"\n"  // 1
                                     "int one(void)\n"        // 2: made.in:1
                                     "{ return 1; }\n"        // 3
                                     "/*\n# 7 of them */\n"   // 4, 5: no directive
                                     "#line 100 \"made.c\"\n" // 6
                                     "int\ntwo(void)\n"       // 7, 8: made.c:101
                                     "{ return 2; }\n"        // 9
                                     "#line 9 \"grammar.y\"\n"
                                     "int three(void) { return 3; }\n"; // 11
        QDir().mkpath(m_folder.filePath(QStringLiteral("lines/src")));
        QFile file(m_folder.filePath(QStringLiteral("lines/src/made.c")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(generated) == generated.size());
        file.close();
        SourceTree tree;
        tree.root = path("lines");
        tree.files = {{"src/made.c", 0, 11}, {"src/made.in", 0, 3}};
        const auto function = [&](const char *name, uint32_t line, uint32_t nameLine, uint32_t end) {
            SourceFunction made;
            made.name = name;
            made.line = line;
            made.nameLine = nameLine;
            made.endLine = end;
            tree.functions.push_back(made);
        };
        function("one", 2, 2, 3);
        function("two", 7, 8, 9);
        function("three", 11, 11, 11);
        const SourceLookup lookup(tree);
        QCOMPARE(lookup.find({0, "one", "src/made.in", 1}), 0);
        QCOMPARE(lookup.find({0, "one", "src/made.c", 2}), -1);
        QCOMPARE(lookup.find({0, "two", "src/made.c", 100}), 1);
        QCOMPARE(lookup.find({0, "two", "src/made.c", 101}), 1);
        QCOMPARE(lookup.find({0, "two", "src/made.c", 8}), -1);
        QCOMPARE(lookup.find({0, "three", "src/made.c", 11}), -1); // of a file that is not there
        QCOMPARE(lookup.find({0, "four", "src/made.c", 101}), -1);
    }

    void aTruthTableIsRead()
    {
        const auto truth = parseTruth("#address\tsize\tname\tpath\tline\tend\tnotes\n"
                                      "0x1f0\t12\tmain\tsrc/a.c\t7\t9\t\n"
                                      "0x200\t12\tmain\tsrc/a.c\t7\t9\tclone,macro\n"
                                      "0x210\t12\tyylex\tsrc/b.c\t8\t\tmacro");
        QVERIFY(truth.ok());
        QCOMPARE(truth->rows.size(), size_t(2));
        QCOMPARE(truth->clones, uint64_t(1));
        QCOMPARE(truth->rows[0].address, uint64_t(0x1f0));
        QCOMPARE(truth->rows[1].name, std::string("yylex"));
        QCOMPARE(truth->rows[1].line, 8U);
        QVERIFY(!parseTruth("0xzz\t12\tmain\tsrc/a.c\t7\t9\t\n").ok());
        QVERIFY(!parseTruth("nothing of it").ok());
        QVERIFY(parseTruth("").ok());
    }

    void theSplitByPackagesIsDisjoint()
    {
        const Selection selection = madeSelection(60);
        const Split split = projectSplit(selection, 1);
        QCOMPARE(split.size(), selection.sources.size());
        std::vector<std::set<Part>> parts(60);
        std::map<Part, size_t> sizes;
        for (const auto &[source, part] : split) {
            parts[selection.sources[source].package].insert(part);
            ++sizes[part];
        }
        for (const auto &part : parts)
            QVERIFY(part.size() <= 1);
        const auto share = [&](Part part) { return double(sizes[part]) / double(split.size()); };
        QVERIFY(share(Part::Test) > 0.07 && share(Part::Test) < 0.12);
        QVERIFY(share(Part::Validation) > 0.07 && share(Part::Validation) < 0.12);
        QCOMPARE(split, projectSplit(selection, 1));
        QVERIFY(split != projectSplit(selection, 2));
    }

    void thePapersSplitIsScaledDown()
    {
        const Selection selection = madeSelection(40);
        const Split split = paperSplit(selection, 1);
        std::set<uint32_t> sources;
        std::map<Part, size_t> sizes;
        for (const auto &[source, part] : split) {
            QVERIFY(!selection.sources[source].tiny);
            sources.insert(source);
            ++sizes[part];
        }
        QCOMPARE(sources.size(), split.size());
        QCOMPARE(split.size(), selection.sources.size() - selection.count.tiny);
        QCOMPARE(sizes[Part::Test], split.size() / 5);
        QCOMPARE(sizes[Part::Validation], split.size() / 5);
        QCOMPARE(split, paperSplit(selection, 1));
        QVERIFY(split != paperSplit(selection, 2));
    }

private:
    std::string path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
    QByteArray bytes(const char *name) const
    {
        QFile file(QString::fromStdString(path(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void put(const QByteArray &bytes) const
    {
        QFile file(QString::fromStdString(path("other")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    bool opens(const QByteArray &bytes) const
    {
        put(bytes);
        return DataSet::open(path("other")).ok();
    }
    QString problem(const QByteArray &bytes) const
    {
        put(bytes);
        const auto set = DataSet::open(path("other"));
        return set.ok() || set.error().kind != ErrorKind::BadInput ? QString()
                                                                   : QString::fromStdString(set.error().summary);
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestDataSet)
#include "tst_dataset.moc"
