// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/dataset/build/build.h"

#include "analysis/features/featurescodec.h"
#include "model/dataset/build/children.h"
#include "model/dataset/build/corpus.h"
#include "model/dataset/build/package.h"
#include "model/dataset/build/selection.h"
#include "model/dataset/build/split.h"
#include "model/dataset/dataset.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <thread>

namespace symbolon {

namespace fs = std::filesystem;

namespace {

struct Input {
    std::string name;
    std::string folder;
    uint64_t size = 0; // roughly how long it takes
};

uint64_t bytesBelow(const std::string &folder)
{
    uint64_t size = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        std::error_code ignored;
        if (at->is_regular_file(ignored))
            size += at->file_size(ignored);
    }
    return size;
}

Result<std::vector<Input>> findPackages(const BuildOptions &options)
{
    std::map<std::string, Input> found; // by name
    std::set<std::string> wanted(options.packages.begin(), options.packages.end());
    for (const std::string &corpus : options.corpora) {
        std::error_code error;
        const fs::path root = fs::canonical(corpus, error);
        if (error || !fs::is_directory(root, error))
            return badInput(corpus + ": no such folder");
        size_t here = 0;
        for (const auto &entry : fs::directory_iterator(root, error)) {
            const std::string name = entry.path().filename().string();
            if (!isCorpusPackage(entry.path().string()))
                continue;
            ++here;
            if (!wanted.empty() && !wanted.contains(name))
                continue;
            if (!found.try_emplace(name, Input{name, entry.path().string(), bytesBelow(entry.path().string())}).second)
                std::fprintf(stderr, "%s: stands in two corpora; the first is taken\n", name.c_str());
        }
        if (error || here == 0)
            return badInput(corpus + ": holds no packages", "Give a folder of folders with a sources.tar.xz each.");
    }
    for (const std::string &name : wanted) {
        if (!found.contains(name))
            return badInput(name + ": no such package in the corpus");
    }
    std::vector<Input> inputs;
    inputs.reserve(found.size());
    for (auto &[name, input] : found)
        inputs.push_back(std::move(input));
    return inputs;
}

Result<std::string> encodedPackage(const Result<Package> &package)
{
    return package.ok() ? Result<std::string>(encodePackage(*package)) : Result<std::string>(package.error());
}

std::vector<ChildTask> tasksFor(const std::vector<Input> &inputs, const BuildOptions &options)
{
    PackageOptions common;
    common.configurations = options.configurations;
    common.tokens = options.tokens;
    common.cache = options.cache;
    std::vector<ChildTask> tasks;
    tasks.reserve(inputs.size() + 1);
    for (const Input &input : inputs) {
        tasks.push_back({input.name, [=](const std::string &folder) {
                             PackageOptions own = common;
                             own.temporary = folder;
                             return encodedPackage(readCorpusPackage(input.folder, own));
                         }});
    }
    if (!options.binaries.empty())
        tasks.push_back({options.sources, [=](const std::string &) {
                             return encodedPackage(readBuiltTree(options.binaries, options.sources, common));
                         }});
    return tasks;
}

double percent(uint64_t part, uint64_t all)
{
    return all > 0 ? 100.0 * static_cast<double>(part) / static_cast<double>(all) : 100.0;
}

void printJoin(const char *name, const JoinCount &count)
{
    std::fprintf(stderr,
                 "%s: %" PRIu64 " of %" PRIu64 " rows joined (%.1f %%); no source function: %" PRIu64
                 ", no binary function: %" PRIu64 "; clones left out: %" PRIu64 "\n",
                 name, count.joined, count.rows, percent(count.joined, count.rows), count.noSource, count.noBinary,
                 count.clones);
}

// What the packages gave, and how far it is.
class Gathering
{
public:
    Gathering(size_t packages, bool verbose)
        : answers(packages), m_verbose(verbose), m_terminal(::isatty(STDERR_FILENO) == 1)
    {
    }

    void ended(ChildOutcome outcome, const std::string &name)
    {
        ++m_done;
        clearLine();
        std::optional<Package> package;
        if (!outcome.answer.ok())
            std::fprintf(stderr, "%s\n", outcome.answer.error().summary.c_str());
        else if (package = decodePackage(*outcome.answer); !package)
            std::fprintf(stderr, "%s: its answer is damaged\n", name.c_str());
        if (package) {
            report(*package, outcome.seconds);
            answers[outcome.task] = std::move(package);
        } else {
            ++failed;
            if (!firstError && !outcome.answer.ok())
                firstError = outcome.answer.error();
        }
        if (m_terminal && m_done < answers.size())
            std::fprintf(stderr, "%zu of %zu packages", m_done, answers.size());
        std::fflush(stderr);
    }

    std::vector<std::optional<Package>> answers; // by task
    std::map<std::string, JoinCount> joins;      // by configuration
    JoinCount total;
    size_t failed = 0;
    std::optional<Error> firstError;

private:
    void clearLine() const
    {
        if (m_terminal)
            std::fputs("\r\033[K", stderr);
    }

