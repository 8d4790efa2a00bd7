#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Symbolon authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Matches every case of the benchmark and prints one table of scores, seconds and peak memory.

    SYMBOLON_BENCH=… SYMBOLON_BENCH_SOURCES=… cases.py [--symbolon PROGRAM] [--method M] [--check] [CASE …]

SYMBOLON_BENCH is the folder with cases.tsv, cases/NAME/{bin,truth.tsv,other.tsv} and score.py;
SYMBOLON_BENCH_SOURCES holds one source tree per package (the second column of cases.tsv). CASE may be a pattern
such as 'zlib-*'. Every case runs "symbolon match BIN TREE --method M --report OUT.json", which score.py scores: "all"
are all functions of the truth, "nameless" those whose name cannot be read in the binary.

--check fails (status 1) when a case fails, or misses what the product promises: function starts with recall
>= 0.95 on x86-64 and AArch64 and >= 0.75 elsewhere, precision_own >= 0.95, and mean recall@1 >= 0.35.
Status 77: the variables are not set, nothing was run.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # leave no folder beside the sources
import benchmark

START_RECALL = {'x64': 0.95, 'arm64': 0.95}
START_RECALL_ELSEWHERE = 0.75
PRECISION_OWN = 0.95
RECALL_AT_1 = 0.35

COLUMNS = ['case', 'starts', 'own', 'all@1', 'all@10', 'mrr', 'nameless@1', '@10', 'mrr', 'seconds', 'MiB']


def score(bench, name, report):
    done = subprocess.run([sys.executable, os.path.join(bench, 'score.py'), report,
                           os.path.join(bench, 'cases', name, 'truth.tsv')],
                          stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def figures(result):
    every, nameless = result['all'], result['nameless']
    return [result['starts']['recall'], result['starts']['precision_own'],
            every['recall@1'], every['recall@10'], every['mrr'],
            nameless['recall@1'], nameless['recall@10'], nameless['mrr']]


def mean(rows):
    columns = zip(*rows)
    return [sum(values) / len(values) if values else None
            for values in ([v for v in column if v is not None] for column in columns)]


def match(options, bench, sources, case, folder):
    """The finished run, and the path of its report."""
    name = case['case']
    tree = os.path.join(sources, case['package'])
    if not os.path.isdir(tree):
        raise RuntimeError('%s: no source tree %s' % (name, tree))
    report = os.path.join(folder, name + '.json')
    run = benchmark.Run([options.symbolon, 'match', os.path.join(bench, 'cases', name, 'bin'), tree,
                         '--method', options.method, '--top', '10', '--report', report], options.timeout)
    if run.status != 0:
        raise RuntimeError('%s: symbolon match ended with status %d: %s' % (name, run.status, run.last_line()))
    return run, report


def shortcomings(case, result):
    name, starts = case['case'], result['starts']
    least = START_RECALL.get(case['arch'], START_RECALL_ELSEWHERE)
    if (starts['recall'] or 0) < least:
        yield '%s: recall of function starts %.4f < %.2f' % (name, starts['recall'] or 0, least)
    if (starts['precision_own'] or 0) < PRECISION_OWN:
        yield '%s: precision of function starts (own) %.4f < %.2f' % (name, starts['precision_own'] or 0,
                                                                     PRECISION_OWN)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', 1)[0])
    parser.add_argument('cases', nargs='*', metavar='CASE', help='names or patterns; all when none is given')
    parser.add_argument('--symbolon', help='the program (default: build/release/bin/symbolon of this checkout)')
    parser.add_argument('--method', default='b2sfinder')
    parser.add_argument('--check', action='store_true', help='fail when a promise is not kept')
    parser.add_argument('--reports', help='keep the reports in this folder')
    parser.add_argument('--timeout', type=float, default=900, help='seconds for one case')
    options = parser.parse_args()
    try:
        bench, sources = benchmark.bench_folder(), benchmark.sources_folder()
        options.symbolon = benchmark.program(options.symbolon)
    except benchmark.Skip as reason:
        print('skipped: %s' % reason)
        return benchmark.SKIPPED

    chosen = benchmark.cases(bench, options.cases)
    if not chosen:
        print('no case has such a name')
        return 2
    rows, scores, failures = [], [], []
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.reports or temporary
        os.makedirs(folder, exist_ok=True)
        for case in chosen:
            try:
                run, report = match(options, bench, sources, case, folder)
                result = score(bench, case['case'], report)
            except (RuntimeError, subprocess.CalledProcessError, OSError, ValueError) as error:
                failures.append(str(error))
                rows.append([case['case']] + [None] * (len(COLUMNS) - 1))
                continue
            failures.extend(shortcomings(case, result))
            scores.append(figures(result) + [run.seconds, run.peak])
            rows.append([case['case']] + scores[-1][:-2] + ['%.1f' % run.seconds, '%.0f' % run.peak])
    print('method %s, %d cases, %s' % (options.method, len(chosen), benchmark.machine()))
    means = mean(scores)
    if means:
        rows.append(['mean'] + means[:-2] + ['%.1f' % means[-2], '%.0f' % means[-1]])
        if not options.cases and means[2] < RECALL_AT_1:
            failures.append('mean recall@1 of %s is %.4f < %.2f' % (options.method, means[2], RECALL_AT_1))
    benchmark.table(COLUMNS, rows)
    for failure in failures:
        print('FAILED: %s' % failure)
    return 1 if failures and options.check else 0


if __name__ == '__main__':
    sys.exit(main())
