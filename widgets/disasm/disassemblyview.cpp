// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/disasm/disassemblyview.h"

#include "widgets/common/findbar.h"
#include "widgets/common/format.h"
#include "widgets/common/functionrow.h"
#include "widgets/common/instructioncomment.h"
#include "widgets/common/paneheader.h"
#include "widgets/common/rowview.h"
#include "widgets/disasm/disassemblydelegate.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace symbolon {

DisassemblyView::DisassemblyView(SelectionModel *selection, QWidget *parent)
    : Pane(parent),
      m_selection(selection),
      m_model(new DisassemblyModel(this)),
      m_header(new PaneHeader(this)),
      m_view(new RowView(this)),
      m_delegate(new DisassemblyDelegate(m_view, m_model)),
      m_find(new FindBar(this))
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setHeaderHidden(true);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setAccessibleName(tr("Disassembly"));
    m_view->setMouseTracking(true);
    m_view->header()->setSectionsMovable(false);
    m_view->setColumnHidden(DisassemblyModel::BytesColumn, true);
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    column()->insertWidget(0, m_header);
    column()->addWidget(m_find);
    setContentWidget(m_view);

    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (!m_following && current.isValid())
            selectRow(current.row());
    });
    connect(m_view, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (index.row() == m_pressedRow) // again: the next piece of evidence that stands here
            selectRow(index.row());
    });
    connect(m_view, &QAbstractItemView::doubleClicked, this, &DisassemblyView::follow);
    connect(m_view, &QAbstractItemView::entered, this, [this](const QModelIndex &index) { hoverRow(index.row()); });
    connect(m_find, &FindBar::textChanged, this, &DisassemblyView::search);
    connect(m_find, &FindBar::nextRequested, this, &DisassemblyView::findNext);
    connect(m_find, &FindBar::previousRequested, this, &DisassemblyView::findPrevious);
    connect(m_find, &FindBar::closed, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_selection, &SelectionModel::changed, this, [this](const Selection &now, const Selection &before) {
        if (now.function != before.function)
            showFunction();
        else if (now.candidate != before.candidate)
            m_model->setMarks(EvidenceMarks(m_workspace, now.function, now.candidate));
        showCurrent();
    });
    connect(m_selection, &SelectionModel::hoverChanged, this, [this](const Selection &hovered) {
        m_model->setHovered(hovered.function == m_selection->current().function ? hovered.address : 0);
    });
    showFunction();
}

void DisassemblyView::setWorkspace(const Workspace &workspace)
{
    const bool sameProgram = workspace.program == m_workspace.program;
    const int scrolled = m_view->verticalScrollBar()->value();
    m_workspace = workspace;
    showFunction();
    showCurrent();
    if (sameProgram) // new matches or a decision leave the reader where they are
        m_view->verticalScrollBar()->setValue(scrolled);
}

void DisassemblyView::setDetails(const std::shared_ptr<const PairDetails> &details)
{
    m_workspace.details = details;
    m_model->setMarks(EvidenceMarks(m_workspace, m_selection->current().function, m_selection->current().candidate));
}

void DisassemblyView::setBytesProvider(DisassemblyModel::BytesProvider provider)
{
    m_view->setColumnHidden(DisassemblyModel::BytesColumn, !provider);
    m_model->setBytesProvider(std::move(provider));
    resizeColumns();
}

void DisassemblyView::showFunction()
{
    const Selection &chosen = m_selection->current();
    {
        const QScopedValueRollback following(m_following, true);
        m_model->setFunction(m_workspace, chosen.function);
        m_model->setMarks(EvidenceMarks(m_workspace, chosen.function, chosen.candidate));
    }
    const BinaryFunction *function = m_model->function();
    if (!function) {
        m_header->setTitle(tr("Disassembly"));
        m_header->setSecondary({});
        if (m_workspace.program)
            showEmpty(tr("The instructions of the chosen function will stand here."), tr("Choose a function."));
        else
            showEmpty(tr("The instructions of a function will stand here."), tr("Open a binary or a firmware image."));
        return;
    }
    const FunctionRow row = functionRow(m_workspace, chosen.function);
    m_header->setTitle(row.nameIsFromMatch() ? sourceName(*row.source) : symbolText(function->name));
    QStringList facts{addressText(function->address),
                      tr("%1 bytes").arg(countText(static_cast<qint64>(function->size))),
                      tr("%1 blocks").arg(countText(static_cast<qint64>(function->blocks.size()))),
                      tr("%1 instructions").arg(countText(m_model->instructionCount()))};
    if (!function->note.empty())
        facts << QStringLiteral("⚠ ") + QString::fromStdString(function->note);
    m_header->setSecondary(facts.join(QStringLiteral(" · ")));
    if (m_model->rowCount() > 0)
        showContent();
    else
        showEmpty(function->importStub ? tr("This is a stub for an imported function; it has no code of its own.")
                                       : tr("No instruction of this function could be decoded."));
    resizeColumns();
    if (m_find->isVisible())
        search(m_find->text());
}

