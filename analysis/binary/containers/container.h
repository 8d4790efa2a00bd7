// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a firmware file contains. A file is scanned for known containers at any offset; each is opened,
// and its members are looked into in the same way, down to the limits. Nothing is written to disk:
// members live in memory, and only the bytes of a member that is asked for are kept.
#pragma once

#include "analysis/base/result.h"
#include "analysis/base/work.h"
#include "analysis/binary/image.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace symbolon {

// Caps against archive bombs and runaway nesting. What a cap cut off is named in Listing::notes.
struct ContainerLimits {
    uint64_t memberBytes = 512ull << 20; // one unpacked member
    uint64_t totalBytes = 4ull << 30;    // all unpacked bytes of a job
    uint64_t members = 200'000;
    unsigned depth = 8;
};

// One node of the tree. `path` is unique in the listing and is what --member takes: the steps joined by
// '/', normalised (no "..", no leading '/'; control characters and bytes that are no UTF-8 as %XX; a name
// that comes again gets "~2"). What an image holds at an offset is a step named after offset and kind, e.g.
// "@0x10000.squashfs/bin/busybox"; what fills its parent adds no step: the one entry then stands for all
// layers, its kind being "gzip+cpio", and the members follow it directly ("bin/busybox"). Where a compressed
// stream or uImage holds no further container, its content is its one member, named as stored, or after the
// file ("kernel.gz" → "kernel"), or "content".
struct ContainerEntry {
    enum class Type : uint8_t { Container, Executable, File, Directory, Link, Special, Unknown };
    std::string path;
    // "squashfs", "gzip+tar", "uimage", "image" (parts at offsets), "elf", "pe", "macho", "text", "data", "empty",
    // "directory", "link", "special", "encrypted", "intel-hex", "srec", or a format that cannot be opened ("7z", "ubi"
    // …)
    std::string kind;
    Type type = Type::File;
    int parent = -1;     // index into Listing::entries; -1: the file itself
    uint64_t offset = 0; // of a container in its parent's bytes; of a member where it is known
    uint64_t size = 0;   // unpacked
    Architecture architecture = Architecture::Unknown;
    Endian endian = Endian::Little;
    std::string linkTarget;
    std::optional<double> entropy; // bits per byte, for regions that nothing recognised
    std::string note;              // why it was not opened, or what is odd about it
};

struct Listing {
    std::vector<ContainerEntry> entries; // depth first; entries[0] is the file itself
    std::vector<std::string> notes;      // caps reached, damaged parts
};

// The tree of `file`. BadInput when it cannot be read or is empty; an unknown file is no error: its one
// entry says "data" with its entropy.
Result<Listing> listContents(const std::string &file, const ContainerLimits &limits, const Work &work);

// The bytes of one member (a path of the listing; empty: the file itself).
Result<std::vector<uint8_t>> readMember(const std::string &file, const std::string &member,
                                        const ContainerLimits &limits, const Work &work);

} // namespace symbolon
