// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/workers/workers.h"

#include "analysis/base/bytes.h"
#include "app/workers/childprocess.h"
#include "app/workers/listingcodec.h"
#include "app/workers/proposalcodec.h"

#include <QCoreApplication>
#include <QFile>

#include <utility>

namespace symbolon {

namespace {

using namespace std::chrono_literals;

// A parser that says nothing for so long hangs.
constexpr auto listPatience = 120s;
constexpr auto analyzePatience = 300s;
constexpr auto layoutPatience = 30s;
// dot's time grows steeply with the edges that cross ranks; past this it takes minutes.
constexpr std::size_t dotLimit = 1'200; // nodes + edges

void forward(const Work &work, const std::string &payload)
{
    ByteReader in(payload);
    const std::string stage = in.s();
    const uint64_t done = in.u();
    const uint64_t total = in.u();
    if (!in.failed())
        work.report(stage, done, total);
}

// Runs a worker that answers one request: its result's payload.
Result<std::string> runOnce(const QString &executable, const QStringList &arguments, std::string_view request,
                            std::chrono::milliseconds patience, const Work &work)
{
    auto child = ChildProcess::start(executable, arguments);
    if (!child)
        return child.error();
    ChildProcess &process = **child;
    if (!request.empty())
        if (const auto sent = process.send(Frame::Type::Request, request, work.stop); !sent)
            return sent.error();
    process.closeInput();
    for (;;) {
        auto frame = process.receive(work.stop, patience);
        if (!frame)
            return frame.error();
        if (frame->type == Frame::Type::Result)
            return std::move(frame->payload);
        if (frame->type == Frame::Type::Error)
            return decodeError(frame->payload);
        if (frame->type == Frame::Type::Progress)
            forward(work, frame->payload);
    }
}

Error naming(const QString &file, const Error &error)
{
    Error named = error;
    if (error.kind == ErrorKind::Failed && !QString::fromStdString(error.summary).contains(file))
        named.summary = file.toStdString() + ": " + error.summary;
    return named;
}

Error damagedAnswer(const QString &file)
{
    return failure(file.toStdString() + ": the worker process sent a damaged result");
}

} // namespace

Workers::Workers(QString executable)
    : m_executable(executable.isEmpty() ? QCoreApplication::applicationFilePath() : std::move(executable))
{
}

Result<Listing> Workers::list(const QString &file, const Work &work) const
{
    auto payload =
        runOnce(m_executable, {QStringLiteral("worker"), QStringLiteral("list"), file}, {}, listPatience, work);
    if (!payload)
        return naming(file, payload.error());
    auto listing = decodeListing(*payload);
    if (!listing)
        return damagedAnswer(file);
    return std::move(*listing);
}

Result<AnalyzedBinary> Workers::analyze(const BinaryRequest &request, const Work &work) const
{
    auto payload = runOnce(m_executable,
                           {QStringLiteral("worker"), QStringLiteral("analyze"), request.path, request.member,
                            request.architecture, QStringLiteral("0x") + QString::number(request.base, 16),
                            QString::number(work.threads)},
                           {}, analyzePatience, work);
    if (!payload)
        return naming(request.path, payload.error());
    ByteReader in(*payload);
    AnalyzedBinary result;
    result.sha256 = QByteArray::fromStdString(in.s());
    auto program = decodeProgram(in.rest());
    if (in.failed() || !program)
        return damagedAnswer(request.path);
    result.program = std::move(*program);
    return result;
}

Result<RawFindings> Workers::propose(const BinaryRequest &request, const Work &work) const
{
    auto payload =
        runOnce(m_executable, {QStringLiteral("worker"), QStringLiteral("propose"), request.path, request.member}, {},
                listPatience, work);
    if (!payload)
        return naming(request.path, payload.error());
    auto findings = decodeFindings(*payload);
    if (!findings)
        return damagedAnswer(request.path);
    return std::move(*findings);
}

Result<GraphGeometry> Workers::layOut(const GraphShape &shape, const Work &work) const
{
    if (shape.nodes.size() + shape.edges.size() <= dotLimit) {
        const auto payload = runOnce(m_executable, {QStringLiteral("worker"), QStringLiteral("layout")},
                                     encodeGraphShape(shape), layoutPatience, work);
        if (payload) {
            if (auto geometry = decodeGraphGeometry(*payload))
                return std::move(*geometry);
        }
    }
    // Too large for dot, failed, or the user pressed Stop: our own layout takes milliseconds.
    return LayeredLayout().layOut(shape);
}

} // namespace symbolon
