// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a long computation is given beside its input: how to learn that it should stop, where to say
// how far it is, and how many threads it may use.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace symbolon {

struct Progress {
    std::string stage; // machine word such as "functions", "files", "matching"
    uint64_t done = 0;
    uint64_t total = 0; // 0: not known
};

struct Work {
    std::stop_token stop;
    std::function<void(const Progress &)> onProgress; // may be empty; may be called from any thread
    unsigned threads = 0;                             // 0: as many as the machine has cores

    [[nodiscard]] bool stopRequested() const { return stop.stop_requested(); }
    void report(std::string_view stage, uint64_t done, uint64_t total) const
    {
        if (onProgress)
            onProgress({std::string(stage), done, total});
    }
};

} // namespace symbolon
