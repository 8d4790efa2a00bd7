// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What networks made of functions, by a hash over what they read.
#pragma once

#include "app/project/database.h"
#include "app/project/projectstore.h"

namespace symbolon {

class VectorTables
{
public:
    explicit VectorTables(const Database &database) : m_database(database) { }

    // Within the caller's transaction. Throws ProjectError when a vector has not the space's dimension.
    void save(const VectorSpace &space, const QHash<QByteArray, QByteArray> &vectors);
    [[nodiscard]] QHash<QByteArray, QByteArray> load(const VectorSpace &space, const QList<QByteArray> &keys) const;

private:
    const Database &m_database;
};

} // namespace symbolon
