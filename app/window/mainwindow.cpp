// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/mainwindow.h"

#include "app/window/actions.h"
#include "app/window/changesdialog.h"
#include "app/window/commandpalette.h"
#include "app/window/componentpane.h"
#include "app/window/founddialog.h"
#include "app/window/icons.h"
#include "app/window/jobbar.h"
#include "app/window/messagebar.h"
#include "app/window/sample.h"
#include "app/window/startpage.h"
#include "app/window/workbench.h"
#include "widgets/common/pane.h"
#include "widgets/disasm/disassemblyview.h"
#include "widgets/evidence/evidenceview.h"
#include "widgets/graph/graphview.h"
#include "widgets/source/sourceview.h"
#include "widgets/tables/candidatelist.h"
#include "widgets/tables/functiontable.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>
#include <chrono>

namespace symbolon {

MainWindow::MainWindow(Session &session, const Settings &settings, QWidget *parent)
    : QMainWindow(parent),
      m_session(session),
      m_settings(settings),
      m_actions(new Actions(this)),
      m_pages(new QStackedWidget),
      m_start(new StartPage),
      m_workbench(new Workbench(&m_selection)),
      m_messages(new MessageBar),
      m_palette(nullptr),
      m_jobs(new JobBar(session.jobs())),
      m_counts(new QLabel),
      m_changesNote(new QToolButton),
      m_device(new QLabel)
{
    setObjectName(QStringLiteral("main-window"));
    setAcceptDrops(true);
    setWindowIcon(applicationIcon());
    resize(1400, 880);

    auto *centre = new QWidget(this);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_workbench);
    setCentralWidget(centre);
    m_counts->setContentsMargins(8, 0, 0, 0);
    statusBar()->addWidget(m_counts);
    // In the status bar: a line above the views would move what the analyst is reading.
    m_changesNote->setObjectName(QStringLiteral("changes-note"));
    m_changesNote->setAutoRaise(true);
    m_changesNote->hide();
    connect(m_changesNote, &QToolButton::clicked, this, &MainWindow::showChanges);
    statusBar()->addPermanentWidget(m_changesNote);
    statusBar()->addPermanentWidget(m_jobs);
    m_device->setObjectName(QStringLiteral("device"));
    m_device->setContentsMargins(8, 0, 8, 0);
    m_device->setTextFormat(Qt::PlainText);
    m_device->setToolTip(tr("Where the network runs; choose it in the settings"));
    statusBar()->addPermanentWidget(m_device);
    statusBar()->setSizeGripEnabled(false);

    makeActions();
    makeMenus();
    makeToolBar();
    m_palette = new CommandPalette(*m_actions, session.jobs(), this);
    m_start->setSampleAvailable(!sampleBinary().isEmpty());

    connectSession();
    connectPanes();
    showWorkspace();
    updateBinaries();
    updateDevice();
    // What needs the disk waits until the window is there.
    QTimer::singleShot(0, this, &MainWindow::fillStartPage);
}

MainWindow::~MainWindow()
{
    m_session.disconnect(this);
    m_session.jobs().disconnect(this);
}

