#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Symbolon authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the references that disassembly finds against the relocations of programs that are compiled here.

    references.py [--symbolon PROGRAM] [--also FOLDER] [--check] [--misses N] [ROW …]

references.c, and with --also the C files of a folder, are compiled by each compiler that is there and linked with
-Wl,--emit-relocs: then a relocation stands wherever an instruction refers to something. A stripped copy without these
relocations is analysed. ROW may be a pattern such as 'mips*'.

  found      share of the relocated references of recovered functions that are reported with the right target: on x86
             at that instruction; elsewhere at it or at a later one of the function, since several instructions make
             an address, and instead of what is only the base of a structure, its field counts
  false      share of the reported references that no relocation of the function or of data bears out
  calls      share of the relocated calls that are reported with the right target or import
  constants  (x86, ARM) share of the immediates that objdump prints that are reported as integers; not those that
             move the stack pointer, shift, or are 0
  odd        share of the reported integers that objdump does not print there
  texts      share of the wide and accented texts of references.c that are reported

--check fails (status 1) when a figure of KEPT is not reached. Status 77: there is no compiler.
"""
import argparse
import bisect
import collections
import fnmatch
import glob
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # leave no folder beside the sources
import benchmark

NO_PIE = ['-fno-pie', '-no-pie']
MIPS_STATIC = ['-fno-pie', '-no-pie', '-mno-shared', '-mplt']
COMPILERS = (('x64', '', []), ('x64 fixed', '', NO_PIE), ('i386', 'i686-linux-gnu-', []),
             ('i386 fixed', 'i686-linux-gnu-', NO_PIE), ('arm64', 'aarch64-linux-gnu-', []),
             ('arm64 fixed', 'aarch64-linux-gnu-', NO_PIE), ('arm', 'arm-linux-gnueabihf-', ['-marm']),
             ('arm fixed', 'arm-linux-gnueabihf-', ['-marm'] + NO_PIE), ('thumb', 'arm-linux-gnueabihf-', ['-mthumb']),
             ('thumb fixed', 'arm-linux-gnueabihf-', ['-mthumb'] + NO_PIE),
             ('arm and thumb', 'arm-linux-gnueabihf-', ['-mflip-thumb']), ('mips', 'mips-linux-gnu-', []),
             ('mips fixed', 'mips-linux-gnu-', MIPS_STATIC), ('mipsel', 'mipsel-linux-gnu-', []),
             ('mipsel fixed', 'mipsel-linux-gnu-', MIPS_STATIC))
LEVELS = ('-O0', '-O2')
FIELDS = 4096  # so far from what a relocation names may lie another part of it that is referred to, too
KEPT = {'found': 0.98, 'false': 0.01, 'calls': 0.99, 'constants': 0.95, 'odd': 0.02, 'texts': 1.0}
TEXTS = ('plain wide text', 'sixteen bits each', '\u0418\u043c\u044f \u0444\u0430\u0439\u043b\u0430',
         '\u6587\u4ef6\u540d\u79f0\u4e0d\u80fd\u4e3a\u7a7a', '\u00fcberl\u00e4nge \u2713')

Symbol = collections.namedtuple('Symbol', 'name value defined local function')
Wanted = collections.namedtuple('Wanted', 'place target name thumb', defaults=[0])  # name: also right, of an import


class Elf:
    """Just enough of an ELF file: its sections' bytes by address, its symbols and relocations."""

    def __init__(self, path):
        with open(path, 'rb') as f:
            data = self.data = f.read()
        wide, order = data[4] == 2, '>' if data[5] == 2 else '<'
        self.order, self.machine = order, struct.unpack_from(order + 'H', data, 18)[0]
        at, = struct.unpack_from(order + ('Q' if wide else 'I'), data, 40 if wide else 32)
        size, count = struct.unpack_from(order + 'HH', data, 58 if wide else 46)
        rows = [struct.unpack_from(order + ('IIQQQQIIQQ' if wide else 'IIIIIIIIII'), data, at + n * size)
                for n in range(count)]
        self.sections = [dict(zip(('name', 'type', 'flags', 'address', 'offset', 'size', 'link', 'info'), row))
                         for row in rows]
        self.loaded = sorted((s['address'], s['size'], s['offset'], s['flags']) for s in self.sections
                             if s['flags'] & 2 and s['type'] != 8 and not s['flags'] & 0x400)
        self.mapped = [(s['address'], s['address'] + s['size']) for s in self.sections if s['flags'] & 2]
        self.symbols, self.by_name = {}, {}
        for index, section in enumerate(self.sections):
            if section['type'] == 2:
                self.symbols[index] = [self._symbol(section, n, wide) for n in
                                       range(section['size'] // (24 if wide else 16))]
                self.by_name = {symbol.name: symbol.value for symbol in self.symbols[index] if symbol.name}
        self.functions = {symbol.value & ~(self.machine == 40) for table in self.symbols.values() for symbol in table
                          if symbol.function}
        self.code_relocations, self.data_relocations = [], []
        for section in self.sections:
            if section['type'] not in (4, 9) or section['link'] not in self.symbols or not section['info']:
                continue
            patched = self.sections[section['info']]
            if patched['flags'] & 2:
                into = self.code_relocations if patched['flags'] & 4 else self.data_relocations
                into.extend(self._relocations(section, wide))
        self.code_relocations.sort(key=lambda relocation: relocation[0])

    def _symbol(self, table, n, wide):
        if wide:
            name, info, _, section, value, _ = struct.unpack_from(self.order + 'IBBHQQ', self.data,
                                                               table['offset'] + n * 24)
        else:
            name, value, _, info, _, section = struct.unpack_from(self.order + 'IIIBBH', self.data,
                                                               table['offset'] + n * 16)
        begin = self.sections[table['link']]['offset'] + name
        return Symbol(self.data[begin:self.data.index(b'\0', begin)].decode('latin-1').split('@')[0], value,
                      section != 0, info >> 4 == 0, info & 15 == 2)

    def text(self):
        return [self.data[offset:offset + size] for _, size, offset, flags in self.loaded if flags & 4]

    def _relocations(self, section, wide):
        added = section['type'] == 4
        code = self.order + (('QQq' if added else 'QQ') if wide else 'IIi' if added else 'II')
        for row in struct.iter_unpack(code, self.data[section['offset']:section['offset'] + section['size']]):
            kind, symbol = (row[1] & 0xffffffff, row[1] >> 32) if wide else (row[1] & 0xff, row[1] >> 8)
            yield row[0], kind, self.symbols[section['link']][symbol], row[2] if added else 0

    def word(self, address, code='I'):
        at = bisect.bisect_right(self.loaded, (address, 1 << 64)) - 1
        begin, size, offset, _ = self.loaded[at]
        return struct.unpack_from(self.order + code, self.data, offset + address - begin)[0] \
            if at >= 0 and address + struct.calcsize(code) <= begin + size else None


class Listing:
    """What objdump prints: an address and a text per instruction."""

    def __init__(self, objdump, path):
        output = subprocess.run([objdump, '-d', '-w', '--no-show-raw-insn', path], stdout=subprocess.PIPE,
                                check=True).stdout.decode('utf-8', 'replace')
        self.text = {int(address, 16): text.strip() for address, text in
                     re.findall(r'^ *([0-9a-f]+):\t(.*)$', output, re.M)}
        self.addresses = sorted(self.text)

    def at(self, place):
        n = bisect.bisect_right(self.addresses, place) - 1
        return self.addresses[n] if n >= 0 else 0

    def after(self, address):
        n = bisect.bisect_right(self.addresses, address)
        return self.addresses[n] if n < len(self.addresses) else address + 1

    def following(self, address, count):
        n = bisect.bisect_left(self.addresses, address)
        return self.addresses[n:n + count]


def signed16(value):
    return (value & 0xffff ^ 0x8000) - 0x8000


def symbolic(symbol, value):
    return value if symbol.defined else None, symbol.name


def jumps(text):
    return re.match(r'(notrack |bnd )?(call|j)', text)


def x86_references(elf, listing):
    wide = elf.machine == 62
    got = elf.by_name.get('_GLOBAL_OFFSET_TABLE_', 0)
    for place, kind, symbol, addend in elf.code_relocations:
        at = listing.at(place)
        text = listing.text.get(at, '')
        relative, plain, via_got = ((2, 4), (1, 10, 11), (9, 41, 42)) if wide else ((2, 4), (1,), (3, 43))
        if re.match(r'j(?!mp)', text) or kind in relative and text.startswith('jmp') and symbol.local \
                and not symbol.function and (symbol.value + addend + 4 if wide else elf.word(place) + place + 4
                                             & 0xffffffff) not in elf.functions:
            continue  # to or from the cold part
        if kind in relative and jumps(text):
            target = symbol.value + addend if wide else elf.word(place) + place
            yield 'call', Wanted(at, *symbolic(symbol, target + listing.after(at) - place & 2 ** 64 - 1
                                               if wide else target + 4 & 0xffffffff))
        elif jumps(text):
            if kind in via_got:
                yield 'call', Wanted(at, *symbolic(symbol, symbol.value))
        elif kind in relative and wide:
            yield 'reference', Wanted(at, symbol.value + addend + listing.after(at) - place, symbol.name)
        elif kind in plain:
            yield 'reference', Wanted(at, symbol.value + addend if wide else elf.word(place), symbol.name)
        elif kind == 9 and not wide:
            yield 'reference', Wanted(at, got + elf.word(place) & 0xffffffff, symbol.name)
        elif kind in via_got:
            yield 'reference', Wanted(at, *symbolic(symbol, symbol.value))


def arm64_references(elf, listing):
    for place, kind, symbol, addend in elf.code_relocations:
        if kind in (282, 283):
            yield 'call', Wanted(place, *symbolic(symbol, symbol.value + addend))
        elif kind in (274, 277, 278, 284, 285, 286, 299):
            yield 'reference', Wanted(place, symbol.value + addend, symbol.name)
        elif kind == 312:
            yield 'reference', Wanted(place, *symbolic(symbol, symbol.value))


def arm_half(elf, place):
    word = elf.word(place) if place in elf.arm_code else elf.word(place, 'H') << 16 | elf.word(place + 2, 'H')
    if place in elf.arm_code:
        return word >> 12 & 15, word >> 4 & 0xf000 | word & 0xfff
    return word >> 8 & 15, word >> 4 & 0xf000 | word >> 15 & 0x800 | word >> 4 & 0x700 | word & 0xff


def arm_references(elf, listing):
    """Literal pools are in the code: their words' relocations count for the instructions that load them."""
    low, pools = {}, {}
    marks = sorted((symbol.value, symbol.name[:2]) for table in elf.symbols.values() for symbol in table
                   if symbol.name[:2] in ('$a', '$t', '$d'))
    elf.arm_code = {address for address in listing.addresses
                    if (n := bisect.bisect_right(marks, (address, '$z'))) and marks[n - 1][1] == '$a'}
    for address in listing.addresses:
        text = listing.text[address]
        load = re.match(r'v?ldr\S*\s+(\w+), \[pc.*[@;] \(?([0-9a-f]+)', text)
        if load:
            pools.setdefault(int(load.group(2), 16), []).append((address, load.group(1)))
    for place, kind, symbol, _ in elf.code_relocations:
        if kind in (28, 29, 10, 30):
            yield 'call', Wanted(place, *symbolic(symbol, symbol.value & ~1))
        elif kind in (43, 47):
            register, half = arm_half(elf, place)
            low[register] = half
        elif kind in (44, 48):
            register, half = arm_half(elf, place)
            if register in low:
                yield 'reference', Wanted(place, half << 16 | low[register], symbol.name)
        elif kind in (2, 3, 26, 96):
            for load, register in pools.get(place, ()):
                if kind == 2:
                    yield 'reference', Wanted(load, elf.word(place), symbol.name)
                    continue
                if kind == 26 or kind == 96 and symbol.defined is False:
                    yield 'reference', Wanted(load, *symbolic(symbol, symbol.value))
                    continue
                for address in listing.following(load + 1, 40):
                    step = 8 if address in elf.arm_code else 4
                    text = listing.text[address]
                    if re.match(r'add\S*\s+\w+, (pc, %s\b|%s, pc)' % (register, register), text) \
                            or re.match(r'add\S*\s+%s, pc' % register, text) \
                            or re.match(r'ldr\S*\s+\w+, \[pc, %s\]' % register, text):
                        target = elf.word(place) + address + step & 0xffffffff
                        if kind == 96:
                            target = elf.word(target)
                        yield 'reference', Wanted(address, target, symbol.name)
                        break


def mips_references(elf, listing):
    pointer = elf.by_name.get('_gp', 0)
    upper = {}  # by symbol and register, and by symbol: the newest upper half or page
    for place, kind, symbol, _ in elf.code_relocations:
        word = elf.word(place)
        source, register, low = word >> 21 & 31, word >> 16 & 31, signed16(word)
        if symbol.name in ('_gp_disp', '__gnu_local_gp'):
            continue
        if kind == 5 or kind == 9 and symbol.local:
            half = (word & 0xffff) << 16 if kind == 5 else elf.word(pointer + low & 0xffffffff)
            upper[symbol, register] = upper[symbol] = half
        elif kind == 6:
            half = upper.get((symbol, source), upper.get(symbol))
            if half is not None:
                yield 'reference', Wanted(place, half + low & 0xffffffff, symbol.name)
        elif kind == 7:
            yield 'reference', Wanted(place, pointer + low & 0xffffffff, symbol.name)
        elif kind == 9:
            yield 'reference', Wanted(place, *symbolic(symbol, symbol.value))
        elif kind == 11:
            yield 'call', Wanted(place, *symbolic(symbol, symbol.value))
        elif kind == 4:
            yield 'call', Wanted(place, place & 0xf0000000 | (word & 0x3ffffff) << 2, symbol.name)


ORACLES = {3: x86_references, 62: x86_references, 183: arm64_references, 40: arm_references, 8: mips_references}


def immediates(elf, listing):
    """The constants of x86 and ARM instructions, as objdump prints them, by address."""
    relocated = {listing.at(relocation[0]) for relocation in elf.code_relocations}
    found, low = {}, {}
    for address, text in listing.text.items():
        if address in relocated:
            continue
        if elf.machine in (3, 62):
            match = re.match(r'(mov|cmp|add|sub|and|or|xor|test|imul|push|movabs)[bwlq]?\s+\$(-?0x[0-9a-f]+)(.*)', text)
            if match and not re.search(r',%[re]?sp$', match.group(3)):
                found[address] = int(match.group(2), 16)
        elif elf.machine in (40, 183):
            half = re.match(r'(movk|movt)\S*\s+(\w+), #(0x[0-9a-f]+|\d+)(?:, lsl #(\d+))?|(movw)\s+(\w+), #(\d+)', text)
            if half:
                register = half.group(2) or half.group(6)
                if half.group(1):
                    shift = int(half.group(4) or 0) if half.group(1) == 'movk' else 16
                    value = int(half.group(3), 0) << shift
                    if register in low and address - low[register][0] <= 16:
                        value |= low[register][1]
                        found.pop(low[register][0], None)
                else:
                    value = int(half.group(7))
                found[address] = value
                low[register] = address, value
                continue
            match = re.match(r'(mov|cmp|cmn|add|sub|rsb|and|orr|eor|tst|teq)(s|eq|ne|ge|lt|gt|le|cs|cc|hi|ls|mi|pl)?'
                             r'(\.w|\.n)?\s+(\w+, |\w+, \w+, )#(-?0x[0-9a-f]+|-?\d+)(?:, lsl #(\d+))?', text)
            if match and not re.search(r'\b(sp|pc|r7|fp|x29)\b', match.group(4)):
                found[address] = int(match.group(5), 0) << int(match.group(6) or 0)
                if match.group(1) == 'mov':
                    low[match.group(4)[:-2]] = address, found[address]
    return {address: value for address, value in found.items() if value}


def same_number(value, other):
    return any((value - other) & mask == 0 for mask in (0xff, 0xffff, 0xffffffff)
               if abs(value) <= mask or mask == 0xffffffff) or value == -other


def printed(text, value):
    """Whether a number stands in an instruction, other than one that makes room on the stack."""
    numbers = [int(word, 0) for word in re.findall(r'(?<![\w.])-?(?:0x[0-9a-f]+|\d+)\b', text)]
    numbers += [number << int(shift) for shift in re.findall(r'lsl #(\d+)', text) for number in numbers]
    if re.match(r'(add|sub)\S*\s+(\$\S+,%[re]?sp|sp,)', text):
        return False
    return any(same_number(value, number) or same_number(value, ~number) for number in numbers) \
        or abs(value) == 1 and re.match('sh[lr]|sa[lr]', text)


def functions_of(content, listing):
    """Each recovered function with the addresses of its instructions."""
    for function in content['functions']:
        inside = set()
        for block in function['block_list']:
            begin = int(block['address'], 16)
            low = bisect.bisect_left(listing.addresses, begin)
            inside.update(listing.addresses[low:bisect.bisect_left(listing.addresses, begin + block['size'])])
        yield function, inside


def right(wanted, reference):
    if wanted.name and reference.get('import') == wanted.name:
        return True
    return wanted.target is not None and any(int(reference[key], 16) in (wanted.target, wanted.target & ~wanted.thumb)
                                             for key in ('data', 'function', 'target') if key in reference)


def part_of(wanted, reference):
    return wanted.target is not None and any(0 < int(reference[key], 16) - wanted.target < FIELDS
                                             for key in ('data', 'target') if key in reference)


def called(wanted, call):
    return wanted.name and call.get('name') == wanted.name or \
        wanted.target is not None and int(call.get('target', '0'), 16) in (wanted.target, wanted.target & ~wanted.thumb)


def compare(elf, listing, content, misses):
    wanted = {'reference': collections.defaultdict(list), 'call': collections.defaultdict(list)}
    for kind, each in ORACLES[elf.machine](elf, listing):
        # Not what nothing defines, nor the end of a section.
        if each.target is None or any(begin <= each.target < end for begin, end in elf.mapped):
            wanted[kind][each.place].append(each._replace(thumb=elf.machine == 40))
    behind = {symbol.value + more for _, _, symbol, addend in elf.data_relocations for more in (addend, 0)}
    behind |= {elf.word(place) for place, _, _, _ in elf.data_relocations}
    exact = elf.machine in (3, 62)
    constants = immediates(elf, listing) if elf.machine in (3, 62, 40, 183) else None
    count = collections.Counter()

    def tell(what, function, address, detail):
        if len(misses) < misses.maxlen:
            misses.append('%s in %s %#x: %s   %s' % (what, function['address'], address, listing.text.get(address),
                                                     detail))

    for function, inside in functions_of(content, listing):
        references = [(int(row['address'], 16), row) for row in function['references']]
        places = [row for row in references if not {'integer', 'float'} & row[1].keys() or 'target' in row[1]]
        calls = [(int(row['address'], 16), row) for row in function['calls']]
        mine = [each for address in inside for each in wanted['reference'].get(address, ())]
        for each in mine:
            hit = any(right(each, row) for at, row in places if at == each.place or not exact) \
                or not exact and any(part_of(each, row) for at, row in places) or \
                any(called(each, row) for at, row in calls if at == each.place or not exact)
            count['found', hit] += 1
            if not hit:
                tell('missed', function, each.place, '%s %s' % (each.name, each.target and hex(each.target)))
        bases = [each.target for each in mine if each.target is not None]
        for at, row in places:
            targets = [int(row[key], 16) for key in ('data', 'target') if key in row]
            known = any(right(each, row) for each in mine) or int(row.get('function', '0'), 16) in elf.functions \
                or any(target in behind or any(abs(target - base) < FIELDS for base in bases) for target in targets)
            count['false', not known] += 1
            if not known:
                tell('false', function, at, json.dumps(row))
        for address in inside:
            for each in wanted['call'].get(address, ()):
                hit = any(called(each, row) for at, row in calls if at == each.place or not exact)
                count['calls', hit] += 1
                if not hit:
                    tell('no call', function, each.place, '%s %s' % (each.name, each.target and hex(each.target)))
        if constants is not None:
            integers = collections.defaultdict(list)
            for at, row in references:
                if 'integer' in row:
                    integers[at].append(row['integer'])
            addresses = {at for at, _ in places}
            for at in (inside & constants.keys()) - addresses:
                hit = any(same_number(value, constants[at]) for value in integers.get(at, ()))
                count['constants', hit] += 1
                if not hit:
                    tell('no integer', function, at, integers.get(at, ''))
            for at, values in integers.items():
                for value in values:
                    odd = not printed(listing.text.get(at, ''), value) and not same_number(value, constants.get(at, 0))
                    count['odd', odd] += 1
                    if odd:
                        tell('odd', function, at, value)
    texts = {row['string'] for function in content['functions'] for row in function['references'] if 'string' in row}
    count['texts', True] = sum(text in texts for text in TEXTS)
    count['texts', False] = len(TEXTS) - count['texts', True]
    shares = {key: count[key, True] / total if (total := count[key, True] + count[key, False]) else None
              for key in KEPT}
    return shares, count['found', True] + count['found', False]


def build(prefix, options, level, sources, folder):
    """The program with its relocations, the listing of it, and its stripped twin without; None: not to be had."""
    whole, stripped = os.path.join(folder, 'whole'), os.path.join(folder, 'stripped')
    objects = []
    for n, source in enumerate(sources):
        objects.append(os.path.join(folder, '%d.o' % n))
        command = [prefix + 'gcc', '-w', '-c', level, '-I', os.path.dirname(source), source, '-o', objects[-1]]
        command += [option for option in options if option != '-no-pie']
        if subprocess.run(command, stderr=subprocess.DEVNULL).returncode:
            objects.pop()
    link = [prefix + 'gcc', '-Wl,-z,muldefs', '-Wl,--unresolved-symbols=ignore-all', *objects, *options, '-lm']
    for more, path in ((['-Wl,--emit-relocs'], whole), ([], stripped)):
        if subprocess.run(link + more + ['-o', path], stderr=subprocess.PIPE).returncode:
            return None
    subprocess.run([prefix + 'strip', '-s', stripped], check=True)
    elf = Elf(whole)
    return elf, Listing(prefix + 'objdump', whole), stripped


def analyse(options, path, folder):
    report = os.path.join(folder, 'report.json')
    run = benchmark.Run([options.symbolon, 'analyze', path, '--json', report], 600)
    if run.status != 0:
        raise RuntimeError('symbolon analyze ended with status %d: %s' % (run.status, run.last_line()))
    with open(report, encoding='utf-8') as f:
        return json.load(f)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', 1)[0])
    parser.add_argument('rows', nargs='*', metavar='ROW', help='names or patterns; all when none is given')
    parser.add_argument('--symbolon', help='the program (default: build/release/bin/symbolon of this checkout)')
    parser.add_argument('--also', metavar='FOLDER', help='C files that make a program or a library together')
    parser.add_argument('--check', action='store_true', help='fail when a figure is not reached')
    parser.add_argument('--misses', type=int, default=0, help='print the first so many misses of each row')
    options = parser.parse_args()
    options.symbolon = benchmark.program(options.symbolon)
    sources = sorted(glob.glob(os.path.join(options.also, '*.c'))) if options.also else \
        [os.path.join(os.path.dirname(os.path.abspath(__file__)), 'references.c')]
    rows, failures = [], []
    for name, prefix, flags in COMPILERS:
        for level in LEVELS:
            title = name + ' ' + level
            if not shutil.which(prefix + 'gcc') or options.rows and not any(fnmatch.fnmatch(title, p)
                                                                            for p in options.rows):
                continue
            misses = collections.deque(maxlen=options.misses)
            with tempfile.TemporaryDirectory() as folder:
                built = build(prefix, flags, level, sources, folder)
                if not built:
                    print('%s: cannot be linked here' % title)
                    continue
                elf, listing, stripped = built
                if elf.text() != Elf(stripped).text():
                    raise RuntimeError(title + ': the two programs differ')
                shares, total = compare(elf, listing, analyse(options, stripped, folder), misses)
            if options.also:
                shares['texts'] = None
            rows.append([title, total] + [shares[key] for key in KEPT])
            for line in misses:
                print('%s: %s' % (title, line))
            for key, bound in KEPT.items():
                share = shares[key]
                if share is not None and (share > bound if key in ('false', 'odd') else share < bound):
                    failures.append('%s: %s %.4f, not %.3f' % (title, key, shares[key], bound))
    if not rows:
        print('skipped: no compiler')
        return benchmark.SKIPPED
    benchmark.table(['compiler', 'relocated'] + list(KEPT), rows)
    for failure in failures:
        print('FAILED: %s' % failure)
    return 1 if failures and options.check else 0


if __name__ == '__main__':
    sys.exit(main())
