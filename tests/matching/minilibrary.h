// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A small program and two versions of the library that it is linked with, as checkouts and as a stripped binary.
#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QString>

namespace minilibrary {

inline const char *const header = R"(#ifndef MINI_H
#define MINI_H
#define MINI_VERSION "mini @VERSION@"
struct entry { const char *key; int value; struct entry *next; };
struct table { struct entry *buckets[61]; int count; int error; };
const char *mini_version(void);
const char *mini_error_text(int error);
unsigned mini_hash(const char *key);
int mini_put(struct table *table, const char *key, int value);
int mini_get(const struct table *table, const char *key, int *value);
int mini_load(struct table *table, const char *path);
int mini_save(const struct table *table, const char *path);
unsigned mini_checksum(const unsigned char *data, unsigned long length);
void mini_clear(struct table *table);
void mini_describe(const struct table *table);
#endif
)";

inline const char *const tableSource = R"(#include "mini.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The version that the library has. */
const char *mini_version(void)
{
    return MINI_VERSION;
}

unsigned mini_hash(const char *key)
{
    unsigned hash = @SEED@;
    while (*key)
        hash = hash * 16777619u ^ (unsigned char)*key++;
    return hash % 61;
}

int mini_put(struct table *table, const char *key, int value)
{
    struct entry *entry;
    if (!key || !*key) {
        fprintf(stderr, "mini: an entry needs a key\n");
        return table->error = -22;
    }
    entry = malloc(sizeof *entry);
    if (!entry) {
        fprintf(stderr, "mini: no memory for entry %s\n", key);
        return table->error = -12;
    }
    entry->key = strdup(key);
    entry->value = value;
    entry->next = table->buckets[mini_hash(key)];
    table->buckets[mini_hash(key)] = entry;
    table->count++;
    return 0;
}

int mini_get(const struct table *table, const char *key, int *value)
{
    const struct entry *entry;
    for (entry = table->buckets[mini_hash(key)]; entry; entry = entry->next) {
        if (strcmp(entry->key, key) == 0) {
            *value = entry->value;
            return 0;
        }
    }
    printf("mini: no entry called %s\n", key);
    return -2;
}

void mini_clear(struct table *table)
{
    int n;
    for (n = 0; n < 61; n++) {
        while (table->buckets[n]) {
            struct entry *next = table->buckets[n]->next;
            free((void *)table->buckets[n]->key);
            free(table->buckets[n]);
            table->buckets[n] = next;
        }
    }
    memset(table, 0, sizeof *table);
}
)";

inline const char *const fileSource = R"(#include "mini.h"
#include <stdio.h>
#include <string.h>

const char *mini_error_text(int error)
{
    switch (error) {
    case -2: return "no such entry in the table";
    case -12: return "out of memory for the table";
    case -22: return "@INVALID@";
    case -5: return "the table's file cannot be read";
    }
    return "mini: unknown error";
}

int mini_load(struct table *table, const char *path)
{
    char line[512];
    FILE *file = fopen(path, "r");
    if (!file) {
        fprintf(stderr, "mini: cannot open table %s for reading\n", path);
        return -5;
    }
    while (fgets(line, sizeof line, file)) {
        char key[256];
        int value;
        if (sscanf(line, "%255[^=]=%d", key, &value) != 2) {
            fprintf(stderr, "@BADLINE@", path, line);
            continue;
        }
        mini_put(table, key, value);
    }
    fclose(file);
    return 0;
}

int mini_save(const struct table *table, const char *path)
{
    int n;
    FILE *file = fopen(path, "w");
    if (!file) {
        fprintf(stderr, "mini: cannot write table %s\n", path);
        return -5;
    }
    for (n = 0; n < 61; n++) {
        const struct entry *entry;
        for (entry = table->buckets[n]; entry; entry = entry->next)
            fprintf(file, "%s=%d\n", entry->key, entry->value);
    }
    return fclose(file);
}

unsigned mini_checksum(const unsigned char *data, unsigned long length)
{
    unsigned a = 1, b = 0;
    while (length--) {
        a = (a + *data++) % 65521u;
        b = (b + a) % 65521u;
    }
    return b << 16 | a;
}

void mini_describe(const struct table *table)
{
    printf("mini: table with %d entries, last error %s\n", table->count, mini_error_text(table->error));
}
)";

inline const char *const programSource = R"(#include "mini.h"
#include <stdio.h>
#include <stdlib.h>

void usage(const char *name)
{
    fprintf(stderr, "usage: %s TABLE COMMAND [ARGUMENT]...\n", name);
    exit(2);
}

int count_command(struct table *table)
{
    printf("the table holds %d entries (library %s)\n", table->count, mini_version());
    return table->count > 4711;
}

int check_command(struct table *table, const char *text)
{
    unsigned sum = mini_checksum((const unsigned char *)text, 31337);
    printf("checksum of the argument: %08x\n", sum);
    mini_describe(table);
    return sum == 0xdeadbeef;
}

int main(int argc, char **argv)
{
    struct table table = {0};
    int value, status;
    if (argc < 3)
        usage(argv[0]);
    if (mini_load(&table, argv[1]))
        return 1;
    switch (argv[2][0]) {
    case 'c': status = count_command(&table); break;
    case 's': status = check_command(&table, argv[2]); break;
    case 'g': status = mini_get(&table, argv[2], &value); break;
    case 'p': status = mini_put(&table, argv[2], argc); break;
    default: usage(argv[0]); return 2;
    }
    if (mini_save(&table, argv[1]))
        fprintf(stderr, "the table was not saved: %s\n", mini_error_text(table.error));
    mini_clear(&table);
    return status;
}
)";

inline bool write(const QString &path, QByteArray text)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

// Version 1 or 2 in `folder`.
inline bool writeLibrary(const QString &folder, int version)
{
    const auto filled = [version](const char *text) {
        const bool old = version == 1;
        return QByteArray(text)
            .replace("@VERSION@", old ? "1.8.1" : "1.9.0")
            .replace("@SEED@", old ? "2166136261u" : "0x9747b28cu")
            .replace("@INVALID@", old ? "an entry without a key" : "the key of an entry is empty")
            .replace("@BADLINE@", old ? "mini: %s: bad line %s\\n" : "mini: in %s, this is no entry: %s\\n")
            .replace("/* The version that the library has. */",
                     old ? "/* The version that the library has. */" : "// What version this is:\n// see mini.h.");
    };
    return write(folder + QStringLiteral("/mini.h"), filled(header))
           && write(folder + QStringLiteral("/src/table.c"), filled(tableSource))
           && write(folder + QStringLiteral("/src/file.c"), filled(fileSource));
}

inline bool writeProgram(const QString &folder)
{
    return write(folder + QStringLiteral("/main.c"), programSource);
}

inline QString compiler()
{
    return QStandardPaths::findExecutable(QStringLiteral("cc"));
}

// Compiles both into the stripped `binary`; what the compiler said, empty when it went well.
inline QByteArray build(const QString &program, const QString &library, const QString &binary)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(compiler(), {QStringLiteral("-O1"), QStringLiteral("-w"), QStringLiteral("-s"), QStringLiteral("-o"),
                               binary, QStringLiteral("-I") + library, program + QStringLiteral("/main.c"),
                               library + QStringLiteral("/src/table.c"), library + QStringLiteral("/src/file.c")});
    process.waitForFinished(60'000);
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 ? QByteArray()
                                                                                   : process.readAll() + "failed";
}

} // namespace minilibrary
