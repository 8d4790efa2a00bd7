// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/workbench.h"

#include "app/window/componentpane.h"
#include "app/window/docktitle.h"
#include "app/window/icons.h"
#include "widgets/disasm/disassemblyview.h"
#include "widgets/evidence/evidenceview.h"
#include "widgets/graph/graphview.h"
#include "widgets/source/sourceview.h"
#include "widgets/tables/candidatelist.h"
#include "widgets/tables/functiontable.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QDockWidget>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace symbolon {

Workbench::Workbench(SelectionModel *selection, QWidget *parent)
    : QMainWindow(parent, Qt::Widget),
      m_functions(new FunctionTable(selection)),
      m_graph(new GraphView(selection)),
      m_disassembly(new DisassemblyView(selection)),
      m_candidates(new CandidateList(selection)),
      m_source(new SourceView(selection)),
      m_evidence(new EvidenceView(selection)),
      m_components(new ComponentPane)
{
    setDockNestingEnabled(true);
    setDockOptions(AllowNestedDocks | AllowTabbedDocks | GroupedDragging);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setDocumentMode(true);

    const struct {
        const char *id;
        QString title;
        const char *icon;
        Need need;
        Pane *pane;
    } table[] = {
        {"functions", tr("Functions"), "functions", Need::Binary, m_functions},
        {"graph", tr("Graph"), "graph", Need::Binary, m_graph},
        {"disassembly", tr("Disassembly"), "list", Need::Binary, m_disassembly},
        {"candidates", tr("Candidates"), "candidates", Need::Match, m_candidates},
        {"source", tr("Source"), "sources", Need::Match, m_source},
        {"evidence", tr("Evidence"), "evidence", Need::Match, m_evidence},
        {"components", tr("Components"), "folder", Need::Match, m_components},
    };
    m_panels.reserve(std::size(table)); // the docks' handlers know their places
    for (const auto &row : table) {
        auto *dock = new QDockWidget(row.title, this);
        dock->setObjectName(QLatin1String(row.id)); // what saveState() knows it by
        dock->setWidget(row.pane);
        dock->setTitleBarWidget(new DockTitle(dock));
        dock->toggleViewAction()->setIcon(themedIcon(QLatin1String(row.icon)));
        m_panels.push_back({QString::fromLatin1(row.id), QString::fromLatin1(row.icon), row.need, row.pane, dock});
        connect(dock, &QDockWidget::visibilityChanged, this,
                [this, n = m_panels.size() - 1](bool visible) { m_panels[n].front = visible; });
    }
    // The window has these keys for graph and list alike; a second owner would make them ambiguous.
    for (const char *name :
         {"graph.true", "graph.false", "graph.next", "graph.previous", "graph.zoomIn", "graph.zoomOut", "graph.fit"})
        m_graph->action(QLatin1String(name))->setShortcuts(QList<QKeySequence>());
    arrange();
}

QDockWidget *Workbench::dock(const QString &id) const
{
    const auto at = std::find_if(m_panels.begin(), m_panels.end(), [&](const Panel &p) { return p.id == id; });
    return at == m_panels.end() ? nullptr : at->dock;
}

// Functions | graph or disassembly | candidates over source, and the evidence below all of them.
void Workbench::arrange()
{
    QDockWidget *functions = dock(QStringLiteral("functions"));
    QDockWidget *graph = dock(QStringLiteral("graph"));
    QDockWidget *disassembly = dock(QStringLiteral("disassembly"));
    QDockWidget *source = dock(QStringLiteral("source"));
    QDockWidget *candidates = dock(QStringLiteral("candidates"));
    QDockWidget *evidence = dock(QStringLiteral("evidence"));
    for (const Panel &panel : m_panels) {
        removeDockWidget(panel.dock);
        panel.dock->setFloating(false);
    }
    // All in one area: there a larger window enlarges each by its share. An area of its own for the evidence would
    // take most of the room that is added.
    addDockWidget(Qt::TopDockWidgetArea, functions);
    splitDockWidget(functions, evidence, Qt::Vertical);
    splitDockWidget(functions, graph, Qt::Horizontal);
    splitDockWidget(graph, candidates, Qt::Horizontal);
    splitDockWidget(candidates, source, Qt::Vertical);
    tabifyDockWidget(graph, disassembly);
    tabifyDockWidget(evidence, dock(QStringLiteral("components")));
    for (const Panel &panel : m_panels)
        panel.dock->show();
    graph->raise();
    evidence->raise();
    shareRoom();
}

