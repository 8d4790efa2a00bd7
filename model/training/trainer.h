// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Trains a network on a data set into a run folder:
//   config.txt       the settings, all of them, and the program's commit
//   metrics.csv      a row for each evaluation
//   loss.svg, recall.svg
//   best.weights     of the evaluation with the best recall@1
//   checkpoint       all that is needed to go on exactly where it stopped
#pragma once

#include "analysis/base/result.h"
#include "model/network/config.h"
#include "model/training/trainingconfig.h"

#include <functional>
#include <stop_token>
#include <string>

namespace symbolon {

struct RunOptions {
    std::string folder;
    bool resume = false;                                // go on from the folder's checkpoint, if there is one
    std::function<void(const std::string &)> say = {};  // a line for the user; may be empty
    std::function<void(const std::string &)> show = {}; // what replaces the last such line: progress; may be empty
    std::stop_token stop = {};                          // a checkpoint is written before it stops
};

// BadInput: the data set; Failed: the folder cannot be written, or holds a run and `resume` is not asked for;
// Cancelled.
Result<void> fit(const NetworkConfig &network, const TrainingConfig &training, const RunOptions &options);

} // namespace symbolon
