// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A compilation database (https://clang.llvm.org/docs/JSONCompilationDatabase.html) of a checkout: which files are
// compiled with which flags. Only flags that change what the text means are kept (macros, include paths, language,
// target); everything else, and all that could make a parser load code or write files, is dropped.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

struct CompileCommand {
    std::vector<std::string> arguments; // without compiler and file
    std::string directory;              // absolute

    friend bool operator==(const CompileCommand &, const CompileCommand &) = default;
};

struct CompileCommands {
    // By path relative to the root; one file's different commands in the order of the database.
    std::map<std::string, std::vector<CompileCommand>> files;
    std::vector<std::string> warnings;
};

constexpr size_t mostCommandsPerFile = 4;

// Reads ROOT/compile_commands.json and those in ROOT/build*/. `root` is canonical. A database that was written for
// another place (its paths do not exist) is moved to `root` by the longest common tail of its paths.
CompileCommands readCompileCommands(const std::string &root);

std::vector<std::string> splitCommandLine(std::string_view command);          // as a POSIX shell does
std::vector<std::string> keptArguments(const std::vector<std::string> &argv); // without compiler and file

} // namespace symbolon
