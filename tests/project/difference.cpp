// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generated.h"

using namespace symbolon;

namespace generated {

namespace {

template<typename T>
std::string compare(const char *name, const T &a, const T &b)
{
    return a == b ? std::string() : std::string(name);
}

template<typename List, typename Each>
std::string compareLists(const char *name, const List &a, const List &b, Each each)
{
    if (a.size() != b.size())
        return std::string(name) + ".size";
    for (std::size_t n = 0; n < a.size(); ++n) {
        if (const std::string difference = each(a[n], b[n]); !difference.empty())
            return std::string(name) + '[' + std::to_string(n) + "]." + difference;
    }
    return {};
}

#define FIELD(name)                                                                                                    \
    if (const std::string d = compare(#name, a.name, b.name); !d.empty())                                              \
        return d;
#define LIST(name)                                                                                                     \
    if (const std::string d =                                                                                          \
            compareLists(#name, a.name, b.name, [](const auto &x, const auto &y) { return fields(x, y); });            \
        !d.empty())                                                                                                    \
        return d;

std::string fields(const Instruction &a, const Instruction &b)
{
    FIELD(address) FIELD(size) FIELD(text) FIELD(mnemonicLength) FIELD(operandsLength) return {};
}
std::string fields(const BasicBlock &a, const BasicBlock &b)
{
    FIELD(address) FIELD(size) FIELD(firstInstruction) FIELD(instructionCount) return {};
}
std::string fields(const symbolon::Edge &a, const symbolon::Edge &b)
{
    FIELD(from) FIELD(to) FIELD(kind) FIELD(cases) return {};
}
std::string fields(const Reference &a, const Reference &b)
{
    FIELD(address) FIELD(kind) FIELD(target) FIELD(value) FIELD(text) return {};
}
std::string fields(const Call &a, const Call &b)
{
    FIELD(address) FIELD(target) FIELD(name) FIELD(import) FIELD(tail) return {};
}
std::string fields(const SwitchTable &a, const SwitchTable &b)
{
    FIELD(address) FIELD(table) FIELD(cases) FIELD(targets) return {};
}
std::string fields(const DataInCode &a, const DataInCode &b)
{
    FIELD(address) FIELD(size) FIELD(kind) FIELD(value) FIELD(user) return {};
}
std::string fields(const BinaryFunction &a, const BinaryFunction &b)
{
    FIELD(address)
    FIELD(size)
    FIELD(name)
    FIELD(named)
    FIELD(origins)
    FIELD(confidence)
    FIELD(thumb)
    FIELD(importStub)
    FIELD(thunk)
    FIELD(noReturn)
    FIELD(argumentCount)
    FIELD(callers)
    FIELD(callees) FIELD(note) FIELD(aliases) FIELD(witness) FIELD(unresolvedJumps) LIST(blocks) LIST(edges)
        LIST(instructions) FIELD(instructions.texts()) LIST(references) LIST(calls) LIST(switches)
            LIST(dataInCode) return {};
}
std::string fields(const StringConstant &a, const StringConstant &b)
{
    FIELD(address) FIELD(text) return {};
}
std::string fields(const SourceString &a, const SourceString &b)
{
    FIELD(text) FIELD(line) return {};
}
std::string fields(const SourceInteger &a, const SourceInteger &b)
{
    FIELD(value) FIELD(line) return {};
}
std::string fields(const SourceCall &a, const SourceCall &b)
{
    FIELD(name) FIELD(line) return {};
}
std::string fields(const SourceSwitch &a, const SourceSwitch &b)
{
    FIELD(line) FIELD(cases) FIELD(unknownCases) FIELD(hasDefault) return {};
}
std::string fields(const SourceFunction &a, const SourceFunction &b)
{
    FIELD(name)
    FIELD(qualifiedName)
    FIELD(file)
    FIELD(line)
    FIELD(nameLine)
    FIELD(endLine)
    FIELD(text)
    FIELD(argumentCount)
    FIELD(ifCount)
    FIELD(loopCount)
    FIELD(isStatic)
    FIELD(isInline)
    FIELD(isTemplate) FIELD(isVariadic) FIELD(inHeader) LIST(strings) LIST(integers) LIST(calls)
        LIST(switches) return {};
}
std::string fields(const SourceFile &a, const SourceFile &b)
{
    FIELD(path) FIELD(size) FIELD(lines) FIELD(component) return {};
}
std::string fields(const SkippedSource &a, const SkippedSource &b)
{
    FIELD(path) FIELD(reason) FIELD(component) return {};
}
std::string fields(const Evidence &a, const Evidence &b)
{
    FIELD(kind) FIELD(value) FIELD(address) FIELD(line) FIELD(weight) return {};
}
std::string fields(const Candidate &a, const Candidate &b)
{
    FIELD(source) FIELD(score) FIELD(confidence) FIELD(strategy) LIST(evidence) return {};
}
std::string fields(const InlinedFunction &a, const InlinedFunction &b)
{
    FIELD(source) FIELD(confidence) LIST(evidence) return {};
}
std::string fields(const FunctionMatches &a, const FunctionMatches &b)
{
    FIELD(function) LIST(candidates) LIST(inlined) return {};
}
std::string fields(const SourceVerdict &a, const SourceVerdict &b)
{
    FIELD(source) FIELD(verdict) FIELD(confidence) FIELD(functions) return {};
}

} // namespace

namespace {

std::string fields(const PointerTable::Entry &a, const PointerTable::Entry &b)
{
    FIELD(address) FIELD(function) FIELD(text) return {};
}
std::string fields(const PointerTable &a, const PointerTable &b)
{
    FIELD(typeName) LIST(entries) return {};
}
std::string fields(const SourceTable::Entry &a, const SourceTable::Entry &b)
{
    FIELD(text) FIELD(isString) return {};
}
std::string fields(const SourceTable &a, const SourceTable &b)
{
    FIELD(className) FIELD(file) FIELD(line) LIST(entries) return {};
}

} // namespace

std::string difference(const Program &a, const Program &b)
{
    FIELD(path)
    FIELD(member)
    FIELD(format)
    FIELD(architecture)
    FIELD(endian)
    FIELD(bits)
    FIELD(base)
    FIELD(entry) FIELD(codeSize) FIELD(imports) FIELD(warnings) LIST(functions) LIST(strings) LIST(tables) return {};
}

std::string difference(const SourceTree &a, const SourceTree &b)
{
    FIELD(root) FIELD(components) FIELD(warnings) LIST(files) LIST(functions) LIST(tables) LIST(skipped) return {};
}

std::string difference(const Matches &a, const Matches &b)
{
    FIELD(method) FIELD(model) LIST(functions) LIST(sources) return {};
}

std::string difference(const BinaryInput &a, const BinaryInput &b)
{
    FIELD(path)
    FIELD(member) FIELD(sha256) FIELD(fileSize) FIELD(fileModified) FIELD(architecture) FIELD(base) return {};
}

std::string difference(const QList<Decision> &a, const QList<Decision> &b)
{
    if (a.size() != b.size())
        return "size";
    for (qsizetype n = 0; n < a.size(); ++n) {
        if (a[n].address != b[n].address || a[n].state != b[n].state || a[n].source != b[n].source
            || a[n].comment != b[n].comment || a[n].rejected != b[n].rejected)
            return "decisions[" + std::to_string(n) + ']';
    }
    return {};
}

} // namespace generated
