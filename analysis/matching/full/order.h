// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which functions stand beside a source function in the object file: compilers write a file's functions in one of a
// few orders, which follow from the source.
#pragma once

#include "analysis/features/features.h"

#include <array>
#include <cstdint>
#include <vector>

namespace symbolon {

enum class FunctionOrder : uint8_t {
    Written, // as in the file: GCC without optimisation, and most others
    // GCC with optimisation: reverse postorder of the call graph from callees to callers, external functions last
    // (expand_all_functions() and ipa_reverse_postorder()).
    CalleesFirst,
    // clang: a function comes into the module when it is defined or first used, and static ones are compiled when the
    // external ones have been (CodeGenModule::EmitDeferred()).
    FirstUse,
    Count,
};
constexpr size_t functionOrderCount = static_cast<size_t>(FunctionOrder::Count);

class SourceOrder
{
public:
    explicit SourceOrder(const FeaturePool &source);
    [[nodiscard]] size_t size() const { return m_file.size(); }
    [[nodiscard]] size_t files() const { return m_orders[0].inFile.size(); }
    [[nodiscard]] uint32_t file(uint32_t source) const { return m_file[source]; }
    [[nodiscard]] bool inHeader(uint32_t source) const { return m_header[source]; }
    // All functions of the file, in order.
    [[nodiscard]] const std::vector<uint32_t> &functionsOf(uint32_t file,
                                                           FunctionOrder kind = FunctionOrder::Written) const
    {
        return of(kind).inFile[file];
    }
    // Its number in its file.
    [[nodiscard]] uint32_t place(uint32_t source, FunctionOrder kind = FunctionOrder::Written) const
    {
        return of(kind).place[source];
    }
    // Places from one function to another of the same file.
    [[nodiscard]] int64_t places(uint32_t from, uint32_t to, FunctionOrder kind = FunctionOrder::Written) const
    {
        return static_cast<int64_t>(place(to, kind)) - static_cast<int64_t>(place(from, kind));
    }
    // The function so many places further on, or UINT32_MAX.
    [[nodiscard]] uint32_t beside(uint32_t source, int64_t places) const;
    // Functions of any file that it calls, and that call it: each once, itself left out, sorted; empty where there are
    // more than a few, so that none is likely.
    [[nodiscard]] const std::vector<uint32_t> &callees(uint32_t source) const { return m_callees[source]; }
    [[nodiscard]] const std::vector<uint32_t> &callers(uint32_t source) const { return m_callers[source]; }

private:
    struct Order {
        std::vector<uint32_t> place;               // by source function
        std::vector<std::vector<uint32_t>> inFile; // by file
    };
    [[nodiscard]] const Order &of(FunctionOrder kind) const { return m_orders[static_cast<size_t>(kind)]; }

    std::vector<uint32_t> m_file; // by source function, as the rest
    std::vector<char> m_header;
    std::vector<std::vector<uint32_t>> m_callees;
    std::vector<std::vector<uint32_t>> m_callers;
    std::array<Order, functionOrderCount> m_orders;
};

} // namespace symbolon
