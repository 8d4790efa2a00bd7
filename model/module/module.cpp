// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/modelmodule.h"
#include "model/module/exactindex.h"
#include "model/module/graphindex.h"
#include "model/module/networkembedder.h"

#include <torch/csrc/api/include/torch/cuda.h>
#include <torch/csrc/api/include/torch/version.h>

namespace symbolon {

namespace {

constexpr std::size_t mostExact = 1'000'000; // vectors that are searched one by one

class TorchModule : public ModelModule
{
public:
    [[nodiscard]] std::string torchVersion() const override { return TORCH_VERSION; }

    [[nodiscard]] std::vector<ComputeDevice> devices() const override
    {
        std::vector<ComputeDevice> list{{"cpu", "CPU"}};
        if (!torch::cuda::is_available())
            return list;
        for (std::size_t n = 0; n < torch::cuda::device_count(); ++n)
            list.push_back({"cuda:" + std::to_string(n), "CUDA device " + std::to_string(n)});
        return list;
    }

    [[nodiscard]] Result<std::shared_ptr<const Embedder>> openEmbedder(const std::string &weights,
                                                                       const std::string &device) const override
    {
        return NetworkEmbedder::open(weights, device);
    }

    [[nodiscard]] std::unique_ptr<VectorIndex> makeIndex(std::size_t dimension, std::size_t expected) const override
    {
        if (expected <= mostExact)
            return std::make_unique<ExactIndex>(dimension);
        return std::make_unique<GraphIndex>(dimension);
    }
};

} // namespace

} // namespace symbolon

extern "C" int symbolonModelInterface()
{
    return symbolon::ModelModule::interfaceVersion;
}

extern "C" symbolon::ModelModule *symbolonModelCreate()
{
    return new symbolon::TorchModule;
}
