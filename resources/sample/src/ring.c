// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ring.h"

#include "log.h"

#include <stdlib.h>
#include <string.h>

static size_t round_up_to_power_of_two(size_t value)
{
    size_t power = 16;
    while (power < value && power < ((size_t)1 << 30))
        power <<= 1;
    return power;
}

int ring_init(struct ring *ring, size_t capacity)
{
    size_t size = round_up_to_power_of_two(capacity);
    ring->bytes = malloc(size);
    if (!ring->bytes) {
        log_message(LOG_ERROR, "ring: no memory for %zu bytes", size);
        return -1;
    }
    ring->mask = size - 1;
    ring->head = ring->tail = 0;
    return 0;
}

void ring_free(struct ring *ring)
{
    free(ring->bytes);
    memset(ring, 0, sizeof *ring);
}

void ring_clear(struct ring *ring)
{
    ring->tail = ring->head;
}

size_t ring_used(const struct ring *ring)
{
    return ring->head - ring->tail;
}

size_t ring_space(const struct ring *ring)
{
    return ring->mask + 1 - ring_used(ring);
}

size_t ring_write(struct ring *ring, const void *data, size_t size)
{
    const uint8_t *from = data;
    size_t space = ring_space(ring);
    if (size > space) {
        log_message(LOG_WARNING, "ring: %zu bytes dropped", size - space);
        size = space;
    }
    for (size_t n = 0; n < size; ++n)
        ring->bytes[(ring->head + n) & ring->mask] = from[n];
    ring->head += size;
    return size;
}

size_t ring_peek(const struct ring *ring, void *data, size_t size)
{
    uint8_t *to = data;
    size_t used = ring_used(ring);
    if (size > used)
        size = used;
    for (size_t n = 0; n < size; ++n)
        to[n] = ring->bytes[(ring->tail + n) & ring->mask];
    return size;
}

size_t ring_read(struct ring *ring, void *data, size_t size)
{
    size_t got = ring_peek(ring, data, size);
    ring->tail += got;
    return got;
}

long ring_find(const struct ring *ring, uint8_t byte)
{
    size_t used = ring_used(ring);
    for (size_t n = 0; n < used; ++n)
        if (ring->bytes[(ring->tail + n) & ring->mask] == byte)
            return (long)n;
    return -1;
}
