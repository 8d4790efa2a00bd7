// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/plaintext.h"

namespace symbolon {

namespace {

void appendCode(QString &out, char32_t c)
{
    if (c < 0x100)
        out += QStringLiteral("\\x%1").arg(uint(c), 2, 16, QLatin1Char('0'));
    else if (c < 0x10000)
        out += QStringLiteral("\\u%1").arg(uint(c), 4, 16, QLatin1Char('0'));
    else
        out += QStringLiteral("\\U%1").arg(uint(c), 8, 16, QLatin1Char('0'));
}

bool appendSpecial(QString &out, char32_t c, bool keepTabs)
{
    if (c == U'\t' && keepTabs)
        out += u'\t';
    else if (c == U'\n')
        out += QStringLiteral("\\n");
    else if (c == U'\t')
        out += QStringLiteral("\\t");
    else if (c == U'\r')
        out += QStringLiteral("\\r");
    else if (isHidden(c))
        appendCode(out, c);
    else
        return false;
    return true;
}

template<typename Each>
void eachCharacter(QStringView text, Each each)
{
    for (qsizetype n = 0; n < text.size(); ++n) {
        if (text[n].isHighSurrogate() && n + 1 < text.size() && text[n + 1].isLowSurrogate()) {
            each(QChar::surrogateToUcs4(text[n], text[n + 1]));
            ++n;
        } else {
            each(char32_t(text[n].unicode()));
        }
    }
}

} // namespace

bool isHidden(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // bidirectional overrides, zero width, tags
    case QChar::Other_Surrogate:
    case QChar::Other_NotAssigned: // U+FFFE and the like, which XML forbids
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

QString visible(QStringView text, bool keepTabs)
{
    QString out;
    out.reserve(text.size());
    eachCharacter(text, [&](char32_t c) {
        if (!appendSpecial(out, c, keepTabs))
            out += QStringView(QChar::fromUcs4(c));
    });
    return out;
}

QString shortened(const QString &text, qsizetype characters)
{
    // Cut before making visible too: a name can be megabytes long.
    const QString shown = visible(QStringView(text).left(characters + 1));
    return shown.size() <= characters ? shown : shown.left(characters - 1) + QStringLiteral("…");
}

QString escaped(QStringView text, bool keepTabs)
{
    QString out;
    out.reserve(text.size() + text.size() / 8);
    eachCharacter(text, [&](char32_t c) {
        switch (c) {
        case U'&':
            out += QStringLiteral("&amp;");
            break;
        case U'<':
            out += QStringLiteral("&lt;");
            break;
        case U'>':
            out += QStringLiteral("&gt;");
            break;
        case U'"':
            out += QStringLiteral("&quot;");
            break;
        case U'\'':
            out += QStringLiteral("&#39;");
            break;
        default:
            if (!appendSpecial(out, c, keepTabs))
                out += QStringView(QChar::fromUcs4(c));
        }
    });
    return out;
}

int columns(QStringView text)
{
    int columns = 0;
    eachCharacter(text, [&](char32_t c) {
        const bool wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3)
                          || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f)
                          || (c >= 0xff00 && c <= 0xff60) || c >= 0x1f300;
        columns += wide ? 2 : 1;
    });
    return columns;
}

} // namespace symbolon
