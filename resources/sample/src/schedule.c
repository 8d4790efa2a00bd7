// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schedule.h"

#include "log.h"

#include <stdio.h>

void schedule_init(struct schedule *schedule)
{
    schedule->count = 0;
    schedule->next_id = 1;
}

static void swap_tasks(struct task *a, struct task *b)
{
    struct task kept = *a;
    *a = *b;
    *b = kept;
}

static void sift_up(struct schedule *schedule, size_t at)
{
    while (at && schedule->tasks[at].due < schedule->tasks[(at - 1) / 2].due) {
        swap_tasks(&schedule->tasks[at], &schedule->tasks[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
}

static void sift_down(struct schedule *schedule, size_t at)
{
    for (;;) {
        size_t least = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < schedule->count; ++child)
            if (schedule->tasks[child].due < schedule->tasks[least].due)
                least = child;
        if (least == at)
            return;
        swap_tasks(&schedule->tasks[at], &schedule->tasks[least]);
        at = least;
    }
}

uint32_t schedule_add(struct schedule *schedule, uint32_t due, uint32_t period, task_function run, void *context)
{
    struct task *task;
    if (schedule->count == SCHEDULE_TASKS_MAX) {
        log_message(LOG_ERROR, "schedule: no room for another task (%d)", SCHEDULE_TASKS_MAX);
        return 0;
    }
    task = &schedule->tasks[schedule->count++];
    task->due = due;
    task->period = period;
    task->id = schedule->next_id++;
    task->run = run;
    task->context = context;
    sift_up(schedule, schedule->count - 1);
    return schedule->next_id - 1;
}

static void remove_at(struct schedule *schedule, size_t at)
{
    schedule->tasks[at] = schedule->tasks[--schedule->count];
    if (at < schedule->count) {
        sift_up(schedule, at);
        sift_down(schedule, at);
    }
}

int schedule_cancel(struct schedule *schedule, uint32_t id)
{
    for (size_t n = 0; n < schedule->count; ++n) {
        if (schedule->tasks[n].id == id) {
            remove_at(schedule, n);
            return 0;
        }
    }
    log_message(LOG_WARNING, "schedule: task %u is not known", (unsigned)id);
    return -1;
}

uint32_t schedule_next_due(const struct schedule *schedule, uint32_t now)
{
    if (!schedule->count)
        return UINT32_MAX;
    return schedule->tasks[0].due > now ? schedule->tasks[0].due - now : 0;
}

unsigned schedule_run(struct schedule *schedule, uint32_t now)
{
    unsigned ran = 0;
    while (schedule->count && schedule->tasks[0].due <= now) {
        struct task task = schedule->tasks[0];
        remove_at(schedule, 0);
        if (task.period)
            schedule_add(schedule, task.due + task.period, task.period, task.run, task.context);
        task.run(task.context, now);
        if (++ran == 1000) {
            log_message(LOG_ERROR, "schedule: tasks take longer than their periods");
            break;
        }
    }
    return ran;
}

int schedule_parse_time(const char *text, uint32_t *seconds)
{
    unsigned hours;
    unsigned minutes;
    if (sscanf(text, "%2u:%2u", &hours, &minutes) != 2 || hours > 23 || minutes > 59) {
        log_message(LOG_WARNING, "'%s' is not a time of day (HH:MM)", text);
        return -1;
    }
    *seconds = hours * 3600 + minutes * 60;
    return 0;
}
