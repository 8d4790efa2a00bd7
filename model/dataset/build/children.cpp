// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/dataset/build/children.h"

#include "analysis/base/bytes.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace symbolon {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::array endings{SIGINT, SIGTERM, SIGHUP};

volatile std::sig_atomic_t interrupted = 0;

void interrupt(int)
{
    interrupted = 1;
}

// While it lives, those signals are noted only; they come in sigsuspend() and nowhere else.
class SignalGuard
{
public:
    SignalGuard()
    {
        interrupted = 0;
        sigset_t blocked;
        sigemptyset(&blocked);
        sigaddset(&blocked, SIGCHLD);
        struct sigaction action = {};
        action.sa_handler = interrupt;
        for (size_t i = 0; i < endings.size(); ++i) {
            sigaddset(&blocked, endings[i]);
            sigaction(endings[i], &action, &m_before[i]);
        }
        action.sa_handler = [](int) {};
        sigaction(SIGCHLD, &action, &m_childBefore);
        sigprocmask(SIG_BLOCK, &blocked, &m_mask);
    }
    SignalGuard(const SignalGuard &) = delete;
    SignalGuard &operator=(const SignalGuard &) = delete;
    ~SignalGuard() { restore(); }

    void wait() const { sigsuspend(&m_mask); }
    void restore() const
    {
        for (size_t i = 0; i < endings.size(); ++i)
            sigaction(endings[i], &m_before[i], nullptr);
        sigaction(SIGCHLD, &m_childBefore, nullptr);
        sigprocmask(SIG_SETMASK, &m_mask, nullptr);
    }

private:
    std::array<struct sigaction, endings.size()> m_before = {};
    struct sigaction m_childBefore = {};
    sigset_t m_mask = {};
};

class TemporaryFolder
{
public:
    TemporaryFolder()
    {
        std::error_code error;
        std::string pattern = (fs::temp_directory_path(error) / "symbolon-dataset-XXXXXX").string();
        if (!error && ::mkdtemp(pattern.data()))
            path = pattern;
    }
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;
    ~TemporaryFolder()
    {
        std::error_code error;
        if (!path.empty())
            fs::remove_all(path, error);
    }
    std::string path; // empty: none could be made
};

std::string encodedAnswer(const Result<std::string> &answer)
{
    ByteWriter out;
    if (answer.ok()) {
        out.u(0);
        out.s(*answer);
    } else {
        out.u(1 + static_cast<uint64_t>(answer.error().kind));
        for (const std::string *text : {&answer.error().summary, &answer.error().detail, &answer.error().hint})
            out.s(*text);
    }
    return out.take();
}

Result<std::string> decodedAnswer(const std::string &bytes, const std::string &name)
{
    ByteReader in(bytes);
    const uint64_t state = in.u();
    std::string text = in.s();
    Error error;
    error.kind = state == 1 + static_cast<uint64_t>(ErrorKind::BadInput) ? ErrorKind::BadInput : ErrorKind::Failed;
    error.summary = text;
    if (state != 0) {
        error.detail = in.s();
        error.hint = in.s();
    }
    if (in.failed())
        return failure(name + ": its answer is damaged (disk full?)");
    return state == 0 ? Result<std::string>(std::move(text)) : Result<std::string>(std::move(error));
}

class Children
{
public:
    Children(const std::vector<ChildTask> &tasks, const std::function<void(ChildOutcome)> &ended)
        : m_tasks(tasks), m_ended(ended)
    {
    }
    ~Children()
    {
        for (const auto &[child, running] : m_running)
            ::kill(child, SIGKILL);
        for (const auto &[child, running] : m_running)
            ::waitpid(child, nullptr, 0);
    }
    Children(const Children &) = delete;
    Children &operator=(const Children &) = delete;

    Result<void> run(unsigned atOnce)
    {
        if (m_folder.path.empty())
            return failure("no temporary folder can be made: " + std::string(std::strerror(errno)),
                           "Set TMPDIR to a folder with room.");
        size_t next = 0;
        while (next < m_tasks.size() || !m_running.empty()) {
            if (interrupted)
                return cancelled();
            if (next < m_tasks.size() && m_running.size() < atOnce) {
                if (!start(next++))
                    return failure("no child process can be started: " + std::string(std::strerror(errno)));
                continue;
            }
            if (!collect())
                m_signals.wait();
        }
        return {};
    }

private:
    struct Running {
        size_t task = 0;
        Clock::time_point since;
    };

    [[nodiscard]] fs::path folderOf(size_t task) const { return fs::path(m_folder.path) / std::to_string(task); }
    [[nodiscard]] fs::path answerOf(size_t task) const
    {
        return fs::path(m_folder.path) / (std::to_string(task) + ".answer");
    }

    bool start(size_t task)
    {
        std::error_code error;
        fs::create_directory(folderOf(task), error);
        const pid_t parent = ::getpid();
        const pid_t child = ::fork();
        if (child == 0) {
            m_signals.restore();
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (::getppid() != parent)
                ::_exit(1);
            runTask(task);
        }
        if (child > 0)
            m_running[child] = {task, Clock::now()};
        return child > 0;
    }

    [[noreturn]] void runTask(size_t task) const
    {
        const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
        for (const int standard : {0, 1, 2}) // what parsers print about their input
            ::dup2(nowhere, standard);
        const std::string bytes = encodedAnswer(m_tasks[task].run(folderOf(task).string()));
        std::ofstream file(answerOf(task), std::ios::binary);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        file.close();
        ::_exit(file ? 0 : 1);
    }

    // False: no child has ended.
    bool collect()
    {
        for (const auto &[child, running] : m_running) {
            int status = 0;
            if (::waitpid(child, &status, WNOHANG) != child)
                continue;
            const Running ended = running;
            m_running.erase(child);
            const std::chrono::duration<double> seconds = Clock::now() - ended.since;
            ChildOutcome outcome{ended.task, answer(ended.task, status), seconds.count()};
            std::error_code error;
            fs::remove_all(folderOf(ended.task), error);
            fs::remove(answerOf(ended.task), error);
            m_ended(std::move(outcome));
            return true;
        }
        return false;
    }

    [[nodiscard]] Result<std::string> answer(size_t task, int status) const
    {
        const std::string &name = m_tasks[task].name;
        if (WIFSIGNALED(status))
            return failure(name + ": the process that read it crashed (" + strsignal(WTERMSIG(status)) + ")");
        std::ifstream file(answerOf(task), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        return decodedAnswer(bytes, name);
    }

    const std::vector<ChildTask> &m_tasks;
    const std::function<void(ChildOutcome)> &m_ended;
    SignalGuard m_signals;
    TemporaryFolder m_folder; // goes after the children
    std::map<pid_t, Running> m_running;
};

} // namespace

Result<void> runInChildren(const std::vector<ChildTask> &tasks, unsigned atOnce,
                           const std::function<void(ChildOutcome)> &ended)
{
    return Children(tasks, ended).run(std::max(1U, atOnce));
}

} // namespace symbolon
