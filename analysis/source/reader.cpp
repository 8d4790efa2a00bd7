// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/reader.h"

#include "analysis/source/clangparser.h"
#include "analysis/source/linetable.h"
#include "analysis/source/scanner.h"
#include "analysis/source/textfile.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

namespace symbolon {

namespace {

// Adds what the parser found to what the scanner found. The scanner's braces and names are those of the text;
// the parser, not knowing headers, often misreads types and swallows functions, so it only adds here.
void addSingleFile(FileFacts &facts, const std::vector<FoundFunction> &parsed, const LexedFile &file,
                   const Branches &branches)
{
    const size_t scanned = facts.functions.size();
    for (const FoundFunction &function : parsed) {
        bool known = false;
        bool inside = false;
        for (size_t i = 0; i < scanned; ++i) {
            FoundFunction &other = facts.functions[i];
            if (other.body == function.body && !function.fromMacro) {
                known = true;
                if (other.name == function.name && facts.language == SourceLanguage::Cpp)
                    other.qualifiedName = function.qualifiedName;
            }
            inside = inside || (other.body <= function.body && function.body < other.end);
        }
        if (known || inside)
            continue;
        const auto at = std::lower_bound(file.tokens.begin(), file.tokens.end(), function.body,
                                         [&](const Token &t, uint32_t offset) { return file.offset(t) < offset; });
        if (!branches.isDeadToken(static_cast<size_t>(at - file.tokens.begin())))
            facts.functions.push_back(function);
    }
}

// What the parser saw with the real flags is right, also about names and ends.
void addFull(FileFacts &facts, const std::vector<FoundFunction> &parsed)
{
    for (const FoundFunction &function : parsed) {
        bool known = false;
        for (FoundFunction &other : facts.functions) {
            if (other.body != function.body || other.fromMacro != function.fromMacro
                || (function.fromMacro && other.name != function.name))
                continue;
            known = true;
            const uint32_t begin = std::min(other.begin, function.begin);
            FoundFunction scanned = std::exchange(other, function);
            other.begin = begin;
            if (scanned.name.starts_with("operator ")) { // libclang spells template parameters by number
                other.name = std::move(scanned.name);
                other.qualifiedName = std::move(scanned.qualifiedName);
            }
        }
        if (!known)
            facts.functions.push_back(function);
    }
}

// What the scanner finds in a header by itself need not come from each file that includes it.
std::vector<ForeignFunction> withoutScanned(std::vector<ForeignFunction> foreign, const std::string &root,
                                            const SourceLimits &limits)
{
    std::map<std::string, std::vector<ForeignFunction>> byFile;
    for (ForeignFunction &function : foreign)
        byFile[function.path].push_back(std::move(function));
    std::vector<ForeignFunction> rest;
    for (auto &[path, functions] : byFile) {
        const auto text = readTextFile(root + "/" + path, limits.fileBytes);
        if (!text.ok())
            continue; // planSources says so
        const LexedFile file = lex(text->text);
        const SourceLanguage language = languageOf(path, file);
        const LineTable lines(text->text);
        std::set<std::pair<std::string, uint32_t>> scanned;
        for (const FoundFunction &function : scanFunctions(file, Branches(file, language), language).functions)
            scanned.emplace(function.name, lines.lineOf(function.body));
        std::copy_if(functions.begin(), functions.end(), std::back_inserter(rest),
                     [&](const ForeignFunction &function) {
                         return !scanned.contains({function.name, function.bodyLine});
                     });
    }
    return rest;
}

void takeCommandMacros(FileFacts &facts, const std::vector<std::string> &arguments)
{
    for (size_t i = 0; i < arguments.size(); ++i) {
        std::string_view definition = arguments[i];
        if (!definition.starts_with("-D"))
            continue;
        definition.remove_prefix(2);
        if (definition.empty() && i + 1 < arguments.size())
            definition = arguments[++i];
        const size_t equals = definition.find('=');
        facts.commandMacros.push_back(equals == std::string_view::npos ? std::string(definition) + "=1"
                                                                       : std::string(definition));
    }
}

} // namespace

Result<FileFacts> parseSource(const std::string &root, const SourceJob &job, const SourceLimits &limits)
{
    try {
        auto scanned = scanSource(root, job, limits);
        if (!scanned.ok() || isGeneratorPath(job.path))
            return scanned;
        FileFacts facts = std::move(scanned).value();
        const LexedFile file = lex(facts.text);
        const Branches branches(file, facts.language);
        const ClangResult single = parseSingleFile(root + "/" + job.path, facts.text, facts.language);
        addSingleFile(facts, single.functions, file, branches);
        if (!single.failure.empty())
            facts.warnings.push_back(job.path + ": " + single.failure + "; read without it");
        if (job.arguments.empty())
            return facts;
        ClangResult full = parseFully(root, job, facts.text);
        addFull(facts, full.functions);
        facts.foreign = withoutScanned(std::move(full.foreign), root, limits);
        if (!full.failure.empty())
            facts.warnings.push_back(job.path + ": " + full.failure + " with its flags; read without them");
        return facts;
    } catch (const std::exception &exception) {
        return failure(job.path + ": could not be parsed", {}, exception.what());
    }
}

Result<FileFacts> scanSource(const std::string &root, const SourceJob &job, const SourceLimits &limits)
{
    try {
        auto text = readTextFile(root + "/" + job.path, limits.fileBytes);
        if (!text.ok())
            return badInput(job.path + ": " + text.error().summary);
        FileFacts facts;
        facts.path = job.path;
        facts.size = text->size;
        facts.lines = text->lines;
        facts.text = std::move(text->text);
        const LexedFile file = lex(facts.text);
        facts.language = languageOf(job.path, file);
        Scan scan = scanFunctions(file, Branches(file, facts.language), facts.language);
        facts.functions = std::move(scan.functions);
        facts.macroUses = std::move(scan.macroUses);
        takeCommandMacros(facts, job.arguments);
        return facts;
    } catch (const std::exception &exception) {
        return failure(job.path + ": could not be scanned", {}, exception.what());
    }
}

Result<SourceTree> readSources(const std::string &root, const SourceLimits &limits, const Work &work)
{
    auto planned = planSources(root, limits, work);
    if (!planned.ok())
        return planned.error();
    SourcePlan plan = std::move(planned).value();
    std::vector<FileFacts> facts;
    std::mutex mutex;
    std::atomic<size_t> next = 0;
    size_t done = 0;
    const auto read = [&] {
        for (size_t i = next++; i < plan.jobs.size() && !work.stopRequested(); i = next++) {
            auto parsed = parseSource(plan.root, plan.jobs[i], limits);
            const std::lock_guard lock(mutex);
            if (parsed.ok()) {
                facts.push_back(std::move(parsed).value());
            } else {
                const std::string &path = plan.jobs[i].path;
                std::string reason = parsed.error().summary;
                if (reason.starts_with(path + ": "))
                    reason.erase(0, path.size() + 2);
                plan.skipped.push_back({path, reason});
            }
            work.report("files", ++done, plan.jobs.size());
        }
    };
    {
        const unsigned count = work.threads ? work.threads : std::max(1u, std::thread::hardware_concurrency());
        std::vector<std::jthread> threads;
        for (unsigned i = 1; i < count && i < plan.jobs.size(); ++i)
            threads.emplace_back(read);
        read();
    }
    if (work.stopRequested())
        return cancelled();
    return mergeSources(plan, std::move(facts), work);
}

} // namespace symbolon
