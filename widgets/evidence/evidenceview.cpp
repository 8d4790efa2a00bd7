// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/evidence/evidenceview.h"

#include "widgets/common/format.h"
#include "widgets/common/paneheader.h"
#include "widgets/common/rowview.h"
#include "widgets/evidence/evidencedelegate.h"
#include "widgets/evidence/evidencelegend.h"
#include "widgets/evidence/evidencemodel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include <algorithm>

namespace symbolon {

EvidenceView::EvidenceView(SelectionModel *selection, QWidget *parent)
    : Pane(parent),
      m_selection(selection),
      m_model(new EvidenceModel(this)),
      m_sorted(new QSortFilterProxyModel(this)),
      m_header(new PaneHeader(this)),
      m_legend(new EvidenceLegend(this)),
      m_view(new RowView(this)),
      m_delegate(new EvidenceDelegate(m_view))
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(EvidenceModel::SortRole);
    m_view->setModel(m_sorted);
    m_view->setItemDelegate(m_delegate);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setAccessibleName(tr("Evidence"));
    m_view->setMouseTracking(true);
    m_view->header()->setSortIndicator(EvidenceModel::NumberColumn, Qt::AscendingOrder);
    m_view->header()->setSectionsMovable(false);
    m_view->setSortingEnabled(true);
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    m_header->addButton(m_legend);
    column()->insertWidget(0, m_header);
    setContentWidget(m_view);

    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &EvidenceView::selectRow);
    connect(m_view, &QAbstractItemView::clicked, this, &EvidenceView::selectRow);
    connect(m_view, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT evidenceActivated(evidenceAt(index)); });
    connect(m_view, &QAbstractItemView::entered, this, &EvidenceView::hover);
    connect(m_selection, &SelectionModel::changed, this, [this](const Selection &now, const Selection &before) {
        if (now.function != before.function || now.candidate != before.candidate)
            showCandidate();
        showCurrent();
    });
    connect(m_selection, &SelectionModel::hoverChanged, this, [this](const Selection &hovered) {
        const Selection &chosen = m_selection->current();
        const bool same = hovered.function == chosen.function && hovered.candidate == chosen.candidate;
        m_model->setHovered(same ? hovered.evidence : -1);
    });
    showCandidate();
}

void EvidenceView::setWorkspace(const Workspace &workspace)
{
    m_workspace = workspace;
    showCandidate();
    showCurrent();
}

void EvidenceView::setDetails(const std::shared_ptr<const PairDetails> &details)
{
    m_workspace.details = details;
    showCandidate();
    showCurrent();
}

void EvidenceView::showCandidate()
{
    const Selection &chosen = m_selection->current();
    {
        const QScopedValueRollback following(m_following, true);
        m_model->setMarks(EvidenceMarks(m_workspace, chosen.function, chosen.candidate));
    }
    m_legend->setMarks(m_model->marks());
    const Candidate *candidate = m_model->marks().candidate();
    const SourceFunction *source = candidate ? m_workspace.sourceOf(*candidate) : nullptr;
    if (candidate && source)
        m_header->setTitle(tr("Evidence for %1").arg(sourceName(*source)));
    else
        m_header->setTitle(tr("Evidence"));
    m_header->setSecondary(candidate ? tr("%1 pieces · similarity %2 · confidence %3")
                                           .arg(countText(m_model->rowCount()), percentText(candidate->score),
                                                percentText(candidate->confidence))
                                     : QString());
    m_header->setToolTip(candidate ? scoreMeaning() + u'\n' + confidenceMeaning() : QString());
    if (m_model->rowCount() > 0)
        showContent();
    else
        showEmpty(reasonForNone());
}

