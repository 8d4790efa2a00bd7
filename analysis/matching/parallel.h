// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Splits a loop over independent items among threads. Each item writes only its own result, so results do not
// depend on the number of threads.
#pragma once

#include "analysis/base/work.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <string_view>
#include <thread>
#include <vector>

namespace symbolon {

// Calls body(begin, end) for chunks of [0, count). False when `work` was asked to stop; then some chunks were not
// done. Progress is told under `stage` unless that is empty. The body must not throw.
template<typename Body>
bool parallelFor(size_t count, size_t chunk, const Work &work, std::string_view stage, Body body)
{
    const unsigned wanted = work.threads ? work.threads : std::max(1u, std::thread::hardware_concurrency());
    const size_t chunks = (count + chunk - 1) / chunk;
    const size_t threads = std::clamp<size_t>(wanted, 1, std::max<size_t>(chunks, 1));
    std::atomic<size_t> next = 0;
    const auto run = [&] {
        for (size_t index = next++; index < chunks && !work.stopRequested(); index = next++) {
            body(index * chunk, std::min(count, (index + 1) * chunk));
            if (!stage.empty())
                work.report(stage, std::min(count, (index + 1) * chunk), count);
        }
    };
    std::vector<std::jthread> helpers;
    for (size_t i = 1; i < threads; ++i)
        helpers.emplace_back(run);
    run();
    helpers.clear(); // joins
    return !work.stopRequested();
}

} // namespace symbolon
