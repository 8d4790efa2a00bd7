// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/jsonwriter.h"

#include "app/report/plaintext.h"

#include <cmath>

namespace symbolon {

namespace {

constexpr qsizetype bufferSize = 1 << 16;

} // namespace

void JsonWriter::separate()
{
    if (!m_first)
        m_buffer += ',';
    m_first = false;
    if (m_buffer.size() >= bufferSize)
        flush();
}

void JsonWriter::flush()
{
    m_device.write(m_buffer);
    m_buffer.clear();
}

JsonWriter &JsonWriter::key(const char *key)
{
    separate();
    m_buffer += '"';
    m_buffer += key;
    m_buffer += "\":";
    m_first = true; // its value follows without a comma
    return *this;
}

void JsonWriter::open(char bracket, bool ownLine)
{
    separate();
    if (ownLine)
        m_buffer += '\n';
    m_buffer += bracket;
    m_first = true;
}

void JsonWriter::close(char bracket)
{
    m_buffer += bracket;
    m_first = false;
}

void JsonWriter::value(const QString &text)
{
    separate();
    m_buffer += '"';
    for (qsizetype n = 0; n < text.size(); ++n) {
        const QChar c = text[n];
        const bool pair = c.isHighSurrogate() && n + 1 < text.size() && text[n + 1].isLowSurrogate();
        if (c == u'"' || c == u'\\') {
            m_buffer += '\\';
            m_buffer += c.toLatin1();
        } else if (c == u'\n') {
            m_buffer += "\\n";
        } else if (c == u'\t') {
            m_buffer += "\\t";
        } else if (isHidden(pair ? QChar::surrogateToUcs4(c, text[n + 1]) : char32_t(c.unicode()))) {
            appendCode(c);
            if (pair)
                appendCode(text[++n]);
        } else {
            m_buffer += QStringView(text).mid(n, pair ? 2 : 1).toUtf8();
            n += pair;
        }
    }
    m_buffer += '"';
}

void JsonWriter::value(qint64 number)
{
    separate();
    m_buffer += QByteArray::number(number);
}

void JsonWriter::value(double number)
{
    if (!std::isfinite(number)) {
        null();
        return;
    }
    separate();
    m_buffer += QByteArray::number(number, 'g', 6);
}

void JsonWriter::appendCode(QChar unit)
{
    m_buffer += "\\u" + QByteArray::number(unit.unicode(), 16).rightJustified(4, '0');
}

void JsonWriter::flag(bool value)
{
    separate();
    m_buffer += value ? "true" : "false";
}

void JsonWriter::null()
{
    separate();
    m_buffer += "null";
}

} // namespace symbolon
