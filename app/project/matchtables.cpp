// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/matchtables.h"

#include "app/project/codes.h"
#include "app/project/packing.h"
#include "app/project/projecterror.h"

#include <algorithm>
#include <unordered_map>

namespace symbolon {

namespace {

// kind, value, address, line and weight from column `first` on.
Evidence readEvidence(const Statement &row, int first)
{
    const auto kind = parseEvidenceKind(row.bytes(first));
    if (!kind)
        throw damaged("evidence of an unknown kind");
    return {*kind, row.text(first + 1), row.address(first + 2), row.number(first + 3), row.real(first + 4)};
}

} // namespace

bool MatchTables::refersToStored(int64_t binary, const Matches &matches) const
{
    Statement count = m_database.prepare("SELECT count(*) FROM functions WHERE image=?");
    if (!count.query(binary).next())
        return false;
    const uint64_t functions = count.address(0);
    const auto sources = static_cast<uint64_t>(m_database.integer("SELECT count(*) FROM source_functions"));
    const auto isFunction = [functions](uint32_t index) { return index < functions; };
    const auto isSource = [sources](const auto &of) { return of.source < sources; };
    return std::all_of(matches.functions.begin(), matches.functions.end(),
                       [&](const FunctionMatches &f) {
                           return isFunction(f.function)
                                  && std::all_of(f.candidates.begin(), f.candidates.end(), isSource)
                                  && std::all_of(f.inlined.begin(), f.inlined.end(), isSource);
                       })
           && std::all_of(matches.sources.begin(), matches.sources.end(), [&](const SourceVerdict &v) {
                  return isSource(v) && std::all_of(v.functions.begin(), v.functions.end(), isFunction);
              });
}

// Whether the rows are where a save of `stored` puts them: an older program numbered them otherwise.
bool MatchTables::holds(int64_t binary, const Matches &stored) const
{
    Statement method = m_database.prepare("SELECT 1 FROM matches WHERE image=?");
    Statement rows =
        m_database.prepare("SELECT count(*), total(ordinal<>function) FROM matched_functions WHERE image=?");
    return method.query(binary).next() && rows.query(binary).next()
           && rows.address(0) == static_cast<uint64_t>(stored.functions.size()) && rows.real(1) == 0;
}

void MatchTables::save(int64_t binary, const Matches &matches, const Matches *stored)
{
    Statement image = m_database.prepare("SELECT 1 FROM images WHERE id=?");
    if (!image.query(binary).next() || !refersToStored(binary, matches))
        throw ProjectError{failure(
            ProjectText::tr("The matches are of another binary or other sources than those stored in the project")
                .toStdString())};
    std::vector<uint32_t> gone;
    std::vector<const FunctionMatches *> added;
    if (stored && holds(binary, *stored)) {
        std::unordered_map<uint32_t, const FunctionMatches *> old;
        for (const FunctionMatches &function : stored->functions)
            old.emplace(function.function, &function);
        for (const FunctionMatches &function : matches.functions) {
            const auto at = old.find(function.function);
            if (at != old.end() && *at->second == function) {
                old.erase(at);
                continue;
            }
            added.push_back(&function);
        }
        for (const auto &[function, row] : old)
            gone.push_back(function);
        removeFunctions(binary, gone);
        m_database.prepare("UPDATE matches SET method=?, model=? WHERE image=?")
            .run(matches.method, matches.model, binary);
    } else {
        removeAll(binary);
        m_database.prepare("INSERT INTO matches VALUES(?,?,?)").run(binary, matches.method, matches.model);
        for (const FunctionMatches &function : matches.functions)
            added.push_back(&function);
        stored = nullptr;
    }
    insertFunctions(binary, added);
    if (!stored || stored->sources != matches.sources)
        saveVerdicts(binary, matches.sources);
}

void MatchTables::removeAll(int64_t binary)
{
    for (const char *table : {"source_verdicts", "inlined_evidence", "inlined_functions", "evidence", "candidates",
                              "matched_functions", "matches"})
        m_database.prepare(std::string("DELETE FROM ") + table + " WHERE image=?").run(binary);
}

void MatchTables::removeFunctions(int64_t binary, const std::vector<uint32_t> &functions)
{
    for (const char *table : {"inlined_evidence", "inlined_functions", "evidence", "candidates", "matched_functions"}) {
        const bool own = std::string_view(table) == "matched_functions";
        Statement remove = m_database.prepare(std::string("DELETE FROM ") + table + " WHERE image=? AND "
                                              + (own ? "ordinal" : "matched") + "=?");
        for (const uint32_t function : functions)
            remove.run(binary, function);
    }
}

void MatchTables::insertFunctions(int64_t binary, const std::vector<const FunctionMatches *> &functions)
{
    Statement function = m_database.prepare("INSERT INTO matched_functions VALUES(?,?,?)");
    Statement candidate = m_database.prepare("INSERT INTO candidates VALUES(?,?,?,?,?,?,?)");
    Statement evidence = m_database.prepare("INSERT INTO evidence VALUES(?,?,?,?,?,?,?,?,?)");
    Statement inlined = m_database.prepare("INSERT INTO inlined_functions VALUES(?,?,?,?,?)");
    Statement inlinedEvidence = m_database.prepare("INSERT INTO inlined_evidence VALUES(?,?,?,?,?,?,?,?,?)");
    for (const FunctionMatches *f : functions) {
        const auto insertEvidence = [&](Statement &into, int64_t of, const std::vector<Evidence> &list) {
            int64_t n = 0;
            for (const Evidence &e : list)
                into.run(binary, f->function, of, n++, evidenceKindName(e.kind), e.value, e.address, e.line, e.weight);
        };
        function.run(binary, f->function, f->function);
        int64_t rank = 0;
        for (const Candidate &c : f->candidates) {
            candidate.run(binary, f->function, rank, c.source, c.score, c.confidence, c.strategy);
            insertEvidence(evidence, rank++, c.evidence);
        }
        int64_t place = 0;
        for (const InlinedFunction &i : f->inlined) {
            inlined.run(binary, f->function, place, i.source, i.confidence);
            insertEvidence(inlinedEvidence, place++, i.evidence);
        }
    }
}

void MatchTables::saveVerdicts(int64_t binary, const std::vector<SourceVerdict> &verdicts)
{
    m_database.prepare("DELETE FROM source_verdicts WHERE image=?").run(binary);
    Statement verdict = m_database.prepare("INSERT INTO source_verdicts VALUES(?,?,?,?,?,?)");
    int64_t n = 0;
    for (const SourceVerdict &v : verdicts)
        verdict.run(binary, n++, v.source, code(v.verdict), v.confidence, Blob{packNumbers(v.functions)});
}

std::optional<Matches> MatchTables::load(int64_t binary) const
{
    Statement method = m_database.prepare("SELECT method, model FROM matches WHERE image=?");
    if (!method.query(binary).next())
        return std::nullopt;
    Matches matches;
    matches.method = method.text(0);
    matches.model = method.text(1);
    loadFunctions(binary, matches);
    loadVerdicts(binary, matches);
    if (!refersToStored(binary, matches))
        throw damaged("a match of a function that is not there");
    return matches;
}

void MatchTables::loadFunctions(int64_t binary, Matches &matches) const
{
    std::unordered_map<int64_t, std::size_t> places; // by ordinal
    Statement functions =
        m_database.prepare("SELECT ordinal, function FROM matched_functions WHERE image=? ORDER BY ordinal");
    functions.query(binary);
    while (functions.next()) {
        places.emplace(functions.integer(0), matches.functions.size());
        matches.functions.push_back({functions.number(1), {}, {}});
    }
    const auto at = [&](int64_t matched) -> FunctionMatches & {
        const auto place = places.find(matched);
        if (place == places.end())
            throw damaged("a candidate of a function that is not there");
        return matches.functions[place->second];
    };
    Statement candidates = m_database.prepare("SELECT matched, source, score, confidence, strategy FROM candidates "
                                              "WHERE image=? ORDER BY matched, ordinal");
    candidates.query(binary);
    while (candidates.next())
        at(candidates.integer(0))
            .candidates.push_back(
                {candidates.number(1), candidates.real(2), candidates.real(3), candidates.text(4), {}});
    Statement inlined = m_database.prepare("SELECT matched, source, confidence FROM inlined_functions "
                                           "WHERE image=? ORDER BY matched, ordinal");
    inlined.query(binary);
    while (inlined.next())
        at(inlined.integer(0)).inlined.push_back({inlined.number(1), inlined.real(2), {}});

    const auto loadEvidence = [&](std::string_view sql, auto listOf) {
        Statement evidence = m_database.prepare(sql);
        evidence.query(binary);
        while (evidence.next()) {
            auto &list = listOf(at(evidence.integer(0)));
            const uint64_t rank = evidence.address(1);
            if (rank >= list.size())
                throw damaged("evidence of an unknown candidate");
            list[rank].evidence.push_back(readEvidence(evidence, 2));
        }
    };
    loadEvidence(
        "SELECT matched, candidate, kind, value, address, line, weight FROM evidence WHERE image=? "
        "ORDER BY matched, candidate, ordinal",
        [](FunctionMatches & f) -> auto & { return f.candidates; });
    loadEvidence(
        "SELECT matched, inlined, kind, value, address, line, weight FROM inlined_evidence WHERE image=? "
        "ORDER BY matched, inlined, ordinal",
        [](FunctionMatches & f) -> auto & { return f.inlined; });
}

void MatchTables::loadVerdicts(int64_t binary, Matches &matches) const
{
    Statement verdict = m_database.prepare("SELECT source, verdict, confidence, functions FROM source_verdicts "
                                           "WHERE image=? ORDER BY ordinal");
    verdict.query(binary);
    while (verdict.next())
        matches.sources.push_back({verdict.number(0), fromCode<Verdict>(verdict.integer(1)), verdict.real(2),
                                   unpackNumbers<uint32_t>(verdict.bytes(3))});
}

} // namespace symbolon
