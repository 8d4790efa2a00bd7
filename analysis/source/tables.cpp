// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/tables.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace symbolon {

namespace {

constexpr size_t mostAncestors = 64;

std::string_view plainName(std::string_view qualified)
{
    const size_t colons = qualified.rfind("::");
    return colons == std::string_view::npos ? qualified : qualified.substr(colons + 2);
}

// Nobody points to a constructor: its name in an initialiser is the type's.
bool isConstructor(const SourceFunction &function)
{
    const std::string_view qualified = function.qualifiedName;
    if (qualified.size() < function.name.size() + 2)
        return false;
    return plainName(qualified.substr(0, qualified.size() - function.name.size() - 2)) == function.name;
}

bool isDestructor(const FoundMethod &method)
{
    return method.name.starts_with('~');
}

// What an overriding method shares with the one that it overrides.
std::string signatureOf(const FoundMethod &method)
{
    return isDestructor(method) ? "~" : method.name + ' ' + std::to_string(method.argumentCount);
}

class Classes
{
public:
    explicit Classes(const std::vector<FileTables> &found)
    {
        for (const FileTables &file : found) {
            for (const FoundClass &each : file.classes) {
                Known known;
                known.found = &each;
                for (const FoundMethod &method : each.methods) {
                    if (method.isVirtual)
                        known.virtuals.insert(signatureOf(method));
                }
                m_byName.try_emplace(each.qualifiedName, m_classes.size());
                const auto [at, isNew] = m_byPlainName.try_emplace(plainName(each.qualifiedName), m_classes.size());
                if (!isNew && m_classes[at->second].found->qualifiedName != each.qualifiedName)
                    m_ambiguous.insert(at->first);
                m_classes.push_back(std::move(known));
            }
        }
        for (Known &known : m_classes) {
            for (const std::string &base : known.found->bases) {
                const size_t number = resolve(known.found->qualifiedName, base);
                known.hasStrangers = known.hasStrangers || number == none;
                if (number != none && known.bases.size() < mostAncestors)
                    known.bases.push_back(number);
            }
        }
    }

    // `number` counts all files' classes.
    [[nodiscard]] SourceTable tableOf(size_t number) const
    {
        const FoundClass &found = *m_classes[number].found;
        SourceTable table;
        table.className = found.qualifiedName;
        table.line = found.line;
        if (found.methods.empty())
            return table;
        const std::vector<size_t> family = familyOf(number);
        const bool strangers =
            std::any_of(family.begin(), family.end(), [&](size_t each) { return m_classes[each].hasStrangers; });
        const auto inherits = [&](const FoundMethod &method) {
            const std::string signature = signatureOf(method);
            return std::any_of(std::next(family.begin()), family.end(),
                               [&](size_t each) { return m_classes[each].virtuals.contains(signature); });
        };
        std::vector<bool> isVirtual;
        bool anyVirtual = false;
        for (const FoundMethod &method : found.methods) {
            isVirtual.push_back(method.isVirtual || inherits(method));
            anyVirtual = anyVirtual || isVirtual.back();
        }
        for (size_t i = 0; i < found.methods.size(); ++i) {
            const FoundMethod &method = found.methods[i];
            const bool likely = strangers && anyVirtual && isDestructor(method);
            const bool left = method.isPure && !isDestructor(method); // a pure destructor has a body all the same
            if ((isVirtual[i] || likely) && !left)
                table.entries.push_back({found.qualifiedName + "::" + method.name, false});
        }
        return table;
    }

private:
    static constexpr size_t none = SIZE_MAX;

    struct Known {
        const FoundClass *found = nullptr;
        std::unordered_set<std::string> virtuals; // signatures
        std::vector<size_t> bases;                // into m_classes
        bool hasStrangers = false;                // some base is not in the tree
    };

    // The class that `base` means within `scope`: the innermost, else the only one of that name.
    [[nodiscard]] size_t resolve(std::string_view scope, const std::string &base) const
    {
        constexpr auto mostParts = 16; // of a scope; nobody nests deeper, and each costs a look-up
        if (std::count(scope.begin(), scope.end(), ':') > 2 * mostParts)
            scope = {};
        for (;;) {
            const auto found = m_byName.find(scope.empty() ? base : std::string(scope) + "::" + base);
            if (found != m_byName.end())
                return found->second;
            if (scope.empty())
                break;
            const size_t colons = scope.rfind("::");
            scope = scope.substr(0, colons == std::string_view::npos ? 0 : colons);
        }
        const auto found = m_byPlainName.find(plainName(base));
        return found == m_byPlainName.end() || m_ambiguous.contains(found->first) ? none : found->second;
    }

    // The class itself, then those that it derives from.
    [[nodiscard]] std::vector<size_t> familyOf(size_t number) const
    {
        std::vector<size_t> family{number};
        for (size_t i = 0; i < family.size(); ++i) {
            for (const size_t base : m_classes[family[i]].bases) {
                if (family.size() <= mostAncestors && std::find(family.begin(), family.end(), base) == family.end())
                    family.push_back(base);
            }
        }
        return family;
    }

    std::vector<Known> m_classes;
    std::unordered_map<std::string, size_t> m_byName;
    std::unordered_map<std::string_view, size_t> m_byPlainName;
    std::unordered_set<std::string_view> m_ambiguous;
};

bool hasFunction(const SourceTable &table)
{
    return std::any_of(table.entries.begin(), table.entries.end(), [](const auto &entry) { return !entry.isString; });
}

} // namespace

std::vector<SourceTable> finishTables(std::vector<FileTables> found, const std::vector<SourceFunction> &functions)
{
    std::unordered_set<std::string_view> names;
    for (const SourceFunction &function : functions) {
        if (!isConstructor(function))
            names.insert(function.name);
    }
    const Classes classes(found);
    std::vector<SourceTable> result;
    size_t next = 0; // class
    for (uint32_t file = 0; file < found.size(); ++file) {
        std::vector<SourceTable> tables = std::move(found[file].variables);
        for (SourceTable &table : tables) {
            std::erase_if(table.entries, [&](const SourceTable::Entry &entry) {
                return !entry.isString && !names.contains(plainName(entry.text));
            });
        }
        for (const size_t end = next + found[file].classes.size(); next < end; ++next)
            tables.push_back(classes.tableOf(next));
        std::erase_if(tables, [](const SourceTable &table) { return !hasFunction(table); });
        std::stable_sort(tables.begin(), tables.end(),
                         [](const SourceTable &a, const SourceTable &b) { return a.line < b.line; });
        for (SourceTable &table : tables)
            table.file = file;
        std::move(tables.begin(), tables.end(), std::back_inserter(result));
    }
    return result;
}

} // namespace symbolon
