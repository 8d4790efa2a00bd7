// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What every fixture project holds, whatever the version of its tables. What a later version adds is filled by its
// migration, so this content only ever grows by fields with defaults.
#pragma once

#include "generated.h"

struct FixtureContent {
    explicit FixtureContent(int version);

    symbolon::Program program;
    symbolon::SourceTree tree;
    symbolon::Matches matches;
    symbolon::BinaryInput input;
    symbolon::SourceInput source;
    QList<symbolon::Decision> decisions; // one step each; the last one was undone
    symbolon::VectorSpace space;         // from version 4 on
    QHash<QByteArray, QByteArray> vectors;
};
