// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/versions.h"

#include "analysis/disasm/program.h"
#include "analysis/features/names.h"
#include "analysis/features/twins.h"
#include "analysis/source/components.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_set>

namespace symbolon {

namespace {

constexpr size_t shortest = 4;       // characters of a string that says something by being there
constexpr int64_t smallInteger = 64; // and below: in any code
constexpr double clearMargin = 0.05; // of two scores
constexpr double runnerUp = 0.6;     // of the best version's support that another may have when there is a verdict

// printf("text\n") may have become puts("text").
std::string asInBinary(std::string text)
{
    while (text.ends_with('\n'))
        text.pop_back();
    return text;
}

std::string nameIn(const std::string &key)
{
    return key.substr(0, key.find('\n'));
}

template<typename T>
void sortOnce(std::vector<T> &values)
{
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

using Versions = std::vector<uint32_t>;

class Teller
{
public:
    Teller(const Program &program, std::span<const Version> versions) : m_program(program), m_versions(versions)
    {
        for (const StringConstant &string : program.strings)
            m_strings.insert(asInBinary(string.text));
        for (const BinaryFunction &function : program.functions) {
            for (const Reference &reference : function.references) {
                if (reference.kind == Reference::Kind::String)
                    m_strings.insert(asInBinary(reference.text));
            }
        }
    }

    VersionVerdict run(std::span<const VersionedFunction> functions)
    {
        for (const VersionedFunction &function : functions)
            look(function);
        lookAtAllStrings();
        return verdict();
    }

private:
    // The versions whose function has the fact, of those that have the function.
    template<typename Fact>
    void forTellingFacts(const std::map<uint32_t, const VersionFunction *> &variants,
                         std::vector<Fact> VersionFunction::*facts, auto tell)
    {
        std::map<Fact, Versions> owners;
        for (const auto &[version, function] : variants) {
            for (const Fact &fact : function->*facts)
                owners[fact].push_back(version);
        }
        for (const auto &[fact, with] : owners) {
            if (with.size() < variants.size())
                tell(fact, with);
        }
    }

    void look(const VersionedFunction &matched)
    {
        std::map<uint32_t, const VersionFunction *> variants;
        for (uint32_t v = 0; v < m_versions.size(); ++v) {
            if (const auto found = m_versions[v].functions.find(matched.key); found != m_versions[v].functions.end())
                variants.emplace(v, &found->second);
        }
        lookAtScores(matched);
        if (matched.sure && !variants.empty()) {
            Versions with;
            for (const auto &[version, variant] : variants)
                with.push_back(version);
            add(VersionEvidence::Kind::Function, nameIn(matched.key), m_program.functions.at(matched.function).address,
                with, 0.5);
        }
        if (variants.size() < 2)
            return;
        const BinaryFunction &function = m_program.functions.at(matched.function);
        std::unordered_set<std::string> strings;
        std::unordered_set<int64_t> integers;
        std::unordered_set<std::string> calls;
        for (const Reference &reference : function.references) {
            if (reference.kind == Reference::Kind::String)
                strings.insert(asInBinary(reference.text));
            else if (reference.kind == Reference::Kind::Integer)
                integers.insert(reference.value);
        }
        for (const Call &call : function.calls) {
            if (!call.name.empty())
                calls.insert(libraryName(call.name));
        }
        forTellingFacts(variants, &VersionFunction::strings, [&](const std::string &string, const Versions &with) {
            if (strings.contains(string)) {
                m_told.insert(string);
                add(VersionEvidence::Kind::String, string, function.address, with, 1);
            } else if (string.size() >= shortest && !m_strings.contains(string)) {
                m_told.insert(string);
                Versions without;
                for (const auto &[version, variant] : variants) {
                    if (!std::binary_search(with.begin(), with.end(), version))
                        without.push_back(version);
                }
                add(VersionEvidence::Kind::NoString, string, function.address, without, 0.5);
            }
        });
        forTellingFacts(variants, &VersionFunction::integers, [&](int64_t value, const Versions &with) {
            if (integers.contains(value))
                add(VersionEvidence::Kind::Integer, std::to_string(value), function.address, with, 0.5);
        });
        forTellingFacts(variants, &VersionFunction::calls, [&](const std::string &name, const Versions &with) {
            if (calls.contains(name))
                add(VersionEvidence::Kind::Call, name, function.address, with, 0.5);
        });
    }

    void lookAtScores(const VersionedFunction &matched)
    {
        double best = -1;
        for (const double score : matched.scores)
            best = std::max(best, score);
        Versions with;
        double next = -1;
        for (uint32_t v = 0; v < matched.scores.size(); ++v) {
            if (matched.scores[v] >= best)
                with.push_back(v);
            else
                next = std::max(next, matched.scores[v]);
        }
        if (best < 0 || next < 0 || best - next < clearMargin)
            return;
        add(VersionEvidence::Kind::Similarity, nameIn(matched.key), m_program.functions.at(matched.function).address,
            with, std::min(0.5, 2 * (best - next)));
    }

    // What only some versions have anywhere, whichever function it is in.
    void lookAtAllStrings()
    {
        std::map<std::string_view, std::set<uint32_t>> owners;
        for (uint32_t v = 0; v < m_versions.size(); ++v) {
            for (const auto &[key, function] : m_versions[v].functions) {
                for (const std::string &string : function.strings)
                    owners[string].insert(v);
            }
        }
        for (const auto &[string, with] : owners) {
            const std::string text(string);
            if (with.size() < m_versions.size() && text.size() >= shortest && m_strings.contains(text)
                && !m_told.contains(text))
                add(VersionEvidence::Kind::String, text, 0, {with.begin(), with.end()}, 1);
        }
    }

    void add(VersionEvidence::Kind kind, std::string value, uint64_t address, Versions with, double weight)
    {
        if (!with.empty() && with.size() < m_versions.size())
            m_verdict.evidence.push_back({kind, std::move(value), address, std::move(with), weight});
    }

    VersionVerdict verdict()
    {
        m_verdict.support.assign(m_versions.size(), 0);
        for (const VersionEvidence &evidence : m_verdict.evidence) {
            for (const uint32_t version : evidence.versions)
                m_verdict.support[version] += evidence.weight;
        }
        const double most =
            m_verdict.support.empty() ? 0 : *std::max_element(m_verdict.support.begin(), m_verdict.support.end());
        double next = 0;
        for (uint32_t v = 0; v < m_versions.size(); ++v) {
            if (m_verdict.support[v] > most - 1e-9)
                m_verdict.best.push_back(v);
            else
                next = std::max(next, m_verdict.support[v]);
        }
        m_verdict.decided = most > 0 && m_verdict.best.size() < m_versions.size() && next <= runnerUp * most;
        std::stable_sort(m_verdict.evidence.begin(), m_verdict.evidence.end(),
                         [](const VersionEvidence &a, const VersionEvidence &b) { return a.weight > b.weight; });
        return std::move(m_verdict);
    }

    const Program &m_program;
    std::span<const Version> m_versions;
    std::unordered_set<std::string> m_strings; // of the binary
    std::unordered_set<std::string> m_told;    // strings that a function spoke of
    VersionVerdict m_verdict;
};

} // namespace

std::string versionKey(const SourceTree &tree, uint32_t function)
{
    const SourceFunction &f = tree.functions.at(function);
    return (f.qualifiedName.empty() ? f.name : f.qualifiedName) + '\n'
           + std::string(lastOfPath(tree.files.at(f.file).path));
}

Version versionOf(const SourceTree &tree, uint32_t component, std::string name)
{
    Version version;
    version.name = std::move(name);
    for (uint32_t f = 0; f < tree.functions.size(); ++f) {
        const SourceFunction &function = tree.functions[f];
        if (componentOf(tree, function) != component)
            continue;
        VersionFunction &to = version.functions[versionKey(tree, f)];
        for (const SourceString &string : function.strings)
            to.strings.push_back(asInBinary(string.text));
        for (const SourceInteger &integer : function.integers) {
            if (integer.value > smallInteger || integer.value < -smallInteger)
                to.integers.push_back(integer.value);
        }
        for (const SourceCall &call : function.calls)
            to.calls.push_back(libraryName(call.name));
    }
    for (auto &[key, function] : version.functions) {
        sortOnce(function.strings);
        sortOnce(function.integers);
        sortOnce(function.calls);
    }
    return version;
}

std::string_view versionEvidenceName(VersionEvidence::Kind kind)
{
    switch (kind) {
    case VersionEvidence::Kind::String:
        return "string";
    case VersionEvidence::Kind::NoString:
        return "no string";
    case VersionEvidence::Kind::Integer:
        return "integer";
    case VersionEvidence::Kind::Call:
        return "call";
    case VersionEvidence::Kind::Function:
        return "function";
    case VersionEvidence::Kind::Similarity:
        break;
    }
    return "similarity";
}

VersionVerdict tellVersions(const Program &program, std::span<const VersionedFunction> functions,
                            std::span<const Version> versions)
{
    return Teller(program, versions).run(functions);
}

} // namespace symbolon
