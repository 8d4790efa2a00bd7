// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/instructioncomment.h"

#include "widgets/common/format.h"
#include "widgets/common/functionfacts.h"
#include "widgets/common/functionrow.h"

#include <QLocale>

#include <algorithm>

namespace symbolon {

namespace {

constexpr int longestString = 120;

template<typename T>
std::pair<typename std::vector<T>::const_iterator, typename std::vector<T>::const_iterator>
at(const std::vector<T> &items, uint64_t address)
{
    const auto first = std::lower_bound(items.begin(), items.end(), address,
                                        [](const T &item, uint64_t value) { return item.address < value; });
    auto last = first;
    while (last != items.end() && last->address == address)
        ++last;
    return {first, last};
}

void add(InstructionComment &comment, const QString &text, ColorRole role)
{
    if (text.isEmpty())
        return;
    const auto append = [&comment](const QString &part, ColorRole partRole) {
        comment.tokens.push_back({static_cast<int>(comment.text.size()), static_cast<int>(part.size()), partRole});
        comment.text += part;
    };
    if (!comment.text.isEmpty())
        append(QStringLiteral("  "), ColorRole::SyntaxComment);
    append(text, role);
}

QString functionName(const Workspace &workspace, uint64_t address, const std::string &known)
{
    // Program::functionStartingAt belongs to the disassembler's library; this is all that is needed of it.
    const auto &functions = workspace.program->functions;
    const auto [found, after] = at(functions, address);
    if (address != 0 && found != after) {
        const FunctionRow row = functionRow(workspace, static_cast<int>(found - functions.begin()));
        return row.nameIsFromMatch() ? sourceName(*row.source) : symbolText(found->name);
    }
    return symbolText(known);
}

QString integerText(int64_t value)
{
    if (value > -10 && value < 10)
        return QString::number(value);
    const QString hex =
        QString::number(value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value), 16);
    return QStringLiteral("%1 = %2").arg(QString::number(value),
                                         (value < 0 ? QStringLiteral("-0x") : QStringLiteral("0x")) + hex);
}

void addReference(InstructionComment &comment, const Workspace &workspace, const Reference &reference)
{
    switch (reference.kind) {
    case Reference::Kind::String:
        add(comment, u'"' + oneLine(reference.text, longestString) + u'"', ColorRole::SyntaxString);
        break;
    case Reference::Kind::Integer:
        add(comment, integerText(reference.value), ColorRole::SyntaxNumber);
        break;
    case Reference::Kind::Data:
        add(comment, addressText(reference.target), ColorRole::SyntaxAddress);
        break;
    case Reference::Kind::Function:
        add(comment, u'&' + functionName(workspace, reference.target, reference.text), ColorRole::SyntaxFunction);
        break;
    case Reference::Kind::Import:
        add(comment, symbolText(reference.text), ColorRole::SyntaxFunction);
        break;
    case Reference::Kind::Float:
        add(comment, QString::number(reference.real(), 'g', QLocale::FloatingPointShortest), ColorRole::SyntaxNumber);
        break;
    }
}

// The function whose address a literal holds; 0: none.
uint64_t functionAt(const Program &program, const DataInCode &data)
{
    if (data.kind != DataInCode::Kind::Literal || data.size * 8 != program.bits)
        return 0;
    const uint64_t address = program.architecture == Architecture::Arm ? data.value & ~uint64_t(1) : data.value;
    const auto [found, after] = at(program.functions, address);
    return found != after ? address : 0;
}

// What the instruction that reads a literal refers to, or one behind it that makes an address of it; null: none.
const Reference *referenceMadeOf(const BinaryFunction &function, const DataInCode &data, Architecture architecture)
{
    constexpr uint64_t farthest = 4096; // behind the one that reads it
    auto reference = at(function.references, data.user).first;
    for (; reference != function.references.end() && reference->address - data.user <= farthest; ++reference) {
        if (reference->address == data.user)
            return &*reference;
        if (architecture != Architecture::Arm || data.size != 4)
            return nullptr;
        // add rX, pc: the literal is the distance from two instructions further on
        const uint64_t place = reference->address + (function.thumb ? 4 : 8);
        if (reference->target != 0
            && static_cast<uint32_t>(place + data.value) == static_cast<uint32_t>(reference->target))
            return &*reference;
    }
    return nullptr;
}

} // namespace

InstructionComment dataComment(const Workspace &workspace, int function, const DataInCode &data)
{
    InstructionComment comment;
    const Program &program = *workspace.program;
    const BinaryFunction &code = program.functions[static_cast<std::size_t>(function)];
    if (data.kind == DataInCode::Kind::Table)
        add(comment, tableWords(data), ColorRole::SyntaxComment);
    if (data.kind != DataInCode::Kind::Literal)
        return comment;
    const auto [string, afterString] = at(program.strings, data.value);
    if (const uint64_t pointed = functionAt(program, data)) {
        add(comment, u'&' + functionName(workspace, pointed, {}), ColorRole::SyntaxFunction);
    } else if (string != afterString && data.size * 8 == program.bits) {
        add(comment, u'"' + oneLine(string->text, longestString) + u'"', ColorRole::SyntaxString);
    } else if (const Reference *reference = referenceMadeOf(code, data, program.architecture)) {
        addReference(comment, workspace, *reference);
    }
    return comment;
}

uint64_t dataTarget(const Workspace &workspace, const DataInCode &data)
{
    const uint64_t function = functionAt(*workspace.program, data);
    return function != 0 ? function : data.user;
}

InstructionComment instructionComment(const Workspace &workspace, int function, uint64_t address)
{
    InstructionComment comment;
    const BinaryFunction &code = workspace.program->functions[static_cast<std::size_t>(function)];
    const auto [call, lastCall] = at(code.calls, address);
    for (auto item = call; item != lastCall; ++item)
        add(comment, functionName(workspace, item->target, item->name), ColorRole::SyntaxFunction);
    const auto [reference, lastReference] = at(code.references, address);
    for (auto item = reference; item != lastReference; ++item)
        addReference(comment, workspace, *item);
    for (const SwitchTable &table : code.switches)
        if (table.address == address)
            add(comment, switchWords(table), ColorRole::SyntaxComment);
    if (isOpenJump(code, address))
        add(comment, openJumpWords(), ColorRole::Warning);
    return comment;
}

uint64_t instructionTarget(const BinaryFunction &function, uint64_t address)
{
    const auto [call, lastCall] = at(function.calls, address);
    for (auto item = call; item != lastCall; ++item)
        if (item->target != 0)
            return item->target;
    for (const Edge &edge : function.edges) {
        if (edge.from >= function.blocks.size() || edge.to >= function.blocks.size()
            || (edge.kind != EdgeKind::Taken && edge.kind != EdgeKind::Jump))
            continue;
        const BasicBlock &block = function.blocks[edge.from];
        const uint64_t end = static_cast<uint64_t>(block.firstInstruction) + block.instructionCount;
        if (block.instructionCount > 0 && end <= function.instructions.size()
            && function.instructions[end - 1].address == address)
            return function.blocks[edge.to].address;
    }
    const auto [reference, lastReference] = at(function.references, address);
    for (auto item = reference; item != lastReference; ++item)
        if (item->kind == Reference::Kind::Function)
            return item->target;
    return 0;
}

} // namespace symbolon
