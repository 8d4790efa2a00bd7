// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// With SYMBOLON_STARTUP_TIME=1 in the environment: says on stderr how many milliseconds after the process's
// start the window was first painted, and how much of that the processor worked for it.
#pragma once

#include <QObject>

namespace symbolon {

class StartupTime : public QObject
{
    Q_OBJECT

public:
    explicit StartupTime(QObject &window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace symbolon
