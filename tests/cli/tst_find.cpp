// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// find: what became of the source functions of a small program that is compiled here with -O2 and stripped.
#include "tests/cli/program.h"

#include "app/project/projectstore.h"

#include <QDir>
#include <QJsonArray>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace symbolon;
using namespace Qt::StringLiterals;

namespace {

// `describe` is inlined into `serve`; nothing calls for other/legacy.c.
const char *const program = R"(#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int describe(const char *name, int level)
{
    if (level > 7)
        fprintf(stderr, "level %d of zone %s is out of range\n", level, name);
    return printf("zone %s burns at level %d of seven\n", name, level);
}

__attribute__((noinline)) int serve(const char *name)
{
    int level = atoi(name + 2);
    puts("lamp service is starting up");
    if (!strcmp(name, "--reload-configuration"))
        puts("configuration was loaded again");
    return describe(name, level) + level * 3;
}

__attribute__((noinline)) int usage(const char *self)
{
    fprintf(stderr, "usage: %s ZONE, where ZONE is a lit part of the street\n", self);
    return 64;
}

int main(int count, char **words)
{
    if (count < 2)
        return usage(words[0]);
    for (int n = 1; n < count; ++n)
        serve(words[n]);
    return 0;
}
)";

const char *const legacy = R"(#include <stdio.h>

int convert_legacy_table(int version, const char *table)
{
    for (int n = 0; n < 12345; ++n) {
        if (table[n] == 0x5a)
            printf("legacy table entry %d of version %d was converted\n", n, version);
    }
    return fprintf(stderr, "the legacy table is too old to be converted\n");
}

static int usage(const char *self)
{
    return puts("usage: convert-legacy-table VERSION TABLE, both from before the great fire");
}
)";

} // namespace

class TestFind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void verdicts();
    void text();
    void askedInManyWays();
    void missing();
    void storedMatchesAreUsed();
    void withoutTheNetwork();

private:
    [[nodiscard]] QString at(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] Outcome find(const QStringList &more) const
    {
        return runProgram(QStringList{u"find"_s, m_binary, at(u"src"_s)} + more, 240'000);
    }
    [[nodiscard]] QJsonObject found(const QStringList &more) const
    {
        const Outcome run = find(more + QStringList{u"--json"_s, u"-"_s});
        if (run.status != 0)
            qWarning("%s", qPrintable(run.err));
        return QJsonDocument::fromJson(run.out.toUtf8()).object();
    }

    QTemporaryDir m_folder;
    QString m_binary;
};

void TestFind::initTestCase()
{
    QVERIFY(m_folder.isValid());
    if (QStandardPaths::findExecutable(u"gcc"_s).isEmpty())
        QSKIP("gcc is not here");
    QVERIFY(QDir(m_folder.path()).mkpath(u"src/other"_s));
    QVERIFY(writeFile(at(u"src/lamp.c"_s), program));
    QVERIFY(writeFile(at(u"src/other/legacy.c"_s), legacy));
    m_binary = at(u"lamp"_s);
    QCOMPARE(QProcess::execute(u"gcc"_s, {u"-O2"_s, u"-s"_s, u"-o"_s, m_binary, at(u"src/lamp.c"_s)}), 0);
    qputenv("SYMBOLON_WEIGHTS", SYMBOLON_SOURCE_DIR "/resources/model/symbolon.weights");
}

