// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Something that went wrong while the session did what the user asked, and how to try it again.
#pragma once

#include "analysis/base/result.h"

#include <QCoreApplication>
#include <QMetaType>
#include <QString>

#include <functional>

namespace symbolon {

// The translation context of what this folder says.
struct SessionText {
    Q_DECLARE_TR_FUNCTIONS(Session)
};

struct Problem {
    QString kind; // of the job, or "project"
    Error error;
    QString path;                // of a project that could not be opened; else empty
    std::function<void()> retry; // empty: trying again makes no sense
};

} // namespace symbolon

Q_DECLARE_METATYPE(symbolon::Problem)
