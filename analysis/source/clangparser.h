// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What libclang finds in one file: once by itself (no headers, every #if branch read), and where its flags are
// known once more as the compiler saw it.
#pragma once

#include "analysis/source/filefacts.h"
#include "analysis/source/reader.h"

#include <string>
#include <vector>

namespace symbolon {

struct ClangResult {
    std::vector<FoundFunction> functions; // of the file itself
    std::vector<ForeignFunction> foreign; // of other files below the root; full parse only
    std::string failure;                  // why there is nothing, else empty
};

ClangResult parseSingleFile(const std::string &absolutePath, const std::string &text, SourceLanguage language);
ClangResult parseFully(const std::string &root, const SourceJob &job, const std::string &text);

} // namespace symbolon
