// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/graphcontent.h"

#include "widgets/common/casestext.h"
#include "widgets/common/format.h"
#include "widgets/common/instructiontext.h"
#include "widgets/common/switchfacts.h"
#include "widgets/graph/linecomment.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace symbolon {

namespace {

constexpr uint32_t mostLines = 200;
constexpr uint32_t shownAtEnd = 50;
constexpr int longestOperands = 60;
constexpr int longestComment = 60;

QString translated(const char *text)
{
    return QCoreApplication::translate("symbolon::GraphView", text);
}

class ContentMaker
{
public:
    ContentMaker(GraphContent &content, const BinaryFunction &function)
        : m_content(content),
          m_function(function),
          m_switches(function),
          m_metrics(content.metrics.font),
          m_boldMetrics(content.metrics.boldFont),
          m_advance(m_metrics.horizontalAdvance(u'0'))
    {
    }

    void make()
    {
        m_content.blocks.reserve(m_function.blocks.size());
        for (std::size_t i = 0; i < m_function.blocks.size(); ++i)
            addBlock(m_function.blocks[i], i == 0);
        for (std::size_t i = 0; i < m_function.edges.size(); ++i)
            addLink(m_function.edges[i], m_switches.isDefault(i));
        dropLabelsWithoutChoice();
    }

private:
    void addBlock(const BasicBlock &source, bool entry);
    GraphLine instructionLine(uint32_t index, int mnemonicColumn) const;
    GraphLine hiddenLine(uint32_t first, uint32_t count) const;
    void measure(GraphLine &line) const;
    void addLink(const Edge &edge, bool isDefault);
    static QString label(const Edge &edge);
    void dropLabelsWithoutChoice();

