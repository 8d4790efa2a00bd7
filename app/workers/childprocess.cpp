// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/workers/childprocess.h"

#include <QFile>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char **environ;

namespace symbolon {

namespace {

constexpr int pollInterval = 50; // ms: cancelling is felt within this
constexpr std::size_t errorsKept = 4096;

using Clock = std::chrono::steady_clock;

bool makePipe(int ends[2])
{
    return ::pipe2(ends, O_CLOEXEC) == 0;
}

void closeFd(int &fd)
{
    if (fd >= 0)
        ::close(fd);
    fd = -1;
}

} // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const QString &executable, const QStringList &arguments)
{
    // A worker that dies while it is written to must not take the program along.
    static const auto ignored = std::signal(SIGPIPE, SIG_IGN);
    (void)ignored;

    int in[2] = {-1, -1};
    int out[2] = {-1, -1};
    int err[2] = {-1, -1};
    if (!makePipe(in) || !makePipe(out) || !makePipe(err)) {
        const std::string why = std::strerror(errno);
        for (int *ends : {in, out, err}) {
            closeFd(ends[0]);
            closeFd(ends[1]);
        }
        return failure("cannot start a worker process: " + why);
    }

    std::vector<QByteArray> words{QFile::encodeName(executable)};
    for (const QString &argument : arguments)
        words.push_back(QFile::encodeName(argument));
    std::vector<char *> argv;
    for (QByteArray &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);

    // The parent may block signals (see the command line's interrupt handling); a worker starts clean.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    auto child = std::unique_ptr<ChildProcess>(new ChildProcess);
    const int failed = ::posix_spawn(&child->m_pid, words[0].constData(), &actions, &attributes, argv.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    ::close(err[1]);
    child->m_input = in[1];
    child->m_output = out[0];
    child->m_stderr = err[0];
    ::fcntl(child->m_input, F_SETFL, O_NONBLOCK);
    ::fcntl(child->m_stderr, F_SETFL, O_NONBLOCK);
    if (failed) {
        child->m_pid = -1;
        return failure("cannot start " + executable.toStdString() + ": " + std::strerror(failed));
    }
    return child;
}

ChildProcess::~ChildProcess()
{
    kill();
}

void ChildProcess::kill()
{
    closeInput();
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) { }
        m_pid = -1;
    }
    closeFd(m_output);
    closeFd(m_stderr);
}

void ChildProcess::closeInput()
{
    closeFd(m_input);
}

Result<void> ChildProcess::send(Frame::Type type, std::string_view payload, std::stop_token stop)
{
    std::string bytes = frameHeader(type, static_cast<uint32_t>(payload.size()));
    bytes.append(payload);
    std::string_view rest = bytes;
    while (!rest.empty()) {
        if (stop.stop_requested()) {
            kill();
            return cancelled();
        }
        pollfd ready{m_input, POLLOUT, 0};
        if (::poll(&ready, 1, pollInterval) <= 0)
            continue;
        const ssize_t written = ::write(m_input, rest.data(), rest.size());
        if (written > 0)
            rest.remove_prefix(static_cast<std::size_t>(written));
        else if (written < 0 && errno != EAGAIN && errno != EINTR)
            return reapAndExplain();
    }
    return {};
}

Result<Frame> ChildProcess::receive(std::stop_token stop, std::chrono::milliseconds patience)
{
    const auto deadline = Clock::now() + patience;
    char chunk[1 << 16];
    for (;;) {
        if (m_buffer.size() >= frameHeaderSize) {
            uint32_t size = 0;
            for (unsigned n = 0; n < 4; ++n)
                size |= static_cast<uint32_t>(static_cast<unsigned char>(m_buffer[1 + n])) << (8 * n);
            if (size > frameLimit)
                return died("a worker process sent a damaged message");
            if (m_buffer.size() >= frameHeaderSize + size) {
                Frame frame{static_cast<Frame::Type>(m_buffer[0]), m_buffer.substr(frameHeaderSize, size)};
                m_buffer.erase(0, frameHeaderSize + size);
                return frame;
            }
            m_buffer.reserve(frameHeaderSize + size);
        }
        if (stop.stop_requested()) {
            kill();
            return cancelled();
        }
        if (Clock::now() > deadline)
            return died("a worker process did not answer for "
                        + std::to_string(std::chrono::duration_cast<std::chrono::seconds>(patience).count())
                        + " s and was stopped");
        pollfd ready[2] = {{m_output, POLLIN, 0}, {m_stderr, POLLIN, 0}};
        if (::poll(ready, 2, pollInterval) <= 0)
            continue;
        if (ready[1].revents)
            drainErrors();
        if (!ready[0].revents)
            continue;
        const ssize_t got = ::read(m_output, chunk, sizeof chunk);
        if (got > 0)
            m_buffer.append(chunk, static_cast<std::size_t>(got));
        else if (got == 0 || (errno != EAGAIN && errno != EINTR))
            return reapAndExplain();
    }
}

void ChildProcess::drainErrors()
{
    char chunk[4096];
    ssize_t got = 0;
    while ((got = ::read(m_stderr, chunk, sizeof chunk)) > 0) {
        m_errors.append(chunk, static_cast<std::size_t>(got));
        if (m_errors.size() > errorsKept)
            m_errors.erase(0, m_errors.size() - errorsKept);
    }
    if (got == 0)
        closeFd(m_stderr); // poll ignores a negative descriptor
}

Error ChildProcess::died(const std::string &how)
{
    if (m_stderr >= 0)
        drainErrors();
    kill();
    return failure(how, {}, m_errors);
}

Error ChildProcess::reapAndExplain()
{
    // Its pipes are closed, so it is ending or stuck in its end; a moment, then by force.
    int status = 0;
    pid_t reaped = 0;
    for (int tries = 0; tries < 40 && m_pid > 0; ++tries) {
        reaped = ::waitpid(m_pid, &status, WNOHANG);
        if (reaped != 0)
            break;
        ::poll(nullptr, 0, pollInterval);
    }
    if (reaped == m_pid)
        m_pid = -1;
    if (reaped > 0 && WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        if (signal == SIGINT || signal == SIGTERM) { // Ctrl+C reaches the whole process group
            kill();
            return cancelled();
        }
        return died(std::string("the parser crashed (") + ::strsignal(signal) + ")");
    }
    if (reaped > 0 && WIFEXITED(status))
        return died("the parser ended with status " + std::to_string(WEXITSTATUS(status)) + " and without a result");
    return died("a worker process ended without a result");
}

} // namespace symbolon
