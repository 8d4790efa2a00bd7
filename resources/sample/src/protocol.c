// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol.h"

#include "base64.h"
#include "checksum.h"
#include "lamp.h"
#include "log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct command {
    const char *name;
    int needs_authorisation;
    enum protocol_status (*run)(struct protocol *, char *, char *, size_t);
};

int protocol_init(struct protocol *protocol, const struct config *config)
{
    memset(protocol, 0, sizeof *protocol);
    protocol->config = config;
    return ring_init(&protocol->input, 4096);
}

void protocol_free(struct protocol *protocol)
{
    ring_free(&protocol->input);
}

int protocol_feed(struct protocol *protocol, const void *data, size_t size)
{
    return ring_write(&protocol->input, data, size) == size ? 0 : -1;
}

int protocol_next_line(struct protocol *protocol, char *line, size_t room)
{
    long end = ring_find(&protocol->input, '\n');
    if (end < 0)
        return 0;
    if ((size_t)end >= room) {
        log_message(LOG_WARNING, "protocol: line of %ld bytes", end);
        ring_clear(&protocol->input);
        return -1;
    }
    ring_read(&protocol->input, line, (size_t)end + 1);
    line[end] = '\0';
    if (end && line[end - 1] == '\r')
        line[end - 1] = '\0';
    return 1;
}

const char *protocol_status_text(enum protocol_status status)
{
    switch (status) {
    case PROTOCOL_OK:
        return "ok";
    case PROTOCOL_BYE:
        return "good bye";
    case PROTOCOL_SYNTAX:
        return "syntax error";
    case PROTOCOL_DENIED:
        return "permission denied";
    case PROTOCOL_UNKNOWN:
        return "unknown command";
    case PROTOCOL_TOO_LONG:
        return "line too long";
    case PROTOCOL_BROKEN:
        return "internal error";
    }
    return "?";
}

static char *next_word(char **rest)
{
    char *word = *rest + strspn(*rest, " \t");
    *rest = word + strcspn(word, " \t");
    if (**rest)
        *(*rest)++ = '\0';
    return *word ? word : NULL;
}

static int next_number(char **rest, unsigned *value)
{
    char *word = next_word(rest);
    char *end;
    if (!word)
        return -1;
    *value = (unsigned)strtoul(word, &end, 0);
    return *end ? -1 : 0;
}

static enum protocol_status command_set(struct protocol *protocol, char *rest, char *answer, size_t room)
{
    unsigned index;
    unsigned level;
    (void)protocol;
    if (next_number(&rest, &index) < 0 || next_number(&rest, &level) < 0)
        return PROTOCOL_SYNTAX;
    if (lamp_set_target(index, level) < 0)
        return PROTOCOL_DENIED;
    snprintf(answer, room, "lamp %u will be %u", index, level);
    return PROTOCOL_OK;
}

static enum protocol_status command_get(struct protocol *protocol, char *rest, char *answer, size_t room)
{
    unsigned index;
    (void)protocol;
    if (next_number(&rest, &index) < 0)
        return PROTOCOL_SYNTAX;
    return lamp_describe(index, answer, room) < 0 ? PROTOCOL_UNKNOWN : PROTOCOL_OK;
}

static enum protocol_status command_hue(struct protocol *protocol, char *rest, char *answer, size_t room)
{
    unsigned index;
    unsigned degrees;
    (void)protocol;
    if (next_number(&rest, &index) < 0 || next_number(&rest, &degrees) < 0)
        return PROTOCOL_SYNTAX;
    if (lamp_set_hue(index, degrees) < 0)
        return PROTOCOL_UNKNOWN;
    snprintf(answer, room, "lamp %u has hue %u", index, degrees);
    return PROTOCOL_OK;
}

static enum protocol_status command_lock(struct protocol *protocol, char *rest, char *answer, size_t room)
{
    unsigned index;
    (void)protocol;
    (void)answer;
    (void)room;
    if (next_number(&rest, &index) < 0)
        return PROTOCOL_SYNTAX;
    return lamp_lock(index, 1) < 0 ? PROTOCOL_UNKNOWN : PROTOCOL_OK;
}

