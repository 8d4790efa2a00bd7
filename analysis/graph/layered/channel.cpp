// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/graph/layered/channel.h"

#include <algorithm>
#include <cmath>

namespace symbolon::layered {

namespace {

constexpr double trackGap = 9;
constexpr double besideTop = 20;    // room for labels below the nodes above
constexpr double besideBottom = 26; // room for arrow heads above the nodes below
constexpr double manyTracks = 48;   // from here on tracks stand closer

// The highest track in use over each part of the channel: range maximum, range assignment of larger values.
class Skyline
{
public:
    explicit Skyline(const std::vector<Piece> &pieces)
    {
        for (const Piece &piece : pieces) {
            m_xs.push_back(piece.from);
            m_xs.push_back(piece.to);
        }
        std::sort(m_xs.begin(), m_xs.end());
        m_xs.erase(std::unique(m_xs.begin(), m_xs.end()), m_xs.end());
        while (m_size < m_xs.size())
            m_size *= 2;
        m_all.assign(2 * m_size, 0);
        m_most.assign(2 * m_size, 0);
    }

    // The first track, counted from 1, beyond all that overlap the piece; the piece takes it.
    uint32_t stack(const Piece &piece)
    {
        const std::size_t low = indexOf(std::min(piece.from, piece.to));
        const std::size_t high = indexOf(std::max(piece.from, piece.to)) + 1;
        const uint32_t track = highest(1, 0, m_size, low, high) + 1;
        raise(1, 0, m_size, low, high, track);
        m_top = std::max(m_top, track);
        return track;
    }
    [[nodiscard]] uint32_t top() const { return m_top; }

private:
    [[nodiscard]] std::size_t indexOf(double x) const
    {
        return static_cast<std::size_t>(std::lower_bound(m_xs.begin(), m_xs.end(), x) - m_xs.begin());
    }
    [[nodiscard]] uint32_t highest(std::size_t at, std::size_t from, std::size_t to, std::size_t low,
                                   std::size_t high) const
    {
        if (high <= from || to <= low)
            return 0;
        if (low <= from && to <= high)
            return m_most[at];
        const std::size_t middle = (from + to) / 2;
        return std::max(m_all[at],
                        std::max(highest(2 * at, from, middle, low, high), highest(2 * at + 1, middle, to, low, high)));
    }
    void raise(std::size_t at, std::size_t from, std::size_t to, std::size_t low, std::size_t high, uint32_t track)
    {
        if (high <= from || to <= low)
            return;
        m_most[at] = std::max(m_most[at], track);
        if (low <= from && to <= high) {
            m_all[at] = std::max(m_all[at], track);
            return;
        }
        const std::size_t middle = (from + to) / 2;
        raise(2 * at, from, middle, low, high, track);
        raise(2 * at + 1, middle, to, low, high, track);
    }

    std::vector<double> m_xs;
    std::size_t m_size = 1;
    std::vector<uint32_t> m_all;  // holds for the whole range of the tree node
    std::vector<uint32_t> m_most; // the most of anything within it
    uint32_t m_top = 0;
};

double length(const Piece &piece)
{
    return std::abs(piece.to - piece.from);
}

// Pieces to the right from the rightmost start, pieces to the left from the leftmost: those that start nearer
// to where they go run above, and nothing crosses that need not.
bool throughBefore(const Piece &a, const Piece &b)
{
    const bool right = a.to > a.from;
    if (right != (b.to > b.from))
        return right;
    return right ? a.from > b.from : a.from < b.from;
}

} // namespace

uint32_t Channel::add(const Piece &piece)
{
    m_pieces.push_back(piece);
    return static_cast<uint32_t>(m_pieces.size() - 1);
}

void Channel::assign()
{
    std::vector<uint32_t> fromTop;
    std::vector<uint32_t> fromBottom;
    for (uint32_t i = 0; i < m_pieces.size(); ++i)
        (m_pieces[i].kind == Piece::Kind::TurnDown ? fromBottom : fromTop).push_back(i);
    const auto shorter = [this](uint32_t a, uint32_t b) { return length(m_pieces[a]) < length(m_pieces[b]); };
    std::stable_sort(fromTop.begin(), fromTop.end(), [&](uint32_t a, uint32_t b) {
        if (m_pieces[a].kind != m_pieces[b].kind)
            return m_pieces[a].kind == Piece::Kind::TurnUp;
        return m_pieces[a].kind == Piece::Kind::TurnUp ? shorter(a, b) : throughBefore(m_pieces[a], m_pieces[b]);
    });
    std::stable_sort(fromBottom.begin(), fromBottom.end(), shorter);

    Skyline above(m_pieces);
    Skyline below(m_pieces);
    for (const uint32_t i : fromTop)
        m_pieces[i].y = above.stack(m_pieces[i]);
    for (const uint32_t i : fromBottom)
        m_pieces[i].y = below.stack(m_pieces[i]);

    const double tracks = above.top() + below.top();
    const double gap = tracks > manyTracks ? trackGap * std::sqrt(manyTracks / tracks) : trackGap;
    m_height = besideTop + besideBottom + std::max(0.0, tracks - 1) * gap;
    for (Piece &piece : m_pieces)
        piece.y = piece.kind == Piece::Kind::TurnDown ? m_height - besideBottom - (piece.y - 1) * gap
                                                      : besideTop + (piece.y - 1) * gap;
}

} // namespace symbolon::layered
