// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Functions → vectors with a network that is not being trained.
#pragma once

#include "model/network/network.h"

#include <cstddef>
#include <functional>
#include <span>
#include <stop_token>

namespace symbolon {

// [n × dimension] on the CPU, in the order given. Batches are made of functions of similar length; a function's
// vector does not depend on its batch. Undefined when stopped. `progress`: functions done; may be empty.
torch::Tensor embed(Network network, Side side, std::span<const FunctionInput *const> functions,
                    const torch::Device &device, size_t batchSize = 128, const std::stop_token &stop = {},
                    const std::function<void(size_t)> &progress = {});

} // namespace symbolon
