// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The words of the reports that people read, in their language.
#pragma once

#include "analysis/matching/match.h"
#include "app/report/reportdata.h"

#include <QCoreApplication>
#include <QList>
#include <QString>

namespace symbolon {

struct ReportFact {
    QString name;
    QString value;
    bool code = false; // paths, hashes: monospace
};

struct ReportText {
    Q_DECLARE_TR_FUNCTIONS(ReportText)

public:
    static QString state(ReportState state);
    static QString stateMark(ReportState state); // ✓ ? ✗ –
    static QString kind(EvidenceKind kind);
    static QString foundBy(const BinaryFunction &function); // "found by symbol, call (99 %)"
    static QString percent(double share);                   // 0…1
    static QString number(qint64 number);
    static QString bytes(qint64 size);
    static QString language(); // of the translation: "en", "zh-CN"
    static QString headline(const ReportData &data);
    static QList<ReportFact> facts(const ReportData &data); // the inputs, the method
};

// The file's name, with the member inside a container.
QString reportSubject(const ReportInput &input);

} // namespace symbolon
