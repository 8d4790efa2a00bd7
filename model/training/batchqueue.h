// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Prepares the next batches in worker threads while one is computed. The order is that of the list.
#pragma once

#include "model/network/collate.h"
#include "model/training/trainingdata.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace symbolon {

struct PairBatch {
    FunctionBatch sources, binaries;  // row i of each is a pair
    FunctionBatch inlined;            // further forms of some sources
    std::vector<int64_t> inlinedRows; // which, ascending
};

class BatchQueue
{
public:
    // `data` and `batches` must outlive the queue. Without workers, next() does the work itself.
    BatchQueue(const TrainingData &data, const NetworkConfig &config, const std::vector<std::vector<Pair>> &batches,
               size_t first, unsigned workers);
    ~BatchQueue();
    PairBatch next(); // call at most as often as there are batches from the first on

private:
    PairBatch make(size_t index) const;
    void work();

    const TrainingData &m_data;
    const NetworkConfig &m_config;
    const std::vector<std::vector<Pair>> &m_batches;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<size_t, PairBatch> m_ready;
    size_t m_wanted; // the next that next() gives
    size_t m_taken;  // the next that a worker takes
    bool m_ended = false;
    std::vector<std::jthread> m_workers;
};

} // namespace symbolon
