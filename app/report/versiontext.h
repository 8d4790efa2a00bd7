// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a binary is made of, in words and rows that a person reads: reports, the window, the command line.
#pragma once

#include "analysis/matching/components.h"
#include "app/report/reportdata.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace symbolon {

// Whether there is more to say of a binary's components than its matches say.
bool hasComponents(const ReportData &data);

// A table of the components and of what belongs to none.
struct ComponentRows {
    explicit ComponentRows(const ProgramSummary &summary);

    QStringList titles;
    std::vector<QStringList> cells; // one list a row; the last row is what belongs to none
    static QString meaning();       // what the columns count
};

// One question about versions: those side by side, or the tags of a checkout.
struct VersionAnswer {
    QString subject; // "zlib-1.2.11, zlib-1.2.13", "tags of zlib"
    QStringList names;
    const VersionVerdict *verdict = nullptr;
};

// They point into the arguments.
QList<VersionAnswer> versionAnswers(const ProgramSummary &summary, const std::vector<TagVerdict> &tags);
QString versionText(const VersionAnswer &answer); // one sentence
// "zlib-1.2.13: string “1.2.13” at 0x401000". `program` may be null.
QString versionEvidenceText(const VersionAnswer &answer, std::size_t evidence, const Program *program);

} // namespace symbolon