void DisassemblyView::showCurrent()
{
    const QScopedValueRollback following(m_following, true);
    const uint64_t address = m_selection->current().address;
    const int row = address == 0 ? -1 : m_model->rowOf(address);
    if (row < 0) {
        m_view->setCurrentIndex({});
        if (address == 0 && m_model->rowCount() > 0 && m_selection->current().evidence < 0)
            m_view->scrollToTop();
        return;
    }
    const QModelIndex index = m_model->index(row, DisassemblyModel::AddressColumn);
    const bool moved = m_view->currentIndex().row() != row;
    if (moved)
        m_view->setCurrentIndex(index);
    const bool outside = !m_view->viewport()->rect().contains(m_view->visualRect(index).center());
    if (outside)
        m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void DisassemblyView::selectRow(int row)
{
    const Instruction *code = m_model->instruction(row);
    if (code)
        m_selection->select(m_model->marks().selectAddress(m_selection->current(), code->address));
}

void DisassemblyView::step(int rows)
{
    int row = m_view->currentIndex().isValid() ? m_view->currentIndex().row() + rows : 0;
    while (row >= 0 && row < m_model->rowCount() && !m_model->instruction(row)) // over labels and data
        row += rows < 0 ? -1 : 1;
    if (m_model->instruction(row))
        m_view->setCurrentIndex(m_model->index(row, DisassemblyModel::AddressColumn));
}

void DisassemblyView::nextInstruction()
{
    step(1);
}

void DisassemblyView::previousInstruction()
{
    step(-1);
}

void DisassemblyView::follow()
{
    const int row = m_view->currentIndex().row();
    if (const Instruction *code = m_model->instruction(row))
        goTo(instructionTarget(*m_model->function(), code->address));
    else if (const DataInCode *data = m_model->dataInCode(row))
        goTo(dataTarget(m_workspace, *data));
}

void DisassemblyView::goTo(uint64_t address)
{
    if (address == 0)
        return;
    if (m_model->rowOf(address) >= 0 && address != m_model->function()->address) {
        selectRow(m_model->rowOf(address));
        return;
    }
    const auto &functions = m_workspace.program->functions;
    const auto found = std::lower_bound(functions.begin(), functions.end(), address,
                                        [](const BinaryFunction &f, uint64_t value) { return f.address < value; });
    if (found == functions.end() || found->address != address)
        return;
    Selection next;
    next.function = static_cast<int>(found - functions.begin());
    next.candidate = functionRow(m_workspace, next.function).rank;
    if (next.function == m_selection->current().function)
        selectRow(m_model->rowOf(address)); // recursion
    else
        m_selection->select(next);
}

void DisassemblyView::followTrueEdge()
{
    followEdge(true);
}

void DisassemblyView::followFalseEdge()
{
    followEdge(false);
}

void DisassemblyView::followEdge(bool taken)
{
    const BinaryFunction *function = m_model->function();
    const int block = m_model->blockOf(std::max(m_view->currentIndex().row(), 0));
    if (!function || block < 0)
        return;
    for (const Edge &edge : function->edges) {
        const bool fits =
            taken ? edge.kind == EdgeKind::Taken || edge.kind == EdgeKind::Jump : edge.kind == EdgeKind::FallThrough;
        if (fits && edge.from == static_cast<uint32_t>(block) && edge.to < function->blocks.size()) {
            selectRow(m_model->rowOf(function->blocks[edge.to].address));
            return;
        }
    }
}

void DisassemblyView::find()
{
    if (hasContent())
        m_find->open();
}

void DisassemblyView::search(const QString &text)
{
    m_hits = m_model->find(text, m_find->isCaseSensitive());
    if (m_hits.empty())
        m_find->setResult(0, 0);
    else
        showHit(0);
}

void DisassemblyView::findNext()
{
    showHit(1);
}

void DisassemblyView::findPrevious()
{
    showHit(-1);
}

// step 0: the hit at or after the current row.
void DisassemblyView::showHit(int step)
{
    if (m_hits.empty())
        return;
    const int current = m_view->currentIndex().row();
    const auto count = static_cast<int>(m_hits.size());
    const auto at = step > 0 ? std::upper_bound(m_hits.begin(), m_hits.end(), current)
                             : std::lower_bound(m_hits.begin(), m_hits.end(), current);
    const int hit = (static_cast<int>(at - m_hits.begin()) + (step < 0 ? -1 : 0) + count) % count;
    m_find->setResult(hit + 1, count);
    const QModelIndex index = m_model->index(m_hits[static_cast<std::size_t>(hit)], DisassemblyModel::AddressColumn);
    m_view->setCurrentIndex(index);
    if (m_model->instruction(index.row()))
        showCurrent();
    else // data are not what other views could show
        m_view->scrollTo(index);
}

void DisassemblyView::hoverRow(int row)
{
    const Instruction *code = m_model->instruction(row);
    Selection partner;
    if (code) {
        partner.function = m_selection->current().function;
        partner.candidate = m_selection->current().candidate;
        partner = m_model->marks().selectAddress(partner, code->address);
    }
    m_selection->hover(partner);
}

void DisassemblyView::lookChanged()
{
    m_delegate->setTheme(Theme(palette()));
    resizeColumns();
    m_view->doItemsLayout();
}

void DisassemblyView::resizeColumns()
{
    const QFontMetrics mono(monospaceFont());
    const int letter = mono.horizontalAdvance(u'0');
    const BinaryFunction *function = m_model->function();
    int digits = 10;
    std::size_t mnemonic = 7;
    int size = 4;
    if (function) {
        digits = static_cast<int>(addressText(function->address).size());
        for (const Instruction &code : function->instructions) {
            mnemonic = std::max<std::size_t>(mnemonic, code.mnemonicLength);
            size = std::max<int>(size, code.size);
        }
    }
    const auto resize = [this](int section, int width) { m_view->header()->resizeSection(section, width); };
    resize(DisassemblyModel::MarksColumn, m_delegate->marksWidth());
    resize(DisassemblyModel::AddressColumn, digits * letter + 18);
    resize(DisassemblyModel::BytesColumn, 3 * std::min(size, 10) * letter + 12);
    resize(DisassemblyModel::MnemonicColumn, static_cast<int>(std::min<std::size_t>(mnemonic, 12)) * letter + 14);
    resize(DisassemblyModel::OperandsColumn, 32 * letter + 12);
}

bool DisassemblyView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view->viewport()) {
        if (event->type() == QEvent::Leave)
            hoverRow(-1);
        else if (event->type() == QEvent::MouseButtonPress) {
            const int row = m_view->indexAt(static_cast<QMouseEvent *>(event)->pos()).row();
            m_pressedRow = row >= 0 && row == m_view->currentIndex().row() ? row : -1;
        }
    } else if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Find))
            find();
        else if (key->matches(QKeySequence::FindNext))
            findNext();
        else if (key->matches(QKeySequence::FindPrevious))
            findPrevious();
        else
            return handleKey(key->key(), key->modifiers());
        return true;
    }
    return Pane::eventFilter(watched, event);
}

bool DisassemblyView::handleKey(int key, Qt::KeyboardModifiers modifiers)
{
    if (modifiers & ~Qt::KeypadModifier)
        return false;
    switch (key) {
    case Qt::Key_J:
        nextInstruction();
        return true;
    case Qt::Key_K:
        previousInstruction();
        return true;
    case Qt::Key_T:
        followTrueEdge();
        return true;
    case Qt::Key_F:
        followFalseEdge();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        follow();
        return true;
    case Qt::Key_Space:
        Q_EMIT graphRequested();
        return true;
    default:
        return false;
    }
}

} // namespace symbolon
