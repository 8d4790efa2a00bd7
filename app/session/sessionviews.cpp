// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Session: what the views and the reports ask for.

#include "app/session/sessionparts.h"

#include "app/embedding/pairattributor.h"
#include "analysis/source/components.h"
#include "app/project/sourcekeys.h"
#include "app/report/report.h"
#include "app/session/sourcetext.h"

#include <QFileInfo>
#include <QSaveFile>

namespace symbolon {

namespace {

Work quietly(const Work &work)
{
    Work quiet;
    quiet.stop = work.stop;
    return quiet;
}

} // namespace

void Session::exportReport(const QString &path)
{
    if (!m_workspace.program)
        return;
    ReportInput input;
    input.program = m_workspace.program;
    input.sources = m_workspace.sources;
    input.matches = m_workspace.matches;
    if (input.matches)
        input.model = QString::fromStdString(input.matches->model);
    input.binary = m_binaries[m_current].input;
    for (const SourceEntry &entry : std::as_const(m_sources))
        input.checkouts.append(entry.input);
    if (m_summary)
        input.tags = m_summary->tags;
    input.decisions = byAddress(m_decisions);
    for (const std::string &warning : m_workspace.program->warnings)
        input.notes.append(QString::fromStdString(warning));
    if (m_workspace.sources) {
        for (const std::string &warning : m_workspace.sources->warnings)
            input.notes.append(QString::fromStdString(warning));
        for (const SkippedSource &skipped : m_workspace.sources->skipped)
            input.notes.append(
                QString::fromStdString(skippedLabel(*m_workspace.sources, skipped) + ": " + skipped.reason));
    }
    m_jobs.start(Job<bool>{
        .kind = QStringLiteral("export"),
        .title = tr("Writing %1").arg(QFileInfo(path).fileName()),
        .body = [input, path, workers = m_workers, attributor = attributor(), engines = m_engines,
                 device = m_device](const Work &work) mutable -> Result<bool> {
            if (!input.model.isEmpty()) {
                input.attribute = [&](uint32_t function, const Candidate &candidate) -> Result<Attribution> {
                    const auto engine = engines->get(device);
                    if (!engine)
                        return engine.error();
                    return attributor->of(function, candidate.source, candidate.evidence, *engine->embedder,
                                          quietly(work));
                };
            }
            input.layOut = [&](const GraphShape &shape) { return workers.layOut(shape, quietly(work)); };
            const auto written = writeReport(input, path, work);
            return written ? Result<bool>(true) : Result<bool>(written.error());
        },
        .done =
            [this, path](const Result<bool> &result) {
                if (result)
                    Q_EMIT reportWritten(path);
                else
                    fail(QStringLiteral("export"), result.error(), [this, path] { exportReport(path); });
            },
        .policy = JobPolicy::Queue,
    });
}

void Session::layOut(quint64 token, const GraphShape &shape)
{
    m_layoutToken = token;
    m_layoutShape = shape;
    startLayout([shape, workers = m_workers](const Work &work) { return workers.layOut(shape, work); });
}

void Session::layOutQuickly(quint64 token)
{
    if (token == m_layoutToken)
        startLayout([shape = m_layoutShape](const Work &) { return LayeredLayout().layOut(shape); });
}

void Session::startLayout(std::function<Result<GraphGeometry>(const Work &)> body)
{
    m_jobs.start(Job<GraphGeometry>{
        .kind = QStringLiteral("layout"),
        .title = tr("Laying out the graph"),
        .body = std::move(body),
        .done =
            [this, token = m_layoutToken](const Result<GraphGeometry> &result) {
                if (result)
                    Q_EMIT layoutReady(token, *result);
                else
                    Q_EMIT layoutFailed(token, result.error());
            },
        .quiet = true,
    });
}

void Session::readSource(const QString &path)
{
    const auto tree = m_workspace.sources;
    if (!tree)
        return;
    m_jobs.start(Job<QString>{
        .kind = QStringLiteral("source-text"),
        .title = tr("Reading %1").arg(path),
        .body = [tree, path](const Work &work) -> Result<QString> { return readSourceText(*tree, path, work); },
        .done =
            [this, tree, path](const Result<QString> &result) {
                if (tree != m_workspace.sources)
                    return;
                if (result)
                    Q_EMIT sourceReady(path, *result);
                else
                    Q_EMIT sourceFailed(path, QString::fromStdString(result.error().summary));
            },
        .policy = JobPolicy::Queue,
        .quiet = true,
    });
}

void Session::writeFile(const QString &path, const QByteArray &bytes)
{
    m_jobs.start(Job<bool>{
        .kind = QStringLiteral("export"),
        .title = tr("Writing %1").arg(QFileInfo(path).fileName()),
        .body = [path, bytes](const Work &) -> Result<bool> {
            QSaveFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
                return failure((path + QStringLiteral(": ") + file.errorString()).toStdString());
            return true;
        },
        .done =
            [this, path, bytes](const Result<bool> &result) {
                if (result)
                    Q_EMIT reportWritten(path);
                else
                    fail(QStringLiteral("export"), result.error(), [this, path, bytes] { writeFile(path, bytes); });
            },
        .policy = JobPolicy::Queue,
    });
}

} // namespace symbolon
