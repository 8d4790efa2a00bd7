// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Listing ↔ bytes, for the worker process.
#pragma once

#include "analysis/binary/containers/container.h"

#include <optional>
#include <string>
#include <string_view>

namespace symbolon {

std::string encodeListing(const Listing &listing);
std::optional<Listing> decodeListing(std::string_view bytes);

} // namespace symbolon
