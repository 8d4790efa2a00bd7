// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/runwindow.h"

#include "app/window/application.h"
#include "app/window/scriptedrun.h"
#include "app/window/startuptime.h"
#include "generated/version.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <memory>
#include <optional>

namespace symbolon {

namespace {

struct Options {
    QStringList paths;
    QStringList sources;
    std::optional<ThemeChoice> theme;
    std::optional<QString> language;
    Script script;
};

QCommandLineOption hidden(const char *name, const char *value)
{
    QCommandLineOption option(QString::fromLatin1(name), {}, QString::fromLatin1(value));
    option.setFlags(QCommandLineOption::HiddenFromHelp);
    return option;
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral("The workbench. For the headless commands: symbolon --help"));
    parser.addPositionalArgument(QStringLiteral("PROJECT|BINARY"),
                                 QStringLiteral("A .symbolon file, an executable or a firmware file."));
    parser.addOption({QStringLiteral("open-sources"),
                      QStringLiteral("Open this source checkout as well; may be given several times."),
                      QStringLiteral("DIR")});
    for (const char *name : {"screenshot", "size", "theme", "language", "accept-first", "function", "show", "palette"})
        parser.addOption(hidden(name, "VALUE"));
}

// One line on stderr for what is wrong; the options else.
std::optional<Options> optionsOf(const QCommandLineParser &parser)
{
    Options options;
    options.paths = parser.positionalArguments();
    options.sources = parser.values(QStringLiteral("open-sources"));
    const QString theme = parser.value(QStringLiteral("theme"));
    if (theme == QLatin1String("light") || theme == QLatin1String("dark"))
        options.theme = theme == QLatin1String("dark") ? ThemeChoice::Dark : ThemeChoice::Light;
    else if (!theme.isEmpty() && theme != QLatin1String("system")) {
        std::fprintf(stderr, "symbolon: --theme takes system, light or dark, not '%s'\n", qPrintable(theme));
        return std::nullopt;
    }
    if (parser.isSet(QStringLiteral("language")))
        options.language = parser.value(QStringLiteral("language"));
    options.script.picture = parser.value(QStringLiteral("screenshot"));
    options.script.acceptFirst = parser.value(QStringLiteral("accept-first")).toInt();
    options.script.function = parser.value(QStringLiteral("function"));
    options.script.pane = parser.value(QStringLiteral("show"));
    if (parser.isSet(QStringLiteral("palette")))
        options.script.palette = parser.value(QStringLiteral("palette")) + QLatin1String("");
    if (parser.isSet(QStringLiteral("size"))) {
        const QStringList size = parser.value(QStringLiteral("size")).split(QLatin1Char('x'));
        options.script.size = {size.value(0).toInt(), size.value(1).toInt()};
        if (options.script.size.width() < 200 || options.script.size.height() < 200
            || options.script.size.width() > 16384 || options.script.size.height() > 16384) {
            std::fprintf(stderr, "symbolon: --size takes WIDTHxHEIGHT in pixels, such as 1600x1000\n");
            return std::nullopt;
        }
    }
    return options;
}

} // namespace

int runWindow(QApplication &application, const QStringList &arguments)
{
    QApplication::setOrganizationName(QStringLiteral("symbolon"));
    QApplication::setApplicationName(QStringLiteral("symbolon"));
    QApplication::setApplicationDisplayName(QStringLiteral("Symbolon"));
    QApplication::setApplicationVersion(QStringLiteral(SYMBOLON_VERSION));

    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(arguments)) {
        std::fprintf(stderr, "symbolon: %s\n", qPrintable(parser.errorText()));
        return 2;
    }
    const auto options = optionsOf(parser);
    if (!options)
        return 2;

    // A scripted run leaves no trace: no settings, and its unsaved project goes with it.
    const bool scripted = !options->script.picture.isEmpty();
    std::optional<QTemporaryDir> scratch;
    if (scripted) {
        scratch.emplace();
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, scratch->path());
    }
    Settings settings = Settings::load();
    if (options->theme)
        settings.theme = *options->theme;
    if (options->language)
        settings.language = *options->language;
    SessionOptions session;
    if (scripted)
        session.unsavedFolder = scratch->path();
    WindowApplication workbench(session, settings, !scripted);
    const StartupTime startup(workbench.window());
    workbench.window().show();

    // Everything that reads a file comes after the first paint.
    std::unique_ptr<ScriptedRun> run;
    QTimer::singleShot(0, &application, [&] {
        workbench.window().openPaths(options->paths);
        for (const QString &folder : options->sources)
            workbench.session().openSources(folder);
        if (scripted)
            run = std::make_unique<ScriptedRun>(workbench, options->script);
    });
    return QApplication::exec();
}

} // namespace symbolon
