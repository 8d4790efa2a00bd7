// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/features.h"
#include "analysis/features/names.h"
#include "analysis/features/sourcetext.h"
#include "analysis/features/tables.h"
#include "analysis/features/twins.h"
#include "analysis/features/words.h"
#include "analysis/source/components.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <string_view>
#include <unordered_map>

namespace symbolon {

namespace {

constexpr size_t stopInterval = 256; // functions between two looks at the stop token
constexpr size_t mostHomonyms = 16;  // a name with more definitions (a C++ method, say) says too little

class SourcePool
{
public:
    SourcePool(const SourceTree &tree, const FeatureOptions &options)
        : m_tree(tree), m_options(options), m_twins(sourceTwins(tree))
    {
    }

    FeaturePool build(const Work &work)
    {
        numberFunctions();
        groupFiles();
        for (uint32_t i = 0; i < m_tree.functions.size(); ++i) {
            const SourceFunction &function = m_tree.functions[i];
            m_inFile[function.name].emplace(function.file, i); // keeps the first of several in a file
            if (!function.isStatic || function.inHeader)
                m_visible[function.name].push_back(i);
        }
        m_pool.functions.reserve(m_tree.functions.size());
        for (uint32_t i = 0; i < m_tree.functions.size(); ++i) {
            if (i % stopInterval == 0 && work.stopRequested())
                return {};
            if (m_numbers[i] != m_pool.functions.size()) // another stands for it
                continue;
            m_pool.origin.push_back(i);
            m_pool.functions.push_back(features(i));
        }
        addCallers();
        addTables();
        if (m_options.network)
            addContext(m_pool.functions);
        return std::move(m_pool);
    }

private:
    uint32_t standsFor(uint32_t function) const { return m_twins.empty() ? function : m_twins[function]; }

    void numberFunctions()
    {
        m_numbers.resize(m_tree.functions.size());
        uint32_t next = 0;
        for (uint32_t i = 0; i < m_numbers.size(); ++i)
            m_numbers[i] = standsFor(i) == i ? next++ : m_numbers[standsFor(i)];
    }

    // What another version of a file has of its own stands with the file whose functions stand for the rest of it.
    void groupFiles()
    {
        m_groups.resize(m_tree.files.size());
        for (uint32_t f = 0; f < m_groups.size(); ++f)
            m_groups[f] = f;
        std::map<uint32_t, std::map<uint32_t, size_t>> shared;
        for (uint32_t i = 0; i < m_twins.size(); ++i) {
            if (m_twins[i] != i)
                ++shared[m_tree.functions[i].file][m_tree.functions[m_twins[i]].file];
        }
        for (const auto &[file, others] : shared)
            m_groups[file] = std::max_element(others.begin(), others.end(), [](const auto &a, const auto &b) {
                                 return a.second < b.second;
                             })->first;
    }

    std::string_view pathOf(uint32_t file) const
    {
        return file < m_tree.files.size() ? std::string_view(m_tree.files[file].path) : std::string_view();
    }

    // Of two files.
    size_t sharedFolders(uint32_t a, uint32_t b) const
    {
        const std::string_view left = pathOf(a), right = pathOf(b);
        size_t folders = 0;
        for (size_t i = 0; i < std::min(left.size(), right.size()) && left[i] == right[i]; ++i)
            folders += left[i] == '/';
        return folders;
    }

    int32_t resolve(uint32_t caller, const std::string &name) const
    {
        return resolveFrom(m_tree.functions[caller].file, name);
    }

    // What a name means in a file.
    int32_t resolveFrom(uint32_t file, const std::string &name) const
    {
        const auto inFile = m_inFile.find(name);
        if (inFile == m_inFile.end())
            return -1;
        if (const auto own = inFile->second.find(file); own != inFile->second.end())
            return static_cast<int32_t>(own->second);
        const auto visible = m_visible.find(name);
        return visible == m_visible.end() ? -1 : nearest(visible->second, file);
    }

