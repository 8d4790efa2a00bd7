// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/dataset/build/package.h"

#include "analysis/binary/loader.h"
#include "analysis/binary/unpack.h"
#include "analysis/disasm/disassembler.h"
#include "analysis/features/featurescodec.h"
#include "analysis/source/reader.h"
#include "model/dataset/build/sourcelookup.h"
#include "model/dataset/build/truth.h"
#include "model/dataset/checksum.h"

#include <algorithm>
#include <array>
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
constexpr size_t mostMissed = 400; // rows that are named, of one package
constexpr size_t mostWarnings = 100;

Work oneThread()
{
    Work work;
    work.threads = 1; // packages run beside each other
    return work;
}

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

class PackageReader
{
public:
    PackageReader(std::string name, const PackageOptions &options) : m_options(options)
    {
        m_package.name = std::move(name);
    }

    // `cached`: a file that may hold what was found before, and will hold it; empty: none.
    Result<void> readTree(const std::string &root, const std::string &cached)
    {
        if (auto kept = keptTree(cached)) {
            m_tree = std::move(*kept);
            m_tree.root = root;
        } else {
            auto tree = readSources(root, {}, oneThread());
            if (!tree.ok())
                return tree.error();
            m_tree = std::move(tree).value();
            keepTree(m_tree, cached);
        }
        m_pool = sourceFeatures(m_tree, oneThread(), {.network = true, .tokens = m_options.tokens});
        m_numbers.assign(m_pool.functions.size(), -1);
        m_lookup.emplace(m_tree);
        return {};
    }

    void beginConfiguration(const std::string &name) { m_package.configurations.push_back(name); }

    Result<Program> disassembled(const std::vector<uint8_t> &bytes, const std::string &path) const
    {
        auto image = loadImage(bytes, {.path = path, .member = {}, .architecture = {}});
        if (!image.ok())
            return image.error();
        return disassemble(*image, {}, oneThread());
    }

    void join(const Program &program, const Truth &truth, const std::string &unit)
    {
        const FeaturePool pool = binaryFeatures(program, oneThread(), {.network = true, .tokens = m_options.tokens});
        std::map<uint64_t, uint32_t> byAddress;
        for (uint32_t i = 0; i < pool.functions.size(); ++i)
            byAddress.emplace(pool.functions[i].begin, i);
        const std::string &configuration = m_package.configurations.back();
        JoinCount &count = m_package.joins[configuration];
        count.clones += truth.clones;
        for (const TruthRow &row : truth.rows) {
            ++count.rows;
            const auto binary = byAddress.find(row.address);
            const int source = m_lookup->find(row);
            count.noBinary += binary == byAddress.end();
            count.noSource += source < 0;
            if (binary != byAddress.end() && source >= 0) {
                ++count.joined;
                addPair(static_cast<uint32_t>(source), pool.functions[binary->second]);
            } else if (m_package.missed.size() < mostMissed) {
                std::ostringstream text;
                text << (source < 0 ? "no source" : "no binary") << " function: " << configuration << '/' << unit
                     << " 0x" << std::hex << row.address << std::dec << ' ' << row.name << " at " << row.path << ':'
                     << row.line;
                m_package.missed.push_back(text.str());
            }
        }
    }

    void warn(std::string text)
    {
        if (m_package.warnings.size() < mostWarnings)
            m_package.warnings.push_back(std::move(text));
    }

    Package take()
    {
        sortSources();
        return std::move(m_package);
    }

private:
    void addPair(uint32_t source, const FunctionFeatures &binary)
    {
        int &number = m_numbers[source];
        if (number < 0) {
            number = static_cast<int>(m_order.size());
            m_order.push_back(source);
        }
        FunctionFeatures kept = binary;
        forgetPool(kept);
        PairedBinary paired = pairedBinary(kept);
        if (!decodeFeatures(paired.bytes)) {
            warn("the code graph of the function at " + std::to_string(kept.begin) + " does not hold together");
            return;
        }
        paired.source = static_cast<uint32_t>(number);
        paired.configuration = static_cast<uint32_t>(m_package.configurations.size() - 1);
        m_package.binaries.push_back(std::move(paired));
    }

    // The tree's functions are by path and line.
    void sortSources()
    {
        std::vector<uint32_t> sorted = m_order;
        std::sort(sorted.begin(), sorted.end());
        for (const uint32_t function : sorted) {
            m_numbers[function] = static_cast<int>(m_package.sources.size());
            FunctionFeatures kept = m_pool.functions[function];
            forgetPool(kept);
            m_package.sources.push_back(pairedSource(kept));
        }
        for (PairedBinary &binary : m_package.binaries)
            binary.source = static_cast<uint32_t>(m_numbers[m_order[binary.source]]);
    }

