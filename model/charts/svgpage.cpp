// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/charts/svgpage.h"

#include <cmath>
#include <cstdio>
#include <utility>

namespace symbolon {

double SvgAxis::step() const
{
    const double rough = (high - low) / 6;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough)
            return factor * power;
    }
    return 10 * power;
}

std::string svgNumber(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

SvgPage::SvgPage(double width, double height)
    : m_svg("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + svgNumber(width) + " " + svgNumber(height)
            + "\" font-family=\"sans-serif\" font-size=\"12\">\n"
              "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n")
{
}

void SvgPage::text(double x, double y, const char *anchor, std::string_view content, const char *fill)
{
    std::string safe;
    for (const char c : content)
        safe += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
    m_svg += "<text x=\"" + svgNumber(x) + "\" y=\"" + svgNumber(y) + "\" text-anchor=\"" + anchor + "\" fill=\"" + fill
             + "\">" + safe + "</text>\n";
}

void SvgPage::line(double x1, double y1, double x2, double y2, const char *stroke, const char *dashes)
{
    m_svg += "<path d=\"M" + svgNumber(x1) + " " + svgNumber(y1) + "L" + svgNumber(x2) + " " + svgNumber(y2)
             + "\" stroke=\"" + stroke + (dashes ? std::string("\" stroke-dasharray=\"") + dashes : std::string())
             + "\"/>\n";
}

void SvgPage::path(const std::string &data, const char *stroke)
{
    m_svg += "<path d=\"" + data + "\" fill=\"none\" stroke-width=\"2\" stroke=\"" + stroke + "\"/>\n";
}

void SvgPage::rectangle(double x, double y, double width, double height, const char *fill)
{
    m_svg += "<rect x=\"" + svgNumber(x) + "\" y=\"" + svgNumber(y) + "\" width=\"" + svgNumber(width) + "\" height=\""
             + svgNumber(height) + "\" fill=\"" + fill + "\"/>\n";
}

void SvgPage::dot(double x, double y, const char *fill)
{
    m_svg += "<circle cx=\"" + svgNumber(x) + "\" cy=\"" + svgNumber(y) + "\" r=\"4\" fill=\"" + fill + "\"/>\n";
}

void SvgPage::grid(const SvgAxis &x, const SvgAxis &y)
{
    for (const SvgAxis *axis : {&x, &y}) {
        const double step = axis->step();
        for (double value = std::ceil(axis->low / step) * step; value <= axis->high + step * 1e-9; value += step) {
            const double place = axis->at(value);
            if (axis == &x) {
                line(place, y.begin, place, y.end);
                text(place, y.begin + 16, "middle", svgNumber(value));
            } else {
                line(x.begin, place, x.end, place);
                text(x.begin - 6, place + 4, "end", svgNumber(value));
            }
        }
    }
}

std::string SvgPage::take()
{
    return std::exchange(m_svg, {}) + "</svg>\n";
}

} // namespace symbolon