    GraphContent &m_content;
    const BinaryFunction &m_function;
    SwitchFacts m_switches;
    QFontMetricsF m_metrics;
    QFontMetricsF m_boldMetrics;
    double m_advance;
};

void ContentMaker::addBlock(const BasicBlock &source, bool entry)
{
    const auto available = static_cast<uint32_t>(m_function.instructions.size());
    GraphBlock block;
    block.address = source.address;
    block.size = source.size;
    block.firstInstruction = std::min(source.firstInstruction, available);
    block.instructionCount = std::min(source.instructionCount, available - block.firstInstruction);
    block.title = addressText(source.address);
    if (entry)
        block.title += QStringLiteral("  ") + symbolText(m_function.name).left(longestComment);
    block.cold = !entry && m_function.isApart(source);
    if (block.cold)
        block.title += QStringLiteral(" · ") + translated(QT_TRANSLATE_NOOP("symbolon::GraphView", "cold"));

    const uint32_t first = block.firstInstruction;
    const uint32_t end = first + block.instructionCount;
    int column = 4;
    for (uint32_t i = first; i < end; ++i)
        column = std::max(column, int(m_function.instructions[i].mnemonicLength));
    column = std::min(column, 12) + 1;

    const bool cut = block.instructionCount > mostLines;
    const uint32_t hiddenFrom = cut ? first + mostLines - shownAtEnd - 1 : end;
    const uint32_t hiddenTo = cut ? end - shownAtEnd : end;
    for (uint32_t i = first; i < hiddenFrom; ++i)
        block.lines.push_back(instructionLine(i, column));
    if (cut)
        block.lines.push_back(hiddenLine(hiddenFrom, hiddenTo - hiddenFrom));
    for (uint32_t i = hiddenTo; i < end; ++i)
        block.lines.push_back(instructionLine(i, column));

    const GraphMetrics &metrics = m_content.metrics;
    double width = m_boldMetrics.horizontalAdvance(block.title) + metrics.gutter;
    for (const GraphLine &line : block.lines)
        width = std::max(width, line.width);
    block.extent = {std::ceil(metrics.gutter + width + 2 * metrics.padding),
                    std::ceil(metrics.headerHeight + static_cast<double>(block.lines.size()) * metrics.lineHeight
                              + metrics.padding)};
    m_content.blocks.push_back(std::move(block));
}

GraphLine ContentMaker::instructionLine(uint32_t index, int mnemonicColumn) const
{
    const Instruction &instruction = m_function.instructions[index];
    const Program &program = *m_content.program;
    GraphLine line;
    line.address = instruction.address;
    line.instruction = index;
    line.text = oneLine(m_function.instructions.mnemonic(instruction), 24);
    const QString operands = oneLine(m_function.instructions.operands(instruction), longestOperands);
    line.tokens.push_back({0, static_cast<int>(line.text.size()), 0, mnemonicRole(line.text, program.architecture)});
    if (!operands.isEmpty()) {
        line.text = line.text.leftJustified(mnemonicColumn - 1, u' ') + u' ';
        const auto at = static_cast<int>(line.text.size());
        for (const TextToken &token : operandTokens(operands))
            line.tokens.push_back({at + token.start, token.length, 0, token.role});
        line.text += operands;
    }
    const LineComment comment = lineComment(program, m_function, instruction);
    if (!comment.text.isEmpty()) {
        const QString mark = QStringLiteral("  ; ");
        line.tokens.push_back({static_cast<int>(line.text.size()), 4, 0, ColorRole::SyntaxComment});
        line.text += mark;
        const QString text =
            comment.text.size() > longestComment ? comment.text.left(longestComment - 1) + u'…' : comment.text;
        line.tokens.push_back({static_cast<int>(line.text.size()), static_cast<int>(text.size()), 0, comment.role});
        line.text += text;
    }
    measure(line);
    return line;
}

GraphLine ContentMaker::hiddenLine(uint32_t first, uint32_t count) const
{
    GraphLine line;
    line.instruction = first;
    line.hidden = count;
    line.text = translated(QT_TRANSLATE_NOOP("symbolon::GraphView", "… %1 more instructions …")).arg(countText(count));
    line.tokens.push_back({0, static_cast<int>(line.text.size()), 0, ColorRole::SyntaxComment});
    measure(line);
    return line;
}

// Columns of a fixed font are counted; only text beyond ASCII is measured, because that is slow.
void ContentMaker::measure(GraphLine &line) const
{
    double x = 0;
    int at = 0;
    const auto advanceTo = [&](int end) {
        const QStringView part = QStringView(line.text).mid(at, end - at);
        const bool ascii = std::all_of(part.begin(), part.end(), [](QChar c) { return c.unicode() < 0x80; });
        x += ascii ? m_advance * static_cast<double>(part.size()) : m_metrics.horizontalAdvance(part.toString());
        at = end;
    };
    for (GraphToken &token : line.tokens) {
        advanceTo(token.start);
        token.x = x;
    }
    advanceTo(static_cast<int>(line.text.size()));
    line.width = x;
}

// A block that just runs into the next one decides nothing: no F.
void ContentMaker::dropLabelsWithoutChoice()
{
    std::vector<uint32_t> ways(m_content.blocks.size(), 0);
    for (const GraphLink &link : m_content.links)
        ways[link.from] += link.kind != EdgeKind::Exception;
    for (GraphLink &link : m_content.links)
        if (link.kind == EdgeKind::FallThrough && ways[link.from] == 1)
            link.label.clear();
}

void ContentMaker::addLink(const Edge &edge, bool isDefault)
{
    if (edge.from >= m_content.blocks.size() || edge.to >= m_content.blocks.size())
        return;
    GraphLink link{edge.from, edge.to, edge.kind, label(edge), {}};
    if (edge.kind == EdgeKind::Switch) {
        link.label = casesText(edge.cases, isDefault);
        link.cases = casesText(edge.cases, isDefault, 0);
    } else if (isDefault) {
        link.cases = casesText({}, true);
        link.label += QStringLiteral(" · ") + link.cases;
    }
    m_content.links.push_back(std::move(link));
}

QString ContentMaker::label(const Edge &edge)
{
    switch (edge.kind) {
    case EdgeKind::Taken:
        return translated(QT_TRANSLATE_NOOP("symbolon::GraphView", "T"));
    case EdgeKind::FallThrough:
        return translated(QT_TRANSLATE_NOOP("symbolon::GraphView", "F"));
    case EdgeKind::Exception:
        return translated(QT_TRANSLATE_NOOP("symbolon::GraphView", "exception"));
    case EdgeKind::Switch:
    case EdgeKind::Jump:
        break;
    }
    return {};
}

} // namespace

