// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/acceptdialog.h"
#include "app/window/actions.h"
#include "app/window/application.h"
#include "app/window/changesdialog.h"
#include "app/window/commandpalette.h"
#include "app/window/droptarget.h"
#include "app/window/founddialog.h"
#include "app/window/keyspage.h"
#include "app/window/messagebar.h"
#include "app/window/sourcepicker.h"
#include "app/window/startpage.h"
#include "app/window/workbench.h"
#include "tests/embedding/fakes.h"
#include "tests/window/gui.h"
#include "widgets/common/verdicts.h"
#include "widgets/evidence/evidenceview.h"
#include "widgets/graph/graphview.h"
#include "widgets/source/sourceview.h"
#include "widgets/tables/candidatelist.h"
#include "widgets/tables/functiontable.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QInputDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>
#include <QWindow>

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

void drop(QWidget *target, const QString &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    const QPoint at = target->rect().center();
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent dropped(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &dropped);
}

} // namespace

class TestWorkflow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void openMatchAcceptExportReopen();
    void aLargerWindowEnlargesEveryPane();
    void keysDecideAndMove();
    void manyAreAcceptedAfterAPreview();
    void anySourceIsChosenByHand();
    void whatADecisionChangesIsShown();
    void everyActionIsInAMenuAndKeysAreUnique();
    void paletteFindsCommandsFunctionsAndSources();
    void panesAreHiddenMovedAndRestored();
    void findsASourceFunctionInTheBinary();
    void withoutANetworkTheWindowSaysSo();
    void errorsStandInTheWindow();
    void themeAndLanguageChangeWhileRunning();
    void allActionsAreHarmlessWhenNothingIsOpen();

private:
    static Result<EmbeddingEngine> fakeEngine(const QString &)
    {
        return fakes::engineOf(std::make_shared<fakes::FakeEmbedder>());
    }
    std::unique_ptr<WindowApplication> start(bool keepState = true, const EngineCache::Open &engine = fakeEngine)
    {
        const SessionOptions options{QStringLiteral(SYMBOLON_EXECUTABLE), m_folder->path() + u"/unsaved"_s, engine};
        auto application = std::make_unique<WindowApplication>(options, Settings::load(), keepState);
        application->window().resize(1400, 900);
        application->window().show();
        if (!QTest::qWaitForWindowExposed(&application->window()))
            QTest::qFail("the window was not shown", __FILE__, __LINE__);
        return application;
    }
    void openSample(WindowApplication &application)
    {
        application.session().openFile(m_binary);
        application.session().openSources(sampleTree);
        QTRY_VERIFY_WITH_TIMEOUT(application.session().workspace().matches, patience);
        QTRY_VERIFY_WITH_TIMEOUT(application.session().isSettled(), patience);
        application.window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&application.window()));
    }
    static void trigger(WindowApplication &application, const char *id)
    {
        QAction *action = application.window().actions().action(QLatin1String(id));
        QVERIFY2(action && action->isEnabled(), id);
        action->trigger();
    }
    // Answers the file dialog that `id` opens.
    void chooseIn(WindowApplication &application, const char *id, const QString &path)
    {
        trigger(application, id);
        QFileDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = application.window().findChild<QFileDialog *>()));
        dialog->selectFile(path);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QTRY_VERIFY(!application.window().findChild<QFileDialog *>());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Warnings> m_warnings;
    QString m_binary;
};

void TestWorkflow::initTestCase()
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    m_binary = sampleProgram();
    QVERIFY2(!m_binary.isEmpty(), "the sample is not built");
    m_warnings = std::make_unique<Warnings>();
}

void TestWorkflow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    useSettingsIn(*m_folder);
    Warnings::take();
}

void TestWorkflow::cleanup()
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(visibleTopLevels(), QStringList());
    QCOMPARE(Warnings::take(), QStringList());
}

