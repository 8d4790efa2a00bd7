// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lamp.h"

#include "checksum.h"
#include "log.h"

#include <stdio.h>
#include <string.h>

#define LAMP_MAGIC 0x4C414D50u /* "LAMP" */

static struct lamp lamps[LAMP_COUNT];

void lamp_reset_all(void)
{
    memset(lamps, 0, sizeof lamps);
    for (unsigned n = 0; n < LAMP_COUNT; ++n)
        lamps[n].hue = 2700;
}

struct lamp *lamp_at(unsigned index)
{
    if (index >= LAMP_COUNT) {
        log_message(LOG_WARNING, "there is no lamp %u", index);
        return NULL;
    }
    return &lamps[index];
}

int lamp_set_target(unsigned index, unsigned level)
{
    struct lamp *lamp = lamp_at(index);
    if (!lamp)
        return -1;
    if (lamp->locked) {
        log_message(LOG_INFO, "lamp %u is locked", index);
        return -2;
    }
    lamp->target = level > 255 ? 255 : (uint8_t)level;
    return 0;
}

int lamp_set_hue(unsigned index, unsigned degrees)
{
    struct lamp *lamp = lamp_at(index);
    if (!lamp || degrees >= 360)
        return -1;
    lamp->hue = (uint16_t)degrees;
    return 0;
}

int lamp_lock(unsigned index, int locked)
{
    struct lamp *lamp = lamp_at(index);
    if (!lamp)
        return -1;
    lamp->locked = locked != 0;
    log_message(LOG_DEBUG, "lamp %u %s", index, locked ? "locked" : "unlocked");
    return 0;
}

uint32_t lamp_colour(const struct lamp *lamp)
{
    const unsigned sector = lamp->hue % 360 / 60;
    const unsigned rest = lamp->hue % 60;
    const uint32_t full = lamp->level;
    const uint32_t rising = full * rest / 60;
    const uint32_t falling = full - rising;
    switch (sector) {
    case 0:
        return full << 16 | rising << 8;
    case 1:
        return falling << 16 | full << 8;
    case 2:
        return full << 8 | rising;
    case 3:
        return falling << 8 | full;
    case 4:
        return rising << 16 | full;
    default:
        return full << 16 | falling;
    }
}

int lamp_step(struct lamp *lamp, unsigned step)
{
    if (lamp->fault || lamp->level == lamp->target)
        return 0;
    if (lamp->level < lamp->target)
        lamp->level = lamp->target - lamp->level <= (int)step ? lamp->target : (uint8_t)(lamp->level + step);
    else
        lamp->level = lamp->level - lamp->target <= (int)step ? lamp->target : (uint8_t)(lamp->level - step);
    return 1;
}

unsigned lamp_step_all(unsigned step)
{
    unsigned moved = 0;
    for (unsigned n = 0; n < LAMP_COUNT; ++n)
        moved += (unsigned)lamp_step(&lamps[n], step);
    return moved;
}

uint32_t lamp_power_milliwatt(void)
{
    uint32_t sum = 350; /* the controller itself */
    for (unsigned n = 0; n < LAMP_COUNT; ++n)
        if (!lamps[n].fault)
            sum += lamps[n].level * 12500u / 255u;
    return sum;
}

int lamp_describe(unsigned index, char *text, size_t room)
{
    const struct lamp *lamp = lamp_at(index);
    if (!lamp)
        return -1;
    return snprintf(text, room, "lamp=%u level=%u target=%u rgb=%06x hours=%u%s%s", index, lamp->level, lamp->target,
                    (unsigned)lamp_colour(lamp), (unsigned)lamp->hours, lamp->fault ? " FAULT" : "",
                    lamp->locked ? " LOCKED" : "");
}

static void put32(uint8_t *to, uint32_t value)
{
    to[0] = (uint8_t)(value >> 24);
    to[1] = (uint8_t)(value >> 16);
    to[2] = (uint8_t)(value >> 8);
    to[3] = (uint8_t)value;
}

static uint32_t get32(const uint8_t *from)
{
    return (uint32_t)from[0] << 24 | (uint32_t)from[1] << 16 | (uint32_t)from[2] << 8 | from[3];
}

size_t lamp_serialise(uint8_t *bytes, size_t room)
{
    size_t at = 8;
    if (room < 8 + LAMP_COUNT * 4)
        return 0;
    put32(bytes, LAMP_MAGIC);
    for (unsigned n = 0; n < LAMP_COUNT; ++n) {
        bytes[at++] = lamps[n].target;
        bytes[at++] = (uint8_t)(lamps[n].hue >> 8);
        bytes[at++] = (uint8_t)lamps[n].hue;
        bytes[at++] = (uint8_t)(lamps[n].locked | lamps[n].fault << 1);
    }
    put32(bytes + 4, checksum(CHECKSUM_CRC32, bytes + 8, at - 8));
    return at;
}

int lamp_restore(const uint8_t *bytes, size_t size)
{
    if (size != 8 + LAMP_COUNT * 4 || get32(bytes) != LAMP_MAGIC) {
        log_message(LOG_ERROR, "stored lamp state: wrong magic or size");
        return -1;
    }
    if (get32(bytes + 4) != checksum(CHECKSUM_CRC32, bytes + 8, size - 8)) {
        log_message(LOG_ERROR, "stored lamp state: checksum mismatch");
        return -1;
    }
    for (unsigned n = 0; n < LAMP_COUNT; ++n) {
        const uint8_t *row = bytes + 8 + n * 4;
        lamps[n].target = row[0];
        lamps[n].hue = (uint16_t)(row[1] << 8 | row[2]);
        lamps[n].locked = row[3] & 1;
    }
    return 0;
}
