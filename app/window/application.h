// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What outlives a window: the session, the settings and how they are applied. A change of language makes
// the window anew on the same session.
#pragma once

#include "app/session/session.h"
#include "app/window/appearance.h"
#include "app/window/language.h"
#include "app/window/mainwindow.h"
#include "app/window/settings.h"

#include <QObject>

#include <memory>

namespace symbolon {

class WindowApplication : public QObject
{
    Q_OBJECT

public:
    // `keepState` false: settings are neither read nor written (scripted runs).
    WindowApplication(const SessionOptions &options, const Settings &settings, bool keepState);
    ~WindowApplication() override;

    [[nodiscard]] MainWindow &window() const { return *m_window; }
    [[nodiscard]] Session &session() { return m_session; }
    void apply(const Settings &settings);

private:
    void makeWindow();

    bool m_keepState;
    Settings m_settings;
    Appearance m_appearance;
    Language m_language;
    Session m_session;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace symbolon
