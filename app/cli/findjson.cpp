// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/findjson.h"

#include "analysis/source/components.h"
#include "app/report/jsonwriter.h"
#include "app/report/reportdata.h"
#include "generated/version.h"

#include <QBuffer>

namespace symbolon {

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

void writeHit(JsonWriter &json, const Program &program, const BinaryHit &hit, int rank)
{
    const BinaryFunction &function = program.functions.at(hit.function);
    json.beginObject(true);
    json.key("rank").value(qint64(rank));
    json.key("score").value(hit.score);
    json.key("address").value(hexAddress(function.address, program.architecture));
    json.key("size").value(static_cast<qint64>(function.size));
    json.key("name").value(text(function.name));
    json.key("evidence").beginArray();
    for (const Evidence &evidence : hit.evidence) {
        json.beginObject();
        json.key("kind").value(text(evidenceKindName(evidence.kind)));
        json.key("value").value(text(evidence.value));
        json.key("address");
        evidence.address ? json.value(hexAddress(evidence.address, program.architecture)) : json.null();
        json.key("line");
        evidence.line ? json.value(qint64(evidence.line)) : json.null();
        json.key("weight").value(evidence.weight);
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

} // namespace

QByteArray findJson(const Inputs &inputs, const std::vector<uint32_t> &sources, const BinaryHits &found)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        JsonWriter json(buffer);
        json.beginObject();
        json.key("schema").value(qint64(1));
        json.key("tool").beginObject();
        json.key("name").value(QLatin1String("symbolon"));
        json.key("version").value(QLatin1String(SYMBOLON_VERSION));
        json.key("model").value(text(found.model));
        json.endObject();
        json.key("binary").beginObject();
        json.key("path").value(inputs.binary.path);
        if (!inputs.binary.member.isEmpty())
            json.key("member").value(inputs.binary.member);
        json.key("sha256").value(QString::fromLatin1(inputs.binary.sha256));
        json.endObject();
        json.key("source").beginObject();
        json.key("path").value(inputs.sources.first().path);
        json.endObject();
        json.key("components").beginArray();
        for (const SourceInput &source : inputs.sources) {
            json.beginObject();
            json.key("name").value(source.name);
            json.key("path").value(source.path);
            json.endObject();
        }
        json.endArray();
        json.key("functions").beginArray();
        for (std::size_t n = 0; n < sources.size(); ++n) {
            const SourceFunction &function = inputs.tree->functions.at(sources[n]);
            json.beginObject(true);
            json.key("name").value(text(function.qualifiedName));
            json.key("component").value(inputs.sources[componentOf(*inputs.tree, function)].name);
            json.key("file").value(text(inputs.tree->files.at(function.file).path));
            json.key("line").value(qint64(function.line));
            json.key("end_line").value(qint64(function.endLine));
            json.key("candidates").beginArray();
            int rank = 0;
            for (const BinaryHit &hit : found.hits[n])
                writeHit(json, *inputs.program, hit, ++rank);
            json.endArray();
            json.endObject();
        }
        json.endArray();
        json.endObject();
        json.endLine();
    }
    return buffer.data();
}

} // namespace symbolon
