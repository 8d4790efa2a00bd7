// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// symbolon-dataset over a small corpus that the test compiles itself, and over a compiled tree.
#include "model/dataset/dataset.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <map>
#include <set>

using namespace symbolon;

namespace {

QString operator""_s(const char *text, size_t size)
{
    return QString::fromUtf8(text, static_cast<qsizetype>(size));
}

struct Outcome {
    int status = -1; // -1: crashed or did not end
    QString out;
    QString err;
};

Outcome run(const QString &program, const QStringList &arguments, const QString &folder = {})
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    Outcome outcome;
    if (!process.waitForFinished(120'000)) {
        process.kill();
        process.waitForFinished();
        return outcome;
    }
    outcome.out = QString::fromUtf8(process.readAllStandardOutput());
    outcome.err = QString::fromUtf8(process.readAllStandardError());
    if (process.exitStatus() == QProcess::NormalExit)
        outcome.status = process.exitCode();
    return outcome;
}

QString program()
{
    return QStringLiteral(SYMBOLON_BINARY_DIR "/bin/symbolon-dataset");
}

bool put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

// `shared` stands in both packages, `count` differs; the line numbers stand in the truth tables below.
constexpr const char *alphaSource = R"(#include <stdio.h>
int count_alpha(const char *text)
{
    int count = 0;
    for (; *text; ++text)
        count += *text == 0x61 ? 17 : 1;
    return count;
}
static void shared(FILE *file, int value)
{
    fprintf(file, "the value is %d\n", value);
    if (value > 1234)
        fputs("it is large\n", file);
}
int
report_alpha(int value)
{
    shared(stdout, value + 77);
    puts("alpha has reported");
    return 300;
}
)";
constexpr const char *betaSource = R"(#include <stdio.h>
int count_beta(const char *text)
{
    int count = 0;
    while (text[count] != 0x62)
        count += 19;
    return count * 5;
}
static void shared(FILE *file, int value)
{
    fprintf(file, "the value is %d\n", value);
    if (value > 1234)
        fputs("it is large\n", file);
}
int report_beta(int value)
{
    shared(stderr, value + 78);
    puts("beta has reported something else");
    return 301;
}
)";

struct Place {
    const char *name;
    int line;
};

} // namespace

