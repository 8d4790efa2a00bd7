// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Made-up functions with every field filled, extreme values among them, and a comparison of all fields.
#pragma once

#include "analysis/features/features.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <tuple>

namespace symbolon::generated {

class Maker
{
public:
    explicit Maker(uint32_t seed) : m_random(seed) { }

    uint32_t below(uint32_t limit) { return static_cast<uint32_t>(m_random() % limit); }
    uint64_t any()
    {
        static constexpr std::array<uint64_t, 8> extremes{
            0, 1, 127, 128, UINT32_MAX, uint64_t(1) << 63, UINT64_MAX, UINT64_MAX - 1};
        return below(3) == 0 ? extremes[below(extremes.size())] : m_random() >> below(64);
    }
    int64_t anySigned() { return static_cast<int64_t>(any()); }
    std::string text()
    {
        std::string text(below(12), '\0');
        for (char &c : text)
            c = static_cast<char>(below(20) == 0 ? below(256) : 'a' + below(4));
        return text;
    }

    // Words, numbers, literals, odd bytes, directives.
    std::string source()
    {
        static constexpr std::array<const char *, 24> pieces{
            "int",   " ",    "f", "(",       ")",  "{",       "}",  ";",    "->",      "->*", "\"a b\"", "'\\''",
            "0x1fu", "1.5e", "+", "#if 0\n", "\n", "/* c */", "\\", "\xff", "return ", "x",   " = ",     "\"open"};
        std::string text;
        for (uint32_t left = below(60); left > 0; --left)
            text += pieces[below(pieces.size())];
        return text;
    }

    CodeGraph code()
    {
        CodeGraph code;
        const uint32_t blocks = below(12);
        for (uint32_t i = 0; i < blocks; ++i) {
            for (uint32_t left = below(9); left > 0; --left)
                code.tokens.push_back(static_cast<CodeToken>(any()));
            code.blockEnds.push_back(static_cast<uint32_t>(code.tokens.size()));
        }
        for (uint32_t left = blocks ? below(20) : 0; left > 0; --left)
            code.edges.push_back({below(blocks), below(blocks), static_cast<uint8_t>(below(4) ? below(5) : any())});
        return code;
    }

    FunctionFeatures function()
    {
        FunctionFeatures made;
        const auto few = [&](auto each) {
            for (uint32_t left = below(3) ? below(6) : 0; left > 0; --left)
                each();
        };
        made.name = text();
        made.qualifiedName = below(2) ? made.name : text();
        made.group = static_cast<uint32_t>(below(2) ? 0 : any());
        made.begin = any();
        made.end = any();
        few([&] { made.strings.push_back({text(), any()}); });
        few([&] { made.integers.push_back({anySigned(), any()}); });
        few([&] { made.calls.push_back({text(), any(), static_cast<int32_t>(any())}); });
        few([&] {
            SwitchFact fact{{}, any()};
            few([&] { fact.cases.push_back(anySigned()); });
            made.switches.push_back(fact);
        });
        few([&] { made.callers.push_back(static_cast<uint32_t>(any())); });
        few([&] { made.mentions.push_back(static_cast<uint32_t>(any())); });
        few([&] { made.followers.push_back(static_cast<uint32_t>(any())); });
        few([&] { made.labels.push_back(text()); });
        few([&] { made.accesses.push_back(any()); });
        made.branchCount = static_cast<uint32_t>(any());
        made.loopCount = static_cast<uint32_t>(any());
        made.argumentCount = below(2) ? UINT32_MAX : below(5);
        made.recursive = below(2);
        made.internal = below(2);
        made.inHeader = below(2);
        made.text = source();
        made.code = code();
        made.blockCount = static_cast<uint32_t>(below(2) ? made.code.blockEnds.size() : any());
        few([&] { made.calleeWords.push_back(static_cast<uint32_t>(any())); });
        few([&] { made.callerWords.push_back(below(40)); });
        if (below(2)) {
            std::sort(made.callerWords.begin(), made.callerWords.end());
            made.callerWords.erase(std::unique(made.callerWords.begin(), made.callerWords.end()),
                                   made.callerWords.end());
        }
        return made;
    }

private:
    std::mt19937_64 m_random;
};

template<typename Fact, typename Key>
bool sameFacts(const std::vector<Fact> &a, const std::vector<Fact> &b, Key key)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](const Fact &x, const Fact &y) { return key(x) == key(y); });
}

inline bool same(const FunctionFeatures &a, const FunctionFeatures &b)
{
    const auto plain = [](const FunctionFeatures &f) {
        return std::tie(f.name, f.qualifiedName, f.group, f.begin, f.end, f.callers, f.mentions, f.followers, f.labels,
                        f.accesses, f.blockCount, f.branchCount, f.loopCount, f.argumentCount, f.recursive, f.internal,
                        f.inHeader, f.text, f.code, f.calleeWords, f.callerWords);
    };
    return plain(a) == plain(b)
           && sameFacts(a.strings, b.strings, [](const StringFact &f) { return std::tie(f.text, f.place); })
           && sameFacts(a.integers, b.integers, [](const IntegerFact &f) { return std::tie(f.value, f.place); })
           && sameFacts(a.calls, b.calls, [](const CallFact &f) { return std::tie(f.name, f.place, f.callee); })
           && sameFacts(a.switches, b.switches, [](const SwitchFact &f) { return std::tie(f.cases, f.place); });
}

} // namespace symbolon::generated
