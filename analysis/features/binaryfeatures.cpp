// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/program.h"
#include "analysis/features/features.h"
#include "analysis/features/names.h"
#include "analysis/features/tables.h"
#include "analysis/features/words.h"

#include <algorithm>
#include <unordered_map>

namespace symbolon {

namespace {

constexpr size_t stopInterval = 256; // functions between two looks at the stop token

class BinaryPool
{
public:
    BinaryPool(const Program &program, const FeatureOptions &options) : m_program(program), m_options(options) { }

    FeaturePool build(const Work &work)
    {
        number();
        m_pool.functions.reserve(m_pool.origin.size());
        for (const uint32_t index : m_pool.origin) {
            if (m_pool.functions.size() % stopInterval == 0 && work.stopRequested())
                return {};
            m_pool.functions.push_back(features(m_program.functions[index]));
        }
        addTables();
        if (m_options.network)
            addContext(m_pool.functions);
        return std::move(m_pool);
    }

private:
    PlainName nameOf(std::string_view symbol) const
    {
        if (m_program.format == FileFormat::MachO && symbol.starts_with('_'))
            symbol.remove_prefix(1);
        return plainName(symbol);
    }

    void number()
    {
        const auto &functions = m_program.functions;
        m_number.assign(functions.size(), -1);
        for (uint32_t i = 0; i < functions.size(); ++i) {
            m_at.emplace(functions[i].address, i);
            if (functions[i].importStub)
                continue;
            m_number[i] = static_cast<int32_t>(m_pool.origin.size());
            m_pool.origin.push_back(i);
            if (functions[i].named)
                m_named.emplace(functions[i].name, i);
        }
    }

    // The import that a stub or a thunk (an ARM or MIPS veneer, say) leads to.
    const std::string *importBehind(const BinaryFunction &function) const
    {
        if (function.importStub)
            return &function.name;
        if (function.thunk && function.calls.size() == 1 && function.calls.front().import)
            return &function.calls.front().name;
        return nullptr;
    }

    CallFact callFact(const Call &call) const
    {
        CallFact fact;
        fact.place = call.address;
        const auto target = call.target != 0 ? m_at.find(call.target) : m_at.end();
        const std::string *import = call.import && !call.name.empty() ? &call.name : nullptr;
        if (!import && target != m_at.end())
            import = importBehind(m_program.functions[target->second]);
        if (import) {
            fact.name = libraryName(nameOf(*import).plain);
            if (const auto own = m_named.find(*import); own != m_named.end())
                fact.callee = m_number[own->second];
        } else if (target != m_at.end()) {
            const BinaryFunction &callee = m_program.functions[target->second];
            fact.callee = m_number[target->second];
            if (callee.named)
                fact.name = nameOf(callee.name).plain;
        } else {
            fact.name = libraryName(nameOf(call.name).plain);
        }
        return fact;
    }

    void addReferences(const BinaryFunction &from, FunctionFeatures &to) const
    {
        for (const Reference &reference : from.references) {
            if (reference.kind == Reference::Kind::String)
                to.strings.push_back({reference.text, reference.address});
            else if (reference.kind == Reference::Kind::Integer)
                to.integers.push_back({reference.value, reference.address});
        }
    }

    void addMentions(const BinaryFunction &from, FunctionFeatures &to) const
    {
        for (const Reference &reference : from.references) {
            const auto at = reference.kind == Reference::Kind::Function ? m_at.find(reference.target) : m_at.end();
            if (at != m_at.end() && m_number[at->second] >= 0)
                to.mentions.push_back(static_cast<uint32_t>(m_number[at->second]));
        }
        std::sort(to.mentions.begin(), to.mentions.end());
        to.mentions.erase(std::unique(to.mentions.begin(), to.mentions.end()), to.mentions.end());
    }

    void addTables()
    {
        TableFacts facts(m_pool.functions);
        std::vector<TableFacts::Row> rows;
        for (const PointerTable &table : m_program.tables) {
            rows.clear();
            for (const PointerTable::Entry &entry : table.entries) {
                const auto at = entry.function ? m_at.find(entry.function) : m_at.end();
                rows.push_back({at == m_at.end() ? -1 : int64_t(m_number[at->second]), entry.text});
            }
            facts.add(rows, plainTypeName(table.typeName));
        }
        facts.finish();
    }

    static void addGraph(const BinaryFunction &from, FunctionFeatures &to)
    {
        to.blockCount = static_cast<uint32_t>(from.blocks.size());
        std::vector<uint32_t> loopHeads;
        for (const Edge &edge : from.edges) {
            to.branchCount += edge.kind == EdgeKind::Taken;
            if (edge.from >= from.blocks.size() || edge.to >= from.blocks.size())
                continue;
            if (from.blocks[edge.to].address <= from.blocks[edge.from].address && edge.kind != EdgeKind::Exception)
                loopHeads.push_back(edge.to);
        }
        std::sort(loopHeads.begin(), loopHeads.end());
        loopHeads.erase(std::unique(loopHeads.begin(), loopHeads.end()), loopHeads.end());
        to.loopCount = static_cast<uint32_t>(loopHeads.size());
    }

    void addCode(const BinaryFunction &from, FunctionFeatures &to) const
    {
        to.code = codeGraph(m_program, from, m_options.tokens, &to.accesses);
        for (const Reference &reference : from.references) {
            if (reference.kind == Reference::Kind::Data)
                to.accesses.push_back(dataAccess(reference.target));
        }
        std::sort(to.accesses.begin(), to.accesses.end());
        to.accesses.erase(std::unique(to.accesses.begin(), to.accesses.end()), to.accesses.end());
    }

    FunctionFeatures features(const BinaryFunction &from) const
    {
        FunctionFeatures to;
        if (from.named) {
            PlainName name = nameOf(from.name);
            to.name = std::move(name.plain);
            to.qualifiedName = std::move(name.qualified);
        }
        to.begin = from.address;
        to.end = from.address + from.size;
        addReferences(from, to);
        addMentions(from, to);
        addGraph(from, to);
        const auto self = static_cast<int32_t>(m_pool.functions.size());
        for (const Call &call : from.calls) {
            to.calls.push_back(callFact(call));
            to.recursive |= to.calls.back().callee == self;
        }
        for (const SwitchTable &table : from.switches) {
            SwitchFact fact{table.cases, table.address};
            std::sort(fact.cases.begin(), fact.cases.end());
            fact.cases.erase(std::unique(fact.cases.begin(), fact.cases.end()), fact.cases.end());
            to.switches.push_back(std::move(fact));
        }
        for (const uint32_t caller : from.callers) {
            if (caller < m_number.size() && m_number[caller] >= 0)
                to.callers.push_back(static_cast<uint32_t>(m_number[caller]));
        }
        to.argumentCount = from.argumentCount;
        if (m_options.network)
            addCode(from, to);
        return to;
    }

    const Program &m_program;
    FeatureOptions m_options;
    FeaturePool m_pool;
    std::vector<int32_t> m_number; // by Program function: its index in the pool, or -1
    std::unordered_map<uint64_t, uint32_t> m_at;
    std::unordered_map<std::string_view, uint32_t> m_named;
};

} // namespace

FeaturePool binaryFeatures(const Program &program, const Work &work, const FeatureOptions &options)
{
    return BinaryPool(program, options).build(work);
}

} // namespace symbolon
