// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The checkouts of a project, read into one tree. What is known of one and has not changed is not read again.
#pragma once

#include "app/project/projectstore.h"
#include "app/workers/workers.h"

#include <QList>
#include <QStringList>

#include <memory>

namespace symbolon {

struct Checkouts {
    QList<SourceInput> inputs; // the components of `tree`, in its order
    std::shared_ptr<const SourceTree> tree;
    bool anew = false; // anything was read, added or left out
};

// The checkouts at `roots`, in this order. Of `known` those are taken over whose fingerprint is the same or whose
// folder is gone; they keep their names. `known` may hold nothing. BadInput: a folder that is neither there nor known.
Result<Checkouts> readCheckouts(const Workers &workers, const QStringList &roots, const Checkouts &known,
                                const Work &work);

} // namespace symbolon
