// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/flowgraph.h"

#include "app/report/plaintext.h"
#include "app/report/reportdata.h"
#include "app/report/reporttext.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace symbolon {

namespace {

constexpr std::size_t mostBoxes = 1500;  // more are not drawn
constexpr std::size_t boxesInFull = 200; // with more, boxes hold only what carries evidence
constexpr std::size_t linesInFull = 36;  // of one box
constexpr qsizetype mostOperands = 44;   // characters
constexpr qsizetype mostRemark = 36;
constexpr qsizetype mostCases = 4; // on an edge's label
constexpr qsizetype mostMarks = 4; // at one instruction

class Builder
{
public:
    Builder(const BinaryFunction &function, const std::vector<Evidence> &evidence, Architecture architecture)
        : m_function(function), m_architecture(architecture), m_onlyMarked(function.blocks.size() > boxesInFull)
    {
        for (std::size_t n = 0; n < evidence.size(); ++n) {
            if (evidence[n].address)
                m_marks[evidence[n].address].append(static_cast<int>(n));
        }
        for (const Reference &reference : function.references)
            addRemark(reference);
        for (const Call &call : function.calls) {
            if (!call.name.empty())
                m_remarks.try_emplace(call.address, shortened(QString::fromStdString(call.name), mostRemark));
        }
    }

    FlowGraph build()
    {
        for (const BasicBlock &block : m_function.blocks)
            m_graph.boxes.push_back(box(block));
        for (FlowBox &each : m_graph.boxes)
            measure(each);
        for (const Edge &edge : m_function.edges) {
            if (edge.kind == EdgeKind::Taken)
                m_branches.insert(edge.from);
        }
        for (const Edge &edge : m_function.edges)
            m_graph.edges.push_back(flowEdge(edge));
        if (m_leftOut > 0)
            m_graph.notes << ReportText::tr("instructions left out of the drawing: %1")
                                 .arg(ReportText::number(static_cast<qint64>(m_leftOut)));
        return std::move(m_graph);
    }

private:
    void addRemark(const Reference &reference)
    {
        QString text;
        if (reference.kind == Reference::Kind::String)
            text = u'"'
                   + shortened(QString::fromUtf8(reference.text.data(), static_cast<qsizetype>(std::min<std::size_t>(
                                                                            reference.text.size(), 4 * mostRemark))),
                               mostRemark)
                   + u'"';
        else if (!reference.text.empty())
            text = shortened(QString::fromStdString(reference.text), mostRemark);
        if (!text.isEmpty())
            m_remarks.try_emplace(reference.address, text);
    }

    [[nodiscard]] FlowLine line(const Instruction &instruction) const
    {
        FlowLine line;
        line.address = instruction.address;
        line.mnemonic = shortened(QString::fromUtf8(m_function.instructions.mnemonic(instruction)), 16);
        line.operands = shortened(QString::fromUtf8(m_function.instructions.operands(instruction)), mostOperands);
        if (const auto remark = m_remarks.find(instruction.address); remark != m_remarks.end())
            line.remark = remark->second;
        if (const auto marks = m_marks.find(instruction.address); marks != m_marks.end())
            line.marks = marks->second.mid(0, mostMarks);
        return line;
    }

    // Of a long block its beginning, its end and what carries evidence.
    [[nodiscard]] bool isShown(std::size_t index, std::size_t count, const Instruction &instruction) const
    {
        if (m_marks.contains(instruction.address))
            return true;
        if (m_onlyMarked)
            return index + 1 == count;
        return count <= linesInFull || index < linesInFull - 8 || index + 6 >= count;
    }

    FlowBox box(const BasicBlock &block)
    {
        FlowBox box;
        box.title = hexAddress(block.address, m_architecture);
        qsizetype skipped = 0;
        const auto flush = [&] {
            if (skipped > 0) {
                FlowLine gap;
                gap.remark =
                    ReportText::tr("… instructions left out: %1").arg(ReportText::number(static_cast<qint64>(skipped)));
                box.lines.push_back(gap);
            }
            m_leftOut += std::exchange(skipped, 0);
        };
        for (std::size_t n = 0; n < block.instructionCount; ++n) {
            const std::size_t index = block.firstInstruction + n;
            if (index >= m_function.instructions.size())
                break;
            const Instruction &instruction = m_function.instructions[index];
            if (!isShown(n, block.instructionCount, instruction)) {
                ++skipped;
                continue;
            }
            flush();
            box.lines.push_back(line(instruction));
            box.marks = std::max(box.marks, static_cast<int>(box.lines.back().marks.size()));
        }
        flush();
        return box;
    }

