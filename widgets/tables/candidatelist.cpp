// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/candidatelist.h"

#include "widgets/common/format.h"
#include "widgets/common/paneheader.h"
#include "widgets/common/theme.h"
#include "widgets/tables/candidatedelegate.h"
#include "widgets/tables/candidatemodel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QVBoxLayout>

namespace symbolon {

namespace {

// The titles over the numbers of the rows below.
class NumberTitles : public QWidget
{
public:
    NumberTitles(const QListView *view, QWidget *parent) : QWidget(parent), m_view(view) { }

    [[nodiscard]] QSize sizeHint() const override { return {0, m_view->fontMetrics().height() + 2}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const QRect row(0, 0, m_view->viewport()->width(), height());
        const auto places = CandidateDelegate::numbers(row, m_view->fontMetrics());
        QPainter painter(this);
        painter.setFont(m_view->font());
        painter.setPen(Theme(palette()).color(ColorRole::FaintText));
        painter.drawText(places.similarity, Qt::AlignRight | Qt::AlignVCenter, CandidateDelegate::similarityTitle());
        painter.drawText(places.confidence, Qt::AlignRight | Qt::AlignVCenter, CandidateDelegate::confidenceTitle());
    }

private:
    const QListView *m_view;
};

} // namespace

CandidateList::CandidateList(SelectionModel *selection, QWidget *parent)
    : Pane(parent),
      m_selection(selection),
      m_model(new CandidateModel(this)),
      m_header(new PaneHeader(this)),
      m_titles(nullptr),
      m_view(new QListView(this)),
      m_delegate(new CandidateDelegate(m_view)),
      m_buttons(new QWidget(this)),
      m_accept(new QPushButton(tr("Accept"), m_buttons)),
      m_reject(new QPushButton(tr("Reject"), m_buttons)),
      m_block(new QPushButton(tr("Block"), m_buttons)),
      m_byHand(new QPushButton(tr("By hand…"), m_buttons)),
      m_comment(new QPushButton(tr("Comment…"), m_buttons))
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setUniformItemSizes(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setAccessibleName(tr("Candidates"));
    m_view->installEventFilter(this);

    m_accept->setToolTip(tr("The chosen candidate is the source of this function (A)"));
    m_reject->setToolTip(tr("The chosen candidate is not the source of this function (R)"));
    m_block->setToolTip(tr("Nothing is to be proposed for this function (B)"));
    m_byHand->setToolTip(tr("Choose any function of the sources (H)"));
    m_titles = new NumberTitles(m_view, this);
    m_titles->setToolTip(scoreMeaning() + u'\n' + confidenceMeaning());
    m_comment->setToolTip(tr("Write a comment on this function (C)"));
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(8, 6, 8, 6);
    for (QPushButton *button : {m_accept, m_reject, m_block, m_byHand, m_comment})
        row->addWidget(button);
    row->addStretch();

    column()->insertWidget(0, m_header);
    column()->insertWidget(1, m_titles);
    column()->addWidget(m_buttons);
    setContentWidget(m_view);

    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        const int candidate = m_model->candidateAt(current.row());
        if (!m_following && current.isValid() && candidate != m_selection->current().candidate)
            m_selection->selectCandidate(candidate);
    });
    connect(m_view, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
        Q_EMIT candidateActivated(m_model->function(), m_model->candidateAt(index.row()));
    });
    connect(m_accept, &QPushButton::clicked, this, &CandidateList::requestAccept);
    connect(m_reject, &QPushButton::clicked, this, [this] { Q_EMIT rejectRequested(m_model->function()); });
    connect(m_block, &QPushButton::clicked, this, [this] { Q_EMIT blockRequested(m_model->function()); });
    connect(m_byHand, &QPushButton::clicked, this, [this] { Q_EMIT manualMatchRequested(m_model->function()); });
    connect(m_comment, &QPushButton::clicked, this, [this] { Q_EMIT commentRequested(m_model->function()); });
    connect(m_selection, &SelectionModel::changed, this, [this](const Selection &now, const Selection &before) {
        if (now.function != before.function)
            showFunction();
        else if (now.candidate != before.candidate)
            showCurrent();
    });
    showFunction();
}

void CandidateList::setWorkspace(const Workspace &workspace)
{
    const int scrolled = m_view->verticalScrollBar()->value();
    const int before = m_model->function();
    m_workspace = workspace;
    showFunction();
    if (m_model->function() == before)
        m_view->verticalScrollBar()->setValue(scrolled);
}

