// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window on one session: menus, toolbar, start page or workbench, messages, status bar. It owns no
// results; everything it shows comes from the session and goes back to it as a request.
#pragma once

#include "app/session/session.h"
#include "app/window/settings.h"
#include "widgets/common/selection.h"

#include <QMainWindow>
#include <QTimer>

class QActionGroup;
class QComboBox;
class QLabel;
class QMenu;
class QAction;
class QStackedWidget;
class QToolButton;

namespace symbolon {

class Actions;
class ChangesDialog;
class CommandPalette;
class JobBar;
class MessageBar;
class RawDialog;
class StartPage;
class Workbench;

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Session &session, const Settings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] Actions &actions() const { return *m_actions; }
    [[nodiscard]] SelectionModel &selection() { return m_selection; }
    [[nodiscard]] Workbench &workbench() const { return *m_workbench; }
    [[nodiscard]] MessageBar &messages() const { return *m_messages; }
    [[nodiscard]] CommandPalette &palettePopup() const { return *m_palette; }

    // False in scripted runs, which must neither use nor change how the user left the window.
    void setStateKept(bool kept);
    void setSettings(const Settings &settings); // as applied elsewhere; updates the menus

    [[nodiscard]] QByteArray panesState() const;
    void restorePanes(const QByteArray &state);

    void openPaths(const QStringList &paths);
    void openSample();
    void goToNextUndecided();

Q_SIGNALS:
    void settingsChosen(const symbolon::Settings &settings);

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    // mainwindow.cpp
    void connectSession();
    void connectPanes();
    void showWorkspace();
    void examineShown();
    void showComponents();
    void chooseFirstFunction();
    void followCandidate(const Workspace &before);
    void showPage();
    void updateTitle();
    void updateActions();
    void updateCounts();
    void updateBusy();
    void showProblem(const Problem &problem);
    void showFallback(const Error &why);
    void showFound(const SourceAnswer &answer);
    void updateDevice();
    void fillStartPage();
    // menus.cpp
    void makeActions();
    void makeFileActions();
    void makeEditActions();
    void makeViewActions();
    void makeGoActions();
    void makeMatchActions();
    void makeToolsActions();
    void makeMenus();
    void makeToolBar();
    void updateBinaries();
    void fillRecentMenu();
    // mainwindowfiles.cpp
    void chooseBinary();
    void chooseSources();
    void showSourcesAdded(const QString &folder);
    void chooseProject();
    void chooseSaveAs();
    void chooseExport();
    void showContainer(const QString &path, const std::shared_ptr<const Listing> &listing);
    void showRaw(const QString &path, const std::shared_ptr<const Listing> &listing);
    void proposeFor(RawDialog *dialog);
    void showInputCheck(const InputCheck &check);
    void reportWritten(const QString &path);
    // mainwindowdecisions.cpp
    [[nodiscard]] QList<int> chosenFunctions() const; // all selected ones if the table has the focus
    void acceptChosen();
    void acceptFunctions(const QList<int> &functions);
    void rejectFunctions(const QList<int> &functions);
    void blockFunctions(const QList<int> &functions);
    void withdrawFunctions(const QList<int> &functions);
    void commentOn(int function);
    void acceptAbove();
    void matchByHand(int function);
    void matchWithCursor(); // the source function at the cursor
    void showChangesNote(const MatchChanges &changes);
    void showChanges();
    void chooseCandidate(int number);
    void goToSource(int source);
    void goBack();
    void zoom(int direction); // 0: fit
    void exportGraph(bool asImage);

    Session &m_session;
    Settings m_settings;
    SelectionModel m_selection;
    Actions *m_actions;
    QStackedWidget *m_pages;
    StartPage *m_start;
    Workbench *m_workbench;
    MessageBar *m_messages;
    CommandPalette *m_palette;
    JobBar *m_jobs;
    QLabel *m_counts;
    QToolButton *m_changesNote; // "7 functions changed because of this decision"
    ChangesDialog *m_changes = nullptr;
    QLabel *m_device;
    QComboBox *m_binaries = nullptr;
    QAction *m_binariesAction = nullptr;
    QMenu *m_recentMenu = nullptr;
    QActionGroup *m_methods = nullptr;
    QActionGroup *m_themes = nullptr;
    QActionGroup *m_languages = nullptr;
    QTimer m_examination; // starts once the selection has settled
    bool m_stateKept = true;
    bool m_restored = false;
    Workspace m_shown;
};

} // namespace symbolon
