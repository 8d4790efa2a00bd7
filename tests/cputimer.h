// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Bounds on time that hold on a busy machine, and sizes that suit a sanitizer.
#pragma once

#include <cstdint>
#include <ctime>

namespace symbolon {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr uint32_t sanitizerDivisor = 10;
#else
constexpr uint32_t sanitizerDivisor = 1;
#endif

// Seconds of processor time of all threads since it was made.
class CpuTimer
{
public:
    [[nodiscard]] double seconds() const
    {
        return static_cast<double>(std::clock() - m_begin) / static_cast<double>(CLOCKS_PER_SEC);
    }

private:
    std::clock_t m_begin = std::clock();
};

} // namespace symbolon
