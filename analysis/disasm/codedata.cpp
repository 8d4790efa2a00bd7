// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/codedata.h"

#include <algorithm>

namespace symbolon::disasm {

namespace {

constexpr uint64_t LongestReach = 4096;     // of a load from a pool, or of padding and pools before a table
constexpr uint64_t LargestAlignment = 64;   // of a loop's head
constexpr uint64_t LargestLiteral = 8;      // DataInCode::value holds it; vectors are several
constexpr uint64_t LargestTable = 1U << 20; // bytes

class Collector
{
public:
    Collector(const FunctionFlow &flow, const Knowledge &knowledge, Decoder &decoder)
        : m_flow(flow), m_knowledge(knowledge), m_decoder(decoder)
    {
    }

    std::vector<DataInCode> take();

private:
    void addLiterals(const Decoded &instruction);
    void addTable(const FlowSwitch &table);
    void dropOverlaps();
    void addPadding();
    [[nodiscard]] bool owns(uint64_t address) const;
    [[nodiscard]] bool isPadding(uint64_t address, uint64_t end) const;

    const FunctionFlow &m_flow;
    const Knowledge &m_knowledge;
    Decoder &m_decoder;
    std::vector<DataInCode> m_data;
};

// Behind a block of this function, with no other function between.
bool Collector::owns(uint64_t address) const
{
    const auto after = std::ranges::upper_bound(m_flow.blocks, address, {}, &FlowBlock::address);
    if (after == m_flow.blocks.begin())
        return false;
    const FlowBlock &block = *(after - 1);
    return address >= block.end && address - block.end < LongestReach
           && !m_knowledge.startBetween(block.address, address);
}

void Collector::addLiterals(const Decoded &instruction)
{
    for (const Operation &operation : m_decoder.operations(instruction)) {
        if (!operation.readsLiteral() || operation.size == 0)
            continue;
        const auto address = static_cast<uint64_t>(operation.immediate);
        if (!m_knowledge.code.isCode(address) || !owns(address))
            continue;
        for (uint64_t at = 0; at < operation.size; at += LargestLiteral) {
            const uint64_t size = std::min<uint64_t>(operation.size - at, LargestLiteral);
            const auto value = m_knowledge.memory.element(address + at, static_cast<unsigned>(size));
            if (value)
                m_data.push_back({address + at, size, DataInCode::Kind::Literal, *value, instruction.address});
        }
    }
}

void Collector::addTable(const FlowSwitch &table)
{
    if (table.table && table.tableSize && table.tableSize <= LargestTable && m_knowledge.code.isCode(table.table)
        && owns(table.table))
        m_data.push_back({table.table, table.tableSize, DataInCode::Kind::Table, 0, table.site->address});
}

void Collector::dropOverlaps()
{
    std::ranges::stable_sort(m_data, [](const DataInCode &a, const DataInCode &b) {
        return a.address != b.address ? a.address < b.address : a.size > b.size;
    });
    std::vector<DataInCode> kept;
    auto block = m_flow.blocks.begin();
    for (const DataInCode &each : m_data) {
        while (block != m_flow.blocks.end() && block->end <= each.address)
            ++block;
        const bool overlaps = (block != m_flow.blocks.end() && block->address < each.end())
                              || (!kept.empty() && kept.back().end() > each.address);
        if (!overlaps)
            kept.push_back(each);
    }
    m_data = std::move(kept);
}

bool Collector::isPadding(uint64_t address, uint64_t end) const
{
    const Image &image = m_knowledge.memory.image();
    const unsigned step = m_flow.thumb ? 2 : m_decoder.convention().minimalSize;
    for (; address < end && address % step; ++address) { // behind a table of bytes
        if (image.readInteger(address, 1).value_or(1) != 0)
            return false;
    }
    while (address && address < end)
        address = paddingEnd(m_decoder, image, address, end, m_flow.thumb);
    return address == end;
}

void Collector::addPadding()
{
    std::vector<DataInCode> padding;
    auto block = m_flow.blocks.begin();
    auto data = m_data.begin();
    uint64_t before = 0; // the end of the last block or datum
    while (block != m_flow.blocks.end() || data != m_data.end()) {
        const bool blockIsNext =
            data == m_data.end() || (block != m_flow.blocks.end() && block->address < data->address);
        const uint64_t begin = blockIsNext ? block->address : data->address;
        if (before && begin > before && begin - before < LargestAlignment
            && !m_knowledge.startBetween(before - 1, begin) && isPadding(before, begin))
            padding.push_back({before, begin - before, DataInCode::Kind::Padding, 0, 0});
        before = std::max(before, blockIsNext ? (block++)->end : (data++)->end());
    }
    m_data.insert(m_data.end(), padding.begin(), padding.end());
    std::ranges::sort(m_data, {}, &DataInCode::address);
}

std::vector<DataInCode> Collector::take()
{
    for (const Decoded *instruction : m_flow.instructions)
        addLiterals(*instruction);
    for (const FlowSwitch &table : m_flow.switches)
        addTable(table);
    dropOverlaps();
    addPadding();
    return std::move(m_data);
}

} // namespace

uint64_t paddingEnd(Decoder &decoder, const Image &image, uint64_t address, uint64_t end, bool thumb)
{
    const unsigned step = thumb ? 2 : decoder.convention().minimalSize;
    const auto bytes = image.bytesAt(address, end - address);
    if (bytes.size() < step)
        return 0;
    const bool zeros = std::all_of(bytes.begin(), bytes.begin() + step, [](uint8_t byte) { return byte == 0; });
    if (zeros || (step == 1 && bytes[0] == 0xcc))
        return address + step;
    const Decoded *instruction = decoder.at(address, thumb);
    return instruction && instruction->has(IsPadding) && instruction->flow == Flow::Next ? instruction->end() : 0;
}

std::vector<DataInCode> findDataInCode(const FunctionFlow &flow, const Knowledge &knowledge, Decoder &decoder)
{
    return Collector(flow, knowledge, decoder).take();
}

} // namespace symbolon::disasm
