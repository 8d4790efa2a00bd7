// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commandline.h"

#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "generated/version.h"

#include <QFileInfo>
#include <QGuiApplication>

#include <cstdio>
#include <cstring>
#include <string_view>

namespace symbolon {

namespace {

struct Command {
    const char *name;
    const char *summary;
    int (*run)(const QStringList &, std::stop_token);
};

constexpr Command commands[] = {
    {"list", "what a firmware file contains", listCommand},
    {"analyze", "the functions of a binary", analyzeCommand},
    {"match", "find the source function of each binary function", matchCommand},
    {"find", "find source functions in a binary", findCommand},
    {"export", "write a project's report", exportCommand},
};

const Command *find(std::string_view name)
{
    for (const Command &command : commands)
        if (name == command.name)
            return &command;
    return nullptr;
}

// A misspelt command is not a file to open in a window.
bool isNothing(std::string_view word)
{
    return !word.empty() && !word.starts_with('-') && !find(word)
           && !QFileInfo::exists(QString::fromLocal8Bit(word.data(), static_cast<qsizetype>(word.size())));
}

// What Qt has to say about the desktop it does not find is nothing to a command's user.
void onlyTrouble(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type == QtCriticalMsg || type == QtFatalMsg)
        std::fprintf(stderr, "symbolon: %s\n", qPrintable(message));
}

void printHelp()
{
    std::printf("symbolon %s - finds, for each function of a binary, the source function it was compiled from\n\n"
                "  symbolon [PROJECT|BINARY]        open the workbench\n",
                SYMBOLON_VERSION);
    for (const Command &command : commands)
        std::printf("  symbolon %-8s …               %s\n", command.name, command.summary);
    std::printf("\nsymbolon COMMAND --help tells what a command takes.\n"
                "Exit status: 0 done, 1 failed, 2 wrong usage, 3 bad input, 130 interrupted.\n");
}

} // namespace

bool isCommandLine(int argc, char **argv)
{
    if (argc < 2)
        return false;
    const std::string_view word = argv[1];
    return find(word) || word == "--help" || word == "-h" || word == "--version" || isNothing(word);
}

int runCommandLine(int argc, char **argv)
{
    const std::string_view word = argv[1];
    if (word == "--version") {
        std::printf("symbolon %s\n", SYMBOLON_VERSION);
        return ExitStatus::done;
    }
    const Command *command = find(word);
    if (isNothing(word))
        return usageError(QString::fromLocal8Bit(argv[1]) + QStringLiteral(" is neither a command nor a file"), {});
    if (!command) {
        printHelp();
        return ExitStatus::done;
    }
    const Interrupt interrupt;
    // Reports measure text, which needs QtGui; the offscreen platform needs no display.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler(onlyTrouble);
    QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("symbolon"));
    QGuiApplication::setApplicationVersion(QStringLiteral(SYMBOLON_VERSION));
    QStringList arguments = QGuiApplication::arguments();
    arguments.removeAt(1);
    return command->run(arguments, interrupt.token());
}

} // namespace symbolon
