// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tables of pointers that one file's macro-expanded tokens lay out, as far as the file itself tells: its
// variables' initialisers, and its classes with all their methods. tables.h makes SourceTables of them. Bounded: of
// a longer table, and of a file with more, the rest is left out.
#pragma once

#include "analysis/source/nametable.h"
#include "analysis/source/sourcetree.h"

#include <span>
#include <string>
#include <vector>

namespace symbolon {

struct FoundMethod {
    std::string name;
    uint32_t argumentCount = 0;
    bool isVirtual = false; // it says so: virtual, override or final
    bool isPure = false;
};

struct FoundClass {
    std::string qualifiedName;
    std::vector<std::string> bases; // as spelled, without template arguments
    std::vector<FoundMethod> methods;
    uint32_t line = 0;
};

struct FileTables {
    std::vector<SourceTable> variables; // by line; each name that is not called counts as a function's
    std::vector<FoundClass> classes;
};

class TableReader
{
public:
    TableReader(FileScope &scope, SourceLanguage language) : m_scope(scope), m_language(language) { }

    void readDeclarations(std::span<const Token> tokens); // of file scope; functions' bodies are passed over
    void readBody(std::span<const Token> tokens);         // a function's: its static variables

    FileTables take();

private:
    class Walker;

    void addTable(std::span<const Token> initialiser, uint32_t line); // what stands between the braces

    FileScope &m_scope;
    SourceLanguage m_language;
    FileTables m_found;
    size_t m_bytes = 0; // that the tables take
};

} // namespace symbolon
