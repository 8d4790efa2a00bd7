// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A function's control-flow graph as it is drawn in reports: boxes of text lines, edges with labels, and the
// numbers of the evidence at each instruction. Units are px (SVG user units), y downwards.
#pragma once

#include "analysis/disasm/program.h"
#include "analysis/graph/layout.h"
#include "analysis/matching/match.h"
#include "app/report/report.h"

#include <QList>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace symbolon {

struct FlowLine {
    uint64_t address = 0; // 0: stands for instructions that are left out
    QString mnemonic;
    QString operands;
    QString remark;   // the string, the callee: what the instruction refers to
    QList<int> marks; // indices into the evidence
};

struct FlowBox {
    QString title; // the block's address
    std::vector<FlowLine> lines;
    int mnemonicColumns = 0;
    int marks = 0;   // the most on one line; they stand left of the text
    double heat = 0; // 0…1: how much of the similarity it carries (heatOf in attribution.h)
    double width = 0;
    double height = 0;
};

struct FlowEdge {
    EdgeKind kind = EdgeKind::Jump;
    QString label; // T, F, case values; empty for a jump
};

struct FlowGraph {
    // Sizes, in px, that boxes are made with and that whoever draws them keeps to.
    static constexpr double fontSize = 11;
    static constexpr double columnWidth = 6.63; // 0.6025 em: DejaVu Sans Mono, Menlo, Liberation Mono, Consolas fits
    static constexpr double lineHeight = 15;
    static constexpr double padding = 7;
    static constexpr double markWidth = 17;

    std::vector<FlowBox> boxes;
    std::vector<FlowEdge> edges;
    GraphGeometry geometry;
    QStringList notes; // what was left out

    // Error: the graph is too large to draw, or was not laid out.
    static Result<FlowGraph> make(const BinaryFunction &function, const std::vector<Evidence> &evidence,
                                  const ReportInput &input);
};

// The triangle at an edge's end; nullopt where the edge has no direction.
std::optional<std::array<Point, 3>> arrowHead(const GraphGeometry::Edge &edge);

} // namespace symbolon
