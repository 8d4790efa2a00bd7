// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/dataset/build/corpus.h"

#include "analysis/binary/loader.h"
#include "analysis/binary/unpack.h"
#include "analysis/disasm/disassembler.h"
#include "analysis/features/featurescodec.h"
#include "analysis/source/reader.h"
#include "model/dataset/checksum.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

namespace symbolon {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view binaryEnding = ".elf.xz";

std::optional<SourceTree> keptTree(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return std::nullopt;
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    return decodeSourceTree(bytes);
}

// Without it the next run only takes longer.
void keepTree(const SourceTree &tree, const std::string &path)
{
    if (path.empty())
        return;
    const std::string unfinished = path + ".part";
    const std::string bytes = encodeSourceTree(tree);
    std::ofstream file(unfinished, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file || std::rename(unfinished.c_str(), path.c_str()) != 0)
        std::remove(unfinished.c_str());
}

Result<void> unpackSources(const fs::path &package, const fs::path &to)
{
    std::error_code error;
    fs::create_directories(to, error);
    if (auto unpacked = unpackArchive((package / "sources.tar.xz").string(), to.string()); !unpacked.ok())
        return unpacked;
    const fs::path commands = package / "compile_commands.json.xz";
    if (!fs::exists(commands, error))
        return {};
    auto bytes = readDecompressed(commands.string());
    if (!bytes.ok())
        return bytes.error();
    std::ofstream file(to / "compile_commands.json", std::ios::binary);
    file.write(reinterpret_cast<const char *>(bytes->data()), static_cast<std::streamsize>(bytes->size()));
    file.close();
    return file ? Result<void>() : failure((to / "compile_commands.json").string() + ": cannot be written");
}

// A name that changes with the package's sources and with what the parser makes of them.
std::string cacheFile(const fs::path &package, const std::string &cache)
{
    if (cache.empty())
        return {};
    Checksum sum;
    for (const char *name : {"sources.tar.xz", "compile_commands.json.xz"}) {
        std::ifstream file(package / name, std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        bytes.resize((bytes.size() + 31) / 32 * 32);
        sum.add(bytes);
    }
    std::ostringstream name;
    name << package.filename().string() << '-' << FeaturesVersion << '-' << std::hex << sum.value() << ".sources";
    return (fs::path(cache) / name.str()).string();
}

std::vector<std::string> sortedNames(const fs::path &folder, bool folders)
{
    std::vector<std::string> names;
    std::error_code error;
    for (const auto &entry : fs::directory_iterator(folder, error)) {
        if (entry.is_directory(error) == folders)
            names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

Work oneThread()
{
    Work work;
    work.threads = 1; // packages run beside each other
    return work;
}

bool isCorpusPackage(const std::string &folder)
{
    std::error_code error;
    return fs::is_regular_file(fs::path(folder) / "sources.tar.xz", error);
}

Result<SourceTree> readCorpusSources(const std::string &package, const std::string &temporary,
                                     const std::string &cache)
{
    const fs::path sources = fs::path(temporary) / "sources";
    if (auto unpacked = unpackSources(package, sources); !unpacked.ok())
        return unpacked.error();
    const std::string cached = cacheFile(package, cache);
    if (auto kept = keptTree(cached)) {
        kept->root = sources.string();
        return std::move(*kept);
    }
    auto tree = readSources(sources.string(), {}, oneThread());
    if (tree.ok())
        keepTree(*tree, cached);
    return tree;
}

std::vector<CorpusUnit> corpusUnits(const std::string &package)
{
    std::vector<CorpusUnit> units;
    for (const std::string &configuration : sortedNames(package, true)) {
        for (const std::string &file : sortedNames(fs::path(package) / configuration, false)) {
            if (!file.ends_with(binaryEnding))
                continue;
            const std::string name = file.substr(0, file.size() - binaryEnding.size());
            units.push_back({configuration, name, (fs::path(package) / configuration / name).string()});
        }
    }
    return units;
}

Result<Truth> readUnitTruth(const CorpusUnit &unit)
{
    const std::string path = unit.stem + ".truth.tsv.xz";
    const auto table = readDecompressed(path);
    if (!table.ok())
        return table.error();
    auto truth = parseTruth({reinterpret_cast<const char *>(table->data()), table->size()});
    return truth.ok() ? std::move(truth) : badInput(path + ": " + truth.error().summary);
}

Result<Program> readUnitProgram(const CorpusUnit &unit)
{
    const auto bytes = readDecompressed(unit.stem + std::string(binaryEnding));
    if (!bytes.ok())
        return bytes.error();
    return disassembled(*bytes, unit.name);
}

Result<Program> disassembled(const std::vector<uint8_t> &bytes, const std::string &path)
{
    auto image = loadImage(bytes, {.path = path, .member = {}, .architecture = {}});
    if (!image.ok())
        return image.error();
    return disassemble(*image, {}, oneThread());
}

} // namespace symbolon