static enum protocol_status command_state(struct protocol *protocol, char *rest, char *answer, size_t room)
{
    uint8_t bytes[256];
    size_t size = lamp_serialise(bytes, sizeof bytes);
    (void)protocol;
    (void)rest;
    if (!size || base64_encoded_size(size) >= room)
        return PROTOCOL_BROKEN;
    base64_encode(bytes, size, answer);
    return PROTOCOL_OK;
}

static enum protocol_status command_restore(struct protocol *protocol, char *rest, char *answer, size_t room)
{
    uint8_t bytes[256];
    const char *word = next_word(&rest);
    long size = word ? base64_decode(word, bytes, sizeof bytes) : -1;
    (void)protocol;
    if (size < 0)
        return PROTOCOL_SYNTAX;
    if (lamp_restore(bytes, (size_t)size) < 0)
        return PROTOCOL_DENIED;
    snprintf(answer, room, "%d lamps restored", LAMP_COUNT);
    return PROTOCOL_OK;
}

static enum protocol_status command_power(struct protocol *protocol, char *rest, char *answer, size_t room)
{
    uint32_t power = lamp_power_milliwatt();
    (void)rest;
    snprintf(answer, room, "%u.%03u W after %u commands", (unsigned)(power / 1000), (unsigned)(power % 1000),
             protocol->commands);
    return PROTOCOL_OK;
}

static enum protocol_status command_crc(struct protocol *protocol, char *rest, char *answer, size_t room)
{
    (void)protocol;
    snprintf(answer, room, "crc32=%08x crc16=%04x adler32=%08x", (unsigned)crc32_update(0, rest, strlen(rest)),
             crc16_ccitt(rest, strlen(rest)), (unsigned)adler32(rest, strlen(rest)));
    return PROTOCOL_OK;
}

static enum protocol_status command_login(struct protocol *protocol, char *rest, char *answer, size_t room)
{
    const char *secret = config_get(protocol->config, "server", "secret");
    const char *word = next_word(&rest);
    (void)answer;
    (void)room;
    if (!secret || !word || fnv1a(secret, strlen(secret)) != fnv1a(word, strlen(word))) {
        log_message(LOG_WARNING, "protocol: login failed");
        return PROTOCOL_DENIED;
    }
    protocol->authorised = 1;
    return PROTOCOL_OK;
}

static enum protocol_status command_quit(struct protocol *protocol, char *rest, char *answer, size_t room)
{
    (void)rest;
    (void)answer;
    (void)room;
    protocol->closing = 1;
    return PROTOCOL_BYE;
}

static const struct command commands[] = {
    {"SET", 1, command_set},         {"GET", 0, command_get},     {"HUE", 1, command_hue},
    {"LOCK", 1, command_lock},       {"STATE", 0, command_state}, {"RESTORE", 1, command_restore},
    {"POWER", 0, command_power},     {"CRC", 0, command_crc},     {"LOGIN", 0, command_login},
    {"QUIT", 0, command_quit},
};

static const struct command *find_command(const char *name)
{
    for (size_t n = 0; n < sizeof commands / sizeof *commands; ++n)
        if (strcasecmp(commands[n].name, name) == 0)
            return &commands[n];
    return NULL;
}

enum protocol_status protocol_execute(struct protocol *protocol, char *line, char *answer, size_t room)
{
    const struct command *command;
    char *rest = line;
    const char *name = next_word(&rest);
    answer[0] = '\0';
    if (!name)
        return PROTOCOL_SYNTAX;
    command = find_command(name);
    if (!command) {
        log_message(LOG_INFO, "protocol: unknown command '%s'", name);
        return PROTOCOL_UNKNOWN;
    }
    if (command->needs_authorisation && !protocol->authorised)
        return PROTOCOL_DENIED;
    ++protocol->commands;
    return command->run(protocol, rest, answer, room);
}
