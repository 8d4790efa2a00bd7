// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A run without a user: waits until the session has done everything, shows what was asked for, saves a
// picture of the window and quits.
#pragma once

#include "app/window/application.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSize>
#include <QTimer>

namespace symbolon {

struct Script {
    QString picture; // PNG to write
    QSize size{1600, 1000};
    int acceptFirst = 0; // proposals to accept, best first
    QString function;    // name, or address as 0x…; empty: one worth looking at
    QString pane;        // to bring to the front
    QString palette;     // typed into the command palette
};

class ScriptedRun : public QObject
{
    Q_OBJECT

public:
    ScriptedRun(WindowApplication &application, Script script);

private:
    void tick();
    void step();
    void chooseFunction();
    [[nodiscard]] int functionNamed(const QString &name) const;
    [[nodiscard]] int interestingFunction() const;
    void accept();
    void fitGraph();
    void save();
    void finish(int status);

    enum class Stage { Open, Accept, Choose, Show, Save, Done };
    WindowApplication &m_application;
    Script m_script;
    Stage m_stage = Stage::Open;
    QTimer m_timer;
    QElapsedTimer m_quiet; // since nothing was going on
    QElapsedTimer m_total;
};

} // namespace symbolon
