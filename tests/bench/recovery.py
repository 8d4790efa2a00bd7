#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Symbolon authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds what disassembly recovers of the benchmark's binaries against their truth; one table per question.

    SYMBOLON_BENCH=… recovery.py [--symbolon PROGRAM] [--variant V] [--peers] [--check] [CASE …]
    SYMBOLON_CORPUS=… recovery.py --corpus [--symbolon PROGRAM] [--variant V] CASE …

SYMBOLON_BENCH is the folder with cases.tsv and cases/NAME/{bin,truth.tsv,other.tsv}. CASE may be a pattern such as
'zlib-*'. Each case runs as three variants of its file (--variant picks some):

  plain      as it is
  bare       without section headers and without what only they lead to (MIPS .pdr, .comment), as sstrip leaves it
  raw        its loaded segments as one block of bytes without the ELF header, opened with the right architecture and base address

  starts     precision, precision_own (without what other.tsv lists), recall and F1_own of function starts, and the
             recall by the function's size in bytes
  blocks     share of the bytes of all true functions that lie in blocks of the function found at their start
  covered    the same with the function's "data_in_code" as the program reports it, each entry told by what shows it: a
             literal that an instruction of the function reads (at the size of that read), the table of a resolved
             switch, or padding: a run under 64 bytes between two such pieces that decodes to nothing but
             no-operations or traps, or is zeros. What lies between blocks for any other reason does not count.
  extent     the same with everything from the start to the function's reported size
  tables     share of the indirect jumps inside functions whose targets are known
  MB/s       megabytes of executable code per processor second of the whole command
  x code     peak memory of the largest process over the size of the code
             Both without what the command takes for a file of one instruction, which is printed first.

--peers runs radare2 and rizin, where they are on the PATH, on the same files.
--check fails (status 1) when a figure of KEPT is not reached. Status 77: SYMBOLON_BENCH is not set, nothing was run.

--corpus does the same for stripped programs of the training corpus, where thresholds are chosen; a CASE is
PACKAGE-CONFIGURATION-UNIT. The truth there names the package's functions only: the handful that the compiler's start
files bring along counts as wrong in "own", everywhere alike.
"""
import argparse
import bisect
import fnmatch
import glob
import json
import lzma
import os
import shutil
import struct
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # leave no folder beside the sources
import benchmark

SIZES = (('<=16', 0, 16), ('17-64', 17, 64), ('65-256', 65, 256), ('>256', 257, 1 << 62))
# By architecture: F1_own, covered share, share of tables. What is aimed at, and what must not get worse.
AIM = {'x64': (0.995, 0.99, 0.98), 'arm64': (0.995, 0.99, 0.98), 'i386': (0.99, 0.99, 0.98),
       'armhf': (0.97, 0.97, 0.98), 'mips': (0.97, 0.97, 0.98), 'mipsel': (0.97, 0.97, 0.98)}
KEPT = {'x64': (0.995, 0.99, 0.98), 'arm64': (0.995, 0.99, 0.98), 'i386': (0.99, 0.99, 0.96),
        'armhf': (0.97, 0.99, 0.98), 'mips': (0.97, 0.99, 0.95), 'mipsel': (0.97, 0.99, 0.98)}
BARE_LOSS = 0.02  # F1_own without section headers may be lower by this
RAW_LEAST = {'armhf': 0.90, 'mips': 0.90, 'mipsel': 0.90}
VARIANTS = ('plain', 'bare', 'raw')


def rows_of(path):
    with open(path, encoding='utf-8') as f:
        for line in f:
            if line.strip() and not line.startswith('#'):
                yield line.rstrip('\n').split('\t')


class Truth:
    def __init__(self, path, other_path=None):
        self.functions = {int(row[0], 16): int(row[1]) for row in rows_of(path)}
        self.others, self.ranges = set(), []
        for row in rows_of(other_path) if other_path and os.path.exists(other_path) else ():
            address = int(row[0], 16)
            self.others.add(address)
            if row[2] == 'section':
                self.ranges.append((address, address + int(row[1])))
        self.ranges.sort()

    def is_other(self, address):
        if address in self.others:
            return True
        at = bisect.bisect_right(self.ranges, (address, 1 << 64)) - 1
        return at >= 0 and address < self.ranges[at][1]


class Elf:
    """Just enough of an ELF file to take its section headers away, or to lay its segments out."""

    def __init__(self, path):
        with open(path, 'rb') as f:
            self.bytes = bytearray(f.read())
        self.wide = self.bytes[4] == 2
        self.order = '>' if self.bytes[5] == 2 else '<'
        self.entry, self.programs = self._read(24, 'Q' if self.wide else 'I', 2)
        self.size, self.count = self._read(54 if self.wide else 42, 'H', 2)
        self.segments = []  # type, offset, address, bytes in the file
        for n in range(self.count):
            at = self.programs + n * self.size
            if self.wide:
                kind, _, offset, address, _, filed = struct.unpack_from(self.order + 'IIQQQQ', self.bytes, at)
            else:
                kind, offset, address, _, filed = struct.unpack_from(self.order + 'IIIII', self.bytes, at)
            self.segments.append((kind, offset, address, filed))

    def _read(self, at, code, count):
        return struct.unpack_from(self.order + code * count, self.bytes, at)

    def stub_sections(self):
        """Where the linker's own code lies: the executable sections beside .text."""
        at, = self._read(40 if self.wide else 32, 'Q' if self.wide else 'I', 1)
        size, count = self._read(58 if self.wide else 46, 'H', 2)
        code = []
        for n in range(count):
            row = struct.unpack_from(self.order + ('IIQQQQ' if self.wide else 'IIIIII'), self.bytes, at + n * size)
            if row[2] & 4:
                code.append((row[5], row[3]))
        return sorted((address, address + length) for length, address in sorted(code)[:-1])

    def bare(self):
        content = self.bytes[:max(offset + filed for _, offset, _, filed in self.segments)]
        struct.pack_into(self.order + ('Q' if self.wide else 'I'), content, 40 if self.wide else 32, 0)
        struct.pack_into(self.order + 'HHH', content, 58 if self.wide else 46, 0, 0, 0)
        return bytes(content)

    def raw(self):
        loaded = [(address, offset, filed) for kind, offset, address, filed in self.segments if kind == 1 and filed]
        base = min(address for address, _, _ in loaded)
        content = bytearray(max(address + filed for address, _, filed in loaded) - base)
        for address, offset, filed in loaded:
            content[address - base:address - base + filed] = self.bytes[offset:offset + filed]
        if content[:4] == b'\x7fELF':  # the header is loaded, too
            content[:64 if self.wide else 52] = bytes(64 if self.wide else 52)
        return bytes(content), base


