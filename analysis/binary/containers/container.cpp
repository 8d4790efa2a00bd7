// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/containers/container.h"

#include "analysis/binary/containers/explorer.h"
#include "analysis/binary/containers/mappedfile.h"
#include "analysis/binary/containers/pathnames.h"

#include <exception>

namespace symbolon {

namespace {

// Runs the walk; libraries below may throw, or memory may run out.
Result<void> run(Explorer &explorer, const MappedFile &file, const std::string &path, const Work &work)
{
    try {
        explorer.explore(file.bytes(), std::string(baseName(path)));
    } catch (const std::bad_alloc &) {
        return failure(path + ": there is not enough memory to unpack this", "Lower the limits for containers.");
    } catch (const std::exception &error) {
        return badInput(path + ": damaged beyond reading", {}, error.what());
    }
    if (work.stopRequested())
        return cancelled();
    return {};
}

std::string whyNot(const ContainerEntry *entry)
{
    if (!entry)
        return "there is no such member";
    switch (entry->type) {
    case ContainerEntry::Type::Directory:
        return "this is a directory";
    case ContainerEntry::Type::Link:
        return "this is a link to " + entry->linkTarget;
    case ContainerEntry::Type::Special:
        return "this is a device or another special file";
    default:
        return entry->note.empty() ? "it cannot be read" : entry->note;
    }
}

} // namespace

Result<Listing> listContents(const std::string &file, const ContainerLimits &limits, const Work &work)
{
    const auto mapped = MappedFile::open(file);
    if (!mapped)
        return mapped.error();
    Explorer explorer(limits, work);
    if (auto ran = run(explorer, *mapped, file, work); !ran)
        return ran.error();
    return explorer.takeListing();
}

Result<std::vector<uint8_t>> readMember(const std::string &file, const std::string &member,
                                        const ContainerLimits &limits, const Work &work)
{
    const auto mapped = MappedFile::open(file);
    if (!mapped)
        return mapped.error();
    Explorer explorer(limits, work, member);
    if (auto ran = run(explorer, *mapped, file, work); !ran)
        return ran.error();
    if (!explorer.found())
        return badInput(file + ": " + member + ": " + whyNot(explorer.entryAt(member)),
                        "List the file to see what can be opened.");
    if (!explorer.fetchProblem().empty())
        return badInput(file + ": " + member + ": " + explorer.fetchProblem());
    return explorer.takeFetched();
}

} // namespace symbolon
