// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Written by symbolon-calibrate fit; not to be edited.
#include "analysis/matching/full/combination.h"

namespace symbolon {

// clang-format off
const CombinationWeights &fittedWeights()
{
    static const CombinationWeights weights = {
        {{
            0.21685F, // similarity
            10.532F, // inlined-similarity
            5.7183F, // callee-similarity
            7.7337F, // caller-similarity
            0.57936F, // similarity-margin
            10.614F, // reverse-margin
            0.038014F, // strings
            -0.58269F, // strings-extra
            -0.81197F, // strings-absent
            1.4225F, // integers
            -0.74465F, // integers-extra
            -0.60078F, // integers-absent
            1.2545F, // library-calls
            -0.77675F, // library-extra
            -0.44177F, // library-absent
            -0.34106F, // switches
            0.64976F, // structure
            0.10813F, // smaller
            0.35432F, // larger
            13.651F, // name
            -1.6707F, // name-conflict
            -2.4755F, // inlinable
            -1.035F, // inlinable-often
            -0.65903F, // header
            0.0F, // callees
            0.0F, // callees-extra
            0.0F, // callees-absent
            0.0F, // callers
            0.0F, // callers-extra
            0.0F, // callers-absent
            0.0F, // file-both
            0.0F, // file-either
            0.0F, // file-present
            0.0F, // chain-both
            0.0F, // chain-either
            0.0F, // competition
            0.0F, // competition-header
        }, {
            0.9631F, // one
            -0.13642F, // size
            5.2848F, // best-similarity
            -0.46832F, // best-strings
            -0.077979F, // unknown-strings
            3.2223F, // other-name
            0.30471F, // candidates
            0.0F, // foreign-before
            0.0F, // foreign-behind
            0.0F, // foreign-callers
        }},
        {{
            -2.0346F,
            11.114F,
            1.3646F,
            1.0239F,
            -1.918F,
            7.5899F,
            -0.10001F,
            -0.40171F,
            -0.65045F,
            1.0754F,
            -0.46545F,
            -0.30439F,
            1.0399F,
            -0.66537F,
            -0.31521F,
            -0.27347F,
            0.28587F,
            0.20778F,
            0.16003F,
            4.9026F,
            -0.91587F,
            -1.9652F,
            -2.2826F,
            0.39365F,
            2.3292F,
            -1.9335F,
            -0.34481F,
            3.7786F,
            -1.5401F,
            0.21453F,
            -0.004796F,
            0.030177F,
            0.88906F,
            0.39774F,
            0.3509F,
            0.59421F,
            -0.023522F,
        }, {
            0.10888F,
            -0.29131F,
            5.6788F,
            -0.17251F,
            -0.10811F,
            1.981F,
            0.15485F,
            0.12248F,
            0.079653F,
            0.94593F,
        }},
        {{
            -1.5191F,
            9.5635F,
            0.63631F,
            0.17506F,
            -2.3911F,
            7.2236F,
            0.073333F,
            -0.40549F,
            -0.57337F,
            1.0598F,
            -0.3584F,
            -0.16915F,
            0.91381F,
            -0.63752F,
            -0.38971F,
            -0.43936F,
            0.2427F,
            0.22669F,
            0.090156F,
            4.603F,
            -1.0197F,
            -1.5617F,
            -2.2931F,
            0.059171F,
            2.3915F,
            -1.3623F,
            -0.073939F,
            3.8471F,
            -1.3492F,
            0.28613F,
            -0.0083735F,
            0.062628F,
            0.65593F,
            0.35888F,
            0.29322F,
            0.70661F,
            -0.070285F,
        }, {
            0.10831F,
            -0.2824F,
            4.2561F,
            -0.070686F,
            0.017909F,
            2.1686F,
            0.22159F,
            0.14432F,
            0.088229F,
            0.76078F,
        }},
        {{
            -1.3095F,
            9.205F,
            1.0317F,
            0.51858F,
            -1.4492F,
            6.8666F,
            0.034327F,
            -0.41325F,
            -0.54255F,
            1.0645F,
            -0.38458F,
            -0.23261F,
            0.97958F,
            -0.56068F,
            -0.30315F,
            -0.30948F,
            0.19242F,
            0.22146F,
            0.14321F,
            4.5293F,
            -0.97322F,
            -1.6171F,
            -2.3779F,
            0.3682F,
            1.814F,
            -1.3507F,
            -0.036542F,
            3.4132F,
            -1.3984F,
            0.22453F,
            -0.00021941F,
            0.1349F,
            0.64939F,
            0.29974F,
            0.24374F,
            0.6455F,
            -0.10598F,
        }, {
            0.13128F,
            -0.27773F,
            4.1817F,
            -0.090562F,
            0.083171F,
            1.8419F,
            0.23872F,
            0.17457F,
            0.10995F,
            0.77757F,
        }},
    };
    return weights;
}
// clang-format on

} // namespace symbolon
