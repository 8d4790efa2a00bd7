// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/embedding.h"
#include "model/network/threads.h"
#include "model/network/weights.h"
#include "model/training/evaluation.h"
#include "model/training/results.h"
#include "model/training/trainer.h"
#ifdef SYMBOLON_BASELINES
#include "model/training/baselines/baselines.h"
#endif

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <unistd.h>
#include <vector>

using namespace symbolon;

namespace {

constexpr const char *usage = R"(symbolon-train: trains and evaluates the network

  symbolon-train fit CONFIG --out FOLDER [--resume] [--set NAME=VALUE]...
      Trains as the file CONFIG says ("name = value" a line) into a run folder: settings, metrics.csv, curves,
      weights and a checkpoint. --set overrides one of its settings, --resume goes on from the folder's checkpoint.

  symbolon-train evaluate WEIGHTS|--method NAME --data FILE [--part test|validation] [--pool N]
                 [--configuration NAME]... [--out FOLDER]
      Searches each binary function's source in a pool, and the other way round; prints a table by configuration,
      architecture, compiler, optimisation, size and literals, and writes it as evaluation.md and evaluation.csv.
      --method takes one without a network: binpro, b2sfinder, integers, strings.

  symbolon-train results FOLDER... --out FILE.md [--shipped FOLDER]
      Puts the evaluations of several run folders, or of methods without a network, beside the paper's table 1;
      those of the shipped run by configuration, architecture and size as well.

All cores are used; OMP_NUM_THREADS in the environment says how many instead.
)";

std::stop_source stopSource;

void interrupt(int)
{
    stopSource.request_stop();
}

