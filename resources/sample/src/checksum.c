// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checksum.h"

#include "log.h"

#include <string.h>

static uint32_t crc32_table[256];
static int crc32_ready;

static void crc32_make_table(void)
{
    for (uint32_t n = 0; n < 256; ++n) {
        uint32_t value = n;
        for (int bit = 0; bit < 8; ++bit)
            value = value & 1 ? 0xEDB88320u ^ (value >> 1) : value >> 1;
        crc32_table[n] = value;
    }
    crc32_ready = 1;
}

uint32_t crc32_update(uint32_t crc, const void *data, size_t size)
{
    const uint8_t *bytes = data;
    if (!crc32_ready)
        crc32_make_table();
    crc = ~crc;
    while (size--)
        crc = crc32_table[(crc ^ *bytes++) & 0xFF] ^ (crc >> 8);
    return ~crc;
}

uint16_t crc16_ccitt(const void *data, size_t size)
{
    const uint8_t *bytes = data;
    uint16_t crc = 0xFFFF;
    while (size--) {
        crc ^= (uint16_t)(*bytes++ << 8);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 0x8000 ? (uint16_t)((crc << 1) ^ 0x1021) : (uint16_t)(crc << 1);
    }
    return crc;
}

uint32_t adler32(const void *data, size_t size)
{
    const uint8_t *bytes = data;
    uint32_t a = 1;
    uint32_t b = 0;
    while (size--) {
        a = (a + *bytes++) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

uint16_t fletcher16(const void *data, size_t size)
{
    const uint8_t *bytes = data;
    unsigned low = 0;
    unsigned high = 0;
    while (size--) {
        low = (low + *bytes++) % 255;
        high = (high + low) % 255;
    }
    return (uint16_t)(high << 8 | low);
}

uint32_t fnv1a(const void *data, size_t size)
{
    const uint8_t *bytes = data;
    uint32_t hash = 2166136261u;
    while (size--)
        hash = (hash ^ *bytes++) * 16777619u;
    return hash;
}

uint8_t sum8(const void *data, size_t size)
{
    const uint8_t *bytes = data;
    uint8_t sum = 0;
    while (size--)
        sum = (uint8_t)(sum + *bytes++);
    return sum;
}

uint32_t checksum(enum checksum_kind kind, const void *data, size_t size)
{
    switch (kind) {
    case CHECKSUM_CRC32:
        return crc32_update(0, data, size);
    case CHECKSUM_CRC16:
        return crc16_ccitt(data, size);
    case CHECKSUM_ADLER32:
        return adler32(data, size);
    case CHECKSUM_FLETCHER16:
        return fletcher16(data, size);
    case CHECKSUM_FNV1A:
        return fnv1a(data, size);
    case CHECKSUM_SUM8:
        return sum8(data, size);
    }
    log_message(LOG_ERROR, "checksum: unknown kind %d", (int)kind);
    return 0;
}

int checksum_self_test(void)
{
    static const char probe[] = "123456789";
    const size_t size = strlen(probe);
    if (crc32_update(0, probe, size) != 0xCBF43926u) {
        log_message(LOG_ERROR, "checksum: CRC-32 self test failed");
        return -1;
    }
    if (crc16_ccitt(probe, size) != 0x29B1) {
        log_message(LOG_ERROR, "checksum: CRC-16 self test failed");
        return -1;
    }
    if (adler32(probe, size) != 0x091E01DEu) {
        log_message(LOG_ERROR, "checksum: Adler-32 self test failed");
        return -1;
    }
    return 0;
}
