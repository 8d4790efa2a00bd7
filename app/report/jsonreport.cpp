// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/sourcekeys.h"
#include "app/report/jsonwriter.h"
#include "app/report/originnames.h"
#include "app/report/writers.h"

#include "generated/version.h"

namespace symbolon {

namespace {

const std::vector<InlinedFunction> noneInlined;
const std::vector<SourceVerdict> noVerdicts;

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

void writeTool(JsonWriter &json, const ReportInput &input)
{
    json.key("tool").beginObject();
    json.key("name").value(QLatin1String("symbolon"));
    json.key("version").value(QLatin1String(SYMBOLON_VERSION));
    json.key("model");
    input.model.isEmpty() ? json.null() : json.value(input.model);
    json.key("method");
    input.matches ? json.value(text(input.matches->method)) : json.null();
    json.endObject();
}

void writeInputs(JsonWriter &json, const ReportInput &input)
{
    json.key("binary").beginObject();
    json.key("path").value(input.binary.path);
    if (!input.binary.member.isEmpty())
        json.key("member").value(input.binary.member);
    json.key("sha256").value(QString::fromLatin1(input.binary.sha256));
    json.key("format").value(input.program ? text(formatName(input.program->format)) : QString());
    json.key("architecture").value(input.program ? text(architectureName(input.program->architecture)) : QString());
    json.endObject();
    json.key("source").beginObject();
    json.key("path").value(input.checkouts.isEmpty() ? QString() : input.checkouts.first().path);
    json.endObject();
}

void writeVerdict(JsonWriter &json, const std::vector<std::string> &names, const VersionVerdict &verdict,
                  Architecture architecture)
{
    const auto list = [&](const std::vector<uint32_t> &versions) {
        json.beginArray();
        for (const uint32_t version : versions)
            json.value(text(names.at(version)));
        json.endArray();
    };
    json.key("decided").flag(verdict.decided);
    json.key("best");
    list(verdict.best);
    json.key("versions").beginArray();
    for (std::size_t v = 0; v < names.size(); ++v) {
        json.beginObject();
        json.key("name").value(text(names[v]));
        json.key("support").value(verdict.support.at(v));
        json.endObject();
    }
    json.endArray();
    json.key("evidence").beginArray();
    for (const VersionEvidence &evidence : verdict.evidence) {
        json.beginObject(true);
        json.key("kind").value(text(versionEvidenceName(evidence.kind)));
        json.key("value").value(text(evidence.value));
        json.key("address");
        evidence.address ? json.value(hexAddress(evidence.address, architecture)) : json.null();
        json.key("versions");
        list(evidence.versions);
        json.key("weight").value(evidence.weight);
        json.endObject();
    }
    json.endArray();
}

void writeComponents(JsonWriter &json, const ReportData &data, Architecture architecture)
{
    const ProgramSummary &summary = data.summary;
    const auto part = [](uint64_t of, uint64_t all) { return all ? double(of) / double(all) : 0; };
    json.key("components").beginArray();
    for (std::size_t n = 0; n < summary.components.size(); ++n) {
        const ComponentSummary &component = summary.components[n];
        json.beginObject(true);
        json.key("name").value(text(component.name));
        const auto at = static_cast<qsizetype>(n);
        json.key("path").value(at < data.input.checkouts.size() ? data.input.checkouts[at].path : QString());
        json.key("source_functions").value(qint64(component.sourceFunctions));
        json.key("found").value(qint64(component.foundFunctions));
        json.key("accepted").value(qint64(component.accepted));
        json.key("sure").value(qint64(component.sure));
        json.key("proposed").value(qint64(component.proposed));
        json.key("functions").value(qint64(component.functions));
        json.key("bytes").value(static_cast<qint64>(component.bytes));
        json.key("function_share").value(part(component.functions, summary.functions));
        json.key("byte_share").value(part(component.bytes, summary.bytes));
        for (const TagVerdict &tags : data.input.tags) {
            if (tags.component != n)
                continue;
            json.key("tags").beginObject();
            writeVerdict(json, tags.names, tags.verdict, architecture);
            json.endObject();
        }
        json.endObject();
    }
    json.endArray();
    json.key("unclaimed").beginObject();
    json.key("functions").value(qint64(summary.unclaimed));
    json.key("bytes").value(static_cast<qint64>(summary.unclaimedBytes));
    json.endObject();
    json.key("version_groups").beginArray();
    for (const VersionGroup &group : summary.versions) {
        std::vector<std::string> names;
        for (const uint32_t component : group.components)
            names.push_back(summary.components[component].name);
        json.beginObject(true);
        json.key("alike").value(qint64(group.alike));
        json.key("different").value(qint64(group.different));
        writeVerdict(json, names, group.verdict, architecture);
        json.endObject();
    }
    json.endArray();
}

// What holds for the whole function has no address or no line.
void writeEvidence(JsonWriter &json, const Evidence &evidence, Architecture architecture)
{
    json.beginObject();
    json.key("kind").value(text(evidenceKindName(evidence.kind)));
    json.key("value").value(text(evidence.value));
    json.key("address");
    evidence.address ? json.value(hexAddress(evidence.address, architecture)) : json.null();
    json.key("line");
    evidence.line ? json.value(qint64(evidence.line)) : json.null();
    json.key("weight").value(evidence.weight);
    json.endObject();
}

void writeCandidate(JsonWriter &json, int rank, const ReportCandidate &candidate, Architecture architecture)
{
    json.beginObject(true);
    json.key("rank").value(qint64(rank));
    json.key("score").value(candidate.score());
    json.key("confidence").value(candidate.confidence());
    json.key("strategy").value(text(candidate.strategy()));
    json.key("name").value(candidate.key.name);
    json.key("component").value(candidate.component);
    json.key("file").value(candidate.file);
    json.key("line").value(qint64(candidate.key.line));
    json.key("end_line").value(qint64(candidate.endLine));
    json.key("evidence").beginArray();
    for (const Evidence &evidence : candidate.evidence())
        writeEvidence(json, evidence, architecture);
    json.endArray();
    json.endObject();
}

void writePlace(JsonWriter &json, const SourceKey &key)
{
    json.key("name").value(key.name);
    json.key("file").value(key.file);
    json.key("line").value(qint64(key.line));
}

void writeRejected(JsonWriter &json, const QList<SourceKey> &rejected)
{
    if (rejected.isEmpty())
        return;
    json.key("rejected").beginArray();
    for (const SourceKey &key : rejected) {
        json.beginObject();
        writePlace(json, key);
        json.endObject();
    }
    json.endArray();
}

void writeInlined(JsonWriter &json, const ReportRow &row, const SourceTree *sources)
{
    json.key("inlined").beginArray();
    for (const InlinedFunction &inlined : row.matches &&sources ? row.matches->inlined : noneInlined) {
        if (inlined.source >= sources->functions.size())
            continue;
        json.beginObject();
        writePlace(json, sourceKey(*sources, inlined.source));
        json.key("confidence").value(inlined.confidence);
        json.endObject();
    }
    json.endArray();
}

// What became of each source function, where the method says so.
void writeVerdicts(JsonWriter &json, const ReportInput &input, Architecture architecture)
{
    json.key("sources").beginArray();
    for (const SourceVerdict &verdict : input.matches &&input.sources ? input.matches->sources : noVerdicts) {
        if (verdict.source >= input.sources->functions.size())
            continue;
        json.beginObject(true);
        writePlace(json, sourceKey(*input.sources, verdict.source));
        json.key("verdict").value(text(verdictName(verdict.verdict)));
        json.key("confidence").value(verdict.confidence);
        json.key("functions").beginArray();
        for (const uint32_t function : verdict.functions) {
            if (function < input.program->functions.size())
                json.value(hexAddress(input.program->functions[function].address, architecture));
        }
        json.endArray();
        json.endObject();
    }
    json.endArray();
}

// Why it is believed to start there; the words of `symbolon analyze --json`.
void writeOrigins(JsonWriter &json, const BinaryFunction &function, Architecture architecture)
{
    json.key("origins").beginArray();
    for (const QString &name : originNames(function.origins))
        json.value(name);
    json.endArray();
    json.key("confidence").value(static_cast<double>(function.confidence));
    if (function.witness)
        json.key("found_at").value(hexAddress(function.witness, architecture));
    if (!function.aliases.empty()) {
        json.key("aliases").beginArray();
        for (const std::string &alias : function.aliases)
            json.value(text(alias));
        json.endArray();
    }
}

void writeFunction(JsonWriter &json, const ReportRow &row, const SourceTree *sources, Architecture architecture)
{
    json.beginObject(true);
    json.key("address").value(hexAddress(row.function->address, architecture));
    json.key("size").value(static_cast<qint64>(row.function->size));
    json.key("name").value(text(row.function->name));
    json.key("blocks").value(static_cast<qint64>(row.function->blocks.size()));
    writeOrigins(json, *row.function, architecture);
    json.key("state").value(stateWord(row.state));
    if (!row.comment.isEmpty())
        json.key("comment").value(row.comment);
    json.key("candidates").beginArray();
    int rank = 0;
    for (const ReportCandidate &candidate : row.candidates)
        writeCandidate(json, ++rank, candidate, architecture);
    json.endArray();
    writeRejected(json, row.rejected);
    writeInlined(json, row, sources);
    json.endObject();
}

void writeNotes(JsonWriter &json, const ReportData &data)
{
    json.key("notes").beginArray();
    for (const QString &note : data.notes)
        json.value(note);
    json.endArray();
    json.key("skipped").beginArray();
    if (data.input.sources) {
        for (const SkippedSource &skipped : data.input.sources->skipped) {
            json.beginObject(true);
            json.key("component").value(text(componentsOf(*data.input.sources).at(skipped.component).name));
            json.key("path").value(text(skipped.path));
            json.key("reason").value(text(skipped.reason));
            json.endObject();
        }
    }
    json.endArray();
}

} // namespace

Result<void> writeJson(const ReportData &data, QIODevice &device, const Work &work)
{
    const Architecture architecture = data.input.program ? data.input.program->architecture : Architecture::Unknown;
    JsonWriter json(device);
    json.beginObject();
    json.key("schema").value(qint64(1));
    writeTool(json, data.input);
    writeInputs(json, data.input);
    writeComponents(json, data, architecture);
    writeNotes(json, data);
    json.key("functions").beginArray();
    uint64_t done = 0;
    for (const ReportRow &row : data.rows) {
        if (work.stopRequested())
            return cancelled();
        writeFunction(json, row, data.input.sources.get(), architecture);
        if (++done % 512 == 0)
            work.report("report", done, data.rows.size());
    }
    json.endArray();
    writeVerdicts(json, data.input, architecture);
    json.endObject();
    json.endLine();
    return {};
}

} // namespace symbolon
