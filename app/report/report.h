// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reports of one binary's matches: HTML (self-contained), PDF, CSV, JSON (schema 1). Written to a
// temporary file beside the target and renamed, so that a failed export leaves the old file as it was.
// No Qt Widgets: the command line uses the same code (PDF needs a QGuiApplication; offscreen will do).
#pragma once

#include "analysis/base/result.h"
#include "analysis/base/work.h"
#include "analysis/disasm/program.h"
#include "analysis/graph/layout.h"
#include "analysis/matching/attribution.h"
#include "analysis/matching/match.h"
#include "analysis/matching/components.h"
#include "analysis/source/sourcetree.h"
#include "app/project/projectstore.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace symbolon {

struct ReportInput {
    std::shared_ptr<const Program> program;
    std::shared_ptr<const SourceTree> sources; // may be null: nothing was matched yet
    std::shared_ptr<const Matches> matches;    // may be null
    BinaryInput binary;
    QList<SourceInput> checkouts;       // the components of `sources`
    QHash<quint64, Decision> decisions; // by function address
    QStringList notes;                  // what was skipped or cut short, for the summary
    std::vector<TagVerdict> tags;       // of the checkouts that are git checkouts with tags
    QString model;                      // of the embedding that took part; empty: none
    // Lays out a control-flow graph (in a child process); may be empty: LayeredLayout is used then.
    std::function<Result<GraphGeometry>(const GraphShape &)> layOut;
    // Which blocks and lines carry the similarity of a function (index) and one of its candidates; may be empty.
    std::function<Result<Attribution>(uint32_t function, const Candidate &candidate)> attribute;
};

// ".html", ".pdf", ".csv", ".json": the endings that writeReport knows, for messages and file dialogs.
QStringList reportEndings();

// The kind is chosen by the ending of `path`; Usage error for another ending.
Result<void> writeReport(const ReportInput &input, const QString &path, const Work &work);

} // namespace symbolon
