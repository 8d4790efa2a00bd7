// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Words that go with members, data and constants: against a slow count that leaves the judged function out, and by
// hand.
#include "analysis/matching/full/words.h"
#include "fullcase.h"

#include <QTest>

#include <map>
#include <set>

using namespace symbolon;
using namespace symbolon::pools;

namespace {

// Texts of words and functions of things drawn from small sets, so that many have the same.
struct Draw {
    FullCase made;
    std::vector<std::set<std::string>> words;
    std::vector<std::set<int64_t>> things; // constants below 1000, members from there on
    AllHypotheses all;

    explicit Draw(unsigned seed, uint32_t functions = 44) : made(plainCase(2, functions / 2))
    {
        std::mt19937 random(seed);
        words.resize(functions);
        things.resize(functions);
        for (uint32_t f = 0; f < functions; ++f) {
            std::string text = "{ /* word9 */ call(\"word8\");";
            for (uint32_t n = random() % 6; n > 0; --n) {
                const std::string word = "word" + std::to_string(random() % 40);
                words[f].insert(word);
                text += " p->" + word + " = 0;";
                if (random() % 3 != 0) // the thing that the word makes
                    add(f, static_cast<int64_t>(1000 + std::hash<std::string>()(word) % 30));
            }
            words[f].insert({"call", "p"});
            made.source.functions[f].text = text + " }";
            for (uint32_t n = random() % 3; n > 0; --n)
                add(f, static_cast<int64_t>(random() % 20));
            FunctionFeatures &binary = made.binary.functions[f];
            std::sort(binary.accesses.begin(), binary.accesses.end());
            binary.accesses.erase(std::unique(binary.accesses.begin(), binary.accesses.end()), binary.accesses.end());
        }
        all = randomBeliefs(functions, functions, 5, random);
        for (uint32_t f = 0; f < functions; f += 2) { // as in a program of which much is known
            all[f].list = {{f, 0.9F, 0, {}}, {(f + 1) % functions, 0.05F, 0, {}}};
            all[f].none = 0.05F;
        }
    }

    void add(uint32_t f, int64_t thing)
    {
        things[f].insert(thing);
        if (thing < 1000)
            made.binary.functions[f].integers.push_back({thing, 0});
        else
            made.binary.functions[f].accesses.push_back(memberAccess(thing, 4));
    }

    [[nodiscard]] size_t functionsWith(int64_t thing) const
    {
        return static_cast<size_t>(
            std::count_if(things.begin(), things.end(), [&](const auto &set) { return set.contains(thing); }));
    }
    [[nodiscard]] bool isCommon(size_t functions) const { return functions >= 2 && functions <= words.size() / 8 + 8; }
    [[nodiscard]] std::set<std::string> commonWords() const
    {
        std::map<std::string, size_t> count;
        for (const auto &set : words) {
            for (const std::string &word : set)
                ++count[word];
        }
        std::set<std::string> common;
        for (const auto &[word, number] : count) {
            if (isCommon(number))
                common.insert(word);
        }
        return common;
    }
    // Beliefs in pairs whose text has the word and, with `thing`, whose code has that. Without the function's own.
    [[nodiscard]] double pairs(const std::string &word, const int64_t *thing, uint32_t without) const
    {
        double sum = 0;
        for (uint32_t b = 0; b < all.size(); ++b) {
            if (b == without || (thing && !things[b].contains(*thing)))
                continue;
            for (const Hypothesis &each : all[b].list)
                sum += each.belief >= 0.1F && words[each.source].contains(word) ? static_cast<double>(each.belief) : 0;
        }
        return sum;
    }
    [[nodiscard]] double usual(int64_t thing) const
    {
        return static_cast<double>(functionsWith(thing)) / static_cast<double>(things.size());
    }
    // ln of how much likelier the thing is with the word; 0 where that is not known well enough.
    [[nodiscard]] double gain(const std::string &word, int64_t thing, uint32_t without) const
    {
        const double both = pairs(word, &thing, without), with = pairs(word, nullptr, without);
        const double value = std::log((both + usual(thing)) / ((with + 1) * usual(thing)));
        return both >= 0.5 && value >= 0.7 ? value : 0;
    }
    // Words, WordsExtra, WordsAbsent
    [[nodiscard]] std::array<double, 3> signals(uint32_t b, uint32_t s) const
    {
        double explained = 0, possible = 0, absent = 0;
        const std::set<std::string> common = commonWords();
        std::set<int64_t> known;
        for (const auto &set : things)
            known.insert(set.begin(), set.end());
        for (const int64_t thing : known) {
            if (!isCommon(functionsWith(thing)))
                continue;
            double mine = 0, any = 0, expected = 0;
            for (const std::string &word : common) {
                const double value = gain(word, thing, b);
                any = std::max(any, value);
                if (!words[s].contains(word))
                    continue;
                mine = std::max(mine, value);
                const uint32_t nobody = UINT32_MAX;
                const double share = pairs(word, &thing, b) / (pairs(word, nullptr, b) + 1);
                const double withOwn = pairs(word, &thing, nobody) / (pairs(word, nullptr, nobody) + 1);
                if (gain(word, thing, nobody) > 0 && withOwn >= 0.5 && share >= 0.5)
                    expected = std::max(expected, -std::log(1 - std::min(share, 0.98)));
            }
            if (things[b].contains(thing)) {
                explained += mine;
                possible += any;
            } else {
                absent += expected;
            }
        }
        return {std::log1p(explained), std::log1p(possible - explained), std::log1p(absent)};
    }
};

} // namespace

class TestFullWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void againstCounts_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (const unsigned seed : {1U, 2U, 3U})
            QTest::newRow(std::to_string(seed).c_str()) << seed;
    }
    void againstCounts()
    {
        QFETCH(unsigned, seed);
        const Draw draw(seed);
        AllHypotheses all = draw.all;
        const WordSignals words(draw.made.binary, draw.made.source, {});
        words.update(words.learn(all, {}), all, {});
        std::array<size_t, 3> positive{};
        for (uint32_t b = 0; b < all.size(); ++b) {
            for (const Hypothesis &each : all[b].list) {
                const auto expected = draw.signals(b, each.source);
                for (size_t n = 0; n < 3; ++n) {
                    QVERIFY2(isNear(each.signals[static_cast<size_t>(Signal::Words) + n], expected[n], 1e-3),
                             qPrintable(QStringLiteral("%1 %2: %3, not %4")
                                            .arg(b)
                                            .arg(n)
                                            .arg(each.signals[static_cast<size_t>(Signal::Words) + n])
                                            .arg(expected[n])));
                    positive[n] += expected[n] > 1e-6;
                }
            }
            QCOMPARE(all[b].none, draw.all[b].none);
        }
        QVERIFY(std::all_of(positive.begin(), positive.end(), [](size_t count) { return count > 10; }));
    }

    void together()
    {
        // 0…6 have cursor at 0x18, three of these state at -0x1c; whether function 6 is 6 or 7 is open.
        FullCase made = plainCase(1, 40);
        AllHypotheses all(40);
        for (uint32_t f = 0; f < 40; ++f) {
            all[f].list = {{f, 1, 1, {}}};
            all[f].none = 0;
            made.source.functions[f].text = "{ nothing" + std::to_string(f) + "(); }";
        }
        for (uint32_t f = 0; f < 7; ++f) {
            made.source.functions[f].text = f < 3 ? "{ p->cursor = p->state; }" : "{ q->cursor = 1; }";
            made.binary.functions[f].accesses = {memberAccess(0x18, 8)};
            if (f < 3)
                made.binary.functions[f].accesses.push_back(memberAccess(-0x1c, 4));
        }
        for (const uint32_t f : {20U, 21U, 22U}) {
            made.source.functions[f].text = "{ configuration(MODE_FAST); }";
            made.binary.functions[f].accesses = {dataAccess(0x4a010)};
            made.binary.functions[f].integers = {{138, 0}};
        }
        all[6].list = {{7, 0.5F, 0, {}}, {6, 0.5F, 0, {}}};
        const WordSignals words(made.binary, made.source, {});
        const auto lessons = words.learn(all, {});
        const auto pairs = words.together(lessons, 6, 6);
        QCOMPARE(pairs.size(), size_t(1));
        QCOMPARE(pairs[0].word, "cursor");
        QCOMPARE(pairs[0].what, "+0x18");
        // Six others have the word, all of them the member, which 7 of 40 have.
        QVERIFY(isNear(pairs[0].gain, std::log((6 + 7.0 / 40) / (7 * 7.0 / 40))));
        QVERIFY(words.together(lessons, 6, 7).empty());
        const auto both = words.together(lessons, 0, 0);
        QCOMPARE(both.size(), size_t(2));
        QCOMPARE(both[0].what, "-0x1c"); // fewer have it
        QVERIFY(both[0].gain > both[1].gain);
        std::set<std::string> shown;
        for (const auto &pair : words.together(lessons, 20, 20))
            shown.insert(pair.what);
        QCOMPARE(shown, (std::set<std::string>{"0x4a010", "138"}));
        words.update(lessons, all, {});
        QVERIFY(all[6].list[1].signals[static_cast<size_t>(Signal::Words)] > 0.9F);
        QCOMPARE(all[6].list[0].signals[static_cast<size_t>(Signal::Words)], 0.0F);
        QVERIFY(all[6].list[0].signals[static_cast<size_t>(Signal::WordsExtra)] > 0.9F);
    }

    void candidatesComeIn()
    {
        // 0…6 use cursor at 0x18; of these 3…6 limit at 0x20 as well. What 6 is, nobody has thought of.
        FullCase made = plainCase(1, 40);
        AllHypotheses all(40);
        for (uint32_t f = 0; f < 40; ++f) {
            all[f].list = {{f == 6 ? 20 : f, 1, 1, {}}};
            all[f].none = 0;
            const bool limit = f >= 3 && f < 7;
            made.source.functions[f].text = f >= 7  ? "{ nothing(); }"
                                            : limit ? "{ p->cursor = p->limit; }"
                                                    : "{ p->cursor = 0; }";
            if (f < 7)
                made.binary.functions[f].accesses = {memberAccess(0x18, 8)};
            if (limit)
                made.binary.functions[f].accesses.push_back(memberAccess(0x20, 8));
        }
        const WordSignals words(made.binary, made.source, {});
        const auto proposed = words.proposals(words.learn(all, {}), all, std::vector<char>(40, 1), {});
        QCOMPARE(proposed[6].size(), size_t(7));
        // Those with both words first, as what goes with the rarer one says more.
        QCOMPARE(std::set<uint32_t>(proposed[6].begin(), proposed[6].begin() + 4), (std::set<uint32_t>{3, 4, 5, 6}));
        QVERIFY(std::find(proposed[3].begin(), proposed[3].end(), 3) == proposed[3].end()); // it is one already
        QVERIFY(proposed[0].empty());                                                       // one word is too little
        QVERIFY(proposed[20].empty());
        std::vector<char> closed(40, 1);
        closed[6] = 0;
        QVERIFY(words.proposals(words.learn(all, {}), all, closed, {})[6].empty());
    }

    void howThingsAreShown()
    {
        FullCase made = plainCase(1, 20);
        AllHypotheses all(20);
        for (const uint32_t f : {4U, 5U}) {
            all[f].list = {{f, 1, 1, {}}};
            made.source.functions[f].text = "{ p->only = 1; }";
            made.binary.functions[f].accesses = {dataAccess(0xffffffff81002000), memberAccess(INT32_MIN, 4)};
            made.binary.functions[f].integers = {{-7, 0}};
        }
        const WordSignals words(made.binary, made.source, {});
        std::set<std::string> shown;
        for (const auto &pair : words.together(words.learn(all, {}), 4, 4))
            shown.insert(pair.what);
        QCOMPARE(shown, (std::set<std::string>{"0xffffffff81002000", "-0x80000000", "-7"}));
    }

    void nothingLearnedFromItself()
    {
        // Two functions alone have the word and the member; each can only have been taught by the other.
        FullCase made = plainCase(1, 20);
        AllHypotheses all(20);
        for (const uint32_t f : {4U, 5U}) {
            made.source.functions[f].text = "{ p->only = 1; }";
            made.binary.functions[f].accesses = {memberAccess(8, 8)};
        }
        all[4].list = {{4, 1, 1, {}}};
        all[5].list = {{5, 0.05F, 0, {}}}; // not believed: teaches nothing
        const WordSignals words(made.binary, made.source, {});
        words.update(words.learn(all, {}), all, {});
        QCOMPARE(all[4].list[0].signals[static_cast<size_t>(Signal::Words)], 0.0F);
        QVERIFY(all[5].list[0].signals[static_cast<size_t>(Signal::Words)] > 0);
    }

    void emptyPools()
    {
        AllHypotheses none;
        const WordSignals nothing({}, {}, {});
        nothing.update(nothing.learn(none, {}), none, {});
        QVERIFY(nothing.proposals(nothing.learn(none, {}), none, {}, {}).empty());
        FullCase made = plainCase(1, 3);
        AllHypotheses all(3);
        all[0].list = {{1, 0.5F, 0.5F, {}}};
        all[0].list[0].signals.fill(1);
        const auto lessons = WordSignals(made.binary, {}, {}).learn(AllHypotheses(3), {});
        QVERIFY(lessons.words.empty() && lessons.seen.empty());
        const WordSignals words(made.binary, made.source, {});
        words.update(words.learn(all, {}), all, {});
        for (const Signal signal : {Signal::Words, Signal::WordsExtra, Signal::WordsAbsent})
            QCOMPARE(all[0].list[0].signals[static_cast<size_t>(signal)], 0.0F);
    }
};

QTEST_APPLESS_MAIN(TestFullWords)
#include "tst_fullwords.moc"
