// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Collects what Qt logs while a test runs; a test fails on anything logged at warning level or above.
#pragma once

#include <QStringList>

namespace symbolon::test {

class Warnings
{
public:
    Warnings() { s_previous = qInstallMessageHandler(&Warnings::handle); }
    ~Warnings() { qInstallMessageHandler(s_previous); }
    Warnings(const Warnings &) = delete;
    Warnings &operator=(const Warnings &) = delete;

    // What was logged since the last call, one message per line; empty: nothing.
    static QString take() { return std::exchange(s_messages, {}).join(u'\n'); }

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
    {
        // The offscreen platform says this of every window.
        if (message == QLatin1String("This plugin does not support propagateSizeHints()"))
            return;
        if (type != QtDebugMsg && type != QtInfoMsg)
            s_messages << message;
        else if (s_previous)
            s_previous(type, context, message);
    }

    inline static QStringList s_messages;
    inline static QtMessageHandler s_previous = nullptr;
};

} // namespace symbolon::test
