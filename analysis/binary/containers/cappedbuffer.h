// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The unpacked bytes of one member, kept while it is looked into. All buffers of a walk share a budget.
#pragma once

#include "analysis/binary/containers/reader.h"

#include <algorithm>
#include <string>
#include <vector>

namespace symbolon {

struct UnpackBudget {
    explicit UnpackBudget(const ContainerLimits &caps) : limits(caps) { }
    ContainerLimits limits;
    uint64_t unpacked = 0; // of all members so far
    uint64_t held = 0;     // in memory just now
};

class CappedBuffer : public MemberBuffer
{
public:
    explicit CappedBuffer(UnpackBudget &budget) : m_budget(budget) { }
    ~CappedBuffer() override { m_budget.held -= m_bytes.size(); }
    CappedBuffer(const CappedBuffer &) = delete;
    CappedBuffer &operator=(const CappedBuffer &) = delete;

    bool append(ByteSpan bytes) override
    {
        const uint64_t size = std::min<uint64_t>(bytes.size(), room());
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
        m_budget.unpacked += size;
        m_budget.held += size;
        m_capped = m_capped || size < bytes.size();
        return !m_capped;
    }
    void expect(uint64_t size) override
    {
        constexpr uint64_t largestGuess = 64u << 20; // what a header claims is not yet true
        m_bytes.reserve(std::min({size, room(), largestGuess}));
    }
    void fail(std::string problem) override
    {
        if (m_problem.empty())
            m_problem = std::move(problem);
    }

    ByteSpan bytes() const { return m_bytes; }
    const std::string &problem() const { return m_problem; }
    // Which cap cut the member; empty: none did.
    std::string cap() const
    {
        if (!m_capped)
            return {};
        if (m_bytes.size() >= m_budget.limits.memberBytes)
            return "unpacks to more than " + std::to_string(m_budget.limits.memberBytes) + " bytes: cut there";
        if (exhausted())
            return "everything together unpacks to more than " + std::to_string(m_budget.limits.totalBytes)
                   + " bytes: cut here";
        return "too many large members inside each other: cut after " + std::to_string(m_bytes.size()) + " bytes";
    }
    bool exhausted() const { return m_budget.unpacked >= m_budget.limits.totalBytes; }

private:
    uint64_t room() const
    {
        const ContainerLimits &limits = m_budget.limits;
        const auto left = [](uint64_t limit, uint64_t used) { return limit > used ? limit - used : 0; };
        return std::min({left(limits.memberBytes, m_bytes.size()), left(limits.totalBytes, m_budget.unpacked),
                         left(2 * limits.memberBytes, m_budget.held)});
    }

    UnpackBudget &m_budget;
    std::vector<uint8_t> m_bytes;
    std::string m_problem;
    bool m_capped = false;
};

} // namespace symbolon
