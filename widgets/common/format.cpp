// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/format.h"

#include "analysis/source/components.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cxxabi.h>
#include <memory>

namespace symbolon {

QString addressText(uint64_t address)
{
    return QStringLiteral("0x") + QString::number(address, 16);
}

QString countText(qint64 count)
{
    return QLocale().toString(count);
}

QString percentText(double fraction)
{
    const double percent = std::isfinite(fraction) ? std::floor(std::clamp(fraction, 0.0, 1.0) * 100 + 1e-9) : 0;
    return QLocale().toString(static_cast<int>(percent)) + QChar(QChar::Nbsp) + QLocale().percent();
}

QString oneLine(std::string_view text, int length)
{
    QString line;
    bool cut = false;
    const QString all = QString::fromUtf8(text.data(), qMin<qsizetype>(static_cast<qsizetype>(text.size()), 4096));
    for (const QChar c : all) {
        if (line.size() >= length) {
            cut = true;
            break;
        }
        switch (c.unicode()) {
        case u'\n':
            line += QLatin1String("\\n");
            break;
        case u'\r':
            line += QLatin1String("\\r");
            break;
        case u'\t':
            line += QLatin1String("\\t");
            break;
        default:
            if (c.isPrint())
                line += c;
            else if (c.isSurrogate())
                line += c;
            else
                line += QStringLiteral("\\x%1").arg(c.unicode(), 2, 16, QLatin1Char('0'));
        }
    }
    if (cut || text.size() > 4096)
        line += u'…';
    return line;
}

QString sourceName(const SourceFunction &function)
{
    return QString::fromStdString(function.qualifiedName.empty() ? function.name : function.qualifiedName);
}

QString placeText(const SourceTree &sources, const SourceFunction &function)
{
    const QString path = function.file < sources.files.size()
                             ? QString::fromStdString(fileLabel(sources, sources.files[function.file]))
                             : QStringLiteral("?");
    return path + u':' + QString::number(function.line);
}

QString symbolText(const std::string &symbol)
{
    constexpr std::size_t longest = 2000; // a hostile symbol could unfold without end
    if ((symbol.starts_with("_Z") || symbol.starts_with("__Z")) && symbol.size() <= longest) {
        int status = 0;
        const char *mangled = symbol.c_str() + (symbol[1] == '_' ? 1 : 0);
        const std::unique_ptr<char, decltype(&std::free)> plain(abi::__cxa_demangle(mangled, nullptr, nullptr, &status),
                                                                &std::free);
        if (status == 0 && plain)
            return oneLine(plain.get(), 400);
    }
    return oneLine(symbol, 400);
}

QString scoreMeaning()
{
    return QCoreApplication::translate(
        "symbolon::Format",
        "Similarity: how much of what the two functions tell about themselves (strings, constants, calls, "
        "shape) agrees. It says how similar they are, not that they are the same.");
}

QString confidenceMeaning()
{
    return QCoreApplication::translate(
        "symbolon::Format",
        "Confidence: how likely it is that this candidate is the right one, of all there are. Twins can be very "
        "similar and leave little confidence.");
}

} // namespace symbolon
