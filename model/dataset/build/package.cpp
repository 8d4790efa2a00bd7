// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/dataset/build/package.h"

#include "analysis/binary/unpack.h"
#include "analysis/features/featurescodec.h"
#include "analysis/features/inlinedvariant.h"
#include "analysis/source/reader.h"
#include "model/dataset/build/corpus.h"
#include "model/dataset/build/sourcelookup.h"
#include "model/dataset/build/truth.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <sstream>
#include <utility>

namespace symbolon {

namespace fs = std::filesystem;

namespace {

constexpr size_t mostMissed = 400; // rows that are named, of one package
constexpr size_t mostWarnings = 100;

class PackageReader
{
public:
    PackageReader(std::string name, const PackageOptions &options) : m_options(options)
    {
        m_package.name = std::move(name);
    }

    void useTree(SourceTree tree)
    {
        m_tree = std::move(tree);
        m_pool = sourceFeatures(m_tree, oneThread(), {.network = true, .tokens = m_options.tokens});
        m_numbers.assign(m_pool.functions.size(), -1);
        m_lookup.emplace(m_tree);
    }

    void beginConfiguration(const std::string &name) { m_package.configurations.push_back(name); }

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
            auto inlined = inlinedVariant(m_pool, function);
            if (inlined)
                forgetPool(*inlined);
            m_package.sources.push_back(pairedSource(kept, inlined ? &*inlined : nullptr));
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

Result<void> joinUnit(PackageReader &reader, const CorpusUnit &unit)
{
    const auto truth = readUnitTruth(unit);
    if (!truth.ok())
        return truth.error();
    const auto program = readUnitProgram(unit);
    if (!program.ok())
        return program.error();
    reader.join(*program, *truth, unit.name);
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

Result<Package> readCorpusPackage(const std::string &folder, const PackageOptions &options)
{
    try {
        const fs::path package(folder);
        PackageReader reader(package.filename().string(), options);
        auto tree = readCorpusSources(folder, options.temporary, options.cache);
        if (!tree.ok())
            return tree.error();
        reader.useTree(std::move(*tree));
        std::string configuration;
        for (const CorpusUnit &unit : corpusUnits(folder)) {
            const auto &wanted = options.configurations;
            if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), unit.configuration) == wanted.end())
                continue;
            if (unit.configuration != std::exchange(configuration, unit.configuration))
                reader.beginConfiguration(configuration);
            if (auto joined = joinUnit(reader, unit); !joined.ok())
                reader.warn(joined.error().summary);
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
        auto tree = readSources(canonical.string(), {}, oneThread());
        if (!tree.ok())
            return tree.error();
        reader.useTree(std::move(*tree));
        reader.beginConfiguration(options.configurations.empty() ? "built" : options.configurations.front());
        for (const std::string &binary : binaries) {
            auto truth = dwarfTruth(binary, canonical.string());
            if (!truth.ok())
                return truth.error();
            const auto bytes = readDecompressed(binary);
            if (!bytes.ok())
                return bytes.error();
            const auto program = disassembled(*bytes, binary);
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
