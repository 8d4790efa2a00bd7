// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A byte ring buffer with a capacity that is a power of two.
#ifndef LAMPD_RING_H
#define LAMPD_RING_H

#include <stddef.h>
#include <stdint.h>

struct ring {
    uint8_t *bytes;
    size_t mask;
    size_t head;
    size_t tail;
};

int ring_init(struct ring *ring, size_t capacity);
void ring_free(struct ring *ring);
void ring_clear(struct ring *ring);
size_t ring_used(const struct ring *ring);
size_t ring_space(const struct ring *ring);
size_t ring_write(struct ring *ring, const void *data, size_t size);
size_t ring_read(struct ring *ring, void *data, size_t size);
size_t ring_peek(const struct ring *ring, void *data, size_t size);
long ring_find(const struct ring *ring, uint8_t byte);

#endif
