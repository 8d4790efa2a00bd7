// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// BINARY and each SOURCE_DIR of the commands that need both: described, taken from the project where it has them, else
// read in worker processes.
#pragma once

#include "analysis/matching/match.h"
#include "app/cli/console.h"
#include "app/project/sourcekeys.h"
#include "app/workers/checkouts.h"

#include <memory>

class QCommandLineParser;

namespace symbolon {

struct Inputs {
    BinaryInput binary;
    QList<SourceInput> sources; // the components of `tree`
    std::shared_ptr<const Program> program;
    std::shared_ptr<const SourceTree> tree;
    bool newProgram = false; // not yet in the project
    bool newTree = false;
};

struct InputOptions {
    BinaryRequest request;
    bool baseGiven = false;
    QStringList sources; // one root each
    QString project;     // empty: none
};

// BINARY, SOURCE_DIR… and --project, with the options of binaryoptions.h.
void addInputOptions(QCommandLineParser &parser);
Result<InputOptions> inputOptions(const QCommandLineParser &parser);

// All inputs, analysed. Opens `store` when a project is named. Warnings go to stderr; the line is cleared.
Result<Inputs> readInputs(const InputOptions &options, std::unique_ptr<ProjectStore> &store, const Work &work,
                          ProgressLine &line);

// Stores what is new of them; ids and the rest are up to date then.
Result<void> saveInputs(ProjectStore &store, Inputs &inputs);

// --top: how many candidates.
void addTopOption(QCommandLineParser &parser, const QString &what);
Result<unsigned> topOption(const QCommandLineParser &parser);

} // namespace symbolon
