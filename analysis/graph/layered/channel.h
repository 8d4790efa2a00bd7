// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The horizontal pieces of edges between two layers, and the tracks (rows) they run in.
#pragma once

#include <cstdint>
#include <vector>

namespace symbolon::layered {

// A piece from one x to another. Both its ends lead up (an edge that turns round below its node), both lead
// down (one that turns round above), or it passes from above at `from` to below at `to`.
struct Piece {
    enum class Kind : uint8_t { Through, TurnUp, TurnDown };
    Kind kind = Kind::Through;
    double from = 0;
    double to = 0;
    double y = 0; // set by Channel::assign, from the channel's top
};

// Puts pieces into tracks so that none overlap and few cross. O(p log p) for p pieces.
class Channel
{
public:
    // Index of the piece.
    uint32_t add(const Piece &piece);
    void assign();
    [[nodiscard]] const Piece &piece(uint32_t index) const { return m_pieces[index]; }
    [[nodiscard]] double height() const { return m_height; }

private:
    std::vector<Piece> m_pieces;
    double m_height = 0;
};

} // namespace symbolon::layered
