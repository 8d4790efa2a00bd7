// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// symbolon-dataset: builds data sets for symbolon-train, and says what one holds.
#include "generated/version.h"
#include "model/dataset/build/build.h"

#include <getopt.h>

#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>

namespace {

using namespace symbolon;

constexpr const char *help =
    "symbolon-dataset build CORPUS... --out FILE [options]\n"
    "symbolon-dataset build --binary FILE... --sources DIR --out FILE [options]\n"
    "symbolon-dataset info FILE\n"
    "\n"
    "Builds a data set of source functions and the binary functions that were compiled from them, for\n"
    "symbolon-train; or prints what one holds.\n"
    "\n"
    "A CORPUS is a folder of packages, each a folder with sources.tar.xz, compile_commands.json.xz, and per\n"
    "configuration a folder of UNIT.elf.xz (stripped) with UNIT.truth.tsv.xz. With --binary, the data set comes\n"
    "from ELF files with debug information (compiled with -g, not stripped) and the sources that they were\n"
    "compiled from; DIR may hold a compile_commands.json.\n"
    "\n"
    "  --out FILE              the data set to write\n"
    "  --split projects|paper  projects (default): whole packages go to training, validation and test, 80/10/10;\n"
    "                          paper: functions at random, 30,000/10,000/10,000 pairs of one configuration\n"
    "  --configuration NAME    only this one, such as x64-gcc-O0; may be given again. Default: all\n"
    "  --packages A,B...       only these\n"
    "  --tokens neutral|mnemonic\n"
    "                          the vocabulary of the code: the same for all architectures (default), or mnemonics\n"
    "  --seed N                of the splits (default 1)\n"
    "  --cache DIR             keep what the source parser finds of a corpus there, for the next build: it takes most\n"
    "                          of the time\n"
    "  --jobs N                packages that are read at a time (default: one for each core)\n"
    "  --verbose               name the rows that could not be joined, at most 400 of a package\n"
    "  --help, --version\n"
    "\n"
    "Progress and what was left out go to stderr. Exit status: 0 done, 1 failed, 2 wrong usage, 3 bad input,\n"
    "130 interrupted.\n";

Error usage(std::string summary)
{
    return {ErrorKind::Usage, std::move(summary), {}, "See symbolon-dataset --help."};
}

int ended(const Result<void> &result)
{
    if (result.ok())
        return 0;
    const Error &error = result.error();
    std::fprintf(stderr, "symbolon-dataset: %s%s%s\n", error.summary.c_str(), error.hint.empty() ? "" : ". ",
                 error.hint.c_str());
    switch (error.kind) {
    case ErrorKind::Usage:
        return 2;
    case ErrorKind::BadInput:
        return 3;
    case ErrorKind::Cancelled:
        return 130;
    case ErrorKind::Failed:
        break;
    }
    return 1;
}

bool number(std::string_view text, uint64_t &value)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

void addNames(std::string_view list, std::vector<std::string> &names)
{
    while (!list.empty()) {
        const size_t comma = list.find(',');
        if (comma != 0)
            names.emplace_back(list.substr(0, comma));
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    }
}

enum Option { Out = 1, Split, Configuration, Packages, Tokens, Seed, Jobs, Binary, Sources, Cache, Verbose };

constexpr option longOptions[] = {{"out", required_argument, nullptr, Out},
                                  {"split", required_argument, nullptr, Split},
                                  {"configuration", required_argument, nullptr, Configuration},
                                  {"packages", required_argument, nullptr, Packages},
                                  {"tokens", required_argument, nullptr, Tokens},
                                  {"seed", required_argument, nullptr, Seed},
                                  {"jobs", required_argument, nullptr, Jobs},
                                  {"binary", required_argument, nullptr, Binary},
                                  {"sources", required_argument, nullptr, Sources},
                                  {"cache", required_argument, nullptr, Cache},
                                  {"verbose", no_argument, nullptr, Verbose},
                                  {nullptr, 0, nullptr, 0}};

// Empty: fine.
std::string take(int option, std::string_view value, BuildOptions &options)
{
    uint64_t jobs = 0;
    switch (option) {
    case Out:
        options.out = value;
        break;
    case Split:
        if (value != "paper" && value != "projects")
            return "--split is paper or projects";
        options.paper = value == "paper";
        break;
    case Configuration:
        addNames(value, options.configurations);
        break;
    case Packages:
        addNames(value, options.packages);
        break;
    case Tokens:
        if (value != "neutral" && value != "mnemonic")
            return "--tokens is neutral or mnemonic";
        options.tokens = value == "neutral" ? TokenScheme::Neutral : TokenScheme::Mnemonic;
        break;
    case Seed:
        if (!number(value, options.seed))
            return "--seed is a number";
        break;
    case Jobs:
        if (!number(value, jobs) || jobs == 0 || jobs > 1024)
            return "--jobs is a number from 1 to 1024";
        options.jobs = static_cast<unsigned>(jobs);
        break;
    case Binary:
        options.binaries.emplace_back(value);
        break;
    case Sources:
        options.sources = value;
        break;
    case Cache:
        options.cache = value;
        break;
    case Verbose:
        options.verbose = true;
        break;
    default:
        return "unknown option, or one without its value";
    }
    return {};
}

std::string problemOf(const BuildOptions &options)
{
    if (options.out.empty())
        return "--out is missing";
    if (options.binaries.empty() != options.sources.empty())
        return "--binary and --sources belong together";
    if (options.corpora.empty() && options.binaries.empty())
        return "nothing to build from: give a corpus, or --binary and --sources";
    if (options.paper && options.binaries.empty() && options.configurations.size() != 1)
        return "the paper's split is of one --configuration";
    return {};
}

int build(int argc, char **argv)
{
    BuildOptions options;
    opterr = 0;
    for (int option = 0; (option = getopt_long(argc, argv, "", longOptions, nullptr)) != -1;) {
        if (const std::string problem = take(option, optarg ? optarg : "", options); !problem.empty())
            return ended(usage(problem));
    }
    // --binary A B: the further ones are arguments too.
    auto &rest = options.binaries.empty() ? options.corpora : options.binaries;
    rest.insert(rest.end(), argv + optind, argv + argc);
    if (const std::string problem = problemOf(options); !problem.empty())
        return ended(usage(problem));
    return ended(buildDataSet(options));
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view command = argc > 1 ? argv[1] : "";
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--help" || std::string_view(argv[i]) == "-h") {
            std::fputs(help, stdout);
            return 0;
        }
    }
    if (command == "--version") {
        std::puts("symbolon-dataset " SYMBOLON_VERSION);
        return 0;
    }
    if (command == "build")
        return build(argc - 1, argv + 1);
    if (command == "info" && argc == 3)
        return ended(printInfo(argv[2]));
    return ended(usage(command.empty()     ? "a command is missing: build or info"
                       : command == "info" ? "info takes one file"
                                           : std::string(command) + ": no such command"));
}
