// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/recovery.h"
#include "app/session/session.h"
#include "app/session/sourcetext.h"
#include "tests/embedding/fakes.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace symbolon;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

QString sampleProgram()
{
    const QStringList found = QDir(QStringLiteral(SYMBOLON_SAMPLE_DIR)).entryList({u"lampd-*"_s}, QDir::Files);
    for (const QString &name : found) {
        if (!name.contains(u".debug"_s) && !name.contains(u".truth"_s) && !name.contains(u"arm"_s))
            return QStringLiteral(SYMBOLON_SAMPLE_DIR "/") + name;
    }
    return {};
}

const QString sampleTree = QStringLiteral(SYMBOLON_SOURCE_DIR "/resources/sample/src");

int proposedFunction(const Session &session)
{
    for (const FunctionMatches &match : session.workspace().matches->functions) {
        if (session.workspace().stateOf(int(match.function)) == MatchState::Proposed)
            return int(match.function);
    }
    return -1;
}

} // namespace

class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void matchingStartsByItself();
    void decisionsAreOnDiskWhenShown();
    void decisionsChangeWhatIsProposedForOthers();
    void matchingAgainCanBeLeftToTheUser();
    void aReopenedProjectMatchesAgainAroundDecisions();
    void manyDecisionsAreOneUndoStep();
    void saveAsKeepsEverything();
    void reopeningAnalysesNothing();
    void changedInputsAreNoticed();
    void missingInputsAreNoError();
    void decisionsSurviveACrash();
    void aNewProjectIsKeptInTheUsersFolder();
    void whatIsLeftIsNamedAfterTheBinary();
    void nothingIsLeftWhereNothingWasDecided();
    void severalBinariesInOneProject();
    void severalCheckoutsInOneProject();
    void containersAndUnknownFormats();
    void rawChoicesAreKept();
    void errorsCanBeRetried();
    void damagedProjectTakesNothingAway();
    void damagedProjectComesBackFromItsBackup();
    void cancelLeavesTheSessionUsable();
    void theNetworkTakesPartAndItsVectorsAreKept();
    void withoutANetworkTheDefaultGivesWay();
    void sourceFunctionsAreFoundInTheBinary();
    void withoutTheNetworkSourceFunctionsAreFoundAllTheSame();
    void pairsAreExamined();
    void cancellingStopsTheEmbedding();
    void twoSessionsDoNotMeet();
    void sourceTextStaysInTheCheckout();
    void layoutComesBackWithItsToken();

private:
    SessionOptions options() const { return {QStringLiteral(SYMBOLON_EXECUTABLE), m_folder->path() + u"/unsaved"_s}; }
    SessionOptions optionsWith(const std::shared_ptr<const fakes::FakeEmbedder> &embedder) const
    {
        SessionOptions with = options();
        with.openEngine = [embedder](const QString &) { return Result<EmbeddingEngine>(fakes::engineOf(embedder)); };
        return with;
    }
    QString copyOf(const QString &file, const QString &name) const
    {
        const QString copy = m_folder->path() + u'/' + name;
        QFile::remove(copy);
        return QFile::copy(file, copy) ? copy : QString();
    }
    // The sample, opened and matched.
    void open(Session &session, const QString &binary)
    {
        session.openBinaries({BinaryRequest{binary, {}, {}, 0}});
        session.openSources(sampleTree);
        QTRY_VERIFY_WITH_TIMEOUT(session.workspace().matches, patience);
        QTRY_VERIFY_WITH_TIMEOUT(session.isSettled(), patience);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_binary;
};

void TestSession::initTestCase()
{
    m_binary = sampleProgram();
    QVERIFY2(!m_binary.isEmpty(), "the sample is not built");
    qputenv("SYMBOLON_WEIGHTS", "/nonexistent/symbolon.weights"); // the tests bring their own network
    QVERIFY(QFile::exists(QStringLiteral(SYMBOLON_EXECUTABLE)));
}

void TestSession::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestSession::matchingStartsByItself()
{
    Session session(options());
    QSignalSpy failed(&session, &Session::failed);
    QVERIFY(session.isEmpty());
    open(session, m_binary);
    QCOMPARE(failed.count(), 0);
    QVERIFY(session.workspace().program->functions.size() > 50);
    QVERIFY(session.workspace().sources->functions.size() >= 60);
    QVERIFY(session.workspace().matches->functions.size() > 30);
    QCOMPARE(session.binaries().size(), 1);
    QVERIFY(session.projectPath().isEmpty());
    QVERIFY(session.name().startsWith(u"lampd"_s));
    QVERIFY(*session.binaries().first().id > 0);
}

void TestSession::decisionsAreOnDiskWhenShown()
{
    Session session(options());
    open(session, m_binary);
    const QString project = m_folder->path() + u"/p.symbolon"_s;
    session.saveAs(project);
    QTRY_COMPARE(session.projectPath(), project);
    const int function = proposedFunction(session);
    QVERIFY(function >= 0);
    const Candidate *candidate = session.workspace().candidate(function, 0);
    bool stored = false;
    connect(&session, &Session::workspaceChanged, this, [&] {
        if (session.workspace().stateOf(function) != MatchState::Accepted)
            return;
        const auto store = ProjectStore::open(project, ProjectStore::Access::ReadOnly);
        const auto decisions = (*store)->decisions(*session.binaries().first().id);
        stored = decisions->size() == 1 && decisions->first().state == Decision::State::Accepted;
    });
    session.accept(function, int(candidate->source));
    QVERIFY(session.isPending(function));
    QTRY_COMPARE(session.workspace().stateOf(function), MatchState::Accepted);
    QVERIFY(stored);
    QCOMPARE(session.workspace().decisions->value(function).source, int(candidate->source));
    session.comment(function, u"sure"_s);
    QTRY_COMPARE(session.workspace().commentOf(function), u"sure"_s);
    QCOMPARE(session.workspace().stateOf(function), MatchState::Accepted);
    QVERIFY(session.canUndo());
    session.undo();
    session.undo();
    QTRY_COMPARE(session.workspace().stateOf(function), MatchState::Proposed);
    QVERIFY(!session.canUndo());
    QVERIFY(session.canRedo());
    session.redo();
    QTRY_COMPARE(session.workspace().stateOf(function), MatchState::Accepted);
    const int source = session.workspace().decisions->value(function).source;
    session.reject(function, source);
    QTRY_COMPARE(session.workspace().decisions->value(function).rejected, QList<int>{source});
    QVERIFY(session.workspace().stateOf(function) != MatchState::Accepted);
    session.block({function});
    QTRY_COMPARE(session.workspace().stateOf(function), MatchState::Blocked);
    session.withdraw({function});
    QTRY_COMPARE(session.workspace().stateOf(function), MatchState::Proposed);
    QVERIFY(session.workspace().decisions->value(function).rejected.isEmpty());
    session.undo();
    QTRY_COMPARE(session.workspace().stateOf(function), MatchState::Blocked);
    QCOMPARE(session.workspace().decisions->value(function).rejected, QList<int>{source});
}

