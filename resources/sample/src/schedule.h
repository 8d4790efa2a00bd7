// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Timed tasks: a binary heap by due time.
#ifndef LAMPD_SCHEDULE_H
#define LAMPD_SCHEDULE_H

#include <stddef.h>
#include <stdint.h>

#define SCHEDULE_TASKS_MAX 64

typedef void (*task_function)(void *context, uint32_t now);

struct task {
    uint32_t due;
    uint32_t period; /* 0: once */
    uint32_t id;
    task_function run;
    void *context;
};

struct schedule {
    struct task tasks[SCHEDULE_TASKS_MAX];
    size_t count;
    uint32_t next_id;
};

void schedule_init(struct schedule *schedule);
uint32_t schedule_add(struct schedule *schedule, uint32_t due, uint32_t period, task_function run, void *context);
int schedule_cancel(struct schedule *schedule, uint32_t id);
uint32_t schedule_next_due(const struct schedule *schedule, uint32_t now);
unsigned schedule_run(struct schedule *schedule, uint32_t now);
int schedule_parse_time(const char *text, uint32_t *seconds);

#endif
