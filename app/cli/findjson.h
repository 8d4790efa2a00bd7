// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What `symbolon find` found: as JSON with the report's fields (schema 1), the source functions on the outside and the
// binary's as candidates; and as text.
#pragma once

#include "analysis/matching/answers.h"
#include "app/cli/matchinputs.h"

#include <QByteArray>

namespace symbolon {

struct FoundSources {
    std::string method;
    std::string model; // the network's, that took part; empty: none did
    std::vector<SourceAnswer> answers;
    QStringList missing;            // asked for and not in the sources
    QHash<uint32_t, uint32_t> best; // by binary function: the source function that is proposed for it
};

QByteArray findJson(const Inputs &inputs, const FoundSources &found);
// For a terminal: a paragraph for each.
QByteArray findText(const Inputs &inputs, const FoundSources &found);

} // namespace symbolon