// A decision takes a source function away from others, or gives it back; it never changes what was decided.
void TestSession::decisionsChangeWhatIsProposedForOthers()
{
    const auto embedder = std::make_shared<fakes::FakeEmbedder>();
    Session session(optionsWith(embedder));
    // One-to-one: the method full lets a source function be several binary functions.
    session.setMethod(QString::fromUtf8(embeddingMethod.data(), qsizetype(embeddingMethod.size())));
    QSignalSpy failed(&session, &Session::failed);
    open(session, m_binary);
    const int embedded = embedder->sources + embedder->binaries;
    const Workspace &w = session.workspace();
    // One function is given the source that is proposed for another, which cannot have it then.
    QList<int> proposed = w.proposedAbove(0);
    QVERIFY(proposed.size() > 10);
    const int decided = proposed[0];
    const int other = proposed[1];
    const uint32_t wanted = w.proposed(other)->source;
    QVERIFY(w.proposed(decided)->source != wanted);
    QSignalSpy rematched(&session, &Session::rematched);
    session.accept(decided, int(wanted));
    QTRY_COMPARE_WITH_TIMEOUT(rematched.count(), 1, patience);
    QVERIFY(!session.isStale());
    const auto changes = rematched[0][0].value<MatchChanges>();
    QCOMPARE(changes.decisions, 1);
    const auto changeOf = [](const MatchChanges &all, int function) {
        return std::find_if(all.functions.begin(), all.functions.end(),
                            [&](const MatchChange &change) { return change.function == function; });
    };
    QVERIFY(changeOf(changes, decided) == changes.functions.end());
    const auto change = changeOf(changes, other);
    QVERIFY(change != changes.functions.end());
    QCOMPARE(change->sourceBefore, int(wanted));
    QVERIFY(change->sourceAfter != int(wanted));
    QCOMPARE(w.stateOf(decided), MatchState::Accepted);
    QCOMPARE(w.decisions->value(decided).source, int(wanted));
    QVERIFY(!w.proposed(other) || w.proposed(other)->source != wanted);
    QCOMPARE(embedder->sources + embedder->binaries, embedded); // nothing anew

    // Rejected pairs and blocked functions stay so, whatever is decided elsewhere.
    const uint32_t first = w.candidate(proposed[2], 0)->source;
    session.reject(proposed[2], int(first));
    session.block({proposed[3]});
    QTRY_COMPARE(w.stateOf(proposed[3]), MatchState::Blocked);
    QTRY_VERIFY_WITH_TIMEOUT(session.isSettled() && !session.isStale(), patience);
    QCOMPARE(w.rankOf(proposed[2], first), -1);
    if (w.proposed(proposed[2])) {
        const uint32_t second = w.proposed(proposed[2])->source;
        session.reject(proposed[2], int(second));
        QTRY_COMPARE(w.decisions->value(proposed[2]).rejected.size(), 2);
        QTRY_VERIFY_WITH_TIMEOUT(session.isSettled() && !session.isStale(), patience);
        QCOMPARE(w.rankOf(proposed[2], second), -1);
        QCOMPARE(w.rankOf(proposed[2], first), -1);
        session.undo();
        QTRY_COMPARE(w.decisions->value(proposed[2]).rejected.size(), 1);
    }
    QVERIFY(!w.matchesOf(proposed[3]));
    QCOMPARE(w.stateOf(decided), MatchState::Accepted);
    // What is on the disk is what is shown.
    const QString project = m_folder->path() + u"/p.symbolon"_s;
    session.saveAs(project);
    QTRY_COMPARE(session.projectPath(), project);
    QTRY_VERIFY_WITH_TIMEOUT(session.isSettled() && !session.isStale(), patience);
    {
        const auto store = ProjectStore::open(project, ProjectStore::Access::ReadOnly);
        const auto stored = (*store)->loadMatches(*session.binaries().first().id);
        QVERIFY(stored && *stored);
        QVERIFY((*stored)->functions == w.matches->functions);
    }
    // Undoing all of it brings the first proposals back.
    QSignalSpy undone(&session, &Session::projectChanged);
    while (session.canUndo()) {
        undone.clear();
        session.undo();
        QTRY_VERIFY_WITH_TIMEOUT(undone.count() > 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT(session.isSettled() && !session.isStale(), patience);
    }
    QCOMPARE(w.proposed(other)->source, wanted);
    QCOMPARE(w.candidate(proposed[2], 0)->source, first);
    QVERIFY(w.matchesOf(proposed[3]));
    QCOMPARE(embedder->sources + embedder->binaries, embedded);
    QCOMPARE(failed.count(), 0);
}

void TestSession::matchingAgainCanBeLeftToTheUser()
{
    Session session(options());
    session.setRematching(false);
    open(session, m_binary);
    const auto before = session.workspace().matches;
    const QList<int> proposed = session.workspace().proposedAbove(0);
    session.block({proposed[0]});
    QTRY_COMPARE(session.workspace().stateOf(proposed[0]), MatchState::Blocked);
    QTest::qWait(200);
    QVERIFY(session.isSettled());
    QVERIFY(session.isStale());
    QCOMPARE(session.workspace().matches, before);
    session.comment(proposed[1], u"no constraint"_s);
    session.matchAgain();
    QTRY_VERIFY_WITH_TIMEOUT(!session.isStale(), patience);
    QVERIFY(!session.workspace().matchesOf(proposed[0]));
    session.undo(); // the comment
    session.undo();
    QTRY_COMPARE(session.workspace().stateOf(proposed[0]), MatchState::Unmatched);
    QVERIFY(session.isStale());
    session.setRematching(true); // catches up
    QTRY_COMPARE_WITH_TIMEOUT(session.workspace().stateOf(proposed[0]), MatchState::Proposed, patience);
}

void TestSession::aReopenedProjectMatchesAgainAroundDecisions()
{
    const QString project = m_folder->path() + u"/p.symbolon"_s;
    const auto embedder = std::make_shared<fakes::FakeEmbedder>();
    {
        Session session(optionsWith(embedder));
        open(session, m_binary);
        session.saveAs(project);
        QTRY_COMPARE(session.projectPath(), project);
    }
    const int embedded = embedder->sources + embedder->binaries;
    Session session(optionsWith(embedder));
    QSignalSpy loaded(&session, &Session::projectLoaded);
    session.loadProject(project);
    QTRY_COMPARE_WITH_TIMEOUT(loaded.count(), 1, patience);
    const Workspace &w = session.workspace();
    const int function = w.proposedAbove(0).first();
    const uint32_t source = w.proposed(function)->source;
    session.reject(function, int(source));
    QTRY_COMPARE_WITH_TIMEOUT(w.rankOf(function, source), -1, patience);
    QCOMPARE(w.matches->method, std::string(fullMethod));
    QCOMPARE(embedder->sources + embedder->binaries, embedded); // their vectors are in the project
}

void TestSession::manyDecisionsAreOneUndoStep()
{
    Session session(options());
    open(session, m_binary);
    const QList<int> shown = session.workspace().proposedAbove(0.1);
    const int accepted = session.acceptAbove(0.1);
    QCOMPARE(accepted, int(shown.size()));
    QVERIFY(accepted > 5);
    const auto count = [&](MatchState state) {
        return std::count_if(session.workspace().decisions->begin(), session.workspace().decisions->end(),
                             [&](const FunctionDecision &d) { return d.state == state; });
    };
    QTRY_COMPARE(int(count(MatchState::Accepted)), accepted);
    session.undo();
    QTRY_COMPARE(int(count(MatchState::Accepted)), 0);
    QVERIFY(!session.canUndo());
    QCOMPARE(session.acceptAbove(1.01), 0);
}

void TestSession::saveAsKeepsEverything()
{
    Session session(options());
    open(session, m_binary);
    QCOMPARE(QDir(m_folder->path() + u"/unsaved"_s).entryList({u"*.symbolon"_s}).size(), 1);
    session.acceptAbove(0.1);
    const QString first = m_folder->path() + u"/first.symbolon"_s;
    const QString second = m_folder->path() + u"/second.symbolon"_s;
    session.saveAs(first);
    QTRY_COMPARE(session.projectPath(), first);
    QCOMPARE(QDir(m_folder->path() + u"/unsaved"_s).entryList({u"*.symbolon"_s}).size(), 0);
    QFile(second).open(QIODevice::WriteOnly); // is replaced
    session.saveAs(second);
    QTRY_COMPARE(session.projectPath(), second);
    session.undo();
    QTRY_VERIFY(!session.canUndo());
    QSignalSpy failed(&session, &Session::failed);
    session.saveAs(u"/proc/no/such/folder.symbolon"_s);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(session.projectPath(), second);
    session.redo();
    QTRY_VERIFY(session.canUndo()); // still works on it
}

void TestSession::reopeningAnalysesNothing()
{
    const QString project = m_folder->path() + u"/p.symbolon"_s;
    int function = -1;
    std::size_t functions = 0;
    {
        Session session(options());
        open(session, m_binary);
        function = proposedFunction(session);
        functions = session.workspace().program->functions.size();
        session.accept(function, int(session.workspace().candidate(function, 0)->source));
        session.comment(function, u"kept"_s);
        session.saveAs(project);
        QTRY_COMPARE(session.projectPath(), project);
    }
    Session session(options());
    QStringList kinds;
    connect(&session.jobs(), &Jobs::started, this, [&](const JobStatus &job) { kinds.append(job.kind); });
    QSignalSpy loaded(&session, &Session::projectLoaded);
    QSignalSpy checked(&session, &Session::inputsChecked);
    session.openFile(project);
    QTRY_COMPARE_WITH_TIMEOUT(loaded.count(), 1, patience);
    QTRY_COMPARE(checked.count(), 1);
    QVERIFY(!checked[0][0].value<InputCheck>().anyChanged());
    QTRY_VERIFY(session.isSettled());
    for (const char *kind : {"analyze", "sources", "match"})
        QVERIFY2(!kinds.contains(QLatin1String(kind)), kind);
    QCOMPARE(session.workspace().program->functions.size(), functions);
    QVERIFY(session.workspace().sources);
    QVERIFY(session.workspace().matches);
    QCOMPARE(session.workspace().stateOf(function), MatchState::Accepted);
    QCOMPARE(session.workspace().commentOf(function), u"kept"_s);
    QVERIFY(session.canUndo());
}

void TestSession::changedInputsAreNoticed()
{
    const QString binary = copyOf(m_binary, u"prog"_s);
    const QString project = m_folder->path() + u"/p.symbolon"_s;
    int function = -1;
    {
        Session session(options());
        open(session, binary);
        function = proposedFunction(session);
        session.accept(function, int(session.workspace().candidate(function, 0)->source));
        session.saveAs(project);
        QTRY_COMPARE(session.projectPath(), project);
    }
    { // only its time: the content decides
        QFile file(binary);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-3), QFileDevice::FileModificationTime));
        file.close();
        Session session(options());
        QSignalSpy checked(&session, &Session::inputsChecked);
        session.loadProject(project);
        QTRY_COMPARE_WITH_TIMEOUT(checked.count(), 1, patience);
        QVERIFY(!checked[0][0].value<InputCheck>().anyChanged());
    }
    QFile file(binary);
    QVERIFY(file.open(QIODevice::Append));
    file.write("trailing bytes");
    file.close();
    Session session(options());
    QSignalSpy checked(&session, &Session::inputsChecked);
    session.loadProject(project);
    QTRY_COMPARE_WITH_TIMEOUT(checked.count(), 1, patience);
    QVERIFY(checked[0][0].value<InputCheck>().anyChanged());
    QCOMPARE(session.binaries().first().state, InputState::Changed);
    const auto before = session.workspace().program;
    session.analyzeChangedAgain();
    QTRY_VERIFY_WITH_TIMEOUT(session.workspace().program != before && session.workspace().matches, patience);
    QTRY_VERIFY_WITH_TIMEOUT(session.isSettled(), patience);
    QCOMPARE(session.binaries().size(), 1);
    QCOMPARE(session.binaries().first().state, InputState::Unchanged);
    QCOMPARE(session.workspace().stateOf(function), MatchState::Accepted); // decisions stay
}

