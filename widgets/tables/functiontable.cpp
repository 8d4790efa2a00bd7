// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/functiontable.h"

#include "widgets/common/format.h"
#include "widgets/common/paneheader.h"
#include "widgets/common/rowview.h"
#include "widgets/common/theme.h"
#include "widgets/tables/functiondelegate.h"
#include "widgets/tables/functiontablemodel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace symbolon {

namespace {

constexpr int hiddenAtFirst[] = {FunctionTableModel::FileColumn, FunctionTableModel::CommentColumn,
                                 FunctionTableModel::CertaintyColumn, FunctionTableModel::OriginColumn};
// What this version has beyond the columns of states that were saved without their number.
constexpr int firstUncounted = FunctionTableModel::CertaintyColumn;

unsigned bit(MatchState state)
{
    return 1u << static_cast<unsigned>(state);
}

} // namespace

FunctionTable::FunctionTable(SelectionModel *selection, QWidget *parent)
    : Pane(parent),
      m_selection(selection),
      m_model(new FunctionTableModel(this)),
      m_header(new PaneHeader(this)),
      m_filter(new QLineEdit(this)),
      m_state(new QComboBox(this)),
      m_problem(new QLabel(this)),
      m_view(new RowView(this)),
      m_delegate(new FunctionDelegate(m_view)),
      m_columnMenu(new QMenu(this))
{
    m_filter->setPlaceholderText(tr("Filter by name, file or address"));
    m_filter->setAccessibleName(tr("Filter functions"));
    m_filter->setToolTip(tr("All words must hold. Also: -word, \"two words\", state:accepted, size>100, blocks<5, "
                            "confidence>80, similarity>80, file:net, name:init, evidence:string, comment:check, "
                            "why:prologue, certainty<80"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_state->setAccessibleName(tr("State"));
    m_state->addItem(tr("All"), 0u);
    m_state->addItem(tr("Undecided"), bit(MatchState::Proposed) | bit(MatchState::Unmatched));
    for (const auto state :
         {MatchState::Accepted, MatchState::Proposed, MatchState::Rejected, MatchState::Blocked, MatchState::Unmatched})
        m_state->addItem(stateMark(state) + u' ' + stateName(state), bit(state));
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(10, 0, 10, 4);
    m_problem->hide();

    auto *columns = new QToolButton(this);
    columns->setText(QStringLiteral("☰"));
    columns->setToolTip(tr("Choose columns"));
    columns->setAccessibleName(tr("Choose columns"));
    columns->setAutoRaise(true);
    columns->setPopupMode(QToolButton::InstantPopup);
    columns->setMenu(m_columnMenu);
    m_header->addButton(columns);

    auto *filters = new QHBoxLayout;
    filters->setContentsMargins(8, 0, 8, 6);
    filters->setSpacing(6);
    filters->addWidget(m_filter, 1);
    filters->addWidget(m_state);
    column()->insertWidget(0, m_header);
    column()->insertLayout(1, filters);
    column()->insertWidget(2, m_problem);

    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setAccessibleName(tr("Functions"));
    m_view->header()->setSortIndicator(FunctionTableModel::AddressColumn, Qt::AscendingOrder);
    m_view->setSortingEnabled(true);
    m_view->installEventFilter(this);
    for (const int hidden : hiddenAtFirst)
        m_view->setColumnHidden(hidden, true);
    QHeaderView *titles = m_view->header();
    for (const int facts : {FunctionTableModel::OriginColumn, FunctionTableModel::CertaintyColumn})
        titles->moveSection(titles->visualIndex(facts), titles->visualIndex(FunctionTableModel::BlocksColumn) + 1);
    titles->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(titles, &QWidget::customContextMenuRequested, m_columnMenu,
            [this, titles](const QPoint &position) { m_columnMenu->popup(titles->mapToGlobal(position)); });
    fillMenus();
    setContentWidget(m_view);

    connect(m_filter, &QLineEdit::textChanged, this, &FunctionTable::applyFilter);
    connect(m_state, &QComboBox::currentIndexChanged, this, &FunctionTable::applyFilter);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &FunctionTable::selectRow);
    connect(m_view, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT functionActivated(m_model->functionAt(index.row())); });
    connect(m_view, &QWidget::customContextMenuRequested, this, &FunctionTable::showContextMenu);
    connect(this, &Pane::actionRequested, this, [this] { // "Show all functions"
        m_filter->clear();
        m_state->setCurrentIndex(0);
    });
    connect(m_selection, &SelectionModel::changed, this, [this](const Selection &now, const Selection &before) {
        if (now.function != before.function)
            showCurrent();
    });
    setWorkspace({});
}