void TestWorkflow::openMatchAcceptExportReopen()
{
    const QString project = m_folder->path() + u"/job.symbolon"_s;
    const QString report = m_folder->path() + u"/report.json"_s;
    int function = -1;
    {
        const auto application = start();
        MainWindow &window = application->window();
        Session &session = application->session();
        auto *start = window.findChild<StartPage *>();
        QVERIFY(start->isVisible());
        QCOMPARE(window.windowTitle(), u"Symbolon"_s);

        drop(window.findChild<DropTarget *>(u"drop-sources"_s), sampleTree);
        QTRY_VERIFY_WITH_TIMEOUT(session.workspace().sources, patience);
        QVERIFY(start->isVisible()); // the binary is still to come
        drop(window.findChild<DropTarget *>(u"drop-binary"_s), m_binary);
        QTRY_VERIFY_WITH_TIMEOUT(session.workspace().matches, patience);
        QTRY_VERIFY_WITH_TIMEOUT(session.isSettled(), patience);
        QVERIFY(!start->isVisible());
        QVERIFY(window.windowTitle().startsWith(u"lampd"_s));

        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(window.selection().current().function >= 0); // nobody begins with empty panes
        QTRY_COMPARE(window.workbench().focusedPane(), static_cast<Pane *>(window.workbench().functions()));
        QVERIFY2(!qobject_cast<QLineEdit *>(QApplication::focusWidget()), "letters would go to the filter");
        window.goToNextUndecided();
        function = window.selection().current().function;
        QVERIFY(function >= 0);
        QTRY_VERIFY_WITH_TIMEOUT(window.workbench().graph()->isShowingGraph(), patience);
        QTRY_VERIFY(window.workbench().source()->hasContent());
        window.workbench().showPane(u"candidates"_s);
        trigger(*application, "accept");
        QTRY_COMPARE(session.workspace().stateOf(function), MatchState::Accepted);
        QVERIFY(window.selection().current().function != function); // on to the next

        chooseIn(*application, "save-as", project);
        QTRY_COMPARE(session.projectPath(), project);
        QCOMPARE(window.windowTitle(), u"job — Symbolon"_s);
        chooseIn(*application, "export", report);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(report), patience);
        QTRY_VERIFY(!window.messages().messages().isEmpty());
        QFile file(report);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(file.readAll()).object().value(u"schema"_s).toInt(), 1);
        QVERIFY(window.close());
    }
    const auto application = start();
    MainWindow &window = application->window();
    QTRY_COMPARE(RecentProjects::list(), QStringList{project});
    window.openPaths({project});
    QTRY_VERIFY_WITH_TIMEOUT(application->session().workspace().matches, patience);
    QTRY_VERIFY_WITH_TIMEOUT(application->session().isSettled(), patience);
    QCOMPARE(application->session().workspace().stateOf(function), MatchState::Accepted);
    QVERIFY(window.messages().messages().isEmpty());
    trigger(*application, "undo");
    QTRY_COMPARE(application->session().workspace().stateOf(function), MatchState::Proposed);
    trigger(*application, "close-project");
    QTRY_VERIFY(window.findChild<StartPage *>()->isVisible());
    QCOMPARE(window.windowTitle(), u"Symbolon"_s);
}

