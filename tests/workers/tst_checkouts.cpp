// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Several checkouts: what is known is not read again; the tags of a git checkout tell a binary's version, and nothing
// that its configuration names is run.
#include "app/workers/checkouts.h"
#include "app/workers/gitrepository.h"
#include "app/workers/tagversions.h"
#include "tests/matching/minilibrary.h"

#include "analysis/matching/components.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace symbolon;
using namespace Qt::StringLiterals;

class TestCheckouts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(minilibrary::writeProgram(path(u"app"_s)));
        QVERIFY(minilibrary::writeLibrary(path(u"mini"_s), 2));
    }
    void onlyWhatChangedIsReadAgain();
    void namesStay();
    void whatIsGoneStays();
    void tagsAreVersions();
    void configurationRunsNothing();
    void withoutTagsNothingIsSaid();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    Checkouts read(const QStringList &names, const Checkouts &known = {}) const
    {
        QStringList roots;
        for (const QString &name : names)
            roots << path(name);
        auto checkouts = readCheckouts(m_workers, roots, known, {});
        if (!checkouts)
            qFatal("%s", checkouts.error().summary.c_str());
        return std::move(*checkouts);
    }
    static QStringList namesOf(const Checkouts &checkouts)
    {
        QStringList names;
        for (const SourceInput &input : checkouts.inputs)
            names << input.name;
        return names;
    }
    bool git(const QStringList &arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *who : {"AUTHOR", "COMMITTER"}) {
            environment.insert(u"GIT_%1_NAME"_s.arg(QLatin1String(who)), u"Test"_s);
            environment.insert(u"GIT_%1_EMAIL"_s.arg(QLatin1String(who)), u"test@example.org"_s);
        }
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(path(u"mini"_s));
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(u"git"_s, arguments);
        const bool done = process.waitForFinished() && process.exitCode() == 0;
        if (!done)
            qWarning("%s", process.readAll().constData());
        return done;
    }
    // Three tags, the last two of which are the same; the checkout is at the last.
    bool makeRepository() const
    {
        return minilibrary::writeLibrary(path(u"mini"_s), 1) && git({u"init"_s, u"-q"_s}) && git({u"add"_s, u"."_s})
               && git({u"commit"_s, u"-qm"_s, u"one"_s, u"--date"_s, u"2020-01-01T00:00:00"_s})
               && git({u"tag"_s, u"v1.8.1"_s}) && minilibrary::writeLibrary(path(u"mini"_s), 2)
               && git({u"commit"_s, u"-qam"_s, u"two"_s}) && git({u"tag"_s, u"v1.9.0"_s})
               && minilibrary::write(path(u"mini/NEWS"_s), "nothing new\n") && git({u"add"_s, u"."_s})
               && git({u"commit"_s, u"-qm"_s, u"three"_s}) && git({u"tag"_s, u"v1.9.0-final"_s});
    }
    static bool haveGit() { return !QStandardPaths::findExecutable(u"git"_s).isEmpty(); }

    Workers m_workers{QStringLiteral(SYMBOLON_EXECUTABLE)};
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCheckouts::onlyWhatChangedIsReadAgain()
{
    const Checkouts both = read({u"app"_s, u"mini"_s});
    QVERIFY(both.anew);
    QCOMPARE(namesOf(both), (QStringList{u"app"_s, u"mini"_s}));
    QCOMPARE(both.tree->components.size(), size_t(2));
    const Checkouts same = read({u"app"_s, u"mini"_s}, both);
    QVERIFY(!same.anew);
    QCOMPARE(same.tree, both.tree);

    // A change that the fingerprint does not show: what is taken over still has the former text.
    Checkouts marked = both;
    auto tree = std::make_shared<SourceTree>(*both.tree);
    for (SourceFunction &function : tree->functions)
        function.text += " // known";
    marked.tree = tree;
    QVERIFY(minilibrary::writeLibrary(path(u"mini"_s), 1));
    const Checkouts changed = read({u"app"_s, u"mini"_s}, marked);
    QVERIFY(changed.anew);
    for (const SourceFunction &function : changed.tree->functions)
        QCOMPARE(function.text.ends_with(" // known"), componentOf(*changed.tree, function) == 0);
    QCOMPARE(changed.tree->functions.size(), both.tree->functions.size());

    const Checkouts one = read({u"mini"_s}, changed);
    QVERIFY(one.anew);
    QVERIFY(!hasSeveralComponents(*one.tree));
    QCOMPARE(encodeSourceTree(takeComponent(*changed.tree, 1)).size() > 1000, true);
    QCOMPARE(one.tree->functions.size() + 4, changed.tree->functions.size()); // the program has four
    QVERIFY(read({}, one).anew);
    QVERIFY(!read({}, one).tree);
}

void TestCheckouts::namesStay()
{
    QVERIFY(minilibrary::writeLibrary(path(u"old/mini"_s), 1));
    const Checkouts first = read({u"mini"_s});
    const Checkouts both = read({u"old/mini"_s, u"mini"_s}, first);
    QCOMPARE(namesOf(both), (QStringList{u"old/mini"_s, u"mini"_s}));
    QCOMPARE(namesOf(read({u"old/mini"_s}, both)), QStringList{u"old/mini"_s});
}

