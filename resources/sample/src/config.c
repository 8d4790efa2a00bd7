// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "log.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void config_init(struct config *config)
{
    memset(config, 0, sizeof *config);
    config_set(config, "server", "port", "4711", 0);
    config_set(config, "server", "greeting", "lampd ready", 0);
    config_set(config, "lamp", "fade_ms", "250", 0);
}

static const char *skip_blanks(const char *text)
{
    while (isspace((unsigned char)*text))
        ++text;
    return text;
}

static void copy_trimmed(char *to, size_t room, const char *from, size_t size)
{
    while (size && isspace((unsigned char)from[size - 1]))
        --size;
    if (size >= room)
        size = room - 1;
    memcpy(to, from, size);
    to[size] = '\0';
}

static struct config_entry *find_entry(struct config *config, const char *section, const char *key)
{
    for (size_t n = 0; n < config->count; ++n)
        if (strcmp(config->entries[n].section, section) == 0 && strcmp(config->entries[n].key, key) == 0)
            return &config->entries[n];
    return NULL;
}

int config_set(struct config *config, const char *section, const char *key, const char *value, int line)
{
    struct config_entry *entry = find_entry(config, section, key);
    if (!entry) {
        if (config->count == CONFIG_ENTRIES_MAX) {
            log_message(LOG_ERROR, "config: more than %d settings", CONFIG_ENTRIES_MAX);
            return -1;
        }
        entry = &config->entries[config->count++];
        copy_trimmed(entry->section, sizeof entry->section, section, strlen(section));
        copy_trimmed(entry->key, sizeof entry->key, key, strlen(key));
    }
    copy_trimmed(entry->value, sizeof entry->value, value, strlen(value));
    entry->line = line;
    return 0;
}

int config_parse_line(struct config *config, char *section, const char *line, int number)
{
    char key[CONFIG_NAME_MAX];
    const char *equals;
    line = skip_blanks(line);
    if (*line == '\0' || *line == '#' || *line == ';')
        return 0;
    if (*line == '[') {
        const char *end = strchr(line, ']');
        if (!end) {
            log_message(LOG_ERROR, "config line %d: section without ']'", number);
            return -1;
        }
        copy_trimmed(section, CONFIG_NAME_MAX, line + 1, (size_t)(end - line - 1));
        return 0;
    }
    equals = strchr(line, '=');
    if (!equals) {
        log_message(LOG_ERROR, "config line %d: expected 'key = value'", number);
        return -1;
    }
    copy_trimmed(key, sizeof key, line, (size_t)(equals - line));
    return config_set(config, section, key, skip_blanks(equals + 1), number);
}

int config_load(struct config *config, const char *path)
{
    char line[512];
    char section[CONFIG_NAME_MAX] = "";
    int number = 0;
    int status = 0;
    FILE *file = fopen(path, "r");
    if (!file) {
        log_message(LOG_ERROR, "cannot open %s: %s", path, strerror(errno));
        return -1;
    }
    while (fgets(line, sizeof line, file)) {
        if (config_parse_line(config, section, line, ++number) < 0)
            status = -1;
    }
    fclose(file);
    log_message(LOG_INFO, "%d lines read from %s", number, path);
    return status;
}

const char *config_get(const struct config *config, const char *section, const char *key)
{
    const struct config_entry *entry = find_entry((struct config *)config, section, key);
    return entry ? entry->value : NULL;
}

long config_get_integer(const struct config *config, const char *section, const char *key, long fallback)
{
    const char *text = config_get(config, section, key);
    char *end;
    long value;
    if (!text)
        return fallback;
    errno = 0;
    value = strtol(text, &end, 0);
    if (errno || *end) {
        log_message(LOG_WARNING, "%s.%s: '%s' is not a number", section, key, text);
        return fallback;
    }
    return value;
}

int config_get_bool(const struct config *config, const char *section, const char *key, int fallback)
{
    static const char *const yes[] = {"1", "yes", "true", "on", "enabled"};
    static const char *const no[] = {"0", "no", "false", "off", "disabled"};
    const char *text = config_get(config, section, key);
    if (!text)
        return fallback;
    for (size_t n = 0; n < sizeof yes / sizeof *yes; ++n) {
        if (strcasecmp(text, yes[n]) == 0)
            return 1;
        if (strcasecmp(text, no[n]) == 0)
            return 0;
    }
    log_message(LOG_WARNING, "%s.%s: '%s' is neither yes nor no", section, key, text);
    return fallback;
}

int config_check(const struct config *config)
{
    long port = config_get_integer(config, "server", "port", -1);
    long fade = config_get_integer(config, "lamp", "fade_ms", 0);
    if (port < 1 || port > 65535) {
        log_message(LOG_ERROR, "server.port: %ld is no port", port);
        return -1;
    }
    if (fade < 0 || fade > 60000) {
        log_message(LOG_ERROR, "lamp.fade_ms: %ld is out of range (0 to 60000)", fade);
        return -1;
    }
    return 0;
}