void TestSession::missingInputsAreNoError()
{
    const QString binary = copyOf(m_binary, u"prog"_s);
    const QString project = m_folder->path() + u"/p.symbolon"_s;
    {
        Session session(options());
        open(session, binary);
        session.saveAs(project);
        QTRY_COMPARE(session.projectPath(), project);
    }
    QVERIFY(QFile::remove(binary));
    Session session(options());
    QSignalSpy failed(&session, &Session::failed);
    QSignalSpy checked(&session, &Session::inputsChecked);
    session.loadProject(project);
    QTRY_COMPARE_WITH_TIMEOUT(checked.count(), 1, patience);
    QVERIFY(checked[0][0].value<InputCheck>().anyMissing());
    QVERIFY(!checked[0][0].value<InputCheck>().anyChanged());
    QCOMPARE(failed.count(), 0);
    QVERIFY(session.workspace().program && session.workspace().matches && session.workspace().sources);
}

void TestSession::decisionsSurviveACrash()
{
    const QString folder = options().unsavedFolder;
    int function = -1;
    auto session = std::make_unique<Session>(options());
    open(*session, m_binary);
    function = proposedFunction(*session);
    session->accept(function, int(session->workspace().candidate(function, 0)->source));
    QTRY_COMPARE(session->workspace().stateOf(function), MatchState::Accepted);
    QVERIFY(leftBehind(folder).isEmpty()); // somebody works on it
    session.reset();
    const auto left = leftBehind(folder);
    QCOMPARE(left.size(), 1);
    QVERIFY(left.first().name.startsWith(u"lampd"_s));

    Session next(options());
    QSignalSpy loaded(&next, &Session::projectLoaded);
    next.recoverProject(left.first().path);
    QTRY_COMPARE_WITH_TIMEOUT(loaded.count(), 1, patience);
    QCOMPARE(next.workspace().stateOf(function), MatchState::Accepted);
    QVERIFY(next.projectPath().isEmpty()); // still without a name
    QVERIFY(leftBehind(folder).isEmpty());
    next.saveAs(m_folder->path() + u"/named.symbolon"_s);
    QTRY_VERIFY(!next.projectPath().isEmpty());
    next.closeProject();
    QVERIFY(next.isEmpty());
    QVERIFY(leftBehind(folder).isEmpty());
}