void FunctionTable::setWorkspace(const Workspace &workspace)
{
    const bool newProgram = workspace.program != m_model->workspace().program;
    {
        const QScopedValueRollback following(m_following, true);
        m_model->setWorkspace(workspace);
    }
    if (newProgram || m_selection->current().function != m_model->functionAt(m_view->currentIndex().row()))
        showCurrent();
    updateCount();
}

QList<int> FunctionTable::selectedFunctions() const
{
    QList<int> rows;
    const QModelIndexList indices = m_view->selectionModel()->selectedRows();
    rows.reserve(indices.size());
    for (const QModelIndex &index : indices)
        rows << index.row();
    std::sort(rows.begin(), rows.end());
    for (int &row : rows)
        row = m_model->functionAt(row);
    return rows;
}

int FunctionTable::nextUndecided() const
{
    return m_model->nextUndecided(m_selection->current().function);
}

QByteArray FunctionTable::saveState() const
{
    // Their number first: a later version has more, and which were hidden is known of these only.
    return QByteArray(1, char(FunctionTableModel::ColumnCount)) + m_view->header()->saveState();
}

void FunctionTable::restoreState(const QByteArray &state)
{
    const bool counted = !state.isEmpty() && state[0] != 0; // the header's own state begins with a zero
    if (!m_view->header()->restoreState(counted ? state.mid(1) : state))
        return;
    for (int added = counted ? uchar(state[0]) : firstUncounted; added < FunctionTableModel::ColumnCount; ++added)
        m_view->setColumnHidden(added, true);
    fillMenus();
}

void FunctionTable::find()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void FunctionTable::setFilterText(const QString &text)
{
    m_filter->setText(text);
}

void FunctionTable::setImportStubsShown(bool shown)
{
    {
        const QScopedValueRollback following(m_following, true);
        m_model->setImportStubsShown(shown);
    }
    m_stubs->setChecked(shown);
    showCurrent();
    updateCount();
}

void FunctionTable::applyFilter()
{
    FunctionFilter filter(m_filter->text());
    filter.setStates(m_state->currentData().toUInt());
    {
        const QScopedValueRollback following(m_following, true);
        m_model->setFilter(filter);
    }
    m_problem->setText(filter.problems().join(u'\n'));
    m_problem->setVisible(!filter.problems().isEmpty());
    showCurrent();
    updateCount();
}

void FunctionTable::updateCount()
{
    const int all = m_model->functionCount();
    const int shown = m_model->rowCount();
    m_header->setTitle(shown == all ? tr("Functions: %1").arg(countText(all))
                                    : tr("Functions: %1 of %2").arg(countText(shown), countText(all)));
    if (all == 0 && !m_model->workspace().program)
        showEmpty(tr("The functions of a binary will stand here."), tr("Open a binary or a firmware image."));
    else if (all == 0)
        showEmpty(tr("No function was found in this binary."),
                  tr("For a raw image, check its architecture and base address."));
    else if (shown == 0)
        showEmpty(tr("No function passes the filter."), {}, tr("Show all functions"));
    else
        showContent();
}

void FunctionTable::showCurrent()
{
    const QScopedValueRollback following(m_following, true);
    const int row = m_model->rowOf(m_selection->current().function);
    if (row < 0) {
        m_view->setCurrentIndex({});
        m_view->clearSelection();
        return;
    }
    const QModelIndex index = m_model->index(row, FunctionTableModel::NameColumn);
    if (m_view->currentIndex().row() != row || !m_view->selectionModel()->isRowSelected(row))
        m_view->setCurrentIndex(index);
    const int left = m_view->horizontalScrollBar()->value();
    m_view->scrollTo(index);
    m_view->horizontalScrollBar()->setValue(left);
}

