// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// mutate [--count N] [--seed S] [--first N] [--jobs N] [FILE | CASES]...
//
// Damages executables and takes each through reading, disassembling and encoding. FILE is an executable, CASES a
// folder with one folder per case that holds an executable "bin"; without any, $SYMBOLON_BENCH/cases, or the sample
// program where that is not set. Input N is made from the file's name, the seed and N alone: "--seed S --first N
// --count 1" with the same files makes it again, "--save OUT" writes it where it is a file. "--as-is" reads each file
// undamaged, for what a fuzzer has found.
//
// Status 1: a crash, a sanitizer's report, a broken promise, or too much time or memory in our own code. A crash
// inside of LIEF is counted only: the product reads files in child processes.
#include "analysis/binary/loader.h"
#include "analysis/disasm/disassembler.h"
#include "children.h"
#include "crash.h"
#include "damage.h"
#include "promises.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

using namespace symbolon;
namespace files = std::filesystem;

namespace {

struct Case {
    std::string name;
    std::vector<uint8_t> bytes;
    std::optional<Image> image; // undamaged
};

struct Options {
    uint64_t count = 500;
    uint64_t seed = 1;
    uint64_t first = 0;
    unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
    bool asIs = false;
    std::string save;
    std::vector<files::path> inputs;
};

constexpr uint64_t Window = 12 * 1024; // bytes of code: thousands of inputs have to be quick
constexpr uint64_t Whole = 64 * 1024;  // what is taken as a whole more often

void addFile(std::vector<Case> &cases, const files::path &path, const std::string &name)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return;
    cases.push_back({name, {std::istreambuf_iterator<char>(file), {}}, {}});
}

std::vector<Case> readCases(const Options &options)
{
    std::vector<Case> cases;
    std::vector<files::path> inputs = options.inputs;
    if (inputs.empty()) {
        const char *bench = std::getenv("SYMBOLON_BENCH");
        inputs.emplace_back(bench ? files::path(bench) / "cases" : files::path(SYMBOLON_SAMPLE_DIR));
    }
    for (const files::path &input : inputs) {
        if (!files::is_directory(input)) {
            addFile(cases, input, input.filename());
            continue;
        }
        for (const auto &entry : files::directory_iterator(input)) {
            if (entry.is_directory())
                addFile(cases, entry.path() / "bin", entry.path().filename());
            else if (!entry.path().has_extension())
                addFile(cases, entry.path(), entry.path().filename());
        }
    }
    std::ranges::sort(cases, {}, &Case::name);
    return cases;
}

std::string take(const Image &image, fuzz::Tally &tally)
{
    Work work;
    work.threads = 1;
    const auto program = disassemble(image, {}, work);
    if (!program)
        return program.error().kind == ErrorKind::BadInput ? std::string() : program.error().summary;
    ++tally.read;
    tally.functions += program->functions.size();
    return fuzz::brokenPromise(image, *program);
}

std::string takeFile(const std::vector<uint8_t> &bytes, const std::string &name, uint64_t window, fuzz::Random &random,
                     fuzz::Tally &tally)
{
    auto image = loadImage(bytes, {name, {}, {}, 0, false});
    if (!image)
        return image.error().kind == ErrorKind::BadInput ? std::string() : image.error().summary;
    if (const std::string broken = fuzz::brokenPromise(*image); !broken.empty())
        return broken;
    fuzz::forgetPeak(); // LIEF believes what a header says of sizes
    if (window)
        fuzz::keepWindow(*image, window, random);
    return take(*image, tally);
}

