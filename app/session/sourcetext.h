// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The text of one source file of the checkout, for the source view.
#pragma once

#include "analysis/base/result.h"
#include "analysis/base/work.h"
#include "analysis/source/sourcetree.h"

#include <QString>

namespace symbolon {

inline constexpr qint64 sourceTextCap = 16 << 20; // bytes

// `label` is the file's fileLabel(). Blocks on the disk. Bytes that are no UTF-8 are read as Latin-1. The errors'
// summaries are short reasons for the view, in the user's language: not of this tree, not there any more, too large.
Result<QString> readSourceText(const SourceTree &tree, const QString &label, const Work &work);

} // namespace symbolon
