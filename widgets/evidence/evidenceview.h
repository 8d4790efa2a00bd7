// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why the chosen candidate was proposed. Choosing a piece of evidence selects its instruction and its line, so
// that both sides light up; hovering shows them for as long as it lasts.
#pragma once

#include "widgets/common/pane.h"
#include "widgets/common/selection.h"
#include "widgets/common/workspace.h"

class QSortFilterProxyModel;
class QTreeView;

namespace symbolon {

class EvidenceDelegate;
class EvidenceLegend;
class EvidenceModel;
class PaneHeader;

class EvidenceView : public Pane
{
    Q_OBJECT

public:
    explicit EvidenceView(SelectionModel *selection, QWidget *parent = nullptr);

    void setWorkspace(const Workspace &workspace);
    void setDetails(const std::shared_ptr<const PairDetails> &details); // keeps what is shown, and where
    [[nodiscard]] EvidenceModel *model() const { return m_model; }
    [[nodiscard]] EvidenceLegend *legend() const { return m_legend; }
    [[nodiscard]] QTreeView *view() const { return m_view; }

public Q_SLOTS:
    void nextEvidence();
    void previousEvidence();

Q_SIGNALS:
    void evidenceActivated(int evidence); // Return or double click

protected:
    void lookChanged() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showCandidate();
    void showCurrent();
    void step(int rows);
    void selectRow(const QModelIndex &current);
    void hover(const QModelIndex &index);
    [[nodiscard]] int evidenceAt(const QModelIndex &index) const;
    [[nodiscard]] QString reasonForNone() const;

    SelectionModel *m_selection;
    Workspace m_workspace;
    EvidenceModel *m_model;
    QSortFilterProxyModel *m_sorted;
    PaneHeader *m_header;
    EvidenceLegend *m_legend;
    QTreeView *m_view;
    EvidenceDelegate *m_delegate;
    bool m_following = false;
};

} // namespace symbolon
