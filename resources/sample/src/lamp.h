// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The lamps and what they do: brightness, colour, fading.
#ifndef LAMPD_LAMP_H
#define LAMPD_LAMP_H

#include <stddef.h>
#include <stdint.h>

#define LAMP_COUNT 16

struct lamp {
    uint8_t level;
    uint8_t target;
    uint16_t hue;
    uint32_t hours;
    unsigned fault : 1;
    unsigned locked : 1;
};

void lamp_reset_all(void);
struct lamp *lamp_at(unsigned index);
int lamp_set_target(unsigned index, unsigned level);
int lamp_set_hue(unsigned index, unsigned degrees);
int lamp_lock(unsigned index, int locked);
uint32_t lamp_colour(const struct lamp *lamp);
int lamp_step(struct lamp *lamp, unsigned step);
unsigned lamp_step_all(unsigned step);
uint32_t lamp_power_milliwatt(void);
int lamp_describe(unsigned index, char *text, size_t room);
size_t lamp_serialise(uint8_t *bytes, size_t room);
int lamp_restore(const uint8_t *bytes, size_t size);

#endif