    // A name in an initialiser. Where no function that the file can see has it, the component's only one is taken: a
    // static function of a file that this one includes.
    int32_t inTable(uint32_t file, const std::string &name) const
    {
        if (const int32_t function = resolveFrom(file, name); function >= 0)
            return function;
        const auto all = m_inFile.find(name);
        if (all == m_inFile.end())
            return -1;
        int32_t only = -1;
        for (const auto &[other, function] : all->second) {
            if (componentOf(m_tree, other) != componentOf(m_tree, file))
                continue;
            if (only >= 0)
                return -1;
            only = static_cast<int32_t>(function);
        }
        return only;
    }

    // The n-th definition of a method beside its first one; -1 where there are not so many.
    int32_t overload(const std::vector<uint32_t> &all, uint32_t file, size_t n) const
    {
        const int32_t first = nearest(all, file);
        if (first < 0 || n == 0)
            return first;
        for (const uint32_t each : all) {
            const bool beside = m_tree.functions[each].file == m_tree.functions[static_cast<size_t>(first)].file;
            if (beside && each > static_cast<uint32_t>(first) && --n == 0)
                return static_cast<int32_t>(each);
        }
        return -1;
    }

    // Of functions of one name: in the file's component if there are such, and on the nearest path.
    int32_t nearest(const std::vector<uint32_t> &all, uint32_t file) const
    {
        const auto isNear = [&](uint32_t callee) {
            return componentOf(m_tree, m_tree.functions[callee]) == componentOf(m_tree, file);
        };
        const auto near = static_cast<size_t>(std::count_if(all.begin(), all.end(), isNear));
        if ((near ? near : all.size()) > mostHomonyms)
            return -1;
        int32_t best = -1;
        size_t bestShared = 0;
        for (const uint32_t callee : all) {
            if (near && !isNear(callee))
                continue;
            const size_t shared = near ? sharedFolders(file, m_tree.functions[callee].file) : 0;
            if (best < 0 || shared > bestShared) {
                best = static_cast<int32_t>(callee);
                bestShared = shared;
            }
        }
        return best;
    }

    FunctionFeatures features(uint32_t index) const
    {
        const SourceFunction &from = m_tree.functions[index];
        FunctionFeatures to;
        to.name = from.name;
        to.qualifiedName = from.qualifiedName.empty() ? from.name : from.qualifiedName;
        to.group = from.file < m_groups.size() ? m_groups[from.file] : from.file;
        to.begin = from.line;
        to.end = from.endLine;
        for (const SourceString &string : from.strings)
            to.strings.push_back({string.text, string.line});
        for (const SourceInteger &integer : from.integers)
            to.integers.push_back({integer.value, integer.line});
        for (const SourceCall &call : from.calls) {
            const int32_t callee = resolve(index, call.name);
            to.calls.push_back({libraryName(call.name), call.line,
                                callee < 0 ? -1 : static_cast<int32_t>(m_numbers[static_cast<size_t>(callee)])});
            to.recursive |= callee == static_cast<int32_t>(index);
        }
        for (const SourceSwitch &statement : from.switches) {
            SwitchFact fact{statement.cases, statement.line};
            std::sort(fact.cases.begin(), fact.cases.end());
            fact.cases.erase(std::unique(fact.cases.begin(), fact.cases.end()), fact.cases.end());
            to.switches.push_back(std::move(fact));
        }
        to.branchCount = from.ifCount + from.loopCount;
        to.loopCount = from.loopCount;
        to.argumentCount = from.argumentCount;
        to.internal = from.isStatic || from.isInline;
        to.inHeader = from.inHeader;
        const auto byPlace = [](const auto &a, const auto &b) { return a.place < b.place; };
        std::stable_sort(to.strings.begin(), to.strings.end(), byPlace);
        std::stable_sort(to.integers.begin(), to.integers.end(), byPlace);
        std::stable_sort(to.calls.begin(), to.calls.end(), byPlace);
        std::stable_sort(to.switches.begin(), to.switches.end(), byPlace);
        if (m_options.network) {
            to.text = plainSourceText(from.text);
            addMentions(index, to);
        }
        return to;
    }

