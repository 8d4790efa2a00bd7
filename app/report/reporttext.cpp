// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/reporttext.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <utility>

namespace symbolon {

QString ReportText::state(ReportState state)
{
    switch (state) {
    case ReportState::Accepted:
        return tr("accepted");
    case ReportState::Proposed:
        return tr("proposed");
    case ReportState::Rejected:
        return tr("rejected");
    case ReportState::Blocked:
        return tr("blocked");
    case ReportState::Unmatched:
        break;
    }
    return tr("unmatched");
}

QString ReportText::stateMark(ReportState state)
{
    switch (state) {
    case ReportState::Accepted:
        return QStringLiteral("✓");
    case ReportState::Proposed:
        return QStringLiteral("?");
    case ReportState::Rejected:
        return QStringLiteral("✗");
    case ReportState::Blocked:
        return QStringLiteral("⊘");
    case ReportState::Unmatched:
        break;
    }
    return QStringLiteral("–");
}

QString ReportText::kind(EvidenceKind kind)
{
    switch (kind) {
    case EvidenceKind::String:
        return tr("string");
    case EvidenceKind::Integer:
        return tr("integer");
    case EvidenceKind::Call:
        return tr("call");
    case EvidenceKind::Switch:
        return tr("switch");
    case EvidenceKind::Name:
        return tr("name");
    case EvidenceKind::Neighbour:
        return tr("neighbour");
    case EvidenceKind::Locality:
        return tr("locality");
    case EvidenceKind::Embedding:
        return tr("embedding");
    case EvidenceKind::Structure:
        break;
    }
    return tr("structure");
}

QString ReportText::foundBy(const BinaryFunction &function)
{
    const std::pair<Origin, QString> words[] = {
        {Origin::Symbol, tr("symbol")},
        {Origin::Export, tr("export")},
        {Origin::Entry, tr("entry point")},
        {Origin::InitFini, tr("init or fini")},
        {Origin::FrameRecord, tr("frame record")},
        {Origin::FunctionTable, tr("function table")},
        {Origin::Call, tr("call")},
        {Origin::TailCall, tr("tail call")},
        {Origin::Pointer, tr("pointer")},
        {Origin::Prologue, tr("prologue")},
        {Origin::ImportStub, tr("import stub")},
        {Origin::LandingPad, tr("landing pad")},
    };
    QStringList found;
    for (const auto &[origin, word] : words)
        if (has(function.origins, origin))
            found << word;
    const QString certainty = tr("certainty %1").arg(percent(static_cast<double>(function.confidence)));
    if (found.isEmpty())
        return certainty;
    return tr("found by %1, %2").arg(found.join(tr(", ")), certainty);
}

QString ReportText::percent(double share)
{
    // Never "100 %" for what is not all, nor "0 %" for what is not nothing.
    double percent = std::round(share * 100);
    if (share < 1)
        percent = std::min(percent, 99.0);
    if (share > 0)
        percent = std::max(percent, 1.0);
    return tr("%1 %").arg(QLocale().toString(percent, 'f', 0));
}

QString ReportText::number(qint64 number)
{
    return QLocale().toString(number);
}

QString ReportText::bytes(qint64 size)
{
    return QLocale().formattedDataSize(size);
}

QString ReportText::language()
{
    //: the language of this translation as HTML names it, such as en or zh-CN
    return tr("en");
}

QString ReportText::headline(const ReportData &data)
{
    const auto all = static_cast<qint64>(data.rows.size());
    const int accepted = data.counts.value(ReportState::Accepted);
    const auto found =
        std::count_if(data.rows.begin(), data.rows.end(), [&](const ReportRow &row) { return data.isFound(row); });
    if (all == 0)
        return tr("No function was found in this binary.");
    if (found == 0 && data.isCalibrated())
        return tr("None of %1 functions has a source that is accepted or more likely than not.").arg(number(all));
    if (found == 0)
        return tr("None of %1 functions has a source yet.").arg(number(all));
    const QString text = data.isCalibrated()
                             ? tr("%1 of %2 functions have a source that is accepted or more likely than not (%3), %4 "
                                  "accepted by an analyst.")
                             : tr("%1 of %2 functions have a source (%3), %4 of them accepted by an analyst.");
    return text.arg(number(found), number(all), percent(double(found) / double(all)), number(accepted));
}

QList<ReportFact> ReportText::facts(const ReportData &data)
{
    const ReportInput &input = data.input;
    QList<ReportFact> facts;
    const auto add = [&](const QString &name, const QString &value, bool code = false) {
        if (!value.isEmpty())
            facts.append({name, value, code});
    };
    add(tr("Binary"), input.binary.path, true);
    add(tr("Member"), input.binary.member, true);
    add(tr("SHA-256"), QString::fromLatin1(input.binary.sha256), true);
    if (input.program) {
        const Program &program = *input.program;
        const auto word = [](std::string_view text) {
            return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
        };
        add(tr("Format"), tr("%1, %2, %3-bit, %4")
                              .arg(word(formatName(program.format)), word(architectureName(program.architecture)))
                              .arg(program.bits)
                              .arg(program.endian == Endian::Big ? tr("big-endian") : tr("little-endian")));
        add(tr("Code"),
            tr("%1 in %2 functions")
                .arg(bytes(static_cast<qint64>(program.codeSize)), number(static_cast<qint64>(data.rows.size()))));
    }
    for (const SourceInput &checkout : input.checkouts) {
        const bool one = input.checkouts.size() == 1;
        add(one ? tr("Sources") : tr("Sources of %1").arg(checkout.name), checkout.path, true);
        if (one)
            add(tr("Sources' fingerprint"), QString::fromLatin1(checkout.fingerprint), true);
    }
    if (input.sources)
        add(tr("Source functions"), tr("%1 in %2 files")
                                        .arg(number(static_cast<qint64>(input.sources->functions.size())),
                                             number(static_cast<qint64>(input.sources->files.size()))));
    if (input.matches)
        add(tr("Method"), QString::fromStdString(input.matches->method));
    add(tr("Model"), input.model);
    return facts;
}

QString reportSubject(const ReportInput &input)
{
    const QString file = QFileInfo(input.binary.path).fileName();
    return input.binary.member.isEmpty() ? file : file + QStringLiteral(" › ") + input.binary.member;
}

} // namespace symbolon
