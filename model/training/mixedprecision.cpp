// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/training/mixedprecision.h"

#include <ATen/autocast_mode.h>
#include <torch/version.h>

namespace symbolon {

namespace {

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
bool isEnabled(bool cuda)
{
    return at::autocast::is_autocast_enabled(cuda ? at::kCUDA : at::kCPU);
}

void enable(bool cuda, bool value)
{
    at::autocast::set_autocast_enabled(cuda ? at::kCUDA : at::kCPU, value);
    at::autocast::set_autocast_dtype(cuda ? at::kCUDA : at::kCPU, at::kBFloat16);
}
#else
bool isEnabled(bool cuda)
{
    return cuda ? at::autocast::is_enabled() : at::autocast::is_cpu_enabled();
}

void enable(bool cuda, bool value)
{
    if (cuda) {
        at::autocast::set_enabled(value);
        at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
    } else {
        at::autocast::set_cpu_enabled(value);
        at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
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
    m_before = isEnabled(m_cuda);
    enable(m_cuda, true);
}

MixedPrecision::~MixedPrecision()
{
    if (!m_active)
        return;
    at::autocast::clear_cache(); // it holds weights in bfloat16 that the next step changes
    enable(m_cuda, m_before);
}

} // namespace symbolon
