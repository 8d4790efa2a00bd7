// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One class per container format, each in the file of its family, all listed in readers.cpp. To add a
// format, write such a class and list it there; the scan, the limits and the tree come with it.
#pragma once

#include "analysis/binary/containers/container.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

using ByteSpan = std::span<const uint8_t>;

// Where a member's bytes go. It keeps the caps: append() takes what still fits and is false from then on.
class MemberBuffer
{
public:
    virtual ~MemberBuffer() = default;
    virtual bool append(ByteSpan bytes) = 0;
    // Room for this many bytes in all, as far as the caps allow.
    virtual void expect(uint64_t size) = 0;
    // What went wrong while reading; the first one counts.
    virtual void fail(std::string problem) = 0;
};

struct Member {
    std::string name; // as in the container; may be empty where it holds one thing only
    ContainerEntry::Type type = ContainerEntry::Type::File; // File, Directory, Link or Special
    uint64_t offset = 0; // of its bytes in the container, where they lie there as they are
    uint64_t size = 0;   // as the container says
    std::string linkTarget;
    std::string note; // why it cannot be read; then `read` is empty
    std::function<void(MemberBuffer &)> read;
};

class MemberVisitor
{
public:
    virtual ~MemberVisitor() = default;
    // Called for each member in order; it may call member.read once, before it returns. False: stop.
    virtual bool visit(const Member &member) = 0;
    virtual bool stopRequested() const = 0;
};

// A magic number and where it stands from the beginning of the container.
struct Signature {
    std::string_view magic;
    uint64_t at = 0;
};

// What a first look says. `size`: the bytes that it takes, where the format tells; 0: known after reading.
struct Probe {
    uint64_t size = 0;
};

// How reading went. `consumed`: the bytes that were used; `problem`: damage that ended it early.
struct ReadOutcome {
    uint64_t consumed = 0;
    std::string problem;
};

class ContainerReader
{
public:
    virtual ~ContainerReader() = default;
    virtual std::string_view kind() const = 0; // "squashfs", "gzip" …
    virtual std::vector<Signature> signatures() const = 0;
    // Whether one begins at the first byte: more than the magic has to fit, since noise is full of magics.
    // `alone`: the bytes are a whole file or member, not a place inside an image, so that less is needed.
    virtual std::optional<Probe> probe(ByteSpan bytes, bool alone) const = 0;
    // False alarms in one image after which the format is no longer looked for there, so that a forged file
    // cannot make the scan quadratic. Small where a first look is expensive.
    virtual unsigned patience() const { return 20'000; }
    // A compressed stream or wrapper: one member, whose content stands for the container.
    virtual bool single(ByteSpan) const { return false; }
    virtual ReadOutcome read(ByteSpan bytes, MemberVisitor &visitor) const = 0;
};

const std::vector<std::unique_ptr<ContainerReader>> &containerReaders();

} // namespace symbolon
