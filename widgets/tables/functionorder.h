// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The order of functions by a column of the function table. Functions that have nothing in that column come last
// whichever way it is sorted, equal ones by address.
#pragma once

#include "widgets/common/functionrow.h"

#include <Qt>

#include <vector>

namespace symbolon {

class FunctionOrder
{
public:
    // `rows` must outlive this.
    FunctionOrder(const std::vector<FunctionRow> &rows, int column, Qt::SortOrder order)
        : m_rows(rows), m_column(column), m_descending(order == Qt::DescendingOrder)
    {
    }

    [[nodiscard]] bool holds(const std::vector<int> &functions) const;
    void sort(std::vector<int> &functions) const;

private:
    [[nodiscard]] bool isText() const;
    [[nodiscard]] bool isNumber() const;
    [[nodiscard]] double number(const FunctionRow &row) const;         // of a column of numbers
    [[nodiscard]] std::string_view text(const FunctionRow &row) const; // of a text column
    [[nodiscard]] bool isMissing(const FunctionRow &row) const;
    [[nodiscard]] int compare(const FunctionRow &a, const FunctionRow &b) const; // neither is missing
    [[nodiscard]] bool before(int a, int b) const;
    void sortByNumbers(std::vector<int> &functions) const;
    void sortByKeys(std::vector<int> &functions) const;

    const std::vector<FunctionRow> &m_rows;
    int m_column;
    bool m_descending;
};

} // namespace symbolon