// Whichever of the two is read first.
// As the program makes its session: nobody says where.
void TestSession::aNewProjectIsKeptInTheUsersFolder()
{
    QStandardPaths::setTestModeEnabled(true);
    const auto back = qScopeGuard([] { QStandardPaths::setTestModeEnabled(false); });
    Session session(SessionOptions{QStringLiteral(SYMBOLON_EXECUTABLE), {}});
    QCOMPARE(session.unsavedFolder(), userUnsavedFolder());
    QVERIFY(QDir::isAbsolutePath(session.unsavedFolder()));
    QSignalSpy failed(&session, &Session::failed);
    open(session, m_binary);
    const int function = proposedFunction(session);
    QVERIFY(function >= 0);
    session.accept(function, int(session.workspace().candidate(function, 0)->source));
    QTRY_COMPARE(session.workspace().stateOf(function), MatchState::Accepted);
    QCOMPARE(failed.size(), 0);
    session.closeProject();
}

void TestSession::whatIsLeftIsNamedAfterTheBinary()
{
    const QString sources = m_folder->path() + u"/tree"_s;
    QVERIFY(QDir().mkpath(sources));
    QVERIFY(QFile::copy(sampleTree + u"/ring.c"_s, sources + u"/ring.c"_s));
    auto session = std::make_unique<Session>(options());
    session->openBinaries({BinaryRequest{m_binary, {}, {}, 0}});
    session->openSources(sources);
    QTRY_VERIFY_WITH_TIMEOUT(session->workspace().sources, patience);
    QTRY_VERIFY_WITH_TIMEOUT(session->workspace().matches, patience);
    const int function = proposedFunction(*session);
    session->accept(function, int(session->workspace().candidate(function, 0)->source));
    QTRY_COMPARE(session->workspace().stateOf(function), MatchState::Accepted);
    session.reset();
    const auto left = leftBehind(options().unsavedFolder);
    QCOMPARE(left.size(), 1);
    QCOMPARE(left.first().name, QFileInfo(m_binary).fileName());
}

void TestSession::nothingIsLeftWhereNothingWasDecided()
{
    {
        Session session(options());
        open(session, m_binary);
    }
    QVERIFY(QDir(options().unsavedFolder).entryList(QDir::Files).isEmpty());
}

void TestSession::severalBinariesInOneProject()
{
    const QString other = copyOf(m_binary, u"other"_s);
    Session session(options());
    session.openSources(sampleTree);
    session.openBinaries({BinaryRequest{m_binary, {}, {}, 0}, BinaryRequest{other, {}, {}, 0}});
    QTRY_COMPARE_WITH_TIMEOUT(session.binaries().size(), 2, patience);
    QTRY_VERIFY_WITH_TIMEOUT(session.workspace().matches && session.isSettled(), patience);
    QCOMPARE(session.currentBinary(), 0);
    const int function = proposedFunction(session);
    session.accept(function, int(session.workspace().candidate(function, 0)->source));
    QTRY_COMPARE(session.workspace().stateOf(function), MatchState::Accepted);
    session.setCurrentBinary(1);
    QTRY_COMPARE(session.currentBinary(), 1);
    QCOMPARE(session.workspace().stateOf(function) == MatchState::Accepted, false); // its own decisions
    QTRY_VERIFY_WITH_TIMEOUT(session.workspace().matches, patience);
    session.undo(); // what was decided in the other one: that one is shown
    QTRY_COMPARE(session.currentBinary(), 0);
    QCOMPARE(session.workspace().stateOf(function), MatchState::Proposed);
    session.removeBinary(0);
    QTRY_COMPARE(session.binaries().size(), 1);
    QTRY_COMPARE(session.currentBinary(), 0);
    QTRY_VERIFY(session.workspace().program);
}

