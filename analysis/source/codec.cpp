// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// FileFacts and SourceTree as bytes: a magic word and a version, then the fields in order. What does not decode to
// the last byte, or points outside of itself, is refused.
#include "analysis/base/bytes.h"
#include "analysis/source/filefacts.h"
#include "analysis/source/reader.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr std::string_view factsMagic = "SFF1";
constexpr std::string_view treeMagic = "SST3";

template<typename... Flags>
uint64_t packed(Flags... flags)
{
    uint64_t value = 0;
    unsigned bit = 0;
    ((value |= static_cast<uint64_t>(flags) << bit++), ...);
    return value;
}

// Reads numbers that must fit: a damaged file sets `bad`.
class CheckedReader : public ByteReader
{
public:
    using ByteReader::ByteReader;

    uint32_t u32()
    {
        const uint64_t value = u();
        m_bad = m_bad || value > UINT32_MAX;
        return static_cast<uint32_t>(value);
    }
    uint64_t below(uint64_t limit)
    {
        const uint64_t value = u();
        m_bad = m_bad || value >= limit;
        return value;
    }
    void require(bool condition) { m_bad = m_bad || !condition; }
    [[nodiscard]] bool whole() const { return !m_bad && !failed() && atEnd(); }

private:
    bool m_bad = false;
};

void write(ByteWriter &out, const FoundFunction &f)
{
    out.s(f.name);
    out.s(f.qualifiedName);
    out.s(f.innerName);
    for (const uint32_t value : {f.begin, f.nameAt, f.body, f.end, f.argumentCount})
        out.u(value);
    out.u(static_cast<uint64_t>(f.foundBy));
    out.u(packed(f.isStatic, f.isInline, f.isTemplate, f.isVariadic, f.fromMacro));
}

FoundFunction readFound(CheckedReader &in, size_t size)
{
    FoundFunction f;
    f.name = in.s();
    f.qualifiedName = in.s();
    f.innerName = in.s();
    for (uint32_t *value : {&f.begin, &f.nameAt, &f.body, &f.end, &f.argumentCount})
        *value = in.u32();
    in.require(f.begin <= f.body && f.body <= f.end && f.end <= size && f.nameAt <= size);
    f.foundBy = static_cast<FoundBy>(in.below(3));
    const uint64_t flags = in.below(32);
    f.isStatic = flags & 1;
    f.isInline = flags & 2;
    f.isTemplate = flags & 4;
    f.isVariadic = flags & 8;
    f.fromMacro = flags & 16;
    return f;
}

void write(ByteWriter &out, const ForeignFunction &f)
{
    out.s(f.path);
    out.s(f.name);
    out.s(f.qualifiedName);
    for (const uint32_t value :
         {f.beginLine, f.beginColumn, f.nameLine, f.bodyLine, f.bodyColumn, f.endLine, f.endColumn, f.argumentCount})
        out.u(value);
    out.u(packed(f.isStatic, f.isInline, f.isTemplate, f.isVariadic));
}

ForeignFunction readForeign(CheckedReader &in)
{
    ForeignFunction f;
    f.path = in.s();
    f.name = in.s();
    f.qualifiedName = in.s();
    for (uint32_t *value : {&f.beginLine, &f.beginColumn, &f.nameLine, &f.bodyLine, &f.bodyColumn, &f.endLine,
                            &f.endColumn, &f.argumentCount})
        *value = in.u32();
    const uint64_t flags = in.below(16);
    f.isStatic = flags & 1;
    f.isInline = flags & 2;
    f.isTemplate = flags & 4;
    f.isVariadic = flags & 8;
    return f;
}

void write(ByteWriter &out, const SourceFunction &f)
{
    out.s(f.name);
    out.s(f.qualifiedName);
    for (const uint32_t value : {f.file, f.line, f.nameLine, f.endLine, f.argumentCount, f.ifCount, f.loopCount})
        out.u(value);
    out.s(f.text);
    out.list(f.strings, [&](const SourceString &string) {
        out.s(string.text);
        out.u(string.line);
    });
    out.list(f.integers, [&](const SourceInteger &integer) {
        out.i(integer.value);
        out.u(integer.line);
    });
    out.list(f.calls, [&](const SourceCall &call) {
        out.s(call.name);
        out.u(call.line);
    });
    out.list(f.switches, [&](const SourceSwitch &each) {
        out.u(each.line);
        out.list(each.cases, [&](int64_t value) { out.i(value); });
        out.u(each.unknownCases);
        out.u(each.hasDefault);
    });
    out.u(packed(f.isStatic, f.isInline, f.isTemplate, f.isVariadic, f.inHeader));
}