void MainWindow::connectSession()
{
    Session &s = m_session;
    connect(&s, &Session::workspaceChanged, this, &MainWindow::showWorkspace);
    connect(&s, &Session::detailsChanged, this, [this] { m_workbench->setDetails(m_session.workspace().details); });
    connect(&s, &Session::binariesChanged, this, &MainWindow::updateBinaries);
    connect(&s, &Session::projectChanged, this, [this] {
        updateTitle();
        updateActions();
        showPage();
    });
    connect(&s, &Session::containerListed, this, &MainWindow::showContainer);
    connect(&s, &Session::formatUnknown, this, &MainWindow::showRaw);
    connect(&s, &Session::sourcesAdded, this, &MainWindow::showSourcesAdded);
    connect(&s, &Session::summaryChanged, this, &MainWindow::showComponents);
    connect(&s, &Session::inputsChecked, this, &MainWindow::showInputCheck);
    connect(&s, &Session::reportWritten, this, &MainWindow::reportWritten);
    connect(&s, &Session::failed, this, &MainWindow::showProblem);
    connect(&s, &Session::fellBack, this, &MainWindow::showFallback);
    connect(&s, &Session::foundInBinary, this, &MainWindow::showFound);
    connect(&s, &Session::rematched, this, &MainWindow::showChangesNote);
    connect(&s, &Session::deviceChanged, this, &MainWindow::updateDevice);
    connect(&s, &Session::projectLoaded, this, [this](const QString &path) {
        if (!m_session.projectPath().isEmpty())
            RecentProjects::add(path);
        fillStartPage();
        if (!m_session.readOnlyReason().isEmpty())
            m_messages->show({Message::Kind::Warning,
                              QStringLiteral("read-only"),
                              tr("This project is open for reading only."),
                              m_session.readOnlyReason(),
                              {},
                              {{tr("Save a copy…"), [this] { chooseSaveAs(); }}}});
        else
            m_messages->dismiss(QStringLiteral("read-only"));
    });
    connect(&s, &Session::projectSaved, this, [this](const QString &path) {
        RecentProjects::add(path);
        m_messages->dismiss(QStringLiteral("read-only"));
        statusBar()->showMessage(tr("Saved as %1").arg(path), 6000);
    });
    for (const auto signal : {&Jobs::started, &Jobs::progressed})
        connect(&s.jobs(), signal, this, &MainWindow::updateBusy);
    connect(&s.jobs(), &Jobs::finished, this, [this] {
        updateBusy();
        showPage();
    });
    connect(&s.jobs(), &Jobs::started, this, &MainWindow::showPage);
}

void MainWindow::connectPanes()
{
    FunctionTable *functions = m_workbench->functions();
    connect(functions, &FunctionTable::functionActivated, this,
            [this] { m_workbench->showPane(QStringLiteral("graph")); });
    connect(functions, &FunctionTable::acceptRequested, this, &MainWindow::acceptFunctions);
    connect(functions, &FunctionTable::rejectRequested, this, &MainWindow::rejectFunctions);
    connect(functions, &FunctionTable::blockRequested, this, &MainWindow::blockFunctions);
    connect(functions, &FunctionTable::manualMatchRequested, this, &MainWindow::matchByHand);
    connect(functions, &FunctionTable::clearDecisionRequested, this, &MainWindow::withdrawFunctions);
    connect(functions, &FunctionTable::commentRequested, this, &MainWindow::commentOn);
    CandidateList *candidates = m_workbench->candidates();
    connect(candidates, &CandidateList::acceptRequested, this, [this] { acceptChosen(); });
    connect(candidates, &CandidateList::rejectRequested, this, [this](int function) { rejectFunctions({function}); });
    connect(candidates, &CandidateList::blockRequested, this, [this](int function) { blockFunctions({function}); });
    connect(candidates, &CandidateList::manualMatchRequested, this, &MainWindow::matchByHand);
    connect(candidates, &CandidateList::commentRequested, this, &MainWindow::commentOn);

    GraphView *graph = m_workbench->graph();
    connect(graph, &GraphView::layoutRequested, &m_session, &Session::layOut);
    connect(graph, &GraphView::layoutStopRequested, &m_session, &Session::layOutQuickly);
    connect(&m_session, &Session::layoutReady, graph,
            [graph](quint64 token, const GraphGeometry &geometry) { graph->setGeometry(token, geometry); });
    connect(&m_session, &Session::layoutFailed, graph, &GraphView::setLayoutFailed);
    connect(graph, &GraphView::svgExportRequested, this, [this] { exportGraph(false); });
    connect(graph, &GraphView::imageExportRequested, this, [this] { exportGraph(true); });
    connect(m_workbench->disassembly(), &DisassemblyView::graphRequested, m_workbench,
            [this] { m_workbench->showPane(QStringLiteral("graph")); });
    SourceView *source = m_workbench->source();
    connect(source, &SourceView::fileTextRequested, &m_session, &Session::readSource);
    connect(&m_session, &Session::sourceReady, source, &SourceView::setFileText);
    connect(&m_session, &Session::sourceFailed, source, &SourceView::setFileFailed);

    for (const Workbench::Panel &panel : m_workbench->panels()) {
        Pane *pane = panel.pane;
        if (pane == candidates) { // the function table's button is its own matter
            connect(pane, &Pane::actionRequested, this, [this] {
                if (!m_session.workspace().sources)
                    chooseSources();
                else
                    m_session.startMatching();
            });
        }
        connect(pane, &Pane::cancelRequested, this, [this] {
            for (const char *kind : {"open", "analyze", "sources", "match", "find", "project"})
                m_session.jobs().cancelKind(QLatin1String(kind));
        });
    }

    ComponentPane *components = m_workbench->components();
    connect(components, &ComponentPane::addRequested, this, &MainWindow::chooseSources);
    connect(components, &ComponentPane::removeRequested, &m_session, &Session::removeSources);
    connect(components, &ComponentPane::functionRequested, &m_selection, &SelectionModel::selectFunction);
    connect(components, &ComponentPane::fileRequested, this, [this, functions](const QString &label) {
        functions->setFilterText(QStringLiteral("file:\"%1\"").arg(label));
        m_workbench->showPane(QStringLiteral("functions"));
    });

    connect(m_start, &StartPage::binaryRequested, this, &MainWindow::chooseBinary);
    connect(m_start, &StartPage::sourcesRequested, this, &MainWindow::chooseSources);
    connect(m_start, &StartPage::binaryDropped, this, &MainWindow::openPaths);
    connect(m_start, &StartPage::sourcesDropped, this, &MainWindow::openPaths);
    connect(m_start, &StartPage::otherProjectRequested, this, &MainWindow::chooseProject);
    connect(m_start, &StartPage::sampleRequested, this, &MainWindow::openSample);
    connect(m_start, &StartPage::projectRequested, &m_session, &Session::loadProject);
    connect(m_start, &StartPage::recoveryRequested, &m_session, &Session::recoverProject);
    connect(m_start, &StartPage::discardRequested, this, [this](const QString &path) {
        removeProjectFile(path);
        fillStartPage();
    });

    connect(m_palette, &CommandPalette::functionChosen, &m_selection, &SelectionModel::selectFunction);
    connect(m_palette, &CommandPalette::sourceChosen, this, &MainWindow::goToSource);
    connect(&m_selection, &SelectionModel::changed, this, &MainWindow::updateActions);
    connect(&m_selection, &SelectionModel::changed, this, [this](const Selection &now, const Selection &before) {
        if (now.function != before.function || now.candidate != before.candidate)
            m_examination.start();
    });
    m_examination.setSingleShot(true);
    m_examination.setInterval(std::chrono::milliseconds(120));
    connect(&m_examination, &QTimer::timeout, this, &MainWindow::examineShown);
    connect(&m_selection, &SelectionModel::historyChanged, this, &MainWindow::updateActions);
}