void TestSession::severalCheckoutsInOneProject()
{
    const QString other = m_folder->path() + u"/other"_s;
    QVERIFY(QDir().mkpath(other));
    QVERIFY(QFile::copy(sampleTree + u"/ring.c"_s, other + u"/ring.c"_s));
    const QString second = copyOf(m_binary, u"second"_s);
    const QString project = m_folder->path() + u"/several.symbolon"_s;
    {
        Session session(options());
        QSignalSpy added(&session, &Session::sourcesAdded);
        QSignalSpy failed(&session, &Session::failed);
        open(session, m_binary);
        session.openBinaries({BinaryRequest{second, {}, {}, 0}});
        session.openSources(other); // while the binary is read
        QTRY_COMPARE_WITH_TIMEOUT(session.sources().size(), 2, patience);
        QCOMPARE(added.count(), 1);
        QCOMPARE(added[0][0].toString(), other);
        QTRY_VERIFY_WITH_TIMEOUT(session.workspace().matches && session.isSettled(), patience);
        QCOMPARE(session.workspace().sources->components.size(), std::size_t(2));
        QCOMPARE(session.sources()[1].input.name, u"other"_s);
        QTRY_VERIFY_WITH_TIMEOUT(session.summary(), patience);
        QCOMPARE(session.summary()->parts.components.size(), std::size_t(2));
        QVERIFY(session.summary()->parts.components[0].sure > 0);

        // Two at once, and the first again: none is lost and none is there twice.
        const QString third = m_folder->path() + u"/third"_s;
        QVERIFY(QDir().mkpath(third));
        QVERIFY(QFile::copy(sampleTree + u"/log.c"_s, third + u"/log.c"_s));
        session.openSources(third);
        session.openSources(sampleTree);
        QTRY_COMPARE_WITH_TIMEOUT(session.sources().size(), 3, patience);
        QTRY_VERIFY_WITH_TIMEOUT(session.workspace().matches && session.isSettled(), patience);
        session.removeSources({third});
        QTRY_COMPARE_WITH_TIMEOUT(session.sources().size(), 2, patience);
        session.openSources(m_folder->path() + u"/no such folder"_s);
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(session.workspace().matches && session.isSettled(), patience);
        QCOMPARE(session.sources().size(), 2);
        session.setCurrentBinary(0); // each binary against both
        QTRY_VERIFY_WITH_TIMEOUT(session.currentBinary() == 0 && session.workspace().matches, patience);
        QTRY_VERIFY_WITH_TIMEOUT(session.isSettled(), patience);
        const int function = proposedFunction(session);
        session.accept(function, int(session.workspace().candidate(function, 0)->source));
        QTRY_COMPARE(session.workspace().stateOf(function), MatchState::Accepted);
        session.saveAs(project);
        QTRY_COMPARE_WITH_TIMEOUT(session.projectPath(), project, patience);
        QTRY_VERIFY_WITH_TIMEOUT(session.isSettled(), patience);
    }
    QVERIFY(QFile::remove(other + u"/ring.c"_s));
    QVERIFY(QFile::copy(sampleTree + u"/ring.h"_s, other + u"/ring.h"_s));
    Session session(options());
    QSignalSpy checked(&session, &Session::inputsChecked);
    session.loadProject(project);
    QTRY_COMPARE_WITH_TIMEOUT(checked.count(), 1, patience);
    QCOMPARE(session.sources().size(), 2);
    QCOMPARE(session.sources()[0].state, InputState::Unchanged);
    QCOMPARE(session.sources()[1].state, InputState::Changed);
    QVERIFY(session.workspace().matches);
    const auto before = session.workspace().sources;
    session.analyzeChangedAgain();
    QTRY_VERIFY_WITH_TIMEOUT(session.workspace().sources != before && session.isSettled(), patience);
    QVERIFY(session.workspace().sources->functions.size() < before->functions.size());
    int accepted = 0;
    for (const FunctionDecision &decision : *session.workspace().decisions)
        accepted += decision.state == MatchState::Accepted && decision.source >= 0;
    QCOMPARE(accepted, 1); // found again by its component and file
    session.removeSources({other, sampleTree});
    QTRY_VERIFY_WITH_TIMEOUT(session.sources().isEmpty() && !session.workspace().sources, patience);
    QTRY_VERIFY_WITH_TIMEOUT(session.isSettled(), patience);
    QVERIFY(!session.summary());
}

void TestSession::containersAndUnknownFormats()
{
    const QString archive = m_folder->path() + u"/fw.tar"_s;
    QProcess tar;
    tar.start(u"tar"_s, {u"-cf"_s, archive, u"-C"_s, QFileInfo(m_binary).path(), QFileInfo(m_binary).fileName()});
    QVERIFY(tar.waitForFinished());
    QCOMPARE(tar.exitCode(), 0);
    Session session(options());
    QSignalSpy listed(&session, &Session::containerListed);
    QSignalSpy unknown(&session, &Session::formatUnknown);
    session.openFile(archive);
    QTRY_COMPARE_WITH_TIMEOUT(listed.count(), 1, patience);
    const auto listing = listed[0][1].value<std::shared_ptr<const Listing>>();
    const auto member = std::find_if(listing->entries.begin(), listing->entries.end(), [](const ContainerEntry &e) {
        return e.type == ContainerEntry::Type::Executable;
    });
    QVERIFY(member != listing->entries.end());
    session.openBinaries({BinaryRequest{archive, QString::fromStdString(member->path), {}, 0}});
    QTRY_VERIFY_WITH_TIMEOUT(session.workspace().program, patience);
    QVERIFY(session.name().startsWith(u"lampd"_s));

    QFile blob(m_folder->path() + u"/blob"_s);
    QVERIFY(blob.open(QIODevice::WriteOnly));
    for (int n = 0; n < 4096; ++n) // push rbp; mov rbp, rsp; pop rbp; ret
        blob.write("\x55\x48\x89\xe5\x5d\xc3\x90\x90", 8);
    blob.close();
    session.openFile(blob.fileName());
    QTRY_COMPARE_WITH_TIMEOUT(unknown.count(), 1, patience);
    session.openBinaries({BinaryRequest{blob.fileName(), {}, u"x86-64"_s, 0x1000}});
    QTRY_COMPARE_WITH_TIMEOUT(session.binaries().size(), 2, patience);
    QCOMPARE(session.workspace().program->base, uint64_t(0x1000));
}

