// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Project files of every schema version open, and newer ones are left alone.

#include "app/project/database.h"
#include "app/project/projectstore.h"
#include "app/project/schema.h"
#include "fixturecontent.h"
#include "must.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace symbolon;
using namespace generated;

class TestProjectVersions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyVersionHasAFixture();
    void fixtureOpens_data();
    void fixtureOpens();
    void rejectedSourcesBecomeConstraints();
    void stepsRunInOrder();
    void failedStepChangesNothing();
    void newerIsRefusedAndLeftAlone_data();
    void newerIsRefusedAndLeftAlone();
    void foreignTablesAreRefused();

private:
    static QString fixtures() { return QStringLiteral(SYMBOLON_SOURCE_DIR "/tests/project/fixtures"); }
    static QByteArray bytes(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

#define SAME(a, b)                                                                                                     \
    do {                                                                                                               \
        const std::string where = difference(a, b);                                                                    \
        QVERIFY2(where.empty(), where.c_str());                                                                        \
    } while (false)

void TestProjectVersions::everyVersionHasAFixture()
{
    for (int version = 1; version <= currentVersion(); ++version)
        QVERIFY2(QFile::exists(fixtures() + QStringLiteral("/version%1.symbolon").arg(version)),
                 qPrintable(QStringLiteral("write it with: projectfixture version%1.symbolon").arg(version)));
}

void TestProjectVersions::fixtureOpens_data()
{
    QTest::addColumn<QString>("file");
    for (const QString &file : QDir(fixtures()).entryList({QStringLiteral("*.symbolon")}))
        QTest::addRow("%s", qPrintable(file)) << file;
}

void TestProjectVersions::fixtureOpens()
{
    QFETCH(QString, file);
    const QTemporaryDir folder;
    const QString path = folder.filePath(file);
    QVERIFY(QFile::copy(fixtures() + u'/' + file, path));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    const FixtureContent content(QStringView(file).mid(7).chopped(9).toInt()); // versionN.symbolon
    for (const auto access : {ProjectStore::Access::ReadOnly, ProjectStore::Access::ReadWrite}) {
        const auto store = must(ProjectStore::open(path, access));
        const qint64 id = must(store->binaries()).first().id;
        SAME(must(store->binaries()).first(), content.input);
        SAME(must(store->loadProgram(id)), content.program);
        SAME(must(store->loadSources()), content.tree);
        SAME(*must(store->loadMatches(id)), content.matches);
        SAME(must(store->decisions(id)), content.decisions.mid(0, 2));
        QCOMPARE(must(store->loadVectors(content.space, {QByteArray(16, '\0'), QByteArray(16, '\xff')})),
                 content.vectors);
        QCOMPARE(store->setting(QStringLiteral("method")), QStringLiteral("b2sfinder"));
        if (store->isReadOnly())
            continue;
        must(store->redo());
        SAME(must(store->decisions(id)), (QList<Decision>{content.decisions[2], content.decisions[1]}));
        for (int n = 0; n < 3; ++n)
            must(store->undo());
        QVERIFY(must(store->decisions(id)).isEmpty());
    }
}

// Until version 5 the one rejected source stood in the place of the accepted one.
void TestProjectVersions::rejectedSourcesBecomeConstraints()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.symbolon"));
    {
        const Database database(path, Database::Mode::Create);
        migrate(database, migrations().first(4));
        database.execute("INSERT INTO inputs VALUES(1, '/a', '', '', 0, NULL, '', 0);"
                         "INSERT INTO decisions VALUES(1, 16, 2, 'a.c', 'f', 7, 'no');"
                         "INSERT INTO decisions VALUES(1, 32, 1, 'a.c', 'g', 9, '');"
                         "INSERT INTO decisions VALUES(1, 48, 2, NULL, NULL, NULL, '');"
                         "INSERT INTO undo_steps VALUES(1, 1, 0), (2, 1, 0);"
                         "INSERT INTO undo_changes VALUES(1, 0, 16, 0, NULL, NULL, NULL, '', 2, 'b.c', 'e', 5, '');"
                         "INSERT INTO undo_changes VALUES(1, 1, 32, 0, NULL, NULL, NULL, '', 1, 'a.c', 'g', 9, '');"
                         "INSERT INTO undo_changes VALUES(2, 0, 16, 2, 'b.c', 'e', 5, '', 2, 'a.c', 'f', 7, 'no');"
                         "INSERT INTO undo_changes VALUES(2, 1, 48, 0, NULL, NULL, NULL, '', 2, NULL, NULL, NULL, '')");
    }
    const SourceKey e{QStringLiteral("b.c"), QStringLiteral("e"), 5};
    const SourceKey f{QStringLiteral("a.c"), QStringLiteral("f"), 7};
    const SourceKey g{QStringLiteral("a.c"), QStringLiteral("g"), 9};
    const QList<Decision> last{{16, Decision::State::Rejected, {}, QStringLiteral("no"), {f}},
                               {32, Decision::State::Accepted, g, {}, {}},
                               {48, Decision::State::Rejected, {}, {}, {}}};
    const auto store = must(ProjectStore::open(path));
    SAME(must(store->decisions(1)), last);
    must(store->undo());
    SAME(must(store->decisions(1)), (QList<Decision>{{16, Decision::State::Rejected, {}, {}, {e}}, last[1]}));
    must(store->undo());
    QVERIFY(must(store->decisions(1)).isEmpty());
    must(store->redo());
    must(store->redo());
    SAME(must(store->decisions(1)), last);
}