void TestWorkflow::keysDecideAndMove()
{
    const auto application = start();
    openSample(*application);
    MainWindow &window = application->window();
    Session &session = application->session();
    SelectionModel &selection = window.selection();
    for (const char *pane : {"functions", "graph", "source", "evidence"}) {
        window.goToNextUndecided();
        const int function = selection.current().function;
        QVERIFY(function >= 0);
        window.workbench().showPane(QLatin1String(pane));
        QWidget *focus = QApplication::focusWidget();
        QVERIFY2(focus, pane);
        if (session.workspace().matchesOf(function)->candidates.size() > 1) {
            QTest::keyClick(focus, Qt::Key_2);
            QCOMPARE(selection.current().candidate, 1);
            QTest::keyClick(focus, Qt::Key_1);
            QCOMPARE(selection.current().candidate, 0);
        }
        QTest::keyClick(focus, Qt::Key_A);
        QTRY_COMPARE(session.workspace().stateOf(function), MatchState::Accepted);
        QVERIFY2(selection.current().function != function,
                 qPrintable(QLatin1String(pane) + u": "_s + window.statusBar()->currentMessage()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(selection.current().function, function);
        QTRY_VERIFY(session.isSettled());
        const int source = session.workspace().decisions->value(function).source;
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_R);
        QTRY_COMPARE(session.workspace().decisions->value(function).rejected, QList<int>{source});
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(session.workspace().stateOf(function), MatchState::Accepted);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_B);
        QTRY_COMPARE(session.workspace().stateOf(function), MatchState::Blocked);
        QVERIFY(selection.current().function != function);
    }

    window.workbench().showPane(u"graph"_s);
    QVERIFY(window.workbench().isPaneVisible(u"graph"_s));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(!window.workbench().isPaneVisible(u"graph"_s));
    QVERIFY(window.workbench().isPaneVisible(u"disassembly"_s));
    const uint64_t address = selection.current().address;
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_J);
    QVERIFY(selection.current().address != address);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(window.workbench().isPaneVisible(u"graph"_s));

    const Pane *before = window.workbench().focusedPane();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
    QVERIFY(window.workbench().focusedPane() && window.workbench().focusedPane() != before);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(window.workbench().focusedPane(), before);

    QTest::keyClick(QApplication::focusWidget(), Qt::Key_C);
    auto *comment = window.findChild<QInputDialog *>(u"comment"_s);
    QVERIFY(comment);
    const int function = selection.current().function;
    comment->setTextValue(u"looks odd"_s);
    comment->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(comment));
    QTRY_COMPARE(QApplication::focusWidget(), comment->findChild<QPlainTextEdit *>());
    QTest::keyClick(comment->windowHandle(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(session.workspace().commentOf(function), u"looks odd"_s);
    window.activateWindow(); // the platform of the tests leaves no window active after a dialog
    QVERIFY(QTest::qWaitForWindowActive(&window));

    // Letters typed into a field are text, not commands.
    trigger(*application, "filter");
    QLineEdit *field = nullptr;
    QTRY_VERIFY((field = qobject_cast<QLineEdit *>(QApplication::focusWidget())));
    const int decided = int(session.workspace().decisions->size());
    QTest::keyClicks(field, u"arc"_s);
    QCOMPARE(field->text(), u"arc"_s);
    QTest::qWait(100);
    QCOMPARE(int(session.workspace().decisions->size()), decided);

    trigger(*application, "keys");
    auto *keys = window.findChild<KeysPage *>();
    QVERIFY(keys && keys->isVisible());
    keys->close();
}

void TestWorkflow::manyAreAcceptedAfterAPreview()
{
    const auto application = start();
    openSample(*application);
    Session &session = application->session();
    trigger(*application, "accept-above");
    auto *dialog = application->window().findChild<AcceptDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->confidence(), AcceptDialog::usualConfidence);
    auto *list = dialog->findChild<QTreeView *>();
    const QAbstractItemModelTester tester(list->model());
    int last = -1;
    for (const int percent : {100, 60, 20, 0}) { // lower takes more
        dialog->findChild<QDoubleSpinBox *>()->setValue(percent);
        QCOMPARE(dialog->findChild<QSlider *>()->value(), percent * 10);
        QCOMPARE(dialog->functions(), session.workspace().proposedAbove(percent / 100.0));
        QCOMPARE(list->model()->rowCount(), int(dialog->functions().size()));
        QVERIFY(list->model()->rowCount() >= last);
        last = list->model()->rowCount();
    }
    QVERIFY(last > 10);
    dialog->findChild<QSlider *>()->setValue(100);
    const QList<int> shown = dialog->functions();
    QVERIFY(!shown.isEmpty() && shown.size() < last);
    // A decision made meanwhile leaves the preview up to date.
    session.block({shown.first()});
    QTRY_COMPARE(session.workspace().stateOf(shown.first()), MatchState::Blocked);
    QTRY_VERIFY(session.isSettled());
    const QList<int> now = dialog->functions();
    QVERIFY(!now.contains(shown.first()));
    QHash<int, uint32_t> sources;
    for (const int function : now)
        sources.insert(function, session.workspace().proposed(function)->source);
    for (QAbstractButton *button : dialog->findChild<QDialogButtonBox *>()->buttons()) {
        if (dialog->findChild<QDialogButtonBox *>()->buttonRole(button) == QDialogButtonBox::AcceptRole)
            button->click();
    }
    QTRY_COMPARE(session.workspace().stateOf(now.last()), MatchState::Accepted);
    QTRY_VERIFY(session.isSettled());
    for (const int function : now)
        QCOMPARE(session.workspace().decisions->value(function).source, int(sources.value(function)));
    session.undo();
    QTRY_COMPARE(session.workspace().stateOf(now.first()), MatchState::Proposed);
    QCOMPARE(session.workspace().stateOf(now.last()), MatchState::Proposed);
    QTRY_VERIFY(session.isSettled());
}

