// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Values that rest in the project file as blobs: compressed text (behind a check sum), and lists of numbers. What is
// read back may come from anybody: a blob that does not unpack throws SQLITE_CORRUPT, and no blob unpacks to more than
// largestUnpacked bytes, nor all blobs of one reader to more than largestTotal.
#pragma once

#include "analysis/base/bytes.h"
#include "analysis/disasm/program.h"

#include <QByteArray>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

inline constexpr uint64_t largestUnpacked = 64ull << 20;
inline constexpr uint64_t largestTotal = 1ull << 30;

QByteArray pack(std::string_view bytes); // throws ProjectError when it is larger than largestUnpacked

class Unpacker
{
public:
    [[nodiscard]] QByteArray unpack(std::string_view blob);

private:
    uint64_t m_total = 0;
};

template<typename Integer>
std::string packNumbers(const std::vector<Integer> &numbers)
{
    ByteWriter writer;
    writer.list(numbers, [&](Integer number) {
        if constexpr (std::is_signed_v<Integer>)
            writer.i(number);
        else
            writer.u(number);
    });
    return writer.take();
}

// Throws when the blob is damaged or a number does not fit.
template<typename Integer>
std::vector<Integer> unpackNumbers(std::string_view blob);

std::string packNames(const std::vector<std::string> &names);
std::vector<std::string> unpackNames(std::string_view blob);

std::string packInstructions(const InstructionList &instructions);
InstructionList unpackInstructions(std::string_view bytes);

} // namespace symbolon
