// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/module/networkembedder.h"

#include "model/network/embedding.h"
#include "model/network/threads.h"
#include "model/network/weights.h"

#include <algorithm>
#include <exception>
#include <fstream>
#include <iterator>
#include <mutex>

namespace symbolon {

namespace {

constexpr std::size_t chunk = 2048; // functions that are held as inputs at a time

class LoadedEmbedder : public Embedder
{
public:
    LoadedEmbedder(Weights weights, const torch::Device &device)
        : m_weights(std::move(weights)), m_reader(m_weights.network->config()), m_device(device)
    {
        m_weights.network->to(device);
    }

    [[nodiscard]] const std::string &model() const override { return m_weights.identity; }

    [[nodiscard]] std::size_t dimension() const override
    {
        return static_cast<std::size_t>(m_weights.network->config().dimension());
    }

    [[nodiscard]] Result<std::vector<float>> embed(Side side, std::span<const FunctionFeatures *const> functions,
                                                   const Work &work) const override
    try {
        useThreads(work.threads);
        std::vector<float> vectors;
        vectors.reserve(functions.size() * dimension());
        std::vector<FunctionInput> inputs;
        std::vector<const FunctionInput *> pointers;
        for (std::size_t begin = 0; begin < functions.size(); begin += chunk) {
            const auto part = functions.subspan(begin, std::min(chunk, functions.size() - begin));
            inputs.clear();
            pointers.clear();
            for (const FunctionFeatures *function : part) {
                if (work.stopRequested())
                    return cancelled();
                inputs.push_back(side == Side::Source ? m_reader.source(*function) : m_reader.binary(*function));
            }
            for (const FunctionInput &input : inputs)
                pointers.push_back(&input);
            torch::Tensor rows;
            {
                const std::lock_guard lock(m_mutex); // the mode of a network is its state
                rows = symbolon::embed(m_weights.network, side, pointers, m_device, 128, work.stop,
                                       [&](std::size_t done) {
                                           work.report("embedding", begin + done, functions.size());
                                       });
            }
            if (!rows.defined())
                return cancelled();
            const float *values = rows.contiguous().data_ptr<float>();
            vectors.insert(vectors.end(), values, values + rows.numel());
        }
        return vectors;
    } catch (const std::exception &error) {
        return failure("the network cannot embed these functions", "Try the device \"cpu\".", error.what());
    }

private:
    Weights m_weights;
    InputReader m_reader;
    torch::Device m_device;
    mutable std::mutex m_mutex;
};

Result<torch::Device> deviceNamed(const std::string &name)
try {
    if (name == "auto")
        return torch::Device(torch::cuda::is_available() ? torch::kCUDA : torch::kCPU);
    const torch::Device device(name);
    if (!device.is_cuda()
        || (torch::cuda::is_available() && device.index() < static_cast<int>(torch::cuda::device_count())))
        return device;
    return Error{ErrorKind::Usage, "there is no device " + name, {}, "Use \"cpu\"."};
} catch (const std::exception &) {
    return Error{ErrorKind::Usage, "there is no device " + name, {}, "Use \"cpu\", \"cuda\" or \"auto\"."};
}

} // namespace

Result<std::shared_ptr<const Embedder>> NetworkEmbedder::open(const std::string &path, const std::string &device)
{
    const Result<torch::Device> where = deviceNamed(device);
    if (!where)
        return where.error();
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return badInput(path + " cannot be read", "It holds the network's weights: install Symbolon again.");
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    Result<Weights> weights = decodeWeights(bytes, path);
    if (!weights)
        return weights.error();
    return std::shared_ptr<const Embedder>(std::make_shared<LoadedEmbedder>(std::move(*weights), *where));
}

} // namespace symbolon
