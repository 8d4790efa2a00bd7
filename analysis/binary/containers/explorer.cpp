// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/containers/explorer.h"

#include "analysis/binary/containers/identify.h"
#include "analysis/binary/containers/pathnames.h"

#include <algorithm>
#include <cstdio>

namespace symbolon {

namespace {

constexpr uint64_t shortestDamaged = 64 * 1024;
constexpr uint64_t shortestTail = 64;

std::string partName(uint64_t offset, std::string_view kind)
{
    char text[32];
    std::snprintf(text, sizeof text, "@0x%llx.", static_cast<unsigned long long>(offset));
    return text + std::string(kind);
}

std::string joinKinds(const std::string &outer, std::string_view inner)
{
    return outer.empty() ? std::string(inner) : outer + "+" + std::string(inner);
}

bool nothingBehind(ByteSpan bytes, uint64_t end)
{
    uint64_t skipped = 0;
    return end >= bytes.size() || withoutPadding(bytes.subspan(end), skipped).empty();
}

} // namespace

Explorer::Explorer(const ContainerLimits &limits, const Work &work, std::optional<std::string> target)
    : m_work(work), m_budget(limits), m_target(std::move(target))
{
}

void Explorer::explore(ByteSpan file, const std::string &fileName)
{
    m_fileName = fileName;
    ContainerEntry root;
    root.size = file.size();
    if (addEntry(std::move(root)) < 0)
        return;
    if (isTarget({}))
        fetched(file);
    else
        exploreContent(file, 0, 0);
}

bool Explorer::leadsToTarget(const std::string &path) const
{
    return !m_target || path.empty()
           || (m_target->size() > path.size() && m_target->starts_with(path) && (*m_target)[path.size()] == '/');
}

void Explorer::fetched(ByteSpan bytes, const std::string &problem)
{
    m_found = true;
    m_fetchProblem = problem;
    m_fetched.assign(bytes.begin(), bytes.end());
}

Explorer::Look Explorer::lookInto(ByteSpan bytes) const
{
    Look look(bytes);
    look.first = containerAtStart(bytes);
    if (!look.first && !readExecutableHeader(bytes) && !looksLikeText(bytes))
        look.first = look.scan.next(0, [this] { return done(); });
    return look;
}

// Says of the entry what its bytes are and goes into them.
void Explorer::exploreContent(ByteSpan bytes, int index, unsigned depth, const Wrapping &outer)
{
    Look look = lookInto(bytes);
    const std::string path = entry(index).path;
    if (!look.first) {
        describeContent(entry(index), bytes);
        if (const std::string names = look.scan.givenUp(); !names.empty())
            remark(index, "too many false signs of " + names + ", which was no longer looked for");
        const auto header = readExecutableHeader(bytes);
        const uint64_t end = header ? executableExtent(bytes, *header) : 0;
        if (end != 0 && end + shortestTail < bytes.size() && !nothingBehind(bytes, end) && leadsToTarget(path)
            && depth < m_budget.limits.depth) {
            look.first = look.scan.next(end, [this] { return done(); });
            exploreParts(bytes, end, index, depth, look, nullptr);
        }
        return;
    }
    const ScanHit &hit = *look.first;
    entry(index).type = Type::Container;
    entry(index).kind = joinKinds(outer.kind, hit.offset == 0 && hit.reader ? hit.reader->kind() : "image");
    if (depth >= m_budget.limits.depth)
        return remark(index, "nested deeper than " + std::to_string(m_budget.limits.depth) + " containers: not opened");
    if (!leadsToTarget(path))
        return;
    ContentPointer content;
    if (hit.offset == 0 && hit.reader) {
        uint64_t end = hit.size;
        if (hit.reader->single(bytes)) {
            content = unpack(bytes, *hit.reader);
            end = end != 0 ? end : content->consumed;
        }
        // Where a damaged stream ends is not known; it is the whole, unless something else follows.
        const bool whole = nothingBehind(bytes, end)
                           || (content && content->damaged()
                               && !look.scan.next(std::max<uint64_t>(end, 1), [this] { return done(); }));
        if (whole) {
            if (content)
                return openContent(*content, *hit.reader, index, depth, outer);
            return openMembers(bytes, *hit.reader, index, depth);
        }
        entry(index).kind = joinKinds(outer.kind, "image");
    }
    exploreParts(bytes, 0, index, depth, look, std::move(content));
}

// What lies behind each other in an image: containers, executables, and the regions between them.
// `content`: what the first one holds, where it was unpacked already.
void Explorer::exploreParts(ByteSpan bytes, uint64_t from, int index, unsigned depth, Look &look,
                            ContentPointer content)
{
    uint64_t regionStart = from, next = from;
    std::optional<ScanHit> hit = look.first;
    while (hit && !done()) {
        const std::size_t before = m_listing.entries.size();
        if (hit->offset > regionStart && hit->size != 0) // its size is known: it is no false alarm
            addRegion(bytes, regionStart, hit->offset, index);
        const bool regionAdded = m_listing.entries.size() > before || hit->size != 0;
        const uint64_t used = addPart(bytes, *hit, index, depth, std::move(content));
        if (used != 0) {
            if (!regionAdded)
                addRegion(bytes, regionStart, hit->offset, index);
            regionStart = hit->offset + used;
        }
        next = hit->offset + std::max<uint64_t>(used, 1);
        hit = look.scan.next(next, [this] { return done(); });
    }
    if (!done())
        addRegion(bytes, regionStart, bytes.size(), index);
    if (const std::string names = look.scan.givenUp(); !names.empty())
        remark(index, "too many false signs of " + names + ", which was no longer looked for");
}

// The bytes that the part takes; 0: a false alarm, nothing was added.
uint64_t Explorer::addPart(ByteSpan bytes, const ScanHit &hit, int index, unsigned depth, ContentPointer content)
{
    if (!hit.reader)
        return addExecutable(bytes, hit, index);
    ByteSpan part = bytes.subspan(hit.offset);
    if (hit.size != 0)
        part = part.first(hit.size);
    ContainerEntry found;
    found.path = joinPath(entry(index).path, partName(hit.offset, hit.reader->kind()));
    found.kind = hit.reader->kind();
    found.type = Type::Container;
    found.parent = index;
    found.offset = hit.offset;
    const bool sure = content != nullptr; // it begins the file: no false alarm
    const bool enter = leadsToTarget(found.path) && depth + 1 < m_budget.limits.depth;
    if (hit.reader->single(part) && !content && (enter || hit.size == 0))
        content = unpack(part, *hit.reader);
    if (content && hit.size == 0) {
        const bool noise = content->damaged() && content->buffer.bytes().size() < shortestDamaged;
        if (!sure && (content->consumed == 0 || noise))
            return 0;
        part = part.first(std::clamp<uint64_t>(content->consumed, 1, part.size()));
    }
    found.size = part.size();
    const int child = addEntry(std::move(found));
    if (child < 0)
        return part.size();
    if (isTarget(entry(child).path))
        fetched(part);
    else if (enter && content)
        openContent(*content, *hit.reader, child, depth + 1, {});
    else if (enter)
        openMembers(part, *hit.reader, child, depth + 1);
    else if (leadsToTarget(entry(child).path))
        remark(child, "nested deeper than " + std::to_string(m_budget.limits.depth) + " containers: not opened");
    return part.size();
}

uint64_t Explorer::addExecutable(ByteSpan bytes, const ScanHit &hit, int index)
{
    const ByteSpan part = bytes.subspan(hit.offset, std::min<uint64_t>(hit.size, bytes.size() - hit.offset));
    ContainerEntry found;
    describeContent(found, part);
    found.path = joinPath(entry(index).path, partName(hit.offset, found.kind));
    found.parent = index;
    found.offset = hit.offset;
    found.size = part.size();
    const std::string path = found.path;
    if (addEntry(std::move(found)) >= 0 && isTarget(path))
        fetched(part);
    return part.size();
}

void Explorer::addRegion(ByteSpan bytes, uint64_t from, uint64_t to, int index)
{
    if (from >= to || done())
        return;
    uint64_t skipped = 0;
    const ByteSpan region = withoutPadding(bytes.subspan(from, to - from), skipped);
    if (region.empty() || isPadding(region))
        return;
    ContainerEntry found;
    describeContent(found, region);
    found.path = joinPath(entry(index).path, partName(from + skipped, found.kind));
    found.parent = index;
    found.offset = from + skipped;
    found.size = region.size();
    if (!found.entropy)
        found.entropy = entropyOf(region);
    const std::string path = found.path;
    if (addEntry(std::move(found)) >= 0 && isTarget(path))
        fetched(region);
}

Explorer::ContentPointer Explorer::unpack(ByteSpan bytes, const ContainerReader &reader)
{
    class Collector : public MemberVisitor
    {
    public:
        Collector(Content &content, const Explorer &explorer) : m_content(content), m_explorer(explorer) { }
        bool visit(const Member &member) override
        {
            m_content.name = member.name;
            m_content.buffer.expect(member.size);
            if (member.read)
                member.read(m_content.buffer);
            return false;
        }
        bool stopRequested() const override { return m_explorer.done(); }

    private:
        Content &m_content;
        const Explorer &m_explorer;
    };
    auto content = std::make_unique<Content>(m_budget);
    Collector collector(*content, *this);
    const ReadOutcome outcome = reader.read(bytes, collector);
    content->consumed = outcome.consumed;
    content->problem = outcome.problem;
    return content;
}

// A wrapper's content stands for the wrapper where it is a container too; else it is its one member.
void Explorer::openContent(const Content &content, const ContainerReader &reader, int index, unsigned depth,
                           const Wrapping &outer)
{
    const std::string kind = joinKinds(outer.kind, reader.kind());
    const ByteSpan bytes = content.buffer.bytes();
    std::string problem = content.problem.empty() ? content.buffer.problem() : content.problem;
    if (const std::string cap = content.buffer.cap(); !cap.empty()) {
        problem = cap;
        m_stopped = m_stopped || content.buffer.exhausted();
    }
    entry(index).kind = kind;
    if (!problem.empty())
        remark(index, problem);
    if (bytes.empty() || !leadsToTarget(entry(index).path))
        return;
    const std::string &name = outer.name.empty() ? content.name : outer.name;
    if (lookInto(bytes).first)
        return exploreContent(bytes, index, depth + 1, {kind, name});
    ContainerEntry inner;
    inner.path = joinPath(entry(index).path, contentName(name, index));
    inner.parent = index;
    inner.size = bytes.size();
    const int child = addEntry(std::move(inner));
    if (child < 0)
        return;
    if (isTarget(entry(child).path))
        return fetched(bytes, problem);
    exploreContent(bytes, child, depth + 1);
}

} // namespace symbolon