class TestDataSetBuild : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *tool : {"gcc", "strip", "nm", "tar", "xz"}) {
            if (QStandardPaths::findExecutable(QString::fromLatin1(tool)).isEmpty())
                QSKIP("needs gcc, binutils, tar and xz");
        }
        QVERIFY(m_folder.isValid());
        addPackage("alpha"_s, alphaSource, {{"count_alpha", 2}, {"shared", 9}, {"report_alpha", 16}});
        addPackage("beta"_s, betaSource, {{"count_beta", 2}, {"shared", 9}, {"report_beta", 15}});
        QDir().mkpath(path("temporary"));
        qputenv("TMPDIR", path("temporary").toLocal8Bit());
    }

    void cleanup() { QVERIFY(QDir(path("temporary")).isEmpty()); }

    void aCorpusIsJoined()
    {
        const Outcome built = run(program(), {"build"_s, path("corpus"), "--out"_s, path("all.sds"), "--verbose"_s});
        QVERIFY2(built.status == 0, qPrintable(built.err));
        // 2 packages, 2 configurations, 3 functions each; in alpha a row with a wrong address and one of no function.
        QVERIFY2(built.err.contains("all: 12 of 16 rows joined (75.0 %); no source function: 2, "
                                    "no binary function: 2; clones left out: 2"_s),
                 qPrintable(built.err));
        QVERIFY(built.err.contains("no source function: O0/unit"_s));
        const auto set = DataSet::open(path("all.sds").toStdString());
        QVERIFY(set.ok());
        QCOMPARE(set->packages(), (std::vector<std::string>{"alpha", "beta"}));
        QCOMPARE(set->configurations(), (std::vector<std::string>{"O0", "O2"}));
        QCOMPARE(set->sources().size(), size_t(5)); // `shared` once
        std::map<std::string, int> binaries;
        for (uint32_t i = 0; i < set->binaries().size(); ++i) {
            const FunctionFeatures source = set->source(set->binaries()[i].source);
            ++binaries[source.name];
            const FunctionFeatures binary = set->binary(i);
            QVERIFY(binary.end > binary.begin);
            if (source.name == "shared") {
                QCOMPARE(set->sources()[set->binaries()[i].source].package, 0U);
                QCOMPARE(binary.strings.size(), size_t(2));
                QCOMPARE(binary.strings.front().text, std::string("the value is %d\n"));
            }
        }
        QCOMPARE(binaries.size(), size_t(5));
        for (const auto &[name, count] : binaries)
            QVERIFY2(count == 1 || count == 2, name.c_str());
        const FunctionFeatures report = set->source(sourceNamed(*set, "report_alpha"));
        QCOMPARE(report.begin, uint64_t(15));
        QCOMPARE(report.text, std::string("int report_alpha(int value) {shared(stdout,value+ 77);"
                                          "puts(\"alpha has reported\");return 300; }"));
        // `shared` is static and called from there alone.
        const auto inlined = set->inlined(sourceNamed(*set, "report_alpha"));
        QVERIFY(inlined);
        QCOMPARE(inlined->strings.size(), size_t(3));
        QVERIFY(inlined->text.starts_with(report.text));
        QVERIFY(inlined->text.find("the value is %d") != std::string::npos);
        QVERIFY(!set->inlined(sourceNamed(*set, "count_alpha")));
        QVERIFY(set->description().find("sources with inlined callees: 2") != std::string::npos);
        for (uint32_t i = 0; i < set->binaries().size(); ++i) {
            const FunctionFeatures binary = set->binary(i);
            for (const CallFact &call : binary.calls)
                QCOMPARE(call.place, binary.begin);
        }
    }

    void theBytesAreAlwaysTheSame()
    {
        for (const char *jobs : {"1", "3"}) {
            const QString out = path("jobs") + QString::fromLatin1(jobs);
            QCOMPARE(run(program(), {"build"_s, path("corpus"), "--out"_s, out, "--jobs"_s, QString::fromLatin1(jobs)})
                         .status,
                     0);
        }
        QCOMPARE(run("cmp"_s, {path("jobs1"), path("jobs3")}).status, 0);
    }

    void thePapersSplit()
    {
        const Outcome built = run(program(), {"build"_s, path("corpus"), "--out"_s, path("paper.sds"), "--split"_s,
                                              "paper"_s, "--configuration"_s, "O0"_s});
        QVERIFY2(built.status == 0, qPrintable(built.err));
        const auto set = DataSet::open(path("paper.sds").toStdString());
        QVERIFY(set.ok());
        QCOMPARE(set->configurations(), (std::vector<std::string>{"O0"}));
        QCOMPARE(set->binaries().size(), set->sources().size());
        std::set<uint32_t> sources;
        for (const BinaryEntry &binary : set->binaries())
            sources.insert(binary.source);
        QCOMPARE(sources.size(), set->sources().size());
        QVERIFY(set->description().find("scaled down") != std::string::npos);
    }

    void aCompiledTree()
    {
        const QString tree = path("tree");
        QDir().mkpath(tree + "/src"_s);
        QVERIFY(put(tree + "/src/alpha.c"_s, alphaSource));
        QCOMPARE(
            run("gcc"_s, {"-g"_s, "-O0"_s, "-fPIC"_s, "-shared"_s, "src/alpha.c"_s, "-o"_s, "alpha.so"_s}, tree).status,
            0);
        const QStringList arguments{"build"_s, "--binary"_s, tree + "/alpha.so"_s, "--sources"_s,
                                    tree,      "--out"_s,    path("tree.sds")};
        const Outcome built = run(program(), arguments);
        if (built.err.contains("without libdw"_s))
            QSKIP("built without libdw");
        QVERIFY2(built.status == 0, qPrintable(built.err));
        QVERIFY2(built.err.contains("all: 3 of 3 rows joined"_s), qPrintable(built.err));
        const auto set = DataSet::open(path("tree.sds").toStdString());
        QVERIFY(set.ok());
        QCOMPARE(set->packages(), (std::vector<std::string>{"tree"}));
        QCOMPARE(set->binaries().size(), size_t(3));

        QDir().rename(tree, path("moved")); // compiled elsewhere: found by the tail of the path
        QStringList moved = arguments;
        moved.replaceInStrings(tree, path("moved"));
        QVERIFY(run(program(), moved).err.contains("all: 3 of 3 rows joined"_s));
        run("strip"_s, {path("moved") + "/alpha.so"_s});
        const Outcome stripped = run(program(), moved);
        QCOMPARE(stripped.status, 3);
        QVERIFY2(stripped.err.contains("debug information"_s), qPrintable(stripped.err));
    }

    void info()
    {
        const Outcome told = run(program(), {"info"_s, path("all.sds")});
        QCOMPARE(told.status, 0);
        for (const char *word : {"alpha", "beta", "O0", "O2", "training", "tiny"})
            QVERIFY2(told.out.contains(QString::fromLatin1(word)), word);
    }

    void wrongUsageAndBadInput()
    {
        const auto status = [](std::initializer_list<const char *> arguments) {
            QStringList list;
            for (const char *argument : arguments)
                list << QString::fromLocal8Bit(argument);
            return run(program(), list).status;
        };
        QCOMPARE(status({"--help"}), 0);
        QCOMPARE(status({}), 2);
        QCOMPARE(status({"grow"}), 2);
        QCOMPARE(status({"build"}), 2);
        QCOMPARE(status({"build", "corpus", "--out", "x", "--split", "odd"}), 2);
        QCOMPARE(status({"build", "corpus", "--out", "x", "--split", "paper"}), 2);
        QCOMPARE(status({"build", "--binary", "b", "--out", "x"}), 2);
        QCOMPARE(status({"build", "/nowhere/at/all", "--out", "x"}), 3);
        QCOMPARE(status({"info", "/nowhere/at/all"}), 3);
        QCOMPARE(run(program(), {"build"_s, path("corpus"), "--packages"_s, "gamma"_s, "--out"_s, path("x")}).status,
                 3);
    }

    void aDamagedPackageIsLeftOut()
    {
        const QString corpus = path("damaged");
        QCOMPARE(run("cp"_s, {"-r"_s, path("corpus"), corpus}).status, 0);
        QVERIFY(put(corpus + "/beta/sources.tar.xz"_s, "no archive"));
        QVERIFY(put(corpus + "/alpha/O2/unit.elf.xz"_s, "no binary"));
        const Outcome built = run(program(), {"build"_s, corpus, "--out"_s, path("damaged.sds")});
        QVERIFY2(built.status == 0, qPrintable(built.err));
        QVERIFY(built.err.contains("1 packages could not be read"_s));
        QVERIFY(built.err.contains("unit: "_s));
        const auto set = DataSet::open(path("damaged.sds").toStdString());
        QVERIFY(set.ok());
        QCOMPARE(set->packages(), (std::vector<std::string>{"alpha"}));
        QCOMPARE(set->sources().size(), size_t(3));
    }

    void anInterruptLeavesNothing()
    {
        QProcess process;
        process.start(program(), {"build"_s, path("corpus"), "--out"_s, path("stopped.sds"), "--jobs"_s, "1"_s});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(!QDir(path("temporary")).isEmpty() || process.state() == QProcess::NotRunning, 10'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);
        QVERIFY(!QFile::exists(path("stopped.sds")));
    }

private:
    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    static uint32_t sourceNamed(const DataSet &set, const char *name)
    {
        for (uint32_t i = 0; i < set.sources().size(); ++i) {
            if (set.source(i).name == name)
                return i;
        }
        qFatal("no source of that name");
    }

    void addPackage(const QString &name, const char *source, const std::vector<Place> &places)
    {
        const QString package = path("corpus") + QLatin1Char('/') + name;
        const QString work = path("work-") + name;
        const QString file = "src/"_s + name + ".c"_s;
        QDir().mkpath(work + "/src"_s);
        QVERIFY(put(work + QLatin1Char('/') + file, source));
        QVERIFY(put(work + "/compile_commands.json"_s,
                    "[{\"file\":\"" + file.toUtf8() + "\",\"arguments\":[\"gcc\",\"-c\",\"" + file.toUtf8() + "\"]}]"));
        for (const char *level : {"O0", "O2"}) {
            const QString configuration = QString::fromLatin1(level);
            QDir().mkpath(package + QLatin1Char('/') + configuration);
            const QString unit = package + QLatin1Char('/') + configuration + "/unit.elf"_s;
            QCOMPARE(run("gcc"_s,
                         {QLatin1Char('-') + configuration, "-fno-inline"_s, "-fno-ipa-cp"_s, "-fno-ipa-sra"_s,
                          "-fPIC"_s, "-shared"_s, file, "-o"_s, unit},
                         work)
                         .status,
                     0);
            const QString truth = package + QLatin1Char('/') + configuration + "/unit.truth.tsv"_s;
            QVERIFY(put(truth, table(unit, file, places)));
            QCOMPARE(run("strip"_s, {unit}).status, 0);
            QCOMPARE(run("xz"_s, {unit, truth}).status, 0);
        }
        QCOMPARE(run("tar"_s, {"cJf"_s, package + "/sources.tar.xz"_s, "src"_s}, work).status, 0);
        QCOMPARE(run("xz"_s, {"-k"_s, work + "/compile_commands.json"_s}).status, 0);
        QVERIFY(QFile::rename(work + "/compile_commands.json.xz"_s, package + "/compile_commands.json.xz"_s));
    }

    static QByteArray table(const QString &unit, const QString &file, const std::vector<Place> &places)
    {
        QByteArray text = "#address\tsize\tname\tpath\tline\tend\tnotes\n";
        const QStringList symbols = run("nm"_s, {unit}).out.split(QLatin1Char('\n'));
        for (const Place &place : places) {
            for (const QString &symbol : symbols) {
                const QStringList words = symbol.split(QLatin1Char(' '), Qt::SkipEmptyParts);
                if (words.size() == 3 && words[2] == QLatin1String(place.name))
                    text += "0x" + words[0].toUtf8() + "\t1\t" + place.name + '\t' + file.toUtf8() + '\t'
                            + QByteArray::number(place.line) + "\t\t\n";
            }
        }
        if (file.contains("alpha"_s)) {
            text += "0x3\t1\tcount_alpha\t" + file.toUtf8() + "\t2\t\t\n";
            text += text.split('\n')[1].split('\t')[0] + "\t1\tnobody\t" + file.toUtf8() + "\t2\t\t\n";
            text += "0x5\t1\tshared\t" + file.toUtf8() + "\t9\t\tclone\n";
        }
        return text;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestDataSetBuild)
#include "tst_datasetbuild.moc"