// A blob and Intel HEX: proposed for, opened as chosen, and read in the same way when the project is opened again.
void TestSession::rawChoicesAreKept()
{
    const QString blob = m_folder->path() + u"/code.bin"_s, records = m_folder->path() + u"/code.hex"_s;
    QProcess objcopy;
    objcopy.start(u"objcopy"_s, {u"-O"_s, u"binary"_s, u"-j"_s, u".text"_s, m_binary, blob});
    if (!objcopy.waitForFinished() || objcopy.exitCode() != 0)
        QSKIP("objcopy is not there");
    objcopy.start(u"objcopy"_s,
                  {u"-I"_s, u"binary"_s, u"-O"_s, u"ihex"_s, u"--change-addresses"_s, u"0x40000"_s, blob, records});
    QVERIFY(objcopy.waitForFinished() && objcopy.exitCode() == 0);
    const QString project = m_folder->path() + u"/raw.symbolon"_s;
    QString word;
    {
        Session session(options());
        std::optional<RawFindings> ofBlob, ofRecords;
        session.proposeRaw(blob, {}, &session, [&](const Result<RawFindings> &found) { ofBlob = *found; });
        session.proposeRaw(records, {}, &session, [&](const Result<RawFindings> &found) { ofRecords = *found; });
        QTRY_VERIFY_WITH_TIMEOUT(ofBlob && ofRecords, patience);
        QVERIFY2(ofBlob->convincing(), ofBlob->note.c_str());
        QVERIFY(ofRecords->convincing() && ofRecords->addressesKnown);
        QCOMPARE(ofRecords->base, uint64_t(0x40000));
        word = QString::fromStdString(ofBlob->convincing()->architecture);
        QSignalSpy unknown(&session, &Session::formatUnknown);
        session.openFile(records);
        QTRY_COMPARE_WITH_TIMEOUT(unknown.count(), 1, patience);
        session.openBinaries({{blob, {}, word, 0x7000}, {records, {}, word, 0}});
        QTRY_COMPARE_WITH_TIMEOUT(session.binaries().size(), 2, patience);
        QTRY_VERIFY_WITH_TIMEOUT(session.isSettled(), patience);
        session.saveAs(project);
        QTRY_COMPARE(session.projectPath(), project);
    }
    for (const QString &path : {blob, records}) { // a new build of the same code
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        file.write(path == blob ? "\x90\x90\x90\x90" : "\n");
    }
    Session session(options());
    QSignalSpy checked(&session, &Session::inputsChecked);
    session.loadProject(project);
    QTRY_COMPARE_WITH_TIMEOUT(checked.count(), 1, patience);
    QVERIFY(checked[0][0].value<InputCheck>().anyChanged());
    QCOMPARE(session.binaries().size(), 2);
    session.analyzeChangedAgain();
    QTRY_VERIFY_WITH_TIMEOUT(session.binaries()[0].state == InputState::Unchanged
                                 && session.binaries()[1].state == InputState::Unchanged && session.isSettled(),
                             patience);
    QCOMPARE(session.binaries().size(), 2);
    for (const int n : {0, 1}) {
        QCOMPARE(session.binaries()[n].input.architecture, word);
        session.setCurrentBinary(n);
        QTRY_COMPARE(session.currentBinary(), n);
        QCOMPARE(session.workspace().program->base, uint64_t(n == 0 ? 0x7000 : 0x40000));
    }
}

void TestSession::errorsCanBeRetried()
{
    Session session(options());
    QSignalSpy failed(&session, &Session::failed);
    const QString path = m_folder->path() + u"/later"_s;
    session.openFile(path);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patience);
    const auto problem = failed[0][0].value<Problem>();
    QVERIFY(QString::fromStdString(problem.error.summary).contains(u"later"_s));
    QVERIFY(problem.retry);
    QVERIFY(QFile::copy(m_binary, path));
    problem.retry();
    QTRY_VERIFY_WITH_TIMEOUT(session.workspace().program, patience);
    session.openSources(m_folder->path() + u"/no such folder"_s);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 2, patience);
    QVERIFY(session.workspace().program); // stays
}

void TestSession::damagedProjectTakesNothingAway()
{
    Session session(options());
    open(session, m_binary);
    const QString damaged = m_folder->path() + u"/bad.symbolon"_s;
    QFile file(damaged);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("SQLite format 3\0", 16) + QByteArray(4000, 'x'));
    file.close();
    QSignalSpy failed(&session, &Session::failed);
    session.openFile(damaged);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patience);
    QVERIFY(session.workspace().matches);
    session.acceptAbove(0.1);
    QTRY_VERIFY(session.canUndo());
}

void TestSession::damagedProjectComesBackFromItsBackup()
{
    const QString project = m_folder->path() + u"/p.symbolon"_s;
    {
        Session session(options());
        open(session, m_binary);
        session.saveAs(project);
        QTRY_COMPARE(session.projectPath(), project);
    }
    {
        Session session(options());
        QSignalSpy loaded(&session, &Session::projectLoaded);
        session.loadProject(project);
        QTRY_COMPARE_WITH_TIMEOUT(loaded.count(), 1, patience);
        session.acceptAbove(0.1); // the first change makes the backup
        QTRY_VERIFY(session.canUndo());
        QTRY_VERIFY(session.isSettled());
    }
    if (!ProjectStore::backupTime(project))
        QSKIP("no backup is made of a project of this size for a quick change");
    QFile file(project);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write(QByteArray(8192, 'x'));
    file.close();
    Session session(options());
    QSignalSpy failed(&session, &Session::failed);
    QSignalSpy loaded(&session, &Session::projectLoaded);
    session.loadProject(project);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patience);
    QCOMPARE(failed[0][0].value<Problem>().path, project);
    session.restoreBackup(project);
    QTRY_COMPARE_WITH_TIMEOUT(loaded.count(), 1, patience);
    QVERIFY(session.workspace().matches);
}

