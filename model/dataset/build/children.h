// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs tasks in child processes, several at a time, so that a task that crashes takes nothing else along.
#pragma once

#include "analysis/base/result.h"

#include <functional>
#include <string>
#include <vector>

namespace symbolon {

struct ChildTask {
    std::string name;
    // Runs in the child, on one thread. `folder`: empty, for this task alone, removed when the task has ended.
    std::function<Result<std::string>(const std::string &folder)> run;
};

struct ChildOutcome {
    size_t task = 0;
    Result<std::string> answer; // what run() returned; Failed when the child crashed
    double seconds = 0;
};

// Starts the tasks in their order and calls ended() for each as it ends. A temporary folder holds the answers while
// they run. Cancelled: SIGINT, SIGTERM or SIGHUP came; the children are killed and the folder is removed then.
Result<void> runInChildren(const std::vector<ChildTask> &tasks, unsigned atOnce,
                           const std::function<void(ChildOutcome)> &ended);

} // namespace symbolon
