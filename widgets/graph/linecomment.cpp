// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/linecomment.h"

#include "widgets/common/format.h"
#include "widgets/common/functionfacts.h"

#include <QLocale>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace symbolon {

namespace {

constexpr int longestText = 44;

template<typename Fact>
auto firstAt(const std::vector<Fact> &facts, uint64_t address)
{
    return std::lower_bound(facts.begin(), facts.end(), address,
                            [](const Fact &fact, uint64_t wanted) { return fact.address < wanted; });
}

bool shows(std::string_view operands, uint64_t address)
{
    return operands.find(addressText(address).toStdString()) != std::string_view::npos;
}

LineComment callComment(const Program &program, const Call &call, std::string_view operands)
{
    if (!call.name.empty())
        return {symbolText(call.name), ColorRole::SyntaxFunction};
    const int callee = call.target != 0 ? program.functionStartingAt(call.target) : -1;
    if (callee < 0)
        return {};
    const BinaryFunction &function = program.functions[static_cast<std::size_t>(callee)];
    if (!function.named && shows(operands, call.target))
        return {};
    return {symbolText(function.name), ColorRole::SyntaxFunction};
}

QString integerText(int64_t value)
{
    if (value > -10 && value < 10)
        return {}; // the operand says as much
    QString text = QString::number(value);
    if (value > 0x20 && value < 0x7f)
        text += QStringLiteral(" '%1'").arg(QChar(static_cast<char16_t>(value)));
    return text;
}

LineComment referenceComment(const Reference &reference, std::string_view operands)
{
    switch (reference.kind) {
    case Reference::Kind::String:
        return {QStringLiteral("\"%1\"").arg(oneLine(reference.text, longestText)), ColorRole::SyntaxString};
    case Reference::Kind::Function:
    case Reference::Kind::Import:
        if (!reference.text.empty())
            return {QLatin1Char('&') + symbolText(reference.text), ColorRole::SyntaxFunction};
        break;
    case Reference::Kind::Integer:
        return {integerText(reference.value), ColorRole::SyntaxNumber};
    case Reference::Kind::Float:
        return {QString::number(reference.real(), 'g', QLocale::FloatingPointShortest), ColorRole::SyntaxNumber};
    case Reference::Kind::Data:
        break;
    }
    if (reference.target == 0 || shows(operands, reference.target))
        return {};
    return {addressText(reference.target), ColorRole::SyntaxAddress};
}

} // namespace

LineComment lineComment(const Program &program, const BinaryFunction &function, const Instruction &instruction)
{
    const std::string_view operands = function.instructions.operands(instruction);
    for (auto at = firstAt(function.calls, instruction.address);
         at != function.calls.end() && at->address == instruction.address; ++at) {
        LineComment comment = callComment(program, *at, operands);
        if (!comment.text.isEmpty())
            return comment;
    }
    LineComment best;
    for (auto at = firstAt(function.references, instruction.address);
         at != function.references.end() && at->address == instruction.address; ++at) {
        if (at->kind == Reference::Kind::String)
            return referenceComment(*at, operands);
        if (best.text.isEmpty())
            best = referenceComment(*at, operands);
    }
    if (!best.text.isEmpty())
        return best;
    for (const SwitchTable &table : function.switches)
        if (table.address == instruction.address && !table.targets.empty())
            return {switchWords(table), ColorRole::SyntaxComment};
    if (isOpenJump(function, instruction.address))
        return {openJumpWords(), ColorRole::Warning};
    return {};
}

} // namespace symbolon