void Workbench::shareRoom()
{
    const auto share = [this](std::initializer_list<const char *> ids, const QList<int> &percent, int room,
                              Qt::Orientation direction) {
        QList<QDockWidget *> docks;
        for (const char *id : ids)
            docks.append(dock(QLatin1String(id)));
        QList<int> sizes;
        for (const int part : percent)
            sizes.append(room * part / 100);
        resizeDocks(docks, sizes, direction);
    };
    share({"functions", "evidence"}, {80, 20}, height(), Qt::Vertical);
    share({"functions", "graph", "candidates"}, {30, 38, 32}, width(), Qt::Horizontal);
    share({"candidates", "source"}, {30, 50}, height(), Qt::Vertical);
}

// Sizes only mean something once the panes have been laid out.
void Workbench::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (std::exchange(m_roomShared, true))
        return;
    QTimer::singleShot(0, this, &Workbench::shareRoom);
}

void Workbench::resetLayout()
{
    arrange();
}

void Workbench::setWorkspace(const Workspace &workspace)
{
    m_functions->setWorkspace(workspace);
    m_graph->setWorkspace(workspace);
    m_disassembly->setWorkspace(workspace);
    m_candidates->setWorkspace(workspace);
    m_source->setWorkspace(workspace);
    m_evidence->setWorkspace(workspace);
}

void Workbench::setDetails(const std::shared_ptr<const PairDetails> &details)
{
    m_graph->setDetails(details);
    m_disassembly->setDetails(details);
    m_source->setDetails(details);
    m_evidence->setDetails(details);
}

Pane *Workbench::focusedPane() const
{
    const QWidget *focus = QApplication::focusWidget();
    for (const Panel &panel : m_panels) {
        if (focus && (focus == panel.pane || panel.pane->isAncestorOf(focus)))
            return panel.pane;
    }
    return nullptr;
}

bool Workbench::isPaneVisible(const QString &id) const
{
    const auto at = std::find_if(m_panels.begin(), m_panels.end(), [&](const Panel &p) { return p.id == id; });
    return at != m_panels.end() && at->dock->isVisible() && at->front;
}

namespace {

// The first widget inside that takes the keyboard: a view rather than a filter line.
QWidget *viewOf(Pane *pane)
{
    const auto views = pane->findChildren<QAbstractScrollArea *>();
    for (QAbstractScrollArea *view : views) {
        if (view->isVisible() && view->focusPolicy() != Qt::NoFocus)
            return view;
    }
    return pane;
}

} // namespace

void Workbench::showPane(const QString &id)
{
    QDockWidget *found = dock(id);
    if (!found)
        return;
    found->show();
    found->raise();
    for (const Panel &panel : m_panels) {
        if (panel.id == id)
            viewOf(panel.pane)->setFocus(Qt::ShortcutFocusReason);
    }
}

void Workbench::focusNextPane(bool back)
{
    const int count = int(m_panels.size());
    int at = -1;
    for (int n = 0; n < count; ++n) {
        if (m_panels[std::size_t(n)].pane == focusedPane())
            at = n;
    }
    for (int step = 1; step <= count; ++step) {
        const int next = (at + (back ? count - step : step) + count) % count;
        const Panel &panel = m_panels[std::size_t(next)];
        if (isPaneVisible(panel.id)) {
            viewOf(panel.pane)->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

void Workbench::toggleGraph()
{
    showPane(isPaneVisible(QStringLiteral("graph")) ? QStringLiteral("disassembly") : QStringLiteral("graph"));
}

void Workbench::stepInstruction(int direction)
{
    const bool next = direction > 0;
    if (focusedPane() == m_evidence)
        next ? m_evidence->nextEvidence() : m_evidence->previousEvidence();
    else if (isPaneVisible(QStringLiteral("graph")))
        next ? m_graph->nextInstruction() : m_graph->previousInstruction();
    else
        next ? m_disassembly->nextInstruction() : m_disassembly->previousInstruction();
}

void Workbench::followEdge(bool taken)
{
    if (isPaneVisible(QStringLiteral("graph")))
        taken ? m_graph->followTrue() : m_graph->followFalse();
    else
        taken ? m_disassembly->followTrueEdge() : m_disassembly->followFalseEdge();
}

void Workbench::find()
{
    const Pane *pane = focusedPane();
    if (pane == m_source) {
        m_source->find();
    } else if (pane == m_disassembly || pane == m_graph) {
        if (pane == m_graph) // the graph has no text of its own to search
            showPane(QStringLiteral("disassembly"));
        m_disassembly->find();
    } else {
        m_functions->find();
    }
}

} // namespace symbolon
