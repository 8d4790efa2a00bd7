// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How inputs are recognised again: whether a binary or a checkout is still what a project was made from.
#pragma once

#include "analysis/base/result.h"
#include "app/project/projectstore.h"
#include "app/workers/workers.h"

namespace symbolon {

// Path, size and time of the file that `request` names; id and sha256 stay empty. BadInput: not readable.
Result<BinaryInput> describeBinary(const BinaryRequest &request);

// True when path, member, architecture, base, size and time all agree, so that nothing need be read again.
bool sameBinary(const BinaryInput &a, const BinaryInput &b);

// A hash over the relative paths, sizes and times of the checkout's files.
QByteArray sourceFingerprint(const QString &root);

} // namespace symbolon
