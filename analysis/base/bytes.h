// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A small binary encoding for value types that cross a process border or rest in the project file.
// Integers are LEB128, strings are a length and bytes. A reader never reads past its end: the first
// bad read sets failed() and every later read gives zero or empty, so a decoder checks once, at the end.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace symbolon {

class ByteWriter
{
public:
    void u(uint64_t value)
    {
        while (value >= 0x80) {
            m_bytes.push_back(static_cast<char>(value | 0x80));
            value >>= 7;
        }
        m_bytes.push_back(static_cast<char>(value));
    }
    void i(int64_t value) { u((static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63)); }
    void d(double value)
    {
        char raw[sizeof value];
        std::memcpy(raw, &value, sizeof value);
        m_bytes.append(raw, sizeof value);
    }
    void s(std::string_view text)
    {
        u(text.size());
        m_bytes.append(text);
    }
    template<typename Container, typename Each>
    void list(const Container &items, Each each)
    {
        u(items.size());
        for (const auto &item : items)
            each(item);
    }
    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

class ByteReader
{
public:
    explicit ByteReader(std::string_view bytes) : m_rest(bytes) { }

    uint64_t u()
    {
        uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (m_rest.empty())
                return fail();
            const auto byte = static_cast<unsigned char>(m_rest.front());
            m_rest.remove_prefix(1);
            value |= static_cast<uint64_t>(byte & 0x7f) << shift;
            if (!(byte & 0x80))
                return value;
        }
        return fail();
    }
    int64_t i()
    {
        const uint64_t raw = u();
        return static_cast<int64_t>(raw >> 1) ^ -static_cast<int64_t>(raw & 1);
    }
    double d()
    {
        double value = 0;
        if (m_rest.size() < sizeof value) {
            fail();
            return 0;
        }
        std::memcpy(&value, m_rest.data(), sizeof value);
        m_rest.remove_prefix(sizeof value);
        return value;
    }
    std::string s() { return std::string(view()); }
    // As s(), into the bytes that are read.
    std::string_view view()
    {
        const uint64_t size = u();
        if (size > m_rest.size()) {
            fail();
            return {};
        }
        const std::string_view text = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return text;
    }
    // What is left.
    std::string_view rest() { return std::exchange(m_rest, {}); }
    // How many items follow, each of which takes `least` bytes at least.
    uint64_t count(uint64_t least)
    {
        const uint64_t count = u();
        return count <= m_rest.size() / least ? count : fail();
    }
    // Reads a count, then calls each() that often to fill the vector. An item takes at least one byte,
    // so a count larger than what is left is corrupt; memory is taken as items are really there.
    template<typename T, typename Each>
    void list(std::vector<T> &items, Each each)
    {
        const uint64_t count = u();
        if (count > m_rest.size()) {
            fail();
            return;
        }
        items.reserve(count < 4096 ? count : 4096); // an item can be much larger than its byte
        for (uint64_t n = 0; n < count && !m_failed; ++n)
            items.push_back(each());
    }

    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }
    uint64_t fail()
    {
        m_failed = true;
        m_rest = {};
        return 0;
    }

private:
    std::string_view m_rest;
    bool m_failed = false;
};

} // namespace symbolon
