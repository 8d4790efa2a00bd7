// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/machoswap.h"

#include <algorithm>

namespace symbolon {

namespace {

enum Command : uint32_t {
    segment32 = 1,
    symbolTable = 2,
    segment64 = 0x19,
    mainProgram = 0x80000028,
    sourceVersion = 0x2a,
    thread = 4,
    unixThread = 5,
    uuid = 0x1b,
};

class Swapper
{
public:
    explicit Swapper(std::span<const uint8_t> bytes) : m_bytes(bytes.begin(), bytes.end()), m_view(bytes, Endian::Big)
    {
    }

    std::vector<uint8_t> run()
    {
        const uint64_t magic = m_view.field(0, 4);
        const bool wide = magic == 0xfeedfacf;
        turn(0, 4, wide ? 8 : 7);
        uint64_t at = wide ? 32 : 28;
        for (uint64_t n = 0; n < m_view.field(16, 4) && m_view.holds(at, 8); ++n) {
            const uint64_t size = m_view.field(at + 4, 4);
            if (size < 8 || !m_view.holds(at, size))
                break;
            command(at, size, wide);
            at += size;
        }
        return std::move(m_bytes);
    }

private:
    // `count` integers of `size` bytes from `at` on.
    void turn(uint64_t at, unsigned size, uint64_t count)
    {
        for (uint64_t n = 0; n < count && m_view.holds(at, size); ++n, at += size)
            std::reverse(m_bytes.begin() + static_cast<std::ptrdiff_t>(at),
                         m_bytes.begin() + static_cast<std::ptrdiff_t>(at + size));
    }

    void command(uint64_t at, uint64_t size, bool wide)
    {
        const uint64_t kind = m_view.field(at, 4);
        turn(at, 4, 2);
        switch (kind) {
        case segment32:
        case segment64:
            segment(at, size, kind == segment64);
            break;
        case symbolTable:
            turn(at + 8, 4, 4);
            symbols(m_view.field(at + 8, 4), m_view.field(at + 12, 4), wide);
            break;
        case mainProgram:
        case sourceVersion:
            turn(at + 8, 8, (size - 8) / 8);
            break;
        case thread:
        case unixThread:
            turn(at + 8, 4, 2); // the registers behind that stay
            break;
        case uuid:
            break;
        default:
            // Words; where a text follows them (libraries), it begins where the first word says.
            turn(at + 8, 4, (namesText(kind) ? std::min(m_view.field(at + 8, 4), size) - 8 : size - 8) / 4);
            break;
        }
    }

    static bool namesText(uint64_t kind)
    {
        switch (kind & 0x7fffffff) {
        case 0xc:  // LC_LOAD_DYLIB
        case 0xd:  // LC_ID_DYLIB
        case 0xe:  // LC_LOAD_DYLINKER
        case 0xf:  // LC_ID_DYLINKER
        case 0x12: // LC_SUB_FRAMEWORK and the like
        case 0x13:
        case 0x14:
        case 0x15:
        case 0x18: // LC_LOAD_WEAK_DYLIB
        case 0x1c: // LC_RPATH
        case 0x1f: // LC_REEXPORT_DYLIB
        case 0x20: // LC_LAZY_LOAD_DYLIB
        case 0x23: // LC_LOAD_UPWARD_DYLIB
        case 0x27: // LC_DYLD_ENVIRONMENT
            return true;
        default:
            return false;
        }
    }

    void segment(uint64_t at, uint64_t size, bool wide)
    {
        const unsigned word = wide ? 8 : 4;
        const uint64_t header = wide ? 72 : 56, section = wide ? 80 : 68;
        turn(at + 24, word, 4);
        turn(at + 24 + 4 * word, 4, 4);
        for (uint64_t from = at + header; from + section <= at + size; from += section) {
            turn(from + 32, word, 2);
            turn(from + 32 + 2 * word, 4, wide ? 8 : 7);
        }
    }

    void symbols(uint64_t offset, uint64_t count, bool wide)
    {
        const uint64_t entry = wide ? 16 : 12;
        for (uint64_t n = 0; n < count && m_view.holds(offset + n * entry, entry); ++n) {
            const uint64_t at = offset + n * entry;
            turn(at, 4, 1);
            turn(at + 6, 2, 1);
            turn(at + 8, wide ? 8 : 4, 1);
        }
    }

    std::vector<uint8_t> m_bytes;
    EndianView m_view;
};

} // namespace

std::vector<uint8_t> swapMachOHeaders(std::span<const uint8_t> bytes)
{
    return Swapper(bytes).run();
}

} // namespace symbolon
