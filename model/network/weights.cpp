// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/weights.h"

#include "analysis/base/bytes.h"
#include "model/network/sha256.h"

#include <exception>

namespace symbolon {

namespace {

constexpr std::string_view magic = "symbolon weights\n";
constexpr size_t digestSize = 32;
constexpr int64_t leastQuantizedRows = 4096;

enum class Storage : uint8_t { Half, RowBytes, Long };

std::vector<std::pair<std::string, torch::Tensor>> tensorsOf(const Network &network)
{
    std::vector<std::pair<std::string, torch::Tensor>> tensors;
    for (const auto &item : network->named_parameters())
        tensors.emplace_back(item.key(), item.value());
    for (const auto &item : network->named_buffers())
        tensors.emplace_back(item.key(), item.value());
    return tensors;
}

Storage storageOf(const torch::Tensor &tensor)
{
    if (!tensor.is_floating_point())
        return Storage::Long;
    return tensor.dim() == 2 && tensor.size(0) >= leastQuantizedRows ? Storage::RowBytes : Storage::Half;
}

std::string_view bytesOf(const torch::Tensor &tensor)
{
    return {static_cast<const char *>(tensor.data_ptr()), tensor.nbytes()};
}

void put(ByteWriter &out, const torch::Tensor &given)
{
    const torch::Tensor tensor = given.detach().cpu().contiguous();
    const Storage storage = storageOf(tensor);
    out.u(static_cast<uint64_t>(storage));
    out.list(tensor.sizes(), [&](int64_t size) { out.u(static_cast<uint64_t>(size)); });
    if (storage == Storage::Long) {
        out.s(bytesOf(tensor.to(torch::kInt64)));
    } else if (storage == Storage::Half) {
        out.s(bytesOf(tensor.to(torch::kHalf)));
    } else {
        const torch::Tensor scales = (tensor.abs().amax(1, true) / 127).clamp_min(1e-7).to(torch::kFloat);
        out.s(bytesOf(scales));
        out.s(bytesOf((tensor / scales).round().to(torch::kInt8).contiguous()));
    }
}

torch::Tensor tensorOf(std::string_view bytes, const std::vector<int64_t> &sizes, torch::ScalarType type)
{
    torch::Tensor tensor = torch::empty(sizes, type);
    if (bytes.size() != tensor.nbytes())
        return {};
    std::copy(bytes.begin(), bytes.end(), static_cast<char *>(tensor.data_ptr()));
    return tensor;
}

// Undefined: not what `like` can take.
torch::Tensor get(ByteReader &in, const torch::Tensor &like)
{
    const Storage storage = static_cast<Storage>(in.u());
    std::vector<int64_t> sizes;
    in.list(sizes, [&] { return static_cast<int64_t>(in.u()); });
    if (in.failed() || storage != storageOf(like) || torch::IntArrayRef(sizes) != like.sizes())
        return {};
    if (storage == Storage::Long)
        return tensorOf(in.view(), sizes, torch::kInt64);
    if (storage == Storage::Half)
        return tensorOf(in.view(), sizes, torch::kHalf);
    const torch::Tensor scales = tensorOf(in.view(), {sizes[0], 1}, torch::kFloat);
    const torch::Tensor values = tensorOf(in.view(), sizes, torch::kInt8);
    return scales.defined() && values.defined() ? values.to(torch::kFloat) * scales : torch::Tensor();
}

std::string_view digestOf(const std::array<uint8_t, digestSize> &digest)
{
    return {reinterpret_cast<const char *>(digest.data()), digest.size()};
}

} // namespace

std::string encodeWeights(Network network)
{
    Settings settings;
    network->config().put(settings);
    ByteWriter out;
    out.u(WeightsVersion);
    out.s(settings.text());
    const auto tensors = tensorsOf(network);
    out.list(tensors, [&](const auto &item) {
        out.s(item.first);
        put(out, item.second);
    });
    std::string bytes(magic);
    bytes += out.take();
    bytes += digestOf(sha256(bytes));
    return bytes;
}

Result<Weights> decodeWeights(std::string_view bytes, const std::string &name)
{
    if (!bytes.starts_with(magic))
        return badInput(name + " holds no weights of Symbolon's network");
    const Error damaged = badInput(name + " is damaged: its checksum does not fit", "Install it again.");
    if (bytes.size() < magic.size() + digestSize)
        return damaged;
    const auto digest = sha256(bytes.substr(0, bytes.size() - digestSize));
    ByteReader in(bytes.substr(magic.size(), bytes.size() - magic.size() - digestSize));
    if (const uint64_t version = in.u(); version != WeightsVersion)
        return badInput(name + " has weights of version " + std::to_string(version) + "; this program reads version "
                        + std::to_string(WeightsVersion));
    if (!bytes.ends_with(digestOf(digest)))
        return damaged;
    Result<Settings> settings = Settings::parse(in.s());
    if (!settings)
        return settings.error();
    const NetworkConfig config = NetworkConfig::take(*settings);
    if (const Result<void> finished = settings->finished(); !finished)
        return finished.error();
    try {
        const torch::NoGradGuard noGradient;
        Weights weights;
        weights.network = Network(config);
        weights.identity = hexadecimal(digest).substr(0, 16);
        const auto tensors = tensorsOf(weights.network);
        if (in.u() != tensors.size())
            return badInput(name + " does not fit its own configuration");
        for (const auto &[key, tensor] : tensors) {
            const std::string stored = in.s();
            const torch::Tensor value = get(in, tensor);
            if (stored != key || !value.defined())
                return badInput(name + " does not fit its own configuration: " + key);
            torch::Tensor(tensor).copy_(value);
        }
        weights.network->eval();
        return weights;
    } catch (const std::exception &error) {
        return failure(name + " cannot be loaded", {}, error.what());
    }
}

} // namespace symbolon
