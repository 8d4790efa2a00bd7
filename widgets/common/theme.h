// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one table of colours, marks and shapes that all views share, and the one monospace font. A Theme is
// a cheap value made from a palette (light or dark by its Base colour); a view makes a new one on
// QEvent::PaletteChange. Every foreground colour has a contrast of at least 4.5 against the palette's Base,
// AlternateBase and the backgrounds below, whatever the palette: colours that miss it are moved until they
// do. Hues stay apart for colour-blind eyes, and no meaning rests on colour alone: states have a mark,
// evidence has a shape and a number, edges have a dash and an arrow head.
#pragma once

#include "widgets/common/workspace.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>
#include <QPixmap>

#include <array>

class QPainter;
class QPainterPath;
class QWidget;

namespace symbolon {

enum class ColorRole : uint8_t {
    // Foregrounds
    Text,
    FaintText, // secondary text: counts, paths
    Warning,
    Failure,
    StateAccepted,
    StateProposed,
    StateRejected,
    StateBlocked,
    StateUnmatched,
    EvidenceString,
    EvidenceInteger,
    EvidenceCall,
    EvidenceSwitch,
    EvidenceName,
    EvidenceNeighbour,
    EvidenceLocality,
    EvidenceEmbedding,
    EvidenceStructure,
    EdgeTaken,
    EdgeFallThrough,
    EdgeJump,
    EdgeSwitch,
    EdgeException,
    SyntaxMnemonic,
    SyntaxControl, // mnemonic of a branch, call or return
    SyntaxRegister,
    SyntaxNumber,
    SyntaxString,
    SyntaxAddress,
    SyntaxFunction, // name of a called function
    SyntaxType,
    SyntaxPunctuation,
    SyntaxComment,
    Selection, // frame or bar of what is selected
    Hover,     // frame of the hovered partner
    // Backgrounds
    SelectionBackground, // the selected instruction or line
    HoverBackground,     // the hovered partner
    EvidenceBackground,  // a line that carries evidence
    BlockBackground,
    BlockHeader,
    ColdHeader, // of a block that the compiler moved away from the function's body
    Canvas,     // behind the blocks of the graph
    // Lines and fills that carry no meaning
    BlockFrame,
    TextBar, // stands for text that is too small to read
    Shadow,
};
inline constexpr std::size_t colorRoleCount = static_cast<std::size_t>(ColorRole::Shadow) + 1;

class Theme
{
public:
    Theme(); // the application's palette
    explicit Theme(const QPalette &palette);

    [[nodiscard]] bool isDark() const { return m_dark; }
    [[nodiscard]] const QColor &color(ColorRole role) const { return m_colors[static_cast<std::size_t>(role)]; }
    [[nodiscard]] const QColor &color(MatchState state) const;
    [[nodiscard]] const QColor &color(EvidenceKind kind) const;
    [[nodiscard]] const QColor &color(EdgeKind kind) const;
    [[nodiscard]] const QColor &base() const { return m_base; } // the palette's Base: behind text

    static bool isForeground(ColorRole role) { return role <= ColorRole::Hover; }

private:
    std::array<QColor, colorRoleCount> m_colors;
    QColor m_base;
    bool m_dark = false;
};

// WCAG 2.1 contrast ratio, 1…21.
double contrastRatio(const QColor &a, const QColor &b);

// Black or white, whichever reads better on `background`.
QColor readableOn(const QColor &background);

// ✓ ? ✗ –, and the words in the user's language.
QString stateMark(MatchState state);
QString stateName(MatchState state);
QString evidenceKindLabel(EvidenceKind kind);
// What a piece of evidence says, on one line: strings in quotes; the matchers' own words ("calls …", "branches …"),
// which are stored in English, in the user's language.
QString evidenceText(const Evidence &evidence);
QString edgeKindLabel(EdgeKind kind);

// The marker of an evidence kind, filling `rect`.
QPainterPath evidenceShape(EvidenceKind kind, const QRectF &rect);

// The badge that stands for one piece of evidence on both sides: the kind's shape and the number (index in
// Candidate::evidence + 1) on the kind's colour. number 0: the shape alone.
QSizeF evidenceBadgeSize(int number, const QFont &font);
void paintEvidenceBadge(QPainter &painter, const QRectF &rect, EvidenceKind kind, int number, const Theme &theme,
                        const QFont &font);
QPixmap evidenceBadge(EvidenceKind kind, int number, const Theme &theme, const QFont &font, qreal devicePixelRatio);
QIcon evidenceIcon(EvidenceKind kind, const Theme &theme, int extent = 16);

// How much of the similarity something carries (EvidenceMarks::heatAtAddress): a bar in `rect`, as long as it is hot.
void paintHeatGauge(QPainter &painter, const QRectF &rect, double heat, const Theme &theme);
// "Without this the similarity is 1.2 points lower.", for tooltips and screen readers; empty: it makes no difference.
QString heatText(double drop);

// The font of code in every view. The setting is kept by the application object (an empty family means the
// system's fixed font); changing it sends QEvent::FontChange to all widgets, on which views ask again.
QFont monospaceFont();
void setMonospaceFont(const QFont &font);
void resetMonospaceFont();

} // namespace symbolon
