// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether what a project was made from is still there and still the same.
#pragma once

#include "analysis/base/work.h"
#include "app/project/projectstore.h"

#include <QList>
#include <QMetaType>

namespace symbolon {

enum class InputState { Unchanged, Changed, Missing };

struct InputCheck {
    QList<InputState> binaries; // in the order given
    QList<InputState> sources;  // likewise

    [[nodiscard]] bool anyChanged() const
    {
        return sources.contains(InputState::Changed) || binaries.contains(InputState::Changed);
    }
    [[nodiscard]] bool anyMissing() const
    {
        return sources.contains(InputState::Missing) || binaries.contains(InputState::Missing);
    }
};

// Size and time first; only where they differ is the file's SHA-256 taken. A member of a container counts as
// changed when the container's size or time did. Blocks on the disk.
InputCheck checkInputs(const QList<BinaryInput> &binaries, const QList<SourceInput> &sources, const Work &work);

} // namespace symbolon

Q_DECLARE_METATYPE(symbolon::InputCheck)
