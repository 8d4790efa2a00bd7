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

void writeFunction(JsonWriter &json, const Program &program, uint32_t index)
{
    const BinaryFunction &function = program.functions.at(index);
    json.key("address").value(hexAddress(function.address, program.architecture));
    json.key("size").value(static_cast<qint64>(function.size));
    json.key("name").value(text(function.name));
}

void writeSource(JsonWriter &json, const SourceTree &tree, uint32_t index)
{
    const SourceFunction &function = tree.functions.at(index);
    json.key("name").value(text(function.qualifiedName));
    json.key("file").value(text(fileLabel(tree, tree.files.at(function.file))));
    json.key("line").value(qint64(function.line));
    json.key("end_line").value(qint64(function.endLine));
}

void writeEvidence(JsonWriter &json, const Program &program, const std::vector<Evidence> &list)
{
    json.key("evidence").beginArray();
    for (const Evidence &evidence : list) {
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
}

void writeAnswer(JsonWriter &json, const Inputs &inputs, const FoundSources &found, const SourceAnswer &answer)
{
    const Program &program = *inputs.program;
    json.beginObject(true);
    writeSource(json, *inputs.tree, answer.source);
    json.key("verdict");
    answer.verdict ? json.value(text(verdictName(*answer.verdict))) : json.null();
    json.key("verdict_confidence");
    answer.verdict ? json.value(answer.confidence) : json.null();
    json.key("candidates").beginArray();
    qint64 rank = 0;
    for (const BinaryHit &hit : answer.hits) {
        json.beginObject(true);
        json.key("rank").value(++rank);
        json.key("score").value(hit.score);
        json.key("confidence");
        hit.confidence ? json.value(*hit.confidence) : json.null();
        writeFunction(json, program, hit.function);
        writeEvidence(json, program, hit.evidence);
        json.endObject();
    }
    json.endArray();
    json.key("inlined_into").beginArray();
    for (const InlinedInto &into : answer.inlinedIn) {
        json.beginObject(true);
        writeFunction(json, program, into.function);
        json.key("confidence").value(into.confidence);
        json.key("source");
        if (const auto source = found.best.constFind(into.function); source != found.best.cend()) {
            json.beginObject();
            writeSource(json, *inputs.tree, *source);
            json.endObject();
        } else {
            json.null();
        }
        writeEvidence(json, program, into.evidence);
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

} // namespace

QByteArray findJson(const Inputs &inputs, const FoundSources &found)
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
        json.key("model");
        found.model.empty() ? json.null() : json.value(text(found.model));
        json.key("method").value(text(found.method));
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
        for (const SourceAnswer &answer : found.answers)
            writeAnswer(json, inputs, found, answer);
        json.endArray();
        json.key("not_found").beginArray();
        for (const QString &name : found.missing)
            json.value(name);
        json.endArray();
        json.endObject();
        json.endLine();
    }
    return buffer.data();
}

} // namespace symbolon
