// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Embedder over the network of model/network.
#pragma once

#include "model/modelmodule.h"

namespace symbolon {

class NetworkEmbedder
{
public:
    static Result<std::shared_ptr<const Embedder>> open(const std::string &weights, const std::string &device);
};

} // namespace symbolon
