// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/binaryoptions.h"

#include "app/cli/console.h"

#include <QCommandLineParser>

#include <algorithm>
#include <cstdio>

namespace symbolon {

namespace {

const QString automatic = QStringLiteral("auto");

bool holdsExecutables(const QString &path, const Work &work)
{
    const auto listing = Workers().list(path, work);
    return listing && std::any_of(listing->entries.begin(), listing->entries.end(), [](const ContainerEntry &entry) {
               return entry.type == ContainerEntry::Type::Executable;
           });
}

} // namespace

void addBinaryOptions(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("member"),
                      QStringLiteral("The executable inside a container, as symbolon list names it."),
                      QStringLiteral("PATH")});
    parser.addOption({QStringLiteral("arch"),
                      QStringLiteral("BINARY is raw code, Intel HEX or S-records of this architecture: auto (what it "
                                     "looks like), %1.")
                          .arg(QString::fromStdString(knownArchitectures())),
                      QStringLiteral("A")});
    parser.addOption({QStringLiteral("base"),
                      QStringLiteral("Raw code: the address of the first byte (0x… or decimal). Intel HEX and "
                                     "S-records have their own."),
                      QStringLiteral("ADDR")});
}

Result<BinaryRequest> binaryRequest(const QCommandLineParser &parser, const QString &path)
{
    BinaryRequest request;
    request.path = path;
    request.member = parser.value(QStringLiteral("member"));
    request.architecture = parser.value(QStringLiteral("arch"));
    if (!request.architecture.isEmpty() && request.architecture != automatic
        && !parseArchitecture(request.architecture.toStdString()))
        return Error{ErrorKind::Usage,
                     "unknown architecture '" + request.architecture.toStdString() + "'",
                     {},
                     "known ones: auto, " + knownArchitectures()};
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

Result<BinaryRequest> settleArchitecture(BinaryRequest request, bool baseGiven, const Work &work)
{
    if (request.architecture != automatic)
        return request;
    const auto findings = Workers().propose(request, work);
    if (!findings)
        return findings.error();
    request.architecture.clear();
    if (findings->executable || (request.member.isEmpty() && holdsExecutables(request.path, work)))
        return request; // loaded as what it is, or refused with the list of its executables
    const std::string name =
        (request.member.isEmpty() ? request.path : request.path + u':' + request.member).toStdString();
    const RawProposal *best = findings->convincing();
    if (!best)
        return badInput(name + ": " + findings->note,
                        "if it is raw code all the same, say of which architecture and where it lies in memory (--arch "
                        "and --base)");
    request.architecture = QString::fromStdString(best->architecture);
    if (!baseGiven && !findings->addressesKnown)
        request.base = best->base;
    std::fprintf(stderr, "symbolon: %s: taken for %s: %s\n", name.c_str(), optionsFor(*findings, *best).c_str(),
                 describeProposal(*best).c_str());
    return request;
}

} // namespace symbolon
