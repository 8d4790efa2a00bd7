// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The panes of one session, side by side: docks that can be moved, tabbed, hidden and brought back. A pane is
// registered in the one table in workbench.cpp.
#pragma once

#include "widgets/common/selection.h"
#include "widgets/common/workspace.h"

#include <QMainWindow>

#include <vector>

namespace symbolon {

class CandidateList;
class ComponentPane;
class DisassemblyView;
class EvidenceView;
class FunctionTable;
class GraphView;
class Pane;
class SourceView;

class Workbench : public QMainWindow
{
    Q_OBJECT

public:
    explicit Workbench(SelectionModel *selection, QWidget *parent = nullptr);

    void setWorkspace(const Workspace &workspace);
    void setDetails(const std::shared_ptr<const PairDetails> &details); // of the pair that is shown

    [[nodiscard]] FunctionTable *functions() const { return m_functions; }
    [[nodiscard]] GraphView *graph() const { return m_graph; }
    [[nodiscard]] DisassemblyView *disassembly() const { return m_disassembly; }
    [[nodiscard]] CandidateList *candidates() const { return m_candidates; }
    [[nodiscard]] SourceView *source() const { return m_source; }
    [[nodiscard]] EvidenceView *evidence() const { return m_evidence; }
    [[nodiscard]] ComponentPane *components() const { return m_components; }

    // Which side of the work a pane belongs to: what has to be there before it can show anything.
    enum class Need { Binary, Match };
    struct Panel {
        QString id;
        QString icon;
        Need need = Need::Binary;
        Pane *pane = nullptr;
        QDockWidget *dock = nullptr;
        bool front = false; // shown, and not behind another tab
    };
    [[nodiscard]] const std::vector<Panel> &panels() const { return m_panels; }

    [[nodiscard]] Pane *focusedPane() const; // null: none
    void focusNextPane(bool back);
    void showPane(const QString &id); // brings its dock to the front and gives it the focus
    [[nodiscard]] bool isPaneVisible(const QString &id) const;
    void resetLayout();
    void keepRoom() { m_roomShared = true; } // a stored layout decides the sizes

    // Commands that go to whichever of graph and list is in front.
    void toggleGraph();
    void stepInstruction(int direction); // in the evidence pane: a piece of evidence
    void followEdge(bool taken);
    void find(); // in the pane that has the focus

protected:
    void showEvent(QShowEvent *event) override;

private:
    QDockWidget *dock(const QString &id) const;
    void arrange();
    void shareRoom();

    FunctionTable *m_functions;
    GraphView *m_graph;
    DisassemblyView *m_disassembly;
    CandidateList *m_candidates;
    SourceView *m_source;
    EvidenceView *m_evidence;
    ComponentPane *m_components;
    std::vector<Panel> m_panels;
    bool m_roomShared = false;
};

} // namespace symbolon
