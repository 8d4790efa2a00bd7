// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/charts/curves.h"

#include "model/charts/svgpage.h"

#include <algorithm>
#include <iterator>

namespace symbolon {

namespace {

constexpr double width = 720, height = 420, left = 64, right = 16, top = 40, bottom = 48;

SvgAxis fitted(const std::vector<Curve> &curves, double std::pair<double, double>::*member, double begin, double end)
{
    SvgAxis axis{0, 1, begin, end};
    bool first = true;
    for (const Curve &curve : curves) {
        for (const auto &point : curve.points) {
            axis.low = first ? point.*member : std::min(axis.low, point.*member);
            axis.high = first ? point.*member : std::max(axis.high, point.*member);
            first = false;
        }
    }
    if (axis.high <= axis.low)
        axis.high = axis.low + 1;
    return axis;
}

} // namespace

std::string curvesSvg(const std::string &title, const std::string &xName, const std::vector<Curve> &curves)
{
    constexpr const char *colours[] = {"#1f5fa8", "#c2571a", "#2a8750", "#8a3fa0", "#7a6a00"};
    const SvgAxis x = fitted(curves, &std::pair<double, double>::first, left, width - right);
    const SvgAxis y = fitted(curves, &std::pair<double, double>::second, height - bottom, top);
    SvgPage page(width, height);
    page.text(left, 22, "start", title);
    page.grid(x, y);
    page.text((left + width - right) / 2, height - 12, "middle", xName);
    double legend = width - right;
    for (size_t i = curves.size(); i-- > 0;) {
        const char *colour = colours[i % std::size(colours)];
        std::string path;
        for (const auto &[px, py] : curves[i].points)
            path += (path.empty() ? "M" : "L") + svgNumber(x.at(px)) + " " + svgNumber(y.at(py));
        if (!path.empty())
            page.path(path, colour);
        page.text(legend, 22, "end", curves[i].name, colour);
        legend -= 8.0 * static_cast<double>(curves[i].name.size()) + 12;
    }
    return page.take();
}

} // namespace symbolon
