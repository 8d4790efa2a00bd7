// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/containers/explorer.h"
#include "analysis/binary/containers/pathnames.h"

#include <algorithm>

namespace symbolon {

class Explorer::Visitor : public MemberVisitor
{
public:
    Visitor(Explorer &explorer, int container, unsigned depth)
        : m_explorer(explorer), m_container(container), m_depth(depth)
    {
    }
    bool visit(const Member &member) override { return m_explorer.addMember(member, m_container, m_depth); }
    bool stopRequested() const override { return m_explorer.done(); }

private:
    Explorer &m_explorer;
    int m_container;
    unsigned m_depth;
};

// -1: the cap on their number is reached. A path that is taken gets "~2", "~3" …
int Explorer::addEntry(ContainerEntry added)
{
    auto &entries = m_listing.entries;
    if (entries.size() >= m_budget.limits.members) {
        if (!m_stopped)
            m_listing.notes.push_back("more than " + std::to_string(m_budget.limits.members)
                                      + " members: the rest is not listed");
        m_stopped = true;
        return -1;
    }
    const std::string plain = added.path;
    while (m_byPath.contains(added.path))
        added.path = plain + "~" + std::to_string(++m_copies.try_emplace(plain, 1u).first->second);
    const int index = static_cast<int>(entries.size());
    m_byPath.emplace(added.path, index);
    entries.push_back(std::move(added));
    if (entries.size() % 256 == 0)
        m_work.report("containers", entries.size(), 0);
    return index;
}

const ContainerEntry *Explorer::entryAt(const std::string &path) const
{
    auto known = m_byPath.find(path);
    return known == m_byPath.end() ? nullptr : &m_listing.entries[static_cast<std::size_t>(known->second)];
}

// What is odd or was left out, at the entry and in the notes of the whole.
void Explorer::remark(int index, const std::string &text)
{
    constexpr std::size_t maximumNotes = 1000;
    ContainerEntry &about = entry(index);
    about.note += (about.note.empty() ? "" : "; ") + text;
    auto &notes = m_listing.notes;
    if (notes.size() < maximumNotes)
        notes.push_back((about.path.empty() ? m_fileName : about.path) + ": " + text);
    else if (notes.size() == maximumNotes)
        notes.push_back("and more, which the entries themselves say");
}

// The directory that holds `path` of a container, made where the container does not list it.
int Explorer::directoryFor(int container, std::string_view path)
{
    constexpr std::size_t deepest = 256;
    const auto slash = path.rfind('/');
    if (slash == path.npos || container < 0
        || static_cast<std::size_t>(std::count(path.begin(), path.end(), '/')) > deepest)
        return container;
    const std::string_view directory = path.substr(0, slash);
    const std::string full = joinPath(entry(container).path, directory);
    if (auto known = m_byPath.find(full); known != m_byPath.end())
        return known->second;
    ContainerEntry added;
    added.parent = directoryFor(container, directory);
    added.path = full;
    added.kind = "directory";
    added.type = Type::Directory;
    return added.parent < 0 ? -1 : addEntry(std::move(added));
}

std::string Explorer::contentName(const std::string &stored, int index) const
{
    std::string name(baseName(safePath(stored).path));
    const std::string &path = m_listing.entries[static_cast<std::size_t>(index)].path;
    const std::string_view own = baseName(path.empty() ? std::string_view(m_fileName) : path);
    if (name.empty() && !own.starts_with('@')) // a file's name, not that of a part at an offset
        name = withoutCompressionEnding(own);
    return name.empty() ? "content" : name;
}

void Explorer::openMembers(ByteSpan bytes, const ContainerReader &reader, int index, unsigned depth)
{
    Visitor visitor(*this, index, depth);
    const ReadOutcome outcome = reader.read(bytes, visitor);
    if (!outcome.problem.empty() && !m_found)
        remark(index, outcome.problem);
}

bool Explorer::addMember(const Member &member, int container, unsigned depth)
{
    if (done())
        return false;
    const SafePath safe = safePath(member.name);
    std::string name = safe.path;
    if (name.empty()) {
        if (member.type == Type::Directory)
            return true; // the root of the container
        name = "unnamed";
    }
    ContainerEntry added;
    added.path = joinPath(entry(container).path, name);
    added.type = member.type;
    added.offset = member.offset;
    added.size = member.size;
    added.linkTarget = member.linkTarget;
    if (member.type == Type::Directory) {
        if (const ContainerEntry *known = entryAt(added.path); known && known->type == Type::Directory)
            return true;
        added.kind = "directory";
    } else if (member.type == Type::Link) {
        added.kind = "link";
    } else if (member.type == Type::Special) {
        added.kind = "special";
    }
    added.parent = directoryFor(container, name);
    if (added.parent < 0)
        return false;
    const int index = addEntry(std::move(added));
    if (index < 0)
        return false;
    if (!safe.note.empty())
        remark(index, safe.note);
    if (member.type == Type::File)
        addFile(member, index, depth);
    else if (!member.note.empty())
        entry(index).note += (entry(index).note.empty() ? "" : "; ") + member.note;
    return !done();
}

void Explorer::addFile(const Member &member, int index, unsigned depth)
{
    if (!member.read) {
        entry(index).type = Type::Unknown;
        entry(index).kind = member.note == "encrypted" ? "encrypted" : "data";
        return remark(index, member.note.empty() ? "cannot be read" : member.note);
    }
    const std::string path = entry(index).path;
    if (!isTarget(path) && !leadsToTarget(path))
        return;
    CappedBuffer buffer(m_budget);
    buffer.expect(member.size);
    member.read(buffer);
    const std::string problem = buffer.cap().empty() ? buffer.problem() : buffer.cap();
    m_stopped = m_stopped || (!buffer.cap().empty() && buffer.exhausted());
    entry(index).size = buffer.bytes().size();
    if (isTarget(path))
        return fetched(buffer.bytes(), problem);
    std::string before = std::exchange(entry(index).note, {});
    if (!member.note.empty())
        before += (before.empty() ? "" : "; ") + member.note;
    exploreContent(buffer.bytes(), index, depth + 1);
    if (!before.empty())
        entry(index).note = before + (entry(index).note.empty() ? "" : "; " + entry(index).note);
    if (!problem.empty())
        remark(index, problem);
}

// Depth first: members of one directory may lie apart in their container.
Listing Explorer::takeListing()
{
    auto &entries = m_listing.entries;
    std::vector<std::vector<int>> children(entries.size());
    for (std::size_t n = 1; n < entries.size(); ++n)
        children[static_cast<std::size_t>(entries[n].parent)].push_back(static_cast<int>(n));
    Listing sorted;
    sorted.entries.reserve(entries.size());
    std::vector<std::pair<int, int>> pending; // entry, its parent's new index
    if (!entries.empty())
        pending.emplace_back(0, -1);
    while (!pending.empty()) {
        const auto [index, parent] = pending.back();
        pending.pop_back();
        const int place = static_cast<int>(sorted.entries.size());
        auto &below = children[static_cast<std::size_t>(index)];
        if (!below.empty() && baseName(entry(below.front()).path).starts_with('@')) // parts of an image
            std::stable_sort(below.begin(), below.end(),
                             [this](int a, int b) { return entry(a).offset < entry(b).offset; });
        for (auto child = below.rbegin(); child != below.rend(); ++child)
            pending.emplace_back(*child, place);
        sorted.entries.push_back(std::move(entry(index)));
        sorted.entries.back().parent = parent;
    }
    sorted.notes = std::move(m_listing.notes);
    return sorted;
}

} // namespace symbolon