def architecture_option(case):
    arch = case['arch']
    if arch == 'armhf':
        return 'thumb' if 'thumb' in case['flags'] else 'arm'
    return {'x64': 'x86-64', 'arm64': 'aarch64', 'i386': 'x86', 'mips': 'mips', 'mipsel': 'mipsel'}[arch]


def bench_cases(bench):
    for case in benchmark.cases(bench):
        folder = os.path.join(bench, 'cases', case['case'])
        yield dict(case, file=os.path.join(folder, 'bin'),
                   truth=lambda at=folder: Truth(os.path.join(at, 'truth.tsv'), os.path.join(at, 'other.tsv')))


def corpus_cases(corpus, folder):
    """The packed files are unpacked when their truth is asked for."""
    for packed in sorted(glob.glob(os.path.join(corpus, '*', '*', '*.elf.xz'))):
        package, flags, unit = packed[:-len('.elf.xz')].split(os.sep)[-3:]
        name = '%s-%s-%s' % (package, flags, unit)
        file = os.path.join(folder, name)

        def truth(packed=packed, file=file):
            for source, target in ((packed, file), (packed[:-len('elf.xz')] + 'truth.tsv.xz', file + '.truth')):
                with lzma.open(source) as f, open(target, 'wb') as to:
                    shutil.copyfileobj(f, to)
            result = Truth(file + '.truth')
            result.ranges = Elf(file).stub_sections()
            return result

        yield {'case': name, 'arch': flags.split('-')[0], 'flags': flags, 'file': file, 'truth': truth}


def prepare(case, variant, folder):
    """The file of a variant, and the options that open it."""
    path = case['file']
    if variant == 'plain':
        return path, []
    made = os.path.join(folder, case['case'] + '.' + variant)
    if variant == 'bare':
        content, options = Elf(path).bare(), []
    else:
        content, base = Elf(path).raw()
        options = ['--arch', architecture_option(case), '--base', hex(base)]
    with open(made, 'wb') as f:
        f.write(content)
    return made, options


def ratio(part, whole):
    return part / whole if whole else None


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision and recall else 0.0


def score_starts(found, truth):
    hits = found & truth.functions.keys()
    own = len(hits) + sum(1 for address in found - hits if not truth.is_other(address))
    precision_own, recall = ratio(len(hits), own), ratio(len(hits), len(truth.functions))
    by_size = []
    for _, low, high in SIZES:
        those = [address for address, size in truth.functions.items() if low <= size <= high]
        by_size.append(ratio(sum(1 for address in those if address in hits), len(those)))
    return {'precision': ratio(len(hits), len(found)), 'own': precision_own, 'recall': recall,
            'f1': f1(precision_own, recall), 'sizes': by_size}


