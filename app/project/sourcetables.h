// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The source checkouts: their files, their functions with their text and what survives compilation of it.
#pragma once

#include "analysis/source/sourcetree.h"
#include "app/project/database.h"
#include "app/project/projectstore.h"

#include <vector>

namespace symbolon {

class SourceTables
{
public:
    explicit SourceTables(const Database &database) : m_database(database) { }

    struct PackedText {
        QByteArray sha256;
        QByteArray body;
    };
    static std::vector<PackedText> packTexts(const SourceTree &tree); // outside of the transaction: it takes time
    // Throws ProjectError unless every function names a file that is there, every file a component, and each component
    // is an input.
    static void check(const QList<SourceInput> &inputs, const SourceTree &tree);

    // Both within the caller's transaction. All matches go: they count source functions by place.
    void save(const QList<SourceInput> &inputs, const SourceTree &tree, const std::vector<PackedText> &texts);
    void clear();
    [[nodiscard]] QList<SourceInput> inputs() const;
    [[nodiscard]] SourceTree load() const;

private:
    void loadFunctions(SourceTree &tree) const;
    void loadFacts(SourceTree &tree) const;

    const Database &m_database;
};

} // namespace symbolon
