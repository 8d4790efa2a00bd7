// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What parseSource finds in one file, before anything is known of the rest of the tree. Self-contained:
// mergeSources works on the text that it carries. All offsets are bytes of `text`.
#pragma once

#include "analysis/source/branches.h"

#include <cstdint>
#include <string>
#include <vector>

namespace symbolon {

// One definition. The parser's word counts more than the scanner's, and a parse with the real flags most.
enum class FoundBy : uint8_t { Scanner, SingleFileParse, FullParse };

struct FoundFunction {
    std::string name;
    std::string qualifiedName;
    std::string innerName; // f of MACRO(f)(int x) {…}, else empty
    uint32_t begin = 0;    // first token of the definition
    uint32_t nameAt = 0;
    uint32_t body = 0; // the '{'; where `fromMacro`, equal to begin
    uint32_t end = 0;  // past the '}'
    uint32_t argumentCount = 0;
    FoundBy foundBy = FoundBy::Scanner;
    bool isStatic = false;
    bool isInline = false;
    bool isTemplate = false;
    bool isVariadic = false;
    bool fromMacro = false; // the whole definition is a macro's expansion; begin … end is its use

    friend bool operator==(const FoundFunction &, const FoundFunction &) = default;
};

// A function that a full parse saw in another file of the tree; positions are lines and columns (bytes) there.
struct ForeignFunction {
    std::string path; // relative to the root
    std::string name;
    std::string qualifiedName;
    uint32_t beginLine = 0;
    uint32_t beginColumn = 0;
    uint32_t nameLine = 0;
    uint32_t bodyLine = 0;
    uint32_t bodyColumn = 0;
    uint32_t endLine = 0;
    uint32_t endColumn = 0;
    uint32_t argumentCount = 0;
    bool isStatic = false;
    bool isInline = false;
    bool isTemplate = false;
    bool isVariadic = false;

    friend bool operator==(const ForeignFunction &, const ForeignFunction &) = default;
};

// A macro used where a declaration is expected: MACRO(…). It may expand to functions.
struct MacroUse {
    uint32_t begin = 0;
    uint32_t end = 0;

    friend bool operator==(const MacroUse &, const MacroUse &) = default;
};

struct FileFacts {
    std::string path; // relative to the root
    uint64_t size = 0;
    uint32_t lines = 0;
    SourceLanguage language = SourceLanguage::C;
    std::string text; // UTF-8, line ends '\n', no byte order mark
    std::vector<FoundFunction> functions;
    std::vector<ForeignFunction> foreign;
    std::vector<MacroUse> macroUses;
    std::vector<std::string> commandMacros; // "NAME=VALUE" of the command line's -D
    std::vector<std::string> warnings;

    friend bool operator==(const FileFacts &, const FileFacts &) = default;
};

bool isHeaderPath(std::string_view path);
bool isSourcePath(std::string_view path);    // a C or C++ suffix, headers and generators' input included
bool isGeneratorPath(std::string_view path); // C within something else: yacc and lex grammars, .def tables

// By the suffix; a header's by its words.
SourceLanguage languageOf(std::string_view path, const LexedFile &file);

} // namespace symbolon
