#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Symbolon authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times the parts of the program's main job on busybox (3,000 functions, 750 source files).

    SYMBOLON_BENCH=… SYMBOLON_BENCH_SOURCES=… speed.py [--symbolon PROGRAM] [--check]

  binary side   symbolon analyze, from start to exit
  source side   symbolon match on a small binary, until the matching begins: the checkout has been read by then
  matching      from there on, on the real binary, to the report
  first window  from the start of the workbench to its first paint, without a display; LibTorch must not be loaded

--check fails (status 1) when a part takes longer than its limit.
Status 77: the variables are not set, nothing was run.
"""
import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # leave no folder beside the sources
import benchmark

CASE = 'busybox-x64-clang-O2'
SMALL_CASE = 'zlib-x64-gcc-O0'
PACKAGE = 'busybox'
LIMITS = {'binary side': 10, 'source side': 10, 'matching': 5, 'first window': 1}


def binary_of(bench, case):
    return os.path.join(bench, 'cases', case, 'bin')


def timed_match(symbolon, binary, tree, method, report):
    """Seconds until the stage "matching" begins, and to the end."""
    command = [symbolon, 'match', binary, tree, '--method', method, '--progress', 'json', '--report', report]
    began = time.monotonic()
    matching = None
    tail = ''
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True, errors='replace') as process:
        for line in process.stderr:
            try:
                stage = json.loads(line).get('stage')
            except (ValueError, AttributeError):
                tail = line.strip()
                continue
            if stage == 'matching' and matching is None:
                matching = time.monotonic() - began
    if process.returncode != 0 or matching is None:
        raise RuntimeError('%s: status %d: %s' % (' '.join(command), process.returncode, tail or 'no matching stage'))
    return matching, time.monotonic() - began


def first_window(symbolon):
    """Seconds to the first paint; the program says them when it is asked to."""
    environment = dict(os.environ, SYMBOLON_STARTUP_TIME='1', QT_QPA_PLATFORM='offscreen')
    with subprocess.Popen([symbolon], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True, errors='replace', env=environment) as process:
        try:
            for line in process.stderr:
                said = re.match(r'first paint: (\d+) ms', line)
                if not said:
                    continue
                with open('/proc/%d/maps' % process.pid, encoding='utf-8', errors='replace') as maps:
                    if 'libtorch' in maps.read():
                        raise RuntimeError('LibTorch was loaded before the first paint')
                return int(said.group(1)) / 1000
        finally:
            process.kill()
    raise RuntimeError('the workbench did not say when it first painted')


def spent_by_children():
    """Processor seconds of all finished child processes: what a busy machine does not change."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(options, bench, sources):
    tree = os.path.join(sources, PACKAGE)
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, 'report.json')
        analysis = benchmark.Run([options.symbolon, 'analyze', binary_of(bench, CASE), '--json', report], 600)
        if analysis.status != 0:
            raise RuntimeError('symbolon analyze: status %d: %s' % (analysis.status, analysis.last_line()))
        analysed = spent_by_children()
        source, _ = timed_match(options.symbolon, binary_of(bench, SMALL_CASE), tree, options.method, report)
        before = spent_by_children()
        begun, ended = timed_match(options.symbolon, binary_of(bench, CASE), tree, options.method, report)
        whole = spent_by_children() - before
    return {'binary side': analysis.seconds, 'source side': source, 'matching': ended - begun,
            'first window': first_window(options.symbolon)}, analysis.peak, analysed, whole


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', 1)[0])
    parser.add_argument('--symbolon', help='the program (default: build/release/bin/symbolon of this checkout)')
    parser.add_argument('--method', default='binpro')
    parser.add_argument('--check', action='store_true', help='fail when something takes too long')
    options = parser.parse_args()
    try:
        bench, sources = benchmark.bench_folder(), benchmark.sources_folder()
        options.symbolon = benchmark.program(options.symbolon)
    except benchmark.Skip as reason:
        print('skipped: %s' % reason)
        return benchmark.SKIPPED
    seconds, peak, analysed, whole = measure(options, bench, sources)
    print('%s, %s' % (CASE, benchmark.machine()))
    benchmark.table(['part', 'seconds', 'limit'],
                    [[part, '%.2f' % spent, str(LIMITS[part])] for part, spent in seconds.items()])
    print('processor seconds: binary side %.2f, a whole match %.2f' % (analysed, whole))
    print('peak memory of the binary side: %.0f MiB' % peak)
    slow = [part for part, spent in seconds.items() if spent > LIMITS[part]]
    for part in slow:
        print('FAILED: %s took %.1f s, more than %d' % (part, seconds[part], LIMITS[part]))
    return 1 if slow and options.check else 0


if __name__ == '__main__':
    sys.exit(main())
