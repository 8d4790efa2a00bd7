// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a network is trained: the second half of what `symbolon-train fit` reads. No torch here.
#pragma once

#include "model/network/config.h"

#include <cstdint>
#include <string>

namespace symbolon {

struct TrainingConfig {
    std::string data; // data set file
    std::string row;  // of the paper's table 1 that this answers, for RESULTS.md; changes nothing
    int64_t seed = 1;
    int64_t epochs = 20;
    int64_t seconds = 0; // stops after that time of training (evaluations not counted); 0: no limit
    int64_t batch = 32;  // pairs
    double rate = 1e-3;  // of Adam, and of the tables
    std::string schedule = "constant"; // constant, cosine (warmed up over the first hundredth)
    double decay = 0;                  // weight decay of the dense parameters

    double pretraining = 0; // seconds in which each side's part that can learns alone first, see pretraining.h
    std::string loss = "triplet"; // triplet, infonce, amsoftmax, circle
    double margin = 0.5;          // triplet, amsoftmax, circle
    double scale = 20;            // infonce: of the similarities at the start; amsoftmax, circle: fixed
    std::string sampler = "norm"; // of triplet: uniform, hard, semihard, distance, norm
    double norm = 5;              // s of norm weighted sampling
    double adversarial = 0;       // weight of the adversarial alignment

    // A batch is made of this many packages, for negatives as hard as those of a real search within one source
    // tree; 0: pairs from anywhere.
    int64_t batchPackages = 0;
    bool tiny = false; // train on tiny functions as well

    int64_t evaluations = 1; // an epoch
    int64_t pool = 10'000;   // of an evaluation
    int64_t patience = 0;    // stops after so many evaluations without a better recall@1; 0: never

    std::string device = "auto"; // cpu, cuda, auto
    // fp32, bf16, auto: bf16 where the device computes it fast. Convolutions and recurrent encoders have fp32 alone.
    std::string precision = "auto";
    int64_t workers = 1;            // threads that prepare batches

    static TrainingConfig take(Settings &settings);
    void put(Settings &settings) const;
};

} // namespace symbolon
