// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads numbers one after another from an image's memory; the first read past the end makes it fail.
#pragma once

#include "analysis/binary/image.h"

#include <cstdint>
#include <span>

namespace symbolon::disasm {

class Cursor
{
public:
    Cursor(const Image &image, uint64_t address, uint64_t limit)
        : m_bytes(image.bytesAt(address, limit)),
          m_address(address),
          m_big(image.endian == Endian::Big),
          m_pointerSize(image.bits / 8)
    {
    }

    [[nodiscard]] uint64_t address() const { return m_address + m_at; }
    [[nodiscard]] uint64_t left() const { return m_bytes.size() - m_at; }
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] unsigned pointerSize() const { return m_pointerSize; }

    uint64_t number(unsigned size)
    {
        if (size > left()) {
            m_failed = true;
            m_at = m_bytes.size();
            return 0;
        }
        uint64_t value = 0;
        for (unsigned n = 0; n < size; ++n)
            value |= uint64_t(m_bytes[m_at + (m_big ? size - 1 - n : n)]) << 8 * n;
        m_at += size;
        return value;
    }
    int64_t signedNumber(unsigned size)
    {
        const uint64_t value = number(size);
        const unsigned unused = 64 - size * 8;
        return unused < 64 ? static_cast<int64_t>(value << unused) >> unused : 0;
    }
    uint64_t uleb()
    {
        uint64_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            const uint64_t byte = number(1);
            if (shift < 64)
                value |= (byte & 0x7f) << shift;
            if (!(byte & 0x80) || m_failed)
                return value;
        }
    }
    int64_t sleb()
    {
        uint64_t value = 0;
        for (unsigned shift = 0;;) {
            const uint64_t byte = number(1);
            if (shift < 64)
                value |= (byte & 0x7f) << shift;
            shift += 7;
            if (!(byte & 0x80) || m_failed) {
                if (shift < 64 && byte & 0x40)
                    value |= ~uint64_t(0) << shift;
                return static_cast<int64_t>(value);
            }
        }
    }
    void skip(uint64_t count)
    {
        if (count > left()) {
            m_failed = true;
            count = left();
        }
        m_at += count;
    }
    void moveTo(uint64_t address)
    {
        if (address < m_address || address - m_address > m_bytes.size())
            m_failed = true;
        else
            m_at = address - m_address;
    }
    // A pointer as the DW_EH_PE_ encodings say; `functionStart` is the base of relative ones.
    uint64_t encoded(const Image &image, uint8_t encoding, uint64_t functionStart = 0)
    {
        if (encoding == 0xff) // DW_EH_PE_omit
            return 0;
        const uint64_t at = address();
        uint64_t value = 0;
        switch (encoding & 0x0f) {
        case 0x00:
            value = number(m_pointerSize);
            break;
        case 0x01:
            value = uleb();
            break;
        case 0x02:
            value = number(2);
            break;
        case 0x03:
            value = number(4);
            break;
        case 0x04:
        case 0x0c:
            value = number(8);
            break;
        case 0x09:
            value = static_cast<uint64_t>(sleb());
            break;
        case 0x0a:
            value = static_cast<uint64_t>(signedNumber(2));
            break;
        case 0x0b:
            value = static_cast<uint64_t>(signedNumber(4));
            break;
        case 0x08:
            value = static_cast<uint64_t>(signedNumber(m_pointerSize));
            break;
        default:
            m_failed = true;
            return 0;
        }
        if (value == 0)
            return 0;
        switch (encoding & 0x70) {
        case 0x00:
            break;
        case 0x10:
            value += at;
            break;
        case 0x20: // relative to the text
            if (const Region *text = image.regionNamed(".text"))
                value += text->address;
            break;
        case 0x30: // relative to the data
            value += dataBase(image);
            break;
        case 0x40:
            value += functionStart;
            break;
        default:
            m_failed = true;
            return 0;
        }
        if (m_pointerSize == 4)
            value &= UINT32_MAX;
        if (encoding & 0x80)
            value = image.readPointer(value).value_or(0);
        return value;
    }

private:
    static uint64_t dataBase(const Image &image)
    {
        if (image.gotPlt)
            return image.gotPlt;
        const Region *got = image.regionNamed(".got");
        return got ? got->address : 0;
    }

    std::span<const uint8_t> m_bytes;
    uint64_t m_address;
    size_t m_at = 0;
    bool m_big;
    unsigned m_pointerSize;
    bool m_failed = false;
};

} // namespace symbolon::disasm
