// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/literals.h"

#include <algorithm>
#include <array>
#include <bit>

namespace symbolon {

namespace {

constexpr size_t longestKey = 160;

double sharedPart(const std::vector<int64_t> &a, const std::vector<int64_t> &b, bool rebased)
{
    if (a.empty() || b.empty())
        return 0;
    // Unsigned: values may lie anywhere in the 64-bit range.
    const uint64_t offsetA = rebased ? static_cast<uint64_t>(a.front()) : 0;
    const uint64_t offsetB = rebased ? static_cast<uint64_t>(b.front()) : 0;
    size_t shared = 0;
    for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        const auto left = static_cast<int64_t>(static_cast<uint64_t>(a[i]) - offsetA);
        const auto right = static_cast<int64_t>(static_cast<uint64_t>(b[j]) - offsetB);
        shared += left == right;
        i += left <= right;
        j += right <= left;
    }
    return static_cast<double>(shared) / static_cast<double>(a.size() + b.size() - shared);
}

} // namespace

std::string stringKey(std::string_view text)
{
    text = text.substr(0, text.find('\0'));
    std::string key;
    key.reserve(std::min(text.size(), longestKey));
    for (const char c : text) {
        if (c >= ' ' && c < '\x7f')
            key += c;
        else if (c >= '\t' && c <= '\r')
            key += ' ';
        if (key.size() == longestKey)
            break;
    }
    key.erase(key.find_last_not_of(' ') + 1);
    return key.empty() ? std::string(text.substr(0, longestKey)) : key;
}

int64_t integerKey(int64_t value)
{
    if (value >= INT32_MIN && value <= static_cast<int64_t>(UINT32_MAX))
        return static_cast<int32_t>(static_cast<uint32_t>(value));
    return value;
}

double integerWeight(int64_t key)
{
    if (key >= -1 && key <= 1)
        return 0;
    const uint64_t magnitude = key < 0 ? 0 - static_cast<uint64_t>(key) : static_cast<uint64_t>(key);
    if (magnitude <= 4)
        return 0.2;
    if (std::has_single_bit(magnitude) || std::has_single_bit(magnitude + 1))
        return magnitude <= 256 ? 0.4 : 0.7;
    return magnitude < 16 ? 0.5 : 1;
}

std::string caseKey(const SwitchFact &fact, bool rebased)
{
    std::string key;
    const uint64_t offset = rebased && !fact.cases.empty() ? static_cast<uint64_t>(fact.cases.front()) : 0;
    for (const int64_t value : fact.cases) {
        if (!key.empty())
            key += ',';
        key += std::to_string(static_cast<int64_t>(static_cast<uint64_t>(value) - offset));
    }
    return key;
}

double caseOverlap(const SwitchFact &a, const SwitchFact &b)
{
    return std::max(sharedPart(a.cases, b.cases, false), sharedPart(a.cases, b.cases, true));
}

std::string_view calleeFamily(std::string_view name)
{
    constexpr std::array<std::array<std::string_view, 2>, 9> families = {{{"puts", "printf"},
                                                                          {"putchar", "printf"},
                                                                          {"fputs", "fprintf"},
                                                                          {"fputc", "fprintf"},
                                                                          {"putc", "fprintf"},
                                                                          {"fwrite", "fprintf"},
                                                                          {"stpcpy", "strcpy"},
                                                                          {"index", "strchr"},
                                                                          {"rindex", "strrchr"}}};
    for (const auto &[member, family] : families) {
        if (name == member)
            return family;
    }
    return name;
}

double calleeWeight(std::string_view name)
{
    constexpr std::array atWill = {"memcpy", "memset", "memmove", "memcmp", "strlen", "strcpy", "strcmp", "abort"};
    constexpr std::array added = {"stack_chk_fail", "stack_chk_fail_local", "errno_location", "Unwind_Resume",
                                  "_Unwind_Resume", "cxa_finalize",         "gmon_start",     "tls_get_addr"};
    if (std::find(added.begin(), added.end(), name) != added.end())
        return 0;
    return std::find(atWill.begin(), atWill.end(), name) != atWill.end() ? 0.4 : 1;
}

} // namespace symbolon