std::string runOne(const Case &from, const Options &options, uint64_t number, fuzz::Tally &tally)
{
    std::seed_seq seeds(from.name.begin(), from.name.end());
    std::vector<uint32_t> mixed(2);
    seeds.generate(mixed.begin(), mixed.end());
    std::seed_seq seed{uint64_t(mixed[0]), uint64_t(mixed[1]), options.seed, number};
    fuzz::Random random(seed);
    if (options.asIs)
        return takeFile(from.bytes, from.name, 0, random, tally);
    const bool file = random() % 2;
    // Now and then the whole program.
    const bool whole = random() % (from.bytes.size() <= 2 * Whole ? 16 : 256) == 0;
    const uint64_t window = whole ? 0 : Window;
    if (file || !from.image) {
        std::vector<uint8_t> bytes = from.bytes;
        fuzz::damageFile(bytes, random);
        if (!options.save.empty())
            std::ofstream(options.save, std::ios::binary)
                .write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        return takeFile(bytes, from.name, window, random, tally);
    }
    Image image = *from.image;
    if (window)
        fuzz::keepWindow(image, window, random);
    fuzz::damageImage(image, random);
    return take(image, tally);
}

bool parse(int argc, char **argv, Options &options)
{
    for (int n = 1; n < argc; ++n) {
        const std::string word = argv[n];
        const auto number = [&] { return ++n < argc ? std::strtoull(argv[n], nullptr, 0) : 0; };
        if (word == "--count")
            options.count = number();
        else if (word == "--seed")
            options.seed = number();
        else if (word == "--first")
            options.first = number();
        else if (word == "--jobs")
            options.jobs = static_cast<unsigned>(std::clamp<uint64_t>(number(), 1, 256));
        else if (word == "--as-is")
            options.asIs = true;
        else if (word == "--save" && n + 1 < argc)
            options.save = argv[++n];
        else if (word.starts_with("--"))
            return false;
        else
            options.inputs.emplace_back(word);
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    Options options;
    if (!parse(argc, argv, options)) {
        std::fprintf(stderr, "mutate [--count N] [--seed S] [--first N] [--jobs N] [--as-is] [--save OUT] [FILE]...\n");
        return 2;
    }
    std::vector<Case> cases = readCases(options);
    if (cases.empty()) {
        std::fprintf(stderr, "no executables\n");
        return 2;
    }
    for (Case &each : cases) {
        if (options.asIs)
            continue;
        if (auto image = loadImage(each.bytes, {each.name, {}, {}, 0, false}))
            each.image = std::move(*image);
        else
            std::printf("%s is damaged files only: %s\n", each.name.c_str(), image.error().summary.c_str());
    }
    const auto caseOf = [&](uint64_t number) -> const Case & { return cases[number % cases.size()]; };
    fuzz::Job job;
    job.first = options.asIs ? 0 : options.first;
    job.count = options.asIs ? cases.size() : options.count;
    job.children = options.jobs;
    // A whole program of 2.5 MB takes some seconds; sanitizers make it ten times that.
    job.limits = fuzz::Sanitized ? fuzz::Limits{180, 3072} : fuzz::Limits{20, 1024};
    job.name = [&](uint64_t number) {
        return caseOf(number).name + " --seed " + std::to_string(options.seed) + " --first " + std::to_string(number);
    };
    job.run = [&](uint64_t number, fuzz::Tally &tally) { return runOne(caseOf(number), options, number, tally); };
    const fuzz::Summary summary = fuzz::runInChildren(job);
    const auto print = [](const char *text, uint64_t value) {
        std::printf("%-28s %llu\n", text, static_cast<unsigned long long>(value));
    };
    print("cases", cases.size());
    print("inputs", summary.done);
    print("of them disassembled", summary.read);
    print("functions", summary.functions);
    print("crashes inside of LIEF", summary.insideLief);
    print("failures", summary.failures);
    std::printf("%-28s %.2f s of the processor: %s\n", "slowest", summary.slowest,
                job.name(summary.slowestNumber).c_str());
    std::printf("%-28s %llu MiB: %s\n", "most memory", static_cast<unsigned long long>(summary.peakMb),
                job.name(summary.peakNumber).c_str());
    return summary.failures ? 1 : 0;
}
