// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/components.h"
#include "app/cli/findjson.h"

namespace symbolon {

namespace {

constexpr qsizetype mostShared = 3; // pieces of evidence that a line names

QByteArray address(const BinaryFunction &function)
{
    return "0x" + QByteArray::number(static_cast<qulonglong>(function.address), 16);
}

QByteArray percent(double fraction)
{
    return QByteArray::number(fraction * 100, 'f', 1) + '%';
}

QByteArray sharedText(const std::vector<Evidence> &evidence)
{
    QStringList parts;
    for (const Evidence &one : evidence) {
        if (one.kind == EvidenceKind::Embedding || one.kind == EvidenceKind::Structure || parts.size() == mostShared)
            continue;
        QString value = QString::fromStdString(one.value).simplified();
        if (value.size() > 40)
            value = value.left(39) + QChar(0x2026);
        const auto kind = evidenceKindName(one.kind);
        const QString part =
            QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size())) + QLatin1Char(' ') + value;
        if (!parts.contains(part))
            parts << part;
    }
    return parts.join(QStringLiteral(", ")).toUtf8();
}

QByteArray verdictText(const SourceAnswer &answer)
{
    switch (*answer.verdict) {
    case Verdict::Matched:
        return "matched, " + percent(answer.confidence);
    case Verdict::Inlined:
        return "inlined: no function of its own, " + percent(answer.confidence);
    case Verdict::Absent:
        return "absent: not compiled in, " + percent(answer.confidence);
    case Verdict::Unknown:
        break;
    }
    return "unknown";
}

// "inlined into 0x401000 sub_401000 (main), 83.0%"
QByteArray intoText(const Inputs &inputs, const FoundSources &found, const InlinedInto &into)
{
    const BinaryFunction &function = inputs.program->functions.at(into.function);
    QByteArray text = "inlined into " + address(function) + ' ' + QByteArray::fromStdString(function.name);
    if (const auto source = found.best.constFind(into.function); source != found.best.cend())
        text += " (" + QByteArray::fromStdString(inputs.tree->functions.at(*source).qualifiedName) + ')';
    return text + ", " + percent(into.confidence);
}

QByteArray hitText(const Program &program, const BinaryHit &hit)
{
    const BinaryFunction &function = program.functions.at(hit.function);
    const QByteArray confidence = hit.confidence ? percent(*hit.confidence) : "-";
    return address(function).leftJustified(18) + ' ' + confidence.rightJustified(10) + ' '
           + percent(hit.score).rightJustified(10) + "  "
           + QByteArray::fromStdString(function.named ? function.name : std::string()).leftJustified(24) + ' '
           + sharedText(hit.evidence);
}

QByteArray trimmedEnd(QByteArray line)
{
    while (line.endsWith(' '))
        line.chop(1);
    return line;
}

} // namespace

QByteArray findText(const Inputs &inputs, const FoundSources &found)
{
    QByteArray text;
    for (const SourceAnswer &answer : found.answers) {
        const SourceFunction &source = inputs.tree->functions.at(answer.source);
        if (!text.isEmpty())
            text += '\n';
        text += QByteArray::fromStdString(source.qualifiedName) + "  "
                + QByteArray::fromStdString(fileLabel(*inputs.tree, inputs.tree->files.at(source.file))) + ':'
                + QByteArray::number(source.line) + '\n';
        if (answer.verdict)
            text += "  " + verdictText(answer) + '\n';
        for (const InlinedInto &into : answer.inlinedIn)
            text += "  " + intoText(inputs, found, into) + '\n';
        if (!answer.hits.empty())
            text += "  " + QByteArray("address").leftJustified(18) + " confidence similarity  name\n";
        for (const BinaryHit &hit : answer.hits)
            text += "  " + trimmedEnd(hitText(*inputs.program, hit)) + '\n';
        if (answer.hits.empty() && !answer.verdict)
            text += "  nothing like it\n";
    }
    return text;
}

} // namespace symbolon
