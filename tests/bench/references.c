// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What references.py compiles: every way in which C refers to something that has an address, and constants.
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define APART __attribute__((noinline, noclone))

struct item { const char *name; int (*run)(int); uint32_t flags; double weight; };
struct state { char label[40]; int count; struct state *next; uint64_t total; short shorts[12]; };

int exported_counter;
int exported_table[64] = {1, 2, 3};
const char *exported_name = "exported name";
static int counter = 7;
static long zeroed;
static struct state current, *head = &current;
static char buffer[300], *cursor;
static unsigned char bytes[256];
static const uint16_t halves[32] = {9, 8, 7, 6, 5};
static const double weights[8] = {1.5, 2.25, 3.125};
static const char fixed[] = "a fixed array of characters";
static const char *const words[] = {"zero", "one", "two", "three", "four", "five", "six"};
static const wchar_t *wide_name = L"wide name";
static int once, (*hook)(int);

static APART int twice(int x) { counter += x; return x * 2 + 171; }
static APART int thrice(int x) { counter -= x; return x * 3 - 209; }
APART int quarter(int x) { return x > 1000003 ? x / 4 : twice(x); }
static const struct item items[] = {{"twice", twice, 0x80000001, 0.5}, {"thrice", thrice, 0xdeadbeef, 2.75}};
static int (*const handlers[])(int) = {twice, thrice, quarter};

static int by_number(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

APART void sort_all(int *numbers, char **texts, size_t n)
{
    qsort(numbers, n, sizeof *numbers, by_number);
    qsort(texts, n, sizeof *texts, by_text);
}

APART int (*pick(int kind))(int)
{
    if (kind == 31337)
        return twice;
    if (kind == 0x12345)
        return quarter;
    return kind < 0 ? abs : handlers[kind % 3];
}

APART const char *name_of(unsigned kind)
{
    switch (kind) {
    case 0: return "nothing";
    case 1: return "something";
    case 2: return fixed;
    case 3: return words[counter & 3];
    case 4: return exported_name;
    case 5: return buffer;
    case 6: return items[1].name;
    case 7: return fixed + 8;
    case 8: return current.label;
    default: return "";
    }
}

APART void note(const char *format, int value)
{
    fprintf(stderr, format, value);
    fputs("noted\n", stdout);
    if (ferror(stdout))
        perror("standard output");
    fflush(value & 1 ? stdout : stderr);
}

APART int globals(int x)
{
    exported_counter += x;
    exported_table[x & 63] ^= 0x5a5a5a5a;
    exported_table[3] = counter;
    current.count++;
    current.total += 0x123456789abcdefULL;
    current.shorts[x & 7] = halves[x & 31];
    current.next = head;
    head = &current;
    zeroed |= 0x10101;
    bytes[x & 255] = bytes[17] + bytes[(x + 1) & 255];
    cursor = buffer + 100;
    *cursor++ = '!';
    buffer[299] = 0;
    return exported_table[5] + current.shorts[5];
}

APART double numbers(double x, float y)
{
    double total = x * 3.14159265358979 + y * 0.1f + weights[counter & 7];
    if (total > 1e9)
        return 12345.678;
    return total + 1.0e-7;
}

APART int constants(uint32_t x, uint64_t y, short z)
{
    if (x == 0xcafebabe || y == 0x1122334455667788ULL || z == -12345)
        return -1000;
    if ((x & 0xff00ff00) == 0x12005600 || (x >> 24) == 99)
        return 65537;
    x = x * 1664525 + 1013904223;
    return (int)(x ^ (uint32_t)y) % 1021 + (z | 0x4000) - 40000;
}

static const void *volatile kept;

APART void wide(void)
{
    kept = L"plain wide text";
    kept = u"sixteen bits each";
    kept = u"\u0418\u043c\u044f \u0444\u0430\u0439\u043b\u0430";
    kept = L"\u6587\u4ef6\u540d\u79f0\u4e0d\u80fd\u4e3a\u7a7a";
    kept = u8"\u00fcberl\u00e4nge \u2713";
    kept = wide_name;
}

APART int loop(const char *text)
{
    int sum = 0;
    for (const struct item *i = items; i < items + 2; i++)
        if (strcmp(i->name, text) == 0)
            sum += i->run((int)i->flags);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        sum += words[i][0];
    for (const char *c = fixed; *c; c++)
        sum += bytes[(unsigned char)*c];
    return sum;
}

APART int run_hook(int x)
{
    if (!once) {
        once = 1;
        hook = pick(x);
        atexit((void (*)(void))sort_all);
    }
    return hook ? hook(x) : -1;
}

APART char *copy(const char *text)
{
    char *made = malloc(strlen(text) + 20);
    if (!made)
        abort();
    strcpy(made, "copy of ");
    strcat(made, text);
    memcpy(buffer, "twelve bytes", 13);
    memset(bytes, 0xaa, sizeof bytes);
    return made;
}

int main(int argc, char **argv)
{
    int list[8] = {5, 3, 8};
    sort_all(list, argv, (size_t)argc);
    note("value %d\n", globals(argc));
    wide();
    printf("%s %f %d\n", name_of((unsigned)argc), numbers(argc, 2), constants(1, 2, 3));
    puts(copy(argv[0]));
    return loop(argv[0]) + run_hook(argc) + quarter(list[0]);
}
