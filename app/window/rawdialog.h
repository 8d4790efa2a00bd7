// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Asks for what a blob of machine code without a header does not say: its architecture and where it lies
// in memory. Proposals with their reasons come when they are found; the fields are the analyst's.
#pragma once

#include "app/workers/workers.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QVBoxLayout;

namespace symbolon {

class RawDialog : public QDialog
{
    Q_OBJECT

public:
    // `remark`: what is known of the bytes ("16 KiB, entropy 6.1 of 8"); may be empty.
    RawDialog(const QString &path, const QString &member, const QString &remark, QWidget *parent = nullptr);

    [[nodiscard]] BinaryRequest request() const;
    // The best convincing proposal goes into the fields, unless the user has typed something there.
    void showFindings(const Result<RawFindings> &findings);

Q_SIGNALS:
    void chosen(const symbolon::BinaryRequest &request);

private:
    void addProposals(QVBoxLayout *column);
    void check();
    void showReasons();
    void use(const RawProposal &proposal);
    [[nodiscard]] const RawProposal *selected() const; // null: none
    [[nodiscard]] std::optional<quint64> base() const;

    QString m_path;
    QString m_member;
    RawFindings m_findings;
    bool m_edited = false; // by the user
    QTreeWidget *m_proposals;
    QLabel *m_reasons;
    QComboBox *m_architecture;
    QLineEdit *m_base;
    QLabel *m_problem;
    QPushButton *m_open;
};

} // namespace symbolon