int report(const Error &error)
{
    if (error.kind != ErrorKind::Cancelled)
        std::fprintf(stderr, "symbolon-train: %s%s%s%s%s\n", error.summary.c_str(), error.detail.empty() ? "" : ": ",
                     error.detail.c_str(), error.hint.empty() ? "" : ". ", error.hint.c_str());
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

Error wrongUsage(std::string text)
{
    return {ErrorKind::Usage, std::move(text), {}, "See symbolon-train --help."};
}

// Lines that replace one another on a terminal; elsewhere they are left out.
class Screen
{
public:
    void say(const std::string &line)
    {
        clear();
        std::fprintf(stderr, "%s\n", line.c_str());
    }
    void show(const std::string &line)
    {
        if (!m_terminal)
            return;
        std::fprintf(stderr, "\r\033[K%s", line.c_str());
        std::fflush(stderr);
        m_shown = true;
    }
    void clear()
    {
        if (m_shown)
            std::fprintf(stderr, "\r\033[K");
        m_shown = false;
    }

private:
    bool m_terminal = isatty(STDERR_FILENO);
    bool m_shown = false;
};

// Splits "--name value" from the rest: gives false where the value is missing.
class Arguments
{
public:
    explicit Arguments(std::vector<std::string> arguments) : m_arguments(std::move(arguments)) { }
    // The next argument; false at the end.
    bool next(std::string &argument)
    {
        if (m_at == m_arguments.size())
            return false;
        argument = m_arguments[m_at++];
        return true;
    }
    Result<std::string> value(const std::string &option)
    {
        if (m_at == m_arguments.size())
            return wrongUsage(option + " needs a value");
        return m_arguments[m_at++];
    }

private:
    std::vector<std::string> m_arguments;
    size_t m_at = 0;
};

std::string readFile(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Result<void> writeFile(const std::string &path, const std::string &text)
{
    std::ofstream file(path, std::ios::binary);
    file << text;
    return file.flush() ? Result<void>() : failure("cannot write " + path);
}

// Both say in `about` what they are.
Result<Method> networkMethod(const DataSet &set, const std::string &path, Settings &about)
{
    const Result<Weights> weights = decodeWeights(readFile(path), path);
    if (!weights)
        return weights.error();
    about.set("weights", weights->identity);
    return byVectors([&set, network = weights->network, reader = InputReader(weights->network->config())](
                         Side side, const std::vector<uint32_t> &indices) {
        const torch::Device device(torch::cuda::is_available() ? torch::kCUDA : torch::kCPU);
        const auto vectors = [&](const std::vector<FunctionInput> &inputs) {
            std::vector<const FunctionInput *> pointers;
            for (const FunctionInput &input : inputs)
                pointers.push_back(&input);
            return embed(network, side, pointers, device);
        };
        const bool forms = side == Side::Source && network->config().inlined != "none";
        std::vector<FunctionInput> inputs, inlined;
        std::vector<int64_t> rows;
        for (const uint32_t index : indices) {
            if (const auto form = forms ? set.inlined(index) : std::nullopt) {
                inlined.push_back(reader.source(*form));
                rows.push_back(static_cast<int64_t>(inputs.size()));
            }
            inputs.push_back(side == Side::Source ? reader.source(set.source(index)) : reader.binary(set.binary(index)));
        }
        return inlined.empty() ? FormVectors(vectors(inputs)) : FormVectors(vectors(inputs), vectors(inlined), rows);
    });
}

Result<Method> baselineMethod([[maybe_unused]] const DataSet &set, const std::string &name, Settings &about)
{
    about.set("method", name);
#ifdef SYMBOLON_BASELINES
    about.set("row", baselineRow(name));
    return findBaseline(set, name);
#else
    return failure("this build has no methods without a network", "Build with everything that symbolon needs.");
#endif
}

Result<void> runEvaluate(std::vector<std::string> list)
{
    Arguments arguments(std::move(list));
    std::string weightsPath, methodName, dataPath, outFolder;
    EvaluationOptions options;
    std::vector<std::string> configurations;
    for (std::string argument; arguments.next(argument);) {
        if (!argument.starts_with('-') && weightsPath.empty()) {
            weightsPath = argument;
            continue;
        }
        const Result<std::string> value = arguments.value(argument);
        if (!value)
            return value.error();
        if (argument == "--data")
            dataPath = *value;
        else if (argument == "--out")
            outFolder = *value;
        else if (argument == "--method")
            methodName = *value;
        else if (argument == "--configuration")
            configurations.push_back(*value);
        else if (argument == "--pool")
            options.pool = std::strtoll(value->c_str(), nullptr, 10);
        else if (argument == "--part" && (*value == "test" || *value == "validation"))
            options.part = *value == "test" ? Part::Test : Part::Validation;
        else
            return wrongUsage("unexpected argument: " + argument + " " + *value);
    }
    if (weightsPath.empty() == methodName.empty() || dataPath.empty() || options.pool < 2)
        return wrongUsage("evaluate needs weights or --method, --data and a pool of at least 2");
    const Result<DataSet> set = DataSet::open(dataPath);
    if (!set)
        return set.error();
    EvaluationFile file;
    file.about.set("data", std::filesystem::path(dataPath).filename().string());
    file.about.set("description", set->description());
    file.about.set("part", options.part == Part::Test ? "test" : "validation");
    file.about.set("seed", std::to_string(options.seed));
    const Result<Method> method = methodName.empty() ? networkMethod(*set, weightsPath, file.about)
                                                     : baselineMethod(*set, methodName, file.about);
    if (!method)
        return method.error();
    file.rows = evaluate(*set, configurations, options, *method);
    const std::string table = evaluationTable(file.rows);
    std::fputs(table.c_str(), stdout);
    if (outFolder.empty())
        return {};
    std::error_code error;
    std::filesystem::create_directories(outFolder, error);
    if (const Result<void> written = writeFile(outFolder + "/evaluation.md", table); !written)
        return written;
    return writeFile(outFolder + "/evaluation.csv", encodeEvaluation(file));
}

Result<void> runResults(std::vector<std::string> list)
{
    Arguments arguments(std::move(list));
    std::vector<std::string> folders;
    std::string outPath, shipped;
    for (std::string argument; arguments.next(argument);) {
        if (!argument.starts_with('-')) {
            folders.push_back(argument);
            continue;
        }
        const Result<std::string> value = arguments.value(argument);
        if (!value)
            return value.error();
        if (argument == "--out")
            outPath = *value;
        else if (argument == "--shipped")
            shipped = *value;
        else
            return wrongUsage("unexpected argument: " + argument);
    }
    if (folders.empty() || outPath.empty())
        return wrongUsage("results needs run folders and --out");
    if (!shipped.empty() && std::find(folders.begin(), folders.end(), shipped) == folders.end())
        folders.push_back(shipped);
    std::vector<RunResult> runs;
    for (const std::string &folder : folders) {
        Result<RunResult> run = readRun(folder);
        if (!run)
            return run.error();
        run->shipped = folder == shipped;
        runs.push_back(std::move(*run));
    }
    return writeFile(outPath, resultsText(runs));
}

Result<void> runFit(std::vector<std::string> list)
{
    Arguments arguments(std::move(list));
    std::string config;
    RunOptions options;
    std::vector<std::pair<std::string, std::string>> overrides;
    for (std::string argument; arguments.next(argument);) {
        if (!argument.starts_with('-') && config.empty()) {
            config = argument;
            continue;
        }
        if (argument == "--resume") {
            options.resume = true;
            continue;
        }
        const Result<std::string> value = arguments.value(argument);
        if (!value)
            return value.error();
        const size_t equals = value->find('=');
        if (argument == "--out")
            options.folder = *value;
        else if (argument == "--set" && equals != std::string::npos)
            overrides.emplace_back(value->substr(0, equals), value->substr(equals + 1));
        else
            return wrongUsage("unexpected argument: " + argument + " " + *value);
    }
    if (config.empty() || options.folder.empty())
        return wrongUsage("fit needs a configuration and --out");
    if (!std::ifstream(config))
        return badInput(config + " cannot be read");
    Result<Settings> settings = Settings::parse(readFile(config));
    if (!settings)
        return badInput(config + ": " + settings.error().summary);
    for (auto &[name, value] : overrides)
        settings->set(name, value);
    const NetworkConfig network = NetworkConfig::take(*settings);
    const TrainingConfig training = TrainingConfig::take(*settings);
    if (const Result<void> finished = settings->finished(); !finished)
        return badInput(config + ": " + finished.error().summary);
    Screen screen;
    options.say = [&](const std::string &line) { screen.say(line); };
    options.show = [&](const std::string &line) { screen.show(line); };
    options.stop = stopSource.get_token();
    const Result<void> result = fit(network, training, options);
    screen.clear();
    return result;
}

} // namespace

int main(int count, char **values)
{
    std::signal(SIGINT, interrupt);
    std::signal(SIGTERM, interrupt);
    const std::vector<std::string> arguments(values + 1, values + count);
    if (arguments.empty() || arguments.front() == "--help" || arguments.front() == "-h") {
        std::fputs(usage, arguments.empty() ? stderr : stdout);
        return arguments.empty() ? 2 : 0;
    }
    const std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
    if (!std::getenv("OMP_NUM_THREADS"))
        useThreads(0);
    Result<void> result = arguments.front() == "fit" ? runFit(rest)
        : arguments.front() == "evaluate" ? runEvaluate(rest)
        : arguments.front() == "results"  ? runResults(rest)
                                          : wrongUsage("unknown command: " + arguments.front());
    return result ? 0 : report(result.error());
}
