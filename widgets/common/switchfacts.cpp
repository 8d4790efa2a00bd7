// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/switchfacts.h"

#include "widgets/common/casestext.h"
#include "widgets/common/format.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace symbolon {

namespace {

// The switch whose jump ends `block`.
const SwitchTable *switchOf(const BinaryFunction &function, const BasicBlock &block)
{
    const auto found = std::find_if(function.switches.begin(), function.switches.end(), [&](const SwitchTable &table) {
        return table.address >= block.address && table.address - block.address < block.size;
    });
    return found == function.switches.end() ? nullptr : &*found;
}

} // namespace

SwitchFacts::SwitchFacts(const BinaryFunction &function) : m_switches(function.switches.size())
{
    std::map<uint32_t, uint64_t> jumps; // by the block that ends with it
    for (const Edge &edge : function.edges) {
        if (edge.kind != EdgeKind::Switch || edge.from >= function.blocks.size() || edge.to >= function.blocks.size())
            continue;
        auto jump = jumps.find(edge.from);
        if (jump == jumps.end()) {
            const SwitchTable *table = switchOf(function, function.blocks[edge.from]);
            jump = jumps.emplace(edge.from, table ? table->address : 0).first;
        }
        Arrival &here = arrival(edge.to, jump->second);
        here.cases.insert(here.cases.end(), edge.cases.begin(), edge.cases.end());
    }
    if (jumps.empty())
        return;
    m_defaults.assign(function.edges.size(), false);
    constexpr std::size_t mostSteps = 50'000'000; // far beyond any function, but not beyond a damaged file
    if (jumps.size() * function.edges.size() > mostSteps)
        return;
    for (const auto &[block, jump] : jumps)
        findDefault(function, block);
}

bool SwitchFacts::isDefault(std::size_t edge) const
{
    return edge < m_defaults.size() && m_defaults[edge];
}

SwitchFacts::Arrival &SwitchFacts::arrival(uint32_t block, uint64_t jump)
{
    std::vector<Arrival> &all = m_arrivals[block];
    const auto found = std::find_if(all.begin(), all.end(), [jump](const Arrival &one) { return one.jump == jump; });
    return found != all.end() ? *found : all.emplace_back(Arrival{jump, {}, false});
}

// The block before decides whether the value is in the table at all: its other way out is the default, if the table's
// gaps lead there too or the block compares with the table's length.
void SwitchFacts::findDefault(const BinaryFunction &function, uint32_t block)
{
    const SwitchTable *table = switchOf(function, function.blocks[block]);
    if (!table || table->cases.empty())
        return;
    const auto isBranch = [](const Edge &edge) {
        return edge.kind == EdgeKind::Taken || edge.kind == EdgeKind::FallThrough;
    };
    for (std::size_t out = 0; out < function.edges.size(); ++out) { // a conditional jump that is not taken
        const Edge &other = function.edges[out];
        if (other.from != block || other.kind != EdgeKind::FallThrough || other.to >= function.blocks.size())
            continue;
        m_defaults[out] = true;
        arrival(other.to, table->address).isDefault = true;
    }
    for (const Edge &in : function.edges) {
        if (in.to != block || in.from >= function.blocks.size() || !isBranch(in))
            continue;
        for (std::size_t out = 0; out < function.edges.size(); ++out) {
            const Edge &other = function.edges[out];
            if (other.from != in.from || other.to == block || other.to >= function.blocks.size() || !isBranch(other))
                continue;
            const auto gaps = std::find_if(function.edges.begin(), function.edges.end(), [&](const Edge &edge) {
                return edge.kind == EdgeKind::Switch && edge.from == block && edge.to == other.to;
            });
            if (gaps == function.edges.end() && !isBoundOf(function, function.blocks[in.from], *table))
                continue;
            m_defaults[out] = true;
            if (gaps != function.edges.end())
                m_defaults[static_cast<std::size_t>(gaps - function.edges.begin())] = true;
            arrival(other.to, table->address).isDefault = true;
        }
    }
}

bool SwitchFacts::isBoundOf(const BinaryFunction &function, const BasicBlock &guard, const SwitchTable &table)
{
    const auto [least, most] = std::minmax_element(table.cases.begin(), table.cases.end());
    const auto first = static_cast<uint64_t>(*least); // damaged cases may overflow
    const auto last = static_cast<uint64_t>(*most);
    return std::any_of(function.references.begin(), function.references.end(), [&](const Reference &reference) {
        if (reference.kind != Reference::Kind::Integer || reference.address < guard.address
            || reference.address - guard.address >= guard.size)
            return false;
        const auto value = static_cast<uint64_t>(reference.value);
        return value == last || value == last + 1 || value == last - first || value == last - first + 1;
    });
}

QString SwitchFacts::label(uint32_t block, qsizetype mostRuns) const
{
    const auto found = m_arrivals.find(block);
    if (found == m_arrivals.end())
        return {};
    QStringList labels;
    for (const Arrival &one : found->second) {
        QString text = casesText(one.cases, one.isDefault, mostRuns);
        if (!one.cases.empty())
            text = QCoreApplication::translate("symbolon::SwitchFacts", "case %1").arg(text);
        else if (!one.isDefault)
            text = QCoreApplication::translate("symbolon::SwitchFacts", "switch case");
        if (m_switches > 1 && one.jump != 0)
            text = QCoreApplication::translate("symbolon::SwitchFacts", "%1 of the switch at %2")
                       .arg(text, addressText(one.jump));
        labels << text;
    }
    return labels.join(QStringLiteral(" · "));
}

} // namespace symbolon
