// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A checkout in a temporary folder, and what is read from it, as text that a test can compare.
#pragma once

#include "analysis/source/reader.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>

class Checkout
{
public:
    Checkout(std::initializer_list<std::pair<const char *, QByteArray>> files = {})
    {
        for (const auto &[path, text] : files)
            write(path, text);
    }

    void write(const char *path, const QByteArray &text) const
    {
        const QString full = absolute(path);
        QDir().mkpath(QFileInfo(full).absolutePath());
        QFile file(full);
        QVERIFY2(file.open(QIODevice::WriteOnly), path);
        QCOMPARE(file.write(text), text.size());
    }

    [[nodiscard]] QString absolute(const char *path) const { return m_dir.filePath(QString::fromUtf8(path)); }
    [[nodiscard]] std::string root() const { return m_dir.path().toStdString(); }

    [[nodiscard]] symbolon::SourceTree read(const symbolon::SourceLimits &limits = {}) const
    {
        symbolon::Work work;
        work.threads = 2;
        auto tree = symbolon::readSources(root(), limits, work);
        if (!tree.ok())
            qFatal("%s", tree.error().summary.c_str());
        return std::move(tree).value();
    }

private:
    QTemporaryDir m_dir;
};

// "qualified line-end", by line.
inline QStringList functionsOf(const symbolon::SourceTree &tree)
{
    QStringList result;
    for (const auto &function : tree.functions)
        result << QStringLiteral("%1 %2-%3")
                      .arg(QString::fromStdString(function.qualifiedName))
                      .arg(function.line)
                      .arg(function.endLine);
    return result;
}

inline const symbolon::SourceFunction *find(const symbolon::SourceTree &tree, std::string_view name)
{
    const auto at = std::find_if(tree.functions.begin(), tree.functions.end(),
                                 [&](const symbolon::SourceFunction &f) { return f.name == name; });
    return at == tree.functions.end() ? nullptr : &*at;
}

inline QStringList stringsOf(const symbolon::SourceFunction &function)
{
    QStringList result;
    for (const auto &string : function.strings)
        result << QString::fromStdString(string.text);
    return result;
}

inline QStringList callsOf(const symbolon::SourceFunction &function)
{
    QStringList result;
    for (const auto &call : function.calls)
        result << QString::fromStdString(call.name);
    return result;
}

inline QList<qint64> integersOf(const symbolon::SourceFunction &function)
{
    QList<qint64> result;
    for (const auto &integer : function.integers)
        result << integer.value;
    return result;
}

inline QString switchesOf(const symbolon::SourceFunction &function)
{
    QStringList result;
    for (const auto &each : function.switches) {
        QStringList cases;
        for (const int64_t value : each.cases)
            cases << QString::number(value);
        if (each.unknownCases > 0)
            cases << QStringLiteral("?%1").arg(each.unknownCases);
        if (each.hasDefault)
            cases << QStringLiteral("default");
        result << cases.join(QLatin1Char(' '));
    }
    return result.join(QStringLiteral(" | "));
}

inline QString reasonFor(const symbolon::SourceTree &tree, std::string_view path)
{
    for (const auto &skipped : tree.skipped) {
        if (skipped.path == path)
            return QString::fromStdString(skipped.reason);
    }
    return {};
}
