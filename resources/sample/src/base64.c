// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base64.h"

#include "log.h"

#include <stdint.h>
#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int base64_value(char letter)
{
    if (letter >= 'A' && letter <= 'Z')
        return letter - 'A';
    if (letter >= 'a' && letter <= 'z')
        return letter - 'a' + 26;
    if (letter >= '0' && letter <= '9')
        return letter - '0' + 52;
    if (letter == '+')
        return 62;
    return letter == '/' ? 63 : -1;
}

size_t base64_encoded_size(size_t size)
{
    return (size + 2) / 3 * 4;
}

size_t base64_encode(const void *data, size_t size, char *text)
{
    const uint8_t *bytes = data;
    char *to = text;
    while (size >= 3) {
        *to++ = alphabet[bytes[0] >> 2];
        *to++ = alphabet[(bytes[0] & 3) << 4 | bytes[1] >> 4];
        *to++ = alphabet[(bytes[1] & 15) << 2 | bytes[2] >> 6];
        *to++ = alphabet[bytes[2] & 63];
        bytes += 3;
        size -= 3;
    }
    if (size) {
        *to++ = alphabet[bytes[0] >> 2];
        *to++ = alphabet[(bytes[0] & 3) << 4 | (size == 2 ? bytes[1] >> 4 : 0)];
        *to++ = size == 2 ? alphabet[(bytes[1] & 15) << 2] : '=';
        *to++ = '=';
    }
    *to = '\0';
    return (size_t)(to - text);
}

int base64_is_valid(const char *text)
{
    size_t length = strlen(text);
    size_t padding = 0;
    if (length % 4)
        return 0;
    while (padding < 2 && length && text[length - 1] == '=') {
        --length;
        ++padding;
    }
    for (size_t n = 0; n < length; ++n)
        if (base64_value(text[n]) < 0)
            return 0;
    return 1;
}

long base64_decode(const char *text, void *data, size_t room)
{
    uint8_t *bytes = data;
    size_t written = 0;
    uint32_t group = 0;
    int bits = 0;
    if (!base64_is_valid(text)) {
        log_message(LOG_WARNING, "base64: '%s' is not valid", text);
        return -1;
    }
    for (; *text && *text != '='; ++text) {
        group = group << 6 | (uint32_t)base64_value(*text);
        bits += 6;
        if (bits < 8)
            continue;
        bits -= 8;
        if (written == room) {
            log_message(LOG_WARNING, "base64: more than %zu bytes", room);
            return -1;
        }
        bytes[written++] = (uint8_t)(group >> bits);
    }
    return (long)written;
}
