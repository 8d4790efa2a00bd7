// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/jsonwriter.h"

#include <cmath>

namespace symbolon
{

namespace
{

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
    static const char hex[] = "0123456789abcdef";
    for (const char c : text.toUtf8()) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            m_buffer += '\\';
            m_buffer += c;
        } else if (c == '\n') {
            m_buffer += "\\n";
        } else if (c == '\t') {
            m_buffer += "\\t";
        } else if (byte < 0x20 || byte == 0x7f) {
            m_buffer += "\\u00";
            m_buffer += hex[byte >> 4];
            m_buffer += hex[byte & 15];
        } else {
            m_buffer += c;
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

void JsonWriter::null()
{
    separate();
    m_buffer += "null";
}

} // namespace symbolon
