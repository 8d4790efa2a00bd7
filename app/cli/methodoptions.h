// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// --method with the network's options: which method matches, and with which network.
#pragma once

#include "analysis/matching/match.h"
#include "app/cli/networkoptions.h"

#include <optional>

class QCommandLineParser;

namespace symbolon {

struct MethodOptions {
    std::string method;
    NetworkOptions network;
    bool chosen = false; // by the user; the default gives way where the network is missing
};

void addMethodOptions(QCommandLineParser &parser);
// Usage error for an unknown method or device.
Result<MethodOptions> methodOptions(const QCommandLineParser &parser);

// The network that the method needs; nothing for one that needs none, and for the default one when it has to give way:
// then `method` is another one, and stderr says so. Errors of openEngine().
Result<std::optional<EmbeddingEngine>> engineFor(MethodOptions &options);

} // namespace symbolon
