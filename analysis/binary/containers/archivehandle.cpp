// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/containers/archivehandle.h"

namespace symbolon {

namespace {

constexpr int acceptable = ARCHIVE_WARN; // warnings are above failures

std::string text(const char *utf8, const char *local)
{
    return utf8 ? utf8 : local ? local : "";
}

Member describe(archive_entry *entry)
{
    Member member;
    member.name = text(archive_entry_pathname_utf8(entry), archive_entry_pathname(entry));
    if (archive_entry_size_is_set(entry) && archive_entry_size(entry) > 0)
        member.size = static_cast<uint64_t>(archive_entry_size(entry));
    const std::string hardLink = text(archive_entry_hardlink_utf8(entry), archive_entry_hardlink(entry));
    switch (archive_entry_filetype(entry)) {
    case AE_IFDIR:
        member.type = ContainerEntry::Type::Directory;
        break;
    case AE_IFLNK:
        member.type = ContainerEntry::Type::Link;
        member.linkTarget = text(archive_entry_symlink_utf8(entry), archive_entry_symlink(entry));
        break;
    case AE_IFCHR:
    case AE_IFBLK:
    case AE_IFIFO:
    case AE_IFSOCK:
        member.type = ContainerEntry::Type::Special;
        break;
    default:
        // The last of several names for one file carries its bytes in a cpio.
        if (!hardLink.empty() && member.size == 0) {
            member.type = ContainerEntry::Type::Link;
            member.linkTarget = hardLink;
            member.note = "hard link";
        }
        break;
    }
    if (member.type == ContainerEntry::Type::File && member.size == 0 && archive_entry_nlink(entry) > 1)
        member.note = "hard link: its bytes are with another of its names";
    if (archive_entry_is_encrypted(entry) == 1)
        member.note = "encrypted";
    return member;
}

} // namespace

ArchiveHandle openArchive(ByteSpan bytes, const std::function<void(archive *)> &enable)
{
    ArchiveHandle handle(archive_read_new());
    if (!handle)
        return nullptr;
    enable(handle.get());
    if (archive_read_open_memory(handle.get(), bytes.data(), bytes.size()) < acceptable)
        return nullptr;
    return handle;
}

std::string archiveProblem(archive *handle)
{
    const char *problem = archive_error_string(handle);
    return problem ? problem : "damaged";
}

void readArchiveData(archive *handle, MemberBuffer &buffer)
{
    static constexpr uint8_t zeros[4096] = {};
    uint64_t written = 0;
    for (;;) {
        const void *block = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        const int status = archive_read_data_block(handle, &block, &size, &offset);
        if (status == ARCHIVE_EOF)
            return;
        if (status < acceptable)
            return buffer.fail(archiveProblem(handle));
        while (offset >= 0 && written < static_cast<uint64_t>(offset)) { // a hole of a sparse file
            const uint64_t gap = std::min<uint64_t>(sizeof zeros, static_cast<uint64_t>(offset) - written);
            if (!buffer.append({zeros, gap}))
                return;
            written += gap;
        }
        if (!buffer.append({static_cast<const uint8_t *>(block), size}))
            return;
        written += size;
    }
}

ReadOutcome readArchiveMembers(ByteSpan bytes, MemberVisitor &visitor, const std::function<void(archive *)> &enable)
{
    const ArchiveHandle handle = openArchive(bytes, enable);
    ReadOutcome outcome{bytes.size(), {}};
    if (!handle) {
        outcome.problem = "damaged at its beginning";
        return outcome;
    }
    while (!visitor.stopRequested()) {
        archive_entry *entry = nullptr;
        const int status = archive_read_next_header(handle.get(), &entry);
        if (status == ARCHIVE_EOF)
            break;
        if (status < acceptable) {
            outcome.problem = archiveProblem(handle.get());
            break;
        }
        Member member = describe(entry);
        if (member.note != "encrypted" && member.type == ContainerEntry::Type::File)
            member.read = [&](MemberBuffer &buffer) { readArchiveData(handle.get(), buffer); };
        if (!visitor.visit(member))
            break;
    }
    return outcome;
}

ReadOutcome readFilteredStream(ByteSpan bytes, MemberVisitor &visitor, int filter, const std::string &name)
{
    const auto handle = openArchive(bytes, [&](archive *reader) {
        archive_read_append_filter(reader, filter);
        archive_read_support_format_raw(reader);
    });
    archive_entry *entry = nullptr;
    ReadOutcome outcome;
    if (!handle || archive_read_next_header(handle.get(), &entry) != ARCHIVE_OK) {
        outcome.problem = "nothing of it can be unpacked: cut short, or damaged at its beginning";
        return outcome;
    }
    Member member;
    member.name = name;
    member.read = [&](MemberBuffer &buffer) { readArchiveData(handle.get(), buffer); };
    visitor.visit(member);
    const la_int64_t consumed = archive_filter_bytes(handle.get(), -1);
    outcome.consumed = consumed > 0 ? std::min<uint64_t>(static_cast<uint64_t>(consumed), bytes.size()) : 0;
    return outcome;
}

bool filteredStreamBegins(ByteSpan bytes, int filter)
{
    const auto handle = openArchive(bytes, [&](archive *reader) {
        archive_read_append_filter(reader, filter);
        archive_read_support_format_raw(reader);
    });
    archive_entry *entry = nullptr;
    if (!handle || archive_read_next_header(handle.get(), &entry) != ARCHIVE_OK
        || archive_filter_code(handle.get(), 0) == ARCHIVE_FILTER_NONE)
        return false;
    uint8_t first[1024];
    return archive_read_data(handle.get(), first, sizeof first) >= 0;
}

} // namespace symbolon
