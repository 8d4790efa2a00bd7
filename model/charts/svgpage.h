// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A page of SVG under construction, and the scales of its axes. Lengths are in the page's own units.
#pragma once

#include <string>
#include <string_view>

namespace symbolon {

struct SvgAxis {
    double low = 0, high = 1;
    double begin = 0, end = 1; // on the page

    [[nodiscard]] double at(double value) const { return begin + (value - low) / (high - low) * (end - begin); }
    // A step of 1, 2 or 5 times a power of ten that makes about six lines.
    [[nodiscard]] double step() const;
};

std::string svgNumber(double value);

class SvgPage
{
public:
    SvgPage(double width, double height);

    // `anchor`: which part of the text stands at the place: "start", "middle", "end".
    void text(double x, double y, const char *anchor, std::string_view content, const char *fill = "#333");
    void line(double x1, double y1, double x2, double y2, const char *stroke = "#ddd", const char *dashes = nullptr);
    void path(const std::string &data, const char *stroke); // no area, 2 wide
    void rectangle(double x, double y, double width, double height, const char *fill);
    void dot(double x, double y, const char *fill);
    // Lines across the area that two axes span, with their numbers beside it.
    void grid(const SvgAxis &x, const SvgAxis &y);
    [[nodiscard]] std::string take();

private:
    std::string m_svg;
};

} // namespace symbolon
