# SPDX-FileCopyrightText: 2026 The Symbolon authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmark scripts share: where things are, running and measuring a program, printing a table."""
import csv
import fnmatch
import importlib.util
import os
import signal
import subprocess
import sys
import threading
import time

SKIPPED = 77  # exit status that ctest takes for "skipped"


class Skip(Exception):
    pass


def folder(variable, what):
    path = os.environ.get(variable)
    if not path:
        raise Skip('%s is not set: it names %s' % (variable, what))
    if not os.path.isdir(path):
        raise Skip('%s: %s is no folder' % (variable, path))
    return path


def bench_folder():
    return folder('SYMBOLON_BENCH', 'the folder of the benchmark (with cases.tsv, cases/ and score.py)')


def sources_folder():
    return folder('SYMBOLON_BENCH_SOURCES', 'the folder with one source tree per package of the benchmark')


def program(given):
    here = os.path.dirname(os.path.abspath(__file__))
    path = given or os.path.join(here, '..', '..', 'build', 'release', 'bin', 'symbolon')
    if not os.access(path, os.X_OK):
        sys.exit('%s: no such program; build it or name it with --symbolon' % path)
    return os.path.abspath(path)


def scorer(bench):
    """score.py of the benchmark: what counts as the same function is said there."""
    spec = importlib.util.spec_from_file_location('score', os.path.join(bench, 'score.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cases(bench, patterns=()):
    """One dict per row of cases.tsv: case, package, compiler, flags, arch, product …; those that a pattern names, if any."""
    with open(os.path.join(bench, 'cases.tsv'), encoding='utf-8') as f:
        header = f.readline().lstrip('#').rstrip('\n').split('\t')
        rows = [dict(zip(header, row)) for row in csv.reader(f, delimiter='\t') if row]
    return [row for row in rows if not patterns or any(fnmatch.fnmatch(row['case'], p) for p in patterns)]


# Starts a program and tells what it took. Between the script and the program, because the kernel counts what a process
# held before it became another program, and the script holds much.
STARTER = """import os, sys
report = int(sys.argv[1])
os.set_inheritable(report, False)
_, status, usage = os.wait4(os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ), 0)
os.write(report, b'%d %f %d' % (os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss))
"""


class Run:
    """A finished process: status, wall and processor seconds, peak memory in MiB of its largest process, output."""

    def __init__(self, command, timeout, environment=None):
        report, end = os.pipe()
        began = time.monotonic()
        process = subprocess.Popen([sys.executable, '-S', '-c', STARTER, str(end), *command], pass_fds=[end],
                                   start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, env=dict(os.environ, **(environment or {})))
        os.close(end)
        killer = threading.Timer(timeout, os.killpg, (process.pid, signal.SIGKILL))
        killer.start()
        try:
            self.output = process.communicate()[0].decode('utf-8', 'replace')
        finally:
            killer.cancel()
        self.seconds = time.monotonic() - began
        with open(report, 'rb') as f:
            told = f.read().split() or [process.returncode or 1, 0, 0]
        self.status, self.processor, self.peak = int(told[0]), float(told[1]), int(told[2]) / 1024

    def last_line(self):
        lines = [line for line in self.output.splitlines() if line.strip()]
        return lines[-1] if lines else '(no output)'


def table(header, rows):
    """Prints rows under a header; numbers to the right."""
    text = [[cell if isinstance(cell, str) else '-' if cell is None else
             '%.3f' % cell if isinstance(cell, float) else str(cell) for cell in row] for row in rows]
    widths = [max(len(line[i]) for line in [header] + text) for i in range(len(header))]
    for line in [header] + text:
        print('  '.join(cell.ljust(width) if i == 0 else cell.rjust(width)
                        for i, (cell, width) in enumerate(zip(line, widths))))
    sys.stdout.flush()


def machine():
    model = ''
    try:
        with open('/proc/cpuinfo', encoding='utf-8') as f:
            model = next((line.split(':', 1)[1].strip() for line in f if line.startswith('model name')), '')
    except OSError:
        pass
    return '%d cores%s, load %.1f' % (len(os.sched_getaffinity(0)), ', ' + model if model else '', os.getloadavg()[0])
