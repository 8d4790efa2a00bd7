// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/training/trainer.h"

#include <csignal>
#include <cstdio>
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

Result<void> runFit(const std::vector<std::string> &arguments)
{
    std::string config;
    RunOptions options;
    std::vector<std::pair<std::string, std::string>> overrides;
    for (size_t i = 0; i < arguments.size(); ++i) {
        const std::string &argument = arguments[i];
        if (argument == "--resume") {
            options.resume = true;
        } else if (argument == "--out" || argument == "--set") {
            if (++i == arguments.size())
                return wrongUsage(argument + " needs a value");
            const size_t equals = arguments[i].find('=');
            if (argument == "--out")
                options.folder = arguments[i];
            else if (equals == std::string::npos)
                return wrongUsage("--set needs NAME=VALUE");
            else
                overrides.emplace_back(arguments[i].substr(0, equals), arguments[i].substr(equals + 1));
        } else if (argument.starts_with('-') || !config.empty()) {
            return wrongUsage("unexpected argument: " + argument);
        } else {
            config = argument;
        }
    }
    if (config.empty() || options.folder.empty())
        return wrongUsage("fit needs a configuration and --out");
    std::ifstream file(config);
    if (!file)
        return badInput(config + " cannot be read");
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    Result<Settings> settings = Settings::parse(text);
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
    Result<void> result = arguments.front() == "fit" ? runFit(rest) : wrongUsage("unknown command: " + arguments.front());
    return result ? 0 : report(result.error());
}