void TestWorkflow::anySourceIsChosenByHand()
{
    const auto application = start();
    openSample(*application);
    MainWindow &window = application->window();
    Session &session = application->session();
    const Workspace &w = session.workspace();
    window.goToNextUndecided();
    const int function = window.selection().current().function;
    int unlikely = -1; // none of the candidates
    for (int n = 0; unlikely < 0; ++n) {
        if (w.rankOf(function, uint32_t(n)) < 0)
            unlikely = n;
    }
    trigger(*application, "match-by-hand");
    auto *picker = window.findChild<SourcePicker *>();
    QVERIFY(picker);
    auto *list = picker->findChild<QTreeView *>();
    QCOMPARE(list->model()->rowCount(), int(w.sources->functions.size()));
    const SourceFunction &wanted = w.sources->functions[std::size_t(unlikely)];
    picker->findChild<QLineEdit *>()->setText(QString::fromStdString(wanted.name) + u' '
                                              + QString::fromStdString(w.sources->files[wanted.file].path));
    QVERIFY(list->model()->rowCount() >= 1);
    QCOMPARE(list->currentIndex().siblingAtColumn(0).data().toString(), QString::fromStdString(wanted.qualifiedName));
    QTest::keyClick(picker->findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_COMPARE(w.stateOf(function), MatchState::Accepted);
    QCOMPARE(w.decisions->value(function).source, unlikely);
    QTRY_VERIFY(session.isSettled());
    QTRY_VERIFY(!window.findChild<SourcePicker *>());
    // From the source's side: the function at the cursor.
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.selection().selectFunction(function);
    QTRY_COMPARE(window.workbench().source()->functionAtCursor(), unlikely);
    session.undo();
    QTRY_COMPARE(w.stateOf(function), MatchState::Proposed);
}

void TestWorkflow::whatADecisionChangesIsShown()
{
    const auto application = start();
    openSample(*application);
    MainWindow &window = application->window();
    Session &session = application->session();
    const Workspace &w = session.workspace();
    auto *note = window.findChild<QToolButton *>(u"changes-note"_s);
    QVERIFY(note && !note->isVisible());
    QVERIFY(!window.actions().action(u"changes"_s)->isEnabled());
    const QList<int> proposed = w.proposedAbove(0);
    window.selection().selectFunction(proposed[4]);
    if (w.matchesOf(proposed[4])->candidates.size() > 1)
        window.selection().selectCandidate(1);
    const Selection chosen = window.selection().current();
    const uint32_t looked = w.candidate(chosen.function, chosen.candidate)->source;
    QTreeView *table = window.workbench().functions()->view();
    const int scrolled = table->verticalScrollBar()->value();
    session.accept(proposed[0], int(w.proposed(proposed[1])->source));
    QTRY_VERIFY(note->isVisible());
    QTRY_VERIFY(session.isSettled());
    QCOMPARE(window.selection().current().function, chosen.function);
    QCOMPARE(w.candidate(chosen.function, window.selection().current().candidate)->source, looked);
    QCOMPARE(table->verticalScrollBar()->value(), scrolled);
    note->click();
    auto *dialog = window.findChild<ChangesDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->list()->topLevelItemCount(), int(session.lastChanges().functions.size()));
    QTreeWidgetItem *item = dialog->list()->topLevelItem(0);
    Q_EMIT dialog->list()->itemActivated(item, 0);
    QCOMPARE(window.selection().current().function, session.lastChanges().functions.front().function);
    session.undo();
    QTRY_COMPARE(w.stateOf(proposed[0]), MatchState::Proposed);
    QTRY_VERIFY(session.isSettled());
    dialog->close();
    // Left to the user, nothing is matched by itself.
    trigger(*application, "rematch");
    QTRY_VERIFY(!session.rematching());
    QVERIFY(!Settings::load().rematch);
    session.block({proposed[0]});
    QTRY_COMPARE(w.stateOf(proposed[0]), MatchState::Blocked);
    QVERIFY(session.isStale());
    trigger(*application, "match-again");
    QTRY_VERIFY(!session.isStale());
}

