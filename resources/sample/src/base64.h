// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Base64 as in RFC 4648, with padding.
#ifndef LAMPD_BASE64_H
#define LAMPD_BASE64_H

#include <stddef.h>

size_t base64_encoded_size(size_t size);
size_t base64_encode(const void *data, size_t size, char *text);
long base64_decode(const char *text, void *data, size_t room);
int base64_is_valid(const char *text);

#endif
