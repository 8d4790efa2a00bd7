// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which negative each anchor of a batch is held against (paper section 1; Wu et al. 2017).
#pragma once

#include "model/network/torch.h"

namespace symbolon {

struct Sampler {
    enum class Kind {
        Uniform,
        Hard,             // the nearest
        SemiHard,         // one of those further away than the positive, by less than the margin; else the nearest
                          // beyond the positive; else the furthest
        DistanceWeighted, // norm weighted with s = 1
        NormWeighted      // softmax(s · w_log)
    };
    Kind kind = Kind::NormWeighted;
    double strength = 5;     // s
    double margin = 0.5;     // of SemiHard
    int64_t dimension = 256; // of the vectors
};

// distances [n × n]: L2, of anchors (rows) to the others (columns) in unit length; the diagonal are the positives.
// `same` [n × n] bool where defined: pairs that are no true negatives.
// → [n × n]: the chance of each; rows of zeros where there is no negative.
//   w_log(d) = (2 - dimension) log d - ((dimension - 3) / 2) log(1 - d² / 4),  d no less than 0.5; nothing past 1.4
//   unless all are past it
torch::Tensor negativeChances(const Sampler &sampler, const torch::Tensor &distances, const torch::Tensor &same = {});

// One negative a row, drawn with those chances; -1 where there is none. → [n]
torch::Tensor drawNegatives(const torch::Tensor &chances, const torch::Generator &random);

} // namespace symbolon