void TestWorkflow::everyActionIsInAMenuAndKeysAreUnique()
{
    const auto application = start();
    MainWindow &window = application->window();
    QSet<QAction *> inMenus;
    const std::function<void(const QList<QAction *> &)> walk = [&](const QList<QAction *> &actions) {
        for (QAction *action : actions) {
            inMenus.insert(action);
            if (action->menu())
                walk(action->menu()->actions());
        }
    };
    walk(window.menuBar()->actions());
    QHash<QKeySequence, QString> keys;
    for (QAction *action : window.actions().all()) {
        QVERIFY2(inMenus.contains(action), qPrintable(action->objectName() + u' ' + action->text()));
        QVERIFY2(!Actions::menuOf(action).isEmpty(), qPrintable(action->text()));
        const auto shortcuts = action->shortcuts();
        for (const QKeySequence &key : shortcuts) {
            QVERIFY2(!keys.contains(key),
                     qPrintable(key.toString() + u": "_s + keys.value(key) + u", "_s + action->text()));
            keys.insert(key, action->text());
        }
    }
    for (const char *key : {"Ctrl+O", "Ctrl+Shift+O", "Ctrl+K", "Ctrl+F",   "A", "R", "1", "9",  "C", "T", "F", "J",
                            "K",      "Space",        "Esc",    "Alt+Left", "+", "-", "0", "F6", "F1"})
        QVERIFY2(keys.contains(QKeySequence(QLatin1String(key))), key);
}

void TestWorkflow::paletteFindsCommandsFunctionsAndSources()
{
    const auto application = start();
    openSample(*application);
    MainWindow &window = application->window();
    CommandPalette &palette = window.palettePopup();
    const auto choose = [&](const QString &typed, int least) {
        trigger(*application, "palette");
        QTRY_VERIFY(palette.isVisible());
        auto *field = palette.findChild<QLineEdit *>();
        auto *list = palette.findChild<QListView *>();
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, typed);
        QTRY_VERIFY(list->model()->rowCount() >= least && application->session().jobs().idle());
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!palette.isVisible());
    };
    const Workspace &w = application->session().workspace();
    const int function = int(w.matches->functions[3].function);
    const QString address = u"0x%1"_s.arg(w.program->functions[std::size_t(function)].address, 0, 16);
    choose(address, 1);
    QCOMPARE(window.selection().current().function, function);
    const SourceFunction *source = w.sourceOf(w.matches->functions[8].candidates.front());
    choose(QString::fromStdString(source->name), 1);
    const Selection chosen = window.selection().current();
    const Candidate *candidate = w.candidate(chosen.function, chosen.candidate);
    QVERIFY(candidate);
    QCOMPARE(w.sourceOf(*candidate)->name, source->name);
    choose(u"settings"_s, 1);
    auto *settings = window.findChild<QDialog *>();
    QVERIFY(settings && settings->windowTitle() == u"Settings"_s);
    settings->close();
    trigger(*application, "palette");
    QTest::keyClick(palette.findChild<QLineEdit *>(), Qt::Key_Escape);
    QVERIFY(!palette.isVisible());
}

