// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Decodes each address once, with Capstone, and keeps the outcome. Pointers stay valid as long as the decoder.
#pragma once

#include "analysis/disasm/arch/lifter.h"
#include "analysis/disasm/codemap.h"
#include "analysis/disasm/machine.h"
#include "analysis/disasm/memo.h"
#include "analysis/disasm/pool.h"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace symbolon::disasm {

class Decoder
{
public:
    // Throws nothing; valid() is false when Capstone cannot be opened for this architecture.
    Decoder(const Image &image, const CodeMap &code);
    ~Decoder();
    Decoder(const Decoder &) = delete;
    Decoder &operator=(const Decoder &) = delete;

    [[nodiscard]] bool valid() const { return m_valid; }
    // Null where there is no instruction.
    Decoded *at(uint64_t address, bool thumb)
    {
        const Near &near = m_near[thumb];
        const uint64_t offset = address - near.begin;
        if (address & near.misaligned)
            return nullptr;
        uint32_t *entry = offset < near.size ? near.slots + (offset >> near.alignmentBits) : slot(address, thumb);
        if (!entry)
            return nullptr;
        if (*entry == NotDecoded)
            decode(address, thumb, *entry);
        return *entry == Undecodable ? nullptr : m_instructions.at(*entry - FirstInstruction);
    }
    // The same, only what was asked for before.
    [[nodiscard]] const Decoded *known(uint64_t address, bool thumb)
    {
        const uint32_t *entry = slot(address, thumb);
        return entry && *entry >= FirstInstruction ? m_instructions.at(*entry - FirstInstruction) : nullptr;
    }
    [[nodiscard]] std::span<const Operation> operations(const Decoded &instruction) const
    {
        if (instruction.operationCount == 0)
            return {};
        return {m_operations.at(instruction.firstOperation), instruction.operationCount};
    }
    struct Text {
        std::string_view mnemonic;
        std::string_view operands;
        bool operator==(const Text &) const = default;
    };
    [[nodiscard]] Text text(const Decoded &instruction) const
    {
        const char *at = m_texts.at(instruction.text);
        const auto mnemonic = static_cast<uint8_t>(at[0]);
        return {{at + 2, mnemonic}, {at + 2 + mnemonic, static_cast<uint8_t>(at[1])}};
    }
    // Gives back what only following code needs; from then on there are the texts of what was decoded.
    void keepTexts();
    [[nodiscard]] const Convention &convention() const { return m_lifter->convention(); }

private:
    static constexpr uint32_t NotDecoded = 0;
    static constexpr uint32_t Undecodable = 1;
    static constexpr uint32_t FirstInstruction = 2;

    struct Handle;
    struct Near { // the area that was looked at last
        uint64_t begin = 0;
        uint64_t size = 0;
        uint32_t *slots = nullptr;
        uint64_t misaligned = 0; // bits that are 0 in the address of an instruction
        unsigned alignmentBits = 0;
    };

    uint32_t *slot(uint64_t address, bool thumb);
    void decode(uint64_t address, bool thumb, uint32_t &entry);
    [[nodiscard]] bool dependsOnPlace(const Decoded &instruction) const;
    [[nodiscard]] bool isSame(const Decoded &known, const Decoded &decoded, const Text &shown) const;
    [[nodiscard]] uint32_t keepText(const Text &shown);
    [[nodiscard]] uint64_t globalEntry(uint64_t localEntry) const;

    const CodeMap &m_code;
    std::unique_ptr<Lifter> m_lifter;
    std::unique_ptr<Handle> m_handles[2]; // by Thumb state
    Near m_near[2];                       // by Thumb state
    std::vector<std::vector<uint32_t>> m_slots[2];
    Pool<Decoded, 12> m_instructions;
    Pool<Operation, 12> m_operations;
    Pool<char, 16> m_texts; // each with the lengths of its mnemonic and its operands before it
    InstructionMemo m_memo;
    std::vector<Operation> m_lifted; // of the instruction that is decoded just now
    bool m_bigEndian = false;
    bool m_powerPc64 = false;
    bool m_inItBlock = false;
    bool m_valid = false;
};

} // namespace symbolon::disasm