QString EvidenceView::reasonForNone() const
{
    const Selection &chosen = m_selection->current();
    if (!m_workspace.program || chosen.function < 0)
        return tr("What ties the chosen function to its source will stand here.");
    if (const Candidate *candidate = m_model->marks().candidate())
        return tr("There is no single fact to show: “%1” proposed this candidate as a whole.")
            .arg(QString::fromStdString(candidate->strategy));
    if (m_workspace.stateOf(chosen.function) == MatchState::Accepted)
        return tr("This source was accepted by hand; no matching method has evidence for it.");
    if (!m_workspace.matchesOf(chosen.function))
        return tr("There is no evidence because the function has no candidate.");
    return tr("Choose a candidate to see its evidence.");
}

void EvidenceView::showCurrent()
{
    const QScopedValueRollback following(m_following, true);
    const int evidence = m_selection->current().evidence;
    if (evidence < 0 || evidence >= m_model->rowCount()) {
        m_view->setCurrentIndex({});
        return;
    }
    if (evidenceAt(m_view->currentIndex()) != evidence)
        m_view->setCurrentIndex(m_sorted->mapFromSource(m_model->index(evidence, EvidenceModel::ValueColumn)));
    m_view->scrollTo(m_view->currentIndex());
}

int EvidenceView::evidenceAt(const QModelIndex &index) const
{
    return index.isValid() ? index.data(EvidenceModel::EvidenceRole).toInt() : -1;
}

void EvidenceView::selectRow(const QModelIndex &current)
{
    const int evidence = evidenceAt(current);
    if (!m_following && evidence >= 0)
        m_selection->select(m_model->marks().selectEvidence(m_selection->current(), evidence));
}

void EvidenceView::nextEvidence()
{
    step(1);
}

void EvidenceView::previousEvidence()
{
    step(-1);
}

void EvidenceView::step(int rows)
{
    if (m_sorted->rowCount() == 0)
        return;
    const int row = m_view->currentIndex().isValid() ? m_view->currentIndex().row() + rows : 0;
    m_view->setCurrentIndex(m_sorted->index(std::clamp(row, 0, m_sorted->rowCount() - 1), EvidenceModel::ValueColumn));
}

void EvidenceView::hover(const QModelIndex &index)
{
    Selection partner;
    if (index.isValid()) {
        partner.function = m_selection->current().function;
        partner.candidate = m_selection->current().candidate;
        partner = m_model->marks().selectEvidence(partner, evidenceAt(index));
    }
    m_selection->hover(partner);
}

void EvidenceView::lookChanged()
{
    m_delegate->setTheme(Theme(palette()));
    m_legend->setTheme(Theme(palette()));
    const QFontMetrics text(m_view->font());
    const int letter = QFontMetrics(monospaceFont()).horizontalAdvance(u'0');
    QHeaderView *header = m_view->header();
    header->resizeSection(EvidenceModel::ValueColumn, letter * 48);
    header->resizeSection(EvidenceModel::NumberColumn, 64);
    header->resizeSection(EvidenceModel::KindColumn, text.horizontalAdvance(u'm') * 9);
    header->resizeSection(EvidenceModel::AddressColumn,
                          std::max(letter * 12 + 16, text.horizontalAdvance(tr("whole function")) + 16));
    header->resizeSection(EvidenceModel::LineColumn, text.horizontalAdvance(tr("whole function")) + 24);
    header->resizeSection(EvidenceModel::WeightColumn, text.horizontalAdvance(percentText(1)) + 44);
    header->resizeSection(EvidenceModel::RarityColumn, text.horizontalAdvance(QStringLiteral("88,888 of 88,888")) + 24);
    m_view->doItemsLayout();
}

bool EvidenceView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::Leave)
        hover({});
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool plain = !(key->modifiers() & ~Qt::KeypadModifier);
        switch (key->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_view->currentIndex().isValid())
                Q_EMIT evidenceActivated(evidenceAt(m_view->currentIndex()));
            return true;
        case Qt::Key_J:
            if (plain)
                nextEvidence();
            return plain;
        case Qt::Key_K:
            if (plain)
                previousEvidence();
            return plain;
        default:
            break;
        }
    }
    return Pane::eventFilter(watched, event);
}

} // namespace symbolon
