// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/nametable.h"

#include "analysis/source/expansion.h"
#include "analysis/source/expression.h"
#include "analysis/source/prelude.h"

#include <algorithm>
#include <filesystem>
#include <queue>

namespace symbolon {

namespace {

constexpr size_t mostFilesInScope = 4000;
constexpr unsigned deepestEvaluation = 24;
constexpr size_t mostVariants = 16;

std::string_view fileName(std::string_view path)
{
    const size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view folderOf(std::string_view path)
{
    const size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

size_t commonPrefix(std::string_view a, std::string_view b)
{
    return static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

// A macro that stands for a value: its body has no words that could mean something else elsewhere.
bool isValue(const MacroDefinition &macro)
{
    return !macro.functionLike && !macro.body.empty()
           && std::any_of(macro.body.begin(), macro.body.end(), [](const Token &t) {
                  return t.kind != TokenKind::Punctuator && t.kind != TokenKind::Identifier;
              });
}

const LexedFile &lexedPrelude()
{
    static const LexedFile file = lex(preludeText());
    return file;
}

} // namespace

NameTable::NameTable(std::vector<std::string> paths, std::vector<FileDefinitions> files,
                     std::unordered_set<std::string_view> functions)
    : m_paths(std::move(paths)), m_files(std::move(files)), m_functions(std::move(functions))
{
    resolveIncludes();
    addPrelude();
    for (uint32_t file = 0; file < m_files.size(); ++file) {
        const FileDefinitions &own = m_files[file];
        for (uint32_t i = 0; i < own.macros.size(); ++i)
            m_entries[own.macros[i].name].push_back({file, i, Kind::Macro});
        for (uint32_t i = 0; i < own.constants.size(); ++i)
            m_entries[own.constants[i].name].push_back({file, i, Kind::Constant});
        for (uint32_t i = 0; i < own.texts.size(); ++i)
            m_entries[own.texts[i].name].push_back({file, i, Kind::Text});
    }
}

void NameTable::addPrelude()
{
    const LexedFile &file = lexedPrelude();
    m_files.push_back(readDefinitions(file, Branches(file, SourceLanguage::C), {}));
}

void NameTable::resolveIncludes()
{
    std::unordered_map<std::string_view, std::vector<uint32_t>> byName;
    for (uint32_t i = 0; i < m_paths.size(); ++i)
        byName[fileName(m_paths[i])].push_back(i);
    m_includes.resize(m_paths.size());
    m_includedBy.resize(m_paths.size());
    for (uint32_t i = 0; i < m_paths.size(); ++i) {
        for (const std::string_view spelled : m_files[i].includes) {
            const int64_t target = findInclude(i, spelled, byName);
            if (target < 0 || target == i)
                continue;
            m_includes[i].push_back(static_cast<uint32_t>(target));
            m_includedBy[static_cast<size_t>(target)].push_back(i);
        }
    }
}

// The file in the includer's folder, else the one whose path ends as spelled and is nearest.
int64_t NameTable::findInclude(uint32_t from, std::string_view spelled,
                               const std::unordered_map<std::string_view, std::vector<uint32_t>> &byName) const
{
    const auto found = byName.find(fileName(spelled));
    if (found == byName.end())
        return -1;
    const std::string_view folder = folderOf(m_paths[from]);
    const std::string beside =
        (std::filesystem::path(folder) / std::filesystem::path(spelled)).lexically_normal().generic_string();
    std::string tail = std::filesystem::path(spelled).lexically_normal().generic_string();
    while (tail.starts_with("../"))
        tail.erase(0, 3);
    int64_t best = -1;
    size_t bestScore = 0;
    const size_t most = std::min<size_t>(found->second.size(), 512);
    for (size_t i = 0; i < most; ++i) {
        const uint32_t candidate = found->second[i];
        const std::string_view path = m_paths[candidate];
        if (path == beside)
            return candidate;
        const bool ends = path == tail || (path.ends_with(tail) && path[path.size() - tail.size() - 1] == '/');
        const size_t score = (ends ? 1 << 20 : 1) + commonPrefix(path, m_paths[from]);
        if (score > bestScore) {
            best = candidate;
            bestScore = score;
        }
    }
    return best;
}

FileScope::FileScope(const NameTable &table, uint32_t file) : m_table(table), m_file(file)
{
    const auto spread = [this](std::queue<uint32_t> open, Rank rank) {
        while (!open.empty() && m_ranks.size() < mostFilesInScope) {
            const uint32_t at = open.front();
            open.pop();
            for (const uint32_t next : m_table.m_includes[at]) {
                if (m_ranks.try_emplace(next, rank).second)
                    open.push(next);
            }
        }
    };
    if (file >= m_table.m_paths.size())
        return;
    m_ranks[file] = Rank::Own;
    spread(std::queue<uint32_t>({file}), Rank::Included);
    std::queue<uint32_t> includers;
    const auto &includedBy = m_table.m_includedBy[file];
    for (size_t i = 0; i < includedBy.size() && i < 8; ++i) { // a header's many users say nothing
        if (m_ranks.try_emplace(includedBy[i], Rank::Including).second)
            includers.push(includedBy[i]);
    }
    spread(std::move(includers), Rank::Including);
}

FileScope::Rank FileScope::rankOf(uint32_t file) const
{
    if (file == m_table.m_paths.size())
        return Rank::Prelude;
    const auto at = m_ranks.find(file);
    return at == m_ranks.end() ? Rank::Tree : at->second;
}

const MacroDefinition &FileScope::macroOf(const Entry &entry) const
{
    return m_table.m_files[entry.file].macros[entry.index];
}

bool FileScope::treeAgrees(const std::vector<Entry> &entries, NameTable::Kind kind) const
{
    const Entry *first = nullptr;
    for (const Entry &entry : entries) {
        if (entry.kind != kind)
            continue;
        if (!first) {
            first = &entry;
            continue;
        }
        if (kind != NameTable::Kind::Macro || !macroOf(*first).sameAs(macroOf(entry)))
            return false;
    }
    return first != nullptr;
}

const FileScope::Entry *FileScope::best(std::string_view name, NameTable::Kind kind, uint32_t line) const
{
    const auto found = m_table.m_entries.find(name);
    if (found == m_table.m_entries.end())
        return nullptr;
    const Entry *result = nullptr;
    Rank resultRank = Rank::None;
    int resultQuality = 0;
    for (const Entry &entry : found->second) {
        if (entry.kind != kind)
            continue;
        const Rank rank = rankOf(entry.file);
        int quality = 1;
        if (kind == NameTable::Kind::Macro) {
            const MacroDefinition &macro = macroOf(entry);
            const bool otherBranch = macro.alternative && !(m_inOrder && macro.replaces);
            quality =
                (otherBranch ? 0 : 1) + (macro.body.empty() ? 0 : 2) + (macro.line < line || rank != Rank::Own ? 4 : 0);
        }
        // Of equals in the file itself the latest before the use is in effect.
        const bool later = rank == Rank::Own && quality >= 4 && quality == resultQuality && rank == resultRank;
        if (rank < resultRank || (rank == resultRank && quality > resultQuality) || later) {
            result = &entry;
            resultRank = rank;
            resultQuality = quality;
        }
    }
    if (!result || resultRank != Rank::Tree)
        return result;
    if (!treeAgrees(found->second, kind) || kind == NameTable::Kind::Text)
        return nullptr;
    if (kind == NameTable::Kind::Macro) {
        const MacroDefinition &macro = macroOf(*result);
        if (m_table.m_functions.contains(name) || (!macro.functionLike && !isValue(macro)))
            return nullptr;
    }
    return result;
}

void FileScope::readInOrder()
{
    m_inOrder = true;
    m_macros.clear();
}

const MacroDefinition *FileScope::macro(std::string_view name, uint32_t line)
{
    const auto known = m_macros.find(name);
    if (known != m_macros.end())
        return known->second;
    const auto found = m_table.m_entries.find(name);
    if (found == m_table.m_entries.end())
        return nullptr;
    const Entry *entry = best(name, NameTable::Kind::Macro, line);
    const MacroDefinition *result = entry ? &macroOf(*entry) : nullptr;
    size_t own = 0;
    for (const Entry &each : found->second)
        own += each.kind == NameTable::Kind::Macro && each.file == m_file;
    if (own < 2)
        m_macros.emplace(name, result);
    return result;
}

std::vector<const MacroDefinition *> FileScope::macroVariants(std::string_view name)
{
    std::vector<const MacroDefinition *> result;
    const auto found = m_table.m_entries.find(name);
    if (found == m_table.m_entries.end())
        return result;
    const Entry *nearest = best(name, NameTable::Kind::Macro, UINT32_MAX);
    if (!nearest || !macroOf(*nearest).functionLike)
        return result;
    const Rank farthest = std::max(rankOf(nearest->file), Rank::Including);
    // What this file falls back on is not in effect where it is included by one that defines the macro.
    const bool isGiven = std::any_of(found->second.begin(), found->second.end(), [&](const Entry &entry) {
        return entry.kind == NameTable::Kind::Macro && rankOf(entry.file) == Rank::Including;
    });
    for (const Entry &entry : found->second) {
        if (entry.kind != NameTable::Kind::Macro || rankOf(entry.file) > farthest || result.size() >= mostVariants)
            continue;
        const MacroDefinition &macro = macroOf(entry);
        if (isGiven && macro.fallback && rankOf(entry.file) == Rank::Own)
            continue;
        const bool isNew =
            std::none_of(result.begin(), result.end(), [&](const auto *other) { return other->sameAs(macro); });
        if (macro.functionLike && isNew)
            result.push_back(&macro);
    }
    return result;
}

std::optional<Constant> FileScope::constant(std::string_view name)
{
    const auto known = m_constants.find(name);
    if (known != m_constants.end())
        return known->second;
    if (!m_table.m_entries.contains(name))
        return std::nullopt;
    m_constants[name] = std::nullopt; // should it need itself
    const auto value = evaluate(name);
    m_constants[name] = value;
    return value;
}

std::optional<Constant> FileScope::evaluate(std::string_view name)
{
    const Entry *entry = best(name, NameTable::Kind::Constant, 0);
    if (!entry || m_depth >= deepestEvaluation)
        return std::nullopt;
    const NamedConstant &constant = m_table.m_files[entry->file].constants[entry->index];
    if (constant.expression.empty())
        return normalised(Constant{constant.offset});
    ++m_depth;
    Expander expander(*this);
    const std::vector<Token> tokens = expander.expand(constant.expression);
    auto value = foldWhole(tokens, [this](std::string_view word) { return this->constant(word); });
    --m_depth;
    if (value) {
        value->value =
            static_cast<int64_t>(static_cast<uint64_t>(value->value) + static_cast<uint64_t>(constant.offset));
        value = normalised(*value);
    }
    return value;
}

const NamedText *FileScope::text(std::string_view name)
{
    const Entry *entry = best(name, NameTable::Kind::Text, 0);
    return entry ? &m_table.m_files[entry->file].texts[entry->index] : nullptr;
}

} // namespace symbolon
