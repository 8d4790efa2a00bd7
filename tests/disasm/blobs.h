// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Blobs for the tests of raw code: programs compiled here for a bare machine at an address of choice, flattened as
// their segments lie in memory.
#pragma once

#include "analysis/binary/endianview.h"
#include "analysis/binary/executableheader.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QString>
#include <QTemporaryDir>

#include <algorithm>
#include <optional>
#include <vector>

namespace blobs {

struct Flat {
    uint64_t base = 0;
    std::vector<uint8_t> bytes;
};

// The segments of an ELF as they lie in memory, without the file's header and tables of segments.
inline std::optional<Flat> flatten(const std::vector<uint8_t> &file)
{
    const auto header = symbolon::readExecutableHeader(file);
    if (!header || header->format != symbolon::FileFormat::Elf)
        return std::nullopt;
    const symbolon::EndianView view(file, header->endian);
    const bool wide = header->bits == 64;
    const unsigned word = wide ? 8 : 4;
    const uint64_t table = view.field(wide ? 32 : 28, word);
    const uint64_t entrySize = view.field(wide ? 54 : 42, 2), count = view.field(wide ? 56 : 44, 2);
    struct Segment {
        uint64_t address, offset, size;
    };
    std::vector<Segment> segments;
    for (uint64_t n = 0; n < count; ++n) {
        const uint64_t at = table + n * entrySize;
        const Segment segment{view.field(at + (wide ? 16 : 8), word), view.field(at + (wide ? 8 : 4), word),
                              view.field(at + (wide ? 32 : 16), word)};
        if (view.field(at, 4) == 1 && segment.size > 0 && view.holds(segment.offset, segment.size))
            segments.push_back(segment);
    }
    if (segments.empty())
        return std::nullopt;
    Flat flat{UINT64_MAX, {}};
    uint64_t end = 0;
    for (const Segment &segment : segments) {
        flat.base = std::min(flat.base, segment.address);
        end = std::max(end, segment.address + segment.size);
    }
    if (end - flat.base > (64u << 20))
        return std::nullopt;
    flat.bytes.resize(end - flat.base);
    for (const Segment &segment : segments) {
        for (uint64_t n = 0; n < segment.size; ++n) {
            const uint64_t from = segment.offset + n;
            const bool headers = from < (wide ? 64u : 52u) || (from >= table && from < table + count * entrySize);
            flat.bytes[segment.address - flat.base + n] = headers ? 0 : file[from];
        }
    }
    return flat;
}

inline std::vector<uint8_t> bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    return {bytes.begin(), bytes.end()};
}

// Some hundred functions that call each other, with strings and tables of pointers.
inline QByteArray programSource(int functions = 150)
{
    QByteArray source = "extern void put(const char *); int state[64];\n"
                        "__attribute__((noinline)) void put(const char *s) { while (*s) state[*s++ & 63]++; }\n";
    for (int n = 0; n < functions; ++n) {
        const QByteArray i = QByteArray::number(n), callee = QByteArray::number(n * 7 / 11);
        source += n == 0 ? "__attribute__((noinline)) int f0(int x) { put(\"the zeroth of many\"); return x + 1; }\n"
                         : "__attribute__((noinline)) int f" + i + "(int x) { if (x > " + i + ") put(\"message number "
                               + i + (n % 3 ? " of the program\"); else put(\"otherwise " : "\"); else put(\"instead ")
                               + i + "\"); return f" + callee + "(x - " + i + ") * 3 + state[x & 63]; }\n";
    }
    source += "int (*const table[])(int) = {";
    for (int n = 0; n < functions; ++n)
        source += "f" + QByteArray::number(n) + ",";
    source += "};\nconst char *const names[] = {";
    for (int n = 0; n < functions; ++n)
        source += "\"command-" + QByteArray::number(n) + "\",";
    source += "};\nint main(int n) { put(names[n]); return table[n](n); }\nvoid _start(void) { main(3); for (;;) ; }\n";
    return source;
}

// nullopt: a tool is missing, or the compiler does not know the target.
inline std::optional<Flat> compile(const QString &compiler, const QStringList &flags, uint64_t base)
{
    QTemporaryDir folder;
    const QString source = folder.filePath(QStringLiteral("p.c")), elf = folder.filePath(QStringLiteral("p.elf"));
    QFile file(source);
    if (QStandardPaths::findExecutable(compiler).isEmpty() || !file.open(QIODevice::WriteOnly)
        || file.write(programSource()) < 0)
        return std::nullopt;
    file.close();
    QProcess process;
    process.start(compiler,
                  flags
                      + QStringList{QStringLiteral("-ffreestanding"), QStringLiteral("-nostdlib"),
                                    QStringLiteral("-static"), QStringLiteral("-fno-pic"),
                                    QStringLiteral("-fno-asynchronous-unwind-tables"),
                                    QStringLiteral("-Wl,-N,--build-id=none,-Ttext=0x") + QString::number(base, 16),
                                    source, QStringLiteral("-o"), elf});
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return std::nullopt;
    return flatten(bytesOf(elf));
}

} // namespace blobs
