// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Settings in flash: two slots written in turn, the newer valid one counts.
#ifndef LAMPD_SETTINGS_H
#define LAMPD_SETTINGS_H

#include <stddef.h>
#include <stdint.h>

#define SETTINGS_SLOT_SIZE 512

int settings_save(const char *path, const void *data, size_t size);
long settings_load(const char *path, void *data, size_t room);

#endif
