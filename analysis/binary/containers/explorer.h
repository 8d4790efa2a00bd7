// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Walks into a file: what is at which offset, what is in that, and so on, down to the limits. The same walk
// lists everything or fetches one member, so that both agree about paths; a fetch enters only what leads to
// its target.
#pragma once

#include "analysis/binary/containers/cappedbuffer.h"
#include "analysis/binary/containers/container.h"
#include "analysis/binary/containers/reader.h"
#include "analysis/binary/containers/scan.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace symbolon {

class Explorer
{
public:
    // `target`: the path of the member to fetch; none: list.
    Explorer(const ContainerLimits &limits, const Work &work, std::optional<std::string> target = {});

    void explore(ByteSpan file, const std::string &fileName);

    Listing takeListing();
    const ContainerEntry *entryAt(const std::string &path) const;
    bool found() const { return m_found; }
    const std::string &fetchProblem() const { return m_fetchProblem; }
    std::vector<uint8_t> takeFetched() { return std::move(m_fetched); }

private:
    class Visitor;
    using Type = ContainerEntry::Type;

    // What a single container holds.
    struct Content {
        explicit Content(UnpackBudget &budget) : buffer(budget) { }
        CappedBuffer buffer;
        std::string name;
        uint64_t consumed = 0;
        std::string problem;

        bool damaged() const { return !problem.empty() || !buffer.problem().empty(); }
    };
    using ContentPointer = std::unique_ptr<Content>;

    // The first container of some bytes.
    struct Look {
        explicit Look(ByteSpan bytes) : scan(bytes) { }
        ContainerScan scan;
        std::optional<ScanHit> first;
    };

    bool done() const { return m_stopped || m_found || m_work.stopRequested(); }
    bool leadsToTarget(const std::string &path) const;
    bool isTarget(const std::string &path) const { return m_target && path == *m_target; }
    void fetched(ByteSpan bytes, const std::string &problem = {});

    // explorertree.cpp: the tree and its members
    ContainerEntry &entry(int index) { return m_listing.entries[static_cast<std::size_t>(index)]; }
    int addEntry(ContainerEntry entry);
    int directoryFor(int container, std::string_view path);
    void remark(int index, const std::string &text);
    std::string contentName(const std::string &stored, int index) const;
    bool addMember(const Member &member, int container, unsigned depth);
    void addFile(const Member &member, int index, unsigned depth);

    Look lookInto(ByteSpan bytes) const;
    // Wrappers around some bytes that an entry stands for as well.
    struct Wrapping {
        std::string kind; // "uimage+gzip"
        std::string name; // what the outermost that has a name calls its content
    };
    void exploreContent(ByteSpan bytes, int index, unsigned depth, const Wrapping &outer = {});
    void exploreParts(ByteSpan bytes, uint64_t from, int index, unsigned depth, Look &look, ContentPointer content);
    uint64_t addPart(ByteSpan bytes, const ScanHit &hit, int index, unsigned depth, ContentPointer content);
    uint64_t addExecutable(ByteSpan bytes, const ScanHit &hit, int index);
    void addRegion(ByteSpan bytes, uint64_t from, uint64_t to, int index);
    ContentPointer unpack(ByteSpan bytes, const ContainerReader &reader);
    void openContent(const Content &content, const ContainerReader &reader, int index, unsigned depth,
                     const Wrapping &outer);
    void openMembers(ByteSpan bytes, const ContainerReader &reader, int index, unsigned depth);

    const Work &m_work;
    UnpackBudget m_budget;
    std::optional<std::string> m_target;
    std::string m_fileName;
    Listing m_listing;
    std::unordered_map<std::string, int> m_byPath;
    std::unordered_map<std::string, unsigned> m_copies; // how often a path was taken
    bool m_stopped = false;                             // a cap that ends everything was reached
    bool m_found = false;
    std::string m_fetchProblem;
    std::vector<uint8_t> m_fetched;
};

} // namespace symbolon
