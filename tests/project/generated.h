// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Values for project tests: every field filled, strings of any bytes, numbers at the ends of their ranges;
// the same for the same seed on every machine.
#pragma once

#include "analysis/disasm/program.h"
#include "analysis/matching/match.h"
#include "analysis/source/sourcetree.h"
#include "app/project/projectstore.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace generated {

class Random
{
public:
    explicit Random(uint64_t seed) : m_state(seed) { }
    uint64_t bits() // splitmix64
    {
        uint64_t z = m_state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
    uint64_t below(uint64_t end) { return end ? bits() % end : 0; }
    bool flag() { return bits() & 1; }
    double unit() { return static_cast<double>(bits() >> 11) / 9007199254740992.0; }

    template<typename Integer>
    Integer any() // often the ends of the range
    {
        switch (below(6)) {
        case 0:
            return std::numeric_limits<Integer>::max();
        case 1:
            return std::numeric_limits<Integer>::min();
        case 2:
            return static_cast<Integer>(below(100));
        default:
            return static_cast<Integer>(bits());
        }
    }
    std::string text() // any bytes, zero and broken UTF-8 among them
    {
        static const std::string pieces[] = {"usage: %s\n",
                                             std::string("\0nul", 4),
                                             "\xff\xfe",
                                             "\xed\xa0\x80",
                                             "gr\xc3\xbc\xc3\x9f",
                                             "\xe6\xbc\xa2",
                                             "<&\"'>",
                                             "\x1b[31m",
                                             "'; DROP TABLE inputs; --"};
        std::string text;
        for (uint64_t n = below(4); n > 0; --n)
            text += pieces[below(std::size(pieces))];
        return text;
    }
    template<typename Make>
    auto list(uint64_t most, Make make)
    {
        std::vector<decltype(make())> items;
        for (uint64_t n = below(most + 1); n > 0; --n)
            items.push_back(make());
        return items;
    }

private:
    uint64_t m_state;
};

struct Size {
    unsigned functions = 12;
    unsigned instructions = 20; // of a function, at most; other lists follow from it
    unsigned sourceFunctions = 15;
};

symbolon::Program program(Random &random, const Size &size = {});
// What project files of that version hold.
symbolon::Program programOfVersion1(Random &random, const Size &size);
symbolon::Program programOfVersion2(Random &random, const Size &size);
symbolon::SourceTree sources(Random &random, const Size &size = {});
symbolon::Matches matches(Random &random, const symbolon::Program &program, const symbolon::SourceTree &tree);
// What versions before 5 do not hold: what is inlined, and what became of each source function.
void addVerdicts(Random &random, symbolon::Matches &matches, const symbolon::Program &program,
                 const symbolon::SourceTree &tree);
// What versions before 7 do not hold.
void addTables(Random &random, symbolon::Program &program, symbolon::SourceTree &tree);
symbolon::BinaryInput binaryInput(Random &random);
symbolon::SourceInput sourceInput(Random &random);
QList<symbolon::Decision> decisions(Random &random, const symbolon::Program &program);

// The first difference between two values, as "functions[3].edges[0].kind"; empty: every field is equal.
std::string difference(const symbolon::Program &a, const symbolon::Program &b);
std::string difference(const symbolon::SourceTree &a, const symbolon::SourceTree &b);
std::string difference(const symbolon::Matches &a, const symbolon::Matches &b);
std::string difference(const symbolon::BinaryInput &a, const symbolon::BinaryInput &b); // but for the id
std::string difference(const QList<symbolon::Decision> &a, const QList<symbolon::Decision> &b);

} // namespace generated
