// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/settings.h"

#include <QFileInfo>
#include <QSettings>

namespace symbolon {

namespace {

constexpr qsizetype recentCount = 12;
// A layout of another version of the panes is not restored.
const QString panesKey = QStringLiteral("window/panes-2");
const QString functionsKey = QStringLiteral("window/functions");
const QString graphKey = QStringLiteral("window/graph");
const QString geometryKey = QStringLiteral("window/geometry");
const QString recentKey = QStringLiteral("recent-projects");

QString themeWord(ThemeChoice theme)
{
    switch (theme) {
    case ThemeChoice::Light:
        return QStringLiteral("light");
    case ThemeChoice::Dark:
        return QStringLiteral("dark");
    case ThemeChoice::System:
        break;
    }
    return QStringLiteral("system");
}

} // namespace

Settings Settings::load()
{
    const QSettings store;
    Settings settings;
    settings.language = store.value(QStringLiteral("language")).toString();
    const QString theme = store.value(QStringLiteral("theme")).toString();
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        if (theme == themeWord(choice))
            settings.theme = choice;
    }
    QFont font;
    const QString fontText = store.value(QStringLiteral("code-font")).toString();
    if (!fontText.isEmpty() && font.fromString(fontText))
        settings.codeFont = font;
    settings.device = store.value(QStringLiteral("device"), settings.device).toString();
    settings.networkView = store.value(QStringLiteral("network-view"), settings.networkView).toBool();
    settings.rematch = store.value(QStringLiteral("rematch"), settings.rematch).toBool();
    settings.threads = std::min(store.value(QStringLiteral("threads")).toUInt(), 1024u);
    return settings;
}

void Settings::save() const
{
    QSettings store;
    store.setValue(QStringLiteral("language"), language);
    store.setValue(QStringLiteral("theme"), themeWord(theme));
    store.setValue(QStringLiteral("code-font"), codeFont ? codeFont->toString() : QString());
    store.setValue(QStringLiteral("threads"), threads);
    store.setValue(QStringLiteral("rematch"), rematch);
    store.setValue(QStringLiteral("device"), device);
    store.setValue(QStringLiteral("network-view"), networkView);
}

WindowState WindowState::load()
{
    const QSettings store;
    return {store.value(geometryKey).toByteArray(), store.value(panesKey).toByteArray(),
            store.value(functionsKey).toByteArray(), store.value(graphKey).toByteArray()};
}

void WindowState::save() const
{
    QSettings store;
    store.setValue(geometryKey, geometry);
    store.setValue(panesKey, panes);
    store.setValue(functionsKey, functions);
    store.setValue(graphKey, graph);
}

void WindowState::forget()
{
    QSettings store;
    for (const QString &key : {geometryKey, panesKey, functionsKey, graphKey})
        store.remove(key);
}

QStringList RecentProjects::list()
{
    QStringList known;
    const QStringList stored = QSettings().value(recentKey).toStringList();
    for (const QString &path : stored) {
        if (QFileInfo::exists(path))
            known.append(path);
    }
    return known;
}

void RecentProjects::add(const QString &path)
{
    QSettings store;
    QStringList paths = store.value(recentKey).toStringList();
    paths.removeAll(path);
    paths.prepend(path);
    store.setValue(recentKey, QStringList(paths.mid(0, recentCount)));
}

void RecentProjects::remove(const QString &path)
{
    QSettings store;
    QStringList paths = store.value(recentKey).toStringList();
    paths.removeAll(path);
    store.setValue(recentKey, paths);
}

void RecentProjects::clear()
{
    QSettings().remove(recentKey);
}

} // namespace symbolon