def mark(marks, begin, pieces):
    for piece in pieces:
        at = int(piece['address'], 16) - begin
        low, high = max(at, 0), min(at + piece['size'], len(marks))
        if low < high:
            marks[low:high] = b'\1' * (high - low)


def score_blocks(functions, truth):
    total = inside = covered = extent = 0
    for function in functions:
        begin = int(function['address'], 16)
        size = truth.functions.get(begin)
        if not size:
            continue
        marks = bytearray(size)
        mark(marks, begin, function['block_list'])
        inside += sum(marks)
        mark(marks, begin, function.get('data_in_code', ()))
        covered += sum(marks)
        extent += max(sum(marks), min(function['size'], size))
    total = sum(truth.functions.values())
    jumps = sum(len(function.get('switches', ())) for function in functions)
    unresolved = sum(function.get('unresolved_jumps', 0) for function in functions)
    return {'blocks': ratio(inside, total), 'covered': ratio(covered, total), 'extent': ratio(extent, total),
            'jumps': jumps, 'unresolved': unresolved, 'tables': ratio(jumps, jumps + unresolved)}


def recover(options, case, truth, variant, folder):
    path, extra = prepare(case, variant, folder)
    report = os.path.join(folder, 'report.json')
    analyze = [options.symbolon, 'analyze', path, *extra]
    run = benchmark.Run(analyze + ['--json', report], options.timeout)
    if run.status != 0:
        raise RuntimeError('%s (%s): symbolon analyze ended with status %d: %s'
                           % (case['case'], variant, run.status, run.last_line()))
    with open(report, encoding='utf-8') as f:
        content = json.load(f)
    functions = content['functions']
    result = score_starts({int(function['address'], 16) for function in functions}, truth)
    result.update(score_blocks(functions, truth))
    plain = benchmark.Run(analyze, options.timeout)  # without the JSON, for the speed
    code = content['binary']['code_size']
    result.update({'speed': code / 1e6 / max(plain.processor - options.start.processor, 1e-3),
                   'memory': max(plain.peak - options.start.peak, 0) * 1048576 / code, 'code': code})
    return result


def smallest_run(options, folder):
    """`symbolon analyze` on a file of one instruction: what it takes to start."""
    path = os.path.join(folder, 'smallest')
    with open(path, 'wb') as f:
        f.write(b'\xc3')
    runs = [benchmark.Run([options.symbolon, 'analyze', path, '--arch', 'x86_64', '--base', '0x1000'], options.timeout)
            for _ in range(5)]
    if runs[0].status != 0:
        raise RuntimeError('symbolon analyze ended with status %d: %s' % (runs[0].status, runs[0].last_line()))
    return min(runs, key=lambda run: run.processor)


def peer_starts(program, path):
    """Function starts that radare2 or rizin find with the analysis their users type, and the seconds."""
    run = benchmark.Run([program, '-q', '-e', 'bin.relocs.apply=true', '-c', 'aaa; aflj', path], 900)
    begin = run.output.find('[{')
    functions = json.loads(run.output[begin:run.output.rfind(']') + 1]) if begin >= 0 else []
    return {row.get('addr', row.get('offset', 0)) & ~1 if 'arm' in path else row.get('addr', row.get('offset', 0))
            for row in functions}, run.seconds


def shortcomings(case, results, floor):
    name, arch = case['case'], case['arch']
    plain = results.get('plain')
    for key, least in zip(('f1', 'covered', 'tables'), floor[arch]) if plain else ():
        if plain[key] is not None and plain[key] < least:
            yield '%s: %s %.4f < %.3f' % (name, key, plain[key], least)
    if plain and 'bare' in results and results['bare']['f1'] < plain['f1'] - BARE_LOSS:
        yield '%s: f1 without section headers %.4f, with them %.4f' % (name, results['bare']['f1'], plain['f1'])
    if 'raw' in results and results['raw']['f1'] < RAW_LEAST.get(arch, 0):
        yield '%s: f1 as raw bytes %.4f < %.2f' % (name, results['raw']['f1'], RAW_LEAST[arch])


