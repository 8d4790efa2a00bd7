// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Inputs and what was recovered of each: one image, its functions and their parts.
#pragma once

#include "analysis/disasm/program.h"
#include "app/project/database.h"
#include "app/project/projectstore.h"

#include <QList>

namespace symbolon {

class ProgramTables
{
public:
    explicit ProgramTables(const Database &database) : m_database(database) { }

    // Throws ProjectError unless every index in `program` points at something.
    static void check(const Program &program);

    // Within the caller's transaction. id 0: the stored input of the same path, member, architecture and base,
    // or else a new one. Matches of the old image go with it.
    int64_t save(const BinaryInput &input, const Program &program, const std::vector<QByteArray> &packedCode);
    void remove(int64_t id);

    static std::vector<QByteArray> packCode(const Program &program); // outside of the transaction: it takes time

    [[nodiscard]] QList<BinaryInput> inputs() const;
    [[nodiscard]] Program load(int64_t id) const;

private:
    int64_t saveInput(const BinaryInput &input);
    void clearImage(int64_t id);
    void loadFunctions(int64_t image, Program &program) const;
    void loadCode(int64_t image, Program &program) const;
    void loadGraph(int64_t image, Program &program) const;
    void loadReferences(int64_t image, Program &program) const;

    const Database &m_database;
};

} // namespace symbolon
