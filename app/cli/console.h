// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What all headless commands share: one-line errors with their exit status, progress on stderr, Ctrl+C.
#pragma once

#include "analysis/base/result.h"
#include "analysis/base/work.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <stop_token>

class QCommandLineParser;

namespace symbolon {

namespace ExitStatus {
constexpr int done = 0;
constexpr int failed = 1;
constexpr int usage = 2;
constexpr int badInput = 3;
constexpr int interrupted = 130;
} // namespace ExitStatus

// Prints "symbolon: what; what to do" on one line of stderr. Returns the exit status of its kind.
int report(const Error &error);
int usageError(const QString &message, const QString &command);

// Turns SIGINT and SIGTERM into a stop request. Make it before any thread.
class Interrupt
{
public:
    Interrupt();
    ~Interrupt();
    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

private:
    class Watcher;
    std::stop_source m_source;
    std::unique_ptr<Watcher> m_watcher;
};

// A bar on a terminal, JSON lines when asked for, else nothing. Safe from several threads; a stage that
// runs beside another one shares the line.
class ProgressLine
{
public:
    enum class Style { Automatic, Json, Quiet };
    explicit ProgressLine(Style style);
    ~ProgressLine();
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    void update(const Progress &progress);
    void clear();

private:
    class Private;
    std::unique_ptr<Private> d;
};

// --progress and --jobs, which every long command takes.
void addWorkOptions(QCommandLineParser &parser);
struct WorkOptions {
    ProgressLine::Style style = ProgressLine::Style::Automatic;
    unsigned threads = 0;
};
Result<WorkOptions> workOptions(const QCommandLineParser &parser);

// A number in decimal or, with 0x, hexadecimal.
std::optional<quint64> parseNumber(const QString &text);

// Parses; on --help prints the help and sets status 0, on wrong usage prints one line and sets status 2.
bool parse(QCommandLineParser &parser, const QString &command, const QStringList &arguments, int &status);

} // namespace symbolon
