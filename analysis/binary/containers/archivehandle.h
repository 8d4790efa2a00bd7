// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// libarchive's reader over bytes in memory.
#pragma once

#include "analysis/binary/containers/reader.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <string>

namespace symbolon {

struct ArchiveDeleter {
    void operator()(archive *handle) const { archive_read_free(handle); }
};
using ArchiveHandle = std::unique_ptr<archive, ArchiveDeleter>;

// `enable` switches on the formats and filters. nullptr: no memory, or nothing that they recognise.
ArchiveHandle openArchive(ByteSpan bytes, const std::function<void(archive *)> &enable);

std::string archiveProblem(archive *handle);

// The current entry's data.
void readArchiveData(archive *handle, MemberBuffer &buffer);

// Every entry of the archive to the visitor.
ReadOutcome readArchiveMembers(ByteSpan bytes, MemberVisitor &visitor, const std::function<void(archive *)> &enable);

// Decodes one compressed stream (ARCHIVE_FILTER_*), and not what may be compressed inside of it as well.
// The outcome's `consumed` is where it ended.
ReadOutcome readFilteredStream(ByteSpan bytes, MemberVisitor &visitor, int filter, const std::string &name);
// Whether a stream's first bytes decode.
bool filteredStreamBegins(ByteSpan bytes, int filter);

} // namespace symbolon
