// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What `symbolon find` found, as JSON: the report's fields (schema 1), with the source functions on the outside and
// the binary's as candidates.
#pragma once

#include "app/cli/matchinputs.h"
#include "app/embedding/search.h"

#include <QByteArray>

namespace symbolon {

QByteArray findJson(const Inputs &inputs, const std::vector<uint32_t> &sources, const BinaryHits &found);

} // namespace symbolon