void MainWindow::showComponents()
{
    QList<SourceInput> checkouts;
    for (const SourceEntry &entry : m_session.sources())
        checkouts.append(entry.input);
    m_workbench->components()->show(m_session.workspace(), checkouts, m_session.summary().get());
    m_workbench->components()->setReadOnly(!m_session.readOnlyReason().isEmpty());
}

void MainWindow::showWorkspace()
{
    const Workspace &workspace = m_session.workspace();
    const Workspace before = std::exchange(m_shown, workspace);
    if (workspace.program != before.program)
        m_selection.clear(); // its indices belong to the former program
    m_workbench->setWorkspace(workspace);
    if (workspace.program == before.program && workspace.matches != before.matches)
        followCandidate(before);
    m_palette->setWorkspace(workspace);
    showComponents();
    if (workspace.matches && m_selection.current().function < 0)
        chooseFirstFunction();
    if (workspace.matches)
        m_examination.start();
    showPage();
    updateCounts();
    updateTitle();
    updateActions();
    updateBusy();
}

void MainWindow::examineShown()
{
    m_session.examine(m_selection.current().function, m_selection.current().candidate, m_settings.networkView);
}

// New matches may have put the source that the analyst looks at to another rank.
void MainWindow::followCandidate(const Workspace &before)
{
    const Selection chosen = m_selection.current();
    const Candidate *old = before.candidate(chosen.function, chosen.candidate);
    if (!old || before.sources != m_shown.sources)
        return;
    Selection next = chosen;
    next.candidate = m_shown.rankOf(chosen.function, old->source);
    const bool gone = next.candidate < 0;
    if (gone) {
        next.candidate = std::max(m_shown.proposedRank(chosen.function), 0);
        next.line = 0;
    }
    const Candidate *now = m_shown.candidate(next.function, next.candidate);
    const auto place = std::size_t(chosen.evidence);
    if (chosen.evidence >= 0
        && (gone || !now || place >= now->evidence.size() || !(now->evidence[place] == old->evidence[place])))
        next.evidence = -1;
    m_selection.select(next);
}

