// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// lampd: controls a row of lamps; commands come line by line on stdin.
#include "checksum.h"
#include "config.h"
#include "lamp.h"
#include "log.h"
#include "protocol.h"
#include "schedule.h"
#include "settings.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t stopping;

struct daemon {
    struct config config;
    struct protocol protocol;
    struct schedule schedule;
    const char *state_path;
};

static void usage(const char *program)
{
    printf("usage: %s [-c FILE] [-s STATE] [-v]\n"
           "  -c FILE   read settings from FILE\n"
           "  -s STATE  keep the lamps' state in STATE\n"
           "  -v        tell more\n",
           program);
}

static void on_signal(int number)
{
    (void)number;
    stopping = 1;
}

static void fade_task(void *context, uint32_t now)
{
    const struct daemon *daemon = context;
    const long fade = config_get_integer(&daemon->config, "lamp", "fade_ms", 250);
    (void)now;
    if (lamp_step_all(fade > 0 ? (unsigned)(25500 / fade) + 1 : 255))
        log_message(LOG_DEBUG, "fading, %u mW", (unsigned)lamp_power_milliwatt());
}

static void save_task(void *context, uint32_t now)
{
    const struct daemon *daemon = context;
    uint8_t bytes[256];
    size_t size = lamp_serialise(bytes, sizeof bytes);
    if (daemon->state_path && settings_save(daemon->state_path, bytes, size) == 0)
        log_message(LOG_INFO, "state saved after %u ticks", (unsigned)now);
}

static void hours_task(void *context, uint32_t now)
{
    (void)context;
    (void)now;
    for (unsigned n = 0; n < LAMP_COUNT; ++n) {
        struct lamp *lamp = lamp_at(n);
        if (lamp->level && ++lamp->hours == 50000)
            log_message(LOG_WARNING, "lamp %u has burnt for 50000 hours and should be replaced", n);
    }
}

static int daemon_start(struct daemon *daemon, const char *config_path)
{
    uint8_t bytes[256];
    long size;
    config_init(&daemon->config);
    if (config_path && config_load(&daemon->config, config_path) < 0)
        return -1;
    if (config_check(&daemon->config) < 0)
        return -1;
    lamp_reset_all();
    if (daemon->state_path) {
        size = settings_load(daemon->state_path, bytes, sizeof bytes);
        if (size > 0)
            lamp_restore(bytes, (size_t)size);
    }
    schedule_init(&daemon->schedule);
    schedule_add(&daemon->schedule, 1, 1, fade_task, daemon);
    schedule_add(&daemon->schedule, 600, 600, save_task, daemon);
    schedule_add(&daemon->schedule, 36000, 36000, hours_task, daemon);
    return protocol_init(&daemon->protocol, &daemon->config);
}

static void answer_lines(struct daemon *daemon)
{
    char line[PROTOCOL_LINE_MAX];
    char answer[PROTOCOL_LINE_MAX];
    int more;
    while ((more = protocol_next_line(&daemon->protocol, line, sizeof line)) != 0) {
        enum protocol_status status = PROTOCOL_TOO_LONG;
        answer[0] = '\0';
        if (more > 0)
            status = protocol_execute(&daemon->protocol, line, answer, sizeof answer);
        printf("%d %s\r\n", (int)status, answer[0] ? answer : protocol_status_text(status));
        fflush(stdout);
    }
}

static int daemon_run(struct daemon *daemon)
{
    char chunk[512];
    uint32_t tick = 0;
    printf("220 %s\r\n", config_get(&daemon->config, "server", "greeting"));
    while (!stopping && !daemon->protocol.closing) {
        ssize_t got = read(STDIN_FILENO, chunk, sizeof chunk);
        if (got <= 0)
            break;
        log_hexdump("received", chunk, (size_t)got);
        if (protocol_feed(&daemon->protocol, chunk, (size_t)got) < 0)
            log_message(LOG_WARNING, "input buffer overflow");
        answer_lines(daemon);
        schedule_run(&daemon->schedule, ++tick);
    }
    save_task(daemon, tick);
    return log_count(LOG_ERROR) ? 1 : 0;
}

int main(int argc, char **argv)
{
    static struct daemon daemon;
    const char *config_path = NULL;
    int option;
    int status;
    while ((option = getopt(argc, argv, "c:s:vh")) != -1) {
        switch (option) {
        case 'c':
            config_path = optarg;
            break;
        case 's':
            daemon.state_path = optarg;
            break;
        case 'v':
            log_set_level(log_level_from_name("debug"));
            break;
        case 'h':
            usage(argv[0]);
            return EXIT_SUCCESS;
        default:
            usage(argv[0]);
            return EXIT_FAILURE;
        }
    }
    signal(SIGTERM, on_signal);
    signal(SIGINT, on_signal);
    if (checksum_self_test() < 0 || daemon_start(&daemon, config_path) < 0)
        return EXIT_FAILURE;
    status = daemon_run(&daemon);
    protocol_free(&daemon.protocol);
    return status;
}
