// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commandline.h"
#include "app/window/runwindow.h"
#include "app/workers/workercommands.h"

#include <QApplication>

#include <string_view>

int main(int argc, char **argv)
{
    if (argc > 1 && std::string_view(argv[1]) == "worker")
        return symbolon::runWorker(argc, argv);
    if (symbolon::isCommandLine(argc, argv))
        return symbolon::runCommandLine(argc, argv);
    QApplication application(argc, argv);
    return symbolon::runWindow(application, QApplication::arguments());
}
