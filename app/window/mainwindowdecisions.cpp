// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// MainWindow: deciding, and moving between what is to be decided.

#include "app/window/mainwindow.h"

#include "app/window/acceptdialog.h"
#include "app/window/changesdialog.h"
#include "app/window/messagebar.h"
#include "app/window/sourcepicker.h"
#include "app/window/workbench.h"
#include "widgets/common/findbar.h"
#include "widgets/common/format.h"
#include "widgets/graph/graphview.h"
#include "widgets/source/sourceview.h"
#include "widgets/tables/candidatelist.h"
#include "widgets/tables/functiontable.h"

#include <QApplication>
#include <QInputDialog>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QStatusBar>
#include <QToolButton>

namespace symbolon {

QList<int> MainWindow::chosenFunctions() const
{
    if (m_workbench->focusedPane() == m_workbench->functions()) {
        const QList<int> selected = m_workbench->functions()->selectedFunctions();
        if (selected.size() > 1)
            return selected;
    }
    const int function = m_selection.current().function;
    return function < 0 ? QList<int>() : QList<int>{function};
}

void MainWindow::acceptChosen()
{
    const QList<int> functions = chosenFunctions();
    if (functions.size() > 1) {
        acceptFunctions(functions);
        return;
    }
    const Selection &chosen = m_selection.current();
    const Candidate *candidate = m_session.workspace().candidate(chosen.function, std::max(chosen.candidate, 0));
    if (!candidate) {
        statusBar()->showMessage(tr("This function has no candidate to accept."), 4000);
        return;
    }
    m_session.accept(chosen.function, int(candidate->source));
    goToNextUndecided();
}

void MainWindow::acceptFunctions(const QList<int> &functions)
{
    if (functions.size() == 1 && functions.first() == m_selection.current().function) {
        acceptChosen();
        return;
    }
    const int accepted = m_session.acceptBest(functions);
    const int left = int(functions.size()) - accepted;
    if (left > 0)
        statusBar()->showMessage(tr("%n function(s) had no candidate to accept.", nullptr, left), 4000);
}

void MainWindow::rejectFunctions(const QList<int> &functions)
{
    const Selection &chosen = m_selection.current();
    if (functions.size() != 1) {
        m_session.rejectAll(functions);
        return;
    }
    const int function = functions.first();
    const int rank = function == chosen.function ? std::max(chosen.candidate, 0) : 0;
    const Candidate *candidate = m_session.workspace().candidate(function, rank);
    if (!candidate)
        statusBar()->showMessage(tr("This function has no candidate to reject."), 4000);
    else
        m_session.reject(function, int(candidate->source));
}

void MainWindow::blockFunctions(const QList<int> &functions)
{
    m_session.block(functions);
    if (functions.size() == 1 && functions.first() == m_selection.current().function)
        goToNextUndecided();
}

void MainWindow::withdrawFunctions(const QList<int> &functions)
{
    m_session.withdraw(functions);
}

void MainWindow::commentOn(int function)
{
    const Workspace &w = m_session.workspace();
    if (!w.program || function < 0 || std::size_t(function) >= w.program->functions.size())
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("comment"));
    dialog->setInputMode(QInputDialog::TextInput);
    dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);
    dialog->setWindowTitle(tr("Comment"));
    dialog->setLabelText(tr("Comment on %1").arg(symbolText(w.program->functions[std::size_t(function)].name)));
    dialog->setTextValue(w.commentOf(function));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, function, program = w.program](const QString &text) {
        if (program == m_session.workspace().program)
            m_session.comment(function, text.trimmed());
    });
    dialog->open();
    // The text would keep Tab and Return to itself, and the keyboard would have no way out but Escape.
    if (auto *text = dialog->findChild<QPlainTextEdit *>())
        text->setTabChangesFocus(true);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter})
        connect(new QShortcut(QKeySequence(Qt::CTRL | key), dialog), &QShortcut::activated, dialog, &QDialog::accept);
}

