// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/programjson.h"

#include "app/report/originnames.h"

#include "generated/version.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace symbolon {

namespace {

QString text(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

QString hex(uint64_t value)
{
    return QStringLiteral("0x") + QString::number(value, 16);
}

QString edgeName(EdgeKind kind)
{
    switch (kind) {
    case EdgeKind::Taken:
        return QStringLiteral("taken");
    case EdgeKind::FallThrough:
        return QStringLiteral("fallthrough");
    case EdgeKind::Jump:
        return QStringLiteral("jump");
    case EdgeKind::Switch:
        return QStringLiteral("switch");
    case EdgeKind::Exception:
        return QStringLiteral("exception");
    }
    return {};
}

QJsonArray blocksOf(const BinaryFunction &function)
{
    std::vector<QJsonArray> edges(function.blocks.size());
    for (const Edge &edge : function.edges) {
        QJsonObject row{{QStringLiteral("to"), hex(function.blocks.at(edge.to).address)},
                        {QStringLiteral("kind"), edgeName(edge.kind)}};
        if (!edge.cases.empty()) {
            QJsonArray cases;
            for (const int64_t value : edge.cases)
                cases.append(static_cast<qint64>(value));
            row.insert(QStringLiteral("cases"), cases);
        }
        edges.at(edge.from).append(row);
    }
    QJsonArray rows;
    for (std::size_t n = 0; n < function.blocks.size(); ++n)
        rows.append(QJsonObject{{QStringLiteral("address"), hex(function.blocks[n].address)},
                                {QStringLiteral("size"), static_cast<qint64>(function.blocks[n].size)},
                                {QStringLiteral("edges"), edges[n]}});
    return rows;
}

QJsonArray callsOf(const BinaryFunction &function)
{
    QJsonArray rows;
    for (const Call &call : function.calls) {
        QJsonObject row{{QStringLiteral("address"), hex(call.address)}};
        if (call.target)
            row.insert(QStringLiteral("target"), hex(call.target));
        if (!call.name.empty())
            row.insert(QStringLiteral("name"), text(call.name));
        if (call.import)
            row.insert(QStringLiteral("import"), true);
        if (call.tail)
            row.insert(QStringLiteral("tail"), true);
        rows.append(row);
    }
    return rows;
}

QJsonArray referencesOf(const BinaryFunction &function)
{
    QJsonArray rows;
    for (const Reference &reference : function.references) {
        QJsonObject row{{QStringLiteral("address"), hex(reference.address)}};
        switch (reference.kind) {
        case Reference::Kind::String:
            row.insert(QStringLiteral("string"), text(reference.text));
            row.insert(QStringLiteral("target"), hex(reference.target));
            break;
        case Reference::Kind::Integer:
            row.insert(QStringLiteral("integer"), static_cast<qint64>(reference.value));
            break;
        case Reference::Kind::Data:
            row.insert(QStringLiteral("data"), hex(reference.target));
            break;
        case Reference::Kind::Function:
            row.insert(QStringLiteral("function"), hex(reference.target));
            break;
        case Reference::Kind::Import:
            row.insert(QStringLiteral("import"), text(reference.text));
            if (reference.target)
                row.insert(QStringLiteral("target"), hex(reference.target));
            break;
        case Reference::Kind::Float:
            row.insert(QStringLiteral("float"), reference.real());
            if (reference.target)
                row.insert(QStringLiteral("target"), hex(reference.target));
            break;
        }
        rows.append(row);
    }
    return rows;
}

QJsonArray switchesOf(const BinaryFunction &function)
{
    QJsonArray rows;
    for (const SwitchTable &table : function.switches) {
        QJsonObject row{{QStringLiteral("address"), hex(table.address)},
                        {QStringLiteral("cases"), static_cast<qint64>(table.cases.size())}};
        if (table.table)
            row.insert(QStringLiteral("table"), hex(table.table));
        rows.append(row);
    }
    return rows;
}

QString dataKindName(DataInCode::Kind kind)
{
    switch (kind) {
    case DataInCode::Kind::Literal:
        return QStringLiteral("literal");
    case DataInCode::Kind::Table:
        return QStringLiteral("table");
    case DataInCode::Kind::Padding:
        return QStringLiteral("padding");
    }
    return {};
}

QJsonArray dataOf(const BinaryFunction &function)
{
    QJsonArray rows;
    for (const DataInCode &data : function.dataInCode) {
        QJsonObject row{{QStringLiteral("address"), hex(data.address)},
                        {QStringLiteral("size"), static_cast<qint64>(data.size)},
                        {QStringLiteral("kind"), dataKindName(data.kind)}};
        if (data.kind == DataInCode::Kind::Literal)
            row.insert(QStringLiteral("value"), hex(data.value));
        if (data.user)
            row.insert(QStringLiteral("used_at"), hex(data.user));
        rows.append(row);
    }
    return rows;
}

QJsonObject functionRow(const BinaryFunction &function)
{
    QJsonObject row{{QStringLiteral("address"), hex(function.address)},
                    {QStringLiteral("size"), static_cast<qint64>(function.size)},
                    {QStringLiteral("name"), text(function.name)},
                    {QStringLiteral("blocks"), static_cast<qint64>(function.blocks.size())},
                    {QStringLiteral("state"), QStringLiteral("unmatched")},
                    {QStringLiteral("candidates"), QJsonArray()},
                    {QStringLiteral("origins"), QJsonArray::fromStringList(originNames(function.origins))},
                    {QStringLiteral("confidence"), static_cast<double>(function.confidence)},
                    {QStringLiteral("block_list"), blocksOf(function)},
                    {QStringLiteral("calls"), callsOf(function)},
                    {QStringLiteral("references"), referencesOf(function)}};
    if (function.witness)
        row.insert(QStringLiteral("found_at"), hex(function.witness));
    if (!function.aliases.empty()) {
        QJsonArray aliases;
        for (const std::string &alias : function.aliases)
            aliases.append(text(alias));
        row.insert(QStringLiteral("aliases"), aliases);
    }
    if (!function.switches.empty())
        row.insert(QStringLiteral("switches"), switchesOf(function));
    if (!function.dataInCode.empty())
        row.insert(QStringLiteral("data_in_code"), dataOf(function));
    if (function.unresolvedJumps)
        row.insert(QStringLiteral("unresolved_jumps"), static_cast<qint64>(function.unresolvedJumps));
    if (!function.note.empty())
        row.insert(QStringLiteral("note"), text(function.note));
    return row;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

// A function at a time: of a large program the whole takes many times its file in memory.
bool writeProgramJson(const Program &program, const QByteArray &sha256, QIODevice &out)
{
    QJsonArray warnings;
    for (const std::string &warning : program.warnings)
        warnings.append(text(warning));
    const QJsonObject top{
        {QStringLiteral("schema"), 1},
        {QStringLiteral("tool"), QJsonObject{{QStringLiteral("name"), QStringLiteral("symbolon")},
                                             {QStringLiteral("version"), QStringLiteral(SYMBOLON_VERSION)}}},
        {QStringLiteral("binary"),
         QJsonObject{{QStringLiteral("path"), text(program.path)},
                     {QStringLiteral("member"), text(program.member)},
                     {QStringLiteral("sha256"), QString::fromLatin1(sha256)},
                     {QStringLiteral("format"), text(formatName(program.format))},
                     {QStringLiteral("architecture"), text(architectureName(program.architecture))},
                     {QStringLiteral("code_size"), static_cast<qint64>(program.codeSize)}}},
        {QStringLiteral("warnings"), warnings}};
    QByteArray opening = compact(top);
    opening.chop(1);
    bool written = out.write(opening + ",\"functions\":[") > 0;
    const char *separator = "\n";
    for (const BinaryFunction &function : program.functions) {
        if (function.importStub || !written)
            continue;
        written = out.write(separator + compact(functionRow(function))) > 0;
        separator = ",\n";
    }
    return written && out.write("]}\n") > 0;
}

} // namespace symbolon
