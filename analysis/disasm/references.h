// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Turns what propagation tells of one function into its references: what is found while the function is
// followed, and what that means once all functions are known.
#pragma once

#include "analysis/disasm/found.h"
#include "analysis/disasm/knowledge.h"
#include "analysis/disasm/program.h"
#include "analysis/disasm/values.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace symbolon::disasm {

// Each place that refers to a text has a copy of it. How much they may take together.
class TextAllowance
{
public:
    // The text, or its beginning when the allowance is used up.
    std::string take(std::string_view text);
    [[nodiscard]] bool usedUp() const { return m_taken > Most; }

private:
    static constexpr uint64_t Most = uint64_t(256) << 20;
    uint64_t m_taken = 0;
};

class ReferenceSink : public Sink
{
public:
    ReferenceSink(const Knowledge &knowledge, const Convention &convention)
        : m_knowledge(knowledge), m_convention(convention)
    {
    }

    void constant(const Decoded &instruction, const Operation &operation, const Value &value) override;
    void access(const Decoded &instruction, const Operation &operation, uint64_t address, bool indexed) override;
    void consumed(uint64_t definition) override { m_consumed.push_back(definition); }
    void literal(const Decoded &instruction, const Operation &operation, int64_t value) override;
    void entryValueUsed(const Decoded &instruction, Register reg, bool copied) override;
    void callerStackRead(const Decoded &instruction, int64_t offset) override;

    // What was found, less the constants that were only parts of others.
    std::vector<FoundReference> take();
    // Whether a constant was only a part of others; after take().
    [[nodiscard]] bool wasConsumed(uint64_t definition) const
    {
        return std::ranges::binary_search(m_consumed, definition);
    }
    [[nodiscard]] uint32_t argumentCount() const { return m_arguments; }

private:
    [[nodiscard]] bool isCallee(const FoundReference &found) const;
    bool readFloat(const Decoded &instruction, const Operation &operation, uint64_t address);

    const Knowledge &m_knowledge;
    const Convention &m_convention;
    std::vector<FoundReference> m_found;
    std::vector<uint64_t> m_consumed;
    std::vector<std::pair<uint64_t, uint64_t>> m_callees; // an import and a call of it
    std::vector<uint64_t> m_calleesMade;                  // where the address of a called function was made
    uint32_t m_arguments = 0;
};

// By address, each once; functions still without their names.
std::vector<Reference> describeReferences(const std::vector<FoundReference> &found, const Knowledge &knowledge,
                                          TextAllowance &texts);

} // namespace symbolon::disasm
