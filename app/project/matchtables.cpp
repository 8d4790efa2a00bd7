// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/matchtables.h"

#include "app/project/projecterror.h"

namespace symbolon {

bool MatchTables::refersToStored(int64_t binary, const Matches &matches) const
{
    Statement count = m_database.prepare("SELECT count(*) FROM functions WHERE image=?");
    if (!count.query(binary).next())
        return false;
    const uint64_t functions = count.address(0);
    const auto sources = static_cast<uint64_t>(m_database.integer("SELECT count(*) FROM source_functions"));
    for (const FunctionMatches &function : matches.functions) {
        if (function.function >= functions)
            return false;
        for (const Candidate &candidate : function.candidates) {
            if (candidate.source >= sources)
                return false;
        }
    }
    return true;
}

void MatchTables::save(int64_t binary, const Matches &matches)
{
    Statement image = m_database.prepare("SELECT 1 FROM images WHERE id=?");
    if (!image.query(binary).next() || !refersToStored(binary, matches))
        throw ProjectError{failure(
            ProjectText::tr("The matches are of another binary or other sources than those stored in the project")
                .toStdString())};
    for (const char *table : {"evidence", "candidates", "matched_functions", "matches"})
        m_database.prepare(std::string("DELETE FROM ") + table + " WHERE image=?").run(binary);
    m_database.prepare("INSERT INTO matches VALUES(?,?,?)").run(binary, matches.method, matches.model);
    Statement function = m_database.prepare("INSERT INTO matched_functions VALUES(?,?,?)");
    Statement candidate = m_database.prepare("INSERT INTO candidates VALUES(?,?,?,?,?,?,?)");
    Statement evidence = m_database.prepare("INSERT INTO evidence VALUES(?,?,?,?,?,?,?,?,?)");
    int64_t matched = 0;
    for (const FunctionMatches &f : matches.functions) {
        function.run(binary, matched, f.function);
        int64_t rank = 0;
        for (const Candidate &c : f.candidates) {
            candidate.run(binary, matched, rank, c.source, c.score, c.confidence, c.strategy);
            int64_t n = 0;
            for (const Evidence &e : c.evidence)
                evidence.run(binary, matched, rank, n++, evidenceKindName(e.kind), e.value, e.address, e.line,
                             e.weight);
            ++rank;
        }
        ++matched;
    }
}

std::optional<Matches> MatchTables::load(int64_t binary) const
{
    Statement method = m_database.prepare("SELECT method, model FROM matches WHERE image=?");
    if (!method.query(binary).next())
        return std::nullopt;
    Matches matches;
    matches.method = method.text(0);
    matches.model = method.text(1);
    Statement functions = m_database.prepare("SELECT function FROM matched_functions WHERE image=? ORDER BY ordinal");
    functions.query(binary);
    while (functions.next())
        matches.functions.push_back({functions.number(0), {}, {}});
    const auto candidatesAt = [&](int64_t matched) -> std::vector<Candidate> & {
        if (matched < 0 || static_cast<uint64_t>(matched) >= matches.functions.size())
            throw damaged("a candidate of a function that is not there");
        return matches.functions[static_cast<std::size_t>(matched)].candidates;
    };
    Statement candidates = m_database.prepare("SELECT matched, source, score, confidence, strategy FROM candidates "
                                              "WHERE image=? ORDER BY matched, ordinal");
    candidates.query(binary);
    while (candidates.next())
        candidatesAt(candidates.integer(0))
            .push_back({candidates.number(1), candidates.real(2), candidates.real(3), candidates.text(4), {}});
    Statement evidence = m_database.prepare("SELECT matched, candidate, kind, value, address, line, weight "
                                            "FROM evidence WHERE image=? ORDER BY matched, candidate, ordinal");
    evidence.query(binary);
    while (evidence.next()) {
        auto &list = candidatesAt(evidence.integer(0));
        const uint64_t rank = evidence.address(1);
        const auto kind = parseEvidenceKind(evidence.bytes(2));
        if (rank >= list.size() || !kind)
            throw damaged("evidence of an unknown kind or candidate");
        list[rank].evidence.push_back(
            {*kind, evidence.text(3), evidence.address(4), evidence.number(5), evidence.real(6)});
    }
    if (!refersToStored(binary, matches))
        throw damaged("a match of a function that is not there");
    return matches;
}

} // namespace symbolon
