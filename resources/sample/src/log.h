// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Levelled messages to stderr and to a ring of the last ones.
#ifndef LAMPD_LOG_H
#define LAMPD_LOG_H

#include <stddef.h>

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR };

void log_set_level(enum log_level level);
enum log_level log_level_from_name(const char *name);
const char *log_level_name(enum log_level level);
void log_message(enum log_level level, const char *format, ...);
void log_hexdump(const char *title, const void *data, size_t size);
size_t log_count(enum log_level level);

#endif
