// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The commands of GraphView: actions, keys, header and context menu.
#include "widgets/graph/graphview.h"

#include "widgets/common/factstrip.h"
#include "widgets/common/format.h"
#include "widgets/common/functionrow.h"
#include "widgets/common/paneheader.h"
#include "widgets/graph/graphcanvas.h"
#include "widgets/graph/graphnavigation.h"

#include <QAction>
#include <QClipboard>
#include <QDataStream>
#include <QGuiApplication>
#include <QIODevice>
#include <QMenu>
#include <QToolButton>

namespace symbolon {

namespace {
constexpr double zoomStep = 1.25;
constexpr quint8 stateVersion = 1;
} // namespace

QAction *GraphView::addCommand(const char *name, const QString &text, const QList<QKeySequence> &keys)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

void GraphView::makeActions()
{
    const auto command = [this](const char *name, const QString &text, const QList<QKeySequence> &keys, auto slot) {
        connect(addCommand(name, text, keys), &QAction::triggered, this, slot);
    };
    command("graph.true", tr("Follow the True Edge"), {Qt::Key_T}, &GraphView::followTrue);
    command("graph.false", tr("Follow the False Edge"), {Qt::Key_F}, &GraphView::followFalse);
    command("graph.next", tr("Next Instruction"), {Qt::Key_J}, &GraphView::nextInstruction);
    command("graph.previous", tr("Previous Instruction"), {Qt::Key_K}, &GraphView::previousInstruction);
    command("graph.nextBlock", tr("Next Block"), {Qt::SHIFT | Qt::Key_J}, &GraphView::nextBlock);
    command("graph.previousBlock", tr("Previous Block"), {Qt::SHIFT | Qt::Key_K}, &GraphView::previousBlock);
    command("graph.entry", tr("Go to the Entry Block"), {Qt::Key_Home}, &GraphView::toEntry);
    command("graph.follow", tr("Follow Call or Branch"), {Qt::Key_Return, Qt::Key_Enter}, &GraphView::followSelected);
    command("graph.witness", tr("Go to Where the Function Was Found"), {Qt::Key_W}, &GraphView::goToWitness);
    command("graph.zoomIn", tr("Zoom In"), {Qt::Key_Plus, Qt::Key_Equal, QKeySequence::ZoomIn},
            [this] { m_canvas->zoomBy(zoomStep); });
    command("graph.zoomOut", tr("Zoom Out"), {Qt::Key_Minus, QKeySequence::ZoomOut},
            [this] { m_canvas->zoomBy(1 / zoomStep); });
    command("graph.actualSize", tr("Actual Size"), {Qt::CTRL | Qt::Key_0}, [this] { m_canvas->setZoom(1); });
    command("graph.fit", tr("Fit the Whole Graph"), {Qt::Key_0}, [this] { m_canvas->fit(); });
    command("graph.copyAddress", tr("Copy Address"), {Qt::CTRL | Qt::SHIFT | Qt::Key_C}, &GraphView::copyAddress);
    command("graph.copyInstruction", tr("Copy Instruction"), {QKeySequence::Copy}, &GraphView::copyInstruction);
    command("graph.copyBlock", tr("Copy Text of Block"), {}, &GraphView::copyBlock);
    command("graph.exportSvg", tr("Export Graph as SVG…"), {}, &GraphView::svgExportRequested);
    command("graph.exportImage", tr("Export Graph as PNG…"), {}, &GraphView::imageExportRequested);

    QAction *overview = addCommand("graph.overview", tr("Show Overview"), {Qt::Key_M});
    overview->setCheckable(true);
    overview->setChecked(m_canvas->isOverviewShown());
    connect(overview, &QAction::toggled, m_canvas, &GraphCanvas::setOverviewShown);
    QAction *wheel = addCommand("graph.wheelZooms", tr("Wheel Zooms Without Ctrl"), {});
    wheel->setCheckable(true);
    connect(wheel, &QAction::toggled, this, [this](bool zooms) {
        m_canvas->setWheel(zooms ? GraphCanvas::Wheel::Zooms : GraphCanvas::Wheel::Scrolls);
    });
}

void GraphView::makeHeader()
{
    const auto button = [this](const char *name, const QString &text) {
        auto *result = new QToolButton(m_header);
        QAction *command = action(QLatin1String(name));
        result->setAutoRaise(true);
        result->setText(text);
        result->setAccessibleName(command->text());
        result->setToolTip(
            QStringLiteral("%1 (%2)").arg(command->text(), command->shortcut().toString(QKeySequence::NativeText)));
        connect(result, &QToolButton::clicked, command, &QAction::trigger);
        connect(command, &QAction::changed, result, [result, command] { result->setEnabled(command->isEnabled()); });
        m_header->addButton(result);
        return result;
    };
    button("graph.zoomOut", QStringLiteral("−"));
    m_zoomLabel = button("graph.actualSize", percentText(1));
    m_zoomLabel->setMinimumWidth(m_zoomLabel->fontMetrics().horizontalAdvance(QStringLiteral("0000 %")));
    button("graph.zoomIn", QStringLiteral("+"));
    button("graph.fit", tr("Fit"));
    connect(m_canvas, &GraphCanvas::viewChanged, this,
            [this] { m_zoomLabel->setText(QStringLiteral("%1 %").arg(countText(qRound(m_canvas->zoom() * 100)))); });
}

QAction *GraphView::action(const QString &name) const
{
    const QList<QAction *> all = actions();
    for (QAction *action : all)
        if (action->objectName() == name)
            return action;
    return nullptr;
}

void GraphView::updateActions()
{
    const bool shown = isShowingGraph();
    const GraphContent::Place place = shown ? selectedPlace() : GraphContent::Place{};
    const QList<QAction *> all = actions();
    for (QAction *action : all)
        if (!action->isCheckable())
            action->setEnabled(shown);
    if (!shown)
        return;
    action(QStringLiteral("graph.true"))->setEnabled(branchTarget(*m_content, place.block, true).has_value());
    action(QStringLiteral("graph.false"))->setEnabled(branchTarget(*m_content, place.block, false).has_value());
    action(QStringLiteral("graph.follow"))->setEnabled(static_cast<bool>(followTarget(*m_content, place)));
    action(QStringLiteral("graph.witness"))->setEnabled(m_facts->witnessFunction() >= 0);
    action(QStringLiteral("graph.copyInstruction"))->setEnabled(place.line >= 0);
}

void GraphView::updateHeader()
{
    m_header->setVisible(m_content != nullptr);
    m_facts->setFunction(m_content ? m_content->program : nullptr, m_content ? m_content->function : -1);
    if (!m_content)
        return;
    const BinaryFunction &function = m_content->source();
    QStringList parts{addressText(function.address),
                      tr("%1 blocks").arg(countText(static_cast<qint64>(m_content->blocks.size()))),
                      tr("%1 edges").arg(countText(static_cast<qint64>(m_content->links.size())))};
    if (isShowingGraph() && m_canvas->scene()->engine() == QLatin1String("layered"))
        parts << tr("quick layout");
    m_header->setTitle(symbolText(function.name));
    m_header->setSecondary(parts.join(QStringLiteral(" · ")));
}

void GraphView::followTrue()
{
    if (isShowingGraph())
        selectBlock(branchTarget(*m_content, selectedPlace().block, true));
}

void GraphView::followFalse()
{
    if (isShowingGraph())
        selectBlock(branchTarget(*m_content, selectedPlace().block, false));
}

void GraphView::nextInstruction()
{
    if (!isShowingGraph())
        return;
    const uint64_t address = m_selection->current().address;
    if (address == 0) // nothing chosen yet: the entry itself is next
        selectBlock(0);
    else if (const auto next = neighbourInstruction(*m_content, address, 1))
        selectAddress(*next);
}

void GraphView::previousInstruction()
{
    if (!isShowingGraph())
        return;
    if (const auto previous = neighbourInstruction(*m_content, m_selection->current().address, -1))
        selectAddress(*previous);
}

void GraphView::nextBlock()
{
    if (!isShowingGraph())
        return;
    if (const auto next = neighbourBlock(*m_content, selectedPlace().block, 1))
        selectAddress(*next);
}

void GraphView::previousBlock()
{
    if (!isShowingGraph())
        return;
    if (const auto previous = neighbourBlock(*m_content, selectedPlace().block, -1))
        selectAddress(*previous);
}

void GraphView::toEntry()
{
    selectBlock(0);
}

void GraphView::followSelected()
{
    followPlace(selectedPlace());
}

void GraphView::goToWitness()
{
    Selection next;
    next.function = m_facts->witnessFunction();
    if (!m_content || next.function < 0)
        return;
    next.address = m_content->source().witness;
    next.candidate = functionRow(m_workspace, next.function).rank;
    m_selection->select(next);
}

void GraphView::copyAddress()
{
    if (const uint64_t address = addressOf(selectedPlace()); address != 0)
        QGuiApplication::clipboard()->setText(addressText(address));
}

void GraphView::copyInstruction()
{
    const GraphContent::Place place = selectedPlace();
    if (!m_content || place.line < 0)
        return;
    const GraphBlock &block = m_content->blocks[static_cast<std::size_t>(place.block)];
    QGuiApplication::clipboard()->setText(block.lines[static_cast<std::size_t>(place.line)].text);
}

void GraphView::copyBlock()
{
    if (m_content)
        QGuiApplication::clipboard()->setText(m_content->blockText(selectedPlace().block));
}

void GraphView::showMenu(GraphContent::Place place, const QPoint &position)
{
    if (!isShowingGraph())
        return;
    selectPlace(place);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](std::initializer_list<const char *> names) {
        for (const char *name : names)
            menu->addAction(action(QLatin1String(name)));
        menu->addSeparator();
    };
    add({"graph.follow", "graph.true", "graph.false", "graph.entry", "graph.witness"});
    add({"graph.copyAddress", "graph.copyInstruction", "graph.copyBlock"});
    add({"graph.zoomIn", "graph.zoomOut", "graph.actualSize", "graph.fit"});
    add({"graph.overview", "graph.wheelZooms"});
    add({"graph.exportSvg", "graph.exportImage"});
    menu->popup(position);
}

QByteArray GraphView::saveState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << stateVersion << m_canvas->isOverviewShown() << (m_canvas->wheel() == GraphCanvas::Wheel::Zooms);
    return state;
}

void GraphView::restoreState(const QByteArray &state)
{
    QDataStream in(state);
    quint8 version = 0;
    bool overview = true;
    bool wheelZooms = false;
    in >> version >> overview >> wheelZooms;
    if (in.status() != QDataStream::Ok || version != stateVersion)
        return;
    action(QStringLiteral("graph.overview"))->setChecked(overview);
    action(QStringLiteral("graph.wheelZooms"))->setChecked(wheelZooms);
}

} // namespace symbolon
