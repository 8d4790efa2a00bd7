// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/graphdescription.h"

#include "widgets/common/format.h"
#include "widgets/common/functionfacts.h"

#include <QCoreApplication>
#include <QStringList>

namespace symbolon {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("symbolon::GraphView", text);
}

QString edgeText(const GraphLink &link)
{
    switch (link.kind) {
    case EdgeKind::Taken:
        return translated(QT_TRANSLATE_NOOP("symbolon::GraphView", "True edge to %1."));
    case EdgeKind::FallThrough:
        if (link.label.isEmpty())
            return translated(QT_TRANSLATE_NOOP("symbolon::GraphView", "Goes on at %1."));
        return translated(QT_TRANSLATE_NOOP("symbolon::GraphView", "False edge to %1."));
    case EdgeKind::Jump:
        return translated(QT_TRANSLATE_NOOP("symbolon::GraphView", "Jump to %1."));
    case EdgeKind::Switch:
        if (!link.cases.isEmpty())
            return translated(QT_TRANSLATE_NOOP("symbolon::GraphView", "Switch case %2 to %1."));
        return translated(QT_TRANSLATE_NOOP("symbolon::GraphView", "Switch case to %1."));
    case EdgeKind::Exception:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("symbolon::GraphView", "Exception to %1."));
}

bool endsInOpenJump(const GraphContent &content, const GraphBlock &block)
{
    // The last instruction, or the one before a delay slot.
    const auto &instructions = content.source().instructions;
    const uint32_t end = block.firstInstruction + block.instructionCount;
    for (uint32_t at = end; at > block.firstInstruction && at + 2 > end; --at)
        if (isOpenJump(content.source(), instructions[at - 1].address))
            return true;
    return false;
}

} // namespace

QString describeLink(const GraphContent &content, std::size_t index)
{
    const GraphLink &link = content.links[index];
    QString text = edgeText(link);
    text.replace(QLatin1String("%1"), addressText(content.blocks[link.to].address));
    text.replace(QLatin1String("%2"), link.cases);
    if (link.kind != EdgeKind::Switch && !link.cases.isEmpty())
        text += u' ' + translated(QT_TRANSLATE_NOOP("symbolon::GraphView", "This is the default of the switch."));
    return text;
}

QString describeBlock(const GraphContent &content, const EvidenceMarks &evidence, const GraphMarks &marks,
                      GraphContent::Place place)
{
    if (place.block < 0)
        return {};
    const GraphBlock &block = content.blocks[static_cast<std::size_t>(place.block)];
    QStringList sentences;
    if (place.line >= 0)
        sentences << block.lines[static_cast<std::size_t>(place.line)].text.simplified() + u'.';
    sentences << translated(QT_TRANSLATE_NOOP("symbolon::GraphView", "Block %1, %2 of %3, %4 instructions."))
                     .arg(addressText(block.address), countText(place.block + 1),
                          countText(static_cast<qint64>(content.blocks.size())), countText(block.instructionCount));
    if (block.cold)
        sentences << translated(
            QT_TRANSLATE_NOOP("symbolon::GraphView", "A cold part, which the compiler moved away from the body."));
    for (std::size_t link = 0; link < content.links.size(); ++link)
        if (static_cast<int>(content.links[link].from) == place.block)
            sentences << describeLink(content, link);
    if (endsInOpenJump(content, block))
        sentences << translated(
            QT_TRANSLATE_NOOP("symbolon::GraphView", "It ends in an indirect jump whose targets are not known."));
    if (const QString heat = heatText(evidence.dropAtAddress(block.address)); !heat.isEmpty())
        sentences << heat;
    const QString pieces = describeMarks(evidence, marks, {place.block, -1});
    if (!pieces.isEmpty())
        sentences << translated(QT_TRANSLATE_NOOP("symbolon::GraphView", "Evidence: %1."))
                         .arg(QString(pieces).replace(u'\n', QStringLiteral("; ")));
    return sentences.join(u' ');
}

QString describeMarks(const EvidenceMarks &evidence, const GraphMarks &marks, GraphContent::Place place)
{
    const BlockMarks *block = marks.of(place.block);
    if (!block)
        return {};
    const auto line = block->byLine.find(place.line);
    const std::vector<GraphMark> *pieces = place.line < 0                ? &block->all
                                           : line != block->byLine.end() ? &line->second
                                                                         : nullptr;
    QStringList lines;
    if (pieces) {
        for (const GraphMark &mark : *pieces) {
            const Evidence *piece = evidence.evidence(mark.evidence);
            if (!piece)
                continue;
            QString text = QStringLiteral("%1 %2 %3")
                               .arg(countText(EvidenceMarks::number(mark.evidence)), evidenceKindLabel(piece->kind),
                                    oneLine(piece->value, 80));
            if (piece->line != 0)
                text += translated(QT_TRANSLATE_NOOP("symbolon::GraphView", " ↔ line %1")).arg(piece->line);
            lines << text;
        }
    }
    return lines.join(u'\n');
}

} // namespace symbolon
