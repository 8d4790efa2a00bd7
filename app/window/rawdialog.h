// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Asks for what a blob of machine code without a header does not say: its architecture and where it lies
// in memory.
#pragma once

#include "app/workers/workers.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace symbolon {

class RawDialog : public QDialog
{
    Q_OBJECT

public:
    // `remark`: what is known of the bytes ("16 KiB, entropy 6.1 of 8"); may be empty.
    RawDialog(const QString &path, const QString &member, const QString &remark, QWidget *parent = nullptr);

    [[nodiscard]] BinaryRequest request() const;

Q_SIGNALS:
    void chosen(const symbolon::BinaryRequest &request);

private:
    void check();
    [[nodiscard]] std::optional<quint64> base() const;

    QString m_path;
    QString m_member;
    QComboBox *m_architecture;
    QLineEdit *m_base;
    QLabel *m_problem;
    QPushButton *m_open;
};

} // namespace symbolon
