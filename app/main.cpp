// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commandline.h"
#include "app/window/runwindow.h"
#include "app/workers/workercommands.h"

#include <QApplication>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

// Without a display Qt says so in four lines and aborts.
void withoutDisplay(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type == QtFatalMsg) {
        std::fputs("symbolon: there is no display to open the workbench on; the commands list, analyze, match, find "
                   "and export need none (see symbolon --help)\n",
                   stderr);
        std::_Exit(1);
    }
    if (!context.category || !std::string_view(context.category).starts_with("qt.qpa."))
        std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, message)));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 1 && std::string_view(argv[1]) == "worker")
        return symbolon::runWorker(argc, argv);
    // The threads of torch and oneDNN would turn in circles between their pieces of work, beside ours that have some.
    if (qEnvironmentVariableIsEmpty("OMP_WAIT_POLICY"))
        qputenv("OMP_WAIT_POLICY", "PASSIVE");
    if (symbolon::isCommandLine(argc, argv))
        return symbolon::runCommandLine(argc, argv);
    const QtMessageHandler usual = qInstallMessageHandler(withoutDisplay);
    QApplication application(argc, argv);
    qInstallMessageHandler(usual);
    return symbolon::runWindow(application, QApplication::arguments());
}
