// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/dataset/build/truth.h"

#include <charconv>

namespace symbolon {

namespace {

std::string_view next(std::string_view &rest, char separator)
{
    const size_t at = rest.find(separator);
    const std::string_view part = rest.substr(0, at);
    rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
    return part;
}

template<typename Number>
bool parse(std::string_view text, Number &value, int base)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return error == std::errc() && end == text.data() + text.size();
}

} // namespace

Result<Truth> parseTruth(std::string_view table)
{
    Truth truth;
    for (uint64_t number = 1; !table.empty(); ++number) {
        std::string_view line = next(table, '\n');
        if (line.empty() || line.starts_with('#'))
            continue;
        TruthRow row;
        std::string_view address = next(line, '\t');
        next(line, '\t'); // size
        row.name = next(line, '\t');
        row.path = next(line, '\t');
        const std::string_view first = next(line, '\t');
        next(line, '\t'); // end
        if (address.starts_with("0x"))
            address.remove_prefix(2);
        if (!parse(address, row.address, 16) || !parse(first, row.line, 10) || row.name.empty() || row.path.empty())
            return badInput("line " + std::to_string(number) + " is no address, size, name, path, line, end, notes");
        if (line.find("clone") != std::string_view::npos)
            ++truth.clones;
        else
            truth.rows.push_back(std::move(row));
    }
    return truth;
}

#if !SYMBOLON_DWARF
Result<Truth> dwarfTruth(const std::string &binary, const std::string &)
{
    return failure(binary + ": this symbolon-dataset was built without libdw and cannot read debug information");
}
#endif

} // namespace symbolon
