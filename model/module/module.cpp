// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/modelmodule.h"
#include "model/module/exactindex.h"

#include <torch/csrc/api/include/torch/cuda.h>
#include <torch/csrc/api/include/torch/version.h>

namespace symbolon {

namespace {

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

    [[nodiscard]] std::unique_ptr<VectorIndex> makeExactIndex(std::size_t dimension) const override
    {
        return std::make_unique<ExactIndex>(dimension);
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
