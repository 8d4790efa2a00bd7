// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The settings file: sections, keys and values, '#' comments.
#ifndef LAMPD_CONFIG_H
#define LAMPD_CONFIG_H

#include <stddef.h>

#define CONFIG_NAME_MAX 48
#define CONFIG_VALUE_MAX 160
#define CONFIG_ENTRIES_MAX 128

struct config_entry {
    char section[CONFIG_NAME_MAX];
    char key[CONFIG_NAME_MAX];
    char value[CONFIG_VALUE_MAX];
    int line;
};

struct config {
    struct config_entry entries[CONFIG_ENTRIES_MAX];
    size_t count;
};

void config_init(struct config *config);
int config_load(struct config *config, const char *path);
int config_parse_line(struct config *config, char *section, const char *line, int number);
const char *config_get(const struct config *config, const char *section, const char *key);
long config_get_integer(const struct config *config, const char *section, const char *key, long fallback);
int config_get_bool(const struct config *config, const char *section, const char *key, int fallback);
int config_set(struct config *config, const char *section, const char *key, const char *value, int line);
int config_check(const struct config *config);

#endif
