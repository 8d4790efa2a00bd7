// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The network and the index, ready to use: the model's module with the shipped weights, or in tests something
// simpler. Opening takes a second or more (LibTorch): not on the window's thread.
#pragma once

#include "model/modelmodule.h"

#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace symbolon {

struct EmbeddingEngine {
    std::shared_ptr<const Embedder> embedder;
    std::function<std::unique_ptr<VectorIndex>(std::size_t dimension, std::size_t expected)> makeIndex;
    ComputeDevice device; // where the embedder runs
};

// $SYMBOLON_WEIGHTS, else symbolon.weights beside the program or in the installed place; empty: it is not there.
QString findWeights();

// `weights`: a file; empty: findWeights(). `device`: a name of ModelModule::devices(), "cuda" or "auto".
// Failed: no module, no weights; BadInput: damaged weights; Usage: no such device.
Result<EmbeddingEngine> openEngine(const QString &weights, const QString &device);

// Engines that are open, by device: the second call is quick. Safe from any thread.
class EngineCache
{
public:
    using Open = std::function<Result<EmbeddingEngine>(const QString &device)>;

    explicit EngineCache(Open open = {}); // empty: openEngine with the program's weights
    Result<EmbeddingEngine> get(const QString &device);

private:
    Open m_open;
    std::mutex m_mutex;
    std::map<QString, EmbeddingEngine> m_engines;
};

} // namespace symbolon
