// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Workers::readSources: a few parser processes that are fed one file after another. A file that crashes or
// hangs its parser is read without it, with a warning, and the next file gets a new process.
#include "analysis/base/bytes.h"
#include "analysis/source/filefacts.h"
#include "analysis/source/reader.h"
#include "app/workers/childprocess.h"
#include "app/workers/workers.h"

#include <QFile>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace symbolon {

namespace {

using namespace std::chrono_literals;
constexpr auto filePatience = 60s;

std::string encodeJob(const SourceJob &job)
{
    ByteWriter out;
    out.s(job.path);
    out.s(job.directory);
    out.list(job.arguments, [&](const std::string &argument) { out.s(argument); });
    return out.take();
}

class SourcePool
{
public:
    SourcePool(QString executable, SourcePlan &plan, const Work &work)
        : m_executable(std::move(executable)), m_plan(plan), m_work(work), m_facts(plan.jobs.size())
    {
    }

    Result<SourceTree> run()
    {
        const std::size_t jobs = m_plan.jobs.size();
        const unsigned wanted = m_work.threads ? m_work.threads : std::max(1u, std::thread::hardware_concurrency());
        {
            std::vector<std::jthread> threads;
            for (std::size_t n = 0; n < std::min<std::size_t>(wanted, std::max<std::size_t>(jobs, 1)); ++n)
                threads.emplace_back([this] { feed(); });
        }
        if (m_fatal)
            return *m_fatal;
        if (m_work.stopRequested())
            return cancelled();
        std::vector<FileFacts> facts;
        facts.reserve(jobs);
        for (auto &fact : m_facts)
            if (fact)
                facts.push_back(std::move(*fact));
        std::sort(m_plan.skipped.begin(), m_plan.skipped.end(),
                  [](const SkippedSource &a, const SkippedSource &b) { return a.path < b.path; });
        return mergeSources(m_plan, std::move(facts), m_work);
    }

private:
    void feed()
    {
        std::unique_ptr<ChildProcess> child;
        for (;;) {
            const std::size_t index = m_next++;
            if (index >= m_plan.jobs.size() || m_work.stopRequested() || m_stopped)
                return;
            if (!child) {
                auto started = ChildProcess::start(m_executable, {QStringLiteral("worker"), QStringLiteral("source"),
                                                                  QFile::decodeName(m_plan.root.c_str())});
                if (!started) {
                    giveUp(started.error());
                    return;
                }
                child = std::move(*started);
            }
            auto facts = parse(*child, m_plan.jobs[index]);
            if (facts) {
                m_facts[index] = std::move(*facts);
            } else if (facts.error().kind == ErrorKind::Cancelled) {
                return;
            } else if (facts.error().kind == ErrorKind::Failed) {
                child.reset();
                scan(index, facts.error());
            } else {
                skip(m_plan.jobs[index].path, facts.error());
            }
            m_work.report("files", ++m_done, m_plan.jobs.size());
        }
    }

    Result<FileFacts> parse(ChildProcess &child, const SourceJob &job)
    {
        if (const auto sent = child.send(Frame::Type::Request, encodeJob(job), m_work.stop); !sent)
            return sent.error();
        auto frame = child.receive(m_work.stop, filePatience);
        if (!frame)
            return frame.error();
        if (frame->type == Frame::Type::Error)
            return decodeError(frame->payload);
        auto facts = decodeFileFacts(frame->payload);
        if (!facts)
            return failure("the parser sent a damaged result");
        return std::move(*facts);
    }

    void scan(std::size_t index, const Error &why)
    {
        const SourceJob &job = m_plan.jobs[index];
        auto facts = scanSource(m_plan.root, job, {});
        if (!facts) {
            skip(job.path, facts.error());
            return;
        }
        facts->warnings.push_back(job.path + ": read without the parser (" + why.summary + ")");
        m_facts[index] = std::move(*facts);
    }

    void skip(const std::string &path, const Error &error)
    {
        const std::scoped_lock lock(m_mutex);
        const std::string prefix = path + ": ";
        m_plan.skipped.push_back(
            {path, error.summary.starts_with(prefix) ? error.summary.substr(prefix.size()) : error.summary});
    }

    void giveUp(const Error &error)
    {
        const std::scoped_lock lock(m_mutex);
        m_fatal = error;
        m_stopped = true;
    }

    QString m_executable;
    SourcePlan &m_plan;
    const Work &m_work;
    std::vector<std::optional<FileFacts>> m_facts;
    std::atomic<std::size_t> m_next = 0;
    std::atomic<std::size_t> m_done = 0;
    std::atomic<bool> m_stopped = false;
    std::mutex m_mutex;
    std::optional<Error> m_fatal;
};

} // namespace

Result<SourceTree> Workers::readSources(const QString &root, const Work &work) const
{
    auto plan = planSources(QFile::encodeName(root).toStdString(), {}, work);
    if (!plan)
        return plan.error();
    return SourcePool(m_executable, *plan, work).run();
}

} // namespace symbolon
