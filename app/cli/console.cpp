// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/console.h"

#include <QCommandLineParser>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <map>
#include <mutex>
#include <pthread.h>
#include <sys/ioctl.h>
#include <thread>
#include <unistd.h>

namespace symbolon {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto interval = std::chrono::milliseconds(50); // at most 20 updates a second

QString oneLine(const std::string &text)
{
    return QString::fromStdString(text).simplified();
}

} // namespace

int report(const Error &error)
{
    QString line = QStringLiteral("symbolon: ") + oneLine(error.summary);
    // Hints that the window shows too are sentences of their own.
    if (const QString hint = oneLine(error.hint); !hint.isEmpty()) {
        if (line.endsWith(QLatin1Char('.')))
            line.chop(1);
        line += (hint.front().isUpper() ? QStringLiteral(". ") : QStringLiteral("; ")) + hint;
    }
    std::fprintf(stderr, "%s\n", qPrintable(line));
    switch (error.kind) {
    case ErrorKind::Usage:
        return ExitStatus::usage;
    case ErrorKind::BadInput:
        return ExitStatus::badInput;
    case ErrorKind::Cancelled:
        return ExitStatus::interrupted;
    case ErrorKind::Failed:
        break;
    }
    return ExitStatus::failed;
}

int usageError(const QString &message, const QString &command)
{
    return report({ErrorKind::Usage,
                   message.toStdString(),
                   {},
                   QStringLiteral("see symbolon %1--help")
                       .arg(command.isEmpty() ? command : command + QLatin1Char(' '))
                       .toStdString()});
}

class Interrupt::Watcher
{
public:
    explicit Watcher(std::stop_source source)
    {
        sigemptyset(&m_signals);
        sigaddset(&m_signals, SIGINT);
        sigaddset(&m_signals, SIGTERM);
        sigaddset(&m_signals, SIGUSR1); // ends the watcher
        pthread_sigmask(SIG_BLOCK, &m_signals, nullptr);
        m_thread = std::thread([source = std::move(source), signals = m_signals]() mutable {
            for (;;) {
                int got = 0;
                if (sigwait(&signals, &got) != 0 || got == SIGUSR1)
                    return;
                if (!source.request_stop())
                    std::_Exit(ExitStatus::interrupted); // asked twice: do not wait any longer
            }
        });
    }
    ~Watcher()
    {
        pthread_kill(m_thread.native_handle(), SIGUSR1);
        m_thread.join();
    }

private:
    sigset_t m_signals{};
    std::thread m_thread;
};

Interrupt::Interrupt() : m_watcher(std::make_unique<Watcher>(m_source)) { }

Interrupt::~Interrupt() = default;

class ProgressLine::Private
{
public:
    std::mutex mutex;
    bool json = false;
    bool bar = false;
    bool drawn = false;
    std::map<std::string, Progress> stages; // those under way, by name
    Clock::time_point last;

    void draw()
    {
        winsize size{};
        const int columns = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
        QString line;
        for (const auto &[name, p] : stages) {
            if (!line.isEmpty())
                line += QStringLiteral("   ");
            line += QString::fromStdString(name);
            if (!p.total)
                continue;
            constexpr int width = 20;
            const int filled = static_cast<int>(width * std::min(p.done, p.total) / p.total);
            line += QStringLiteral(" [") + QString(filled, QLatin1Char('#')) + QString(width - filled, QLatin1Char('.'))
                    + QStringLiteral("] %1/%2").arg(p.done).arg(p.total);
        }
        std::fprintf(stderr, "\r%s\033[K", qPrintable(line.left(columns - 1)));
        std::fflush(stderr);
        drawn = true;
    }
};

ProgressLine::ProgressLine(Style style) : d(std::make_unique<Private>())
{
    d->json = style == Style::Json;
    d->bar = style == Style::Automatic && ::isatty(STDERR_FILENO);
}

ProgressLine::~ProgressLine()
{
    clear();
}

void ProgressLine::update(const Progress &progress)
{
    if (!d->json && !d->bar)
        return;
    const std::scoped_lock lock(d->mutex);
    const bool first = !d->stages.contains(progress.stage);
    const bool last = progress.total && progress.done >= progress.total;
    const auto now = Clock::now();
    d->stages[progress.stage] = progress;
    if (!first && !last && now - d->last < interval)
        return;
    d->last = now;
    if (d->json) {
        const QJsonObject line{{QStringLiteral("stage"), QString::fromStdString(progress.stage)},
                               {QStringLiteral("done"), static_cast<qint64>(progress.done)},
                               {QStringLiteral("total"), static_cast<qint64>(progress.total)}};
        std::fprintf(stderr, "%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    } else {
        d->draw();
    }
    if (last)
        d->stages.erase(progress.stage);
}

void ProgressLine::clear()
{
    const std::scoped_lock lock(d->mutex);
    if (d->drawn)
        std::fputs("\r\033[K", stderr);
    d->drawn = false;
    d->stages.clear();
}

void addWorkOptions(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("progress"),
                      QStringLiteral("Progress on stderr: auto (a bar on a terminal), json (JSON lines) or none."),
                      QStringLiteral("auto|json|none"), QStringLiteral("auto")});
    parser.addOption({QStringLiteral("jobs"),
                      QStringLiteral("Use this many threads and processes (default: one for each core)."),
                      QStringLiteral("N"), QStringLiteral("0")});
}

Result<WorkOptions> workOptions(const QCommandLineParser &parser)
{
    WorkOptions options;
    const QString style = parser.value(QStringLiteral("progress"));
    if (style == QLatin1String("json"))
        options.style = ProgressLine::Style::Json;
    else if (style == QLatin1String("none"))
        options.style = ProgressLine::Style::Quiet;
    else if (style != QLatin1String("auto"))
        return Error{
            ErrorKind::Usage, "--progress takes auto, json or none, not '" + style.toStdString() + "'", {}, {}};
    bool number = false;
    options.threads = parser.value(QStringLiteral("jobs")).toUInt(&number);
    if (!number || options.threads > 1024)
        return Error{ErrorKind::Usage,
                     "--jobs takes a number up to 1024, not '" + parser.value(QStringLiteral("jobs")).toStdString()
                         + "'",
                     {},
                     {}};
    return options;
}

std::optional<quint64> parseNumber(const QString &text)
{
    bool valid = false;
    const bool hex = text.startsWith(QLatin1String("0x"), Qt::CaseInsensitive);
    const quint64 value = hex ? text.mid(2).toULongLong(&valid, 16) : text.toULongLong(&valid, 10);
    return valid ? std::optional(value) : std::nullopt;
}

bool parse(QCommandLineParser &parser, const QString &command, const QStringList &arguments, int &status)
{
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help."));
    parser.addOption(help);
    if (!parser.parse(arguments)) {
        status = usageError(parser.errorText(), command);
        return false;
    }
    if (parser.isSet(help)) {
        QString text = parser.helpText();
        std::fputs(qPrintable(text.replace(QStringLiteral("[options]"), command + QStringLiteral(" [options]"))),
                   stdout);
        status = ExitStatus::done;
        return false;
    }
    return true;
}

} // namespace symbolon
