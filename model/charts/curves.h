// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Curves of a run as an SVG picture: the paper's figure 4.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace symbolon {

struct Curve {
    std::string name;
    std::vector<std::pair<double, double>> points; // by x
};

std::string curvesSvg(const std::string &title, const std::string &xName, const std::vector<Curve> &curves);

} // namespace symbolon