void MainWindow::acceptAbove()
{
    auto *dialog = new AcceptDialog(m_session.workspace(), this);
    connect(&m_session, &Session::workspaceChanged, dialog,
            [this, dialog] { dialog->setWorkspace(m_session.workspace()); });
    connect(dialog, &AcceptDialog::chosen, this, [this](const QList<int> &functions) {
        const int accepted = m_session.acceptBest(functions);
        statusBar()->showMessage(tr("%n function(s) accepted. Undo takes all of them back.", nullptr, accepted), 8000);
    });
    dialog->open();
}

void MainWindow::matchByHand(int function)
{
    const Workspace &w = m_session.workspace();
    if (!w.program || !w.sources || function < 0 || std::size_t(function) >= w.program->functions.size())
        return;
    auto *dialog = new SourcePicker(w, function, this);
    connect(dialog, &SourcePicker::sourceChosen, this,
            [this, program = w.program, sources = w.sources](int of, int source) {
                if (program == m_session.workspace().program && sources == m_session.workspace().sources)
                    m_session.accept(of, source);
            });
    dialog->open();
}

void MainWindow::matchWithCursor()
{
    const int source = m_workbench->source()->functionAtCursor();
    const int function = m_selection.current().function;
    if (source >= 0 && function >= 0)
        m_session.accept(function, source);
}

void MainWindow::showChangesNote(const MatchChanges &changes)
{
    m_changesNote->setText(ChangesDialog::summary(changes));
    m_changesNote->setToolTip(tr("Shows which, and what was proposed before"));
    m_changesNote->setVisible(!changes.functions.empty());
    if (m_changes)
        m_changes->setChanges(changes);
    updateActions();
}

void MainWindow::showChanges()
{
    if (!m_changes) {
        m_changes = new ChangesDialog(this);
        connect(m_changes, &ChangesDialog::functionChosen, &m_selection, &SelectionModel::selectFunction);
    }
    m_changes->setChanges(m_session.lastChanges());
    m_changes->show();
    m_changes->raise();
    m_changes->activateWindow();
}

void MainWindow::chooseCandidate(int number)
{
    m_workbench->candidates()->chooseCandidate(number);
}

void MainWindow::goToNextUndecided()
{
    const int next = m_workbench->functions()->nextUndecided();
    if (next >= 0 && !m_session.isPending(next))
        m_selection.selectFunction(next);
    else
        statusBar()->showMessage(tr("No undecided function is left in the list."), 4000);
}

// The binary function that was matched to it, if any: an accepted one first, then the best candidate's.
void MainWindow::goToSource(int source)
{
    const Workspace &w = m_session.workspace();
    if (w.decisions) {
        for (auto it = w.decisions->cbegin(); it != w.decisions->cend(); ++it) {
            if (it->state == MatchState::Accepted && it->source == source) {
                m_selection.selectFunction(it.key());
                return;
            }
        }
    }
    int best = -1;
    int rank = 0;
    double score = -1;
    for (const FunctionMatches &match : w.matches ? w.matches->functions : std::vector<FunctionMatches>()) {
        for (std::size_t n = 0; n < match.candidates.size(); ++n) {
            if (int(match.candidates[n].source) == source && match.candidates[n].score > score) {
                best = int(match.function);
                rank = int(n);
                score = match.candidates[n].score;
            }
        }
    }
    if (best < 0) {
        m_messages->show({Message::Kind::Info,
                          QStringLiteral("no-candidate"),
                          tr("No function of the binary has this source function as a candidate."),
                          {},
                          {},
                          {{tr("Find in the binary"), [this, source] { m_session.findInBinary(source); }}}});
        return;
    }
    m_selection.selectFunction(best);
    m_selection.selectCandidate(rank);
}

void MainWindow::goBack()
{
    // Escape leaves a find bar first.
    for (QWidget *w = QApplication::focusWidget(); w; w = w->parentWidget()) {
        if (auto *find = qobject_cast<FindBar *>(w)) {
            find->close();
            return;
        }
    }
    m_selection.goBack();
}

void MainWindow::zoom(int direction)
{
    const char *name = direction > 0 ? "graph.zoomIn" : direction < 0 ? "graph.zoomOut" : "graph.fit";
    m_workbench->graph()->action(QLatin1String(name))->trigger();
}

} // namespace symbolon
