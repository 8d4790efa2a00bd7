// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/application.h"

#include "widgets/common/theme.h"

#include <QTimer>

namespace symbolon {

WindowApplication::WindowApplication(const SessionOptions &options, const Settings &settings, bool keepState)
    : m_keepState(keepState), m_settings(settings), m_session(options)
{
    m_appearance.apply(m_settings.theme);
    m_language.apply(m_settings.language);
    if (m_settings.codeFont)
        setMonospaceFont(*m_settings.codeFont);
    m_session.jobs().setThreads(m_settings.threads);
    m_session.setDevice(m_settings.device);
    m_session.setRematching(m_settings.rematch);
    makeWindow();
}

WindowApplication::~WindowApplication() = default;

void WindowApplication::makeWindow()
{
    m_window = std::make_unique<MainWindow>(m_session, m_settings);
    m_window->setStateKept(m_keepState);
    // Through the event loop: the window that asks may be replaced.
    connect(m_window.get(), &MainWindow::settingsChosen, this, &WindowApplication::apply, Qt::QueuedConnection);
}

void WindowApplication::apply(const Settings &settings)
{
    const bool otherLanguage = settings.language != m_settings.language;
    const bool otherFont = settings.codeFont != m_settings.codeFont;
    m_settings = settings;
    if (m_keepState)
        m_settings.save();
    m_appearance.apply(m_settings.theme);
    if (otherFont && m_settings.codeFont)
        setMonospaceFont(*m_settings.codeFont);
    else if (otherFont)
        resetMonospaceFont();
    m_session.jobs().setThreads(m_settings.threads);
    m_session.setDevice(m_settings.device);
    m_session.setRematching(m_settings.rematch);
    m_window->setSettings(m_settings);
    if (!otherLanguage)
        return;
    m_language.apply(m_settings.language);
    const Selection selection = m_window->selection().current();
    const QByteArray geometry = m_window->saveGeometry();
    const QByteArray panes = m_window->panesState();
    const bool visible = m_window->isVisible();
    m_window->hide();
    makeWindow();
    m_window->restoreGeometry(geometry);
    m_window->restorePanes(panes);
    m_window->selection().select(selection);
    if (visible)
        m_window->show();
}

} // namespace symbolon
