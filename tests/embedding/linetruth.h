// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The compiler's word on which line each instruction is of: DWARF's line table, read with elfutils.
#pragma once

#include "analysis/disasm/program.h"
#include "analysis/source/sourcetree.h"

#include <elfutils/libdw.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace symbolon::linetruth {

struct Row {
    uint64_t begin = 0, end = 0; // addresses
    std::string file;            // as the compiler names it
    uint32_t line = 0;
};

inline std::vector<Row> read(const std::string &path)
{
    std::vector<Row> rows;
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    Dwarf *dwarf = file >= 0 ? dwarf_begin(file, DWARF_C_READ) : nullptr;
    Dwarf_Off offset = 0, next = 0;
    size_t header = 0;
    while (dwarf && dwarf_nextcu(dwarf, offset, &next, &header, nullptr, nullptr, nullptr) == 0) {
        Dwarf_Die die;
        Dwarf_Lines *lines = nullptr;
        size_t count = 0;
        if (dwarf_offdie(dwarf, offset + header, &die) && dwarf_getsrclines(&die, &lines, &count) == 0) {
            for (size_t i = 0; i + 1 < count; ++i) {
                Dwarf_Line *line = dwarf_onesrcline(lines, i);
                Dwarf_Addr begin = 0, end = 0;
                int number = 0;
                bool last = false;
                dwarf_lineaddr(line, &begin);
                dwarf_lineaddr(dwarf_onesrcline(lines, i + 1), &end);
                dwarf_lineno(line, &number);
                dwarf_lineendsequence(line, &last);
                const char *name = dwarf_linesrc(line, nullptr, nullptr);
                if (!last && name && number > 0 && begin < end)
                    rows.push_back({begin, end, name, static_cast<uint32_t>(number)});
            }
        }
        offset = next;
    }
    if (dwarf)
        dwarf_end(dwarf);
    if (file >= 0)
        ::close(file);
    std::sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) { return a.begin < b.begin; });
    return rows;
}

class Lines
{
public:
    explicit Lines(const std::string &binary) : m_rows(read(binary)) { }
    [[nodiscard]] bool isEmpty() const { return m_rows.empty(); }

    // Null: no line.
    [[nodiscard]] const Row *at(uint64_t address) const
    {
        auto row = std::upper_bound(m_rows.begin(), m_rows.end(), address,
                                    [](uint64_t value, const Row &each) { return value < each.begin; });
        return row != m_rows.begin() && (--row)->end > address ? &*row : nullptr;
    }

    // The lines in the source function's own text that a block has code of.
    [[nodiscard]] std::set<uint32_t> of(const BinaryFunction &function, const BasicBlock &block, const SourceTree &tree,
                                        const SourceFunction &source) const
    {
        std::set<uint32_t> lines;
        for (uint32_t n = 0; n < block.instructionCount; ++n) {
            const Row *row = at(function.instructions[block.firstInstruction + n].address);
            if (row && row->line >= source.line && row->line <= source.endLine && isFile(*row, tree, source))
                lines.insert(row->line);
        }
        return lines;
    }

    // Binary functions and the source functions that their first instructions are of; those of equal names only,
    // so that nothing inlined at the very beginning is taken for the function.
    [[nodiscard]] std::vector<std::pair<uint32_t, uint32_t>> pairs(const Program &program, const SourceTree &tree) const
    {
        std::multimap<std::string, uint32_t> named;
        for (uint32_t s = 0; s < tree.functions.size(); ++s)
            named.emplace(tree.functions[s].name, s);
        std::vector<std::pair<uint32_t, uint32_t>> found;
        for (uint32_t b = 0; b < program.functions.size(); ++b) {
            const Row *row = at(program.functions[b].address);
            const auto [begin, end] = named.equal_range(program.functions[b].name);
            for (auto each = begin; row && each != end; ++each) {
                const SourceFunction &source = tree.functions[each->second];
                if (row->line >= source.line && row->line <= source.endLine && isFile(*row, tree, source)) {
                    found.emplace_back(b, each->second);
                    break;
                }
            }
        }
        return found;
    }

private:
    static bool isFile(const Row &row, const SourceTree &tree, const SourceFunction &source)
    {
        const std::string &path = tree.files[source.file].path;
        return row.file == path || row.file.ends_with("/" + path);
    }

    std::vector<Row> m_rows;
};

} // namespace symbolon::linetruth