void TestWorkflow::panesAreHiddenMovedAndRestored()
{
    {
        const auto application = start();
        openSample(*application);
        Workbench &bench = application->window().workbench();
        trigger(*application, "pane-evidence");
        QVERIFY(!bench.isPaneVisible(u"evidence"_s));
        auto *candidates = bench.findChild<QDockWidget *>(u"candidates"_s);
        bench.addDockWidget(Qt::LeftDockWidgetArea, candidates);
        QVERIFY(application->window().close());
    }
    const auto application = start();
    openSample(*application);
    Workbench &bench = application->window().workbench();
    QVERIFY(!bench.isPaneVisible(u"evidence"_s));
    QCOMPARE(bench.dockWidgetArea(bench.findChild<QDockWidget *>(u"candidates"_s)), Qt::LeftDockWidgetArea);
    trigger(*application, "reset-layout");
    QTRY_VERIFY(bench.isPaneVisible(u"evidence"_s));
    QVERIFY(bench.isPaneVisible(u"graph"_s));
    QVERIFY(bench.dockWidgetArea(bench.findChild<QDockWidget *>(u"candidates"_s)) != Qt::LeftDockWidgetArea);
    QCOMPARE(application->window().findChildren<QDockWidget *>().size(), qsizetype(bench.panels().size()));

    // A state of another program is refused; all panes stay.
    application->window().close();
    WindowState{QByteArray("rubbish"), QByteArray("rubbish"), QByteArray("rubbish"), QByteArray("rubbish")}.save();
    const auto again = start();
    openSample(*again);
    for (const char *pane : {"functions", "graph", "candidates", "source", "evidence"})
        QVERIFY2(again->window().workbench().isPaneVisible(QLatin1String(pane)), pane);
}

void TestWorkflow::findsASourceFunctionInTheBinary()
{
    const auto application = start();
    MainWindow &window = application->window();
    const auto *device = window.statusBar()->findChild<QLabel *>(u"device"_s);
    QCOMPARE(device->text(), u"Device: automatic"_s);
    QVERIFY(!window.actions().action(u"find-in-binary"_s)->isEnabled());
    QVERIFY(window.actions().action(u"method-embedding"_s)->isChecked());
    openSample(*application);
    QCOMPARE(device->text(), u"CPU"_s);
    QVERIFY(window.messages().messages().isEmpty());
    QTRY_VERIFY(window.workbench().source()->hasContent());
    const int source = window.workbench().source()->functionAtCursor();
    const Selection &chosen = window.selection().current();
    QCOMPARE(source, int(application->session().workspace().candidate(chosen.function, 0)->source));

    trigger(*application, "find-in-binary");
    FoundDialog *dialog = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((dialog = window.findChild<FoundDialog *>()), patience);
    const auto &verdicts = application->session().workspace().matches->sources;
    const auto verdict =
        std::find_if(verdicts.begin(), verdicts.end(), [&](const auto &v) { return int(v.source) == source; });
    QVERIFY(verdict != verdicts.end());
    QVERIFY2(dialog->verdict()->text().startsWith(verdictMark(verdict->verdict)),
             qPrintable(dialog->verdict()->text()));
    QCOMPARE(dialog->verdict()->toolTip(), verdictMeaning(verdict->verdict));
    QVERIFY(dialog->list()->topLevelItemCount() > 0);
    QTreeWidgetItem *second = dialog->list()->topLevelItem(dialog->list()->topLevelItemCount() - 1);
    dialog->list()->setCurrentItem(second);
    QTest::keyClick(dialog->list(), Qt::Key_Return);
    QCOMPARE(chosen.function, second->data(0, Qt::UserRole).toInt());
    trigger(*application, "close-project"); // its functions are gone
    QTRY_VERIFY(!window.findChild<FoundDialog *>());

    trigger(*application, "settings");
    QDialog *settings = nullptr;
    QTRY_VERIFY((settings = window.findChild<QDialog *>()));
    auto *devices = settings->findChild<QComboBox *>(u"device"_s);
    QCOMPARE(devices->currentData().toString(), u"auto"_s);
    devices->setCurrentIndex(devices->findData(u"cpu"_s));
    settings->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    QTRY_COMPARE(application->session().device(), u"cpu"_s);
    QCOMPARE(Settings::load().device, u"cpu"_s);
    QCOMPARE(device->text(), u"CPU"_s);
    QTRY_VERIFY_WITH_TIMEOUT(application->session().isSettled(), patience); // the look for devices
}

