// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Turns what propagation tells of one function into its references.
#pragma once

#include "analysis/disasm/knowledge.h"
#include "analysis/disasm/program.h"
#include "analysis/disasm/values.h"

#include <atomic>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace symbolon::disasm {

// Each place that refers to a text has a copy of it. How much they may take together; for several threads.
class TextAllowance
{
public:
    // The text, or its beginning when the allowance is used up.
    std::string take(std::string_view text);
    [[nodiscard]] bool usedUp() const { return m_taken > Most; }

private:
    static constexpr uint64_t Most = uint64_t(256) << 20;
    std::atomic<uint64_t> m_taken = 0;
};

class ReferenceSink : public Sink
{
public:
    ReferenceSink(const Knowledge &knowledge, const Convention &convention, TextAllowance &texts)
        : m_knowledge(knowledge), m_convention(convention), m_texts(texts)
    {
    }

    void constant(const Decoded &instruction, const Operation &operation, const Value &value) override;
    void access(const Decoded &instruction, const Operation &operation, uint64_t address) override;
    void consumed(uint64_t definition) override { m_consumed.insert(definition); }
    void literal(const Decoded &instruction, const Operation &operation, int64_t value) override;
    void entryValueUsed(const Decoded &instruction, Register reg, bool copied) override;
    void callerStackRead(const Decoded &instruction, int64_t offset) override;

    // By address. `nameOf` gives a function's name, empty where it has none.
    template<typename NameOf>
    std::vector<Reference> take(NameOf nameOf)
    {
        std::vector<Reference> references = finish();
        for (Reference &reference : references) {
            if (reference.kind == Reference::Kind::Function)
                reference.text = nameOf(reference.target);
        }
        return references;
    }
    [[nodiscard]] uint32_t argumentCount() const { return m_arguments; }

private:
    struct Found {
        uint64_t address = 0;
        enum class Kind : uint8_t { Integer, Address, Access, Import } kind = Kind::Integer;
        bool surelyAddress = false;
        bool isPart = false;
        uint64_t value = 0;
        bool built = false; // of two halves
    };
    std::vector<Reference> finish();
    bool describe(const Found &found, Reference &reference) const;
    void add(const Found &found);

    const Knowledge &m_knowledge;
    const Convention &m_convention;
    TextAllowance &m_texts;
    std::vector<Found> m_found;
    std::unordered_set<uint64_t> m_consumed;
    uint32_t m_arguments = 0;
};

} // namespace symbolon::disasm
