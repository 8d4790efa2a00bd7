// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/theme.h"

#include <QGuiApplication>

#include <algorithm>
#include <cmath>

namespace symbolon {

namespace {

constexpr double readable = 4.5; // WCAG 2.1, level AA

struct Row {
    ColorRole role;
    QRgb light;
    QRgb dark;
};

// Hues after Okabe and Ito's colour-blind-safe palette, darkened or lightened for contrast.
constexpr Row table[] = {
    {ColorRole::Text, 0x1b1f24, 0xe4e7eb},
    {ColorRole::FaintText, 0x59616b, 0xa3abb5},
    {ColorRole::Warning, 0x855600, 0xe9b44c},
    {ColorRole::Failure, 0xb3261e, 0xff9489},
    {ColorRole::StateAccepted, 0x006e52, 0x57cfa5},
    {ColorRole::StateProposed, 0x0062a3, 0x74bdf8},
    {ColorRole::StateRejected, 0xa8410a, 0xf59a62},
    {ColorRole::StateBlocked, 0x8a2f7c, 0xe39ad6},
    {ColorRole::StateUnmatched, 0x59616b, 0xa3abb5},
    {ColorRole::EvidenceString, 0x0062a3, 0x74bdf8},
    {ColorRole::EvidenceInteger, 0xa8410a, 0xf59a62},
    {ColorRole::EvidenceCall, 0x006e52, 0x57cfa5},
    {ColorRole::EvidenceSwitch, 0x94397c, 0xe493cc},
    {ColorRole::EvidenceName, 0x4d5661, 0xb8c0ca},
    {ColorRole::EvidenceNeighbour, 0x7a5a00, 0xe0c24f},
    {ColorRole::EvidenceLocality, 0x5646bd, 0xb0a8ff},
    {ColorRole::EvidenceEmbedding, 0x006a75, 0x5ccbd4},
    {ColorRole::EvidenceStructure, 0xad2a4a, 0xff96aa},
    {ColorRole::EdgeTaken, 0x0c598d, 0x5dadf9},
    {ColorRole::EdgeFallThrough, 0x6f300a, 0xf8b888},
    {ColorRole::EdgeJump, 0x24292f, 0xdde1e6},
    {ColorRole::EdgeSwitch, 0x9217bc, 0xd5a6d1},
    {ColorRole::EdgeException, 0x7e6102, 0xdabd03},
    {ColorRole::SyntaxMnemonic, 0x1b1f24, 0xe4e7eb},
    {ColorRole::SyntaxControl, 0x5646bd, 0xb9b2ff},
    {ColorRole::SyntaxRegister, 0x005a96, 0x8ac8fa},
    {ColorRole::SyntaxNumber, 0x983a08, 0xf7a878},
    {ColorRole::SyntaxString, 0x00634a, 0x6dd6b0},
    {ColorRole::SyntaxAddress, 0x566069, 0xa9b1bb},
    {ColorRole::SyntaxFunction, 0x8a3273, 0xe9a3d5},
    {ColorRole::SyntaxType, 0x006069, 0x70d3db},
    {ColorRole::SyntaxPunctuation, 0x4d5661, 0xb8c0ca},
    {ColorRole::SyntaxComment, 0x566069, 0xa9b1bb},
    {ColorRole::Selection, 0x0059b8, 0x7cc0ff},
    {ColorRole::Hover, 0x8a5a00, 0xf0c04c},
    {ColorRole::SelectionBackground, 0xd6e8fb, 0x1f3d5c},
    {ColorRole::HoverBackground, 0xfbf0d2, 0x423615},
    {ColorRole::EvidenceBackground, 0xf0f3f7, 0x2a3038},
    {ColorRole::BlockBackground, 0xffffff, 0x1f2328},
    {ColorRole::BlockHeader, 0xeef1f5, 0x2b3138},
    {ColorRole::ColdHeader, 0xdcebf5, 0x23394a},
    {ColorRole::Canvas, 0xf6f7f9, 0x16191d},
    {ColorRole::BlockFrame, 0xa9b2bd, 0x566170},
    {ColorRole::TextBar, 0xc3c9d1, 0x4b545f},
    {ColorRole::Shadow, 0xdfe3e8, 0x0e1013},
};
static_assert(std::size(table) == colorRoleCount);

double luminance(const QColor &color)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto mix = [share](float x, float y) { return static_cast<float>(x + (y - x) * share); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

// Moves `color` towards black or white until it reads on each of `backgrounds`.
QColor ensured(const QColor &color, const std::vector<QColor> &backgrounds, bool dark)
{
    const QColor end = dark ? QColor(Qt::white) : QColor(Qt::black);
    for (int step = 0; step <= 20; ++step) {
        const QColor moved = mixed(color, end, step / 20.0);
        if (std::all_of(backgrounds.begin(), backgrounds.end(),
                        [&](const QColor &b) { return contrastRatio(moved, b) >= readable; }))
            return moved;
    }
    return end;
}

} // namespace

Theme::Theme() : Theme(QGuiApplication::palette()) { }

Theme::Theme(const QPalette &palette) : m_base(palette.color(QPalette::Active, QPalette::Base))
{
    m_dark = contrastRatio(m_base, Qt::white) > contrastRatio(m_base, Qt::black);
    for (const Row &row : table)
        m_colors[static_cast<std::size_t>(row.role)] = QColor::fromRgb(m_dark ? row.dark : row.light);

    std::vector<QColor> backgrounds{m_base, palette.color(QPalette::Active, QPalette::AlternateBase)};
    for (const ColorRole role :
         {ColorRole::SelectionBackground, ColorRole::HoverBackground, ColorRole::EvidenceBackground,
          ColorRole::BlockBackground, ColorRole::BlockHeader, ColorRole::ColdHeader, ColorRole::Canvas})
        backgrounds.push_back(color(role));
    for (const Row &row : table) {
        if (isForeground(row.role)) {
            QColor &color = m_colors[static_cast<std::size_t>(row.role)];
            color = ensured(color, backgrounds, m_dark);
        }
    }
}

const QColor &Theme::color(MatchState state) const
{
    switch (state) {
    case MatchState::Accepted:
        return color(ColorRole::StateAccepted);
    case MatchState::Proposed:
        return color(ColorRole::StateProposed);
    case MatchState::Rejected:
        return color(ColorRole::StateRejected);
    case MatchState::Blocked:
        return color(ColorRole::StateBlocked);
    case MatchState::Unmatched:
        break;
    }
    return color(ColorRole::StateUnmatched);
}

const QColor &Theme::color(EvidenceKind kind) const
{
    switch (kind) {
    case EvidenceKind::String:
        return color(ColorRole::EvidenceString);
    case EvidenceKind::Integer:
        return color(ColorRole::EvidenceInteger);
    case EvidenceKind::Call:
        return color(ColorRole::EvidenceCall);
    case EvidenceKind::Switch:
        return color(ColorRole::EvidenceSwitch);
    case EvidenceKind::Name:
        return color(ColorRole::EvidenceName);
    case EvidenceKind::Neighbour:
        return color(ColorRole::EvidenceNeighbour);
    case EvidenceKind::Locality:
        return color(ColorRole::EvidenceLocality);
    case EvidenceKind::Embedding:
        return color(ColorRole::EvidenceEmbedding);
    case EvidenceKind::Structure:
        break;
    }
    return color(ColorRole::EvidenceStructure);
}

const QColor &Theme::color(EdgeKind kind) const
{
    switch (kind) {
    case EdgeKind::Taken:
        return color(ColorRole::EdgeTaken);
    case EdgeKind::FallThrough:
        return color(ColorRole::EdgeFallThrough);
    case EdgeKind::Jump:
        return color(ColorRole::EdgeJump);
    case EdgeKind::Switch:
        return color(ColorRole::EdgeSwitch);
    case EdgeKind::Exception:
        break;
    }
    return color(ColorRole::EdgeException);
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor readableOn(const QColor &background)
{
    return contrastRatio(background, Qt::white) >= contrastRatio(background, Qt::black) ? QColor(Qt::white)
                                                                                        : QColor(Qt::black);
}

} // namespace symbolon
