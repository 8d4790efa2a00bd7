// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/inlinedvariant.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr unsigned deepest = 3;
constexpr size_t mostCallees = 16;
constexpr size_t shortText = 400;    // characters; such a callee is inlined wherever it is called
constexpr size_t mostText = 16'384; // characters of all together

class Variant
{
public:
    Variant(const FeaturePool &pool, uint32_t function) : m_pool(pool), m_variant(pool.functions[function])
    {
        m_seen.push_back(function);
        add(function, 0);
    }

    [[nodiscard]] std::vector<uint32_t> inlined() const { return {m_seen.begin() + 1, m_seen.end()}; }

    std::optional<FunctionFeatures> take()
    {
        if (m_seen.size() == 1)
            return std::nullopt;
        std::sort(m_variant.calleeWords.begin(), m_variant.calleeWords.end());
        m_variant.calleeWords.erase(std::unique(m_variant.calleeWords.begin(), m_variant.calleeWords.end()),
                                    m_variant.calleeWords.end());
        return std::move(m_variant);
    }

private:
    [[nodiscard]] bool isInlined(uint32_t callee) const
    {
        const FunctionFeatures &function = m_pool.functions[callee];
        return function.internal && (function.inHeader || function.group == m_variant.group)
               && (function.callers.size() <= 1 || function.text.size() <= shortText)
               && m_variant.text.size() + function.text.size() <= mostText
               && std::find(m_seen.begin(), m_seen.end(), callee) == m_seen.end();
    }

    void add(uint32_t caller, unsigned depth)
    {
        if (depth >= deepest)
            return;
        for (const CallFact &call : m_pool.functions[caller].calls) {
            if (call.callee < 0 || m_seen.size() > mostCallees || !isInlined(static_cast<uint32_t>(call.callee)))
                continue;
            const auto callee = static_cast<uint32_t>(call.callee);
            const FunctionFeatures &body = m_pool.functions[callee];
            m_seen.push_back(callee);
            m_variant.text += ' ';
            m_variant.text += body.text;
            const auto append = [](auto &to, const auto &from) { to.insert(to.end(), from.begin(), from.end()); };
            append(m_variant.strings, body.strings);
            append(m_variant.integers, body.integers);
            append(m_variant.calls, body.calls);
            append(m_variant.switches, body.switches);
            append(m_variant.calleeWords, body.calleeWords);
            m_variant.branchCount += body.branchCount;
            m_variant.loopCount += body.loopCount;
            add(callee, depth + 1);
        }
    }

    const FeaturePool &m_pool;
    FunctionFeatures m_variant;
    std::vector<uint32_t> m_seen;
};

} // namespace

std::optional<FunctionFeatures> inlinedVariant(const FeaturePool &source, uint32_t function,
                                               std::vector<uint32_t> *inlined)
{
    Variant variant(source, function);
    if (inlined)
        *inlined = variant.inlined();
    return variant.take();
}

} // namespace symbolon
