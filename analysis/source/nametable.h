// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The names of the whole tree, and which of several definitions a file means: its own, else one of a file that
// it includes (directly or not), else one of a file that includes it (for .c and .inc files that are included),
// else one that the tree agrees on, else one that the C library has on every target.
#pragma once

#include "analysis/source/definitions.h"
#include "analysis/source/literals.h"

#include <memory>
#include <unordered_map>
#include <unordered_set>

namespace symbolon {

// All files' definitions, by name. Immutable once built: threads share it, each with FileScopes of its own.
class NameTable
{
public:
    // files[i] are the definitions of paths[i]; `functions` are the names of all functions of the tree.
    NameTable(std::vector<std::string> paths, std::vector<FileDefinitions> files,
              std::unordered_set<std::string_view> functions);

private:
    friend class FileScope;

    enum class Kind : uint8_t { Macro, Constant, Text };
    struct Entry {
        uint32_t file = 0;
        uint32_t index = 0;
        Kind kind = Kind::Macro;
    };

    void resolveIncludes();
    [[nodiscard]] int64_t findInclude(uint32_t from, std::string_view spelled,
                                      const std::unordered_map<std::string_view, std::vector<uint32_t>> &byName) const;
    void addPrelude();

    std::vector<std::string> m_paths;
    std::vector<FileDefinitions> m_files; // one more than m_paths: the prelude
    std::vector<std::vector<uint32_t>> m_includes;
    std::vector<std::vector<uint32_t>> m_includedBy;
    std::unordered_map<std::string_view, std::vector<Entry>> m_entries;
    std::unordered_set<std::string_view> m_functions;
};

// The names as one file sees them. Cheap to make; not shared between threads. Remembers what it resolved.
class FileScope
{
public:
    FileScope(const NameTable &table, uint32_t file);

    // From now on a macro that is defined anew after #undef is that from there on, also within an #else. Without this,
    // the first branch's definition stays in effect.
    void readInOrder();

    // The macro that `name` means at `line`; null: none.
    const MacroDefinition *macro(std::string_view name, uint32_t line);
    // All different definitions of a function-like macro that may be in effect, those of files that include this one
    // too: it may be included several times with different ones.
    std::vector<const MacroDefinition *> macroVariants(std::string_view name);
    std::optional<Constant> constant(std::string_view name);
    const NamedText *text(std::string_view name);
    // Whether the tree has a function of this name, as its text spells it.
    [[nodiscard]] bool isFunction(std::string_view name) const { return m_table.m_functions.contains(name); }

private:
    enum class Rank : uint8_t { Own, Included, Including, Tree, Prelude, None };
    using Entry = NameTable::Entry;

    [[nodiscard]] Rank rankOf(uint32_t file) const;
    const Entry *best(std::string_view name, NameTable::Kind kind, uint32_t line) const;
    [[nodiscard]] bool treeAgrees(const std::vector<Entry> &entries, NameTable::Kind kind) const;
    [[nodiscard]] const MacroDefinition &macroOf(const Entry &entry) const;
    std::optional<Constant> evaluate(std::string_view name);

    const NameTable &m_table;
    uint32_t m_file;
    std::unordered_map<uint32_t, Rank> m_ranks;
    std::unordered_map<std::string_view, const MacroDefinition *> m_macros; // where the line does not matter
    std::unordered_map<std::string_view, std::optional<Constant>> m_constants;
    unsigned m_depth = 0;
    bool m_inOrder = false;
};

} // namespace symbolon
