// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/textfile.h"

#include "analysis/source/literals.h"

#include <algorithm>
#include <cstdio>
#include <memory>

namespace symbolon {

namespace {

constexpr size_t probedBytes = 8192;

struct FileCloser {
    void operator()(std::FILE *file) const { std::fclose(file); }
};

void unifyLineEnds(std::string &text)
{
    if (text.find('\r') == std::string::npos)
        return;
    size_t to = 0;
    for (size_t from = 0; from < text.size(); ++from) {
        if (text[from] != '\r')
            text[to++] = text[from];
        else if (from + 1 >= text.size() || text[from + 1] != '\n')
            text[to++] = '\n';
    }
    text.resize(to);
}

} // namespace

Result<TextFile> readTextFile(const std::string &path, uint64_t mostBytes)
{
    const std::unique_ptr<std::FILE, FileCloser> file(std::fopen(path.c_str(), "rb"));
    if (!file)
        return badInput("not readable");
    TextFile result;
    char buffer[1 << 16];
    for (;;) {
        const size_t count = std::fread(buffer, 1, sizeof buffer, file.get());
        if (result.text.size() < probedBytes
            && std::find(buffer, buffer + count, '\0') < buffer + std::min(count, probedBytes))
            return badInput("binary file");
        result.text.append(buffer, count);
        if (result.text.size() > mostBytes)
            return badInput(tooLarge(mostBytes));
        if (count < sizeof buffer)
            break;
    }
    if (std::ferror(file.get()))
        return badInput("not readable");
    result.size = result.text.size();
    if (result.text.starts_with("\xef\xbb\xbf"))
        result.text.erase(0, 3);
    result.text = asUtf8(std::move(result.text));
    unifyLineEnds(result.text);
    result.lines = static_cast<uint32_t>(std::count(result.text.begin(), result.text.end(), '\n'));
    if (!result.text.empty() && result.text.back() != '\n')
        ++result.lines;
    return result;
}

std::string tooLarge(uint64_t mostBytes)
{
    return mostBytes >= 1 << 20 ? "larger than " + std::to_string(mostBytes >> 20) + " MiB"
                                : "larger than " + std::to_string(mostBytes) + " bytes";
}

} // namespace symbolon
