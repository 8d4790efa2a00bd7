// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "crash.h"

#include <execinfo.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <sstream>
#include <string_view>
#include <vector>

// Read by the sanitizer before main() runs.
extern "C" const char *__asan_default_options(); // NOLINT(bugprone-reserved-identifier)
extern "C" const char *__asan_default_options()  // NOLINT(bugprone-reserved-identifier)
{
    return "detect_leaks=0:allocator_may_return_null=1:max_allocation_size_mb=4096:quarantine_size_mb=16";
}
extern "C" const char *__ubsan_default_options(); // NOLINT(bugprone-reserved-identifier)
extern "C" const char *__ubsan_default_options()  // NOLINT(bugprone-reserved-identifier)
{
    return "halt_on_error=1:print_stacktrace=1";
}

namespace symbolon::fuzz {

namespace {

void handle(int signal)
{
    std::array<void *, 64> frames{};
    const int count = backtrace(frames.data(), static_cast<int>(frames.size()));
    const std::string_view title = signal == SIGPROF ? "processor time is up\n" : "ended by a signal\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, title.data(), title.size());
    // The first frame is this handler.
    backtrace_symbols_fd(frames.data() + 1, std::max(count - 1, 0), STDERR_FILENO);
    if (signal == SIGPROF)
        ::_exit(TimeIsUp);
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

} // namespace

void reportCrashes()
{
    std::array<void *, 1> warmUp{}; // the first call loads a library
    backtrace(warmUp.data(), 1);
    // A stack that is used up needs another one.
    static std::vector<uint8_t> stack(1 << 17);
    stack_t other{};
    other.ss_sp = stack.data();
    other.ss_size = stack.size();
    if (!Sanitized)
        ::sigaltstack(&other, nullptr);
    struct sigaction action {
    };
    action.sa_handler = handle;
    action.sa_flags = Sanitized ? SA_RESETHAND : SA_RESETHAND | SA_ONSTACK;
    ::sigaction(SIGPROF, &action, nullptr);
    ::sigaction(SIGABRT, &action, nullptr);
    if (Sanitized)
        return;
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL})
        ::sigaction(signal, &action, nullptr);
}

bool isInsideLief(const std::string &report)
{
    static constexpr std::array<std::string_view, 12> runtime = {
        "libsanitizer", "libasan",  "libubsan",   "libc.so",       "libstdc++", "libgcc",
        "libm.so",      "ld-linux", "linux-vdso", "/include/c++/", "__asan",    "../sysdeps"};
    std::istringstream lines(report);
    bool begun = false;
    for (std::string line; std::getline(lines, line);) {
        const bool frame = line.find(" #") != std::string::npos ? line.find(" 0x") != std::string::npos
                                                                : line.find("[0x") != std::string::npos;
        if (!frame) {
            if (begun && line.empty()) // only the first stack: where it happened
                break;
            continue;
        }
        begun = true;
        if (std::ranges::any_of(runtime, [&](std::string_view name) { return line.find(name) != std::string::npos; }))
            continue;
        return line.find("libLIEF") != std::string::npos;
    }
    return false;
}

} // namespace symbolon::fuzz
