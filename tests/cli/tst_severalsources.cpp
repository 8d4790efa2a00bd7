// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The commands with a binary and several checkouts.
#include "tests/cli/program.h"
#include "tests/matching/minilibrary.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestSeveralSources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (minilibrary::compiler().isEmpty())
            QSKIP("no C compiler");
        QVERIFY(minilibrary::writeProgram(path(u"app"_s)));
        QVERIFY(minilibrary::writeLibrary(path(u"mini-1.8"_s), 1));
        QVERIFY(minilibrary::writeLibrary(path(u"mini-1.9"_s), 2));
        const QByteArray said = minilibrary::build(path(u"app"_s), path(u"mini-1.9"_s), path(u"program"_s));
        QVERIFY2(said.isEmpty(), said.constData());
    }

    void candidatesNameTheirComponent()
    {
        const QJsonObject report = match({u"app"_s, u"mini-1.9"_s});
        QHash<QString, int> components;
        for (const auto &value : report[u"functions"_s].toArray()) {
            const QJsonArray candidates = value.toObject()[u"candidates"_s].toArray();
            if (candidates.isEmpty())
                continue;
            const QJsonObject best = candidates.first().toObject();
            const QString component = best[u"component"_s].toString();
            ++components[component];
            // Relative to its own root.
            QVERIFY2(QFile::exists(path(component) + u'/' + best[u"file"_s].toString()),
                     qPrintable(component + u' ' + best[u"file"_s].toString()));
        }
        QVERIFY(components[u"app"_s] >= 3);
        QVERIFY(components[u"mini-1.9"_s] >= 8);
        QCOMPARE(components.size(), 2);
        const QJsonArray parts = report[u"components"_s].toArray();
        QCOMPARE(parts.size(), 2);
        QCOMPARE(parts[0][u"name"_s].toString(), u"app"_s);
        QCOMPARE(parts[1][u"path"_s].toString(), path(u"mini-1.9"_s));
        QCOMPARE(parts[1][u"source_functions"_s].toInt(), 10);
        QVERIFY(report[u"version_groups"_s].toArray().isEmpty());
        QCOMPARE(report[u"source"_s][u"path"_s].toString(), path(u"app"_s));
    }

    void versionsSideBySide()
    {
        const QJsonObject report = match({u"app"_s, u"mini-1.8"_s, u"mini-1.9"_s});
        const QJsonArray groups = report[u"version_groups"_s].toArray();
        QCOMPARE(groups.size(), 1);
        QVERIFY(groups[0][u"decided"_s].toBool());
        QCOMPARE(groups[0][u"best"_s].toArray(), QJsonArray{u"mini-1.9"_s});
        QVERIFY(groups[0][u"evidence"_s].toArray().size() >= 3);
        const Outcome run = runProgram({u"match"_s, path(u"program"_s), path(u"app"_s), path(u"mini-1.8"_s),
                                        path(u"mini-1.9"_s), u"--method"_s, u"binpro"_s});
        QCOMPARE(run.status, 0);
        QVERIFY2(run.out.contains(u"mini-1.8, mini-1.9: the binary was made from mini-1.9 ("_s), qPrintable(run.out));
        QVERIFY2(run.out.contains(u"string “mini 1.9.0”"_s), qPrintable(run.out));
        QVERIFY(run.out.contains(u"none of these"_s));
    }

    void theProjectKeepsThemApart()
    {
        const QString project = path(u"p.symbolon"_s);
        QJsonObject first = match({u"app"_s, u"mini-1.9"_s}, {u"--project"_s, project});
        QJsonObject again = match({u"app"_s, u"mini-1.9"_s}, {u"--project"_s, project});
        QCOMPARE(again, first);
        const QString json = path(u"exported.json"_s);
        QCOMPARE(runProgram({u"export"_s, project, u"--report"_s, json}).status, 0);
        QCOMPARE(readJson(json), first);
    }

    void wrongFoldersAreNamed()
    {
        const Outcome twice = runProgram({u"match"_s, path(u"program"_s), path(u"app"_s), path(u"app"_s)});
        QCOMPARE(twice.status, 2);
        const Outcome missing = runProgram({u"match"_s, path(u"program"_s), path(u"app"_s), path(u"none"_s)});
        QCOMPARE(missing.status, 3);
        QVERIFY(missing.err.contains(u"/none: no such folder"_s));
    }

    void otherReportsToo()
    {
        const QString html = path(u"r.html"_s);
        const QString csv = path(u"r.csv"_s);
        const Outcome run =
            runProgram({u"match"_s, path(u"program"_s), path(u"mini-1.8"_s), path(u"app"_s), path(u"mini-1.9"_s),
                        u"--method"_s, u"binpro"_s, u"--report"_s, html, u"--report"_s, csv});
        QVERIFY2(run.status == 0, qPrintable(run.err));
        const QString page = QString::fromUtf8(readFile(html));
        QVERIFY(page.contains(u"id=\"components\""_s));
        QVERIFY(page.contains(u"the binary was made from mini-1.9"_s));
        QVERIFY(page.contains(u"mini-1.9: src/table.c"_s));
        const QStringList lines = QString::fromUtf8(readFile(csv)).split(u"\r\n"_s);
        QVERIFY(lines.first().endsWith(u",source_component"_s));
        QVERIFY(std::any_of(lines.begin(), lines.end(), [](const QString &line) {
            return line.contains(u",src/table.c,"_s) && line.endsWith(u",mini-1.9"_s);
        }));
    }

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QJsonObject match(const QStringList &checkouts, const QStringList &more = {}) const
    {
        const QString json = path(u"match.json"_s);
        QStringList arguments{u"match"_s, path(u"program"_s)};
        for (const QString &name : checkouts)
            arguments << path(name);
        const Outcome run = runProgram(arguments + QStringList{u"--method"_s, u"binpro"_s, u"--report"_s, json} + more);
        if (run.status != 0)
            qWarning("%s", qPrintable(run.err));
        return readJson(json);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestSeveralSources)
#include "tst_severalsources.moc"