GraphMetrics graphMetrics(const QFont &font)
{
    GraphMetrics metrics;
    metrics.font = font;
    metrics.boldFont = font;
    metrics.boldFont.setBold(true);
    const QFontMetricsF measured(font);
    metrics.lineHeight = std::ceil(measured.height() * 1.12);
    metrics.ascent = measured.ascent() + (metrics.lineHeight - measured.height()) / 2;
    metrics.padding = std::round(measured.height() * 0.5);
    metrics.headerHeight = metrics.lineHeight + std::round(measured.height() * 0.45);
    metrics.gutter = std::ceil(evidenceBadgeSize(88, font).width() * 0.85) + 4;
    return metrics;
}

const BinaryFunction &GraphContent::source() const
{
    return program->functions[static_cast<std::size_t>(function)];
}

GraphShape GraphContent::shape() const
{
    GraphShape shape;
    shape.nodes.reserve(blocks.size());
    for (const GraphBlock &block : blocks)
        shape.nodes.push_back({block.extent.width(), block.extent.height()});
    shape.edges.reserve(links.size());
    for (const GraphLink &link : links)
        shape.edges.push_back({link.from, link.to});
    return shape;
}

std::optional<GraphContent::Place> GraphContent::find(uint64_t address) const
{
    if (address == 0)
        return std::nullopt;
    const auto &instructions = source().instructions;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        const GraphBlock &block = blocks[b];
        if (address < block.address || address - block.address >= std::max<uint64_t>(block.size, 1))
            continue;
        int line = -1;
        for (std::size_t l = 0; l < block.lines.size(); ++l)
            if (instructions[block.lines[l].instruction].address <= address)
                line = static_cast<int>(l);
        return Place{static_cast<int>(b), line};
    }
    return std::nullopt;
}

QString GraphContent::blockText(int block) const
{
    if (block < 0 || static_cast<std::size_t>(block) >= blocks.size())
        return {};
    const GraphBlock &shown = blocks[static_cast<std::size_t>(block)];
    const BinaryFunction &function = source();
    QString text = shown.title + u'\n';
    for (uint32_t i = shown.firstInstruction; i < shown.firstInstruction + shown.instructionCount; ++i) {
        const Instruction &instruction = function.instructions[i];
        QString line = QStringLiteral("%1  %2 %3")
                           .arg(addressText(instruction.address),
                                QString::fromUtf8(function.instructions.mnemonic(instruction)).leftJustified(8),
                                QString::fromUtf8(function.instructions.operands(instruction)));
        const LineComment comment = lineComment(*program, function, instruction);
        if (!comment.text.isEmpty())
            line += QStringLiteral("  ; ") + comment.text;
        text += line.trimmed() + u'\n';
    }
    return text;
}

std::shared_ptr<const GraphContent> makeGraphContent(std::shared_ptr<const Program> program, int function,
                                                     const QFont &font)
{
    if (!program || function < 0 || static_cast<std::size_t>(function) >= program->functions.size())
        return nullptr;
    auto content = std::make_shared<GraphContent>();
    content->program = std::move(program);
    content->function = function;
    content->metrics = graphMetrics(font);
    ContentMaker(*content, content->source()).make();
    return content;
}

} // namespace symbolon
