// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/order.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr size_t mostRelatives = 24;

// The functions of one file by their number in it, as written.
struct FileGraph {
    std::vector<char> internal;
    std::vector<char> taken;                    // another function takes its address
    std::vector<std::vector<uint32_t>> callees; // as they stand, repeated
    std::vector<std::vector<uint32_t>> callers; // each once; the one that is looked at first comes last
};

FileGraph graphOf(const FeaturePool &source, const std::vector<uint32_t> &written, const std::vector<uint32_t> &place,
                  uint32_t file)
{
    const size_t count = written.size();
    FileGraph graph{std::vector<char>(count), std::vector<char>(count), std::vector<std::vector<uint32_t>>(count),
                    std::vector<std::vector<uint32_t>>(count)};
    const auto inFile = [&](uint32_t function) { return source.functions[function].group == file; };
    for (uint32_t n = 0; n < count; ++n) {
        const FunctionFeatures &function = source.functions[written[n]];
        graph.internal[n] = function.internal;
        for (const CallFact &call : function.calls) {
            if (call.callee < 0 || !inFile(static_cast<uint32_t>(call.callee)))
                continue;
            const uint32_t callee = place[static_cast<uint32_t>(call.callee)];
            graph.callees[n].push_back(callee);
            if (graph.callers[callee].empty() || graph.callers[callee].back() != n)
                graph.callers[callee].push_back(n);
        }
        for (const uint32_t mention : function.mentions) {
            if (!inFile(mention))
                continue;
            graph.callees[n].push_back(place[mention]);
            graph.taken[place[mention]] = 1;
        }
    }
    return graph;
}

// Depth first along the callers, from the external functions, the last one first; each function behind its callers. The
// result is turned round.
std::vector<uint32_t> postorder(const FileGraph &graph)
{
    struct Frame {
        uint32_t function;
        size_t left; // callers that have not been looked at
    };
    const size_t count = graph.internal.size();
    std::vector<uint32_t> order;
    std::vector<char> seen(count);
    std::vector<Frame> stack;
    const auto enter = [&](uint32_t function) {
        if (seen[function])
            return;
        seen[function] = 1;
        stack.push_back({function, graph.callers[function].size()});
    };
    const auto visit = [&](uint32_t root) {
        enter(root);
        while (!stack.empty()) {
            Frame &top = stack.back();
            if (top.left > 0) {
                enter(graph.callers[top.function][--top.left]);
                continue;
            }
            order.push_back(top.function);
            stack.pop_back();
        }
    };
    for (const bool external : {true, false}) {
        for (uint32_t n = static_cast<uint32_t>(count); n-- > 0;) {
            if (!external || (!graph.internal[n] && !graph.taken[n]))
                visit(n);
        }
    }
    std::reverse(order.begin(), order.end());
    return order;
}

// Each external function, followed by the static ones that it is the first to need.
std::vector<uint32_t> needed(const FileGraph &graph)
{
    const size_t count = graph.internal.size();
    std::vector<uint32_t> order, stack;
    std::vector<char> seen(count);
    const auto visit = [&](uint32_t root) {
        stack.push_back(root);
        while (!stack.empty()) {
            const uint32_t function = stack.back();
            stack.pop_back();
            order.push_back(function);
            const std::vector<uint32_t> &callees = graph.callees[function];
            for (size_t n = callees.size(); n-- > 0;) {
                if (graph.internal[callees[n]] && !seen[callees[n]]) {
                    seen[callees[n]] = 1;
                    stack.push_back(callees[n]);
                }
            }
        }
    };
    for (uint32_t n = 0; n < count; ++n) {
        if (!graph.internal[n])
            visit(n);
    }
    for (uint32_t n = 0; n < count; ++n) {
        if (graph.internal[n] && !seen[n]) {
            seen[n] = 1;
            visit(n);
        }
    }
    return order;
}

std::vector<uint32_t> calleesFirst(FileGraph graph)
{
    // Of its callers the one that the compiler came to last is the first: at the first time in the order in which they
    // are needed, later in that of the run before.
    std::vector<uint32_t> order = needed(graph);
    std::vector<uint32_t> place(order.size());
    for (int run = 0; run < 2; ++run) {
        for (uint32_t n = 0; n < order.size(); ++n)
            place[order[n]] = n;
        for (std::vector<uint32_t> &callers : graph.callers)
            std::sort(callers.begin(), callers.end(), [&](uint32_t a, uint32_t b) { return place[a] < place[b]; });
        order = postorder(graph);
    }
    return order;
}

