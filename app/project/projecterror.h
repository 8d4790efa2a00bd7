// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From what SQLite says to what the user reads: which file, what is wrong with it, what to do.
#pragma once

#include "analysis/base/result.h"
#include "app/project/database.h"

#include <QCoreApplication>
#include <QString>

#include <exception>
#include <functional>
#include <type_traits>

namespace symbolon {

struct ProjectText {
    Q_DECLARE_TR_FUNCTIONS(ProjectText)
};

// Thrown inside this folder, like DatabaseError, where the message is already made.
struct ProjectError {
    Error error;
};

// Thrown when the file's content contradicts itself.
DatabaseError damaged(std::string what);

Error projectError(const DatabaseError &error, const QString &path);

// "A backup of 3 May 2026 14:07 is beside it: …", or what else can be done.
std::string backupHint(const QString &path);

// Runs `body` and turns whatever it throws into an Error about `path`.
template<typename Body>
auto guarded(const QString &path, Body body) -> std::invoke_result_t<Body>
{
    try {
        return body();
    } catch (const DatabaseError &error) {
        return projectError(error, path);
    } catch (const ProjectError &error) {
        return error.error;
    } catch (const std::exception &error) {
        return failure(path.toStdString() + ": " + error.what());
    }
}

} // namespace symbolon
