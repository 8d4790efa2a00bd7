// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// --device and --weights: which network, and where it runs.
#pragma once

#include "app/embedding/search.h"

class QCommandLineParser;

namespace symbolon {

struct NetworkOptions {
    QString device;
    QString weights; // empty: those that came with the program
};

void addNetworkOptions(QCommandLineParser &parser);
// Usage error for a word that names no device.
Result<NetworkOptions> networkOptions(const QCommandLineParser &parser);

// Vectors in the project that one thread has open.
class StoredVectors : public VectorStore
{
public:
    explicit StoredVectors(ProjectStore &store) : m_store(store) { }
    Result<QHash<QByteArray, QByteArray>> load(const VectorSpace &space, const QList<QByteArray> &keys,
                                               const Work &work) override;
    Result<void> save(const VectorSpace &space, const QHash<QByteArray, QByteArray> &vectors,
                      const Work &work) override;

private:
    ProjectStore &m_store;
};

} // namespace symbolon
