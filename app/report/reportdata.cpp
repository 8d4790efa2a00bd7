// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/reportdata.h"

#include "app/project/sourcekeys.h"
#include "app/report/reporttext.h"

#include <algorithm>
#include <unordered_map>

namespace symbolon {

namespace {

constexpr double likely = 0.5;

enum class Found : uint8_t { No, Proposed, Accepted };

} // namespace

const std::vector<Evidence> &ReportCandidate::evidence() const
{
    static const std::vector<Evidence> none;
    return match ? match->evidence : none;
}

ReportData::ReportData(const ReportInput &reported) : input(reported)
{
    std::unordered_map<uint32_t, const FunctionMatches *> byFunction;
    if (input.matches) {
        for (const FunctionMatches &function : input.matches->functions)
            byFunction.emplace(function.function, &function);
    }
    for (const ReportState state : {ReportState::Accepted, ReportState::Proposed, ReportState::Rejected,
                                    ReportState::Blocked, ReportState::Unmatched})
        counts.insert(state, 0);
    if (input.program) {
        for (uint32_t f = 0; f < input.program->functions.size(); ++f) {
            const auto matches = byFunction.find(f);
            addRow(input.program->functions[f], matches == byFunction.end() ? nullptr : matches->second);
        }
    }
    countFiles();
    countComponents();
    collectNotes();
}

ReportCandidate ReportData::candidate(const Candidate &match) const
{
    ReportCandidate candidate;
    candidate.match = &match;
    if (input.sources && match.source < input.sources->functions.size()
        && input.sources->functions[match.source].file < input.sources->files.size()) {
        candidate.source = static_cast<int>(match.source);
        candidate.key = sourceKey(*input.sources, match.source);
        candidate.endLine = input.sources->functions[match.source].endLine;
    }
    nameFile(candidate);
    return candidate;
}

void ReportData::nameFile(ReportCandidate &candidate) const
{
    candidate.file = candidate.key.file;
    if (candidate.source < 0)
        return;
    const SourceFile &file =
        input.sources->files[input.sources->functions[static_cast<std::size_t>(candidate.source)].file];
    candidate.file = QString::fromStdString(file.path);
    candidate.component = QString::fromStdString(componentsOf(*input.sources).at(file.component).name);
}

void ReportData::countComponents()
{
    if (!input.program || !input.sources)
        return;
    summary = summarize(*input.program, *input.sources, input.matches.get(), takenIn(*this));
}

std::vector<TakenFor> takenIn(const ReportData &data)
{
    std::vector<TakenFor> taken;
    for (const ReportRow &row : data.rows) {
        const ReportCandidate *best = row.best();
        if (best && best->source >= 0 && row.state != ReportState::Rejected && row.state != ReportState::Blocked)
            taken.push_back({static_cast<uint32_t>(row.function - data.input.program->functions.data()),
                             static_cast<uint32_t>(best->source), row.state == ReportState::Accepted,
                             best->confidence()});
    }
    return taken;
}

void ReportData::addRow(const BinaryFunction &function, const FunctionMatches *matches)
{
    if (function.importStub) {
        ++importStubs;
        return;
    }
    ReportRow row;
    row.function = &function;
    row.matches = matches;
    if (matches) {
        for (const Candidate &match : matches->candidates)
            row.candidates.append(candidate(match));
    }
    row.state = row.candidates.isEmpty() ? ReportState::Unmatched : ReportState::Proposed;
    if (const auto decision = input.decisions.constFind(function.address); decision != input.decisions.constEnd())
        applyDecision(row, *decision);
    ++counts[row.state];
    rows.push_back(std::move(row));
}

void ReportData::applyDecision(ReportRow &row, const Decision &decision) const
{
    row.comment = decision.comment;
    row.rejected = decision.rejected;
    if (decision.state == Decision::State::Blocked) {
        row.state = ReportState::Blocked;
        row.candidates.clear();
        return;
    }
    // Lines move when a file is edited: the sources say which function a key names now.
    const auto isRejected = [&](const ReportCandidate &candidate) {
        return std::any_of(decision.rejected.cbegin(), decision.rejected.cend(), [&](const SourceKey &key) {
            const auto source = input.sources ? findSource(*input.sources, key) : std::nullopt;
            return source ? candidate.source == static_cast<int>(*source) : candidate.key == key;
        });
    };
    const auto rejected =
        std::stable_partition(row.candidates.begin(), row.candidates.end(),
                              [&](const ReportCandidate &candidate) { return !isRejected(candidate); });
    if (decision.state == Decision::State::Rejected
        && (rejected == row.candidates.begin() || decision.rejected.isEmpty()))
        row.state = ReportState::Rejected;
    if (decision.state != Decision::State::Accepted)
        return;
    row.state = ReportState::Accepted;
    if (!decision.source)
        return;
    ReportCandidate accepted;
    accepted.key = *decision.source;
    accepted.endLine = decision.source->line;
    if (input.sources) {
        if (const auto source = findSource(*input.sources, *decision.source)) {
            accepted.source = static_cast<int>(*source);
            accepted.key = sourceKey(*input.sources, *source);
            accepted.endLine = input.sources->functions[*source].endLine;
        }
    }
    nameFile(accepted);
    const auto proposed = std::find_if(row.candidates.begin(), row.candidates.end(), [&](const ReportCandidate &c) {
        return accepted.source >= 0 ? c.source == accepted.source : c.key == accepted.key;
    });
    if (proposed != row.candidates.end())
        std::rotate(row.candidates.begin(), proposed, proposed + 1);
    else
        row.candidates.prepend(accepted);
}

bool ReportData::isFound(const ReportRow &row) const
{
    return row.state == ReportState::Accepted
           || (row.state == ReportState::Proposed && row.best()
               && (!isCalibrated() || row.best()->confidence() >= likely));
}

void ReportData::countFiles()
{
    if (!input.sources)
        return;
    std::vector<Found> found(input.sources->functions.size(), Found::No);
    for (const ReportRow &row : rows) {
        const ReportCandidate *best = row.best();
        if (!best || best->source < 0 || !isFound(row))
            continue;
        Found &state = found[static_cast<std::size_t>(best->source)];
        state = std::max(state, row.state == ReportState::Accepted ? Found::Accepted : Found::Proposed);
    }
    std::vector<FileShare> all(input.sources->files.size());
    for (std::size_t f = 0; f < all.size(); ++f)
        all[f].file = QString::fromStdString(fileLabel(*input.sources, input.sources->files[f]));
    for (std::size_t n = 0; n < found.size(); ++n) {
        const uint32_t file = input.sources->functions[n].file;
        if (file >= all.size())
            continue;
        ++all[file].functions;
        all[file].accepted += found[n] == Found::Accepted;
        all[file].proposed += found[n] == Found::Proposed;
    }
    for (FileShare &share : all) {
        if (share.accepted + share.proposed > 0)
            files.push_back(std::move(share));
        else if (share.functions > 0)
            ++filesWithoutMatch;
    }
    std::stable_sort(files.begin(), files.end(), [](const FileShare &a, const FileShare &b) {
        return std::pair(a.accepted, a.proposed) > std::pair(b.accepted, b.proposed);
    });
}

void ReportData::collectNotes()
{
    notes = input.notes;
    if (input.program) {
        for (const std::string &warning : input.program->warnings)
            notes << QString::fromStdString(warning);
        for (const BinaryFunction &function : input.program->functions) {
            if (!function.note.empty())
                notes << ReportText::tr("Function %1: %2")
                             .arg(hexAddress(function.address, input.program->architecture),
                                  QString::fromStdString(function.note));
        }
    }
    if (input.sources) {
        for (const std::string &warning : input.sources->warnings)
            notes << QString::fromStdString(warning);
    }
    notes.removeDuplicates();
}

QString hexAddress(uint64_t address, Architecture architecture)
{
    if (architecture == Architecture::Arm)
        address &= ~uint64_t(1);
    return QStringLiteral("0x") + QString::number(address, 16);
}

QLatin1String stateWord(ReportState state)
{
    switch (state) {
    case ReportState::Accepted:
        return QLatin1String("accepted");
    case ReportState::Proposed:
        return QLatin1String("proposed");
    case ReportState::Rejected:
        return QLatin1String("rejected");
    case ReportState::Blocked:
        return QLatin1String("blocked");
    case ReportState::Unmatched:
        break;
    }
    return QLatin1String("unmatched");
}

} // namespace symbolon
