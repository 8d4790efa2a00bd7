// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/storedmatches.h"

#include <QCryptographicHash>

#include <algorithm>

namespace symbolon {

namespace {

QString settingOf(qint64 binary)
{
    return QStringLiteral("matched-around/%1").arg(binary);
}

// The same for options that a method cannot tell apart, beside its name.
QString digest(const MatchOptions &options)
{
    QByteArray text = QByteArray::number(options.top) + (options.assignment ? " assigned" : "");
    const auto add = [&](const char *what, auto values, auto write) {
        std::sort(values.begin(), values.end());
        text += what;
        for (const auto &value : values)
            text += write(value);
    };
    const auto pair = [](const std::pair<uint32_t, uint32_t> &p) {
        return ' ' + QByteArray::number(p.first) + '-' + QByteArray::number(p.second);
    };
    add(" accepted", options.accepted, pair);
    add(" rejected", options.rejected, pair);
    add(" blocked", options.blocked, [](uint32_t function) { return ' ' + QByteArray::number(function); });
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
}

} // namespace

Result<void> saveMatchesMadeWith(const MatchOptions &options, ProjectStore &store, qint64 binary,
                                 const Matches &matches, const Matches *stored)
{
    if (const auto saved = store.saveMatches(binary, matches, stored); !saved)
        return saved;
    return store.setSetting(settingOf(binary), digest(options));
}

Result<std::optional<Matches>> loadMatchesMadeWith(const MatchOptions &options, const ProjectStore &store,
                                                   qint64 binary)
{
    if (store.setting(settingOf(binary)) != digest(options))
        return std::optional<Matches>();
    auto matches = store.loadMatches(binary);
    if (matches && *matches && (*matches)->method != options.method)
        return std::optional<Matches>();
    return matches;
}

} // namespace symbolon
