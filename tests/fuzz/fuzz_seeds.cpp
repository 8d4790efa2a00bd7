// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// fuzz_seeds FOLDER FILE...
//
// Writes what the fuzzers start from, made of executables: FOLDER/code, frames, image and program, each with one file
// or more for an executable. A long section gives several seeds, the first bytes of its parts.
#include "analysis/binary/loader.h"
#include "analysis/disasm/disassembler.h"
#include "damage.h"
#include "fuzz.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace symbolon;
namespace files = std::filesystem;

namespace {

constexpr size_t LongestSeed = 2048;
constexpr size_t LongestFile = 256 * 1024;
constexpr size_t Parts = 4;

void write(const files::path &path, std::span<const uint8_t> bytes)
{
    files::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

// What fuzz::imageOf() makes an image of this kind of.
uint8_t choiceOf(const Image &image)
{
    const auto *const known = std::ranges::find(fuzz::architectures, image.architecture);
    auto choice = static_cast<uint8_t>(known - std::begin(fuzz::architectures));
    if (image.endian == Endian::Big)
        choice |= 8;
    if (image.thumbEntry)
        choice |= 16;
    if (image.positionIndependent)
        choice |= 32;
    return choice;
}

void writeParts(const files::path &path, std::vector<uint8_t> head, const std::vector<uint8_t> &bytes)
{
    const size_t headSize = head.size();
    for (size_t n = 0; n < Parts; ++n) {
        const size_t begin = bytes.size() / Parts / 16 * 16 * n;
        const size_t size = std::min(LongestSeed, bytes.size() - begin);
        head.resize(headSize);
        head.insert(head.end(), bytes.begin() + static_cast<ptrdiff_t>(begin),
                    bytes.begin() + static_cast<ptrdiff_t>(begin + size));
        write(path.string() + "-" + std::to_string(n), head);
    }
}

void writeSeeds(const files::path &folder, const std::string &name, const std::vector<uint8_t> &bytes)
{
    if (bytes.size() <= LongestFile)
        write(folder / "image" / name, bytes);
    auto image = loadImage(bytes, {name, {}, {}, 0, false});
    if (!image) {
        std::fprintf(stderr, "%s\n", image.error().summary.c_str());
        return;
    }
    if (std::ranges::find(fuzz::architectures, image->architecture) == std::end(fuzz::architectures))
        return;
    const uint8_t choice = choiceOf(*image);
    for (const Region &region : image->regions) {
        if (region.name == ".text")
            writeParts(folder / "code" / name, {choice}, region.bytes);
        const auto *const section = std::ranges::find(fuzz::frameSections, region.name);
        if (section != std::end(fuzz::frameSections))
            writeParts(folder / "frames" / (name + region.name),
                       {choice, static_cast<uint8_t>(section - std::begin(fuzz::frameSections))}, region.bytes);
    }
    fuzz::Random random(1);
    fuzz::keepWindow(*image, LongestSeed, random);
    if (const auto program = disassemble(*image, {}, {})) {
        const std::string encoded = encodeProgram(*program);
        write(folder / "program" / name, {reinterpret_cast<const uint8_t *>(encoded.data()), encoded.size()});
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3) {
        std::fprintf(stderr, "fuzz_seeds FOLDER FILE...\n");
        return 2;
    }
    for (int n = 2; n < argc; ++n) {
        std::ifstream file(argv[n], std::ios::binary);
        const std::vector<uint8_t> bytes{std::istreambuf_iterator<char>(file), {}};
        writeSeeds(argv[1], std::to_string(n - 1) + "-" + files::path(argv[n]).filename().string(), bytes);
    }
    return 0;
}
