// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// --member, --arch and --base: which part of BINARY, and how to read it when it is a raw blob.
#pragma once

#include "analysis/base/result.h"
#include "app/workers/workers.h"

class QCommandLineParser;

namespace symbolon {

void addBinaryOptions(QCommandLineParser &parser);
Result<BinaryRequest> binaryRequest(const QCommandLineParser &parser, const QString &path);

// Turns --arch auto into the architecture and, without --base, the base address that the bytes speak for, and says
// on stderr which and why. BadInput when nothing convinces. Any other request stays as it is.
Result<BinaryRequest> settleArchitecture(BinaryRequest request, bool baseGiven, const Work &work);

} // namespace symbolon
