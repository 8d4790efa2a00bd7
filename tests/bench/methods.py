#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Symbolon authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the matching methods against each other on the same function starts and the same source trees.

    SYMBOLON_BENCH=… SYMBOLON_BENCH_SOURCES=… methods.py [--symbolon PROGRAM] [--methods M,M…] [--check] [CASE …]

Every case is read once, into a project; each method matches what it holds. Three tables: means over the cases; recall@1
and @10 by optimisation level; recall@1 by architecture. "sure": share of the right ones among the first candidates with
a confidence of at least 0.9, and the share of the functions that these right ones are. Functions that the truth knows as
made from generated sources are not judged; any other function that is not in the truth has no right candidate.

--check fails (status 1) when the method full misses what the product promises: a precision of 0.97 of the sure ones,
which are 0.6 of the functions, and mean recall@1 >= 0.92. Status 77: the variables are not set, nothing was run.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # leave no folder beside the sources
import benchmark

METHODS = 'b2sfinder,binpro,embedding,full'
SURE = 0.9


def generated(path):
    with open(path, encoding='utf-8') as f:
        rows = [line.rstrip('\n').split('\t') for line in f if not line.startswith('#')]
    return {int(row[0], 16) for row in rows if len(row) > 2 and row[2] == 'generated'}


def sure(score, folder, report):
    """How many first candidates have a high confidence, how many of these are right, how many functions there are."""
    truth, machine = score.read_truth(os.path.join(folder, 'truth.tsv'))
    by_address = {function.address: function for function in truth}
    unjudged = generated(os.path.join(folder, 'other.tsv'))
    with open(report, encoding='utf-8') as f:
        functions = json.load(f)['functions']
    proposed = right = 0
    for function in functions:
        address = score.address_of(function['address'])
        if machine == 'EM_ARM':
            address &= ~1
        candidates = function.get('candidates') or []
        if address in unjudged or not candidates or candidates[0].get('confidence', 0) < SURE:
            continue
        proposed += 1
        right += address in by_address and by_address[address].right(candidates[0])
    return proposed, right, len(truth)


def mean(values):
    values = [value for value in values if value is not None]
    return sum(values) / len(values) if values else None


class Result:
    def __init__(self, case, score, sure_ones, run):
        proposed, right, functions = sure_ones
        self.level = re.search(r'-O\w', case['flags']).group(0)
        self.architecture = case['arch']
        self.first, self.ten = score['all']['recall@1'], score['all']['recall@10']
        self.nameless, self.nameless_ten = score['nameless']['recall@1'], score['nameless']['recall@10']
        self.starts = score['starts']['recall'], score['starts']['precision_own']
        self.precision = right / proposed if proposed else None
        self.covered = right / functions
        self.seconds = run.seconds


def measure(options, bench, sources, case, folder, score):
    name = case['case']
    place = os.path.join(bench, 'cases', name)
    results = {}
    for method in options.methods:
        report = os.path.join(folder, '%s-%s.json' % (name, method))
        run = benchmark.Run([options.symbolon, 'match', os.path.join(place, 'bin'),
                             os.path.join(sources, case['package']), '--project', os.path.join(folder, name + '.symbolon'),
                             '--method', method, '--top', '10', '--report', report], options.timeout)
        if run.status != 0:
            raise RuntimeError('%s, %s: ended with status %d: %s' % (name, method, run.status, run.last_line()))
        told = subprocess.run([sys.executable, os.path.join(bench, 'score.py'), report,
                               os.path.join(place, 'truth.tsv')], stdout=subprocess.PIPE, check=True)
        results[method] = Result(case, json.loads(told.stdout), sure(score, place, report), run)
        os.remove(report)
    return results


def tables(methods, results):
    rows = []
    for method in methods:
        all_of = [result[method] for result in results]
        rows.append([method] + [mean(values) for values in zip(*[
            (r.starts[0], r.starts[1], r.first, r.ten, r.nameless, r.nameless_ten, r.precision, r.covered)
            for r in all_of])] + ['%.1f' % mean([r.seconds for r in all_of])])
    benchmark.table(['method', 'starts', 'own', 'all@1', '@10', 'nameless@1', '@10', 'sure: right', 'covered', 'seconds'],
                    rows)
    levels = sorted({result[methods[0]].level for result in results})
    print()
    benchmark.table(['method'] + [column for level in levels for column in (level + ' @1', '@10')],
                    [[method] + [mean([getattr(r[method], what) for r in results if r[method].level == level])
                                 for level in levels for what in ('first', 'ten')] for method in methods])
    machines = sorted({result[methods[0]].architecture for result in results})
    print()
    benchmark.table(['method'] + machines,
                    [[method] + [mean([r[method].first for r in results if r[method].architecture == each])
                                 for each in machines] for method in methods])


def shortcomings(results):
    full = [result['full'] for result in results]
    for what, value, least in (('precision of the sure ones', mean([r.precision for r in full]), 0.97),
                               ('share of the sure ones', mean([r.covered for r in full]), 0.6),
                               ('recall@1', mean([r.first for r in full]), 0.92)):
        if (value or 0) < least:
            yield 'full: mean %s is %.3f < %.2f' % (what, value or 0, least)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', 1)[0])
    parser.add_argument('cases', nargs='*', metavar='CASE', help='names or patterns; all when none is given')
    parser.add_argument('--symbolon', help='the program (default: build/release/bin/symbolon of this checkout)')
    parser.add_argument('--methods', default=METHODS)
    parser.add_argument('--check', action='store_true', help='fail when a promise is not kept')
    parser.add_argument('--timeout', type=float, default=900, help='seconds for one match')
    options = parser.parse_args()
    options.methods = options.methods.split(',')
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
    score = benchmark.scorer(bench)
    results, failures = [], []
    for case in chosen:
        with tempfile.TemporaryDirectory() as folder:
            try:
                results.append(measure(options, bench, sources, case, folder, score))
            except (RuntimeError, subprocess.CalledProcessError, OSError, ValueError) as error:
                failures.append(str(error))
    if results:
        print('%d cases, %s' % (len(results), benchmark.machine()))
        tables(options.methods, results)
        if 'full' in options.methods and not options.cases:
            failures.extend(shortcomings(results))
    for failure in failures:
        print('FAILED: %s' % failure)
    return 1 if failures and options.check else 0


if __name__ == '__main__':
    sys.exit(main())
