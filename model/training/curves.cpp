// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/training/curves.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace symbolon {

namespace {

constexpr double width = 720, height = 420, left = 64, right = 16, top = 40, bottom = 48;

std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

// A step of 1, 2 or 5 times a power of ten that makes about six lines.
double stepOf(double range)
{
    const double rough = range / 6;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough)
            return factor * power;
    }
    return 10 * power;
}

struct Axis {
    double low = 0, high = 1;
    double begin, end; // on the page

    [[nodiscard]] double at(double value) const { return begin + (value - low) / (high - low) * (end - begin); }
};

Axis fitted(const std::vector<Curve> &curves, double std::pair<double, double>::*member, double begin, double end)
{
    Axis axis{0, 1, begin, end};
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

std::string text(double x, double y, const char *anchor, const std::string &content, const char *fill = "#333")
{
    std::string safe;
    for (const char c : content)
        safe += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
    return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\" fill=\"" + fill + "\">"
        + safe + "</text>\n";
}

std::string line(double x1, double y1, double x2, double y2)
{
    return "<path d=\"M" + number(x1) + " " + number(y1) + "L" + number(x2) + " " + number(y2)
        + "\" stroke=\"#ddd\"/>\n";
}

} // namespace

std::string curvesSvg(const std::string &title, const std::string &xName, const std::vector<Curve> &curves)
{
    constexpr const char *colours[] = {"#1f5fa8", "#c2571a", "#2a8750", "#8a3fa0", "#7a6a00"};
    const Axis x = fitted(curves, &std::pair<double, double>::first, left, width - right);
    const Axis y = fitted(curves, &std::pair<double, double>::second, height - bottom, top);
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(width) + " " + number(height)
        + "\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n";
    svg += text(left, 22, "start", title);
    for (const Axis *axis : {&x, &y}) {
        const double step = stepOf(axis->high - axis->low);
        for (double value = std::ceil(axis->low / step) * step; value <= axis->high + step * 1e-9; value += step) {
            const double place = axis->at(value);
            svg += axis == &x ? line(place, top, place, height - bottom) : line(left, place, width - right, place);
            svg += axis == &x ? text(place, height - bottom + 16, "middle", number(value))
                              : text(left - 6, place + 4, "end", number(value));
        }
    }
    svg += text((left + width - right) / 2, height - 12, "middle", xName);
    double legend = width - right;
    for (size_t i = curves.size(); i-- > 0;) {
        const char *colour = colours[i % std::size(colours)];
        std::string path;
        for (const auto &[px, py] : curves[i].points)
            path += (path.empty() ? "M" : "L") + number(x.at(px)) + " " + number(y.at(py));
        if (!path.empty())
            svg += "<path d=\"" + path + "\" fill=\"none\" stroke-width=\"2\" stroke=\"" + colour + "\"/>\n";
        svg += text(legend, 22, "end", curves[i].name, colour);
        legend -= 8.0 * static_cast<double>(curves[i].name.size()) + 12;
    }
    return svg + "</svg>\n";
}

} // namespace symbolon
