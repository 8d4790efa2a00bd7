// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one selection that all views share: which function, candidate, instruction, line and piece of
// evidence the analyst looks at. Each view shows it in its own way, and changes it through
// SelectionModel::select; a view is told of its own changes too and must not loop.
#pragma once

#include <QObject>

#include <cstdint>
#include <deque>

namespace symbolon {

struct Selection {
    int function = -1;    // index into Program::functions
    int candidate = -1;   // index into that function's candidates
    uint64_t address = 0; // instruction; 0: none
    uint32_t line = 0;    // line in the candidate's file; 0: none
    int evidence = -1;    // index into the candidate's evidence

    bool operator==(const Selection &) const = default;
};

class SelectionModel : public QObject
{
    Q_OBJECT

public:
    explicit SelectionModel(QObject *parent = nullptr);

    [[nodiscard]] const Selection &current() const { return m_current; }
    [[nodiscard]] const Selection &hovered() const { return m_hovered; }
    [[nodiscard]] bool canGoBack() const { return !m_back.empty(); }
    [[nodiscard]] bool canGoForward() const { return !m_forward.empty(); }

    // A change of function is a step of the history; anything finer replaces the current step.
    void select(const Selection &selection);
    void selectFunction(int function); // its first candidate, entry address
    void selectCandidate(int candidate);
    void selectAddress(uint64_t address);
    void selectLine(uint32_t line);
    void hover(const Selection &selection); // Selection{} when the pointer leaves
    void goBack();
    void goForward();
    void clear(); // also the history

Q_SIGNALS:
    void changed(const symbolon::Selection &current, const symbolon::Selection &previous);
    void hoverChanged(const symbolon::Selection &hovered);
    void historyChanged();

private:
    void setCurrent(const Selection &selection);

    Selection m_current;
    Selection m_hovered;
    std::deque<Selection> m_back;
    std::deque<Selection> m_forward;
};

} // namespace symbolon
