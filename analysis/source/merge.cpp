// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// All files' facts → SourceTree: one entry per function, its facts read with the names of the whole tree.
#include "analysis/source/filemerger.h"
#include "analysis/source/nametable.h"
#include "analysis/source/parallel.h"
#include "analysis/source/reader.h"
#include "analysis/source/tables.h"
#include "analysis/source/unite.h"

#include <algorithm>
#include <atomic>
#include <iterator>

namespace symbolon {

Result<SourceTree> mergeSources(const SourcePlan &plan, std::vector<FileFacts> facts, const Work &work)
{
    try {
        std::vector<FileFacts> files = uniteFiles(std::move(facts));
        std::vector<std::string> paths;
        std::unordered_set<std::string_view> functions;
        for (const FileFacts &file : files) {
            paths.push_back(file.path);
            for (const FoundFunction &function : file.functions)
                functions.insert(function.name);
        }
        std::vector<FileDefinitions> definitions(files.size());
        std::vector<std::vector<SourceFunction>> found(files.size());
        std::vector<FileTables> tables(files.size());
        std::atomic<size_t> tooLargeMacros = 0;
        if (!forEach(files.size(), work, [&](size_t i) {
                const LexedFile file = lex(files[i].text);
                definitions[i] = readDefinitions(file, Branches(file, files[i].language), files[i].commandMacros);
            }))
            return cancelled();
        const NameTable table(std::move(paths), std::move(definitions), std::move(functions));
        std::atomic<size_t> done = 0;
        if (!forEach(files.size(), work, [&](size_t i) {
                FileMerger merger(files[i], static_cast<uint32_t>(i), table);
                found[i] = merger.merge();
                tables[i] = merger.takeTables();
                tooLargeMacros += merger.tooLargeMacros();
                work.report("functions", ++done, files.size());
            }))
            return cancelled();
        SourceTree tree;
        tree.root = plan.root;
        tree.skipped = plan.skipped;
        std::stable_sort(tree.skipped.begin(), tree.skipped.end(),
                         [](const SkippedSource &a, const SkippedSource &b) { return a.path < b.path; });
        tree.warnings = plan.warnings;
        for (size_t i = 0; i < files.size(); ++i) {
            tree.files.push_back({files[i].path, files[i].size, files[i].lines});
            std::move(found[i].begin(), found[i].end(), std::back_inserter(tree.functions));
            tree.warnings.insert(tree.warnings.end(), files[i].warnings.begin(), files[i].warnings.end());
        }
        tree.tables = finishTables(std::move(tables), tree.functions);
        if (tooLargeMacros > 0)
            tree.warnings.push_back(std::to_string(tooLargeMacros)
                                    + " uses of macros grow too large to be expanded and were read as calls");
        return tree;
    } catch (const std::exception &exception) {
        return failure(plan.root + ": the files could not be put together", {}, exception.what());
    }
}

} // namespace symbolon