void FunctionTable::selectRow(const QModelIndex &current)
{
    if (m_following || !current.isValid())
        return;
    const int function = m_model->functionAt(current.row());
    if (function < 0 || function == m_selection->current().function)
        return;
    Selection next;
    next.function = function;
    next.candidate = functionRow(m_model->workspace(), function).rank;
    m_selection->select(next);
}

void FunctionTable::lookChanged()
{
    const Theme theme(palette());
    m_delegate->setTheme(theme);
    QPalette warning = palette();
    warning.setColor(QPalette::WindowText, theme.color(ColorRole::Warning));
    m_problem->setPalette(warning);
    const QFontMetrics text(m_view->font());
    const QFontMetrics mono(monospaceFont());
    const auto resize = [this](int section, int width) { m_view->header()->resizeSection(section, width); };
    if (m_view->header()->property("symbolonSized").toBool())
        return;
    m_view->header()->setProperty("symbolonSized", true);
    resize(FunctionTableModel::StateColumn, text.horizontalAdvance(u'✓') + 20);
    resize(FunctionTableModel::AddressColumn, mono.horizontalAdvance(QStringLiteral("0x00000000")) + 16);
    resize(FunctionTableModel::NameColumn, text.averageCharWidth() * 18);
    resize(FunctionTableModel::SizeColumn, text.horizontalAdvance(countText(99999)) + 24);
    resize(FunctionTableModel::BlocksColumn,
           text.horizontalAdvance(FunctionTableModel::columnTitle(FunctionTableModel::BlocksColumn)) + 30);
    resize(FunctionTableModel::CandidateColumn, text.averageCharWidth() * 24);
    resize(FunctionTableModel::FileColumn, text.averageCharWidth() * 24);
    resize(FunctionTableModel::ScoreColumn,
           text.horizontalAdvance(FunctionTableModel::columnTitle(FunctionTableModel::ScoreColumn)) + 20);
    resize(FunctionTableModel::ConfidenceColumn,
           text.horizontalAdvance(FunctionTableModel::columnTitle(FunctionTableModel::ConfidenceColumn)) + 20);
    resize(FunctionTableModel::CertaintyColumn,
           text.horizontalAdvance(FunctionTableModel::columnTitle(FunctionTableModel::CertaintyColumn)) + 30);
    resize(FunctionTableModel::OriginColumn, text.averageCharWidth() * 24);
}

bool FunctionTable::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return Pane::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (watched == m_filter) {
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (m_model->rowCount() > 0) {
                if (!m_view->currentIndex().isValid())
                    m_view->setCurrentIndex(m_model->index(0, FunctionTableModel::NameColumn));
                m_view->setFocus(Qt::TabFocusReason);
            }
            return true;
        }
        if (key->key() == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
    } else if (watched == m_view) {
        if (key->matches(QKeySequence::Find)) {
            find();
            return true;
        }
        return handleKey(key->key(), key->modifiers());
    }
    return Pane::eventFilter(watched, event);
}

bool FunctionTable::handleKey(int key, Qt::KeyboardModifiers modifiers)
{
    if (modifiers & ~(Qt::ShiftModifier | Qt::KeypadModifier))
        return false;
    const QList<int> functions = selectedFunctions();
    if (functions.isEmpty())
        return false;
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT functionActivated(m_model->functionAt(m_view->currentIndex().row()));
        return true;
    case Qt::Key_A:
        Q_EMIT acceptRequested(functions);
        return true;
    case Qt::Key_R:
        Q_EMIT rejectRequested(functions);
        return true;
    case Qt::Key_B:
        Q_EMIT blockRequested(functions);
        return true;
    case Qt::Key_H:
        if (m_model->workspace().sources)
            Q_EMIT manualMatchRequested(functions.first());
        return true;
    case Qt::Key_C:
        Q_EMIT commentRequested(functions.first());
        return true;
    default:
        return false;
    }
}

} // namespace symbolon
