// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixturecontent.h"
#include "must.h"

#include "app/project/schema.h"

#include <QFile>

#include <cstdio>

using namespace symbolon;

int main(int count, char **arguments)
{
    if (count != 2) {
        std::fputs("usage: projectfixture versionN.symbolon\n", stderr);
        return 2;
    }
    const QString path = QFile::decodeName(arguments[1]);
    const FixtureContent content(static_cast<int>(migrations().size()));
    const auto store = must(ProjectStore::create(path));
    const qint64 id = must(store->saveBinary(content.input, content.program));
    must(store->saveSources({content.source}, content.tree));
    must(store->saveMatches(id, content.matches));
    must(store->saveVectors(content.space, content.vectors));
    for (const Decision &decision : content.decisions)
        must(store->decide(id, decision));
    must(store->undo());
    must(store->setSetting(QStringLiteral("method"), QStringLiteral("b2sfinder")));
    return 0;
}
