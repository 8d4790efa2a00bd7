// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/functionfacts.h"

#include "widgets/common/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <bit>

namespace symbolon {

namespace {

struct OriginText {
    Origin origin;
    const char *key; // as in the JSON reports
    const char *word;
    const char *sentence;
};

constexpr OriginText originTexts[] = {
    {Origin::Symbol, "symbol", QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "symbol"),
     QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "A symbol of the file names it.")},
    {Origin::Export, "export", QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "export"),
     QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "The file exports it.")},
    {Origin::Entry, "entry", QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "entry point"),
     QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "The program starts here.")},
    {Origin::InitFini, "init-fini", QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "init or fini"),
     QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "It runs when the file is loaded or unloaded (init, fini).")},
    {Origin::FrameRecord, "frame", QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "frame record"),
     QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "A frame record, made for unwinding the stack, begins here.")},
    {Origin::FunctionTable, "function-table", QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "function table"),
     QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "The file's table of function starts lists it.")},
    {Origin::Call, "call", QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "call"),
     QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "It is called.")},
    {Origin::TailCall, "tail-call", QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "tail call"),
     QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "Another function ends with a jump to it.")},
    {Origin::Pointer, "pointer", QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "pointer"),
     QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "Its address is stored or taken as a pointer.")},
    {Origin::Prologue, "prologue", QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "prologue"),
     QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "Its first instructions look like a prologue.")},
    {Origin::ImportStub, "import-stub", QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "import stub"),
     QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "It is the stub of an imported function.")},
    {Origin::LandingPad, "landing-pad", QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "landing pad"),
     QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "The exception table leads here.")},
};

QString translated(const char *text)
{
    return QCoreApplication::translate("symbolon::FunctionFacts", text);
}

} // namespace

QString originWords(Origins origins)
{
    QStringList words;
    for (const OriginText &text : originTexts)
        if (has(origins, text.origin))
            words << translated(text.word);
    return words.join(translated(QT_TRANSLATE_NOOP("symbolon::FunctionFacts", ", ")));
}

Origins originsNamed(const QString &name)
{
    Origins found = 0;
    if (name.isEmpty())
        return found;
    for (const OriginText &text : originTexts)
        if (QLatin1String(text.key).startsWith(name, Qt::CaseInsensitive)
            || translated(text.word).startsWith(name, Qt::CaseInsensitive))
            found |= static_cast<Origins>(text.origin);
    return found;
}

uint32_t originOrder(Origins origins)
{
    const auto strongest = static_cast<uint32_t>(std::countr_zero(origins)); // of none: the number of bits
    const auto rest = 16U - static_cast<uint32_t>(std::popcount(origins));
    return strongest << 24 | rest << 16 | origins;
}

QString placeWords(const Program &program, uint64_t address)
{
    const int holder = program.functionContaining(address);
    if (holder < 0)
        return addressText(address);
    return translated(QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "%1 in %2"))
        .arg(addressText(address), symbolText(program.functions[static_cast<std::size_t>(holder)].name));
}

QString certaintyText(const BinaryFunction &function)
{
    return percentText(static_cast<double>(function.confidence) + 1e-6); // 0.65 as a float is a little less
}

QString thunkTarget(const Program &program, const BinaryFunction &function)
{
    if (!function.thunk || function.calls.empty())
        return {};
    const Call &call = function.calls.front();
    if (!call.name.empty())
        return symbolText(call.name);
    const int target = program.functionStartingAt(call.target);
    return target < 0 ? addressText(call.target) : symbolText(program.functions[static_cast<std::size_t>(target)].name);
}

int coldBlockCount(const BinaryFunction &function)
{
    return static_cast<int>(std::count_if(function.blocks.begin(), function.blocks.end(),
                                          [&](const BasicBlock &block) { return function.isApart(block); }));
}

QString aliasWords(const BinaryFunction &function, qsizetype most)
{
    QStringList names;
    const auto all = static_cast<qsizetype>(function.aliases.size());
    const qsizetype shown = most == 0 || all <= most + 1 ? all : most;
    for (qsizetype at = 0; at < shown; ++at)
        names << symbolText(function.aliases[static_cast<std::size_t>(at)]);
    const QString text = names.join(translated(QT_TRANSLATE_NOOP("symbolon::FunctionFacts", ", ")));
    if (shown == all)
        return text;
    return translated(QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "%1 and %2 more")).arg(text, countText(all - shown));
}

QString openJumpWords()
{
    return QStringLiteral("⚠ ") + translated(QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "targets not known"));
}

QString switchWords(const SwitchTable &table)
{
    const QString cases = translated(QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "switch with %1 cases"))
                              .arg(countText(static_cast<qint64>(table.cases.size())));
    if (table.table == 0)
        return cases;
    return translated(QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "%1, table at %2"))
        .arg(cases, addressText(table.table));
}

QString tableWords(const DataInCode &table)
{
    return translated(QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "of the switch at %1")).arg(addressText(table.user));
}

QStringList functionFacts(const Program &program, const BinaryFunction &function)
{
    QStringList facts;
    for (const OriginText &text : originTexts)
        if (has(function.origins, text.origin))
            facts << translated(text.sentence);
    if (function.witness != 0)
        facts << translated(QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "The strongest of these is at %1."))
                     .arg(placeWords(program, function.witness));
    facts << translated(QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "Certainty that a function starts here: %1."))
                 .arg(certaintyText(function));
    if (!function.aliases.empty())
        facts << translated(
                     QT_TRANSLATE_NOOP("symbolon::FunctionFacts",
                                       "Also known as %1: other names of it, or identical functions folded into one."))
                     .arg(aliasWords(function, 20));
    if (const QString target = thunkTarget(program, function); !target.isEmpty())
        facts << translated(QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "It is a thunk: it only jumps to %1."))
                     .arg(target);
    if (function.noReturn)
        facts << translated(QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "It does not return."));
    if (const int cold = coldBlockCount(function); cold > 0)
        facts << translated(QT_TRANSLATE_NOOP("symbolon::FunctionFacts",
                                              "Blocks that the compiler moved away from its body (cold): %1."))
                     .arg(countText(cold));
    if (function.unresolvedJumps > 0)
        facts << translated(QT_TRANSLATE_NOOP("symbolon::FunctionFacts", "Indirect jumps with unknown targets: %1."))
                     .arg(countText(function.unresolvedJumps));
    if (!function.note.empty())
        facts << oneLine(function.note);
    return facts;
}

} // namespace symbolon
