// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Work over the indices 0 … count on several threads.
#pragma once

#include "analysis/base/work.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace symbolon {

// Calls each(i) for every i below `count`, in no order, on the calling thread and others. False when stopped before
// the end. An exception of `each` ends the work and is thrown here.
template<typename Each>
bool forEach(size_t count, const Work &work, Each each)
{
    std::atomic<size_t> next = 0;
    std::atomic<bool> failed = false;
    std::exception_ptr error;
    std::mutex mutex;
    const auto run = [&] {
        for (size_t i = next++; i < count && !work.stopRequested() && !failed; i = next++) {
            try {
                each(i);
            } catch (...) {
                const std::lock_guard lock(mutex);
                failed = true;
                error = std::current_exception();
            }
        }
    };
    {
        const unsigned threads = work.threads ? work.threads : std::max(1u, std::thread::hardware_concurrency());
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < threads && i < count; ++i)
            others.emplace_back(run);
        run();
    }
    if (error)
        std::rethrow_exception(error);
    return !work.stopRequested();
}

} // namespace symbolon