def mean(values):
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def by_architecture(chosen, everything):
    header = ['architecture', 'cases', 'precision', 'own', 'recall', 'F1', 'F1 bare', 'F1 raw', 'blocks', 'covered',
              'extent', 'tables', 'MB/s', 'x code']
    rows = []
    for arch in sorted({case['arch'] for case in chosen}):
        results = [everything[case['case']] for case in chosen if case['arch'] == arch and everything[case['case']]]
        plain = [result.get('plain', {}) for result in results]
        jumps = sum(result.get('jumps', 0) for result in plain)
        missed = sum(result.get('unresolved', 0) for result in plain)
        rows.append([arch, len(results)] + [mean(result.get(key) for result in plain)
                                            for key in ('precision', 'own', 'recall', 'f1')]
                    + [mean(result.get(variant, {}).get('f1') for result in results) for variant in ('bare', 'raw')]
                    + [mean(result.get(key) for result in plain) for key in ('blocks', 'covered', 'extent')]
                    + [ratio(jumps, jumps + missed)]
                    + ['%.1f' % value if (value := mean(result.get(key) for result in plain)) is not None else None
                       for key in ('speed', 'memory')])
    benchmark.table(header, rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', 1)[0])
    parser.add_argument('cases', nargs='*', metavar='CASE', help='names or patterns; all when none is given')
    parser.add_argument('--symbolon', help='the program (default: build/release/bin/symbolon of this checkout)')
    parser.add_argument('--variant', action='append', choices=VARIANTS, help='default: all; raw for ARM and MIPS')
    parser.add_argument('--corpus', action='store_true', help='programs of the training corpus, not of the benchmark')
    parser.add_argument('--peers', action='store_true', help='radare2 and rizin beside it, where they are installed')
    parser.add_argument('--check', action='store_true', help='fail when a promise is not kept')
    parser.add_argument('--timeout', type=float, default=900, help='seconds for one run')
    options = parser.parse_args()
    try:
        corpus = benchmark.folder('SYMBOLON_CORPUS', 'the training corpus') if options.corpus else None
        bench = None if options.corpus else benchmark.bench_folder()
        options.symbolon = benchmark.program(options.symbolon)
    except benchmark.Skip as reason:
        print('skipped: %s' % reason)
        return benchmark.SKIPPED
    variants = options.variant or VARIANTS
    everything, failures, below, rows, peers = {}, [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        chosen = [case for case in (corpus_cases(corpus, folder) if corpus else bench_cases(bench))
                  if not options.cases or any(fnmatch.fnmatch(case['case'], p) for p in options.cases)]
        if not chosen:
            print('no case has such a name')
            return 2
        options.start = smallest_run(options, folder)
        print('to start: %.2f processor seconds, %.0f MiB' % (options.start.processor, options.start.peak))
        for case in chosen:
            results = everything[case['case']] = {}
            truth = case['truth']()
            for variant in variants:
                if variant == 'raw' and case['arch'] not in RAW_LEAST and not options.variant:
                    continue  # x86 and AArch64 name their functions by frame records; raw they take long
                try:
                    results[variant] = recover(options, case, truth, variant, folder)
                except (RuntimeError, OSError, ValueError) as error:
                    failures.append(str(error))
                    continue
                r = results[variant]
                rows.append([case['case'], variant, r['precision'], r['own'], r['recall'], r['f1'], *r['sizes'],
                             r['blocks'], r['covered'], r['extent'], r['tables'], str(r['unresolved']),
                             '%.1f' % r['speed'], '%.0f' % r['memory']])
            if not options.corpus:
                failures.extend(shortcomings(case, results, KEPT))
                below.extend(shortcomings(case, results, AIM))
            for peer in ('radare2', 'rizin') if options.peers else ():
                if shutil.which(peer):
                    found, seconds = peer_starts(peer, case['file'])
                    score = score_starts(found, truth)
                    peers.append([case['case'], peer, score['precision'], score['own'], score['recall'], score['f1'],
                                  '%.1f' % seconds])
    print('%d cases, %s' % (len(chosen), benchmark.machine()))
    benchmark.table(['case', 'variant', 'precision', 'own', 'recall', 'F1'] + [name for name, _, _ in SIZES]
                    + ['blocks', 'covered', 'extent', 'tables', 'open', 'MB/s', 'x code'], rows)
    print()
    by_architecture(chosen, everything)
    if peers:
        print()
        benchmark.table(['case', 'peer', 'precision', 'own', 'recall', 'F1', 'seconds'], peers)
    elif options.peers:
        print('neither radare2 nor rizin is on the PATH')
    for line in below:
        if line not in failures:
            print('below the aim: %s' % line)
    for failure in failures:
        print('FAILED: %s' % failure)
    return 1 if failures and options.check else 0


if __name__ == '__main__':
    sys.exit(main())
