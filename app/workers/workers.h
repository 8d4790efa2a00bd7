// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs what parses hostile bytes (containers, LIEF, Capstone, libclang, Graphviz) in child processes: this
// program's own hidden `worker` commands. A child that crashes, hangs or takes too much memory gives an
// Error; cancelling kills it within 200 ms. All calls block: use them from a job's thread.
#pragma once

#include "analysis/base/result.h"
#include "analysis/base/work.h"
#include "analysis/binary/containers/container.h"
#include "analysis/disasm/program.h"
#include "analysis/disasm/rawproposal.h"
#include "analysis/graph/layout.h"
#include "analysis/source/sourcetree.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace symbolon {

struct BinaryRequest {
    QString path;
    QString member;       // empty: the file itself
    QString architecture; // raw blob: --arch word; empty: by the file's header
    quint64 base = 0;
};

struct AnalyzedBinary {
    Program program;
    QByteArray sha256; // of the executable's own bytes, hex
};

class Workers
{
public:
    // `executable`: the symbolon program; empty: the running one.
    explicit Workers(QString executable = {});

    Result<Listing> list(const QString &file, const Work &work) const;
    Result<AnalyzedBinary> analyze(const BinaryRequest &request, const Work &work) const;
    // What the file or member of the request may be; its architecture and base are not looked at.
    Result<RawFindings> propose(const BinaryRequest &request, const Work &work) const;
    Result<SourceTree> readSources(const QString &root, const Work &work) const;
    // dot in a child; LayeredLayout in this process when dot fails, is stopped, or the graph is too large for it.
    Result<GraphGeometry> layOut(const GraphShape &shape, const Work &work) const;

private:
    QString m_executable;
};

} // namespace symbolon