void TestFind::verdicts()
{
    if (find({u"--method"_s, u"full"_s, u"serve"_s}).status == 1)
        QSKIP("the network is not built");
    const QJsonObject all = found({u"serve"_s, u"describe"_s, u"convert_legacy_table"_s});
    QCOMPARE(all[u"tool"_s][u"method"_s].toString(), u"full"_s);
    const QJsonArray functions = all[u"functions"_s].toArray();
    QCOMPARE(functions.size(), 3);
    const QJsonObject serve = functions[0].toObject();
    QCOMPARE(serve[u"file"_s].toString(), u"lamp.c"_s);
    QCOMPARE(serve[u"verdict"_s].toString(), u"matched"_s);
    QVERIFY(serve[u"verdict_confidence"_s].toDouble() > 0.5);
    const QJsonObject best = serve[u"candidates"_s][0].toObject();
    QCOMPARE(best[u"rank"_s].toInt(), 1);
    QVERIFY(best[u"confidence"_s].toDouble() > 0.5);
    bool shared = false;
    for (const auto &evidence : best[u"evidence"_s].toArray())
        shared |= evidence[u"value"_s].toString().contains(u"lamp service is starting up"_s);
    QVERIFY(shared);

    const QJsonObject describe = functions[1].toObject();
    QCOMPARE(describe[u"verdict"_s].toString(), u"inlined"_s);
    const QJsonArray into = describe[u"inlined_into"_s].toArray();
    QVERIFY(!into.isEmpty());
    QCOMPARE(into[0][u"address"_s], best[u"address"_s]);
    QCOMPARE(into[0][u"source"_s][u"name"_s].toString(), u"serve"_s);
    QVERIFY(into[0][u"confidence"_s].toDouble() > 0);

    const QJsonObject absent = functions[2].toObject();
    QCOMPARE(absent[u"verdict"_s].toString(), u"absent"_s);
    QVERIFY(absent[u"inlined_into"_s].toArray().isEmpty());
}

void TestFind::text()
{
    const Outcome run = find({u"describe"_s, u"convert_legacy_table"_s, u"--top"_s, u"1"_s});
    QCOMPARE(run.status, 0);
    if (run.err.contains(u"binpro instead"_s))
        QSKIP("the network is not built");
    QVERIFY2(run.out.startsWith(u"describe  lamp.c:5\n  inlined: "_s), qPrintable(run.out));
    QVERIFY2(run.out.contains(u"\n  inlined into 0x"_s) && run.out.contains(u" (serve), "_s), qPrintable(run.out));
    QVERIFY2(run.out.contains(u"\n\nconvert_legacy_table  other/legacy.c:3\n  absent: "_s), qPrintable(run.out));
}

void TestFind::askedInManyWays()
{
    QVERIFY(writeFile(at(u"cves.txt"_s), "# functions that were mended\n\nlamp.c:serve # once\n  legacy.c:5\r\n"));
    const QStringList binpro{u"--method"_s, u"binpro"_s};
    const auto names = [&](const QStringList &more) {
        QStringList all;
        for (const auto &each : found(binpro + more)[u"functions"_s].toArray())
            all << each[u"name"_s].toString() + u' ' + each[u"file"_s].toString();
        return all;
    };
    QCOMPARE(names({u"usage"_s}), (QStringList{u"usage lamp.c"_s, u"usage other/legacy.c"_s}));
    QCOMPARE(names({u"lamp.c:usage"_s, u"lamp.c:25"_s}), QStringList{u"usage lamp.c"_s}); // once
    QCOMPARE(names({u"--list"_s, at(u"cves.txt"_s)}),
             (QStringList{u"serve lamp.c"_s, u"convert_legacy_table other/legacy.c"_s}));
    QCOMPARE(names({u"main"_s, u"--list"_s, at(u"cves.txt"_s)}).size(), 3);
    QCOMPARE(names({u"--function"_s, u"main"_s}), QStringList{u"main lamp.c"_s});
    QCOMPARE(names({at(u"src/other"_s), u"convert_legacy_table"_s}).size(), 2); // a second checkout
}