    void report(const Package &package, double seconds)
    {
        JoinCount sum;
        for (const auto &[configuration, count] : package.joins) {
            sum += count;
            joins[configuration] += count;
        }
        total += sum;
        std::fprintf(stderr, "[%zu/%zu, %.0f s] ", m_done, answers.size(), seconds);
        printJoin(package.name.c_str(), sum);
        for (const std::string &warning : package.warnings)
            std::fprintf(stderr, "  %s: %s\n", package.name.c_str(), warning.c_str());
        if (m_verbose) {
            for (const std::string &row : package.missed)
                std::fprintf(stderr, "  %s: %s\n", package.name.c_str(), row.c_str());
        }
    }

    bool m_verbose;
    bool m_terminal;
    size_t m_done = 0;
};

std::string describe(const BuildOptions &options, const Selection &selection, const Split &split, uint64_t inlined)
{
    std::array<uint64_t, 3> parts{};
    for (const auto &[source, part] : split)
        ++parts[static_cast<size_t>(part)];
    std::string text = options.paper ? "split by functions" : "split by packages";
    const auto add = [&](const std::string &name, uint64_t value) {
        text += "; " + name + ": " + std::to_string(value);
    };
    text += options.tokens == TokenScheme::Neutral ? "; code tokens: neutral" : "; code tokens: mnemonics";
    add("seed", options.seed);
    add("packages", selection.packages.size());
    add("sources joined", selection.count.sources);
    add("equal to an earlier text", selection.count.equalTexts);
    add("pairs joined", selection.count.pairs);
    add("equal code of one source", selection.count.equalCode);
    add("ambiguous code", selection.count.ambiguous);
    add("sources left without code", selection.count.withoutCode);
    add(options.paper ? "tiny sources left out" : "tiny sources", selection.count.tiny);
    add("sources with inlined callees", inlined);
    add("training", parts[0]);
    add("validation", parts[1]);
    add("test", parts[2]);
    if (options.paper && split.size() < paperTraining + paperValidation + paperTest)
        text += "; fewer than the paper's 50,000: parts scaled down";
    return text;
}

Result<void> writeSplit(const BuildOptions &options, const Selection &selection, const Split &split)
{
    DataSetWriter writer;
    for (const std::string &package : selection.packages)
        writer.addPackage(package);
    for (const std::string &configuration : selection.configurations)
        writer.addConfiguration(configuration);
    uint64_t forms = 0;
    for (const auto &[index, part] : split) {
        const SelectedSource &source = selection.sources[index];
        const auto features = decodeFeatures(source.bytes);
        if (!features)
            return failure("a source function is damaged");
        const uint32_t number = writer.addSource({source.package, part, source.tiny, source.textGroup}, *features);
        if (!source.inlined.empty()) {
            const auto inlined = decodeFeatures(source.inlined);
            if (!inlined)
                return failure("a source function is damaged");
            forms += writer.addInlined(*inlined);
        }
        for (const PairedBinary &binary : source.binaries) {
            const auto code = decodeFeatures(binary.bytes);
            if (!code)
                return failure("a binary function's code graph does not hold together");
            writer.addBinary({number, binary.configuration}, *code);
            if (options.paper)
                break; // exactly one
        }
    }
    const std::string description = describe(options, selection, split, forms);
    if (auto written = writer.write(options.out, description); !written.ok())
        return written;
    std::fprintf(stderr, "%s: %s\n", options.out.c_str(), description.c_str());
    return {};
}

} // namespace

Result<void> buildDataSet(const BuildOptions &options)
{
    auto found = findPackages(options);
    if (!found.ok())
        return found.error();
    std::error_code error;
    if (!options.cache.empty()
        && (fs::create_directories(options.cache, error), !fs::is_directory(options.cache, error)))
        return failure(options.cache + ": no such folder, and it cannot be made");
    std::vector<ChildTask> tasks = tasksFor(*found, options);
    std::vector<size_t> order(tasks.size()); // the largest first, so that none is left alone at the end
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        return a < found->size() && b < found->size() && (*found)[a].size > (*found)[b].size;
    });
    std::vector<ChildTask> ordered;
    ordered.reserve(tasks.size());
    for (const size_t task : order)
        ordered.push_back(tasks[task]);

    Gathering gathering(tasks.size(), options.verbose);
    const unsigned jobs = options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
    auto ran = runInChildren(ordered, jobs, [&](ChildOutcome outcome) {
        outcome.task = order[outcome.task];
        const std::string &name = tasks[outcome.task].name;
        gathering.ended(std::move(outcome), name);
    });
    if (!ran.ok())
        return ran;
    if (gathering.failed == tasks.size())
        return gathering.firstError.value_or(failure("no package could be read"));
    for (const auto &[configuration, count] : gathering.joins)
        printJoin(configuration.c_str(), count);
    printJoin("all", gathering.total);
    if (gathering.failed > 0)
        std::fprintf(stderr, "%zu packages could not be read and are left out\n", gathering.failed);

    Selection selection;
    for (std::optional<Package> &package : gathering.answers) {
        if (package)
            selection.add(std::move(*std::exchange(package, std::nullopt)));
    }
    selection.finish();
    const Split split = options.paper ? paperSplit(selection, options.seed) : projectSplit(selection, options.seed);
    if (split.empty())
        return badInput("no source function has a binary function", "Do the sources belong to the binaries?");
    return writeSplit(options, selection, split);
}

} // namespace symbolon
