// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/containers/pathnames.h"

#include <cstdint>
#include <vector>

namespace symbolon {

namespace {

constexpr std::size_t longestPath = 4096;

// The length of the UTF-8 character at the beginning; 0: none begins there.
std::size_t characterSize(std::string_view text)
{
    const auto byte = [&](std::size_t n) { return static_cast<uint8_t>(text[n]); };
    const uint8_t first = byte(0);
    if (first < 0x80)
        return 1;
    const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < size)
        return 0;
    for (std::size_t n = 1; n < size; ++n) {
        if ((byte(n) & 0xc0) != 0x80)
            return 0;
    }
    const bool overlong = (first == 0xe0 && byte(1) < 0xa0) || (first == 0xf0 && byte(1) < 0x90);
    const bool outside = (first == 0xed && byte(1) > 0x9f) || (first == 0xf4 && byte(1) > 0x8f);
    return overlong || outside ? 0 : size;
}

std::string printable(std::string_view text)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    while (!text.empty()) {
        const std::size_t size = characterSize(text);
        const auto first = static_cast<uint8_t>(text[0]);
        if (size == 0 || first < 0x20 || first == 0x7f) {
            out += {'%', digits[first >> 4], digits[first & 15]};
            text.remove_prefix(1);
        } else {
            out += text.substr(0, size);
            text.remove_prefix(size);
        }
    }
    return out;
}

} // namespace

SafePath safePath(std::string_view name)
{
    SafePath result;
    if (name.size() > longestPath) {
        name = name.substr(0, longestPath);
        result.note = "its name was cut, it is too long";
    }
    if (name.starts_with('/'))
        result.note = "its name was absolute";
    while (!name.empty()) {
        const auto slash = name.find('/');
        const std::string_view step = name.substr(0, slash);
        name.remove_prefix(slash == name.npos ? name.size() : slash + 1);
        if (step == "..")
            result.note = "its name led out of the container (\"..\")";
        if (!step.empty() && step != "." && step != "..")
            result.path = joinPath(result.path, printable(step));
    }
    return result;
}

std::string joinPath(std::string_view parent, std::string_view name)
{
    std::string path(parent);
    if (!path.empty() && !name.empty())
        path += '/';
    path += name;
    return path;
}

std::string_view baseName(std::string_view path)
{
    const auto slash = path.rfind('/');
    return slash == path.npos ? path : path.substr(slash + 1);
}

std::string withoutCompressionEnding(std::string_view name)
{
    for (std::string_view ending : {".gz", ".bz2", ".xz", ".lzma", ".zst", ".lz4", ".z", ".Z"}) {
        if (name.size() > ending.size() && name.ends_with(ending))
            return std::string(name.substr(0, name.size() - ending.size()));
    }
    for (std::string_view ending : {".tgz", ".tbz", ".txz", ".tzst"}) {
        if (name.size() > ending.size() && name.ends_with(ending))
            return std::string(name.substr(0, name.size() - ending.size())) + ".tar";
    }
    return {};
}

} // namespace symbolon
