// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A source function with what is inlined into it (analysis/features/inlinedvariant.h) is the function and more behind
// it: a data set keeps the more.
#pragma once

#include "analysis/features/features.h"

#include <optional>

namespace symbolon {

// Nothing where `inlined` does not begin as `source`. Both without their pools.
std::optional<FunctionFeatures> additionsTo(const FunctionFeatures &source, const FunctionFeatures &inlined);
FunctionFeatures withAdditions(FunctionFeatures source, const FunctionFeatures &additions);

} // namespace symbolon
