// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/training/batchqueue.h"

namespace symbolon {

namespace {

constexpr size_t ahead = 4;

}

BatchQueue::BatchQueue(const TrainingData &data, const NetworkConfig &config,
                       const std::vector<std::vector<Pair>> &batches, size_t first, unsigned workers)
    : m_data(data), m_config(config), m_batches(batches), m_wanted(first), m_taken(first)
{
    for (unsigned n = 0; n < workers; ++n)
        m_workers.emplace_back([this] { work(); });
}

BatchQueue::~BatchQueue()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }
    m_changed.notify_all();
}

PairBatch BatchQueue::make(size_t index) const
{
    std::vector<const FunctionInput *> sources, binaries, inlined;
    std::vector<int64_t> inlinedRows;
    for (const Pair &pair : m_batches[index]) {
        if (const FunctionInput *form = m_data.inlined(pair.source)) {
            inlined.push_back(form);
            inlinedRows.push_back(static_cast<int64_t>(sources.size()));
        }
        sources.push_back(&m_data.source(pair.source));
        binaries.push_back(&m_data.binary(pair.binary));
    }
    return {collate(sources, m_config), collate(binaries, m_config), collate(inlined, m_config), std::move(inlinedRows)};
}

void BatchQueue::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [&] { return m_ended || (m_taken < m_batches.size() && m_taken < m_wanted + ahead); });
        if (m_ended)
            return;
        const size_t index = m_taken++;
        lock.unlock();
        PairBatch batch = make(index);
        lock.lock();
        m_ready.emplace(index, std::move(batch));
        m_changed.notify_all();
    }
}

PairBatch BatchQueue::next()
{
    std::unique_lock lock(m_mutex);
    const size_t index = m_wanted++;
    if (m_workers.empty())
        return make(index);
    m_changed.notify_all();
    m_changed.wait(lock, [&] { return m_ready.count(index) != 0; });
    PairBatch batch = std::move(m_ready.at(index));
    m_ready.erase(index);
    return batch;
}

} // namespace symbolon