    void measure(FlowBox &box) const
    {
        int widest = columns(box.title) + 2;
        for (const FlowLine &line : box.lines)
            box.mnemonicColumns = std::max(box.mnemonicColumns, columns(line.mnemonic) + 1);
        for (const FlowLine &line : box.lines) {
            const int remark = line.remark.isEmpty() ? 0 : columns(line.remark) + (line.address ? 3 : 0);
            const int code = line.address ? box.mnemonicColumns + columns(line.operands) : 0;
            widest = std::max(widest, code + remark);
        }
        box.width = widest * FlowGraph::columnWidth + 2 * FlowGraph::padding + box.marks * FlowGraph::markWidth;
        box.height = (static_cast<double>(box.lines.size()) + 1) * FlowGraph::lineHeight + FlowGraph::padding + 4;
    }

    // A block that merely runs on into the next one decides nothing.
    [[nodiscard]] FlowEdge flowEdge(const Edge &edge) const
    {
        if (edge.kind == EdgeKind::FallThrough && !m_branches.contains(edge.from))
            return {EdgeKind::Jump, {}};
        return {edge.kind, label(edge)};
    }

    static QString label(const Edge &edge)
    {
        switch (edge.kind) {
        case EdgeKind::Taken:
            return QStringLiteral("T");
        case EdgeKind::FallThrough:
            return QStringLiteral("F");
        case EdgeKind::Jump:
            return {};
        case EdgeKind::Exception:
            return ReportText::tr("exception");
        case EdgeKind::Switch:
            break;
        }
        QStringList cases;
        for (const int64_t value : edge.cases) {
            if (cases.size() == mostCases) {
                cases << QStringLiteral("…");
                break;
            }
            cases << QString::number(value);
        }
        return cases.isEmpty() ? ReportText::tr("switch") : cases.join(QStringLiteral(", "));
    }

    const BinaryFunction &m_function;
    Architecture m_architecture;
    bool m_onlyMarked;
    std::unordered_map<uint64_t, QList<int>> m_marks;
    std::unordered_map<uint64_t, QString> m_remarks;
    std::unordered_set<uint32_t> m_branches; // blocks that end in a conditional branch
    FlowGraph m_graph;
    qsizetype m_leftOut = 0;
};

bool isSound(const GraphGeometry &geometry, const GraphShape &shape)
{
    const auto finite = [](const Point &p) {
        return std::isfinite(p.x) && std::isfinite(p.y) && std::abs(p.x) < 1e7 && std::abs(p.y) < 1e7;
    };
    return geometry.centres.size() == shape.nodes.size() && geometry.edges.size() == shape.edges.size()
           && finite({geometry.width, geometry.height})
           && std::all_of(geometry.centres.begin(), geometry.centres.end(), finite)
           && std::all_of(geometry.edges.begin(), geometry.edges.end(), [&](const GraphGeometry::Edge &edge) {
                  return std::all_of(edge.points.begin(), edge.points.end(), finite);
              });
}

} // namespace

Result<FlowGraph> FlowGraph::make(const BinaryFunction &function, const std::vector<Evidence> &evidence,
                                  const ReportInput &input)
{
    if (function.blocks.empty())
        return failure(ReportText::tr("This function has no code to draw.").toStdString());
    if (function.blocks.size() > mostBoxes)
        return failure(ReportText::tr("Too many blocks to draw in a report: %1")
                           .arg(ReportText::number(static_cast<qint64>(function.blocks.size())))
                           .toStdString());
    FlowGraph graph = Builder(function, evidence, input.program->architecture).build();
    GraphShape shape;
    for (const FlowBox &box : graph.boxes)
        shape.nodes.push_back({box.width, box.height});
    for (const Edge &edge : function.edges)
        shape.edges.push_back({edge.from, edge.to});

    auto geometry = input.layOut ? input.layOut(shape) : LayeredLayout().layOut(shape);
    if (!geometry && geometry.error().kind == ErrorKind::Cancelled)
        return geometry.error();
    if (input.layOut && (!geometry || !isSound(*geometry, shape)))
        geometry = LayeredLayout().layOut(shape);
    if (!geometry)
        return geometry.error();
    if (!isSound(*geometry, shape))
        return failure(ReportText::tr("The graph could not be laid out.").toStdString());
    graph.geometry = std::move(*geometry);
    return graph;
}

std::optional<std::array<Point, 3>> arrowHead(const GraphGeometry::Edge &edge)
{
    constexpr double length = 7;
    constexpr double half = 2.9;
    if (edge.points.size() < 2)
        return std::nullopt;
    const Point tip = edge.points.back();
    for (auto from = edge.points.rbegin() + 1; from != edge.points.rend(); ++from) {
        const double distance = std::hypot(tip.x - from->x, tip.y - from->y);
        if (distance <= 0.5)
            continue;
        const double dx = (tip.x - from->x) / distance;
        const double dy = (tip.y - from->y) / distance;
        const Point base{tip.x - dx * length, tip.y - dy * length};
        return std::array<Point, 3>{tip, Point{base.x - dy * half, base.y + dx * half},
                                    Point{base.x + dy * half, base.y - dx * half}};
    }
    return std::nullopt;
}

} // namespace symbolon
