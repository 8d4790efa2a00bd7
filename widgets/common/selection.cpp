// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/selection.h"

namespace symbolon {

namespace {
constexpr std::size_t historyLength = 500;
}

SelectionModel::SelectionModel(QObject *parent) : QObject(parent) { }

void SelectionModel::select(const Selection &selection)
{
    if (selection == m_current)
        return;
    if (selection.function != m_current.function) {
        if (m_current.function >= 0)
            m_back.push_back(m_current);
        if (m_back.size() > historyLength)
            m_back.pop_front();
        m_forward.clear();
        setCurrent(selection);
        Q_EMIT historyChanged();
    } else {
        setCurrent(selection);
    }
}

void SelectionModel::selectFunction(int function)
{
    Selection next;
    next.function = function;
    next.candidate = function >= 0 ? 0 : -1;
    if (function != m_current.function)
        select(next);
}

void SelectionModel::selectCandidate(int candidate)
{
    Selection next = m_current;
    next.candidate = candidate;
    next.line = 0;
    next.evidence = -1;
    select(next);
}

void SelectionModel::selectAddress(uint64_t address)
{
    Selection next = m_current;
    next.address = address;
    next.evidence = -1;
    select(next);
}

void SelectionModel::selectLine(uint32_t line)
{
    Selection next = m_current;
    next.line = line;
    next.evidence = -1;
    select(next);
}

void SelectionModel::hover(const Selection &selection)
{
    if (selection == m_hovered)
        return;
    m_hovered = selection;
    Q_EMIT hoverChanged(m_hovered);
}

void SelectionModel::goBack()
{
    if (m_back.empty())
        return;
    m_forward.push_back(m_current);
    const Selection step = m_back.back();
    m_back.pop_back();
    setCurrent(step);
    Q_EMIT historyChanged();
}

void SelectionModel::goForward()
{
    if (m_forward.empty())
        return;
    m_back.push_back(m_current);
    const Selection step = m_forward.back();
    m_forward.pop_back();
    setCurrent(step);
    Q_EMIT historyChanged();
}

void SelectionModel::clear()
{
    m_back.clear();
    m_forward.clear();
    m_hovered = {};
    setCurrent({});
    Q_EMIT historyChanged();
}

void SelectionModel::setCurrent(const Selection &selection)
{
    const Selection previous = m_current;
    m_current = selection;
    Q_EMIT changed(m_current, previous);
}

} // namespace symbolon
