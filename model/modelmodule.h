// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The face of the network module. LibTorch pulls in hundreds of shared objects and takes over a second to
// load, so everything that needs it (oneDNN and FAISS with it) lives in a module that is opened when it is first
// asked for; nothing outside of model/module includes a header of theirs.
#pragma once

#include "analysis/base/result.h"
#include "analysis/base/work.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace symbolon {

// Where the network can run.
struct ComputeDevice {
    std::string name;        // "cpu", "cuda:0": what --device and settings hold
    std::string description; // "CPU", the GPU's own name
};

struct FunctionFeatures;

enum class Side : uint8_t { Source, Binary };

// The trained network: FunctionFeatures, with what only the network reads filled in (see FeatureOptions), to
// vectors. Safe from any thread; two calls at once share the processor's threads.
class Embedder
{
public:
    virtual ~Embedder() = default;
    [[nodiscard]] virtual const std::string &model() const = 0; // names the weights: the same for the same file
    [[nodiscard]] virtual std::size_t dimension() const = 0;
    // [n × dimension], row by row, each of unit length: the inner product of two is their similarity. A function's
    // vector is the same, to 1e-4, whatever it is embedded with. Progress in functions, stage "embedding".
    // Cancelled; Failed: out of memory, the device.
    [[nodiscard]] virtual Result<std::vector<float>> embed(Side side, std::span<const FunctionFeatures *const> functions,
                                                           const Work &work) const = 0;
};

// Finds the nearest stored vectors. Searches from several threads at once are safe. Similarity is the inner product, which is the cosine for the
// unit-length vectors that the network gives.
class VectorIndex
{
public:
    struct Hit {
        int64_t id = -1; // the position in which the vector was added, from 0
        float similarity = 0;
    };

    virtual ~VectorIndex() = default;
    [[nodiscard]] virtual std::size_t dimension() const = 0;
    [[nodiscard]] virtual std::size_t size() const = 0;
    // `vectors`: [n × dimension] float, row by row. Failed: its length is no multiple of the dimension, a value is no
    // number.
    virtual Result<void> add(std::span<const float> vectors, const Work &work) = 0;
    // For each row of `queries` the best `count` hits, best first (fewer when fewer are stored). Failed as above;
    // Cancelled.
    [[nodiscard]] virtual Result<std::vector<std::vector<Hit>>> search(std::span<const float> queries,
                                                                       std::size_t count, const Work &work) const = 0;
};

class ModelModule
{
public:
    // Bumped with every change of this class, Embedder, VectorIndex or FunctionFeatures: a module of another build is refused.
    static constexpr int interfaceVersion = 4;

    virtual ~ModelModule() = default;
    [[nodiscard]] virtual std::string torchVersion() const = 0;
    [[nodiscard]] virtual std::vector<ComputeDevice> devices() const = 0; // the CPU first
    // `device`: a name of devices(), or "auto": the first CUDA device, else the CPU. BadInput: the weights, see
    // decodeWeights; Usage: no such device.
    [[nodiscard]] virtual Result<std::shared_ptr<const Embedder>> openEmbedder(const std::string &weights,
                                                                               const std::string &device) const = 0;
    // For about so many vectors: exact up to a million, beyond that a graph (HNSW) that finds nearly all.
    [[nodiscard]] virtual std::unique_ptr<VectorIndex> makeIndex(std::size_t dimension, std::size_t expected) const = 0;
};

// Opens the module beside the running program (../lib or the same folder) or in the installed place; the
// second call gives the same one. Failed: it is not there or of another build; the summary names the file.
Result<std::shared_ptr<const ModelModule>> loadModelModule();

} // namespace symbolon
