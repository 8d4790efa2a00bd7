// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/assignment.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <queue>

namespace symbolon {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr int32_t none = -1;

// Minimises cost = -value. Each row has besides its edges a way out of cost 0: to stay unassigned.
class Assignment
{
public:
    Assignment(const std::vector<std::vector<AssignmentEdge>> &rows, uint32_t columns, uint64_t effort)
        : m_rows(rows),
          m_effort(effort),
          m_price(columns, 0.0),
          m_distance(columns, infinite),
          m_parent(columns, none),
          m_rowOf(columns, none),
          m_done(columns, false),
          m_columnOf(rows.size(), none)
    {
    }

    std::optional<std::vector<int32_t>> solve(const std::stop_token &stop)
    {
        std::vector<double> best(m_rows.size(), 0.0);
        for (size_t row = 0; row < m_rows.size(); ++row) {
            for (const AssignmentEdge &edge : m_rows[row])
                best[row] = std::max(best[row], edge.value);
        }
        std::vector<uint32_t> order(m_rows.size());
        std::iota(order.begin(), order.end(), 0u);
        std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return best[a] > best[b]; });
        for (const uint32_t row : order) {
            if (stop.stop_requested())
                return std::nullopt;
            augment(static_cast<int32_t>(row));
        }
        return std::move(m_columnOf);
    }

private:
    using Entry = std::pair<double, uint32_t>; // distance, column

    void relax(int32_t row, double base)
    {
        for (const AssignmentEdge &edge : m_rows[static_cast<size_t>(row)]) {
            if (!(edge.value > 0) || m_done[edge.column])
                continue;
            const double distance = base - edge.value - m_price[edge.column];
            if (distance < m_distance[edge.column]) {
                if (m_distance[edge.column] == infinite)
                    m_touched.push_back(edge.column);
                m_distance[edge.column] = distance;
                m_parent[edge.column] = row;
                m_queue.emplace(distance, edge.column);
            }
        }
        m_seen += m_rows[static_cast<size_t>(row)].size();
    }

    void augment(int32_t start)
    {
        m_seen = 0;
        double outDistance = 0; // of the nearest row that would stay unassigned
        int32_t outRow = start;
        int32_t freeColumn = none;
        double reached = 0;
        relax(start, 0);
        for (;;) {
            while (!m_queue.empty()
                   && (m_done[m_queue.top().second] || m_queue.top().first > m_distance[m_queue.top().second]))
                m_queue.pop();
            if (m_queue.empty() || m_queue.top().first >= outDistance || m_seen > m_effort) {
                reached = m_queue.empty() ? outDistance : std::min(outDistance, m_queue.top().first);
                break;
            }
            const auto [distance, column] = m_queue.top();
            m_queue.pop();
            const int32_t row = m_rowOf[column];
            if (row == none) {
                freeColumn = static_cast<int32_t>(column);
                reached = distance;
                break;
            }
            m_done[column] = true;
            // Leaving `column` gives back what it cost its row.
            const double base = distance + valueOf(row, column) + m_price[column];
            if (base < outDistance) {
                outDistance = base;
                outRow = row;
            }
            relax(row, base);
        }
        for (const uint32_t column : m_touched) {
            if (m_done[column])
                m_price[column] += m_distance[column] - reached;
        }
        if (freeColumn != none)
            take(freeColumn, start);
        else if (outRow != start)
            release(outRow, start);
        for (const uint32_t column : m_touched) {
            m_distance[column] = infinite;
            m_parent[column] = none;
            m_done[column] = false;
        }
        m_touched.clear();
        m_queue = {};
    }

    double valueOf(int32_t row, uint32_t column) const
    {
        double value = 0;
        for (const AssignmentEdge &edge : m_rows[static_cast<size_t>(row)]) {
            if (edge.column == column)
                value = std::max(value, edge.value);
        }
        return value;
    }

    // Shifts the columns along the path that ends in `column`.
    void take(int32_t column, int32_t start)
    {
        while (column != none) {
            const int32_t row = m_parent[static_cast<size_t>(column)];
            m_rowOf[static_cast<size_t>(column)] = row;
            std::swap(m_columnOf[static_cast<size_t>(row)], column);
            if (row == start)
                break;
        }
    }

    void release(int32_t row, int32_t start)
    {
        const int32_t column = m_columnOf[static_cast<size_t>(row)];
        m_columnOf[static_cast<size_t>(row)] = none;
        take(column, start);
    }

    const std::vector<std::vector<AssignmentEdge>> &m_rows;
    const uint64_t m_effort;
    std::vector<double> m_price;    // of a column, <= 0
    std::vector<double> m_distance; // of a column from the row being assigned
    std::vector<int32_t> m_parent;  // the row through which a column was reached
    std::vector<int32_t> m_rowOf;
    std::vector<bool> m_done;
    std::vector<int32_t> m_columnOf;
    std::vector<uint32_t> m_touched;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> m_queue;
    uint64_t m_seen = 0;
};

} // namespace

std::optional<std::vector<int32_t>> assign(const std::vector<std::vector<AssignmentEdge>> &rows, uint32_t columns,
                                           const std::stop_token &stop, uint64_t effort)
{
    return Assignment(rows, columns, effort).solve(stop);
}

} // namespace symbolon
