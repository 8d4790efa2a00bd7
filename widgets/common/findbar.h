// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The line for finding text in a view. The view does the searching and says what it found (setResult).
// Return and F3 go to the next hit, with Shift to the previous one, Escape closes.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace symbolon {

class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    void open(const QString &text = {}); // shows the bar and selects its text; `text` replaces it unless empty
    void close();
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isCaseSensitive() const;

    // "3 of 12"; current 0 with a count of 0: nothing found.
    void setResult(int current, int count);

Q_SIGNALS:
    void textChanged(const QString &text);
    void nextRequested();
    void previousRequested();
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLineEdit *m_edit;
    QLabel *m_result;
    QToolButton *m_case;
    QToolButton *m_previous;
    QToolButton *m_next;
};

} // namespace symbolon
