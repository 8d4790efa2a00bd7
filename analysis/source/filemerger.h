// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The functions of one file, with their names and facts read in the light of the whole tree's macros.
#pragma once

#include "analysis/source/filefacts.h"
#include "analysis/source/linetable.h"
#include "analysis/source/nametable.h"
#include "analysis/source/sourcetree.h"
#include "analysis/source/tablereader.h"

#include <optional>
#include <span>
#include <vector>

namespace symbolon {

class FileMerger
{
public:
    // `facts` and `table` must outlive this; `index` is the file's in both.
    FileMerger(const FileFacts &facts, uint32_t index, const NameTable &table);

    std::vector<SourceFunction> merge(); // by line
    FileTables takeTables();             // after merge

    [[nodiscard]] size_t tooLargeMacros() const { return m_tooLargeMacros; } // uses that were not expanded

private:
    struct MacroCall;

    [[nodiscard]] std::span<const Token> tokensBetween(uint32_t begin, uint32_t end) const;
    [[nodiscard]] SourceFunction described(const FoundFunction &function) const;
    void addWritten(const FoundFunction &function);
    void addWritten(const FoundFunction &function, const MacroDefinition *macro, std::span<const Token> header);
    void readFacts(std::span<const Token> tokens, const MacroDefinition *macro, SourceFunction &result);
    [[nodiscard]] std::optional<MacroCall> callInPlaceOfName(const FoundFunction &function,
                                                             std::span<const Token> header) const;
    bool addThroughMacros(const FoundFunction &function, std::span<const Token> header);
    std::optional<FoundFunction> throughMacro(const FoundFunction &function, std::span<const Token> header,
                                              const MacroCall &call, const MacroDefinition &macro);
    void addMacroUses();
    [[nodiscard]] std::vector<Token> tokensOutsideBodies() const;
    bool isRenamedFunction(const Token &token);
    void addExpanded(uint32_t begin, uint32_t end, const FoundFunction *known);

    const FileFacts &m_facts;
    uint32_t m_index;
    LexedFile m_file;
    std::vector<Token> m_tokens;
    LineTable m_lines;
    FileScope m_scope;
    TableReader m_tables;
    std::vector<SourceFunction> m_result;
    size_t m_tooLargeMacros = 0;
};

} // namespace symbolon
