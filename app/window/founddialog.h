// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where in the binary a source function is: the verdict in words, then the functions that it may be and those that it
// was probably inlined into, with what each shares with it. Stays open beside the window, so that one after the other
// can be looked at.
#pragma once

#include "analysis/matching/answers.h"
#include "widgets/common/workspace.h"

#include <QDialog>

class QLabel;
class QTreeWidget;

namespace symbolon {

class FoundDialog : public QDialog
{
    Q_OBJECT

public:
    enum Column { AddressColumn, HowColumn, ConfidenceColumn, SimilarityColumn, NameColumn, SharedColumn, ColumnCount };

    FoundDialog(const Workspace &workspace, const SourceAnswer &answer, QWidget *parent = nullptr);

    [[nodiscard]] QTreeWidget *list() const { return m_list; }
    [[nodiscard]] QLabel *verdict() const { return m_verdict; }

Q_SIGNALS:
    void functionChosen(int function);

private:
    // `confidence`: nothing where the method tells none; `similarity`: nothing for what is inlined.
    void addRow(const Workspace &workspace, uint32_t function, std::optional<double> confidence,
                std::optional<double> similarity, const std::vector<Evidence> &evidence);
    [[nodiscard]] QString verdictText(const SourceAnswer &answer) const;

    QLabel *m_verdict;
    QTreeWidget *m_list;
};

} // namespace symbolon
