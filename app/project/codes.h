// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The numbers that stand for enumerators in project files. They are the enumerators' own values, pinned here:
// reordering an enumeration does not compile, a new enumerator warns until it is added.
#pragma once

#include "analysis/disasm/program.h"
#include "app/project/projecterror.h"
#include "app/project/projectstore.h"

#include <cstdint>

namespace symbolon {

static_assert(int(FileFormat::Elf) == 0 && int(FileFormat::Pe) == 1 && int(FileFormat::MachO) == 2
              && int(FileFormat::Raw) == 3);
static_assert(int(Architecture::Unknown) == 0 && int(Architecture::X86) == 1 && int(Architecture::X86_64) == 2
              && int(Architecture::Arm) == 3 && int(Architecture::AArch64) == 4 && int(Architecture::Mips32) == 5
              && int(Architecture::Mips64) == 6 && int(Architecture::PowerPc32) == 7
              && int(Architecture::PowerPc64) == 8);
static_assert(int(Endian::Little) == 0 && int(Endian::Big) == 1);
static_assert(int(EdgeKind::Taken) == 0 && int(EdgeKind::FallThrough) == 1 && int(EdgeKind::Jump) == 2
              && int(EdgeKind::Switch) == 3 && int(EdgeKind::Exception) == 4);
static_assert(int(Reference::Kind::String) == 0 && int(Reference::Kind::Integer) == 1 && int(Reference::Kind::Data) == 2
              && int(Reference::Kind::Function) == 3 && int(Reference::Kind::Import) == 4
              && int(Reference::Kind::Float) == 5);
static_assert(int(DataInCode::Kind::Literal) == 0 && int(DataInCode::Kind::Table) == 1
              && int(DataInCode::Kind::Padding) == 2);
static_assert(int(Decision::State::None) == 0 && int(Decision::State::Accepted) == 1
              && int(Decision::State::Rejected) == 2 && int(Decision::State::Blocked) == 3);
static_assert(int(Verdict::Unknown) == 0 && int(Verdict::Matched) == 1 && int(Verdict::Inlined) == 2
              && int(Verdict::Absent) == 3);

inline bool isKnown(FileFormat format)
{
    switch (format) {
    case FileFormat::Elf:
    case FileFormat::Pe:
    case FileFormat::MachO:
    case FileFormat::Raw:
        return true;
    }
    return false;
}

inline bool isKnown(Architecture architecture)
{
    switch (architecture) {
    case Architecture::Unknown:
    case Architecture::X86:
    case Architecture::X86_64:
    case Architecture::Arm:
    case Architecture::AArch64:
    case Architecture::Mips32:
    case Architecture::Mips64:
    case Architecture::PowerPc32:
    case Architecture::PowerPc64:
        return true;
    }
    return false;
}

inline bool isKnown(Endian endian)
{
    switch (endian) {
    case Endian::Little:
    case Endian::Big:
        return true;
    }
    return false;
}

inline bool isKnown(EdgeKind kind)
{
    switch (kind) {
    case EdgeKind::Taken:
    case EdgeKind::FallThrough:
    case EdgeKind::Jump:
    case EdgeKind::Switch:
    case EdgeKind::Exception:
        return true;
    }
    return false;
}

inline bool isKnown(Reference::Kind kind)
{
    switch (kind) {
    case Reference::Kind::String:
    case Reference::Kind::Integer:
    case Reference::Kind::Data:
    case Reference::Kind::Function:
    case Reference::Kind::Import:
    case Reference::Kind::Float:
        return true;
    }
    return false;
}

inline bool isKnown(DataInCode::Kind kind)
{
    switch (kind) {
    case DataInCode::Kind::Literal:
    case DataInCode::Kind::Table:
    case DataInCode::Kind::Padding:
        return true;
    }
    return false;
}

inline bool isKnown(Decision::State state)
{
    switch (state) {
    case Decision::State::None:
    case Decision::State::Accepted:
    case Decision::State::Rejected:
    case Decision::State::Blocked:
        return true;
    }
    return false;
}

inline bool isKnown(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Unknown:
    case Verdict::Matched:
    case Verdict::Inlined:
    case Verdict::Absent:
        return true;
    }
    return false;
}

template<typename Enumeration>
int code(Enumeration value)
{
    return static_cast<int>(value);
}

template<typename Enumeration>
Enumeration fromCode(int64_t value)
{
    const auto enumerator = static_cast<Enumeration>(value);
    if (value < 0 || value > 0xff || !isKnown(enumerator))
        throw damaged("an unknown kind: " + std::to_string(value));
    return enumerator;
}

} // namespace symbolon
