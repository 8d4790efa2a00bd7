// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// symbolon-calibrate: fits the method "full" on packages of the training corpus, and measures it.
#include "generated/version.h"
#include "model/calibration/collect.h"
#include "model/calibration/evaluate.h"
#include "model/calibration/fit.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

using namespace symbolon;
namespace fs = std::filesystem;

constexpr const char *help =
    "symbolon-calibrate collect CORPUS PACKAGE... --out DIR --weights FILE [--cache DIR]\n"
    "symbolon-calibrate collect --case NAME BINARY SOURCE_DIR TRUTH --out DIR --weights FILE\n"
    "symbolon-calibrate fit DIR --out FILE.cpp [--comment TEXT]\n"
    "symbolon-calibrate evaluate DIR [--misses] [--svg FILE]\n"
    "\n"
    "collect writes one case file for the largest binary of each configuration of the packages: take packages that "
    "the\n"
    "network was not trained on. With --case: one binary with a truth table of the benchmark, to be measured only.\n"
    "fit writes the weights of the method \"full\" (analysis/matching/full/fittedweights.cpp).\n"
    "evaluate prints what the built-in weights get right, and how reliable the confidences are; --svg draws\n"
    "the latter.\n"
    "\n"
    "Exit status: 0 done, 1 failed, 2 wrong usage, 3 bad input.\n";

int failed(const Error &error)
{
    std::fprintf(stderr, "symbolon-calibrate: %s%s%s\n", error.summary.c_str(), error.hint.empty() ? "" : ". ",
                 error.hint.c_str());
    return error.kind == ErrorKind::BadInput ? 3 : error.kind == ErrorKind::Usage ? 2 : 1;
}

struct Arguments {
    std::vector<std::string> plain;
    CollectOptions collect;
    std::string caseName;
    std::string comment;
    std::string svg;
    bool misses = false;
    std::string wrong;
};

Arguments parse(int argc, char **argv)
{
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string text = argv[i];
        std::string *value = text == "--out"       ? &arguments.collect.out
                             : text == "--weights" ? &arguments.collect.weights
                             : text == "--cache"   ? &arguments.collect.cache
                             : text == "--case"    ? &arguments.caseName
                             : text == "--comment" ? &arguments.comment
                             : text == "--svg"     ? &arguments.svg
                                                   : nullptr;
        const bool isPath = value != &arguments.caseName && value != &arguments.comment;
        if (value && i + 1 < argc)
            *value = isPath ? fs::absolute(argv[++i]).string() : argv[++i]; // libclang changes the working directory
        else if (text == "--misses")
            arguments.misses = true;
        else if (text.starts_with("--"))
            arguments.wrong = text;
        else
            arguments.plain.push_back(text);
    }
    return arguments;
}

Result<std::vector<MatchCase>> readCases(const std::string &folder)
{
    std::vector<std::string> paths;
    std::error_code error;
    for (const auto &entry : fs::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".case")
            paths.push_back(entry.path().string());
    }
    std::sort(paths.begin(), paths.end());
    if (paths.empty())
        return badInput(folder + ": no case file");
    std::vector<MatchCase> cases;
    for (const std::string &path : paths) {
        auto read = readCase(path);
        if (!read)
            return read.error();
        cases.push_back(std::move(*read));
    }
    return cases;
}

int collect(const Arguments &arguments)
{
    if (arguments.collect.out.empty() || arguments.collect.weights.empty())
        return failed({ErrorKind::Usage, "collect needs --out and --weights", {}, "see --help"});
    if (!arguments.caseName.empty()) {
        if (arguments.plain.size() != 4)
            return failed({ErrorKind::Usage, "--case takes BINARY SOURCE_DIR TRUTH", {}, "see --help"});
        const auto done = collectBinary(arguments.plain[1], arguments.plain[2], arguments.plain[3], arguments.caseName,
                                        arguments.collect);
        return done ? 0 : failed(done.error());
    }
    const fs::path corpus = fs::absolute(arguments.plain[1]);
    for (std::size_t i = 2; i < arguments.plain.size(); ++i) {
        const auto done = collectPackage((corpus / arguments.plain[i]).string(), arguments.collect);
        if (!done)
            return failed(done.error());
    }
    return 0;
}

int fit(const Arguments &arguments)
{
    auto cases = readCases(arguments.plain[1]);
    if (!cases)
        return failed(cases.error());
    // Functions without a source are rare in the corpus and common in life; names that a library exports are common in
    // the corpus.
    for (std::size_t i = 0; i < cases->size(); ++i) {
        MatchCase &each = (*cases)[i];
        if (i % 4 != 3)
            each = withoutNames(each);
        if (i % 2 == 1)
            each = withoutFiles(each, 0.3, i + 1);
    }
    const CombinationWeights weights = fitWeights(*cases, {});
    std::ofstream file(arguments.collect.out);
    file << weightsAsSource(weights, arguments.comment.empty() ? std::string() : "// " + arguments.comment + "\n");
    file.close();
    return file ? 0 : failed(failure(arguments.collect.out + ": cannot be written"));
}

int evaluate(const Arguments &arguments)
{
    const auto cases = readCases(arguments.plain[1]);
    if (!cases)
        return failed(cases.error());
    std::vector<CaseScore> scores;
    for (const MatchCase &each : *cases)
        scores.push_back(score(each, fittedWeights(), arguments.misses));
    printScores(scores);
    if (arguments.svg.empty())
        return 0;
    std::ofstream file(arguments.svg);
    file << reliabilitySvg(scores);
    file.close();
    return file ? 0 : failed(failure(arguments.svg + ": cannot be written"));
}

} // namespace

int main(int argc, char **argv)
{
    const Arguments arguments = parse(argc, argv);
    const auto has = [&](const char *word) {
        return std::any_of(argv + 1, argv + argc, [&](const char *text) { return std::strcmp(text, word) == 0; });
    };
    if (has("--help")) {
        std::fputs(help, stdout);
        return 0;
    }
    if (has("--version")) {
        std::puts("symbolon-calibrate " SYMBOLON_VERSION);
        return 0;
    }
    if (!arguments.wrong.empty() || arguments.plain.empty())
        return failed({ErrorKind::Usage, "wrong usage " + arguments.wrong, {}, "see --help"});
    const std::string &command = arguments.plain.front();
    if (command == "collect")
        return collect(arguments);
    if (command == "fit" && arguments.plain.size() == 2 && !arguments.collect.out.empty())
        return fit(arguments);
    if (command == "evaluate" && arguments.plain.size() == 2)
        return evaluate(arguments);
    return failed({ErrorKind::Usage, "wrong usage of " + command, {}, "see --help"});
}
