// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The chosen function as a list of instructions. Moving through it (arrows, J and K, click) selects the
// instruction and the evidence that stands there; Return or double click follows a call or branch, T and F
// the edges of the block; Space asks for the graph.
#pragma once

#include "widgets/common/pane.h"
#include "widgets/common/selection.h"
#include "widgets/common/workspace.h"
#include "widgets/disasm/disassemblymodel.h"

class QTreeView;

namespace symbolon {

class DisassemblyDelegate;
class FindBar;
class PaneHeader;

class DisassemblyView : public Pane
{
    Q_OBJECT

public:
    explicit DisassemblyView(SelectionModel *selection, QWidget *parent = nullptr);

    void setWorkspace(const Workspace &workspace);
    void setDetails(const std::shared_ptr<const PairDetails> &details); // keeps what is shown, and where
    // Fills the column of bytes, which is hidden without.
    void setBytesProvider(DisassemblyModel::BytesProvider provider);

    [[nodiscard]] DisassemblyModel *model() const { return m_model; }
    [[nodiscard]] QTreeView *view() const { return m_view; }
    [[nodiscard]] FindBar *findBar() const { return m_find; }

public Q_SLOTS:
    void find();
    void findNext();
    void findPrevious();
    void nextInstruction();
    void previousInstruction();
    void follow();          // the call or branch of the chosen instruction
    void followTrueEdge();  // of the block: the branch is taken
    void followFalseEdge(); // of the block: it is not

Q_SIGNALS:
    void graphRequested();

protected:
    void lookChanged() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showFunction();
    void showCurrent();
    void step(int rows);
    void selectRow(int row);
    void goTo(uint64_t address);
    void followEdge(bool taken);
    void search(const QString &text);
    void showHit(int step);
    void hoverRow(int row);
    void resizeColumns();
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);

    SelectionModel *m_selection;
    Workspace m_workspace;
    DisassemblyModel *m_model;
    PaneHeader *m_header;
    QTreeView *m_view;
    DisassemblyDelegate *m_delegate;
    FindBar *m_find;
    std::vector<int> m_hits;
    int m_pressedRow = -1; // where the mouse went down on the row that was current already
    bool m_following = false;
};

} // namespace symbolon