void TestFind::missing()
{
    const QStringList binpro{u"--method"_s, u"binpro"_s};
    const Outcome none = find(binpro + QStringList{u"no_such_function"_s});
    QCOMPARE(none.status, 3);
    QVERIFY(none.out.isEmpty());
    QVERIFY2(none.err.contains(u"'no_such_function'"_s) && none.err.count(u'\n') == 1, qPrintable(none.err));
    const Outcome some = find(binpro + QStringList{u"serve"_s, u"lamp.c:999"_s, u"--json"_s, u"-"_s});
    QCOMPARE(some.status, 3); // the others are answered all the same
    QVERIFY2(some.err.contains(u"'lamp.c:999'"_s) && some.err.count(u'\n') == 1, qPrintable(some.err));
    const QJsonObject json = QJsonDocument::fromJson(some.out.toUtf8()).object();
    QCOMPARE(json[u"functions"_s].toArray().size(), 1);
    QCOMPARE(json[u"not_found"_s].toArray(), QJsonArray{u"lamp.c:999"_s});
    QVERIFY(writeFile(at(u"empty.txt"_s), "# nothing\n"));
    QCOMPARE(find({u"--list"_s, at(u"empty.txt"_s)}).status, 3);
    QCOMPARE(find({u"--list"_s, at(u"nowhere.txt"_s)}).status, 3);
    QCOMPARE(find({}).status, 2);
    QCOMPARE(find({u"serve"_s, u"--method"_s, u"magic"_s}).status, 2);
    QCOMPARE(runProgram({u"find"_s, m_binary, at(u"nowhere"_s), u"serve"_s}).status, 3);
}

// The stored matches are marked to see when they are read.
void TestFind::storedMatchesAreUsed()
{
    const QString project = at(u"p.symbolon"_s);
    const QStringList binpro{u"--project"_s, project, u"--method"_s, u"binpro"_s};
    constexpr double mark = 0.125;
    const auto markStored = [&] {
        const auto store = ProjectStore::open(project);
        QVERIFY(store);
        const qint64 id = (*store)->binaries()->constFirst().id;
        auto matches = *(*store)->loadMatches(id);
        QVERIFY(matches);
        for (FunctionMatches &function : matches->functions) {
            for (Candidate &candidate : function.candidates)
                candidate.score = mark;
        }
        QVERIFY((*store)->saveMatches(id, *matches));
    };
    const auto areStored = [&] {
        const QJsonObject answer = found(binpro + QStringList{u"serve"_s})[u"functions"_s][0].toObject();
        return answer[u"candidates"_s][0][u"score"_s].toDouble() == mark;
    };
    QVERIFY(!areStored());
    markStored();
    QVERIFY(areStored());
    // With fewer candidates, or around other decisions, they would be others.
    const QStringList match = QStringList{u"match"_s, m_binary, at(u"src"_s)} + binpro;
    QCOMPARE(runProgram(match + QStringList{u"--top"_s, u"1"_s}).status, 0);
    markStored();
    QVERIFY(!areStored());
    QCOMPARE(runProgram(match + QStringList{u"--accept-above"_s, u"0"_s}).status, 0);
    markStored();
    QVERIFY(!areStored());
    markStored();
    QVERIFY(areStored());
}

void TestFind::withoutTheNetwork()
{
    const QByteArray weights = qgetenv("SYMBOLON_WEIGHTS");
    qputenv("SYMBOLON_WEIGHTS", "/nonexistent/symbolon.weights");
    const QJsonObject all = found({u"serve"_s});
    const Outcome asked = find({u"serve"_s, u"--method"_s, u"embedding"_s});
    qputenv("SYMBOLON_WEIGHTS", weights);
    QCOMPARE(all[u"tool"_s][u"method"_s].toString(), u"binpro"_s);
    QVERIFY(all[u"tool"_s][u"model"_s].isNull());
    const QJsonObject serve = all[u"functions"_s][0].toObject();
    QVERIFY(serve[u"verdict"_s].isNull() && serve[u"verdict_confidence"_s].isNull());
    QVERIFY(!serve[u"candidates"_s].toArray().isEmpty());
    QCOMPARE(asked.status, 1);
    QCOMPARE(asked.err.count(u'\n'), 1);
}

QTEST_GUILESS_MAIN(TestFind)
#include "tst_find.moc"
