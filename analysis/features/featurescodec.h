// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// FunctionFeatures as bytes, for data sets. `places` are kept as differences; what is equal to its default
// takes a byte.
#pragma once

#include "analysis/base/bytes.h"
#include "analysis/features/features.h"

#include <optional>
#include <string>
#include <string_view>

namespace symbolon {

// Bumped when the encoding changes, or what binaryFeatures or sourceFeatures put into the fields.
constexpr uint32_t FeaturesVersion = 1;

void encodeFeatures(const FunctionFeatures &features, ByteWriter &out);
// nullopt: damaged.
std::optional<FunctionFeatures> decodeFeatures(std::string_view bytes);

} // namespace symbolon
