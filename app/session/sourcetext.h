// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The text of one source file for the source view: from the checkout when it is there, else put together
// from the functions' texts that the project keeps, each at its own lines.
#pragma once

#include "analysis/base/work.h"
#include "analysis/source/sourcetree.h"

#include <QMetaType>
#include <QString>

#include <memory>

namespace symbolon
{

struct SourceText {
    enum class Origin { Checkout, Project };
    enum class Note {
        None,
        Missing,   // not in the checkout any more: functions only
        Changed,   // another size than when it was read: lines may be off
        Shortened, // larger than the cap: its beginning only
    };
    uint32_t file = 0; // index into SourceTree::files
    QString path;      // relative to the checkout
    QString text;
    Origin origin = Origin::Checkout;
    Note note = Note::None;
};

inline constexpr qint64 sourceTextCap = 8 << 20; // bytes

// Blocks on the disk. `file` must be an index into tree.files. Bytes that are no UTF-8 are read as Latin-1.
SourceText readSourceText(const SourceTree &tree, uint32_t file, const Work &work);

} // namespace symbolon

Q_DECLARE_METATYPE(symbolon::SourceText)
