// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Accepting many at once: everything proposed with at least the chosen confidence, shown before it is done.
#pragma once

#include "widgets/common/workspace.h"

#include <QDialog>

class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSlider;
class QTreeView;

namespace symbolon {

class ProposalModel;

class AcceptDialog : public QDialog
{
    Q_OBJECT

public:
    static constexpr double usualConfidence = 0.9;

    explicit AcceptDialog(const Workspace &workspace, QWidget *parent = nullptr);

    void setWorkspace(const Workspace &workspace); // new matches while it is open
    void setConfidence(double confidence);         // 0…1
    [[nodiscard]] double confidence() const;
    [[nodiscard]] QList<int> functions() const; // what is shown, and would be accepted

Q_SIGNALS:
    void chosen(const QList<int> &functions);

private:
    void showChoice();

    ProposalModel *m_model;
    QSlider *m_slider;
    QDoubleSpinBox *m_percent;
    QLabel *m_count;
    QTreeView *m_list;
    QPushButton *m_accept;
};

} // namespace symbolon
