// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What one or several source checkouts hold: their functions with the facts that survive compilation. A plain value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

struct SourceString {
    std::string text; // escapes decoded, adjacent literals joined; wide and UTF-16 literals as UTF-8
    uint32_t line = 0;
};

struct SourceInteger {
    int64_t value = 0;
    uint32_t line = 0;
};

struct SourceCall {
    std::string name; // plain name of the callee (no qualifiers, no template arguments)
    uint32_t line = 0;
};

struct SourceSwitch {
    uint32_t line = 0;
    std::vector<int64_t> cases; // in source order, as far as their values are known
    uint32_t unknownCases = 0;  // labels whose value could not be resolved
    bool hasDefault = false;
};

struct SourceFunction {
    std::string name;          // plain: "parse", "~Node", "operator=="
    std::string qualifiedName; // "ns::Parser::parse"
    uint32_t file = 0;         // index into SourceTree::files
    uint32_t line = 0;         // first line of the definition (1-based)
    uint32_t nameLine = 0;     // the line that holds the name
    uint32_t endLine = 0;      // the line of the closing brace
    std::string text;          // from `line` to `endLine`, as UTF-8
    std::vector<SourceString> strings;
    std::vector<SourceInteger> integers;
    std::vector<SourceCall> calls;
    std::vector<SourceSwitch> switches;
    uint32_t argumentCount = 0;
    uint32_t ifCount = 0;   // if, ?:, &&, ||
    uint32_t loopCount = 0; // for, while, do
    bool isStatic = false;  // internal linkage
    bool isInline = false;
    bool isTemplate = false;
    bool isVariadic = false;
    bool inHeader = false;
};

// What a compiler lays out as one table of pointers: a variable's initialiser { … } with functions in it, or a class
// with virtual functions.
struct SourceTable {
    struct Entry {
        std::string text;      // a string, or a function's name as it is written; of a class qualified: "ns::Class::f"
        bool isString = false; // else a function
        bool operator==(const Entry &) const = default;
    };
    std::string className; // qualified; empty: a variable
    uint32_t file = 0;     // index into SourceTree::files
    uint32_t line = 0;
    std::vector<Entry> entries; // in the order of the text; numbers and other things are left out
    bool operator==(const SourceTable &) const = default;
};

struct SourceFile {
    std::string path; // relative to the component's root, '/' separated
    uint64_t size = 0;
    uint32_t lines = 0;
    uint32_t component = 0; // see SourceTree::components
};

struct SkippedSource {
    std::string path;
    std::string reason; // "binary file", "not readable", "parser crashed", "larger than 8 MiB" …
    uint32_t component = 0;
};

// One checkout of several: the program's own code, a library, one version of it.
struct SourceComponent {
    std::string name; // unique in its tree
    std::string root;
    bool operator==(const SourceComponent &) const = default;
};

struct SourceTree {
    std::string root;                        // of the first component
    std::vector<SourceComponent> components; // in the order given; empty: one that has no name (components.h)
    std::vector<SourceFile> files;           // those that were read, sorted by (component, path)
    std::vector<SourceFunction> functions;   // sorted by (file, line)
    std::vector<SourceTable> tables;         // sorted by (file, line); each with a function at least
    std::vector<SkippedSource> skipped;      // files and folders left out, and why
    std::vector<std::string> warnings;       // with several components: "NAME: …"
};

std::string encodeSourceTree(const SourceTree &tree);
std::optional<SourceTree> decodeSourceTree(std::string_view bytes);

} // namespace symbolon
