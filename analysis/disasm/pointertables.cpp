// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/pointertables.h"

#include "analysis/disasm/strings.h"

#include <algorithm>

namespace symbolon::disasm {

namespace {

constexpr uint64_t MostWordsBetween = 12; // between two functions of one table
constexpr uint64_t WordsAround = 4;       // before the first and behind the last function: for their texts
constexpr size_t MostSlots = 1 << 20;
constexpr size_t MostEntries = 4 << 20; // of all tables
constexpr unsigned ShortestText = 2;
constexpr uint64_t LongestText = 512; // bytes: names; messages say little and cost much
constexpr size_t StopInterval = 256;  // tables between two looks at the stop token
constexpr size_t LongestTypeName = 1024;

struct Slot {
    uint64_t address = 0;
    uint64_t function = 0; // its address
};

class Finder
{
public:
    Finder(const Knowledge &knowledge, const Program &program, TextAllowance &texts, const Work &work)
        : m_knowledge(knowledge),
          m_image(knowledge.memory.image()),
          m_program(program),
          m_texts(texts),
          m_work(work),
          m_word(m_image.bits / 8)
    {
    }

    std::vector<PointerTable> run()
    {
        findSlots();
        std::vector<PointerTable> tables;
        for (size_t begin = 0; begin < m_slots.size() && m_entries < MostEntries;) {
            if (tables.size() % StopInterval == 0 && m_work.stopRequested())
                break;
            std::string type = classOfVirtualTable(m_image, m_slots[begin].address);
            size_t end = begin + 1;
            while (end < m_slots.size() && continues(begin, end, !type.empty()))
                ++end;
            tables.push_back(table(begin, end, m_texts.take(type)));
            m_entries += tables.back().entries.size();
            begin = end;
        }
        return tables;
    }

private:
    // The function that a pointer leads to; 0: none.
    [[nodiscard]] uint64_t functionAt(uint64_t pointer) const
    {
        if (m_image.architecture == Architecture::Arm)
            pointer &= ~uint64_t(1);
        if (!m_knowledge.isStart(pointer))
            return 0;
        const int function = m_program.functionStartingAt(pointer);
        return function >= 0 && !m_program.functions[static_cast<size_t>(function)].importStub ? pointer : 0;
    }

    void see(uint64_t address, uint64_t pointer)
    {
        if (m_slots.size() >= MostSlots)
            return;
        if (const uint64_t function = functionAt(pointer))
            m_slots.push_back({address, function});
    }

    void findSlots()
    {
        for (const Relocation &relocation : m_image.relocations) {
            const Region *region = m_image.regionAt(relocation.address);
            if (relocation.target && region && holdsTables(*region))
                see(relocation.address, relocation.target);
        }
        if (m_knowledge.memory.numbersAreAddresses()) {
            for (const Region &region : m_image.regions) {
                if (!holdsTables(region) || region.bytes.size() < m_word)
                    continue;
                const uint64_t skipped = (m_word - region.address % m_word) % m_word;
                for (uint64_t at = skipped; at <= region.bytes.size() - m_word; at += m_word) {
                    if (const auto value = m_image.readPointer(region.address + at))
                        see(region.address + at, *value);
                }
            }
        }
        std::ranges::stable_sort(m_slots, {}, &Slot::address); // relocations before words
        std::vector<Slot> apart;
        for (const Slot &slot : m_slots) {
            if (apart.empty() || slot.address - apart.back().address >= m_word)
                apart.push_back(slot);
        }
        m_slots = std::move(apart);
    }

    // Global offset tables and lists of constructors are the linker's.
    [[nodiscard]] static bool holdsTables(const Region &region)
    {
        return !region.executable && !region.name.starts_with(".got") && !region.name.starts_with(".plt")
               && !region.name.starts_with(".init_array") && !region.name.starts_with(".fini_array")
               && !region.name.starts_with(".eh_frame") && !region.name.starts_with(".opd");
    }

