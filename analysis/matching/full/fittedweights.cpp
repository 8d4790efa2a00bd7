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
            5.4384F, // similarity
            5.6619F, // callee-similarity
            8.1935F, // caller-similarity
            2.9544F, // similarity-margin
            10.534F, // reverse-margin
            0.011063F, // strings
            -0.71966F, // strings-extra
            -0.78417F, // strings-absent
            1.6157F, // integers
            -0.7408F, // integers-extra
            -0.71828F, // integers-absent
            1.3272F, // library-calls
            -0.79657F, // library-extra
            -0.46635F, // library-absent
            -0.40764F, // switches
            0.73467F, // structure
            0.092489F, // smaller
            0.73263F, // larger
            12.077F, // name
            -1.4619F, // name-conflict
            -2.6654F, // inlinable
            -1.1106F, // inlinable-often
            -0.61154F, // header
            0.0F, // callees
            0.0F, // callees-extra
            0.0F, // callees-absent
            0.0F, // callers
            0.0F, // callers-extra
            0.0F, // callers-absent
            0.0F, // file-both
            0.0F, // file-either
            0.0F, // chain-both
            0.0F, // chain-either
            0.0F, // competition
            0.0F, // competition-header
        }, {
            0.85262F, // one
            -0.11719F, // size
            0.72833F, // best-similarity
            -0.62407F, // best-strings
            -0.11585F, // unknown-strings
            0.0F, // other-name
            0.29908F, // candidates
            0.0F, // foreign-before
            0.0F, // foreign-behind
            0.0F, // foreign-callers
        }},
        {{
            5.4148F,
            1.6687F,
            3.3172F,
            -0.42489F,
            6.955F,
            -0.040231F,
            -0.57439F,
            -0.59433F,
            1.3464F,
            -0.60318F,
            -0.44937F,
            1.2075F,
            -0.71672F,
            -0.28378F,
            -0.48213F,
            0.4364F,
            0.2031F,
            0.58474F,
            5.7709F,
            -1.1319F,
            -2.7996F,
            -1.3255F,
            -0.60325F,
            2.7053F,
            -2.0007F,
            -0.40389F,
            3.2942F,
            -1.6549F,
            0.41119F,
            -0.013854F,
            0.032504F,
            0.38602F,
            0.33385F,
            0.61801F,
            -0.13007F,
        }, {
            0.16023F,
            -0.34159F,
            2.073F,
            -0.35069F,
            -0.037704F,
            0.0F,
            0.24544F,
            0.15444F,
            0.15601F,
            0.4499F,
        }},
        {{
            5.0119F,
            0.95505F,
            2.8062F,
            -0.8688F,
            6.4381F,
            0.10636F,
            -0.6016F,
            -0.51417F,
            1.3745F,
            -0.57144F,
            -0.2966F,
            1.1197F,
            -0.66262F,
            -0.33659F,
            -0.66934F,
            0.36026F,
            0.2207F,
            0.56028F,
            5.5044F,
            -0.91517F,
            -2.6267F,
            -1.5763F,
            -0.62148F,
            2.9312F,
            -1.4246F,
            -0.24976F,
            3.2714F,
            -1.4078F,
            0.52447F,
            0.0097818F,
            0.12767F,
            0.3625F,
            0.24943F,
            0.70869F,
            -0.21199F,
        }, {
            0.19226F,
            -0.32092F,
            1.1122F,
            -0.29621F,
            0.066164F,
            0.0F,
            0.36795F,
            0.17831F,
            0.17667F,
            0.72923F,
        }},
        {{
            4.8467F,
            1.2853F,
            3.107F,
            -0.059673F,
            5.9871F,
            0.089561F,
            -0.57386F,
            -0.52998F,
            1.3528F,
            -0.58063F,
            -0.3796F,
            1.1593F,
            -0.6525F,
            -0.29812F,
            -0.57025F,
            0.32592F,
            0.2044F,
            0.53261F,
            5.508F,
            -0.96757F,
            -2.6067F,
            -1.4435F,
            -0.62634F,
            2.4542F,
            -1.4504F,
            -0.11912F,
            2.9174F,
            -1.3602F,
            0.42556F,
            -0.036373F,
            0.15217F,
            0.33921F,
            0.22349F,
            0.67863F,
            -0.20096F,
        }, {
            0.19259F,
            -0.28795F,
            1.1379F,
            -0.31635F,
            0.056565F,
            0.0F,
            0.31738F,
            0.18535F,
            0.16907F,
            0.92474F,
        }},
        {{
            4.3664F,
            1.0363F,
            2.8741F,
            -0.47562F,
            6.3998F,
            0.14519F,
            -0.56537F,
            -0.50633F,
            1.3491F,
            -0.5976F,
            -0.33438F,
            1.1403F,
            -0.62196F,
            -0.3013F,
            -0.57616F,
            0.32778F,
            0.19601F,
            0.54453F,
            5.5486F,
            -0.89592F,
            -2.5441F,
            -1.5334F,
            -0.44383F,
            2.3944F,
            -1.4907F,
            -0.16907F,
            3.0074F,
            -1.3866F,
            0.49098F,
            -0.010625F,
            0.15973F,
            0.30811F,
            0.24205F,
            0.65339F,
            -0.22637F,
        }, {
            0.16961F,
            -0.31304F,
            0.66945F,
            -0.2939F,
            0.057638F,
            0.0F,
            0.36171F,
            0.18813F,
            0.1857F,
            0.79334F,
        }},
    };
    return weights;
}
// clang-format on

} // namespace symbolon
