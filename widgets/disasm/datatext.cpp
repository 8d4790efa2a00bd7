// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/disasm/datatext.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace symbolon {

namespace {

QString translated(const char *text, int count = -1)
{
    return QCoreApplication::translate("symbolon::DataText", text, nullptr, count);
}

} // namespace

QString dataMnemonic(const DataInCode &data)
{
    switch (data.kind) {
    case DataInCode::Kind::Literal:
        switch (data.size) {
        case 1:
            return QStringLiteral(".byte");
        case 2:
            return QStringLiteral(".short");
        case 8:
            return QStringLiteral(".quad");
        default:
            return QStringLiteral(".word");
        }
    case DataInCode::Kind::Table:
        return translated(QT_TRANSLATE_NOOP("symbolon::DataText", "table"));
    case DataInCode::Kind::Padding:
        return translated(QT_TRANSLATE_NOOP("symbolon::DataText", "padding"));
    }
    return {};
}

QString dataOperands(const DataInCode &data)
{
    if (data.kind == DataInCode::Kind::Literal)
        return QStringLiteral("0x%1").arg(data.value, static_cast<int>(2 * std::min<uint64_t>(data.size, 8)), 16,
                                          QLatin1Char('0'));
    constexpr uint64_t most = std::numeric_limits<int>::max();
    return translated(QT_TRANSLATE_N_NOOP("symbolon::DataText", "%n byte(s)"),
                      static_cast<int>(std::min(data.size, most)));
}

} // namespace symbolon