// So that nobody begins with empty panes: the first function whose match can be believed.
void MainWindow::chooseFirstFunction()
{
    constexpr double believable = 0.5;
    const Workspace &workspace = m_session.workspace();
    int first = -1;
    for (const FunctionMatches &match : workspace.matches->functions) {
        const int function = int(match.function);
        if (workspace.stateOf(function) != MatchState::Proposed)
            continue;
        if (first < 0)
            first = function;
        if (workspace.proposed(function)->confidence < believable)
            continue;
        first = function;
        break;
    }
    if (first >= 0)
        m_selection.selectFunction(first);
}

// The workbench as soon as there is, or will be, a binary to show in it.
void MainWindow::showPage()
{
    const auto &jobs = m_session.jobs();
    const bool coming = jobs.isActive(QStringLiteral("analyze")) || jobs.isActive(QStringLiteral("project"));
    const bool work = m_session.workspace().program || (coming && m_pages->currentWidget() == m_workbench)
                      || !m_session.binaries().isEmpty() || coming;
    if (work && m_pages->currentWidget() != m_workbench) {
        m_pages->setCurrentWidget(m_workbench);
        // The list, not its filter line: the keys that decide are letters.
        QTimer::singleShot(0, m_workbench, [this] {
            if (m_workbench->isPaneVisible(QStringLiteral("functions")))
                m_workbench->showPane(QStringLiteral("functions"));
        });
    } else if (!work) {
        m_pages->setCurrentWidget(m_start);
    }
    QStringList sources;
    for (const SourceEntry &entry : m_session.sources())
        sources.append(entry.input.name);
    m_start->setGiven({}, sources.join(tr(", ")));
}

void MainWindow::updateTitle()
{
    const QString name = m_session.name();
    // Qt appends the name of the program where a title does not end with it.
    setWindowTitle(name.isEmpty() ? QStringLiteral("Symbolon") : tr("%1 — Symbolon").arg(name));
}

void MainWindow::updateCounts()
{
    const Workspace &w = m_session.workspace();
    if (!w.program) {
        m_counts->clear();
        return;
    }
    int functions = 0;
    for (const BinaryFunction &function : w.program->functions)
        functions += function.importStub ? 0 : 1;
    const QLocale locale;
    if (!w.matches) {
        m_counts->setText(tr("%1 functions", nullptr, functions).arg(locale.toString(functions)));
        return;
    }
    int accepted = 0;
    int rejected = 0;
    int blocked = 0;
    if (w.decisions) {
        for (auto it = w.decisions->cbegin(); it != w.decisions->cend(); ++it) {
            const MatchState state = w.stateOf(it.key());
            accepted += state == MatchState::Accepted ? 1 : 0;
            rejected += state == MatchState::Rejected ? 1 : 0;
            blocked += state == MatchState::Blocked ? 1 : 0;
        }
    }
    const auto proposed = std::count_if(w.matches->functions.begin(), w.matches->functions.end(),
                                        [](const FunctionMatches &match) { return !match.candidates.empty(); });
    QString text = tr("%1 of %2 proposed").arg(locale.toString(qlonglong(proposed)), locale.toString(functions));
    text += tr(" · %1 accepted", nullptr, accepted).arg(locale.toString(accepted));
    if (rejected > 0)
        text += tr(" · %1 rejected", nullptr, rejected).arg(locale.toString(rejected));
    if (blocked > 0)
        text += tr(" · %1 blocked", nullptr, blocked).arg(locale.toString(blocked));
    m_counts->setText(text);
}

void MainWindow::updateBusy()
{
    const Workspace &w = m_session.workspace();
    JobStatus binary;
    JobStatus match;
    const auto active = m_session.jobs().active();
    for (const JobStatus &job : active) {
        const bool forBinary = job.kind == QLatin1String("analyze") || job.kind == QLatin1String("project");
        if (forBinary && binary.id == 0)
            binary = job;
        if (forBinary || job.kind == QLatin1String("match") || job.kind == QLatin1String("sources")) {
            if (match.id == 0)
                match = job;
        }
    }
    for (const Workbench::Panel &panel : m_workbench->panels()) {
        const JobStatus &job = panel.need == Workbench::Need::Binary ? binary : match;
        const bool there = panel.need == Workbench::Need::Binary ? bool(w.program) : bool(w.matches);
        if (job.id == 0 || there)
            panel.pane->setIdle();
        else
            panel.pane->setBusy(job.title, job.done, job.total, JobBar::timeLeft(job));
    }
}

