// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the user set once for all projects, kept in the platform's settings store.
#pragma once

#include <QByteArray>
#include <QFont>
#include <QString>
#include <QStringList>

#include <optional>

namespace symbolon {

enum class ThemeChoice { System, Light, Dark };

struct Settings {
    QString language; // "en", "zh_CN"; empty: the system's
    ThemeChoice theme = ThemeChoice::System;
    std::optional<QFont> codeFont;           // nothing: the system's fixed font
    bool rematch = true;                     // matching again after each decision
    unsigned threads = 0;                    // of one job; 0: all cores
    bool networkView = true;                 // whether the panes show which blocks and lines carry a pair's similarity
    QString device = QStringLiteral("auto"); // where the network runs: "auto", or a name of ModelModule::devices()

    static Settings load();
    void save() const;
};

// The window's geometry and where its panes stand.
struct WindowState {
    QByteArray geometry;
    QByteArray panes;
    QByteArray functions; // columns of the function table
    QByteArray graph;

    static WindowState load();
    void save() const;
    static void forget();
};

// Recently opened projects, newest first, without those that are gone.
class RecentProjects
{
public:
    static QStringList list();
    static void add(const QString &path);
    static void remove(const QString &path);
    static void clear();
};

} // namespace symbolon
