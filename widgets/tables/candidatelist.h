// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The candidates of the chosen function: choosing one (click, arrows, 1…9) shows its source and evidence;
// Accept, Reject, Block, By hand and Comment ask whoever listens to decide.
#pragma once

#include "widgets/common/pane.h"
#include "widgets/common/selection.h"
#include "widgets/common/workspace.h"

class QListView;
class QPushButton;

namespace symbolon {

class CandidateDelegate;
class CandidateModel;
class PaneHeader;

class CandidateList : public Pane
{
    Q_OBJECT

public:
    explicit CandidateList(SelectionModel *selection, QWidget *parent = nullptr);

    void setWorkspace(const Workspace &workspace);
    [[nodiscard]] CandidateModel *model() const { return m_model; }
    [[nodiscard]] QListView *view() const { return m_view; }

public Q_SLOTS:
    void chooseCandidate(int number); // 1…9, as written in the list

Q_SIGNALS:
    void acceptRequested(int function, int candidate);
    void rejectRequested(int function); // its chosen candidate
    void blockRequested(int function);
    void manualMatchRequested(int function);
    void commentRequested(int function);
    void candidateActivated(int function, int candidate); // Return or double click

protected:
    void lookChanged() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showFunction();
    void showNoSources();
    void showCurrent();
    void requestAccept();

    SelectionModel *m_selection;
    Workspace m_workspace;
    CandidateModel *m_model;
    PaneHeader *m_header;
    QWidget *m_titles; // of the numbers
    QListView *m_view;
    CandidateDelegate *m_delegate;
    QWidget *m_buttons;
    QPushButton *m_accept;
    QPushButton *m_reject;
    QPushButton *m_block;
    QPushButton *m_byHand;
    QPushButton *m_comment;
    bool m_following = false;
};

} // namespace symbolon
