// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/binaryoptions.h"

#include "app/cli/console.h"

#include <QCommandLineParser>

namespace symbolon {

void addBinaryOptions(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("member"),
                      QStringLiteral("The executable inside a container, as symbolon list names it."),
                      QStringLiteral("PATH")});
    parser.addOption({QStringLiteral("arch"),
                      QStringLiteral("BINARY is raw code of this architecture: %1.")
                          .arg(QString::fromStdString(knownArchitectures())),
                      QStringLiteral("A")});
    parser.addOption({QStringLiteral("base"),
                      QStringLiteral("Raw code: the address of the first byte (0x… or decimal)."),
                      QStringLiteral("ADDR")});
}

Result<BinaryRequest> binaryRequest(const QCommandLineParser &parser, const QString &path)
{
    BinaryRequest request;
    request.path = path;
    request.member = parser.value(QStringLiteral("member"));
    request.architecture = parser.value(QStringLiteral("arch"));
    if (!request.architecture.isEmpty() && !parseArchitecture(request.architecture.toStdString()))
        return Error{ErrorKind::Usage,
                     "unknown architecture '" + request.architecture.toStdString() + "'",
                     {},
                     "known ones: " + knownArchitectures()};
    if (parser.isSet(QStringLiteral("base"))) {
        const QString base = parser.value(QStringLiteral("base"));
        const auto number = parseNumber(base);
        if (!number)
            return Error{ErrorKind::Usage, "--base takes an address, not '" + base.toStdString() + "'", {}, {}};
        if (request.architecture.isEmpty())
            return Error{ErrorKind::Usage, "--base is for raw code and needs --arch", {}, {}};
        request.base = *number;
    }
    return request;
}

} // namespace symbolon
