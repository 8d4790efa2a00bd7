// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/vectortables.h"

#include "app/project/projecterror.h"

namespace symbolon {

namespace {

constexpr qsizetype elementSize = 2; // bytes

Blob blob(const QByteArray &bytes)
{
    return {{bytes.constData(), static_cast<std::size_t>(bytes.size())}};
}

} // namespace

void VectorTables::save(const VectorSpace &space, const QHash<QByteArray, QByteArray> &vectors)
{
    for (const QByteArray &vector : vectors) {
        if (vector.size() != elementSize * static_cast<qsizetype>(space.dimension))
            throw ProjectError{failure("a vector has not the dimension of its network")};
    }
    m_database.prepare("DELETE FROM models WHERE name<>? OR dimension<>?").run(space.model, space.dimension);
    m_database.prepare("INSERT OR IGNORE INTO models(name, dimension) VALUES(?,?)").run(space.model, space.dimension);
    Statement model = m_database.prepare("SELECT id FROM models WHERE name=?");
    if (!model.query(space.model).next())
        throw damaged("a network that was just stored is not there");
    const int64_t id = model.integer(0);
    Statement insert = m_database.prepare("INSERT OR REPLACE INTO vectors VALUES(?,?,?,?)");
    for (auto at = vectors.cbegin(); at != vectors.cend(); ++at)
        insert.run(id, space.side, blob(at.key()), blob(at.value()));
}

QHash<QByteArray, QByteArray> VectorTables::load(const VectorSpace &space, const QList<QByteArray> &keys) const
{
    QHash<QByteArray, QByteArray> vectors;
    Statement model = m_database.prepare("SELECT id FROM models WHERE name=? AND dimension=?");
    if (!model.query(space.model, space.dimension).next())
        return vectors;
    const int64_t id = model.integer(0);
    Statement row = m_database.prepare("SELECT vector FROM vectors WHERE model=? AND side=? AND features=?");
    for (const QByteArray &key : keys) {
        if (!row.query(id, space.side, blob(key)).next())
            continue;
        const std::string_view bytes = row.bytes(0);
        if (bytes.size() != static_cast<std::size_t>(elementSize) * space.dimension)
            throw damaged("a vector of another length than its network's");
        vectors.insert(key, QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())));
    }
    return vectors;
}

} // namespace symbolon
