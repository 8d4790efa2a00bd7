// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/reportcolors.h"

namespace symbolon {

namespace {

constexpr ReportColor evidenceColors[] = {
    {"string", "#0062a3", "#74bdf8"},   {"integer", "#a8410a", "#f59a62"},   {"call", "#006e52", "#57cfa5"},
    {"switch", "#94397c", "#e493cc"},   {"name", "#4d5661", "#b8c0ca"},      {"neighbour", "#7a5a00", "#e0c24f"},
    {"locality", "#5646bd", "#b0a8ff"}, {"embedding", "#006a75", "#5ccbd4"}, {"structure", "#ad2a4a", "#ff96aa"},
};
constexpr ReportColor edgeColors[] = {
    {"taken", "#0062a3", "#74bdf8"},    {"fall", "#a8410a", "#f59a62"},      {"jump", "#4d5661", "#b8c0ca"},
    {"dispatch", "#94397c", "#e493cc"}, {"exception", "#7a5a00", "#e0c24f"},
};
constexpr ReportColor stateColors[] = {
    {"accepted", "#006e52", "#57cfa5"}, {"proposed", "#0062a3", "#74bdf8"},  {"rejected", "#a8410a", "#f59a62"},
    {"blocked", "#8a2f7c", "#e39ad6"},  {"unmatched", "#59616b", "#a3abb5"},
};
constexpr ReportColor codeColors[] = {
    {"plain", "#1b1f24", "#e4e7eb"},  {"keyword", "#5646bd", "#b9b2ff"}, {"literal", "#00634a", "#6dd6b0"},
    {"number", "#983a08", "#f7a878"}, {"remark", "#566069", "#a9b1bb"},  {"directive", "#8a3273", "#e9a3d5"},
};

template<std::size_t count, typename Enumeration>
const ReportColor &at(const ReportColor (&table)[count], Enumeration value)
{
    const auto index = static_cast<std::size_t>(value);
    return table[index < count ? index : count - 1];
}

void append(QString &css, const char *name, const char *color)
{
    css += QStringLiteral("--%1:%2;").arg(QLatin1String(name), QLatin1String(color));
}

} // namespace

const ReportColor &reportColor(EvidenceKind kind)
{
    return at(evidenceColors, kind);
}

const ReportColor &reportColor(EdgeKind kind)
{
    return at(edgeColors, kind);
}

const ReportColor &reportColor(ReportState state)
{
    return at(stateColors, state);
}

const ReportColor &reportColor(CodeStyle style)
{
    return at(codeColors, style);
}

QString colorVariables()
{
    QString light;
    QString dark;
    const auto add = [&](const auto &table) {
        for (const ReportColor &color : table) {
            append(light, color.name, color.light);
            append(dark, color.name, color.dark);
        }
    };
    add(evidenceColors);
    add(edgeColors);
    add(stateColors);
    add(codeColors);
    return QStringLiteral(":root{%1}\n@media screen and (prefers-color-scheme:dark){:root{%2}}\n").arg(light, dark);
}

} // namespace symbolon
