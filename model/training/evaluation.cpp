// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/training/evaluation.h"

#include "model/training/shuffle.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <numeric>
#include <random>
#include <set>

namespace symbolon {

namespace {

struct Ranks : PoolRanks {
    int64_t pool = 0;

    void append(const Ranks &other, size_t query)
    {
        exact.push_back(other.exact[query]);
        normalised.push_back(other.normalised[query]);
        reverse.push_back(other.reverse[query]);
        pool = std::max(pool, other.pool);
    }
    [[nodiscard]] EvaluationRow row(std::string group, std::string name) const
    {
        return {std::move(group), std::move(name), pool, scoreOf(exact), scoreOf(normalised), scoreOf(reverse)};
    }
};

SearchPool poolOf(const DataSet &set, uint32_t configuration, const EvaluationOptions &options)
{
    const auto wanted = [&](uint32_t source) {
        return set.sources()[source].part == options.part && !set.sources()[source].tiny;
    };
    const auto most = static_cast<size_t>(options.pool);
    const auto seed = static_cast<uint64_t>(options.seed);
    std::map<uint32_t, uint32_t> first; // one binary function for each source function
    for (uint32_t i = 0; i < set.binaries().size(); ++i) {
        const BinaryEntry &entry = set.binaries()[i];
        if (entry.configuration == configuration && wanted(entry.source))
            first.emplace(entry.source, i);
    }
    std::vector<std::pair<uint32_t, uint32_t>> pairs(first.begin(), first.end());
    std::mt19937_64 ofPairs(seed), ofOthers(seed + 1);
    shuffle(pairs, ofPairs);
    pairs.resize(std::min(pairs.size(), most));
    SearchPool pool;
    std::set<uint32_t> taken;
    for (const auto &[source, binary] : pairs) {
        pool.sources.push_back(source);
        pool.binaries.push_back(binary);
        taken.insert(source);
    }
    std::vector<uint32_t> others;
    for (uint32_t source = 0; source < set.sources().size(); ++source) {
        if (wanted(source) && !taken.contains(source))
            others.push_back(source);
    }
    shuffle(others, ofOthers);
    others.resize(std::min(others.size(), most - std::min(most, pool.sources.size())));
    pool.sources.insert(pool.sources.end(), others.begin(), others.end());
    for (const uint32_t source : pool.sources)
        pool.textGroups.push_back(set.sources()[source].textGroup);
    return pool;
}

std::string sizeName(size_t tokens)
{
    constexpr size_t borders[] = {16, 32, 64, 128, 256, 512};
    size_t low = 0;
    for (const size_t border : borders) {
        if (tokens < border)
            return (low < 100 ? low < 10 ? "  " : " " : "") + std::to_string(low) + " to "
                + std::to_string(border - 1) + " tokens";
        low = border;
    }
    return std::to_string(low) + " tokens and more";
}

// "x64-gcc-O0": architecture, compiler, optimisation and what follows.
std::vector<std::string> partsOf(const std::string &configuration)
{
    const size_t first = configuration.find('-');
    const size_t second = first == std::string::npos ? first : configuration.find('-', first + 1);
    if (second == std::string::npos)
        return {configuration, "", ""};
    return {configuration.substr(0, first), configuration.substr(first + 1, second - first - 1),
            configuration.substr(second + 1, 2)};
}

RetrievalScore mean(const std::vector<RetrievalScore> &scores)
{
    RetrievalScore sum;
    for (const RetrievalScore &score : scores) {
        sum.recall1 += score.recall1 / static_cast<double>(scores.size());
        sum.recall5 += score.recall5 / static_cast<double>(scores.size());
        sum.recall10 += score.recall10 / static_cast<double>(scores.size());
        sum.reciprocal += score.reciprocal / static_cast<double>(scores.size());
        sum.queries += score.queries;
    }
    return sum;
}

constexpr std::string_view fileHead = "group,name,pool,queries,recall1,recall5,recall10,mrr,equal_recall1,source_recall1,"
                                      "source_recall5,source_recall10,source_mrr";

} // namespace

Method byVectors(Embedding embedding)
{
    return [embedding = std::move(embedding)](const SearchPool &pool) {
        const FormVectors sources = embedding(Side::Source, pool.sources);
        const FormVectors binaries = embedding(Side::Binary, pool.binaries);
        std::vector<int64_t> answers(pool.binaries.size());
        std::iota(answers.begin(), answers.end(), 0);
        return PoolRanks{ranks(binaries, sources, answers), ranks(binaries, sources, answers, pool.textGroups),
                         ranks(sources.part(0, binaries.rows.size(0)), binaries, answers)};
    };
}

std::vector<EvaluationRow> evaluate(const DataSet &set, const std::vector<std::string> &configurations,
                                    const EvaluationOptions &options, const Method &method)
{
    std::map<std::pair<std::string, std::string>, Ranks> groups;
    std::vector<EvaluationRow> rows;
    std::vector<RetrievalScore> exact, normalised, reverse;
    for (uint32_t configuration = 0; configuration < set.configurations().size(); ++configuration) {
        const std::string &name = set.configurations()[configuration];
        if (!configurations.empty() && std::find(configurations.begin(), configurations.end(), name) == configurations.end())
            continue;
        const SearchPool pool = poolOf(set, configuration, options);
        if (pool.binaries.empty())
            continue;
        const Ranks found{method(pool), static_cast<int64_t>(pool.sources.size())};
        rows.push_back(found.row("configuration", name));
        exact.push_back(rows.back().exact);
        normalised.push_back(rows.back().normalised);
        reverse.push_back(rows.back().reverse);
        const std::vector<std::string> parts = partsOf(name);
        for (size_t i = 0; i < pool.binaries.size(); ++i) {
            const FunctionFeatures function = set.binary(pool.binaries[i]);
            const bool literals = !function.strings.empty() || !function.integers.empty();
            for (const auto &[group, value] :
                 {std::pair<std::string, std::string>("all", "all queries"), {"architecture", parts[0]},
                  {"compiler", parts[1]}, {"optimisation", parts[2]},
                  {"size", sizeName(function.code.tokens.size())},
                  {"literals", literals ? "strings or integers" : "neither"}})
                groups[{group, value}].append(found, i);
        }
    }
    if (!exact.empty())
        rows.insert(rows.begin(), {"mean", "mean over configurations", rows.front().pool, mean(exact), mean(normalised),
                                   mean(reverse)});
    for (const auto &[key, found] : groups)
        rows.push_back(found.row(key.first, key.second));
    return rows;
}

std::string evaluationTable(const std::vector<EvaluationRow> &rows)
{
    std::string table = "| | queries | pool | recall@1 | @5 | @10 | MRR | @1, equal texts | source to binary @1 | @10 |\n"
                        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n";
    std::string group;
    for (const EvaluationRow &row : rows) {
        if (row.group != group && !group.empty() && row.group != "all")
            table += "| *" + row.group + "* | | | | | | | | | |\n";
        group = row.group;
        char line[256];
        std::snprintf(line, sizeof line, "| %s | %lld | %lld | %.1f | %.1f | %.1f | %.3f | %.1f | %.1f | %.1f |\n",
                      row.name.c_str(), static_cast<long long>(row.exact.queries), static_cast<long long>(row.pool),
                      100 * row.exact.recall1, 100 * row.exact.recall5, 100 * row.exact.recall10, row.exact.reciprocal,
                      100 * row.normalised.recall1, 100 * row.reverse.recall1, 100 * row.reverse.recall10);
        table += line;
    }
    return table;
}

std::string encodeEvaluation(const EvaluationFile &file)
{
    std::string text;
    const std::string about = file.about.text();
    for (size_t begin = 0, end; (end = about.find('\n', begin)) != std::string::npos; begin = end + 1)
        text += "# " + about.substr(begin, end + 1 - begin);
    text.append(fileHead) += '\n';
    for (const EvaluationRow &row : file.rows) {
        char numbers[256];
        std::snprintf(numbers, sizeof numbers, ",%lld,%lld,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f\n",
                      static_cast<long long>(row.pool), static_cast<long long>(row.exact.queries), row.exact.recall1,
                      row.exact.recall5, row.exact.recall10, row.exact.reciprocal, row.normalised.recall1,
                      row.reverse.recall1, row.reverse.recall5, row.reverse.recall10, row.reverse.reciprocal);
        text += row.group + ',' + row.name + numbers;
    }
    return text;
}

Result<EvaluationFile> decodeEvaluation(std::string_view text, const std::string &name)
{
    EvaluationFile file;
    std::string about;
    bool head = false;
    while (!text.empty()) {
        const size_t end = std::min(text.find('\n'), text.size());
        const std::string line(text.substr(0, end));
        text.remove_prefix(std::min(text.size(), end + 1));
        if (line.starts_with("# ")) {
            about += line.substr(2) + '\n';
        } else if (!head) {
            head = line == fileHead;
            if (!head)
                break;
        } else {
            EvaluationRow row;
            long long pool = 0, queries = 0;
            const size_t first = std::min(line.find(','), line.size());
            const size_t second = std::min(line.find(',', first + 1), line.size());
            if (second == line.size()
                || std::sscanf(line.c_str() + second, ",%lld,%lld,%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf", &pool, &queries,
                               &row.exact.recall1, &row.exact.recall5, &row.exact.recall10, &row.exact.reciprocal,
                               &row.normalised.recall1, &row.reverse.recall1, &row.reverse.recall5,
                               &row.reverse.recall10, &row.reverse.reciprocal)
                    != 11)
                return badInput(name + ": damaged: " + line);
            row.group = line.substr(0, first);
            row.name = line.substr(first + 1, second - first - 1);
            row.pool = pool;
            row.exact.queries = row.normalised.queries = row.reverse.queries = queries;
            file.rows.push_back(std::move(row));
        }
    }
    Result<Settings> settings = Settings::parse(about);
    if (!head || !settings || file.rows.empty())
        return badInput(name + " is no evaluation that symbolon-train wrote");
    file.about = std::move(*settings);
    return file;
}

} // namespace symbolon
