// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands in the blocks of a function's graph: text, the roles of its parts, and how much room it takes.
// The shape that is laid out comes from here. Lengths are device-independent pixels at zoom 1.
#pragma once

#include "analysis/graph/layout.h"
#include "widgets/common/theme.h"

#include <QFont>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace symbolon {

struct GraphToken {
    int start = 0; // in GraphLine::text
    int length = 0;
    double x = 0; // from the start of the line's text
    ColorRole role = ColorRole::Text;
};

struct GraphLine {
    uint64_t address = 0;     // 0: stands for instructions that are not shown
    uint32_t instruction = 0; // index into BinaryFunction::instructions; the first of those not shown
    uint32_t hidden = 0;      // how many are not shown
    QString text;
    std::vector<GraphToken> tokens;
    double width = 0;
};

struct GraphBlock {
    uint64_t address = 0;
    uint64_t size = 0; // bytes
    uint32_t firstInstruction = 0;
    uint32_t instructionCount = 0;
    QString title;
    bool cold = false; // apart from the function's body
    std::vector<GraphLine> lines;
    QSizeF extent;
};

struct GraphLink {
    uint32_t from = 0;
    uint32_t to = 0;
    EdgeKind kind = EdgeKind::Jump;
    QString label; // "T", "F", the case values; empty: none
    QString cases; // Switch, or the default beside it: all values, however long
};

struct GraphMetrics {
    QFont font;
    QFont boldFont;
    double lineHeight = 0;
    double ascent = 0;
    double padding = 0;
    double gutter = 0; // left of the lines, where evidence is marked
    double headerHeight = 0;
};
GraphMetrics graphMetrics(const QFont &font);

struct GraphContent {
    std::shared_ptr<const Program> program;
    int function = -1;
    GraphMetrics metrics;
    std::vector<GraphBlock> blocks; // as in BinaryFunction::blocks
    std::vector<GraphLink> links;

    [[nodiscard]] const BinaryFunction &source() const;
    [[nodiscard]] GraphShape shape() const;
    // The block and line that show the instruction at or around an address.
    struct Place {
        int block = -1;
        int line = -1;
        bool operator==(const Place &) const = default;
    };
    [[nodiscard]] std::optional<Place> find(uint64_t address) const;
    [[nodiscard]] QString blockText(int block) const; // all instructions, one per line, for the clipboard
};

// A block of more than 200 instructions shows its first and last ones and says how many are left out.
std::shared_ptr<const GraphContent> makeGraphContent(std::shared_ptr<const Program> program, int function,
                                                     const QFont &font);

} // namespace symbolon
