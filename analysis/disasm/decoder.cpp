// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/decoder.h"

#include "analysis/disasm/arch/bits.h"

#include <capstone/capstone.h>

#include <algorithm>
#include <bit>

namespace symbolon::disasm {

struct Decoder::Handle {
    csh handle = 0;
    cs_insn *instruction = nullptr;

    Handle() = default;
    ~Handle()
    {
        if (instruction)
            cs_free(instruction, 1);
        if (handle)
            cs_close(&handle);
    }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;

    bool open(cs_arch architecture, unsigned mode, bool detail)
    {
        if (cs_open(architecture, static_cast<cs_mode>(mode), &handle) != CS_ERR_OK)
            return false;
        cs_option(handle, CS_OPT_DETAIL, detail ? CS_OPT_ON : CS_OPT_OFF);
        instruction = cs_malloc(handle);
        return instruction != nullptr;
    }
    bool decode(std::span<const uint8_t> bytes, uint64_t address)
    {
        const uint8_t *code = bytes.data();
        size_t size = bytes.size();
        return cs_disasm_iter(handle, &code, &size, &address, instruction);
    }
    // Capstone remembers an IT block that was cut short, and would make later instructions conditional.
    void forgetItBlock()
    {
        static constexpr uint8_t nops[] = {0x00, 0xbf, 0x00, 0xbf, 0x00, 0xbf, 0x00, 0xbf};
        const uint8_t *code = nops;
        size_t size = sizeof nops;
        uint64_t address = 0;
        while (size > 0 && cs_disasm_iter(handle, &code, &size, &address, instruction)) { }
    }
};

namespace {

struct Mode {
    cs_arch architecture;
    unsigned mode;
};

Mode modeOf(const Image &image)
{
    const unsigned endian = image.endian == Endian::Big ? CS_MODE_BIG_ENDIAN : CS_MODE_LITTLE_ENDIAN;
    switch (image.architecture) {
    case Architecture::X86:
        return {CS_ARCH_X86, CS_MODE_32};
    case Architecture::X86_64:
        return {CS_ARCH_X86, CS_MODE_64};
    case Architecture::Arm:
        return {CS_ARCH_ARM, CS_MODE_ARM | CS_MODE_V8 | endian};
    case Architecture::AArch64:
        return {CS_ARCH_ARM64, endian};
    case Architecture::Mips32:
        return {CS_ARCH_MIPS, CS_MODE_MIPS32 | endian};
    case Architecture::Mips64:
        return {CS_ARCH_MIPS, CS_MODE_MIPS64 | endian};
    case Architecture::PowerPc32:
        return {CS_ARCH_PPC, CS_MODE_32 | endian};
    case Architecture::PowerPc64:
        return {CS_ARCH_PPC, CS_MODE_64 | endian};
    case Architecture::Unknown:
        break;
    }
    return {CS_ARCH_ALL, 0};
}

constexpr size_t LongestInstruction = 16;

} // namespace

Decoder::Decoder(const Image &image, const CodeMap &code)
    : m_code(code),
      m_lifter(makeLifter(image)),
      m_bigEndian(image.endian == Endian::Big),
      m_powerPc64(image.architecture == Architecture::PowerPc64)
{
    if (!m_lifter)
        return;
    const Mode mode = modeOf(image);
    const bool detail = m_lifter->needsDetail();
    m_handles[0] = std::make_unique<Handle>();
    m_valid = m_handles[0]->open(mode.architecture, mode.mode, detail);
    if (image.architecture == Architecture::Arm) {
        m_handles[1] = std::make_unique<Handle>();
        m_valid = m_valid && m_handles[1]->open(mode.architecture, mode.mode | CS_MODE_THUMB, detail);
    }
    for (auto &slots : m_slots)
        slots.resize(m_code.areas().size());
    const unsigned alignments[] = {m_lifter->convention().minimalSize, 2};
    for (const bool thumb : {false, true}) {
        m_near[thumb].alignmentBits = static_cast<unsigned>(std::countr_zero(alignments[thumb]));
        m_near[thumb].misaligned = alignments[thumb] - 1;
    }
}

Decoder::~Decoder() = default;

uint32_t *Decoder::slot(uint64_t address, bool thumb)
{
    const int index = m_code.areaAt(address);
    if (index < 0 || !m_handles[thumb])
        return nullptr;
    Near &near = m_near[thumb];
    auto &slots = m_slots[thumb][static_cast<size_t>(index)];
    const CodeMap::Area &area = m_code.areas()[static_cast<size_t>(index)];
    if (slots.empty())
        slots.resize((area.marks.size() >> near.alignmentBits) + 1);
    near.begin = area.begin;
    near.size = area.marks.size();
    near.slots = slots.data();
    return &slots[(address - area.begin) >> near.alignmentBits];
}

// Calls within a module enter a function behind the two instructions that set up r2; the function begins at them.
uint64_t Decoder::globalEntry(uint64_t localEntry) const
{
    const int index = m_code.areaAt(localEntry);
    if (index < 0)
        return localEntry;
    const CodeMap::Area &area = m_code.areas()[static_cast<size_t>(index)];
    const uint64_t offset = localEntry - area.begin;
    if (offset < 8)
        return localEntry;
    const uint8_t *bytes = area.region->bytes.data() + offset - 8;
    const auto word = [&](size_t at) { return m_bigEndian ? bigWord(bytes + at) : littleWord(bytes + at); };
    const uint32_t first = word(0) >> 16;
    const bool setsUp = (first == 0x3c4c || first == 0x3c40) && word(4) >> 16 == 0x3842; // addis r2, r12 or lis r2
    return setsUp ? localEntry - 8 : localEntry;
}

void Decoder::keepTexts()
{
    m_operations = {};
    m_memo.clear();
    for (const bool thumb : {false, true}) {
        m_slots[thumb] = {};
        m_near[thumb].size = 0;
    }
}

bool Decoder::dependsOnPlace(const Decoded &instruction) const
{
    return instruction.flow == Flow::Jump || instruction.flow == Flow::Call
           || std::ranges::any_of(m_lifted, [](const Operation &each) { return each.bits & IsAddress; });
}

bool Decoder::isSame(const Decoded &known, const Decoded &decoded, const Text &shown) const
{
    return known.size == decoded.size && known.target == decoded.target && known.flow == decoded.flow
           && known.condition == decoded.condition && known.tested == decoded.tested && known.bits == decoded.bits
           && std::ranges::equal(operations(known), m_lifted) && text(known) == shown;
}

uint32_t Decoder::keepText(const Text &shown)
{
    char whole[2 + 2 * UINT8_MAX];
    whole[0] = static_cast<char>(shown.mnemonic.size());
    whole[1] = static_cast<char>(shown.operands.size());
    const auto end = std::ranges::copy(shown.operands, std::ranges::copy(shown.mnemonic, whole + 2).out).out;
    return m_texts.append({whole, static_cast<size_t>(end - whole)});
}

void Decoder::decode(uint64_t address, bool thumb, uint32_t &entry)
{
    entry = Undecodable;
    const int index = m_code.areaAt(address);
    const CodeMap::Area &area = m_code.areas()[static_cast<size_t>(index)];
    const auto bytes = std::span(area.region->bytes).subspan(address - area.begin);
    if (m_instructions.isFull() || m_operations.isFull() || m_texts.isFull())
        return;
    InstructionMemo::Entry *known = m_inItBlock ? nullptr : m_memo.find(bytes, thumb);
    if (known && known->sure) {
        Decoded decoded = *m_instructions.at(known->instruction);
        decoded.address = address;
        decoded.visit = 0;
        entry = m_instructions.append({&decoded, 1}) + FirstInstruction;
        return;
    }
    Handle &handle = *m_handles[thumb];
    if (!handle.decode(bytes.first(std::min(bytes.size(), LongestInstruction)), address)
        && !m_lifter->decodeOther(bytes, *handle.instruction))
        return;
    handle.instruction->address = address;
    const cs_insn &instruction = *handle.instruction;

    Decoded decoded;
    decoded.address = address;
    decoded.size = static_cast<uint8_t>(instruction.size);
    decoded.bits = thumb ? IsThumb : 0;
    static_assert(sizeof instruction.mnemonic <= UINT8_MAX && sizeof instruction.op_str <= UINT8_MAX);
    const Text shown{instruction.mnemonic, instruction.op_str};
    m_lifted.clear();
    Lifted lifted(decoded, m_lifted, bytes.subspan(std::min<size_t>(decoded.size, bytes.size())));
    m_lifter->lift(instruction, thumb, lifted);
    m_lifted.resize(std::min<size_t>(m_lifted.size(), UINT8_MAX));
    decoded.operationCount = static_cast<uint8_t>(m_lifted.size());
    if (m_powerPc64 && (decoded.flow == Flow::Call || decoded.flow == Flow::Jump))
        decoded.target = globalEntry(decoded.target);
    const bool isIt = thumb && instruction.id == ARM_INS_IT;
    if (known && isSame(*m_instructions.at(known->instruction), decoded, shown)) {
        const Decoded &before = *m_instructions.at(known->instruction);
        decoded.text = before.text;
        decoded.firstOperation = before.firstOperation;
        known->sure = true;
    } else {
        decoded.text = keepText(shown);
        decoded.firstOperation = m_operations.append(m_lifted);
        known = nullptr;
    }
    const uint32_t added = m_instructions.append({&decoded, 1});
    entry = added + FirstInstruction;
    if (!known && !m_inItBlock && !isIt && decoded.size <= bytes.size() && !dependsOnPlace(decoded))
        m_memo.add(bytes.first(decoded.size), thumb, added);

    // The instructions that an IT makes conditional have to be decoded right after it.
    if (isIt && !m_inItBlock) {
        m_inItBlock = true;
        const unsigned mask = instruction.bytes[m_bigEndian ? 1 : 0] & 0xf;
        const int count = mask ? 4 - std::countr_zero(mask) : 0;
        uint64_t next = address + decoded.size;
        for (int n = 0; n < count; ++n) {
            uint32_t *following = slot(next, true);
            if (!following)
                break;
            decode(next, true, *following);
            if (*following == Undecodable)
                break;
            next += m_instructions.at(*following - FirstInstruction)->size;
        }
        handle.forgetItBlock();
        m_inItBlock = false;
    }
}

} // namespace symbolon::disasm
