// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The control-flow graph of the chosen function. Laying out is somebody else's work: the view asks with
// layoutRequested() and is answered with setGeometry() or setLayoutFailed(); an answer to an older request is
// dropped by its token. A hidden view asks when it is shown.
#pragma once

#include "analysis/graph/layout.h"
#include "widgets/common/evidencemarks.h"
#include "widgets/common/pane.h"
#include "widgets/common/selection.h"
#include "widgets/graph/graphcontent.h"
#include "widgets/graph/graphmarks.h"

#include <QTimer>

class QStackedWidget;
class QToolButton;

namespace symbolon {

class FactStrip;
class GraphCanvas;
class PaneHeader;

class GraphView : public Pane
{
    Q_OBJECT

public:
    explicit GraphView(SelectionModel *selection, QWidget *parent = nullptr);
    ~GraphView() override;

    void setWorkspace(const Workspace &workspace);
    void setDetails(const std::shared_ptr<const PairDetails> &details); // keeps what is shown, and where

    using QWidget::setGeometry;
    void setGeometry(quint64 token, const GraphGeometry &geometry);
    void setLayoutFailed(quint64 token, const Error &error); // no geometry at all, not even the quick one

    [[nodiscard]] GraphCanvas *canvas() const { return m_canvas; }
    [[nodiscard]] FactStrip *facts() const { return m_facts; }
    [[nodiscard]] quint64 pendingToken() const { return m_pending; } // 0: nothing is being laid out
    [[nodiscard]] bool isShowingGraph() const;                       // of the chosen function

    // All commands, for menus and the palette, are actions(); each has an object name.
    [[nodiscard]] QAction *action(const QString &name) const;

    // The shown graph with its marks, in the view's colours. Empty or null when there is none.
    [[nodiscard]] QByteArray toSvg() const;
    [[nodiscard]] QImage toImage(double scale = 2) const;

    // Wheel, overview: for the window's settings.
    [[nodiscard]] QByteArray saveState() const;
    void restoreState(const QByteArray &state); // what does not fit is ignored

public Q_SLOTS:
    void followTrue();
    void followFalse();
    void nextInstruction();
    void previousInstruction();
    void nextBlock();
    void previousBlock();
    void toEntry();
    void followSelected(); // the call or branch at the selected instruction
    void copyAddress();
    void copyInstruction();
    void copyBlock();
    void goToWitness(); // what speaks most for the function's start: the call, jump or pointer

Q_SIGNALS:
    void layoutRequested(quint64 token, const symbolon::GraphShape &shape);
    void layoutStopRequested(quint64 token);
    void svgExportRequested(); // the window asks where to and writes toSvg()
    void imageExportRequested();

protected:
    void lookChanged() override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeHeader();
    void makeActions();
    QAction *addCommand(const char *name, const QString &text, const QList<QKeySequence> &keys);
    void load();
    void requestLayout();
    void showWaiting();
    void updateMarks();
    void updateHighlights();
    void updateHeader();
    void updateActions();
    void selectionChanged(const Selection &current, const Selection &previous);
    void selectPlace(GraphContent::Place place);
    void selectAddress(uint64_t address);
    void selectBlock(std::optional<int> block);
    void hoverPlace(GraphContent::Place place);
    void followPlace(GraphContent::Place place);
    void showMenu(GraphContent::Place place, const QPoint &position);
    [[nodiscard]] GraphContent::Place selectedPlace() const;
    [[nodiscard]] uint64_t addressOf(GraphContent::Place place) const;
    [[nodiscard]] bool showToolTip(const QPoint &viewportPosition, const QPoint &globalPosition) const;

    SelectionModel *m_selection;
    Workspace m_workspace;
    EvidenceMarks m_evidence;
    std::shared_ptr<const GraphContent> m_content; // of the chosen function; null: none
    PaneHeader *m_header;
    FactStrip *m_facts;
    QStackedWidget *m_pages;
    GraphCanvas *m_canvas;
    EmptyState *m_layoutState;
    QToolButton *m_zoomLabel = nullptr;
    QTimer m_patience;
    quint64 m_lastToken = 0;
    quint64 m_pending = 0;
    int m_function = -1;
    bool m_requestWhenShown = false;
    bool m_selecting = false; // the selection changes because of this view
};

} // namespace symbolon
