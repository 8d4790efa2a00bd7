// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Session: what the views and the reports ask for.

#include "app/session/sessionparts.h"

#include "app/project/sourcekeys.h"
#include "app/report/report.h"

#include <QFileInfo>

namespace symbolon
{

void Session::exportReport(const QString &path)
{
    if (!m_workspace.program)
        return;
    ReportInput input;
    input.program = m_workspace.program;
    input.sources = m_workspace.sources;
    input.matches = m_workspace.matches;
    input.binary = m_binaries[m_current].input;
    input.sourcePath = m_sources ? m_sources->path : QString();
    input.decisions = byAddress(m_decisions);
    for (const std::string &warning : m_workspace.program->warnings)
        input.notes.append(QString::fromStdString(warning));
    if (m_workspace.sources) {
        for (const std::string &warning : m_workspace.sources->warnings)
            input.notes.append(QString::fromStdString(warning));
        for (const SkippedSource &skipped : m_workspace.sources->skipped)
            input.notes.append(QString::fromStdString(skipped.path + ": " + skipped.reason));
    }
    m_jobs.start(Job<bool>{
        .kind = QStringLiteral("export"),
        .title = tr("Writing %1").arg(QFileInfo(path).fileName()),
        .body = [input, path, workers = m_workers](const Work &work) mutable -> Result<bool> {
            input.layOut = [&](const GraphShape &shape) {
                Work quiet;
                quiet.stop = work.stop;
                return workers.layOut(shape, quiet);
            };
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
    m_jobs.start(Job<GraphGeometry>{
        .kind = QStringLiteral("layout"),
        .title = tr("Laying out the graph"),
        .body = [shape, workers = m_workers](const Work &work) { return workers.layOut(shape, work); },
        .done =
            [this, token](const Result<GraphGeometry> &result) {
                if (result)
                    Q_EMIT layoutReady(token, *result);
                else
                    Q_EMIT layoutFailed(token, result.error());
            },
        .quiet = true,
    });
}

void Session::cancelLayout()
{
    m_jobs.cancelKind(QStringLiteral("layout"));
}

void Session::readSource(uint32_t file)
{
    const auto tree = m_workspace.sources;
    if (!tree || file >= tree->files.size())
        return;
    m_jobs.start(Job<SourceText>{
        .kind = QStringLiteral("source-text"),
        .title = tr("Reading %1").arg(QString::fromStdString(tree->files[file].path)),
        .body = [tree, file](const Work &work) -> Result<SourceText> { return readSourceText(*tree, file, work); },
        .done =
            [this, tree](const Result<SourceText> &result) {
                if (result && tree == m_workspace.sources)
                    Q_EMIT sourceReady(*result);
                else if (!result)
                    fail(QStringLiteral("source-text"), result.error());
            },
        .quiet = true,
    });
}

} // namespace symbolon