void CandidateList::chooseCandidate(int number)
{
    if (m_model->rowOf(number - 1) >= 0)
        m_selection->selectCandidate(number - 1);
}

void CandidateList::showNoSources()
{
    showEmpty(tr("No source checkout is open."), tr("Open the folder with the sources to look for candidates."),
              tr("Open sources…"));
}

void CandidateList::showFunction()
{
    const int function =
        m_workspace.program
                && static_cast<std::size_t>(m_selection->current().function) < m_workspace.program->functions.size()
            ? m_selection->current().function
            : -1;
    {
        const QScopedValueRollback following(m_following, true);
        m_model->setFunction(m_workspace, function);
    }
    const bool any = m_model->rowCount() > 0;
    if (function < 0) {
        m_header->setTitle(tr("Candidates"));
        if (m_workspace.program && !m_workspace.sources)
            showNoSources();
        else
            showEmpty(tr("The likely sources of the chosen function will stand here."), tr("Choose a function."));
    } else {
        const BinaryFunction &chosen = m_workspace.program->functions[static_cast<std::size_t>(function)];
        m_header->setTitle(tr("Candidates for %1").arg(addressText(chosen.address)));
        if (any)
            showContent();
        else if (!m_workspace.sources)
            showNoSources();
        else if (m_workspace.stateOf(function) == MatchState::Blocked)
            showEmpty(tr("This function is blocked: nothing is proposed for it."),
                      tr("Withdraw the decision to have candidates again."));
        else if (!m_workspace.matches)
            showEmpty(tr("Nothing has been matched yet."), {}, tr("Match"));
        else if (chosen.importStub)
            showEmpty(tr("This is a stub for an imported function; its source is in another binary."));
        else
            showEmpty(tr("No source function is like this one."),
                      tr("Its source may not be in this tree, or it has too little that survives compilation: no "
                         "strings, no rare constants, no known calls."));
    }
    m_header->setSecondary(any ? countText(m_model->rowCount()) : QString());
    m_titles->setVisible(any);
    m_accept->setEnabled(any);
    m_block->setEnabled(function >= 0);
    m_byHand->setEnabled(function >= 0 && m_workspace.sources);
    m_comment->setEnabled(function >= 0);
    showCurrent();
}

void CandidateList::showCurrent()
{
    const QScopedValueRollback following(m_following, true);
    const int row = m_model->rowOf(m_selection->current().candidate);
    m_view->setCurrentIndex(row < 0 ? QModelIndex() : m_model->index(row, 0));
    m_reject->setEnabled(m_model->candidateAt(row) >= 0 && !m_model->isRejected(row));
}

void CandidateList::requestAccept()
{
    const int candidate = m_model->candidateAt(m_view->currentIndex().row());
    if (candidate >= 0)
        Q_EMIT acceptRequested(m_model->function(), candidate);
}

void CandidateList::lookChanged()
{
    m_delegate->setTheme(Theme(palette()));
    m_view->doItemsLayout();
    m_titles->updateGeometry();
    m_titles->update();
}

bool CandidateList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_view || event->type() != QEvent::KeyPress)
        return Pane::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->modifiers() & ~Qt::KeypadModifier)
        return false;
    if (key->key() >= Qt::Key_1 && key->key() <= Qt::Key_9) {
        chooseCandidate(key->key() - Qt::Key_0);
        return true;
    }
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_view->currentIndex().isValid())
            Q_EMIT candidateActivated(m_model->function(), m_model->candidateAt(m_view->currentIndex().row()));
        return true;
    case Qt::Key_A:
        requestAccept();
        return true;
    case Qt::Key_R:
        if (m_reject->isEnabled())
            Q_EMIT rejectRequested(m_model->function());
        return true;
    case Qt::Key_B:
        if (m_block->isEnabled())
            Q_EMIT blockRequested(m_model->function());
        return true;
    case Qt::Key_H:
        if (m_byHand->isEnabled())
            Q_EMIT manualMatchRequested(m_model->function());
        return true;
    case Qt::Key_C:
        if (m_model->function() >= 0)
            Q_EMIT commentRequested(m_model->function());
        return true;
    default:
        return false;
    }
}

} // namespace symbolon