void TestCheckouts::whatIsGoneStays()
{
    const Checkouts both = read({u"app"_s, u"mini"_s});
    QVERIFY(QDir(path(u"mini"_s)).removeRecursively());
    const Checkouts still = read({u"app"_s, u"mini"_s}, both);
    QVERIFY(!still.anew);
    QCOMPARE(still.tree, both.tree);
    const auto none = readCheckouts(m_workers, {path(u"mini"_s)}, {}, {});
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::BadInput);
}

void TestCheckouts::tagsAreVersions()
{
    if (!haveGit() || minilibrary::compiler().isEmpty())
        QSKIP("no git or no C compiler");
    QVERIFY(makeRepository());
    const Checkouts checkouts = read({u"app"_s, u"mini"_s});
    for (const int version : {1, 2}) {
        QVERIFY(minilibrary::writeLibrary(path(u"built"_s), version));
        const QByteArray said = minilibrary::build(path(u"app"_s), path(u"built"_s), path(u"program"_s));
        QVERIFY2(said.isEmpty(), said.constData());
        const auto analyzed = m_workers.analyze({path(u"program"_s), {}, {}, 0}, {});
        QVERIFY(analyzed.ok());
        MatchOptions options;
        options.method = "binpro";
        const auto matches = match(analyzed->program, *checkouts.tree, options, {});
        QVERIFY(matches.ok());
        const auto taken = takenFor(*matches);
        const auto versions = readTagVersions(*checkouts.tree, taken, {});
        QCOMPARE(versions.size(), size_t(1));
        QCOMPARE(versions[0].component, 1U);
        QCOMPARE(versions[0].versions.size(), size_t(3));
        const auto verdicts = tellTags(analyzed->program, *checkouts.tree, taken, versions);
        QCOMPARE(verdicts.size(), size_t(1));
        QCOMPARE(verdicts[0].names, (std::vector<std::string>{"v1.8.1", "v1.9.0", "v1.9.0-final"}));
        QVERIFY(verdicts[0].verdict.decided);
        QCOMPARE(verdicts[0].verdict.best, version == 1 ? (std::vector<uint32_t>{0}) : (std::vector<uint32_t>{1, 2}));
    }
    std::stop_source stop;
    stop.request_stop();
    Work stopped;
    stopped.stop = stop.get_token();
    QVERIFY(readTagVersions(*checkouts.tree, {}, stopped).empty());
}

void TestCheckouts::configurationRunsNothing()
{
    if (!haveGit())
        QSKIP("no git");
    QVERIFY(makeRepository());
    const QString witness = path(u"witness"_s);
    const QString script = path(u"script"_s);
    QVERIFY(minilibrary::write(script, "#!/bin/sh\ntouch " + witness.toUtf8() + "\n"));
    QVERIFY(QFile::setPermissions(script, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    for (const char *key :
         {"core.fsmonitor", "core.pager", "core.sshCommand", "filter.x.smudge", "filter.x.clean", "diff.external",
          "core.askPass", "core.editor", "diff.x.textconv", "core.alternateRefsCommand", "uploadpack.packObjectsHook"})
        QVERIFY(git({u"config"_s, QLatin1String(key), script}));
    QVERIFY(git({u"config"_s, u"extensions.partialClone"_s, u"evil"_s})
            && git({u"config"_s, u"remote.evil.promisor"_s, u"true"_s})
            && git({u"config"_s, u"remote.evil.url"_s, u"ext::"_s + script})
            && git({u"config"_s, u"protocol.ext.allow"_s, u"always"_s}));
    QVERIFY(minilibrary::write(path(u"mini/.gitattributes"_s), "*.c filter=x diff=x\n"));
    QFile::remove(witness);

    const auto repository = GitRepository::at(path(u"mini"_s));
    QVERIFY(repository);
    QCOMPARE(repository->tags({}).size(), 3);
    const auto files = repository->files(u"v1.8.1"_s, {});
    QCOMPARE(files.size(), 3);
    QList<QByteArray> blobs{QByteArray(40, 'a')}; // not there: git would ask the remote
    for (const GitFile &file : files)
        blobs << file.blob;
    QMap<qsizetype, QByteArray> texts;
    repository->read(blobs, 1 << 20, [&](qsizetype n, const QByteArray &text) { texts.insert(n, text); }, {});
    QCOMPARE(texts.keys(), (QList<qsizetype>{1, 2, 3}));
    for (const QByteArray &text : std::as_const(texts))
        QVERIFY(text.contains("mini"));
    QVERIFY(!QFile::exists(witness));
    QVERIFY(repository->files(u"no such tag"_s, {}).isEmpty());
    QVERIFY(repository->files(u"--help"_s, {}).isEmpty());
}

void TestCheckouts::withoutTagsNothingIsSaid()
{
    const Checkouts checkouts = read({u"mini"_s});
    const std::vector<TakenFor> taken{{0, 0, true, 1}};
    QVERIFY(readTagVersions(*checkouts.tree, taken, {}).empty()); // no git checkout
    QVERIFY(!GitRepository::at(path(u"mini/src"_s)));
    if (!haveGit())
        return;
    QVERIFY(git({u"init"_s, u"-q"_s}));
    QVERIFY(readTagVersions(*checkouts.tree, taken, {}).empty()); // no tag
    QVERIFY(QDir(path(u"mini/.git"_s)).removeRecursively());
    QVERIFY(minilibrary::write(path(u"mini/.git"_s), "gitdir: /nonexistent\n"));
    QVERIFY(readTagVersions(*checkouts.tree, taken, {}).empty()); // damaged
}

QTEST_GUILESS_MAIN(TestCheckouts)
#include "tst_checkouts.moc"