void TestWorkflow::withoutANetworkTheWindowSaysSo()
{
    const auto application =
        start(true, [](const QString &) -> Result<EmbeddingEngine> { return failure("no network here"); });
    openSample(*application);
    const auto messages = application->window().messages().messages();
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages.first().kind, Message::Kind::Warning);
    QCOMPARE(messages.first().hint, u"no network here"_s);
    QVERIFY(application->window().actions().action(u"method-binpro"_s)->isChecked());
}

void TestWorkflow::errorsStandInTheWindow()
{
    const auto application = start();
    MainWindow &window = application->window();
    const QString path = m_folder->path() + u"/empty"_s;
    QVERIFY(QFile(path).open(QIODevice::WriteOnly));
    window.openPaths({path});
    QTRY_COMPARE_WITH_TIMEOUT(window.messages().messages().size(), 1, patience);
    const Message message = window.messages().messages().first();
    QCOMPARE(message.kind, Message::Kind::Error);
    QVERIFY(message.text.contains(u"empty"_s));
    QVERIFY(window.findChild<StartPage *>()->isVisible());
    QVERIFY(!QApplication::activeModalWidget());
}

void TestWorkflow::themeAndLanguageChangeWhileRunning()
{
    const auto application = start();
    openSample(*application);
    const int function = int(application->session().workspace().matches->functions[2].function);
    application->window().selection().selectFunction(function);
    const auto lightness = [] { return QApplication::palette().color(QPalette::Base).lightness(); };
    trigger(*application, "theme-dark");
    QTRY_VERIFY(lightness() < 80);
    trigger(*application, "theme-light");
    QTRY_VERIFY(lightness() > 200);
    trigger(*application, "language-zh_CN");
    const QString chinese = QString::fromUtf8("\xe6\x96\x87\xe4\xbb\xb6"); // "File"
    QTRY_VERIFY(Actions::menuOf(application->window().actions().action(u"quit"_s)) == chinese);
    QCOMPARE(application->window().selection().current().function, function);
    QVERIFY(application->session().workspace().matches); // the session went on
    QCOMPARE(Settings::load().language, u"zh_CN"_s);
    trigger(*application, "language-en");
    QTRY_VERIFY(Actions::menuOf(application->window().actions().action(u"quit"_s)) == u"File"_s);
    trigger(*application, "theme-system");
    QTRY_COMPARE(Settings::load().theme, ThemeChoice::System);
}

void TestWorkflow::allActionsAreHarmlessWhenNothingIsOpen()
{
    const auto application = start(false);
    MainWindow &window = application->window();
    const QStringList leftOut{u"quit"_s, u"sample"_s, u"language-zh_CN"_s, u"language-en"_s, u"language-system"_s};
    const QList<QAction *> actions = window.actions().all();
    for (QAction *action : actions) {
        if (!action->isEnabled() || leftOut.contains(action->objectName()))
            continue;
        action->trigger();
        QCoreApplication::processEvents();
        const auto dialogs = window.findChildren<QDialog *>();
        for (QDialog *dialog : dialogs)
            dialog->close();
    }
    QVERIFY(window.isVisible());
}

void TestWorkflow::aLargerWindowEnlargesEveryPane()
{
    const auto application = start();
    MainWindow &window = application->window();
    window.resize(1200, 700);
    window.openPaths({m_binary});
    QTRY_VERIFY_WITH_TIMEOUT(application->session().workspace().program, patience);
    QTRY_VERIFY_WITH_TIMEOUT(application->session().isSettled(), patience);
    const auto share = [&] { return double(window.workbench().evidence()->height()) / window.workbench().height(); };
    QTRY_VERIFY(share() < 0.3);
    window.resize(1600, 1100);
    QTRY_VERIFY(window.workbench().height() > 900);
    QTRY_VERIFY2(share() < 0.3, "the evidence took the room that was added");
}

QTEST_MAIN(TestWorkflow)
#include "tst_workflow.moc"
