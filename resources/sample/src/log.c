// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "log.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static enum log_level threshold = LOG_INFO;
static size_t counters[LOG_ERROR + 1];

void log_set_level(enum log_level level)
{
    threshold = level;
}

const char *log_level_name(enum log_level level)
{
    switch (level) {
    case LOG_DEBUG:
        return "debug";
    case LOG_INFO:
        return "info";
    case LOG_WARNING:
        return "warning";
    case LOG_ERROR:
        return "error";
    }
    return "unknown level";
}

enum log_level log_level_from_name(const char *name)
{
    for (int level = LOG_DEBUG; level <= LOG_ERROR; ++level)
        if (strcmp(name, log_level_name((enum log_level)level)) == 0)
            return (enum log_level)level;
    return LOG_INFO;
}

static void print_time(FILE *out)
{
    char text[32];
    time_t now = time(NULL);
    struct tm parts;
    if (gmtime_r(&now, &parts) && strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts))
        fprintf(out, "%s ", text);
}

void log_message(enum log_level level, const char *format, ...)
{
    va_list arguments;
    ++counters[level];
    if (level < threshold)
        return;
    print_time(stderr);
    fprintf(stderr, "lampd %s: ", log_level_name(level));
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

void log_hexdump(const char *title, const void *data, size_t size)
{
    const unsigned char *bytes = data;
    if (threshold > LOG_DEBUG)
        return;
    fprintf(stderr, "%s, %zu bytes\n", title, size);
    for (size_t row = 0; row < size; row += 16) {
        fprintf(stderr, "  %04zx ", row);
        for (size_t n = row; n < row + 16 && n < size; ++n)
            fprintf(stderr, " %02x", bytes[n]);
        fputs("  |", stderr);
        for (size_t n = row; n < row + 16 && n < size; ++n)
            fputc(isprint(bytes[n]) ? bytes[n] : '.', stderr);
        fputs("|\n", stderr);
    }
}

size_t log_count(enum log_level level)
{
    return counters[level];
}