SourceFunction readFunction(CheckedReader &in, size_t files)
{
    SourceFunction f;
    f.name = in.s();
    f.qualifiedName = in.s();
    for (uint32_t *value : {&f.file, &f.line, &f.nameLine, &f.endLine, &f.argumentCount, &f.ifCount, &f.loopCount})
        *value = in.u32();
    in.require(f.file < files);
    f.text = in.s();
    in.list(f.strings, [&] {
        SourceString string;
        string.text = in.s();
        string.line = in.u32();
        return string;
    });
    in.list(f.integers, [&] {
        SourceInteger integer;
        integer.value = in.i();
        integer.line = in.u32();
        return integer;
    });
    in.list(f.calls, [&] {
        SourceCall call;
        call.name = in.s();
        call.line = in.u32();
        return call;
    });
    in.list(f.switches, [&] {
        SourceSwitch each;
        each.line = in.u32();
        in.list(each.cases, [&] { return in.i(); });
        each.unknownCases = in.u32();
        each.hasDefault = in.below(2) != 0;
        return each;
    });
    const uint64_t flags = in.below(32);
    f.isStatic = flags & 1;
    f.isInline = flags & 2;
    f.isTemplate = flags & 4;
    f.isVariadic = flags & 8;
    f.inHeader = flags & 16;
    return f;
}

void write(ByteWriter &out, const SourceTable &table)
{
    out.s(table.className);
    out.u(table.file);
    out.u(table.line);
    out.list(table.entries, [&](const SourceTable::Entry &entry) {
        out.s(entry.text);
        out.u(entry.isString);
    });
}

SourceTable readTable(CheckedReader &in, size_t files)
{
    SourceTable table;
    table.className = in.s();
    table.file = in.u32();
    table.line = in.u32();
    in.require(table.file < files);
    bool functions = false;
    in.list(table.entries, [&] {
        SourceTable::Entry entry;
        entry.text = in.s();
        entry.isString = in.below(2) != 0;
        functions = functions || !entry.isString;
        return entry;
    });
    in.require(functions);
    return table;
}

} // namespace

std::string encodeFileFacts(const FileFacts &facts)
{
    ByteWriter out;
    out.s(factsMagic);
    out.s(facts.path);
    out.u(facts.size);
    out.u(facts.lines);
    out.u(static_cast<uint64_t>(facts.language));
    out.s(facts.text);
    out.list(facts.functions, [&](const FoundFunction &function) { write(out, function); });
    out.list(facts.foreign, [&](const ForeignFunction &function) { write(out, function); });
    out.list(facts.macroUses, [&](const MacroUse &use) {
        out.u(use.begin);
        out.u(use.end);
    });
    out.list(facts.commandMacros, [&](const std::string &macro) { out.s(macro); });
    out.list(facts.warnings, [&](const std::string &warning) { out.s(warning); });
    return out.take();
}

std::optional<FileFacts> decodeFileFacts(std::string_view bytes)
{
    CheckedReader in(bytes);
    if (in.s() != factsMagic)
        return std::nullopt;
    FileFacts facts;
    facts.path = in.s();
    facts.size = in.u();
    facts.lines = in.u32();
    facts.language = static_cast<SourceLanguage>(in.below(2));
    facts.text = in.s();
    in.list(facts.functions, [&] { return readFound(in, facts.text.size()); });
    in.list(facts.foreign, [&] { return readForeign(in); });
    in.list(facts.macroUses, [&] {
        MacroUse use{in.u32(), 0};
        use.end = in.u32();
        in.require(use.begin <= use.end && use.end <= facts.text.size());
        return use;
    });
    in.list(facts.commandMacros, [&] { return in.s(); });
    in.list(facts.warnings, [&] { return in.s(); });
    if (!in.whole())
        return std::nullopt;
    return facts;
}

std::string encodeSourceTree(const SourceTree &tree)
{
    ByteWriter out;
    out.s(treeMagic);
    out.s(tree.root);
    out.list(tree.components, [&](const SourceComponent &component) {
        out.s(component.name);
        out.s(component.root);
    });
    out.list(tree.files, [&](const SourceFile &file) {
        out.s(file.path);
        out.u(file.size);
        out.u(file.lines);
        out.u(file.component);
    });
    out.list(tree.functions, [&](const SourceFunction &function) { write(out, function); });
    out.list(tree.tables, [&](const SourceTable &table) { write(out, table); });
    out.list(tree.skipped, [&](const SkippedSource &skipped) {
        out.s(skipped.path);
        out.s(skipped.reason);
        out.u(skipped.component);
    });
    out.list(tree.warnings, [&](const std::string &warning) { out.s(warning); });
    return out.take();
}

std::optional<SourceTree> decodeSourceTree(std::string_view bytes)
{
    CheckedReader in(bytes);
    if (in.s() != treeMagic)
        return std::nullopt;
    SourceTree tree;
    tree.root = in.s();
    in.list(tree.components, [&] {
        SourceComponent component;
        component.name = in.s();
        component.root = in.s();
        return component;
    });
    const uint64_t components = std::max<uint64_t>(tree.components.size(), 1);
    in.list(tree.files, [&] {
        SourceFile file;
        file.path = in.s();
        file.size = in.u();
        file.lines = in.u32();
        file.component = static_cast<uint32_t>(in.below(components));
        return file;
    });
    in.list(tree.functions, [&] { return readFunction(in, tree.files.size()); });
    in.list(tree.tables, [&] { return readTable(in, tree.files.size()); });
    in.list(tree.skipped, [&] {
        SkippedSource skipped;
        skipped.path = in.s();
        skipped.reason = in.s();
        skipped.component = static_cast<uint32_t>(in.below(components));
        return skipped;
    });
    in.list(tree.warnings, [&] { return in.s(); });
    if (!in.whole())
        return std::nullopt;
    return tree;
}

} // namespace symbolon