void TestSession::cancelLeavesTheSessionUsable()
{
    Session session(options());
    QSignalSpy failed(&session, &Session::failed);
    session.openBinaries({BinaryRequest{m_binary, {}, {}, 0}});
    session.openSources(sampleTree);
    session.jobs().cancelAll();
    QTRY_VERIFY(session.isSettled());
    QTest::qWait(300);
    QVERIFY(session.isEmpty());
    QCOMPARE(failed.count(), 0); // what the user stopped is no error
    open(session, m_binary);
    QVERIFY(session.workspace().matches);
}

void TestSession::theNetworkTakesPartAndItsVectorsAreKept()
{
    const auto embedder = std::make_shared<fakes::FakeEmbedder>();
    const QString project = m_folder->path() + u"/p.symbolon"_s;
    int sources = 0;
    int binaries = 0;
    {
        Session session(optionsWith(embedder));
        QSignalSpy failed(&session, &Session::failed);
        QCOMPARE(session.method(), QString::fromUtf8(fullMethod.data(), qsizetype(fullMethod.size())));
        QVERIFY(!session.deviceInUse());
        open(session, m_binary);
        QCOMPARE(session.workspace().matches->method, std::string(fullMethod));
        QCOMPARE(session.workspace().matches->model, std::string("fake"));
        QCOMPARE(session.deviceInUse()->description, std::string("CPU"));
        sources = embedder->sources;
        binaries = embedder->binaries;
        QVERIFY(sources > 30 && binaries > 30);
        const auto before = session.workspace().matches;
        session.startMatching();
        QTRY_VERIFY_WITH_TIMEOUT(session.workspace().matches != before && session.isSettled(), patience);
        QCOMPARE(encodeMatches(*session.workspace().matches), encodeMatches(*before));
        session.saveAs(project);
        QTRY_COMPARE(session.projectPath(), project);
        QCOMPARE(failed.count(), 0);
    }
    Session again(optionsWith(embedder));
    again.loadProject(project);
    QTRY_VERIFY_WITH_TIMEOUT(again.workspace().matches && again.isSettled(), patience);
    QCOMPARE(again.workspace().matches->model, std::string("fake"));
    const auto before = again.workspace().matches;
    again.startMatching();
    QTRY_VERIFY_WITH_TIMEOUT(again.workspace().matches != before && again.isSettled(), patience);
    QCOMPARE(embedder->sources.load(), sources); // nothing was embedded twice
    QCOMPARE(embedder->binaries.load(), binaries);
}

void TestSession::withoutANetworkTheDefaultGivesWay()
{
    SessionOptions with = options();
    with.openEngine = [](const QString &) -> Result<EmbeddingEngine> { return failure("no network here"); };
    Session session(with);
    QSignalSpy failed(&session, &Session::failed);
    QSignalSpy fellBack(&session, &Session::fellBack);
    open(session, m_binary);
    QCOMPARE(session.workspace().matches->method, std::string("binpro"));
    QCOMPARE(session.method(), u"binpro"_s);
    QCOMPARE(fellBack.count(), 1);
    QCOMPARE(failed.count(), 0);
    session.setMethod(u"embedding"_s); // asked for: no replacement
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patience);
    QCOMPARE(failed.first().first().value<Problem>().error.summary, std::string("no network here"));
    QCOMPARE(fellBack.count(), 1);
}

void TestSession::sourceFunctionsAreFoundInTheBinary()
{
    const auto embedder = std::make_shared<fakes::FakeEmbedder>();
    Session session(optionsWith(embedder));
    std::optional<SourceAnswer> answer;
    connect(&session, &Session::foundInBinary, this, [&](const SourceAnswer &found) { answer = found; });
    session.openBinaries({BinaryRequest{m_binary, {}, {}, 0}});
    session.openSources(sampleTree);
    QTRY_VERIFY_WITH_TIMEOUT(session.workspace().program && session.workspace().sources, patience);
    session.findInBinary(3); // answered when there are matches
    QTRY_VERIFY_WITH_TIMEOUT(answer, patience);
    const Workspace &w = session.workspace();
    QTRY_VERIFY_WITH_TIMEOUT(w.matches, patience);
    QCOMPARE(w.matches->method, std::string(fullMethod));
    const auto isMatched = [](const SourceVerdict &verdict) { return verdict.verdict == Verdict::Matched; };
    const auto matched = std::find_if(w.matches->sources.begin(), w.matches->sources.end(), isMatched);
    QVERIFY(matched != w.matches->sources.end());
    QTRY_VERIFY_WITH_TIMEOUT(session.isSettled(), patience);

    const int embedded = embedder->sources + embedder->binaries;
    answer.reset();
    session.findInBinary(int(matched->source));
    QTRY_VERIFY_WITH_TIMEOUT(answer, patience);
    QCOMPARE(answer->source, matched->source);
    QCOMPARE(answer->verdict, std::optional(Verdict::Matched));
    QVERIFY(std::find(matched->functions.begin(), matched->functions.end(), answer->hits.front().function)
            != matched->functions.end());
    for (std::size_t n = 1; n < answer->hits.size(); ++n)
        QVERIFY(answer->hits[n].confidence <= answer->hits[n - 1].confidence);
    QCOMPARE(embedder->sources + embedder->binaries, embedded); // the matches said it all

    // Another method's matches stay; the verdict comes from beside them.
    session.setMethod(QString::fromUtf8(literalMethod.data(), qsizetype(literalMethod.size())));
    QTRY_COMPARE_WITH_TIMEOUT(w.matches->method, std::string(literalMethod), patience);
    QTRY_VERIFY_WITH_TIMEOUT(session.isSettled(), patience);
    const std::vector<BinaryHit> hits = answer->hits;
    answer.reset();
    session.findInBinary(int(matched->source));
    QTRY_VERIFY_WITH_TIMEOUT(answer, patience);
    QCOMPARE(answer->verdict, std::optional(Verdict::Matched));
    QCOMPARE(answer->hits.size(), hits.size());
    QCOMPARE(answer->hits.front().function, hits.front().function);
    QCOMPARE(w.matches->method, std::string(literalMethod));
    session.findInBinary(-1);
    session.findInBinary(1'000'000);
    QTRY_VERIFY(session.isSettled());
}

