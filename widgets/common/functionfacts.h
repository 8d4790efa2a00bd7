// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why a function is believed to start where it does, and what else is known of it, in the user's words.
#pragma once

#include "analysis/disasm/program.h"

#include <QString>
#include <QStringList>

namespace symbolon {

// "symbol, call, frame record": what speaks for the function's start, strongest first.
QString originWords(Origins origins);
// The origins that `name` means, by any beginning of the words of the JSON reports ("frame", "tail-call") or of
// those above; 0: none.
Origins originsNamed(const QString &name);
// What to sort by: the strongest origin, then the more speak for it the earlier; what nothing speaks for is last.
uint32_t originOrder(Origins origins);

// "0x40c2f0 in main", or the address alone where no known function holds it.
QString placeWords(const Program &program, uint64_t address);
// "93 %" that a function starts there.
QString certaintyText(const BinaryFunction &function);
// What a thunk jumps to; empty: `function` is none.
QString thunkTarget(const Program &program, const BinaryFunction &function);
// How many of its blocks the compiler moved away from the body.
int coldBlockCount(const BinaryFunction &function);
// "a, b and 3 more"; `most` 0: all of them.
QString aliasWords(const BinaryFunction &function, qsizetype most = 0);

// Everything of the above in sentences, one per line: reasons, the strongest one's place, certainty, other names,
// what kind of function it is, what could not be followed.
QStringList functionFacts(const Program &program, const BinaryFunction &function);

// Whether the instruction at `address` is an indirect jump of which no target is known.
bool isOpenJump(const BinaryFunction &function, uint64_t address);
QString openJumpWords();                       // what is said beside it
QString tableWords(const DataInCode &table);   // "of the switch at 0x40c2f0"
QString switchWords(const SwitchTable &table); // "switch with 8 cases, table at 0x40c400"

} // namespace symbolon
