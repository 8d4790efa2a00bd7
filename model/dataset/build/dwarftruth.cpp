// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/dataset/build/truth.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <string_view>

namespace symbolon {

namespace fs = std::filesystem;

namespace {

class DwarfReader
{
public:
    explicit DwarfReader(const std::string &path) : m_file(::open(path.c_str(), O_RDONLY | O_CLOEXEC))
    {
        if (m_file >= 0)
            m_dwarf = dwarf_begin(m_file, DWARF_C_READ);
    }
    DwarfReader(const DwarfReader &) = delete;
    DwarfReader &operator=(const DwarfReader &) = delete;
    ~DwarfReader()
    {
        if (m_dwarf)
            dwarf_end(m_dwarf);
        if (m_file >= 0)
            ::close(m_file);
    }
    [[nodiscard]] Dwarf *dwarf() const { return m_dwarf; }

private:
    int m_file = -1;
    Dwarf *m_dwarf = nullptr;
};

class FunctionWalk
{
public:
    explicit FunctionWalk(std::string root) : m_root(std::move(root)) { }

    void unit(Dwarf_Die &die)
    {
        Dwarf_Attribute attribute;
        const char *folder = dwarf_formstring(dwarf_attr(&die, DW_AT_comp_dir, &attribute));
        m_folder = folder ? folder : "";
        children(die);
    }

    Truth truth;

private:
    void children(Dwarf_Die &parent)
    {
        Dwarf_Die die;
        if (dwarf_child(&parent, &die) != 0)
            return;
        do {
            switch (dwarf_tag(&die)) {
            case DW_TAG_subprogram: // its nested functions (GNU C) are compiled apart, and no candidates
                function(die);
                break;
            case DW_TAG_namespace:
            case DW_TAG_module:
            case DW_TAG_class_type:
            case DW_TAG_structure_type:
            case DW_TAG_union_type:
                children(die);
                break;
            default:
                break;
            }
        } while (dwarf_siblingof(&die, &die) == 0);
    }

    void function(Dwarf_Die &die)
    {
        Dwarf_Addr address = 0;
        if (dwarf_entrypc(&die, &address) != 0 || address == 0)
            return; // a declaration, or an abstract instance; address 0: dropped by the linker
        const char *name = dwarf_diename(&die);
        const char *file = dwarf_decl_file(&die);
        int line = 0;
        if (!name || !file || dwarf_decl_line(&die, &line) != 0)
            return;
        std::string path = inTree(file);
        if (path.empty())
            return;
        truth.rows.push_back(
            {address, std::string(withoutArguments(name)), std::move(path), static_cast<uint32_t>(line)});
    }

    static std::string_view withoutArguments(std::string_view name)
    {
        const size_t angle = name.find('<');
        return angle == std::string_view::npos || name.starts_with("operator") ? name : name.substr(0, angle);
    }

    // The path relative to the root; empty: none of its files.
    const std::string &inTree(const char *file)
    {
        const std::string full = (fs::path(m_folder) / file).lexically_normal().string();
        const auto [known, added] = m_paths.try_emplace(full);
        if (added)
            known->second = located(full);
        return known->second;
    }

    [[nodiscard]] std::string below(const fs::path &path) const
    {
        std::error_code error;
        const std::string real = fs::canonical(path, error).string();
        return !error && real.starts_with(m_root + "/") ? real.substr(m_root.size() + 1) : std::string();
    }

    [[nodiscard]] std::string located(const fs::path &full) const
    {
        std::string inside = below(full);
        fs::path tail = full.relative_path();
        while (inside.empty() && tail.has_parent_path()) {
            inside = below(fs::path(m_root) / tail);
            fs::path shorter;
            for (auto part = std::next(tail.begin()); part != tail.end(); ++part)
                shorter /= *part;
            tail = shorter;
        }
        return inside.empty() && !full.is_absolute() ? below(fs::path(m_root) / full) : inside;
    }

    std::string m_root;
    std::string m_folder;
    std::map<std::string, std::string> m_paths;
};

} // namespace

Result<Truth> dwarfTruth(const std::string &binary, const std::string &root)
{
    const DwarfReader reader(binary);
    if (!reader.dwarf())
        return badInput(binary + ": no ELF with debug information", "Compile with -g and do not strip.");
    FunctionWalk walk(root);
    Dwarf_CU *unit = nullptr;
    Dwarf_Die die;
    while (dwarf_get_units(reader.dwarf(), unit, &unit, nullptr, nullptr, &die, nullptr) == 0)
        walk.unit(die);
    auto &rows = walk.truth.rows;
    std::stable_sort(rows.begin(), rows.end(),
                     [](const TruthRow &a, const TruthRow &b) { return a.address < b.address; });
    return std::move(walk.truth);
}

} // namespace symbolon