    PackageOptions m_options;
    Package m_package;
    SourceTree m_tree;
    FeaturePool m_pool; // of the sources; its functions are the tree's
    std::optional<SourceLookup> m_lookup;
    std::vector<int> m_numbers;    // by function of the tree: its number among those with a binary
    std::vector<uint32_t> m_order; // by that number: the function
};

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

Result<void> joinUnit(PackageReader &reader, const fs::path &stem, const std::string &unit)
{
    const auto table = readDecompressed(stem.string() + ".truth.tsv.xz");
    if (!table.ok())
        return table.error();
    const auto truth = parseTruth({reinterpret_cast<const char *>(table->data()), table->size()});
    if (!truth.ok())
        return badInput(stem.string() + ".truth.tsv.xz: " + truth.error().summary);
    const auto bytes = readDecompressed(stem.string() + std::string(binaryEnding));
    if (!bytes.ok())
        return bytes.error();
    const auto program = reader.disassembled(*bytes, unit);
    if (!program.ok())
        return program.error();
    reader.join(*program, *truth, unit);
    return {};
}

// A copy that the compiler made for some callers, or a part of a function.
bool isClone(const BinaryFunction &function)
{
    constexpr std::array<std::string_view, 4> marks{".constprop.", ".isra.", ".part.", ".cold"};
    const auto marked = [&](const std::string &name) {
        return std::any_of(marks.begin(), marks.end(),
                           [&](std::string_view mark) { return name.find(mark) != std::string::npos; });
    };
    return marked(function.name) || std::any_of(function.aliases.begin(), function.aliases.end(), marked);
}

void dropClones(const Program &program, Truth &truth)
{
    truth.clones += std::erase_if(truth.rows, [&](const TruthRow &row) {
        const int function = program.functionStartingAt(row.address);
        return function >= 0 && isClone(program.functions[static_cast<size_t>(function)]);
    });
}

} // namespace

bool isCorpusPackage(const std::string &folder)
{
    std::error_code error;
    return fs::is_regular_file(fs::path(folder) / "sources.tar.xz", error);
}

Result<Package> readCorpusPackage(const std::string &folder, const PackageOptions &options)
{
    try {
        const fs::path package(folder);
        const fs::path sources = fs::path(options.temporary) / "sources";
        PackageReader reader(package.filename().string(), options);
        if (auto unpacked = unpackSources(package, sources); !unpacked.ok())
            return unpacked.error();
        if (auto read = reader.readTree(sources.string(), cacheFile(package, options.cache)); !read.ok())
            return read.error();
        for (const std::string &configuration : sortedNames(package, true)) {
            const auto &wanted = options.configurations;
            if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), configuration) == wanted.end())
                continue;
            reader.beginConfiguration(configuration);
            for (const std::string &name : sortedNames(package / configuration, false)) {
                if (!name.ends_with(binaryEnding))
                    continue;
                const std::string unit = name.substr(0, name.size() - binaryEnding.size());
                if (auto joined = joinUnit(reader, package / configuration / unit, unit); !joined.ok())
                    reader.warn(joined.error().summary);
            }
        }
        return reader.take();
    } catch (const std::exception &exception) {
        return failure(folder + ": could not be read", {}, exception.what());
    }
}

Result<Package> readBuiltTree(const std::vector<std::string> &binaries, const std::string &root,
                              const PackageOptions &options)
{
    try {
        std::error_code error;
        const fs::path canonical = fs::canonical(root, error);
        if (error)
            return badInput(root + ": no such folder", "Give the folder of the sources.");
        PackageReader reader(canonical.filename().string(), options);
        if (auto read = reader.readTree(canonical.string(), {}); !read.ok())
            return read.error();
        reader.beginConfiguration(options.configurations.empty() ? "built" : options.configurations.front());
        for (const std::string &binary : binaries) {
            auto truth = dwarfTruth(binary, canonical.string());
            if (!truth.ok())
                return truth.error();
            const auto bytes = readDecompressed(binary);
            if (!bytes.ok())
                return bytes.error();
            const auto program = reader.disassembled(*bytes, binary);
            if (!program.ok())
                return program.error();
            dropClones(*program, *truth);
            reader.join(*program, *truth, fs::path(binary).filename().string());
        }
        return reader.take();
    } catch (const std::exception &exception) {
        return failure(root + ": could not be read", {}, exception.what());
    }
}

} // namespace symbolon
