// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One function per command; `arguments` begin with the program's name. To add a command: a file with its
// function, and a row in commandline.cpp.
#pragma once

#include <QStringList>

#include <stop_token>

namespace symbolon {

int listCommand(const QStringList &arguments, std::stop_token stop);
int analyzeCommand(const QStringList &arguments, std::stop_token stop);
int matchCommand(const QStringList &arguments, std::stop_token stop);
int findCommand(const QStringList &arguments, std::stop_token stop);
int exportCommand(const QStringList &arguments, std::stop_token stop);

} // namespace symbolon
