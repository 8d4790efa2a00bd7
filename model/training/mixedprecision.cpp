// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/training/mixedprecision.h"

#include <ATen/autocast_mode.h>
#include <torch/version.h>

namespace symbolon {

namespace {

struct State {
    bool enabled;
    at::ScalarType type;
};

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
State state(bool cuda)
{
    const auto device = cuda ? at::kCUDA : at::kCPU;
    return {at::autocast::is_autocast_enabled(device), at::autocast::get_autocast_dtype(device)};
}

void set(bool cuda, State state)
{
    at::autocast::set_autocast_enabled(cuda ? at::kCUDA : at::kCPU, state.enabled);
    at::autocast::set_autocast_dtype(cuda ? at::kCUDA : at::kCPU, state.type);
}
#else
State state(bool cuda)
{
    return cuda ? State{at::autocast::is_enabled(), at::autocast::get_autocast_gpu_dtype()}
                : State{at::autocast::is_cpu_enabled(), at::autocast::get_autocast_cpu_dtype()};
}

void set(bool cuda, State state)
{
    if (cuda) {
        at::autocast::set_enabled(state.enabled);
        at::autocast::set_autocast_gpu_dtype(state.type);
    } else {
        at::autocast::set_cpu_enabled(state.enabled);
        at::autocast::set_autocast_cpu_dtype(state.type);
    }
}
#endif

bool processorHasBf16()
{
#if defined(__x86_64__) && defined(__GNUC__)
    return __builtin_cpu_supports("avx512bf16");
#else
    return false;
#endif
}

} // namespace

bool MixedPrecision::isWanted(const std::string &precision, const torch::Device &device)
{
    return precision == "bf16" || (precision == "auto" && (device.is_cuda() || processorHasBf16()));
}

MixedPrecision::MixedPrecision(const std::string &precision, const torch::Device &device)
    : m_cuda(device.is_cuda()), m_active(isWanted(precision, device))
{
    if (!m_active)
        return;
    const State before = state(m_cuda);
    m_before = before.enabled;
    m_typeBefore = before.type;
    set(m_cuda, {true, at::kBFloat16});
}

MixedPrecision::~MixedPrecision()
{
    if (!m_active)
        return;
    at::autocast::clear_cache(); // it holds weights in bfloat16 that the next step changes
    set(m_cuda, {m_before, m_typeBefore});
}

} // namespace symbolon