void TestSession::withoutTheNetworkSourceFunctionsAreFoundAllTheSame()
{
    SessionOptions without = options();
    without.openEngine = [](const QString &) -> Result<EmbeddingEngine> { return failure("no network here"); };
    Session session(without);
    QSignalSpy failed(&session, &Session::failed);
    std::optional<SourceAnswer> answer;
    connect(&session, &Session::foundInBinary, this, [&](const SourceAnswer &found) { answer = found; });
    open(session, m_binary);
    session.findInBinary(int(session.workspace().matches->functions.front().candidates.front().source));
    QTRY_VERIFY_WITH_TIMEOUT(answer, patience);
    QVERIFY(!answer->verdict);
    QVERIFY(!answer->hits.empty());
    QCOMPARE(failed.count(), 0);
}

void TestSession::pairsAreExamined()
{
    const auto embedder = std::make_shared<fakes::FakeEmbedder>();
    Session session(optionsWith(embedder));
    open(session, m_binary);
    QSignalSpy changed(&session, &Session::detailsChanged);
    const int function = int(session.workspace().matches->functions.front().function);
    session.examine(function, 0, false);
    QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, patience);
    const PairDetails *details = session.workspace().detailsOf(function, 0);
    QVERIFY(details && details->attribution.code.empty());
    QCOMPARE(details->rarity.functions(), uint32_t(session.workspace().sources->functions.size()));
    session.examine(function, 0, true);
    QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 2, patience);
    details = session.workspace().detailsOf(function, 0);
    QVERIFY(details && !details->attribution.code.empty() && !details->attribution.text.empty());
    QVERIFY(!session.workspace().detailsOf(function, 1));
    const int embedded = embedder->binaries;
    session.examine(function, 0, true); // known
    session.examine(-1, 0, true);
    session.examine(1'000'000, 0, true);
    QTest::qWait(50);
    QVERIFY(session.isSettled());
    QCOMPARE(changed.count(), 2);
    QCOMPARE(embedder->binaries.load(), embedded);
    // Who looks at the next pair does not wait for the former.
    embedder->delay = std::chrono::milliseconds(200);
    const int other = int(session.workspace().matches->functions.back().function);
    session.examine(other, 0, true);
    QTest::qWait(100);
    session.examine(function, 0, false);
    QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 3, patience);
    QVERIFY(session.workspace().detailsOf(function, 0));
}

void TestSession::cancellingStopsTheEmbedding()
{
    const auto embedder = std::make_shared<fakes::FakeEmbedder>();
    embedder->delay = std::chrono::milliseconds(50);
    Session session(optionsWith(embedder));
    QSignalSpy failed(&session, &Session::failed);
    session.openBinaries({BinaryRequest{m_binary, {}, {}, 0}});
    session.openSources(sampleTree);
    QTRY_VERIFY_WITH_TIMEOUT(embedder->sources > 2, patience);
    session.jobs().cancelKind(u"match"_s);
    QVERIFY(!session.jobs().isActive(u"match"_s));
    QTest::qWait(200);
    const int embedded = embedder->sources;
    QTest::qWait(300);
    QCOMPARE(embedder->sources.load(), embedded);
    QVERIFY(!session.workspace().matches);
    QCOMPARE(failed.count(), 0);
}

void TestSession::twoSessionsDoNotMeet()
{
    Session one(options());
    Session two(options());
    one.openBinaries({BinaryRequest{m_binary, {}, {}, 0}});
    two.openSources(sampleTree);
    QTRY_VERIFY_WITH_TIMEOUT(one.workspace().program && two.workspace().sources, patience);
    QTRY_VERIFY_WITH_TIMEOUT(one.isSettled() && two.isSettled(), patience);
    QVERIFY(!one.workspace().sources && !one.workspace().matches);
    QVERIFY(!two.workspace().program && !two.workspace().matches);
}

void TestSession::sourceTextStaysInTheCheckout()
{
    const QDir checkout(m_folder->path() + u"/tree"_s);
    QVERIFY(QDir().mkpath(checkout.path()));
    const auto write = [](const QString &path, const QByteArray &bytes) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(write(checkout.filePath(u"a.c"_s), "int f\xe9;\n"));
    QVERIFY(write(m_folder->filePath(u"secret"_s), "no"));
    QVERIFY(QFile::link(m_folder->filePath(u"secret"_s), checkout.filePath(u"link.c"_s)));
    SourceTree tree;
    tree.root = checkout.path().toStdString();
    tree.files = {{"../secret", 2, 1}, {"a.c", 8, 1}, {"gone.c", 8, 1}, {"link.c", 2, 1}};
    const Work work;
    QCOMPARE(*readSourceText(tree, u"a.c"_s, work), u"int f\u00e9;\n"_s); // Latin-1
    QVERIFY(!readSourceText(tree, u"../secret"_s, work));
    QVERIFY(!readSourceText(tree, u"link.c"_s, work));
    QVERIFY(!readSourceText(tree, u"gone.c"_s, work));
    QVERIFY(!readSourceText(tree, u"not-listed.c"_s, work));
}

void TestSession::layoutComesBackWithItsToken()
{
    Session session(options());
    QSignalSpy ready(&session, &Session::layoutReady);
    GraphShape shape;
    shape.nodes.assign(5, {80, 40});
    shape.edges = {{0, 1}, {0, 2}, {1, 3}, {2, 3}, {3, 4}, {4, 0}};
    session.layOut(7, shape);
    QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, patience);
    QCOMPARE(ready[0][0].toULongLong(), 7ull);
    QCOMPARE(ready[0][1].value<GraphGeometry>().centres.size(), std::size_t(5));
    session.layOut(8, shape);
    session.layOutQuickly(7); // of an older layout: nothing
    session.layOutQuickly(8);
    QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 2, patience);
    QCOMPARE(ready[1][0].toULongLong(), 8ull);
    QCOMPARE(ready[1][1].value<GraphGeometry>().engine, std::string("layered"));
    QTest::qWait(300);
    QCOMPARE(ready.count(), 2);
}

QTEST_MAIN(TestSession)
#include "tst_session.moc"
