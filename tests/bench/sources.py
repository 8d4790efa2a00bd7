#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Symbolon authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From source to binary: asks for every function of the benchmark's source trees, and prints how often the answer is right.

    SYMBOLON_BENCH=… SYMBOLON_BENCH_SOURCES=… sources.py [--symbolon PROGRAM] [--method M] [--check] [CASE …]

The folders and CASE are as for cases.py. Every case is matched once; what "symbolon find" would answer is read off its
report: the binary functions that have the source function as a candidate, by confidence, then similarity, and the
verdict on it.

  @1 @5 @10  share of the truth's source functions with one of their binary functions among the first answers
  matched    share of them with the verdict "matched" and one of their binary functions named by it
  not there  share of the tree's functions without a row in the truth (inlined everywhere, or not compiled in) with the
             verdict "inlined" or "absent"
  precision  share of the functions with the verdict "inlined" or "absent" that have no row in the truth

A function of the tree that has the name and file of one in the truth and stands elsewhere (the other branch of an
#ifdef) is left out of the last two.

--check fails (status 1) when a case fails, or the means over all cases miss what the product promises: @1 >= 0.85,
"not there" >= 0.8 and "matched" >= 0.8. Status 77: the variables are not set, nothing was run.
"""
import argparse
import collections
import json
import os
import sys
import tempfile

sys.dont_write_bytecode = True  # leave no folder beside the sources
import benchmark
import cases

PROMISED = {'@1': 0.85, 'matched': 0.8, 'not there': 0.8}
FIGURES = ['@1', '@5', '@10', 'matched', 'not there', 'precision']
COLUMNS = ['case', 'in truth'] + FIGURES[:4] + ['others'] + FIGURES[4:] + ['seconds']


class Truth:
    """By source function, (path, name, line) as the truth has it: the addresses of its binary functions."""

    def __init__(self, score, path):
        self.score = score
        self.rows = collections.defaultdict(list)  # by name
        for row in score.read_truth(path)[0]:
            for name in {each[0] for each in row.defs}:
                self.rows[name].append(row)

    def rows_of(self, entry):
        return [row for row in self.rows.get(self.score.plain(entry['name']), ()) if row.right(entry)]

    def stands_at(self, row, entry):
        near = self.score.NEAR
        return any(name == self.score.plain(entry['name']) and at - near <= entry['line'] <= (end or at + near)
                   for name, _, at, end in row.defs)

    def functions(self):
        """One (name, path, line) and all rows of it for each source function."""
        places = collections.defaultdict(list)
        for rows in self.rows.values():
            for row in rows:
                for name, path, line, _ in row.defs:
                    if row not in places[name, path, line]:
                        places[name, path, line].append(row)
        return places


def ranked(report):
    """By source (name, file, line): the addresses of the functions that have it as a candidate, best first."""
    found = collections.defaultdict(list)
    for function in report['functions']:
        for candidate in function['candidates']:
            found[candidate['name'], candidate['file'], candidate['line']].append(
                (-candidate['confidence'], -candidate['score'], int(function['address'], 16)))
    return {key: [address for _, _, address in sorted(hits)] for key, hits in found.items()}


def share(part, whole):
    return part / whole if whole else None


def judge(score, report, truth_file):
    truth = Truth(score, truth_file)
    answers = ranked(report)
    entries = collections.defaultdict(list)  # of the tree's functions, by plain name
    not_there = right_not_there = said = said_rightly = 0
    for entry in report['sources']:
        entries[score.plain(entry['name'])].append(entry)
        rows = truth.rows_of(entry)
        if rows and not any(truth.stands_at(row, entry) for row in rows):
            continue
        gone = entry['verdict'] in ('inlined', 'absent')
        not_there += not rows
        right_not_there += gone and not rows
        said += gone
        said_rightly += gone and not rows
    ranks, matched = [], 0
    for (name, path, line), rows in truth.functions().items():
        addresses = {row.address for row in rows}
        meant = [entry for entry in entries[name] if any(row.right(entry) for row in rows)]
        meant.sort(key=lambda entry: (not score.tail(entry['file'], path), abs(entry['line'] - line)))
        entry = meant[0] if meant else {'verdict': None, 'functions': []}
        hits = answers.get((entry['name'], entry['file'], entry['line']), []) if meant else []
        ranks.append(next((n + 1 for n, address in enumerate(hits) if address in addresses), None))
        matched += entry['verdict'] == 'matched' and any(int(a, 16) in addresses for a in entry['functions'])
    figures = {'@%d' % k: share(sum(1 for rank in ranks if rank and rank <= k), len(ranks)) for k in (1, 5, 10)}
    figures.update({'matched': share(matched, len(ranks)), 'not there': share(right_not_there, not_there),
                    'precision': share(said_rightly, said)})
    return len(ranks), not_there, [figures[name] for name in FIGURES]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', 1)[0])
    parser.add_argument('cases', nargs='*', metavar='CASE', help='names or patterns; all when none is given')
    parser.add_argument('--symbolon', help='the program (default: build/release/bin/symbolon of this checkout)')
    parser.add_argument('--method', default='full')
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

    score = benchmark.scorer(bench)
    chosen = benchmark.cases(bench, options.cases)
    if not chosen:
        print('no case has such a name')
        return 2
    rows, figures, failures = [], [], []
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.reports or temporary
        os.makedirs(folder, exist_ok=True)
        for case in chosen:
            name = case['case']
            try:
                run, path = cases.match(options, bench, sources, case, folder)
                with open(path, encoding='utf-8') as f:
                    report = json.load(f)
                asked, others, result = judge(score, report, os.path.join(bench, 'cases', name, 'truth.tsv'))
            except (RuntimeError, OSError, ValueError, KeyError) as error:
                failures.append('%s: %s' % (name, error))
                rows.append([name] + [None] * (len(COLUMNS) - 1))
                continue
            figures.append(result)
            rows.append([name, asked] + result[:4] + [others] + result[4:] + ['%.1f' % run.seconds])
    print('method %s, %d cases, %s' % (options.method, len(chosen), benchmark.machine()))
    means = cases.mean(figures)
    if means:
        rows.append(['mean', ''] + means[:4] + [''] + means[4:] + [''])
        for figure, value in zip(FIGURES, means):
            if value is None or value < PROMISED.get(figure, 0):
                failures.append('mean of "%s" is %.4f < %.2f' % (figure, value or 0, PROMISED.get(figure, 0)))
    benchmark.table(COLUMNS, rows)
    for failure in failures:
        print('FAILED: %s' % failure)
    return 1 if failures and options.check else 0


if __name__ == '__main__':
    sys.exit(main())