    [[nodiscard]] bool continues(size_t begin, size_t next, bool isVirtual) const
    {
        const uint64_t gap = m_slots[next].address - m_slots[next - 1].address;
        const uint64_t most = isVirtual ? 2 * m_word : MostWordsBetween * m_word; // 2: a pure function between
        const Region *region = m_image.regionAt(m_slots[begin].address);
        return gap <= most && region && region->contains(m_slots[next].address)
               && classOfVirtualTable(m_image, m_slots[next].address).empty();
    }

    PointerTable table(size_t begin, size_t end, std::string type)
    {
        PointerTable table;
        table.typeName = std::move(type);
        const uint64_t first = m_slots[begin].address;
        const uint64_t last = m_slots[end - 1].address;
        if (!table.typeName.empty()) {
            for (size_t n = begin; n < end; ++n)
                table.entries.push_back({m_slots[n].address, m_slots[n].function, {}});
            return table;
        }
        // Words that belong to the tables beside this one are left to them.
        uint64_t from = first - std::min(first, WordsAround * m_word);
        uint64_t to = last + std::min((WordsAround + 1) * m_word, UINT64_MAX - last);
        if (begin > 0)
            from = std::max(from, m_slots[begin - 1].address + m_word);
        if (end < m_slots.size())
            to = std::min(to, m_slots[end].address);
        size_t slot = begin;
        for (uint64_t at = from; at < to && to - at >= m_word; at += m_word) {
            if (slot < end && m_slots[slot].address < at + m_word) {
                at = m_slots[slot].address;
                table.entries.push_back({at, m_slots[slot++].function, {}});
            } else if (std::string text = textAt(at); !text.empty()) {
                table.entries.push_back({at, 0, std::move(text)});
            }
        }
        return table;
    }

    std::string textAt(uint64_t address)
    {
        const auto pointer = m_image.readPointer(address);
        const Region *region = pointer && *pointer ? m_image.regionAt(*pointer) : nullptr;
        if (!region || region->executable)
            return {};
        if (std::ranges::count(m_image.bytesAt(*pointer, LongestText), 0) == 0)
            return {};
        const auto text = stringAt(m_image, *pointer, ShortestText);
        return text ? m_texts.take(*text) : std::string();
    }

    const Knowledge &m_knowledge;
    const Image &m_image;
    const Program &m_program;
    TextAllowance &m_texts;
    const Work &m_work;
    uint64_t m_word;
    size_t m_entries = 0;
    std::vector<Slot> m_slots; // by address
};

} // namespace

// https://itanium-cxx-abi.github.io/cxx-abi/abi.html#vtable-components and #rtti-layout: before the first function the
// type information and the distance to the object's top; in the type information the name behind a pointer.
std::string classOfVirtualTable(const Image &image, uint64_t firstFunction)
{
    const uint64_t word = image.bits / 8;
    if (firstFunction < 2 * word)
        return {};
    const auto top = image.readPointer(firstFunction - 2 * word);
    const auto type = image.readPointer(firstFunction - word);
    constexpr uint64_t largestObject = 1 << 20;
    const uint64_t negated = top ? (0 - *top) & (image.bits == 32 ? UINT32_MAX : UINT64_MAX) : UINT64_MAX;
    if (!type || *type == 0 || negated >= largestObject)
        return {};
    const Region *region = image.regionAt(*type);
    if (!region || region->executable)
        return {};
    const auto name = image.readPointer(*type + word);
    if (!name || !image.regionAt(*name) || image.regionAt(*name)->executable)
        return {};
    if (std::ranges::count(image.bytesAt(*name, LongestTypeName), 0) == 0)
        return {};
    const auto text = stringAt(image, *name, 2);
    if (!text)
        return {};
    const char first = text->front();
    const bool isMangled = (first >= '1' && first <= '9') || first == 'N' || (first == 'S' && (*text)[1] == 't');
    const bool isPlain = std::ranges::all_of(*text, [](char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    return isMangled && isPlain ? *text : std::string();
}

std::vector<PointerTable> findPointerTables(const Knowledge &knowledge, const Program &program, TextAllowance &texts,
                                            const Work &work)
{
    return Finder(knowledge, program, texts, work).run();
}

} // namespace symbolon::disasm
