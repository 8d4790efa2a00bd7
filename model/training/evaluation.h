// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a trained network, or a method without one, finds on a data set.
#pragma once

#include "model/modelmodule.h"
#include "model/network/config.h"
#include "model/training/metrics.h"
#include "model/training/trainingdata.h"

#include <functional>
#include <string>
#include <string_view>
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

// The two sides of a search, by index into the data set. The answer of binaries[i] is sources[i], and the other way
// round; what stands behind are sources that are nobody's answer.
struct SearchPool {
    std::vector<uint32_t> binaries, sources;
    std::vector<int64_t> textGroups; // of the sources
};

// By query the rank of its answer, from 1, or notFound.
struct PoolRanks {
    std::vector<int64_t> exact, normalised, reverse;
};

using Method = std::function<PoolRanks(const SearchPool &)>;

// The vectors of some functions of the data set, by index.
using Embedding = std::function<FormVectors(Side, const std::vector<uint32_t> &)>;
Method byVectors(Embedding embedding);

// A search for each configuration, its pool made of the sources of its own queries and filled up with others of the
// same part; "all" and the other groups are means over the queries of all configurations, and "mean" is the mean over
// configurations.
std::vector<EvaluationRow> evaluate(const DataSet &set, const std::vector<std::string> &configurations,
                                    const EvaluationOptions &options, const Method &method);

std::string evaluationTable(const std::vector<EvaluationRow> &rows); // Markdown

// An evaluation as a file: "# name = value" lines that say what was evaluated, then a line for each row.
struct EvaluationFile {
    Settings about;
    std::vector<EvaluationRow> rows;
};

std::string encodeEvaluation(const EvaluationFile &file);
Result<EvaluationFile> decodeEvaluation(std::string_view text, const std::string &name); // BadInput: not such a file

} // namespace symbolon
