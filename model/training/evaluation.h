// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a trained network, or a method without one, finds on a data set.
#pragma once

#include "model/training/metrics.h"
#include "model/modelmodule.h"
#include "model/training/trainingdata.h"

#include <functional>
#include <string>
#include <vector>

namespace symbolon {

// One line of a table. Queries are binary functions, the pool is source functions; `reverse` is the other way round.
struct EvaluationRow {
    std::string group; // "all", "configuration", "architecture", "compiler", "optimisation", "size", "literals"
    std::string name;  // "x64-gcc-O0", "32 to 127 tokens"
    int64_t pool = 0;
    RetrievalScore exact;
    RetrievalScore normalised; // a source of the same text but for its name is right as well
    RetrievalScore reverse;
};

struct EvaluationOptions {
    Part part = Part::Test;
    int64_t pool = 10'000;
    int64_t seed = 1;
};

// The vectors of some functions of the data set, by index: [n × d].
using Embedding = std::function<torch::Tensor(Side, const std::vector<uint32_t> &)>;

// A search for each configuration, its pool made of the sources of its own queries and filled up with others of the
// same part; "all" and the other groups are means over the queries of all configurations, and "mean" is the mean over
// configurations.
std::vector<EvaluationRow> evaluate(const DataSet &set, const std::vector<std::string> &configurations,
                                    const EvaluationOptions &options, const Embedding &embedding);

std::string evaluationTable(const std::vector<EvaluationRow> &rows); // Markdown

} // namespace symbolon
