// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long the method "full" takes for a whole program, vectors and retrieval given: the plan and the first match
// (together the matching stage), and matching anew after one decision. On generated programs of 1,000 to 50,000
// functions against as many, with the exponent by which time grows; or on the case files of symbolon-calibrate in a
// folder. Seconds of the clock, and in brackets of the processor, all threads together. Asserts nothing.
//   wholeprogram [FOLDER] [--threads N] [--most FUNCTIONS]
#include "analysis/matching/full/fullmatcher.h"
#include "model/calibration/matchcase.h"
#include "tests/matching/generatedprogram.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

using namespace symbolon;

namespace {

struct Seconds {
    double clock = 0;
    double processor = 0;
};

class Timer
{
public:
    [[nodiscard]] Seconds seconds() const
    {
        return {std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begin).count(),
                static_cast<double>(std::clock() - m_processor) / CLOCKS_PER_SEC};
    }

private:
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
    std::clock_t m_processor = std::clock();
};

struct Times {
    Seconds plan, match, again;
    [[nodiscard]] Seconds stage() const { return {plan.clock + match.clock, plan.processor + match.processor}; }
};

double peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

// The pair that an analyst would look at first: of all first candidates the least sure one.
std::pair<uint32_t, uint32_t> leastSure(const Matches &matches)
{
    const auto least = std::min_element(matches.functions.begin(), matches.functions.end(),
                                        [](const FunctionMatches &a, const FunctionMatches &b) {
                                            return a.candidates.front().confidence < b.candidates.front().confidence;
                                        });
    return {least->function, least->candidates.front().source};
}

bool measure(FeaturePool binary, FeaturePool source, std::shared_ptr<const Retrieval> retrieval, unsigned threads,
             Times &times)
{
    const auto pools = std::make_shared<const MatchPools>(MatchPools{std::move(binary), std::move(source)});
    Work work;
    work.threads = threads;
    MatchOptions options;
    options.retrieval = std::move(retrieval);
    const Timer planning;
    const auto plan = FullMatcher().plan(pools, options, work);
    times.plan = planning.seconds();
    if (!plan)
        return false;
    const Timer matching;
    const auto matches = (*plan)->match(options, work);
    times.match = matching.seconds();
    if (!matches || matches->functions.empty())
        return false;
    options.accepted = {leastSure(*matches)};
    const Timer rerun;
    const auto again = (*plan)->match(options, work);
    times.again = rerun.seconds();
    return static_cast<bool>(again);
}

void heading()
{
    std::printf("%-28s %8s %8s %16s %16s %16s %12s %8s\n", "program", "binary", "source", "plan s", "match s",
                "decision s", "us/function", "peak MB");
}

void row(const char *name, size_t binary, size_t source, const Times &times)
{
    std::printf("%-28s %8zu %8zu", name, binary, source);
    for (const Seconds &each : {times.plan, times.match, times.again})
        std::printf("  %6.2f (%6.2f)", each.clock, each.processor);
    std::printf(" %12.0f %8.0f\n", 1e6 * times.stage().processor / static_cast<double>(binary), peakMegabytes());
    std::fflush(stdout);
}

// Slope of ln(seconds) over ln(functions), least squares.
double exponent(const std::vector<std::pair<double, double>> &points)
{
    double x = 0, y = 0, xx = 0, xy = 0;
    for (const auto &[functions, seconds] : points) {
        const double u = std::log(functions), v = std::log(seconds);
        x += u;
        y += v;
        xx += u * u;
        xy += u * v;
    }
    const auto n = static_cast<double>(points.size());
    return (n * xy - x * y) / (n * xx - x * x);
}

bool generated(unsigned threads, uint32_t most)
{
    constexpr size_t dimension = 256;
    heading();
    std::vector<std::pair<double, double>> stage, again, bound;
    for (const uint32_t functions : {1'000U, 2'000U, 5'000U, 10'000U, 20'000U, 50'000U}) {
        if (functions > most)
            break;
        auto made = pools::generatedProgram(functions, 1, dimension);
        Times times;
        if (!measure(std::move(made.binary), std::move(made.source), made.retrieval, threads, times))
            return false;
        row("generated", functions, functions, times);
        const auto n = static_cast<double>(functions);
        stage.emplace_back(n, times.stage().processor);
        again.emplace_back(n, times.again.processor);
        bound.emplace_back(n, n * std::log(n));
    }
    if (stage.size() > 1)
        std::printf("time grows with the functions to the power of %.2f, after a decision %.2f (n log n: %.2f)\n",
                    exponent(stage), exponent(again), exponent(bound));
    return true;
}

bool cases(const std::string &folder, unsigned threads)
{
    std::vector<std::filesystem::path> paths;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".case")
            paths.push_back(entry.path());
    }
    if (paths.empty()) {
        std::fprintf(stderr, "%s: no case file\n", folder.c_str());
        return false;
    }
    std::sort(paths.begin(), paths.end());
    heading();
    for (const auto &path : paths) {
        auto read = readCase(path.string());
        if (!read) {
            std::fprintf(stderr, "%s\n", read.error().summary.c_str());
            return false;
        }
        const size_t binary = read->binary.functions.size(), source = read->source.functions.size();
        Times times;
        if (!measure(std::move(read->binary), std::move(read->source), read->retrieval, threads, times))
            return false;
        row(path.stem().c_str(), binary, source, times);
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    std::string folder;
    unsigned threads = 2;
    uint32_t most = UINT32_MAX;
    for (int i = 1; i < argc; ++i) {
        const std::string text = argv[i];
        if (text == "--threads" && i + 1 < argc)
            threads = static_cast<unsigned>(std::atoi(argv[++i]));
        else if (text == "--most" && i + 1 < argc)
            most = static_cast<uint32_t>(std::atoi(argv[++i]));
        else
            folder = text;
    }
    return (folder.empty() ? generated(threads, most) : cases(folder, threads)) ? 0 : 1;
}
