// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One piece of work for a background thread: what it is called, what it computes and who wants the answer.
#pragma once

#include "analysis/base/result.h"
#include "analysis/base/work.h"

#include <QMetaType>
#include <QString>

#include <exception>
#include <functional>

namespace symbolon {

enum class JobPolicy {
    Supersede, // a newer job of the kind stops the older; only the newest answers
    Queue,     // jobs of the kind run one after another; each answers
};

template<typename T>
struct Job {
    QString kind;                                // machine word: "analyze", "match" …; what supersedes or queues
    QString title;                               // for the user: "Matching busybox"
    std::function<Result<T>(const Work &)> body; // on a thread of its own; returns within 200 ms of a stop
    std::function<void(Result<T>)> done;         // on the owner's thread, once; never when superseded
    JobPolicy policy = JobPolicy::Supersede;
    bool quiet = false; // too short or too frequent for the status bar

    // The body with whatever it throws turned into an Error.
    [[nodiscard]] Result<T> run(const Work &work) const
    {
        try {
            return body(work);
        } catch (const std::bad_alloc &) {
            return failure(title.toStdString() + ": not enough memory", "Close other programs and try again.");
        } catch (const std::exception &e) {
            return failure(title.toStdString() + ": unexpected error", {}, e.what());
        }
    }
};

// What the status bar knows of a job.
struct JobStatus {
    quint64 id = 0;
    QString kind;
    QString title;
    bool quiet = false;
    QString unit; // Progress::stage: a machine word such as "functions", "files"
    quint64 done = 0;
    quint64 total = 0;  // 0: not known
    qint64 elapsed = 0; // milliseconds since it began to run
    qint64 left = -1;   // milliseconds, estimated from this stage; -1: not known
};

enum class JobOutcome { Done, Failed, Cancelled, Superseded };

} // namespace symbolon

Q_DECLARE_METATYPE(symbolon::JobStatus)
Q_DECLARE_METATYPE(symbolon::JobOutcome)
