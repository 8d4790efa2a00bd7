// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Byte offsets of one text ↔ lines and columns, both counted from 1.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace symbolon {

class LineTable
{
public:
    explicit LineTable(std::string_view text)
    {
        m_starts.push_back(0);
        for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
            m_starts.push_back(static_cast<uint32_t>(at + 1));
    }
    [[nodiscard]] uint32_t lineOf(uint32_t offset) const
    {
        return static_cast<uint32_t>(std::upper_bound(m_starts.begin(), m_starts.end(), offset) - m_starts.begin());
    }
    // SIZE_MAX where there is no such line.
    [[nodiscard]] size_t offsetOf(uint32_t line, uint32_t column) const
    {
        return line == 0 || line > m_starts.size() || column == 0 ? SIZE_MAX : size_t{m_starts[line - 1]} + column - 1;
    }

private:
    std::vector<uint32_t> m_starts;
};

} // namespace symbolon
