// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/structure.h"

#include <cmath>

namespace symbolon {

namespace {

double farness(size_t a, size_t b)
{
    return std::abs(std::log((1.0 + static_cast<double>(a)) / (1.0 + static_cast<double>(b))));
}

std::string counts(const char *what, size_t a, size_t b)
{
    return std::string(what) + ' ' + std::to_string(a) + '/' + std::to_string(b);
}

} // namespace

double structureSimilarity(const FunctionFeatures &binary, const FunctionFeatures &source)
{
    double distance = 0.5 * farness(binary.branchCount, source.branchCount)
                      + 0.3 * farness(binary.loopCount, source.loopCount)
                      + 0.5 * farness(binary.switches.size(), source.switches.size())
                      + 0.4 * farness(binary.calls.size(), source.calls.size())
                      + 0.2 * farness(binary.callers.size(), source.callers.size());
    if (binary.recursive != source.recursive)
        distance += 0.3;
    if (binary.argumentCount != UINT32_MAX && source.argumentCount != UINT32_MAX)
        distance += 0.4 * farness(binary.argumentCount, source.argumentCount);
    return std::exp(-distance);
}

std::string structureText(const FunctionFeatures &binary, const FunctionFeatures &source)
{
    std::string text = counts("branches", binary.branchCount, source.branchCount) + ", "
                       + counts("loops", binary.loopCount, source.loopCount) + ", "
                       + counts("calls", binary.calls.size(), source.calls.size()) + ", "
                       + counts("callers", binary.callers.size(), source.callers.size());
    if (binary.argumentCount != UINT32_MAX && source.argumentCount != UINT32_MAX)
        text += ", " + counts("arguments", binary.argumentCount, source.argumentCount);
    return text;
}

} // namespace symbolon
