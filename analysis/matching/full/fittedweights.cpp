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
            5.6324F, // similarity
            5.7269F, // callee-similarity
            8.088F, // caller-similarity
            3.0222F, // similarity-margin
            10.467F, // reverse-margin
            0.023311F, // strings
            -0.70848F, // strings-extra
            -0.8145F, // strings-absent
            1.5363F, // integers
            -0.78261F, // integers-extra
            -0.64291F, // integers-absent
            1.3121F, // library-calls
            -0.82825F, // library-extra
            -0.47944F, // library-absent
            -0.40509F, // switches
            0.70139F, // structure
            0.09049F, // smaller
            0.6647F, // larger
            13.396F, // name
            -1.6978F, // name-conflict
            -2.7596F, // inlinable
            -1.1733F, // inlinable-often
            -0.66284F, // header
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
            0.82689F, // one
            -0.14871F, // size
            1.0468F, // best-similarity
            -0.62771F, // best-strings
            -0.058057F, // unknown-strings
            3.153F, // other-name
            0.29781F, // candidates
            0.0F, // foreign-before
            0.0F, // foreign-behind
            0.0F, // foreign-callers
        }},
        {{
            6.1503F,
            1.3198F,
            1.7571F,
            -1.3317F,
            7.5903F,
            -0.13324F,
            -0.60065F,
            -0.61556F,
            1.1579F,
            -0.53783F,
            -0.35506F,
            1.1099F,
            -0.87473F,
            -0.35269F,
            -0.32141F,
            0.27209F,
            0.07459F,
            0.50404F,
            5.0128F,
            -0.98881F,
            -2.1428F,
            -1.9801F,
            0.42549F,
            2.5932F,
            -1.9612F,
            -0.48196F,
            3.289F,
            -1.6371F,
            0.15703F,
            0.0017754F,
            0.051205F,
            0.89171F,
            0.39525F,
            0.33954F,
            0.56753F,
            -0.047086F,
        }, {
            0.064318F,
            -0.28053F,
            3.2555F,
            -0.38262F,
            -0.15005F,
            1.9586F,
            0.12304F,
            0.11704F,
            0.096586F,
            0.94886F,
        }},
        {{
            5.6922F,
            0.47914F,
            0.94651F,
            -2.0923F,
            7.1999F,
            0.039203F,
            -0.55843F,
            -0.54098F,
            1.1094F,
            -0.42969F,
            -0.24244F,
            0.98012F,
            -0.86159F,
            -0.41909F,
            -0.45162F,
            0.21869F,
            0.11487F,
            0.42527F,
            4.6519F,
            -1.0867F,
            -1.6971F,
            -1.9051F,
            -0.11168F,
            3.0357F,
            -1.3373F,
            -0.29706F,
            3.348F,
            -1.4721F,
            0.19616F,
            -0.022358F,
            0.10162F,
            0.65121F,
            0.36154F,
            0.27123F,
            0.70493F,
            -0.12911F,
        }, {
            0.08431F,
            -0.27767F,
            2.3867F,
            -0.26235F,
            -0.0016548F,
            2.0676F,
            0.18691F,
            0.13605F,
            0.093356F,
            0.88959F,
        }},
        {{
            5.5638F,
            0.82614F,
            1.2839F,
            -1.2086F,
            6.8135F,
            0.00050738F,
            -0.55671F,
            -0.52429F,
            1.1239F,
            -0.44712F,
            -0.31385F,
            1.0374F,
            -0.77311F,
            -0.32046F,
            -0.35342F,
            0.1699F,
            0.12698F,
            0.42005F,
            4.5281F,
            -1.0479F,
            -1.7654F,
            -2.0544F,
            0.39742F,
            2.5204F,
            -1.335F,
            -0.23004F,
            2.8932F,
            -1.5072F,
            0.14978F,
            -0.0097096F,
            0.15796F,
            0.66759F,
            0.30984F,
            0.22252F,
            0.64337F,
            -0.092189F,
        }, {
            0.095399F,
            -0.25561F,
            2.3849F,
            -0.28823F,
            0.027055F,
            1.8377F,
            0.20228F,
            0.15668F,
            0.10207F,
            0.97497F,
        }},
    };
    return weights;
}
// clang-format on

} // namespace symbolon
