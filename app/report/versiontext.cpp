// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/versiontext.h"

#include "app/report/plaintext.h"
#include "app/report/reporttext.h"

#include <algorithm>

namespace symbolon {

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

// Of many versions in a row the first and the last.
QString listed(const QStringList &names, const std::vector<uint32_t> &chosen)
{
    constexpr std::size_t most = 3;
    QStringList parts;
    for (std::size_t n = 0; n < chosen.size();) {
        std::size_t end = n + 1;
        while (end < chosen.size() && chosen[end] == chosen[end - 1] + 1)
            ++end;
        if (end - n >= most)
            parts << names.value(chosen[n]) + QStringLiteral(" – ") + names.value(chosen[end - 1]);
        else
            for (std::size_t each = n; each < end; ++each)
                parts << names.value(chosen[each]);
        n = end;
    }
    if (static_cast<std::size_t>(parts.size()) > most)
        parts = parts.mid(0, most) << QStringLiteral("…");
    return parts.join(ReportText::tr(", "));
}

QString share(uint64_t part, uint64_t all)
{
    return all ? ReportText::percent(double(part) / double(all)) : QString();
}

QString evidenceWords(VersionEvidence::Kind kind)
{
    switch (kind) {
    case VersionEvidence::Kind::String:
        return ReportText::tr("string “%1”");
    case VersionEvidence::Kind::NoString:
        return ReportText::tr("without the string “%1”");
    case VersionEvidence::Kind::Integer:
        return ReportText::tr("number %1");
    case VersionEvidence::Kind::Call:
        return ReportText::tr("call of %1");
    case VersionEvidence::Kind::Function:
        return ReportText::tr("has the function %1");
    case VersionEvidence::Kind::Similarity:
        break;
    }
    return ReportText::tr("%1 is more like it");
}

} // namespace

bool hasComponents(const ReportData &data)
{
    return data.summary.components.size() > 1 || !data.input.tags.empty();
}

ComponentRows::ComponentRows(const ProgramSummary &summary)
{
    titles = {ReportText::tr("Component"), ReportText::tr("Source functions"),
              ReportText::tr("Found"),     ReportText::tr("Accepted"),
              ReportText::tr("Sure"),      ReportText::tr("Other proposals"),
              ReportText::tr("Functions"), ReportText::tr("Code")};
    const auto both = [](const QString &number, uint64_t part, uint64_t all) {
        return QStringLiteral("%1 (%2)").arg(number, share(part, all));
    };
    const auto belonging = [&](uint32_t functions, uint64_t bytes) {
        return QStringList{both(ReportText::number(functions), functions, summary.functions),
                           both(ReportText::bytes(static_cast<qint64>(bytes)), bytes, summary.bytes)};
    };
    for (const ComponentSummary &component : summary.components)
        cells.push_back(QStringList{text(component.name), ReportText::number(component.sourceFunctions),
                                    ReportText::number(component.foundFunctions),
                                    ReportText::number(component.accepted), ReportText::number(component.sure),
                                    ReportText::number(component.proposed)}
                        + belonging(component.functions, component.bytes));
    cells.push_back(QStringList{ReportText::tr("none of these"), {}, {}, {}, {}, {}}
                    + belonging(summary.unclaimed, summary.unclaimedBytes));
}

QString ComponentRows::meaning()
{
    return ReportText::tr("Found: source functions that are in the binary. Accepted, sure (confidence %1 or more) and "
                          "other proposals: "
                          "functions of the binary by their best candidate. Functions and code: the part of the binary "
                          "that belongs to "
                          "the component, where that is more likely than not.")
        .arg(ReportText::percent(sureConfidence));
}

QList<VersionAnswer> versionAnswers(const ProgramSummary &summary, const std::vector<TagVerdict> &tags)
{
    QList<VersionAnswer> answers;
    for (const VersionGroup &group : summary.versions) {
        QStringList names;
        for (const uint32_t component : group.components)
            names << text(summary.components.at(component).name);
        answers.append({names.join(ReportText::tr(", ")), names, &group.verdict});
    }
    for (const TagVerdict &each : tags) {
        QStringList names;
        for (const std::string &name : each.names)
            names << text(name);
        const QString component =
            each.component < summary.components.size() ? text(summary.components[each.component].name) : QString();
        answers.append({ReportText::tr("tags of %1").arg(component), names, &each.verdict});
    }
    return answers;
}

QString versionText(const VersionAnswer &answer)
{
    const VersionVerdict &verdict = *answer.verdict;
    if (verdict.evidence.empty())
        return ReportText::tr("%1: nothing in the binary tells them apart.").arg(answer.subject);
    const QString best = listed(answer.names, verdict.best);
    const auto against = std::count_if(verdict.evidence.begin(), verdict.evidence.end(), [&](const VersionEvidence &e) {
        return !std::includes(e.versions.begin(), e.versions.end(), verdict.best.begin(), verdict.best.end());
    });
    const QString counted = ReportText::tr("observations for it: %1, against it: %2")
                                .arg(ReportText::number(static_cast<qint64>(verdict.evidence.size()) - against),
                                     ReportText::number(against));
    if (!verdict.decided)
        return ReportText::tr("%1: undecided, most speaks for %2 (%3).").arg(answer.subject, best, counted);
    return ReportText::tr("%1: the binary was made from %2 (%3).").arg(answer.subject, best, counted);
}

QString versionEvidenceText(const VersionAnswer &answer, std::size_t evidence, const Program *program)
{
    const VersionEvidence &each = answer.verdict->evidence.at(evidence);
    QString said = evidenceWords(each.kind).arg(shortened(QString::fromStdString(each.value), 80));
    if (each.address && program)
        said = ReportText::tr("%1 at %2").arg(said, hexAddress(each.address, program->architecture));
    return ReportText::tr("%1: %2").arg(listed(answer.names, each.versions), said);
}

} // namespace symbolon
