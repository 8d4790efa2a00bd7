// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files that are no project, damaged ones, and the backup.

#include "app/project/database.h"
#include "app/project/projectstore.h"
#include "generated.h"
#include "must.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace symbolon;
using namespace generated;

class TestProjectFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void createRefusesWhatIsThere();
    void createdAnewAfterClosing();
    void noProjectIsRefused_data();
    void noProjectIsRefused();
    void damageIsReported_data();
    void damageIsReported();
    void everyDamagedByteIsSurvived();
    void wrongValuesAreDamage_data();
    void wrongValuesAreDamage();
    void backupIsOfferedAndRestored();
    void damagedProjectKeepsTheOldBackup();
    void oneBackupPerSession();
    void namesOfAllKinds();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("a.symbolon")); }
    void write(const QByteArray &bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    [[nodiscard]] QByteArray bytes() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    // A project with everything in it; gives the binary's id.
    qint64 fill(quint64 seed = 1) const
    {
        Random random(seed);
        const auto store =
            QFile::exists(path()) ? must(ProjectStore::open(path())) : must(ProjectStore::create(path()));
        const Program program = generated::program(random);
        const SourceTree tree = sources(random);
        const qint64 id = must(store->saveBinary(binaryInput(random), program));
        must(store->saveSources({sourceInput(random)}, tree));
        must(store->saveMatches(id, matches(random, program, tree)));
        must(store->decide(id, generated::decisions(random, program)));
        return id;
    }
    // Reads everything; the first error, or none.
    [[nodiscard]] std::optional<Error> readAll() const
    {
        const auto store = ProjectStore::open(path(), ProjectStore::Access::ReadOnly);
        if (!store)
            return store.error();
        const auto inputs = (*store)->binaries();
        if (!inputs)
            return inputs.error();
        for (const BinaryInput &input : *inputs) {
            if (const auto program = (*store)->loadProgram(input.id); !program)
                return program.error();
            if (const auto matches = (*store)->loadMatches(input.id); !matches)
                return matches.error();
            if (const auto decisions = (*store)->decisions(input.id); !decisions)
                return decisions.error();
        }
        if (const auto tree = (*store)->loadSources(); !tree)
            return tree.error();
        return std::nullopt;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestProjectFiles::createRefusesWhatIsThere()
{
    write("something");
    const auto refused = ProjectStore::create(path());
    QVERIFY(!refused);
    QVERIFY(refused.error().summary.find(path().toStdString()) != std::string::npos);
    QCOMPARE(bytes(), QByteArray("something"));

    write({}); // an empty file, as a file dialog may leave, is no obstacle
    must(ProjectStore::create(path())).reset();
    QVERIFY(!ProjectStore::create(path()));
    QVERIFY(!ProjectStore::create(m_folder->filePath(QStringLiteral("no/such/folder.symbolon"))));
    QVERIFY(!ProjectStore::create(m_folder->path()));
}

void TestProjectFiles::createdAnewAfterClosing()
{
    must(ProjectStore::create(path())).reset();
    // Closed cleanly, a project is one file.
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("a.symbolon")});
}

void TestProjectFiles::noProjectIsRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("int main(void) { return 0; }\n");
    QTest::newRow("header only") << QByteArray("SQLite format 3\0", 16);
    QTest::newRow("zeroes") << QByteArray(8192, 0);
    QTest::newRow("large") << QByteArray(1 << 20, 'x');
}

void TestProjectFiles::noProjectIsRefused()
{
    QFETCH(QByteArray, content);
    write(content);
    const auto refused = ProjectStore::open(path());
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::BadInput);
    QVERIFY(refused.error().summary.find(path().toStdString()) != std::string::npos);
    QVERIFY(refused.error().summary.find('\n') == std::string::npos);
    QCOMPARE(bytes(), content);

    QFile::remove(path());
    QCOMPARE(ProjectStore::open(path()).error().kind, ErrorKind::BadInput);
    QCOMPARE(ProjectStore::open(m_folder->path()).error().kind, ErrorKind::BadInput);
    { // another program's database
        const Database other(path(), Database::Mode::Create);
        other.execute("CREATE TABLE notes(text)");
    }
    QCOMPARE(ProjectStore::open(path()).error().kind, ErrorKind::BadInput);
}

void TestProjectFiles::damageIsReported_data()
{
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<bool>("cut");
    QTest::newRow("cut in the middle") << 0.5 << 1.0 << true;
    QTest::newRow("cut near the end") << 0.9 << 1.0 << true;
    QTest::newRow("first page overwritten") << 0.0 << 0.02 << false;
    QTest::newRow("all but the header overwritten") << 0.02 << 1.0 << false;
}

void TestProjectFiles::damageIsReported()
{
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(bool, cut);
    fill();
    QByteArray content = bytes();
    const auto begin = static_cast<qsizetype>(content.size() * from);
    const auto end = static_cast<qsizetype>(content.size() * to);
    if (cut)
        content.truncate(begin);
    else
        content.replace(begin, end - begin, QByteArray(end - begin, '\xa5'));
    write(content);
    const auto error = readAll();
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::BadInput);
    QVERIFY(!error->hint.empty());
    QVERIFY(error->summary.find(path().toStdString()) != std::string::npos);
}

// Any damage gives an error or values that hold together; never a crash.
void TestProjectFiles::everyDamagedByteIsSurvived()
{
    fill();
    const QByteArray content = bytes();
    Random random(11);
    int refused = 0;
    for (int n = 0; n < 300; ++n) {
        QByteArray damaged = content;
        for (uint64_t hits = 1 + random.below(8); hits > 0; --hits)
            damaged[static_cast<qsizetype>(random.below(static_cast<uint64_t>(damaged.size())))] =
                static_cast<char>(random.bits());
        write(damaged);
        refused += readAll().has_value();
    }
    QVERIFY(refused > 30);
}