    void addTables()
    {
        std::unordered_map<std::string_view, std::vector<uint32_t>> methods; // by qualified name
        for (uint32_t i = 0; i < m_tree.functions.size(); ++i) {
            if (m_tree.functions[i].qualifiedName.size() > m_tree.functions[i].name.size())
                methods[m_tree.functions[i].qualifiedName].push_back(i);
        }
        TableFacts facts(m_pool.functions);
        std::vector<TableFacts::Row> rows;
        for (const SourceTable &table : m_tree.tables) {
            rows.clear();
            std::unordered_map<std::string_view, size_t> times; // overloads stand for themselves one after another
            for (const SourceTable::Entry &entry : table.entries) {
                int32_t function = -1;
                if (const auto at = methods.find(entry.text); !entry.isString && at != methods.end())
                    function = table.className.empty() ? nearest(at->second, table.file)
                                                       : overload(at->second, table.file, times[entry.text]++);
                else if (!entry.isString && table.className.empty())
                    function = inTable(table.file, entry.text);
                rows.push_back({function < 0 ? -1 : int64_t(m_numbers[static_cast<size_t>(function)]),
                                entry.isString ? std::string_view(entry.text) : std::string_view()});
            }
            facts.add(rows, table.className);
        }
        facts.finish();
    }

    // Names of functions that stand in the text and are not called there.
    void addMentions(uint32_t index, FunctionFeatures &to) const
    {
        constexpr size_t shortest = 4; // a shorter name is a variable's more often than not
        const auto isNamePart = [](char c) { return c == '_' || isalnum(static_cast<unsigned char>(c)) != 0; };
        const std::string_view text = to.text;
        char quote = 0;
        for (size_t at = 0; at < text.size(); ++at) {
            if (quote) {
                if (text[at] == '\\')
                    ++at;
                else if (text[at] == quote)
                    quote = 0;
                continue;
            }
            if (text[at] == '"' || text[at] == '\'') {
                quote = text[at];
                continue;
            }
            if (!isNamePart(text[at]))
                continue;
            size_t end = at;
            while (end < text.size() && isNamePart(text[end]))
                ++end;
            const std::string name(text.substr(at, end - at));
            const bool isMember = at > 0 && (text[at - 1] == '.' || text[at - 1] == '>');
            const bool isCalled = end < text.size() && text[end] == '(';
            at = end - 1;
            if (name.size() < shortest || isMember || isCalled || name == to.name)
                continue;
            if (const int32_t function = resolve(index, name); function >= 0)
                to.mentions.push_back(m_numbers[static_cast<size_t>(function)]);
        }
        std::sort(to.mentions.begin(), to.mentions.end());
        to.mentions.erase(std::unique(to.mentions.begin(), to.mentions.end()), to.mentions.end());
    }

    void addCallers()
    {
        for (uint32_t i = 0; i < m_pool.functions.size(); ++i) {
            for (const CallFact &call : m_pool.functions[i].calls) {
                if (call.callee < 0)
                    continue;
                auto &callers = m_pool.functions[static_cast<size_t>(call.callee)].callers;
                if (callers.empty() || callers.back() != i)
                    callers.push_back(i);
            }
        }
    }

    const SourceTree &m_tree;
    FeatureOptions m_options;
    FeaturePool m_pool;
    std::vector<uint32_t> m_twins;                                                         // see sourceTwins
    std::vector<uint32_t> m_numbers;                                                       // pool index by function
    std::vector<uint32_t> m_groups;                                                        // by file
    std::unordered_map<std::string_view, std::unordered_map<uint32_t, uint32_t>> m_inFile; // name → file → function
    std::unordered_map<std::string_view, std::vector<uint32_t>> m_visible; // name → functions other files can call
};

} // namespace

FeaturePool sourceFeatures(const SourceTree &tree, const Work &work, const FeatureOptions &options)
{
    return SourcePool(tree, options).build(work);
}

} // namespace symbolon
