// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// MainWindow: its commands, menus and toolbar. A command is written once, here.

#include "app/window/mainwindow.h"

#include "app/window/aboutdialog.h"
#include "app/window/actions.h"
#include "app/window/commandpalette.h"
#include "app/window/icons.h"
#include "app/window/keyspage.h"
#include "app/window/language.h"
#include "app/window/sample.h"
#include "app/window/settingsdialog.h"
#include "app/window/workbench.h"
#include "widgets/disasm/disassemblyview.h"
#include "widgets/evidence/evidenceview.h"
#include "widgets/graph/graphview.h"
#include "widgets/source/sourceview.h"
#include "widgets/tables/functiontable.h"

#include <QActionGroup>
#include <QComboBox>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolBar>

namespace symbolon {

using namespace Qt::StringLiterals;

void MainWindow::makeActions()
{
    makeFileActions();
    makeEditActions();
    makeViewActions();
    makeGoActions();
    makeMatchActions();
    makeToolsActions();
    setSettings(m_settings); // of all of them
}

void MainWindow::makeFileActions()
{
    const QString menu = tr("File");
    Actions &a = *m_actions;
    a.add({u"open-binary"_s,
           menu,
           tr("Open &binary…"),
           u"binary"_s,
           {QKeySequence(u"Ctrl+O"_s)},
           tr("A firmware file or an executable; it joins the open project")},
          [this] { chooseBinary(); });
    a.add({u"open-sources"_s,
           menu,
           tr("Open &sources…"),
           u"sources"_s,
           {QKeySequence(u"Ctrl+Shift+O"_s)},
           tr("The folder of a source checkout; it joins those that are open")},
          [this] { chooseSources(); });
    a.add({u"open-project"_s, menu, tr("Open &project…"), u"project"_s, {QKeySequence(u"Ctrl+P"_s)}, {}},
          [this] { chooseProject(); });
    a.add({u"save-as"_s,
           menu,
           tr("S&ave project as…"),
           u"save"_s,
           {QKeySequence(u"Ctrl+S"_s), QKeySequence(u"Ctrl+Shift+S"_s)},
           tr("Decisions are on disk as soon as they are made; this gives the project a name and a place")},
          [this] { chooseSaveAs(); });
    a.add({u"export"_s, menu, tr("&Export report…"), u"export"_s, {QKeySequence(u"Ctrl+E"_s)}, {}},
          [this] { chooseExport(); });
    a.add({u"close-project"_s, menu, tr("&Close project"), u"close"_s, {QKeySequence(u"Ctrl+W"_s)}, {}}, [this] {
        m_session.closeProject();
        fillStartPage();
    });
    a.add({u"quit"_s, menu, tr("&Quit"), u"quit"_s, {QKeySequence(u"Ctrl+Q"_s)}, {}}, [this] { close(); });
}

void MainWindow::makeEditActions()
{
    const QString menu = tr("Edit");
    Actions &a = *m_actions;
    a.add({u"undo"_s, menu, tr("&Undo"), u"undo"_s, {QKeySequence(u"Ctrl+Z"_s)}, tr("Takes the last decision back")},
          [this] { m_session.undo(); });
    a.add({u"redo"_s, menu, tr("&Redo"), u"redo"_s, {QKeySequence(u"Ctrl+Shift+Z"_s), QKeySequence(u"Ctrl+Y"_s)}, {}},
          [this] { m_session.redo(); });
    a.add({u"find"_s, menu, tr("&Find in this pane"), u"search"_s, {QKeySequence(u"Ctrl+F"_s)}, {}},
          [this] { m_workbench->find(); });
}

void MainWindow::makeViewActions()
{
    const QString menu = tr("View");
    Actions &a = *m_actions;
    for (const Workbench::Panel &panel : m_workbench->panels()) {
        QAction *toggle = panel.dock->toggleViewAction();
        addAction(toggle);
        a.adopt(QStringLiteral("pane-") + panel.id, menu, toggle);
    }
    a.add({u"toggle-graph"_s,
           menu,
           tr("&Graph or list"),
           u"graph"_s,
           {QKeySequence(Qt::Key_Space)},
           tr("Shows the function as a graph or as a list of instructions")},
          [this] { m_workbench->toggleGraph(); });
    a.add({u"network-view"_s,
           menu,
           tr("What the &network sees"),
           u"evidence"_s,
           {},
           tr("Shows which blocks and lines carry the similarity of the two functions, and which belong together")},
          [this] {
              Settings settings = m_settings;
              settings.networkView = !settings.networkView;
              Q_EMIT settingsChosen(settings);
          })
        ->setCheckable(true);
    a.add({u"zoom-in"_s,
           menu,
           tr("Zoom &in"),
           u"zoom-in"_s,
           {QKeySequence(Qt::Key_Plus), QKeySequence(Qt::Key_Equal)},
           {}},
          [this] { zoom(1); });
    a.add({u"zoom-out"_s, menu, tr("Zoom &out"), u"zoom-out"_s, {QKeySequence(Qt::Key_Minus)}, {}},
          [this] { zoom(-1); });
    a.add({u"zoom-fit"_s, menu, tr("&Fit the graph"), u"zoom-fit"_s, {QKeySequence(Qt::Key_0)}, {}},
          [this] { zoom(0); });
    a.add({u"reset-layout"_s, menu, tr("&Reset layout"), {}, {}, tr("Puts all panes back where they were at first")},
          [this] { m_workbench->resetLayout(); });

    // The graph brings its own; those that the window has as well are left out.
    const QList<QAction *> own = m_workbench->graph()->actions();
    for (QAction *action : own) {
        if (!action->shortcuts().isEmpty() || action->isCheckable()
            || action->objectName().contains(QLatin1String("opy"))
            || action->objectName().contains(QLatin1String("export")))
            a.adopt(action->objectName(), tr("Graph"), action);
    }

    m_themes = new QActionGroup(this);
    const struct {
        const char *id;
        QString text;
        ThemeChoice choice;
    } themes[] = {{"theme-system", tr("&System theme"), ThemeChoice::System},
                  {"theme-light", tr("&Light theme"), ThemeChoice::Light},
                  {"theme-dark", tr("&Dark theme"), ThemeChoice::Dark}};
    for (const auto &theme : themes) {
        QAction *action = a.add({QLatin1String(theme.id), menu, theme.text, {}, {}, {}}, [this, choice = theme.choice] {
            Settings settings = m_settings;
            settings.theme = choice;
            Q_EMIT settingsChosen(settings);
        });
        action->setCheckable(true);
        action->setData(int(theme.choice));
        m_themes->addAction(action);
    }

    m_languages = new QActionGroup(this);
    QList<Language::Choice> choices = Language::available();
    choices.prepend({QString(), tr("&System language")});
    for (const Language::Choice &language : std::as_const(choices)) {
        QAction *action =
            a.add({QStringLiteral("language-") + (language.code.isEmpty() ? QStringLiteral("system") : language.code),
                   menu,
                   language.name,
                   {},
                   {},
                   {}},
                  [this, code = language.code] {
                      Settings settings = m_settings;
                      settings.language = code;
                      Q_EMIT settingsChosen(settings);
                  });
        action->setCheckable(true);
        action->setData(language.code);
        m_languages->addAction(action);
    }
}

void MainWindow::makeGoActions()
{
    const QString menu = tr("Go");
    Actions &a = *m_actions;
    a.add({u"palette"_s, menu, tr("&Function, source, command…"), u"search"_s, {QKeySequence(u"Ctrl+K"_s)}, {}},
          [this] { m_palette->open(); });
    a.add({u"filter"_s, menu, tr("Filter f&unctions"), {}, {QKeySequence(u"Ctrl+L"_s)}, {}}, [this] {
        m_workbench->showPane(QStringLiteral("functions"));
        m_workbench->functions()->find();
    });
    a.add({u"back"_s,
           menu,
           tr("&Back"),
           u"back"_s,
           {QKeySequence(Qt::ALT | Qt::Key_Left), QKeySequence(Qt::Key_Escape)},
           {}},
          [this] { goBack(); });
    a.add({u"forward"_s, menu, tr("F&orward"), u"forward"_s, {QKeySequence(Qt::ALT | Qt::Key_Right)}, {}},
          [this] { m_selection.goForward(); });
    a.add({u"next-undecided"_s, menu, tr("&Next undecided function"), u"next"_s, {QKeySequence(Qt::Key_N)}, {}},
          [this] { goToNextUndecided(); });
    a.add({u"next-instruction"_s, menu, tr("Next instr&uction"), {}, {QKeySequence(Qt::Key_J)}, {}},
          [this] { m_workbench->stepInstruction(1); });
    a.add({u"previous-instruction"_s, menu, tr("&Previous instruction"), {}, {QKeySequence(Qt::Key_K)}, {}},
          [this] { m_workbench->stepInstruction(-1); });
    a.add({u"true-edge"_s, menu, tr("Follow the &true edge"), {}, {QKeySequence(Qt::Key_T)}, {}},
          [this] { m_workbench->followEdge(true); });
    a.add({u"false-edge"_s, menu, tr("Follow the f&alse edge"), {}, {QKeySequence(Qt::Key_F)}, {}},
          [this] { m_workbench->followEdge(false); });
    a.add({u"next-evidence"_s, menu, tr("Next &evidence"), {}, {QKeySequence(Qt::Key_BracketRight)}, {}},
          [this] { m_workbench->evidence()->nextEvidence(); });
    a.add({u"previous-evidence"_s, menu, tr("Previous e&vidence"), {}, {QKeySequence(Qt::Key_BracketLeft)}, {}},
          [this] { m_workbench->evidence()->previousEvidence(); });
    a.add({u"next-pane"_s, menu, tr("Ne&xt pane"), {}, {QKeySequence(Qt::Key_F6)}, {}},
          [this] { m_workbench->focusNextPane(false); });
    a.add({u"previous-pane"_s, menu, tr("Previous pa&ne"), {}, {QKeySequence(Qt::SHIFT | Qt::Key_F6)}, {}},
          [this] { m_workbench->focusNextPane(true); });
}

void MainWindow::makeMatchActions()
{
    const QString menu = tr("Match");
    Actions &a = *m_actions;
    a.add({u"accept"_s,
           menu,
           tr("&Accept"),
           u"accept"_s,
           {QKeySequence(Qt::Key_A)},
           tr("Accepts the chosen candidate and goes to the next undecided function")},
          [this] { acceptChosen(); });
    a.add({u"reject"_s,
           menu,
           tr("&Reject"),
           u"reject"_s,
           {QKeySequence(Qt::Key_R)},
           tr("The chosen candidate is not the source of this function; it is not proposed again")},
          [this] { rejectFunctions(chosenFunctions()); });
    a.add({u"block"_s,
           menu,
           tr("&Block"),
           {},
           {QKeySequence(Qt::Key_B)},
           tr("Nothing is to be proposed for this function: its source is not there, or does not matter")},
          [this] { blockFunctions(chosenFunctions()); });
    a.add({u"match-by-hand"_s,
           menu,
           tr("Match by &hand…"),
           {},
           {QKeySequence(Qt::Key_H)},
           tr("Any function of the sources, found by name or path, for the chosen function")},
          [this] { matchByHand(m_selection.current().function); });
    a.add({u"match-with-cursor"_s,
           menu,
           tr("Match with the function at the c&ursor"),
           {},
           {QKeySequence(u"Ctrl+M"_s)},
           tr("Accepts the source function at the cursor of the source pane for the chosen function")},
          [this] { matchWithCursor(); });
    a.add({u"withdraw"_s, menu, tr("&Withdraw the decision"), {}, {QKeySequence(Qt::Key_Delete)}, {}},
          [this] { withdrawFunctions(chosenFunctions()); });
    a.add({u"comment"_s, menu, tr("&Comment…"), u"comment"_s, {QKeySequence(Qt::Key_C)}, {}},
          [this] { commentOn(m_selection.current().function); });
    a.add({u"accept-above"_s,
           menu,
           tr("Accept &many…"),
           {},
           {QKeySequence(u"Ctrl+Shift+A"_s)},
           tr("Accepts what is proposed above a confidence, after showing it")},
          [this] { acceptAbove(); });
    for (int n = 1; n <= 9; ++n)
        a.add({QStringLiteral("candidate-%1").arg(n),
               menu,
               tr("Candidate &%1").arg(n),
               {},
               {QKeySequence(Qt::Key_0 + n)},
               {}},
              [this, n] { chooseCandidate(n); });
    a.add({u"match-again"_s,
           menu,
           tr("Match a&gain"),
           u"match"_s,
           {QKeySequence(Qt::Key_F5)},
           tr("Proposes candidates anew, keeping to what was decided")},
          [this] { m_session.matchAgain(); });
    QAction *rematch = a.add({u"rematch"_s,
                              menu,
                              tr("Match again after each &decision"),
                              {},
                              {},
                              tr("What was decided holds; what is proposed for other functions follows from it")},
                             [this] {
                                 Settings settings = m_settings;
                                 settings.rematch = m_actions->action(u"rematch"_s)->isChecked();
                                 Q_EMIT settingsChosen(settings);
                             });
    rematch->setCheckable(true);
    rematch->setChecked(m_settings.rematch);
    a.add({u"changes"_s,
           menu,
           tr("What &changed…"),
           {},
           {QKeySequence(u"Ctrl+Shift+M"_s)},
           tr("The functions for which something else is proposed since the last decision")},
          [this] { showChanges(); });
    a.add({u"find-in-binary"_s,
           menu,
           tr("&Find the source function in the binary"),
           u"search"_s,
           {QKeySequence(u"Ctrl+B"_s)},
           tr("Lists the functions of the binary that are most like the source function at the cursor")},
          [this] { m_session.findInBinary(m_workbench->source()->functionAtCursor()); });
    m_workbench->source()->setContextActions({a.action(u"match-with-cursor"_s), a.action(u"find-in-binary"_s)});
    m_methods = new QActionGroup(this);
    for (const auto &matcher : matchers()) {
        const QString name = QString::fromUtf8(matcher->name().data(), qsizetype(matcher->name().size()));
        const QString shown =
            QString::fromUtf8(matcher->displayName().data(), qsizetype(matcher->displayName().size()));
        QAction *action = a.add({QStringLiteral("method-") + name, menu, tr("Method: %1").arg(shown), {}, {}, {}},
                                [this, name] { m_session.setMethod(name); });
        action->setCheckable(true);
        action->setData(name);
        m_methods->addAction(action);
    }
}

void MainWindow::makeToolsActions()
{
    Actions &a = *m_actions;
    a.add({u"settings"_s, tr("Tools"), tr("&Settings…"), u"settings"_s, {QKeySequence(u"Ctrl+,"_s)}, {}}, [this] {
        auto *dialog = new SettingsDialog(m_settings, this);
        connect(dialog, &SettingsDialog::chosen, this, &MainWindow::settingsChosen);
        m_session.listDevices(dialog, [dialog](const auto &devices) { dialog->setDevices(devices); });
        dialog->open();
    });
    a.add({u"remove-binary"_s,
           tr("Tools"),
           tr("&Remove this binary from the project"),
           {},
           {},
           tr("With the decisions made about it")},
          [this] { m_session.removeBinary(m_session.currentBinary()); });
    a.add({u"keys"_s, tr("Help"), tr("&Keys"), u"keyboard"_s, {QKeySequence(Qt::Key_F1)}, {}},
          [this] { (new KeysPage(*m_actions, this))->open(); });
    a.add({u"sample"_s, tr("Help"), tr("Open the &sample"), u"sample"_s, {}, {}}, [this] { openSample(); });
    a.add({u"about"_s, tr("Help"), tr("&About Symbolon"), u"info"_s, {}, {}},
          [this] { (new AboutDialog(this))->open(); });
}

void MainWindow::makeMenus()
{
    const auto fill = [this](QMenu *menu, std::initializer_list<const char *> ids) {
        for (const char *id : ids) {
            if (*id)
                menu->addAction(m_actions->action(QLatin1String(id)));
            else
                menu->addSeparator();
        }
    };
    QMenu *file = menuBar()->addMenu(tr("&File"));
    fill(file, {"open-binary", "open-sources", "", "open-project"});
    m_recentMenu = file->addMenu(themedIcon(QStringLiteral("recent")), tr("Open &recent"));
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    fill(file, {"save-as", "", "export", "", "close-project", "quit"});

    fill(menuBar()->addMenu(tr("&Edit")), {"undo", "redo", "", "find"});

    QMenu *view = menuBar()->addMenu(tr("&View"));
    for (const Workbench::Panel &panel : m_workbench->panels())
        view->addAction(panel.dock->toggleViewAction());
    view->addSeparator();
    fill(view, {"toggle-graph", "network-view", "zoom-in", "zoom-out", "zoom-fit", ""});
    QMenu *graph = view->addMenu(tr("Grap&h"));
    for (QAction *action : m_actions->all()) {
        if (action->parent() == m_workbench->graph())
            graph->addAction(action);
    }
    QMenu *theme = view->addMenu(themedIcon(QStringLiteral("theme")), tr("&Theme"));
    theme->addActions(m_themes->actions());
    QMenu *language = view->addMenu(themedIcon(QStringLiteral("language")), tr("&Language"));
    language->addActions(m_languages->actions());
    fill(view, {"", "reset-layout"});

    fill(menuBar()->addMenu(tr("&Go")),
         {"palette", "filter", "", "back", "forward", "next-undecided", "", "next-instruction", "previous-instruction",
          "true-edge", "false-edge", "", "next-evidence", "previous-evidence", "", "next-pane", "previous-pane"});

    QMenu *match = menuBar()->addMenu(tr("&Match"));
    fill(match, {"accept", "reject", "block", "withdraw", "comment", "", "match-by-hand", "match-with-cursor",
                 "accept-above", ""});
    QMenu *candidates = match->addMenu(themedIcon(QStringLiteral("candidates")), tr("Choose ca&ndidate"));
    for (int n = 1; n <= 9; ++n)
        candidates->addAction(m_actions->action(QStringLiteral("candidate-%1").arg(n)));
    QMenu *method = match->addMenu(tr("M&ethod"));
    method->addActions(m_methods->actions());
    fill(match, {"match-again", "rematch", "changes", "", "find-in-binary"});

    fill(menuBar()->addMenu(tr("&Tools")), {"remove-binary", "", "settings"});
    fill(menuBar()->addMenu(tr("&Help")), {"keys", "sample", "", "about"});
    m_actions->action(QStringLiteral("sample"))->setEnabled(!sampleBinary().isEmpty());
}

void MainWindow::makeToolBar()
{
    QToolBar *bar = addToolBar(tr("Toolbar"));
    bar->setObjectName(QStringLiteral("toolbar"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    const int extent = fontMetrics().height() * 5 / 4;
    bar->setIconSize({extent, extent});
    for (const char *id : {"open-binary", "open-sources", "", "back", "forward", "", "undo", "redo", "", "accept",
                           "reject", "comment", "next-undecided", "", "export"}) {
        if (*id)
            bar->addAction(m_actions->action(QLatin1String(id)));
        else
            bar->addSeparator();
    }
    m_binaries = new QComboBox(bar);
    m_binaries->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_binaries->setAccessibleName(tr("Binary"));
    m_binaries->setToolTip(tr("Which of the project's binaries is shown"));
    connect(m_binaries, &QComboBox::activated, &m_session, &Session::setCurrentBinary);

    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    m_binariesAction = bar->addWidget(m_binaries);
    auto *search = new QPushButton(
        themedIcon(QStringLiteral("search")),
        tr("Function, source, command   %1")
            .arg(m_actions->action(QStringLiteral("palette"))->shortcut().toString(QKeySequence::NativeText)),
        bar);
    search->setObjectName(QStringLiteral("search-button"));
    search->setFocusPolicy(Qt::NoFocus);
    connect(search, &QPushButton::clicked, m_actions->action(QStringLiteral("palette")), &QAction::trigger);
    bar->addWidget(search);
}

void MainWindow::updateBinaries()
{
    const QSignalBlocker blocker(m_binaries);
    m_binaries->clear();
    for (const BinaryEntry &entry : m_session.binaries()) {
        m_binaries->addItem(themedIcon(QStringLiteral("executable")), entry.name());
        const QString place = entry.input.member.isEmpty()
                                  ? entry.input.path
                                  : entry.input.path + QStringLiteral(" › ") + entry.input.member;
        m_binaries->setItemData(m_binaries->count() - 1, place, Qt::ToolTipRole);
    }
    m_binaries->setCurrentIndex(m_session.currentBinary());
    m_binariesAction->setVisible(m_binaries->count() > 1);
}

void MainWindow::fillRecentMenu()
{
    m_recentMenu->clear();
    const QStringList recent = RecentProjects::list();
    for (const QString &path : recent) {
        QAction *action = m_recentMenu->addAction(QFileInfo(path).completeBaseName());
        action->setToolTip(path);
        action->setStatusTip(path);
        connect(action, &QAction::triggered, this, [this, path] { m_session.loadProject(path); });
    }
    if (recent.isEmpty()) {
        m_recentMenu->addAction(tr("None yet"))->setEnabled(false);
        return;
    }
    m_recentMenu->addSeparator();
    connect(m_recentMenu->addAction(tr("&Forget these")), &QAction::triggered, this, [this] {
        RecentProjects::clear();
        fillStartPage();
    });
}

void MainWindow::setSettings(const Settings &settings)
{
    m_settings = settings;
    for (QAction *action : m_themes->actions())
        action->setChecked(action->data().toInt() == int(settings.theme));
    for (QAction *action : m_languages->actions())
        action->setChecked(action->data().toString() == settings.language);
    m_actions->action(QStringLiteral("network-view"))->setChecked(settings.networkView);
    m_actions->action(u"rematch"_s)->setChecked(settings.rematch);
    examineShown();
}

void MainWindow::updateActions()
{
    const Workspace &w = m_session.workspace();
    const Selection &chosen = m_selection.current();
    const bool writable = m_session.readOnlyReason().isEmpty();
    const bool function = w.program && chosen.function >= 0;
    const bool candidate = function && w.candidate(chosen.function, std::max(chosen.candidate, 0));
    const auto enable = [this](const char *id, bool on) { m_actions->action(QLatin1String(id))->setEnabled(on); };
    enable("save-as", !m_session.isEmpty());
    enable("export", bool(w.program));
    enable("close-project", !m_session.isEmpty());
    enable("undo", m_session.canUndo() && writable);
    enable("redo", m_session.canRedo() && writable);
    enable("back", bool(w.program)); // without a step to go back: Escape also leaves a find bar
    enable("forward", m_selection.canGoForward());
    enable("accept", candidate && writable);
    enable("reject", candidate && writable);
    enable("block", function && writable);
    const bool pair = function && w.sources && writable;
    enable("match-by-hand", pair);
    enable("match-with-cursor", pair && m_workbench->source()->functionAtCursor() >= 0);
    enable("changes", !m_session.lastChanges().functions.empty());
    enable("withdraw", function && writable);
    enable("comment", function && writable);
    enable("accept-above", bool(w.matches) && writable);
    enable("match-again", w.program && w.sources && writable);
    enable("find-in-binary", w.program && w.sources && m_workbench->source()->functionAtCursor() >= 0);
    enable("remove-binary", m_session.currentBinary() >= 0 && writable);
    for (const char *id : {"find", "filter", "next-undecided", "toggle-graph", "zoom-in", "zoom-out", "zoom-fit"})
        enable(id, bool(w.program));
    for (const char *id :
         {"next-instruction", "previous-instruction", "true-edge", "false-edge", "next-evidence", "previous-evidence"})
        enable(id, function);
    const FunctionMatches *matches = w.matchesOf(chosen.function);
    for (int n = 1; n <= 9; ++n)
        m_actions->action(QStringLiteral("candidate-%1").arg(n))
            ->setEnabled(matches && std::size_t(n) <= matches->candidates.size());
    for (QAction *action : m_methods->actions()) {
        action->setChecked(action->data().toString() == m_session.method());
        action->setEnabled(writable);
    }
}

} // namespace symbolon