void TestProjectVersions::stepsRunInOrder()
{
    const std::array<Migration, 1> first{"CREATE TABLE a(x INTEGER) STRICT"};
    const std::array<Migration, 3> all{first[0], "ALTER TABLE a ADD COLUMN y INTEGER; INSERT INTO a VALUES(1, 2)",
                                       "UPDATE a SET y = y * 10"};
    const QTemporaryDir folder;
    const Database database(folder.filePath(QStringLiteral("a")), Database::Mode::Create);
    QCOMPARE(projectFormat(database, all), ProjectFormat::Empty);
    migrate(database, first);
    QCOMPARE(projectFormat(database, first), ProjectFormat::Current);
    QCOMPARE(projectFormat(database, all), ProjectFormat::Older);
    migrate(database, all);
    QCOMPARE(database.integer("SELECT y FROM a"), 20);
    QCOMPARE(projectFormat(database, all), ProjectFormat::Current);
    QCOMPARE(projectFormat(database, first), ProjectFormat::Newer);
    checkSchema(database, all);
    migrate(database, all); // nothing left to do
    QCOMPARE(database.integer("SELECT y FROM a"), 20);
}

void TestProjectVersions::failedStepChangesNothing()
{
    const std::array<Migration, 1> first{"CREATE TABLE a(x INTEGER) STRICT"};
    const std::array<Migration, 3> all{first[0], "CREATE TABLE b(x INTEGER)", "no SQL"};
    const QTemporaryDir folder;
    const Database database(folder.filePath(QStringLiteral("a")), Database::Mode::Create);
    migrate(database, first);
    QVERIFY_THROWS_EXCEPTION(DatabaseError, migrate(database, all));
    QCOMPARE(database.integer("PRAGMA user_version"), 1);
    QCOMPARE(database.integer("SELECT count(*) FROM sqlite_schema WHERE name='b'"), 0);
}

void TestProjectVersions::newerIsRefusedAndLeftAlone_data()
{
    QTest::addColumn<bool>("withLog");
    QTest::newRow("closed") << false;
    QTest::newRow("its program was killed: changes still in the log") << true;
}

void TestProjectVersions::newerIsRefusedAndLeftAlone()
{
    QFETCH(bool, withLog);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.symbolon"));
    must(ProjectStore::create(path)).reset();
    if (!withLog) {
        const Database database(path, Database::Mode::ReadWrite);
        database.execute("PRAGMA user_version=4711");
    } else {
        // A copy of the files while the newer program still has them open.
        const QTemporaryDir live;
        const QString other = live.filePath(QStringLiteral("a.symbolon"));
        QVERIFY(QFile::copy(path, other));
        const Database database(other, Database::Mode::ReadWrite);
        database.execute("PRAGMA user_version=4711");
        QVERIFY(QFile::remove(path));
        QVERIFY(QFile::copy(other, path));
        QVERIFY(QFile::copy(other + QStringLiteral("-wal"), path + QStringLiteral("-wal")));
    }
    const QByteArray before = bytes(path);
    const QByteArray logBefore = bytes(path + QStringLiteral("-wal"));
    QCOMPARE(logBefore.isEmpty(), !withLog);
    for (const auto access : {ProjectStore::Access::ReadWrite, ProjectStore::Access::ReadOnly}) {
        const auto refused = ProjectStore::open(path, access);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::BadInput);
        const QString summary = QString::fromStdString(refused.error().summary);
        QVERIFY2(summary.startsWith(path + QLatin1Char(':')), qPrintable(summary));
        QVERIFY2(summary.contains(QLatin1String("format 4711,")), qPrintable(summary));
        QVERIFY(!refused.error().hint.empty());
    }
    QCOMPARE(bytes(path), before);
    QCOMPARE(bytes(path + QStringLiteral("-wal")), logBefore);
}

void TestProjectVersions::foreignTablesAreRefused()
{
    for (const char *sql :
         {"CREATE TRIGGER t AFTER INSERT ON decisions BEGIN DELETE FROM decisions; END",
          "DROP TABLE blocks; CREATE VIEW blocks AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT "
          "n FROM r) SELECT n FROM r",
          "DROP TABLE evidence", "ALTER TABLE calls ADD COLUMN more INTEGER"}) {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.symbolon"));
        must(ProjectStore::create(path)).reset();
        Database(path, Database::Mode::ReadWrite).execute(sql);
        const auto refused = ProjectStore::open(path);
        QVERIFY2(!refused, sql);
        QCOMPARE(refused.error().kind, ErrorKind::BadInput);
    }
}

QTEST_GUILESS_MAIN(TestProjectVersions)
#include "tst_projectversions.moc"