void TestProjectFiles::wrongValuesAreDamage_data()
{
    QTest::addColumn<QByteArray>("sql");
    const auto row = [](const char *sql) { QTest::newRow(sql) << QByteArray(sql); };
    row("UPDATE edges SET to_block=1000");
    row("UPDATE edges SET kind=77");
    row("UPDATE edges SET cases=x'ffffffffffffffffff01'");
    row("UPDATE blocks SET instruction_count=-1");
    row("UPDATE blocks SET first_instruction=4000000000");
    row("UPDATE instructions SET code=x'00'");
    row("UPDATE instructions SET code=x'7fffffff789c'");
    row("UPDATE instructions SET code=zeroblob(100000)");
    row("UPDATE functions SET callers=x'0163'");
    row("DELETE FROM functions WHERE ordinal=3");
    row("UPDATE images SET architecture=200");
    row("UPDATE code_references SET kind=-1");
    row("UPDATE source_functions SET file=99");
    row("UPDATE source_texts SET body=x'00100000'");
    row("UPDATE candidates SET source=4000");
    row("UPDATE matched_functions SET function=4000");
    row("UPDATE evidence SET kind='witchcraft'");
    row("DELETE FROM candidates");
}

void TestProjectFiles::wrongValuesAreDamage()
{
    QFETCH(QByteArray, sql);
    fill();
    {
        const Database database(path(), Database::Mode::ReadWrite);
        database.execute("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON; " + sql.toStdString());
    }
    const auto error = readAll();
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::BadInput);
}

void TestProjectFiles::backupIsOfferedAndRestored()
{
    const qint64 id = fill();
    QVERIFY(!ProjectStore::backupTime(path())); // nothing was there before the first session
    const QList<Decision> before = must(must(ProjectStore::open(path()))->decisions(id));
    must(must(ProjectStore::open(path()))->decide(id, Decision{77, Decision::State::Rejected, {}, {}}));
    QVERIFY(ProjectStore::backupTime(path()));

    write(QByteArray(5000, 'x'));
    const auto refused = ProjectStore::open(path());
    QVERIFY(!refused);
    QVERIFY2(refused.error().hint.find(".bak") != std::string::npos, refused.error().hint.c_str());

    must(ProjectStore::restoreBackup(path()));
    const auto store = must(ProjectStore::open(path()));
    const std::string where = difference(must(store->decisions(id)), before);
    QVERIFY2(where.empty(), where.c_str());
    QFile damaged(path() + QStringLiteral(".damaged"));
    QVERIFY(damaged.open(QIODevice::ReadOnly)); // kept, for those who can mend it
    QCOMPARE(damaged.readAll(), QByteArray(5000, 'x'));
}

void TestProjectFiles::damagedProjectKeepsTheOldBackup()
{
    const qint64 id = fill();
    must(must(ProjectStore::open(path()))->decide(id, Decision{77, Decision::State::Rejected, {}, {}}));
    QFile backup(path() + QStringLiteral(".bak"));
    QVERIFY(backup.open(QIODevice::ReadOnly));
    const QByteArray good = backup.readAll();
    backup.close();

    QByteArray content = bytes();
    content.replace(content.size() / 3, content.size() / 2, QByteArray(content.size() / 2, '\xa5'));
    write(content);
    if (const auto store = ProjectStore::open(path())) { // its first pages are sound
        const auto decided = (*store)->decide(id, Decision{78, Decision::State::Rejected, {}, {}});
        QVERIFY(!decided);
        QCOMPARE(decided.error().kind, ErrorKind::BadInput);
    }
    QVERIFY(backup.open(QIODevice::ReadOnly));
    QCOMPARE(backup.readAll(), good);
}

void TestProjectFiles::oneBackupPerSession()
{
    const qint64 id = fill();
    const auto store = must(ProjectStore::open(path()));
    must(store->decide(id, Decision{77, Decision::State::Rejected, {}, {}}));
    QVERIFY(QFile::remove(path() + QStringLiteral(".bak")));
    must(store->decide(id, Decision{78, Decision::State::Rejected, {}, {}}));
    must(
        must(ProjectStore::open(path()))->decide(id, Decision{79, Decision::State::Rejected, {}, {}})); // a job's store
    QVERIFY(!ProjectStore::backupTime(path()));
}

void TestProjectFiles::namesOfAllKinds()
{
    for (const QString &name :
         {QStringLiteral("a b.symbolon"), QStringLiteral("漢字 ü.symbolon"),
          QStringLiteral("a?mode=memory&x=%41#b.symbolon"), QStringLiteral("'quoted\".symbolon")}) {
        const QString path = m_folder->filePath(name);
        must(must(ProjectStore::create(path))->setSetting(QStringLiteral("k"), name));
        QVERIFY2(QFile::exists(path), qPrintable(path));
        QCOMPARE(must(ProjectStore::open(path))->setting(QStringLiteral("k")), name);
    }
    // A link to a project is that project.
    const QString link = m_folder->filePath(QStringLiteral("link.symbolon"));
    fill();
    QVERIFY(QFile::link(path(), link));
    QCOMPARE(must(must(ProjectStore::open(link))->binaries()).size(), 1);
}

QTEST_GUILESS_MAIN(TestProjectFiles)
#include "tst_projectfiles.moc"
