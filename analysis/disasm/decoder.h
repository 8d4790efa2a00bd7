// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Decodes each address once, with Capstone, and keeps the outcome. Pointers stay valid as long as the decoder.
#pragma once

#include "analysis/disasm/arch/lifter.h"
#include "analysis/disasm/codemap.h"
#include "analysis/disasm/machine.h"

#include <deque>
#include <memory>
#include <span>
#include <string>
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
        uint32_t *entry = slot(address, thumb);
        if (!entry)
            return nullptr;
        if (*entry == NotDecoded)
            decode(address, thumb, *entry);
        return *entry == Undecodable ? nullptr : &m_instructions[*entry - FirstInstruction];
    }
    // The same, only what was asked for before.
    [[nodiscard]] const Decoded *known(uint64_t address, bool thumb)
    {
        const uint32_t *entry = slot(address, thumb);
        return entry && *entry >= FirstInstruction ? &m_instructions[*entry - FirstInstruction] : nullptr;
    }
    [[nodiscard]] std::span<const Operation> operations(const Decoded &instruction) const
    {
        return {m_operations.data() + instruction.firstOperation, instruction.operationCount};
    }
    [[nodiscard]] std::string_view mnemonic(const Decoded &instruction) const
    {
        return std::string_view(m_text).substr(instruction.text, instruction.mnemonicLength);
    }
    [[nodiscard]] std::string_view operands(const Decoded &instruction) const
    {
        return std::string_view(m_text).substr(instruction.text + instruction.mnemonicLength,
                                               instruction.operandsLength);
    }
    [[nodiscard]] const Convention &convention() const { return m_lifter->convention(); }

private:
    static constexpr uint32_t NotDecoded = 0;
    static constexpr uint32_t Undecodable = 1;
    static constexpr uint32_t FirstInstruction = 2;

    struct Handle;

    uint32_t *slot(uint64_t address, bool thumb);
    void decode(uint64_t address, bool thumb, uint32_t &entry);
    [[nodiscard]] uint64_t globalEntry(uint64_t localEntry) const;

    const CodeMap &m_code;
    std::unique_ptr<Lifter> m_lifter;
    std::unique_ptr<Handle> m_handles[2]; // by Thumb state
    std::vector<std::vector<uint32_t>> m_slots[2];
    std::deque<Decoded> m_instructions;
    std::vector<Operation> m_operations;
    std::string m_text;
    bool m_bigEndian = false;
    bool m_powerPc64 = false;
    bool m_inItBlock = false;
    bool m_valid = false;
};

} // namespace symbolon::disasm
