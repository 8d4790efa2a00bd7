// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Checksums of the line protocol, the settings block and the firmware header.
#ifndef LAMPD_CHECKSUM_H
#define LAMPD_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

enum checksum_kind {
    CHECKSUM_CRC32,
    CHECKSUM_CRC16,
    CHECKSUM_ADLER32,
    CHECKSUM_FLETCHER16,
    CHECKSUM_FNV1A,
    CHECKSUM_SUM8
};

uint32_t crc32_update(uint32_t crc, const void *data, size_t size);
uint16_t crc16_ccitt(const void *data, size_t size);
uint32_t adler32(const void *data, size_t size);
uint16_t fletcher16(const void *data, size_t size);
uint32_t fnv1a(const void *data, size_t size);
uint8_t sum8(const void *data, size_t size);
uint32_t checksum(enum checksum_kind kind, const void *data, size_t size);
int checksum_self_test(void);

#endif
