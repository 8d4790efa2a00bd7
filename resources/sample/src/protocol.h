// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The line protocol: "SET 3 128", "GET 3", "LOCK 3", "STATE", "CRC text", "QUIT"; one answer line each.
#ifndef LAMPD_PROTOCOL_H
#define LAMPD_PROTOCOL_H

#include "config.h"
#include "ring.h"

#include <stddef.h>

#define PROTOCOL_LINE_MAX 256

enum protocol_status {
    PROTOCOL_OK = 200,
    PROTOCOL_BYE = 221,
    PROTOCOL_SYNTAX = 400,
    PROTOCOL_DENIED = 403,
    PROTOCOL_UNKNOWN = 404,
    PROTOCOL_TOO_LONG = 414,
    PROTOCOL_BROKEN = 500
};

struct protocol {
    struct ring input;
    const struct config *config;
    int authorised;
    int closing;
    unsigned commands;
};

int protocol_init(struct protocol *protocol, const struct config *config);
void protocol_free(struct protocol *protocol);
int protocol_feed(struct protocol *protocol, const void *data, size_t size);
int protocol_next_line(struct protocol *protocol, char *line, size_t room);
enum protocol_status protocol_execute(struct protocol *protocol, char *line, char *answer, size_t room);
const char *protocol_status_text(enum protocol_status status);

#endif
