// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "children.h"

#include "crash.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <vector>

namespace symbolon::fuzz {

namespace {

constexpr int BrokenPromise = 3;
constexpr int OutOfBounds = 4;
constexpr uint64_t InputsPerChild = 200; // so that what leaks does not add up

// Shared with the child that works on it.
struct Lane {
    uint64_t next = 0; // the input that the child works on, or the first one of the next child
    uint64_t done = 0;
    Tally tally;
    double slowest = 0;
    uint64_t slowestNumber = 0;
    uint64_t peakMb = 0;
    uint64_t peakNumber = 0;
};

double processorSeconds()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

uint64_t peakMb()
{
    std::ifstream file("/proc/self/status");
    for (std::string word; file >> word;) {
        uint64_t kilobytes = 0;
        if (word == "VmHWM:" && file >> kilobytes)
            return kilobytes / 1024;
    }
    return 0;
}

void limitProcessor(double seconds)
{
    itimerval timer{};
    timer.it_value.tv_sec = static_cast<time_t>(seconds);
    ::setitimer(ITIMER_PROF, &timer, nullptr);
}

[[noreturn]] void work(const Job &job, Lane &lane, unsigned step, int errors)
{
    ::dup2(errors, STDERR_FILENO);
    const rlimit noCore{0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    const rlimit data{rlim_t(2) << 30, rlim_t(2) << 30}; // the least that the product gives its child processes
    if (!Sanitized)
        ::setrlimit(RLIMIT_DATA, &data);
    reportCrashes();
    for (uint64_t n = 0; n < InputsPerChild && lane.next < job.first + job.count; ++n, lane.next += step) {
        forgetPeak();
        limitProcessor(job.limits.seconds);
        const double before = processorSeconds();
        const std::string wrong = job.run(lane.next, lane.tally);
        const double spent = processorSeconds() - before;
        limitProcessor(0);
        const uint64_t peak = peakMb();
        if (spent > lane.slowest) {
            lane.slowest = spent;
            lane.slowestNumber = lane.next;
        }
        if (peak > lane.peakMb) {
            lane.peakMb = peak;
            lane.peakNumber = lane.next;
        }
        if (!wrong.empty()) {
            std::fprintf(stderr, "%s\n", wrong.c_str());
            ::_exit(BrokenPromise);
        }
        if (peak > job.limits.memoryMb) {
            std::fprintf(stderr, "%llu MiB of memory\n", static_cast<unsigned long long>(peak));
            ::_exit(OutOfBounds);
        }
        ++lane.done;
    }
    ::_exit(0);
}

std::string textOf(std::FILE *file)
{
    std::string text(1 << 16, '\0');
    std::rewind(file);
    text.resize(std::fread(text.data(), 1, text.size(), file));
    return text;
}

} // namespace

void forgetPeak()
{
    if (std::ofstream file("/proc/self/clear_refs"); file)
        file << "5\n";
}

Summary runInChildren(const Job &job)
{
    const unsigned step = std::max(1U, job.children);
    auto *lanes = static_cast<Lane *>(
        ::mmap(nullptr, step * sizeof(Lane), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    Summary summary;
    if (lanes == MAP_FAILED) {
        std::fprintf(stderr, "no shared memory\n");
        summary.failures = 1;
        return summary;
    }
    std::vector<std::FILE *> errors(step);
    std::map<pid_t, unsigned> running;
    const auto start = [&](unsigned index) {
        Lane &lane = lanes[index];
        if (lane.next >= job.first + job.count)
            return;
        if (errors[index])
            std::fclose(errors[index]);
        errors[index] = std::tmpfile();
        std::fflush(nullptr);
        const pid_t child = errors[index] ? ::fork() : -1;
        if (child == 0)
            work(job, lane, step, ::fileno(errors[index]));
        if (child < 0) {
            std::fprintf(stderr, "no child process\n");
            ++summary.failures;
            return;
        }
        running.emplace(child, index);
    };
    for (unsigned n = 0; n < step; ++n) {
        lanes[n].next = job.first + n;
        start(n);
    }
    while (!running.empty()) {
        int status = 0;
        const pid_t child = ::waitpid(-1, &status, 0);
        const auto known = running.find(child);
        if (known == running.end())
            continue;
        const unsigned index = known->second;
        running.erase(known);
        Lane &lane = lanes[index];
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
            const std::string report = textOf(errors[index]);
            const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
            const bool promise = code == BrokenPromise || code == OutOfBounds;
            if (!promise && isInsideLief(report)) {
                ++summary.insideLief;
            } else {
                ++summary.failures;
                std::printf("FAILED (status %d, signal %d): %s\n%s\n", code, WIFSIGNALED(status) ? WTERMSIG(status) : 0,
                            job.name(lane.next).c_str(), report.c_str());
                std::fflush(stdout);
            }
            ++lane.done;
            lane.next += step;
        }
        start(index);
    }
    for (unsigned n = 0; n < step; ++n) {
        const Lane &lane = lanes[n];
        summary.done += lane.done;
        summary.read += lane.tally.read;
        summary.functions += lane.tally.functions;
        if (lane.slowest > summary.slowest) {
            summary.slowest = lane.slowest;
            summary.slowestNumber = lane.slowestNumber;
        }
        if (lane.peakMb > summary.peakMb) {
            summary.peakMb = lane.peakMb;
            summary.peakNumber = lane.peakNumber;
        }
        if (errors[n])
            std::fclose(errors[n]);
    }
    ::munmap(lanes, step * sizeof(Lane));
    return summary;
}

} // namespace symbolon::fuzz
