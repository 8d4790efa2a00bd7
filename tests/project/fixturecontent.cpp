// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixturecontent.h"

using namespace symbolon;

FixtureContent::FixtureContent(int version)
{
    generated::Random random(2026);
    const generated::Size size{6, 12, 8};
    program = version == 1   ? generated::programOfVersion1(random, size)
              : version == 2 ? generated::programOfVersion2(random, size)
                             : generated::program(random, size);
    tree = generated::sources(random, size);
    matches = generated::matches(random, program, tree);
    input = generated::binaryInput(random);
    source = generated::sourceInput(random);
    if (version < 6) // then named after the folder
        tree.components.front().name = source.path.section(u'/', -1).toStdString();
    const SourceKey key{QStringLiteral("src/a.c"), QStringLiteral("ns::main"), 12};
    decisions = {{0x1000, Decision::State::Accepted, key, QStringLiteral("sure")},
                 {0x2000, Decision::State::Rejected, {}, {}},
                 {0x1000, Decision::State::None, {}, QStringLiteral("not so sure")}};
    space = {QStringLiteral("0123456789abcdef"), 1, 4};
    if (version >= 5) {
        generated::Random more(5);
        generated::addVerdicts(more, matches, program, tree);
        decisions[1].rejected = {key, {QStringLiteral("src/b.c"), QStringLiteral("other"), 3}};
        decisions[2].state = Decision::State::Blocked;
        decisions[2].rejected = {key};
    }
    if (version >= 7) {
        generated::Random more(7);
        generated::addTables(more, program, tree);
    }
    if (version >= 4) {
        matches.model = space.model.toStdString();
        vectors = {{QByteArray(16, '\0'), QByteArray(8, '\x3c')},
                   {QByteArray(16, '\xff'), QByteArray("\0\1\2\3\4\5\6\7", 8)}};
    }
}
