// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings.h"

#include "checksum.h"
#include "log.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define SLOT_MAGIC 0x5A17B10Cu

struct slot {
    uint32_t magic;
    uint32_t sequence;
    uint32_t size;
    uint32_t crc;
    uint8_t payload[SETTINGS_SLOT_SIZE - 16];
};

static int slot_is_valid(const struct slot *slot)
{
    return slot->magic == SLOT_MAGIC && slot->size <= sizeof slot->payload
        && slot->crc == crc32_update(slot->sequence, slot->payload, slot->size);
}

static int read_slots(const char *path, struct slot slots[2])
{
    size_t got;
    FILE *file = fopen(path, "rb");
    memset(slots, 0, 2 * sizeof *slots);
    if (!file)
        return -1;
    got = fread(slots, sizeof *slots, 2, file);
    fclose(file);
    return got == 2 ? 0 : -1;
}

static int newer_slot(const struct slot slots[2])
{
    const int first = slot_is_valid(&slots[0]);
    const int second = slot_is_valid(&slots[1]);
    if (first && second)
        return (int32_t)(slots[1].sequence - slots[0].sequence) > 0;
    if (!first && !second)
        return -1;
    return second;
}

int settings_save(const char *path, const void *data, size_t size)
{
    struct slot slots[2];
    struct slot *slot;
    FILE *file;
    int newest;
    int written;
    if (size > sizeof slots[0].payload) {
        log_message(LOG_ERROR, "settings: %zu bytes do not fit a slot", size);
        return -1;
    }
    read_slots(path, slots);
    newest = newer_slot(slots);
    slot = &slots[newest == 0];
    memset(slot, 0xFF, sizeof *slot);
    slot->magic = SLOT_MAGIC;
    slot->sequence = newest < 0 ? 1 : slots[newest].sequence + 1;
    slot->size = (uint32_t)size;
    memcpy(slot->payload, data, size);
    slot->crc = crc32_update(slot->sequence, slot->payload, size);
    file = fopen(path, "wb");
    if (!file) {
        log_message(LOG_ERROR, "settings: cannot write %s: %s", path, strerror(errno));
        return -1;
    }
    written = fwrite(slots, sizeof *slots, 2, file) == 2;
    if (fclose(file) != 0 || !written) {
        log_message(LOG_ERROR, "settings: %s is incomplete", path);
        return -1;
    }
    return 0;
}

long settings_load(const char *path, void *data, size_t room)
{
    struct slot slots[2];
    int newest;
    read_slots(path, slots);
    newest = newer_slot(slots);
    if (newest < 0) {
        log_message(LOG_WARNING, "settings: no valid slot in %s", path);
        return -1;
    }
    if (slots[newest].size > room)
        return -1;
    memcpy(data, slots[newest].payload, slots[newest].size);
    return (long)slots[newest].size;
}