void MainWindow::showProblem(const Problem &problem)
{
    if (!problem.path.isEmpty()) {
        if (const auto written = ProjectStore::backupTime(problem.path)) {
            Message message = MessageBar::errorMessage(problem.error);
            message.key = problem.path;
            message.actions = {{tr("Restore the backup of %1").arg(QLocale().toString(*written, QLocale::ShortFormat)),
                                [this, path = problem.path] { m_session.restoreBackup(path); }}};
            m_messages->show(message);
            return;
        }
    }
    m_messages->showError(problem.kind + QLatin1Char('/') + QString::fromStdString(problem.error.summary),
                          problem.error, problem.retry);
}

// Nobody chose the network, so its absence is no error; but the results are another method's.
void MainWindow::showFallback(const Error &why)
{
    Message message = MessageBar::errorMessage(why);
    message.kind = Message::Kind::Warning;
    message.key = QStringLiteral("fell-back");
    message.detail = message.text + (message.detail.isEmpty() ? QString() : u'\n' + message.detail);
    message.text = tr("The network cannot be used; another method proposed the candidates.");
    message.hint = QString::fromStdString(why.summary);
    m_messages->show(message);
}

void MainWindow::showFound(const SourceAnswer &answer)
{
    auto *dialog = new FoundDialog(m_session.workspace(), answer, this);
    // Its functions belong to this program.
    connect(&m_session, &Session::workspaceChanged, dialog, [this, dialog, program = m_session.workspace().program] {
        if (program != m_session.workspace().program)
            dialog->close();
    });
    connect(dialog, &FoundDialog::functionChosen, &m_selection, &SelectionModel::selectFunction);
    dialog->show();
}

void MainWindow::updateDevice()
{
    const auto &used = m_session.deviceInUse();
    const QString name = used ? QString::fromStdString(used->name) : m_session.device();
    if (name == QLatin1String("cpu"))
        m_device->setText(tr("CPU"));
    else if (used)
        m_device->setText(QString::fromStdString(used->description));
    else
        m_device->setText(name == QLatin1String("auto") ? tr("Device: automatic") : name);
    m_device->setAccessibleName(tr("Where the network runs: %1").arg(m_device->text()));
}

void MainWindow::fillStartPage()
{
    struct Known {
        QStringList recent;
        QList<UnsavedProject> unsaved;
    };
    // Recent projects may lie on a disk that is slow or gone.
    m_session.jobs().start(Job<Known>{
        .kind = QStringLiteral("recent"),
        .title = tr("Looking for recent projects"),
        .body = [folder = m_session.unsavedFolder()](const Work &) -> Result<Known> {
            return Known{RecentProjects::list(), leftBehind(folder)};
        },
        .done =
            [self = QPointer<MainWindow>(this)](const Result<Known> &known) {
                if (!self || !known)
                    return;
                self->m_start->setRecent(known->recent);
                self->m_start->setUnsaved(known->unsaved);
            },
        .quiet = true,
    });
}

void MainWindow::setStateKept(bool kept)
{
    m_stateKept = kept;
}

QByteArray MainWindow::panesState() const
{
    return m_workbench->saveState();
}

void MainWindow::restorePanes(const QByteArray &state)
{
    m_restored = true;
    m_workbench->resize(size());
    m_workbench->restoreState(state);
    m_workbench->keepRoom();
}

void MainWindow::showEvent(QShowEvent *event)
{
    if (m_stateKept && !m_restored) {
        const WindowState state = WindowState::load();
        restoreGeometry(state.geometry);
        // The docks are laid out in the size they have now; a state of other panes is refused and ours stays.
        m_workbench->resize(size());
        if (m_workbench->restoreState(state.panes))
            m_workbench->keepRoom();
        m_workbench->functions()->restoreState(state.functions);
        m_workbench->graph()->restoreState(state.graph);
    }
    m_restored = true;
    QMainWindow::showEvent(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_stateKept)
        WindowState{saveGeometry(), m_workbench->saveState(), m_workbench->functions()->saveState(),
                    m_workbench->graph()->saveState()}
            .save();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        update();
}

} // namespace symbolon
