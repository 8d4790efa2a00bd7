// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/dataset/build/build.h"
#include "model/dataset/dataset.h"

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>

namespace symbolon {

namespace {

constexpr std::array partNames{"training", "validation", "test"};

struct Row {
    std::array<uint64_t, 3> sources{};
    std::array<uint64_t, 3> binaries{};
    uint64_t tiny = 0;
};

void printTable(const char *title, const std::vector<std::string> &names, const std::vector<Row> &rows)
{
    size_t width = 14;
    for (const std::string &name : names)
        width = std::max(width, name.size());
    const int column = static_cast<int>(width);
    std::printf("\n%-*s  %26s  %29s  %6s\n%-*s", column, "", "sources", "binaries", "tiny", column, title);
    for (int twice = 0; twice < 2; ++twice) {
        for (const char *part : partNames)
            std::printf(" %10s", part);
    }
    std::printf("\n");
    Row sum;
    const auto print = [&](const char *name, const Row &row) {
        std::printf("%-*s", column, name);
        for (const auto &counts : {row.sources, row.binaries}) {
            for (const uint64_t count : counts)
                std::printf(" %10" PRIu64, count);
        }
        std::printf(" %6" PRIu64 "\n", row.tiny);
    };
    for (size_t i = 0; i < names.size(); ++i) {
        print(names[i].c_str(), rows[i]);
        for (size_t part = 0; part < partNames.size(); ++part) {
            sum.sources[part] += rows[i].sources[part];
            sum.binaries[part] += rows[i].binaries[part];
        }
        sum.tiny += rows[i].tiny;
    }
    print("all", sum);
}

// "10 % 25 % 50 % 75 % 90 % 99 % most" of a list of sizes.
void printSizes(const char *title, std::vector<uint64_t> sizes)
{
    std::sort(sizes.begin(), sizes.end());
    std::printf("%-22s", title);
    for (const unsigned percent : {1U, 10U, 25U, 50U, 75U, 90U, 99U, 100U})
        std::printf(" %8" PRIu64, sizes.empty() ? 0 : sizes[(sizes.size() - 1) * percent / 100]);
    std::printf("\n");
}

} // namespace

Result<void> printInfo(const std::string &path)
{
    const auto opened = DataSet::open(path);
    if (!opened.ok())
        return opened.error();
    const DataSet &set = *opened;
    std::printf("%s\n%s\n%" PRIu64 " bytes, of which tables %" PRIu64 "\n", path.c_str(), set.description().c_str(),
                set.fileBytes(), set.tableBytes());
    std::vector<Row> packages(set.packages().size());
    std::vector<Row> configurations(set.configurations().size());
    std::vector<uint64_t> textSizes, words, tokens, blocks;
    std::vector<uint32_t> lastSource(configurations.size(), UINT32_MAX);
    for (uint32_t i = 0; i < set.sources().size(); ++i) {
        const SourceEntry &entry = set.sources()[i];
        ++packages[entry.package].sources[static_cast<size_t>(entry.part)];
        packages[entry.package].tiny += entry.tiny;
        textSizes.push_back(set.source(i).text.size());
    }
    for (uint32_t i = 0; i < set.binaries().size(); ++i) {
        const BinaryEntry &binary = set.binaries()[i];
        const SourceEntry &entry = set.sources()[binary.source];
        const auto part = static_cast<size_t>(entry.part);
        ++packages[entry.package].binaries[part];
        Row &row = configurations[binary.configuration];
        ++row.binaries[part];
        if (lastSource[binary.configuration] != binary.source) { // binaries are by source
            lastSource[binary.configuration] = binary.source;
            ++row.sources[part];
            row.tiny += entry.tiny;
        }
        const FunctionFeatures features = set.binary(i);
        tokens.push_back(features.code.tokens.size());
        blocks.push_back(features.code.blockEnds.size());
    }
    printTable("package", set.packages(), packages);
    printTable("configuration", set.configurations(), configurations);
    std::printf("\n%-22s %8s %8s %8s %8s %8s %8s %8s %8s\n", "sizes, percentiles", "1", "10", "25", "50", "75", "90",
                "99", "100");
    printSizes("source text, bytes", std::move(textSizes));
    printSizes("code tokens", std::move(tokens));
    printSizes("blocks", std::move(blocks));
    return {};
}

} // namespace symbolon
