// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/sha256.h"

#include <bit>
#include <cmath>

namespace symbolon {

namespace {

// The first 32 bits of the fractional parts of the roots of the first primes: cube roots of 64, square roots of 8.
struct Constants {
    std::array<uint32_t, 64> rounds{};
    std::array<uint32_t, 8> start{};

    Constants()
    {
        unsigned found = 0;
        for (uint64_t candidate = 2; found < rounds.size(); ++candidate) {
            bool prime = true;
            for (uint64_t divisor = 2; divisor * divisor <= candidate; ++divisor)
                prime &= candidate % divisor != 0;
            if (!prime)
                continue;
            const auto number = static_cast<long double>(candidate);
            rounds[found] = fraction(std::cbrt(number));
            if (found < start.size())
                start[found] = fraction(std::sqrt(number));
            ++found;
        }
    }
    static uint32_t fraction(long double root)
    {
        return static_cast<uint32_t>((root - std::floor(root)) * 4294967296.0L);
    }
};

void compress(std::array<uint32_t, 8> &state, const char *block)
{
    static const Constants constants;
    std::array<uint32_t, 64> words;
    for (unsigned i = 0; i < 16; ++i) {
        words[i] = 0;
        for (unsigned byte = 0; byte < 4; ++byte)
            words[i] = words[i] << 8 | static_cast<uint8_t>(block[4 * i + byte]);
    }
    for (unsigned i = 16; i < 64; ++i) {
        const uint32_t early = words[i - 15], late = words[i - 2];
        words[i] = words[i - 16] + (std::rotr(early, 7) ^ std::rotr(early, 18) ^ early >> 3) + words[i - 7]
            + (std::rotr(late, 17) ^ std::rotr(late, 19) ^ late >> 10);
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (unsigned i = 0; i < 64; ++i) {
        const uint32_t one = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + ((e & f) ^ (~e & g))
            + constants.rounds[i] + words[i];
        const uint32_t two = (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + one;
        d = c;
        c = b;
        b = a;
        a = one + two;
    }
    const std::array<uint32_t, 8> result{a, b, c, d, e, f, g, h};
    for (unsigned i = 0; i < 8; ++i)
        state[i] += result[i];
}

} // namespace

std::array<uint8_t, 32> sha256(std::string_view bytes)
{
    std::array<uint32_t, 8> state = Constants().start;
    const uint64_t bits = static_cast<uint64_t>(bytes.size()) * 8;
    while (bytes.size() >= 64) {
        compress(state, bytes.data());
        bytes.remove_prefix(64);
    }
    std::string tail(bytes);
    tail.push_back('\x80');
    tail.resize((tail.size() + 8 + 63) / 64 * 64 - 8);
    for (int shift = 56; shift >= 0; shift -= 8)
        tail.push_back(static_cast<char>(bits >> shift));
    for (size_t at = 0; at < tail.size(); at += 64)
        compress(state, tail.data() + at);
    std::array<uint8_t, 32> digest;
    for (unsigned i = 0; i < 32; ++i)
        digest[i] = static_cast<uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)));
    return digest;
}

std::string hexadecimal(const std::array<uint8_t, 32> &digest)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const uint8_t byte : digest) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

} // namespace symbolon
