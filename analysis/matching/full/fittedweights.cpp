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
            5.3497F, // similarity
            6.2704F, // callee-similarity
            8.9066F, // caller-similarity
            3.2717F, // similarity-margin
            10.908F, // reverse-margin
            0.18848F, // strings
            -0.76063F, // strings-extra
            -0.90784F, // strings-absent
            1.7553F, // integers
            -0.69661F, // integers-extra
            -0.74732F, // integers-absent
            1.2197F, // library-calls
            -0.80994F, // library-extra
            -0.54832F, // library-absent
            -0.44678F, // switches
            0.51213F, // structure
            0.13753F, // smaller
            0.40953F, // larger
            11.373F, // name
            -1.4224F, // name-conflict
            -2.4187F, // inlinable
            -0.54678F, // inlinable-often
            -0.031583F, // header
            0.0F, // callees
            0.0F, // callees-extra
            0.0F, // callees-absent
            0.0F, // callers
            0.0F, // callers-extra
            0.0F, // callers-absent
            0.0F, // file-both
            0.0F, // file-either
            0.0F, // order
            0.0F, // competition
            0.0F, // competition-header
        }, {
            0.57724F, // one
            -0.048666F, // size
            1.4423F, // best-similarity
            -0.46437F, // best-strings
            -0.21548F, // unknown-strings
            0.0F, // other-name
            0.31834F, // candidates
            0.0F, // foreign-before
            0.0F, // foreign-behind
            0.0F, // foreign-callers
        }},
        {{
            3.9847F,
            2.4037F,
            3.4159F,
            0.66822F,
            7.1233F,
            0.14126F,
            -0.55138F,
            -0.65141F,
            1.3691F,
            -0.5336F,
            -0.39184F,
            1.0321F,
            -0.79317F,
            -0.46189F,
            -0.55275F,
            0.4769F,
            0.13695F,
            0.6042F,
            5.8293F,
            -1.0756F,
            -2.6315F,
            -1.0021F,
            0.098797F,
            2.8694F,
            -1.9689F,
            -0.4555F,
            3.0726F,
            -1.8805F,
            0.52193F,
            0.00070903F,
            0.499F,
            0.7538F,
            0.62702F,
            -0.13783F,
        }, {
            0.56547F,
            -0.29632F,
            4.0397F,
            -0.37696F,
            -0.055499F,
            0.0F,
            0.21018F,
            0.10435F,
            0.08282F,
            0.67355F,
        }},
        {{
            3.5919F,
            1.5971F,
            2.8056F,
            0.044934F,
            7.0849F,
            0.24999F,
            -0.56588F,
            -0.60954F,
            1.3499F,
            -0.50043F,
            -0.28125F,
            0.98556F,
            -0.77311F,
            -0.52712F,
            -0.66918F,
            0.37473F,
            0.11708F,
            0.51571F,
            5.6105F,
            -0.96381F,
            -2.5543F,
            -1.3118F,
            -0.28885F,
            3.4976F,
            -1.623F,
            -0.21258F,
            3.1239F,
            -1.6414F,
            0.58391F,
            -0.039176F,
            0.60019F,
            0.70301F,
            0.7119F,
            -0.16327F,
        }, {
            0.55303F,
            -0.22753F,
            3.1321F,
            -0.33776F,
            0.026984F,
            0.0F,
            0.21407F,
            0.098845F,
            0.058572F,
            0.76549F,
        }},
        {{
            3.8847F,
            1.9947F,
            3.0878F,
            0.55422F,
            6.44F,
            0.24976F,
            -0.54938F,
            -0.60595F,
            1.3451F,
            -0.53062F,
            -0.32939F,
            0.98922F,
            -0.75665F,
            -0.46806F,
            -0.57707F,
            0.37399F,
            0.13351F,
            0.58347F,
            5.6405F,
            -0.99278F,
            -2.5692F,
            -1.1801F,
            -0.20739F,
            2.4665F,
            -1.7773F,
            -0.1297F,
            2.8194F,
            -1.5748F,
            0.49078F,
            -0.0081427F,
            0.55382F,
            0.60131F,
            0.65757F,
            -0.15254F,
        }, {
            0.4531F,
            -0.24998F,
            2.6965F,
            -0.32289F,
            0.089809F,
            0.0F,
            0.23037F,
            0.1251F,
            0.087768F,
            0.85015F,
        }},
        {{
            3.1265F,
            1.7992F,
            3.0245F,
            0.263F,
            6.996F,
            0.2685F,
            -0.5567F,
            -0.58938F,
            1.3601F,
            -0.50833F,
            -0.26827F,
            1.0266F,
            -0.7554F,
            -0.44403F,
            -0.5988F,
            0.36379F,
            0.13343F,
            0.53273F,
            5.8037F,
            -0.88823F,
            -2.502F,
            -1.2765F,
            0.15716F,
            2.592F,
            -1.6166F,
            -0.21319F,
            2.8169F,
            -1.5287F,
            0.54369F,
            0.010573F,
            0.58209F,
            0.57873F,
            0.63419F,
            -0.17577F,
        }, {
            0.49045F,
            -0.26719F,
            2.8172F,
            -0.31571F,
            0.086799F,
            0.0F,
            0.27352F,
            0.11818F,
            0.074657F,
            0.7199F,
        }},
    };
    return weights;
}
// clang-format on

} // namespace symbolon
