// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// JSON in the order in which it is written, to a device, without a document in memory. A write that fails shows in
// the device's own error.
#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QString>

namespace symbolon {

class JsonWriter
{
public:
    explicit JsonWriter(QIODevice &device) : m_device(device) { }
    ~JsonWriter() { flush(); }
    JsonWriter(const JsonWriter &) = delete;
    JsonWriter &operator=(const JsonWriter &) = delete;

    // `key` is one of ours: plain ASCII, nothing to escape. Values follow a key, or stand in an array.
    JsonWriter &key(const char *key);
    void beginObject(bool ownLine = false) { open('{', ownLine); }
    void endObject() { close('}'); }
    void beginArray() { open('[', false); }
    void endArray() { close(']'); }
    void value(const QString &text);
    void value(QLatin1String text) { value(QString(text)); }
    void value(qint64 number);
    void value(double number); // six significant digits
    void flag(bool value);
    void null();
    void endLine() { m_buffer += '\n'; } // after the last bracket

private:
    void open(char bracket, bool ownLine);
    void close(char bracket);
    void appendCode(QChar unit); // \uXXXX
    void separate();
    void flush();

    QIODevice &m_device;
    QByteArray m_buffer;
    bool m_first = true; // of the innermost object or array
};

} // namespace symbolon
