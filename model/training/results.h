// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// model/RESULTS.md, composed of run folders and set beside the paper's numbers.
#pragma once

#include "model/network/config.h"
#include "model/training/evaluation.h"
#include "model/training/trainingconfig.h"

#include <optional>
#include <string>
#include <vector>

namespace symbolon {

// What a folder holds of a run, or of a method without a network.
struct RunResult {
    std::string name; // the folder's
    struct Training {
        NetworkConfig network;
        TrainingConfig config;
        std::string program;            // version and commit
        double epochs = 0, seconds = 0; // trained
    };
    std::optional<Training> training; // of config.txt and metrics.csv
    EvaluationFile evaluation;        // evaluation.csv
    std::string row;                  // of the paper's table 1; empty: none
    bool shipped = false;
};

// BadInput: no evaluation, or a file that cannot be read.
Result<RunResult> readRun(const std::string &folder);
// Markdown.
std::string resultsText(const std::vector<RunResult> &runs);

} // namespace symbolon
