// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/graphview.h"

#include "widgets/common/factstrip.h"
#include "widgets/common/format.h"
#include "widgets/common/paneheader.h"
#include "widgets/graph/graphcanvas.h"
#include "widgets/graph/graphdescription.h"
#include "widgets/graph/graphnavigation.h"

#include <QAccessible>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>

namespace symbolon {

GraphView::GraphView(SelectionModel *selection, QWidget *parent)
    : Pane(parent),
      m_selection(selection),
      m_header(new PaneHeader(this)),
      m_facts(new FactStrip(this)),
      m_pages(new QStackedWidget(this)),
      m_canvas(new GraphCanvas(m_pages)),
      m_layoutState(new EmptyState(m_pages))
{
    setObjectName(QStringLiteral("graphView"));
    m_canvas->setAccessibleName(tr("Control-flow graph"));
    m_layoutState->setCancelText(tr("Stop"));
    m_pages->addWidget(m_canvas);
    m_pages->addWidget(m_layoutState);
    m_pages->setFocusProxy(m_canvas);
    column()->insertWidget(0, m_header);
    column()->insertWidget(1, m_facts);
    setContentWidget(m_pages);
    m_patience.setSingleShot(true);
    m_patience.setInterval(std::chrono::seconds(1));
    m_canvas->viewport()->installEventFilter(this);

    connect(&m_patience, &QTimer::timeout, this, &GraphView::showWaiting);
    connect(m_layoutState, &EmptyState::cancelRequested, this, [this] {
        if (m_pending == 0)
            return;
        m_layoutState->showBusy(tr("Stopped. Making the quick layout…"));
        Q_EMIT layoutStopRequested(m_pending);
    });
    connect(m_layoutState, &EmptyState::retryRequested, this, &GraphView::requestLayout);
    connect(m_facts, &FactStrip::placeActivated, this, &GraphView::goToWitness);
    connect(m_selection, &SelectionModel::changed, this, &GraphView::selectionChanged);
    connect(m_selection, &SelectionModel::hoverChanged, this, &GraphView::updateHighlights);
    connect(m_canvas, &GraphCanvas::clicked, this, &GraphView::selectPlace);
    connect(m_canvas, &GraphCanvas::doubleClicked, this, &GraphView::followPlace);
    connect(m_canvas, &GraphCanvas::hovered, this, &GraphView::hoverPlace);
    connect(m_canvas, &GraphCanvas::menuRequested, this, &GraphView::showMenu);
    connect(m_canvas, &GraphCanvas::focusChanged, this, &GraphView::updateHighlights);
    makeActions();
    makeHeader();
    load();
}

// Before the members: the canvas loses the focus as it goes, and would ask for them.
GraphView::~GraphView()
{
    delete m_pages;
}

void GraphView::setWorkspace(const Workspace &workspace)
{
    const bool otherProgram = workspace.program != m_workspace.program;
    const bool otherMatches = workspace.matches != m_workspace.matches || workspace.details != m_workspace.details;
    m_workspace = workspace;
    if (otherProgram)
        load();
    else if (otherMatches)
        updateMarks();
}

void GraphView::setDetails(const std::shared_ptr<const PairDetails> &details)
{
    m_workspace.details = details;
    updateMarks();
}

bool GraphView::isShowingGraph() const
{
    return m_content && m_canvas->scene() && m_canvas->scene()->sharedContent() == m_content;
}

// Shows the chosen function, or says why there is nothing to show.
void GraphView::load()
{
    m_function = m_selection->current().function;
    m_content = nullptr;
    m_pending = 0;
    m_patience.stop();
    m_requestWhenShown = false;
    if (!m_workspace.program) {
        showEmpty(tr("The control-flow graph of the chosen function will stand here"),
                  tr("Open a firmware file or a binary to begin"));
    } else if (m_function < 0 || static_cast<std::size_t>(m_function) >= m_workspace.program->functions.size()) {
        m_function = -1;
        showEmpty(tr("No function chosen"), tr("Choose a function to see its control-flow graph"));
    } else {
        m_content = makeGraphContent(m_workspace.program, m_function, monospaceFont());
        const BinaryFunction &function = m_content->source();
        if (!m_content->blocks.empty()) {
            showContent();
            updateMarks();
            requestLayout();
            return;
        }
        const QString name = symbolText(function.name);
        m_content = nullptr;
        if (function.importStub)
            showEmpty(tr("%1 is imported").arg(name), tr("Its code is in another file, so there is no graph"));
        else
            showEmpty(tr("%1 has no code to show").arg(name), oneLine(function.note));
    }
    m_canvas->setScene(nullptr);
    updateHeader();
    updateActions();
}

void GraphView::requestLayout()
{
    if (!m_content)
        return;
    if (!isVisible()) {
        m_requestWhenShown = true;
        return;
    }
    m_requestWhenShown = false;
    m_pending = ++m_lastToken;
    m_patience.start();
    updateHeader();
    updateActions();
    Q_EMIT layoutRequested(m_pending, m_content->shape());
}

void GraphView::showWaiting()
{
    if (m_pending == 0 || !m_content)
        return;
    m_layoutState->showBusy(tr("Laying out %1 blocks, %2 edges…")
                                .arg(countText(static_cast<qint64>(m_content->blocks.size())),
                                     countText(static_cast<qint64>(m_content->links.size()))));
    m_pages->setCurrentWidget(m_layoutState);
}

void GraphView::setGeometry(quint64 token, const GraphGeometry &geometry)
{
    if (token == 0 || token != m_pending)
        return;
    auto scene = GraphScene::make(m_content, geometry);
    if (!scene) {
        setLayoutFailed(token, failure("the layout does not fit the graph", "try again"));
        return;
    }
    m_pending = 0;
    m_patience.stop();
    const auto &before = m_canvas->scene();
    const bool again =
        before && before->content().program == m_content->program && before->content().function == m_content->function;
    const int anchor = again ? std::max(0, selectedPlace().block) : -1;
    m_canvas->setScene(std::move(scene), anchor);
    m_pages->setCurrentWidget(m_canvas);
    updateMarks();
    if (!again && m_selection->current().address != 0)
        m_canvas->ensureVisible(m_canvas->scene()->placeRect(selectedPlace()));
    updateHeader();
    updateActions();
}

void GraphView::setLayoutFailed(quint64 token, const Error &error)
{
    if (token == 0 || token != m_pending)
        return;
    m_pending = 0;
    m_patience.stop();
    m_layoutState->showFailed(error);
    m_pages->setCurrentWidget(m_layoutState);
    updateActions();
}

void GraphView::lookChanged()
{
    if (!m_content || m_content->metrics.font == monospaceFont())
        return;
    m_content = makeGraphContent(m_content->program, m_content->function, monospaceFont());
    requestLayout(); // other sizes of blocks; the old drawing stays until the answer
}

void GraphView::showEvent(QShowEvent *event)
{
    Pane::showEvent(event);
    if (m_requestWhenShown)
        requestLayout();
}

void GraphView::updateMarks()
{
    m_evidence = EvidenceMarks(m_workspace, m_function, m_selection->current().candidate);
    if (isShowingGraph())
        m_canvas->setMarks(makeGraphMarks(*m_content, m_evidence));
    updateHighlights();
}

void GraphView::updateHighlights()
{
    GraphHighlights highlights;
    highlights.focus = m_canvas->hasFocus();
    if (isShowingGraph()) {
        highlights.selected = selectedPlace();
        highlights.selectedEvidence = m_selection->current().evidence;
        const Selection &hovered = m_selection->hovered();
        const auto add = [&](uint64_t address) {
            if (const auto place = m_content->find(address))
                highlights.hovered.push_back(*place);
        };
        if (hovered.function == m_function) {
            add(hovered.address);
            if (hovered.candidate == m_selection->current().candidate) {
                if (const Evidence *piece = m_evidence.evidence(hovered.evidence))
                    add(piece->address);
                else if (hovered.line != 0 && hovered.address == 0)
                    for (const int index : m_evidence.atLine(hovered.line))
                        add(m_evidence.evidence(index)->address);
            }
        }
        const QString description = describeBlock(*m_content, m_evidence, m_canvas->marks(), highlights.selected);
        if (description != m_canvas->accessibleDescription()) {
            m_canvas->setAccessibleDescription(description);
            QAccessibleEvent event(m_canvas, QAccessible::DescriptionChanged);
            QAccessible::updateAccessibility(&event);
        }
    }
    m_canvas->setHighlights(highlights);
}

void GraphView::selectionChanged(const Selection &current, const Selection &previous)
{
    if (current.function != m_function) {
        load();
        return;
    }
    if (current.candidate != previous.candidate)
        updateMarks();
    else
        updateHighlights();
    updateActions();
    const bool moved = current.address != previous.address || current.evidence != previous.evidence;
    if (moved && current.address != 0 && !m_selecting && isShowingGraph())
        m_canvas->ensureVisible(m_canvas->scene()->placeRect(selectedPlace()));
}

// Without an instruction the entry is meant.
GraphContent::Place GraphView::selectedPlace() const
{
    if (!m_content)
        return {};
    const uint64_t address = m_selection->current().address;
    if (address == 0)
        return {0, -1};
    return m_content->find(address).value_or(GraphContent::Place{});
}

uint64_t GraphView::addressOf(GraphContent::Place place) const
{
    if (!m_content || place.block < 0)
        return 0;
    const GraphBlock &block = m_content->blocks[static_cast<std::size_t>(place.block)];
    if (place.line < 0)
        return block.address;
    return m_content->source().instructions[block.lines[static_cast<std::size_t>(place.line)].instruction].address;
}

void GraphView::selectPlace(GraphContent::Place place)
{
    if (!isShowingGraph() || place.block < 0)
        return;
    m_selecting = true; // what was clicked is on the screen
    m_selection->select(m_evidence.selectAddress(m_selection->current(), addressOf(place)));
    m_selecting = false;
}

void GraphView::selectAddress(uint64_t address)
{
    m_selection->select(m_evidence.selectAddress(m_selection->current(), address));
}

void GraphView::selectBlock(std::optional<int> block)
{
    if (block && isShowingGraph())
        selectAddress(m_content->blocks[static_cast<std::size_t>(*block)].address);
}

void GraphView::hoverPlace(GraphContent::Place place)
{
    Selection hovered;
    if (isShowingGraph() && place.block >= 0 && place.line >= 0) {
        hovered.function = m_function;
        hovered.candidate = m_selection->current().candidate;
        hovered.address = addressOf(place);
        const std::vector<int> pieces = m_evidence.atAddress(hovered.address);
        if (!pieces.empty()) {
            hovered.evidence = pieces.front();
            hovered.line = m_evidence.evidence(pieces.front())->line;
        }
    }
    m_selection->hover(hovered);
}

void GraphView::followPlace(GraphContent::Place place)
{
    if (!isShowingGraph())
        return;
    const FollowTarget target = followTarget(*m_content, place);
    if (target.function >= 0)
        m_selection->selectFunction(target.function);
    else if (target.address != 0)
        selectAddress(target.address);
}

} // namespace symbolon