std::vector<uint32_t> firstUse(const FileGraph &graph)
{
    const size_t count = graph.internal.size();
    std::vector<uint32_t> order;
    std::vector<char> known(count);
    const auto meet = [&](uint32_t function) {
        if (!known[function])
            order.push_back(function);
        known[function] = 1;
    };
    // Static functions wait, from where they have been both defined and used, until the external ones are done; then
    // each is followed by those that it was the first to use.
    std::vector<uint32_t> waiting;
    std::vector<char> used(count);
    uint32_t defined = 0;
    const auto compile = [&](uint32_t function) {
        for (const uint32_t callee : graph.callees[function]) {
            meet(callee);
            if (graph.internal[callee] && !used[callee] && callee < defined)
                waiting.push_back(callee);
            used[callee] = 1;
        }
    };
    while (defined < count) {
        const uint32_t n = defined++;
        if (!graph.internal[n]) {
            meet(n);
            compile(n);
        } else if (used[n]) {
            waiting.push_back(n);
        }
    }
    std::vector<uint32_t> stack(waiting.rbegin(), waiting.rend());
    while (!stack.empty()) {
        const uint32_t function = stack.back();
        stack.pop_back();
        waiting.clear();
        compile(function);
        stack.insert(stack.end(), waiting.rbegin(), waiting.rend());
    }
    for (uint32_t n = 0; n < count; ++n)
        meet(n);
    return order;
}

// A file that is compiled several times with different names (of PREFIX(name), say) has several functions at most of
// its places: first all of the first time, then all of the second.
void sortByCopy(const FeaturePool &source, uint32_t files, std::vector<uint32_t> &functions)
{
    struct File {
        uint64_t last = UINT64_MAX; // place
        uint32_t copies = 0;        // of it
        uint32_t places = 0;
        uint32_t repeated = 0;
    };
    std::vector<File> seen(files);
    std::vector<uint32_t> copy(source.functions.size());
    for (const uint32_t function : functions) {
        const FunctionFeatures &features = source.functions[function];
        File &file = seen[features.group];
        file.copies = features.begin == file.last ? file.copies + 1 : 0;
        file.last = features.begin;
        copy[function] = file.copies;
        file.places += file.copies == 0;
        file.repeated += file.copies == 1;
    }
    const auto key = [&](uint32_t function) {
        const File &file = seen[source.functions[function].group];
        return 2 * file.repeated > file.places ? copy[function] : 0;
    };
    std::stable_sort(functions.begin(), functions.end(), [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
}

} // namespace

SourceOrder::SourceOrder(const FeaturePool &source)
{
    const size_t count = source.functions.size();
    std::vector<uint32_t> sorted;
    uint32_t files = 0;
    m_callees.resize(count);
    m_callers.resize(count);
    for (uint32_t s = 0; s < count; ++s) {
        const FunctionFeatures &function = source.functions[s];
        m_file.push_back(function.group);
        m_header.push_back(function.inHeader);
        files = std::max(files, function.group + 1);
        sorted.push_back(s);
        for (const CallFact &call : function.calls) {
            if (call.callee >= 0 && static_cast<uint32_t>(call.callee) != s)
                m_callees[s].push_back(static_cast<uint32_t>(call.callee));
        }
        std::sort(m_callees[s].begin(), m_callees[s].end());
        m_callees[s].erase(std::unique(m_callees[s].begin(), m_callees[s].end()), m_callees[s].end());
        for (const uint32_t callee : m_callees[s])
            m_callers[callee].push_back(s);
    }
    for (uint32_t s = 0; s < count; ++s) {
        for (std::vector<uint32_t> *relatives : {&m_callees[s], &m_callers[s]}) {
            if (relatives->size() > mostRelatives)
                relatives->clear();
        }
    }
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](uint32_t a, uint32_t b) { return source.functions[a].begin < source.functions[b].begin; });
    sortByCopy(source, files, sorted);
    for (Order &order : m_orders) {
        order.place.resize(count);
        order.inFile.resize(files);
    }
    const auto append = [&](FunctionOrder kind, uint32_t source) {
        Order &order = m_orders[static_cast<size_t>(kind)];
        std::vector<uint32_t> &list = order.inFile[m_file[source]];
        order.place[source] = static_cast<uint32_t>(list.size());
        list.push_back(source);
    };
    for (const uint32_t s : sorted)
        append(FunctionOrder::Written, s);
    for (uint32_t file = 0; file < files; ++file) {
        const std::vector<uint32_t> &written = functionsOf(file);
        const FileGraph graph = graphOf(source, written, of(FunctionOrder::Written).place, file);
        for (const uint32_t n : calleesFirst(graph))
            append(FunctionOrder::CalleesFirst, written[n]);
        for (const uint32_t n : firstUse(graph))
            append(FunctionOrder::FirstUse, written[n]);
    }
}

uint32_t SourceOrder::beside(uint32_t source, int64_t places) const
{
    const std::vector<uint32_t> &file = functionsOf(m_file[source]);
    const int64_t place = static_cast<int64_t>(this->place(source)) + places;
    return place < 0 || place >= static_cast<int64_t>(file.size()) ? UINT32_MAX : file[static_cast<size_t>(place)];
}

} // namespace symbolon
