// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The instructions of one function. A program has some hundred thousand of them: their texts lie in one string
// a function, not in two an instruction, and what is the same may lie there once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace symbolon {

struct Instruction {
    uint64_t address = 0;
    uint32_t text = 0; // where its mnemonic begins, the operands right behind; see InstructionList
    uint8_t size = 0;  // bytes of code
    uint8_t mnemonicLength = 0;
    uint8_t operandsLength = 0;
};

class InstructionList
{
public:
    static constexpr size_t LongestText = UINT8_MAX; // bytes of a mnemonic or of operands

    // Capstone's texts; what is longer than LongestText is cut.
    void add(uint64_t address, uint8_t size, std::string_view mnemonic, std::string_view operands)
    {
        mnemonic = mnemonic.substr(0, LongestText);
        operands = operands.substr(0, LongestText);
        m_instructions.push_back({.address = address,
                                  .text = static_cast<uint32_t>(m_texts.size()),
                                  .size = size,
                                  .mnemonicLength = static_cast<uint8_t>(mnemonic.size()),
                                  .operandsLength = static_cast<uint8_t>(operands.size())});
        m_texts.append(mnemonic).append(operands);
    }
    // The same bytes at another address as one that is in the list.
    void repeat(uint64_t address, const Instruction &known)
    {
        m_instructions.push_back(known);
        m_instructions.back().address = address;
    }
    void reserve(size_t count) { m_instructions.reserve(count); }
    [[nodiscard]] std::string_view mnemonic(const Instruction &instruction) const
    {
        return std::string_view(m_texts).substr(instruction.text, instruction.mnemonicLength);
    }
    [[nodiscard]] std::string_view operands(const Instruction &instruction) const
    {
        return std::string_view(m_texts).substr(instruction.text + instruction.mnemonicLength,
                                                instruction.operandsLength);
    }
    [[nodiscard]] const std::string &texts() const { return m_texts; }
    // Texts to which restore() then refers; false where it reaches beyond them.
    void setTexts(std::string texts) { m_texts = std::move(texts); }
    [[nodiscard]] bool restore(const Instruction &instruction)
    {
        if (size_t(instruction.text) + instruction.mnemonicLength + instruction.operandsLength > m_texts.size())
            return false;
        m_instructions.push_back(instruction);
        return true;
    }
    void shrinkTexts() { m_texts.shrink_to_fit(); }

    [[nodiscard]] size_t size() const { return m_instructions.size(); }
    [[nodiscard]] bool empty() const { return m_instructions.empty(); }
    [[nodiscard]] const Instruction &operator[](size_t index) const { return m_instructions[index]; }
    [[nodiscard]] auto begin() const { return m_instructions.begin(); }
    [[nodiscard]] auto end() const { return m_instructions.end(); }

private:
    std::vector<Instruction> m_instructions;
    std::string m_texts;
};

} // namespace symbolon
