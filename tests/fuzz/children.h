// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs numbered inputs in child processes, several at a time: a crash ends one input, not the run.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace symbolon::fuzz {

struct Limits {
    double seconds = 0;    // of the processor, for one input
    uint64_t memoryMb = 0; // at the most, while one input is worked on
};

// What one input tells; it is kept where a crash cannot reach it.
struct Tally {
    uint64_t read = 0; // inputs that gave a Program
    uint64_t functions = 0;
};

struct Job {
    uint64_t first = 0;
    uint64_t count = 0;
    unsigned children = 1;
    Limits limits;
    std::function<std::string(uint64_t)> name; // how to have this input again, for a message
    // Runs one input; the text says what is wrong with the outcome, or is empty.
    std::function<std::string(uint64_t, Tally &)> run;
};

struct Summary {
    uint64_t done = 0;
    uint64_t read = 0;
    uint64_t functions = 0;
    uint64_t failures = 0;
    uint64_t insideLief = 0; // contained by the child process that does the reading
    double slowest = 0;
    uint64_t slowestNumber = 0;
    uint64_t peakMb = 0;
    uint64_t peakNumber = 0;
};

// What the input took so far counts no more. Linux only; elsewhere the peak is that of the whole child.
void forgetPeak();

// Failures are printed as they come.
Summary runInChildren(const Job &job);

} // namespace symbolon::fuzz
