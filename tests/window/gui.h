// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the GUI tests share: a private home for settings and data, warnings that fail the test, and a check
// that no window is left over.
#pragma once

#include <QApplication>
#include <QSettings>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

#include <mutex>

namespace symbolon {

// Counts what Qt or the program warned of since the last take().
class Warnings
{
public:
    Warnings() { s_previous = qInstallMessageHandler(&Warnings::handle); }
    ~Warnings() { qInstallMessageHandler(s_previous); }

    static QStringList take()
    {
        const std::lock_guard lock(s_mutex);
        return std::exchange(s_messages, {});
    }

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &text)
    {
        // The platform, not the program: the offscreen plugin has no such thing.
        const bool platform = text.contains(QLatin1String("XDG_RUNTIME_DIR"))
                              || text.contains(QLatin1String("This plugin does not support"));
        if (type != QtDebugMsg && type != QtInfoMsg && !platform) {
            const std::lock_guard lock(s_mutex);
            s_messages.append(text);
        }
        s_previous(type, context, text);
    }

    static inline QtMessageHandler s_previous = nullptr;
    static inline std::mutex s_mutex;
    static inline QStringList s_messages;
};

// Settings go to a folder of the test's own.
inline void useSettingsIn(const QTemporaryDir &folder)
{
    QCoreApplication::setOrganizationName(QStringLiteral("symbolon-test"));
    QCoreApplication::setApplicationName(QStringLiteral("symbolon-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
}

inline QStringList visibleTopLevels()
{
    QStringList names;
    const auto widgets = QApplication::topLevelWidgets();
    for (const QWidget *widget : widgets)
        names.append(QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName());
    return names;
}

} // namespace symbolon
