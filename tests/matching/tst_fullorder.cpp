// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The two hidden Markov models over the order of functions, against dense ones that look at every state.
#include "analysis/matching/full/chain.h"
#include "analysis/matching/full/files.h"
#include "fullcase.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

using namespace symbolon;
using namespace symbolon::pools;

namespace {

constexpr int64_t mostPlaces = 12;
constexpr double holds = 0.08;

// The order model as chain.h tells it, with a number for each source function, one for "a place that nothing is known
// of", and one for code from elsewhere.
class DenseChain
{
public:
    DenseChain(const AllHypotheses &all, const SourceOrder &order) : m_all(all), m_order(order) { countSteps(); }

    // By function, by source: how likely it is, by the functions before (or behind) alone, as a multiple of chance.
    [[nodiscard]] std::vector<std::vector<double>> lifts(bool backward) const
    {
        const size_t sources = m_order.size();
        std::vector<std::vector<double>> lifts(m_all.size());
        std::vector<double> known(sources, 0);
        double lost = 1, foreign = 0;
        for (size_t n = 0; n < m_all.size(); ++n) {
            const size_t b = backward ? m_all.size() - 1 - n : n;
            std::vector<double> next(sources, 0), far(sources, 0), held(sources, 0);
            const double foreignNext = 0.9 * foreign + 0.02 * (1 - foreign);
            double jumps = lost;
            for (uint32_t s = 0; s < sources; ++s) {
                double left = known[s];
                for (uint32_t t = 0; t < sources; ++t) {
                    const double spread = known[s] * (1 - holds) * m_share[sameFile] * chance(sameFile, s, t, backward);
                    double part = 0;
                    for (size_t way = 0; way < elsewhere; ++way)
                        part += known[s] * (1 - holds) * m_share[way] * chance(way, s, t, backward);
                    next[t] += part - spread;
                    far[t] += spread;
                    left -= part;
                }
                held[s] = known[s] * holds;
                jumps += left - held[s];
            }
            const double scale = 1 - foreignNext;
            const double jump = scale * jumps / static_cast<double>(sources);
            double header = 0;
            for (const Hypothesis &each : m_all[b].list)
                header += m_order.inHeader(each.source) ? static_cast<double>(each.apart) : 0;
            const auto none = static_cast<double>(m_all[b].noneApart);
            const double other = 0.05 + 0.5 * none;
            const double bypass = std::min(10.0, 10 * (header + none + 0.02));
            double sum = 0;
            double nowLost = 0;
            for (uint32_t s = 0; s < sources; ++s) {
                const double before = scale * (next[s] + far[s]) + jump;
                lifts[b].push_back(before * static_cast<double>(sources));
                const Hypothesis *hypothesis = find(m_all[b], s);
                const double likelihood =
                    hypothesis ? static_cast<double>(hypothesis->apart) * static_cast<double>(sources) : 0;
                const double value = before * std::max(other, likelihood) + scale * held[s] * bypass;
                const bool reached = next[s] > 0 || held[s] > 0 || hypothesis;
                known[s] = reached ? value : 0;
                nowLost += reached ? 0 : value;
                sum += value;
            }
            foreign = foreignNext * (none / 0.05 + 0.05);
            sum += foreign;
            for (double &value : known) {
                if (value >= 1e-4 * sum)
                    continue;
                nowLost += value; // forgotten
                value = 0;
            }
            foreign /= sum;
            for (double &value : known)
                value /= sum * (1 - foreign);
            lost = nowLost / (sum * (1 - foreign));
        }
        return lifts;
    }

private:
    // Orders of functions first; anywhere in the file, to a caller, to a callee, anywhere.
    static constexpr size_t sameFile = functionOrderCount, caller = sameFile + 1, callee = sameFile + 2,
                            elsewhere = sameFile + 3, ways = sameFile + 4;

    static double among(const std::vector<uint32_t> &list, uint32_t function)
    {
        return list.empty() ? 0
                            : static_cast<double>(std::count(list.begin(), list.end(), function))
                                  / static_cast<double>(list.size());
    }

    // Of going from s to t by one way.
    [[nodiscard]] double chance(size_t way, uint32_t s, uint32_t t, bool backward) const
    {
        if (way == elsewhere)
            return 1 / static_cast<double>(m_order.size());
        if (way == caller || way == callee)
            return among((way == caller) != backward ? m_order.callers(s) : m_order.callees(s), t);
        if (m_order.file(s) != m_order.file(t))
            return 0;
        if (way == sameFile)
            return 1 / static_cast<double>(m_order.functionsOf(m_order.file(s)).size());
        const int64_t places = m_order.places(s, t, static_cast<FunctionOrder>(way)) * (backward ? -1 : 1);
        return std::abs(places) <= mostPlaces ? m_places[way][static_cast<size_t>(places + mostPlaces)] : 0;
    }

    void countSteps()
    {
        const std::array<double, ways> prior{4, 4, 4, 3, 0.5, 0.5, 2};
        std::array<std::array<double, 2 * mostPlaces + 1>, functionOrderCount> usual{};
        for (auto &places : usual) {
            double sum = 0;
            for (size_t i = 0; i < places.size(); ++i) {
                const auto far = static_cast<double>(std::abs(static_cast<int64_t>(i) - mostPlaces));
                places[i] = far == 0 ? 0 : std::pow(2, -1 - far);
                sum += places[i];
            }
            m_places[size_t(&places - usual.data())] = places;
            // What is more than 12 places away is left out of the first round only.
            for (double &place : places)
                place *= 6;
        }
        for (size_t way = 0; way < ways; ++way)
            m_share[way] = prior[way] / 18;
        for (int round = 0; round < 5; ++round) {
            std::array<double, ways> counts = prior;
            auto places = usual;
            for (size_t b = 1; b < m_all.size(); ++b) {
                for (const Hypothesis &left : m_all[b - 1].list) {
                    for (const Hypothesis &right : m_all[b].list)
                        count(left, right, counts, places);
                }
            }
            double sum = std::accumulate(counts.begin(), counts.end(), 0.0);
            for (size_t way = 0; way < ways; ++way)
                m_share[way] = counts[way] / sum;
            for (size_t way = 0; way < functionOrderCount; ++way) {
                sum = std::accumulate(places[way].begin(), places[way].end(), 0.0);
                for (size_t i = 0; i < places[way].size(); ++i)
                    m_places[way][i] = places[way][i] / sum;
            }
        }
        double kept = 0;
        for (double &share : m_share)
            kept += share = share < 0.02 ? 0 : share;
        for (double &share : m_share)
            share /= kept;
    }

    template<typename Counts, typename Places>
    void count(const Hypothesis &left, const Hypothesis &right, Counts &counts, Places &places) const
    {
        const float belief = left.belief * right.belief;
        if (m_order.inHeader(left.source) || m_order.inHeader(right.source) || belief < 0.02F
            || left.source == right.source)
            return;
        double sum = 0;
        for (size_t way = 0; way < ways; ++way)
            sum += m_share[way] * chance(way, left.source, right.source, false);
        for (size_t way = 0; way < ways; ++way) {
            const double part =
                static_cast<double>(belief) * m_share[way] * chance(way, left.source, right.source, false) / sum;
            if (belief > 0.3F)
                counts[way] += part;
            if (way < functionOrderCount && part > 0) {
                const int64_t far = m_order.places(left.source, right.source, static_cast<FunctionOrder>(way));
                places[way][static_cast<size_t>(far + mostPlaces)] += part;
            }
        }
    }

    const AllHypotheses &m_all;
    const SourceOrder &m_order;
    std::array<double, ways> m_share{};
    std::array<std::array<double, 2 * mostPlaces + 1>, functionOrderCount> m_places{};
};

float logOfLift(double lift)
{
    return static_cast<float>(std::log((lift + 0.03) / 1.03));
}

// Files of several sizes, the last one a header; functions not sorted by file.
FeaturePool scatteredSources(uint32_t functions, uint32_t files, unsigned seed)
{
    std::mt19937 random(seed);
    FeaturePool pool;
    for (uint32_t s = 0; s < functions; ++s) {
        FunctionFeatures function;
        function.group = static_cast<uint32_t>(random() % files);
        function.begin = random() % 1000;
        function.inHeader = function.group + 1 == files;
        function.internal = random() % 2;
        for (size_t calls = random() % 4; calls > 0; --calls)
            function.calls.push_back({{}, 0, static_cast<int32_t>(random() % functions)});
        pool.functions.push_back(std::move(function));
    }
    return pool;
}

// A C file of functions that call each other and take each other's addresses at random, and the same as features.
struct RandomUnit {
    FeaturePool pool;
    QByteArray text;

    explicit RandomUnit(unsigned seed)
    {
        constexpr uint32_t functions = 30;
        std::mt19937 random(seed);
        std::array<QByteArray, functions> bodies;
        pool.functions.resize(functions);
        for (uint32_t f = 0; f < functions; ++f) {
            FunctionFeatures &function = pool.functions[f];
            function.name = "f" + std::to_string(f);
            function.begin = f;
            function.internal = random() % 2;
            for (size_t calls = random() % 4; calls > 0; --calls) {
                const auto callee = static_cast<uint32_t>(random() % functions);
                if (callee == f)
                    continue;
                bodies[f] += " if (x == " + QByteArray::number(quint64(calls)) + ") sink = f"
                             + QByteArray::number(callee) + "(sink);";
                function.calls.push_back({"f" + std::to_string(callee), f, static_cast<int32_t>(callee)});
            }
            if (random() % 8 == 0) {
                const auto mention = static_cast<uint32_t>(random() % functions);
                bodies[f] += " kept = f" + QByteArray::number(mention) + ";";
                function.mentions.push_back(mention);
            }
        }
        for (uint32_t f = 0; f < functions; ++f) {
            if (pool.functions[f].internal && !isReached(f))
                pool.functions[f].internal = false; // a compiler would leave it out
        }
        text = "volatile int sink; int (*volatile kept)(int);\n";
        QByteArray definitions;
        for (uint32_t f = 0; f < functions; ++f) {
            const QByteArray head = (pool.functions[f].internal ? "static int f" : "int f") + QByteArray::number(f);
            text += head + "(int);\n";
            definitions += head + "(int x) { sink = " + QByteArray::number(f) + ";" + bodies[f] + " return sink; }\n";
        }
        text += definitions;
    }

    // By an external function, over others.
    [[nodiscard]] bool isReached(uint32_t wanted) const
    {
        std::vector<uint32_t> list;
        for (uint32_t f = 0; f < pool.functions.size(); ++f) {
            if (!pool.functions[f].internal)
                list.push_back(f);
        }
        for (size_t at = 0; at < list.size(); ++at) {
            const auto see = [&](uint32_t function) {
                if (std::count(list.begin(), list.end(), function) == 0)
                    list.push_back(function);
            };
            const FunctionFeatures function = pool.functions[list[at]];
            for (const CallFact &call : function.calls)
                see(static_cast<uint32_t>(call.callee));
            for (const uint32_t mention : function.mentions)
                see(mention);
        }
        return std::count(list.begin(), list.end(), wanted) > 0;
    }
};

// The functions of the compiled file by address.
QStringList compiled(const QString &compiler, const QStringList &options, const QByteArray &text)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("unit.c")));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return {};
    file.close();
    const QString object = folder.filePath(QStringLiteral("unit.o"));
    if (QProcess::execute(compiler,
                          options + QStringList{QStringLiteral("-c"), file.fileName(), QStringLiteral("-o"), object})
        != 0)
        return {};
    QProcess names;
    names.start(QStringLiteral("nm"), {QStringLiteral("-n"), object});
    names.waitForFinished();
    QStringList functions;
    for (const QByteArray &line : names.readAllStandardOutput().split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() == 3 && words[1].toUpper() == "T")
            functions.append(QString::fromLatin1(words[2]));
    }
    return functions;
}

// The file model with a number for each file and one for code from elsewhere.
std::vector<std::vector<double>> denseFiles(const AllHypotheses &all, const SourceOrder &order, double stays,
                                            bool backward)
{
    const size_t states = order.files() + 1;
    std::vector<std::vector<double>> predicted(all.size());
    std::vector<double> now(states, 1.0 / static_cast<double>(states));
    for (size_t n = 0; n < all.size(); ++n) {
        const size_t b = backward ? all.size() - 1 - n : n;
        std::vector<double> next(states, 0);
        for (size_t from = 0; from < states; ++from) {
            for (size_t to = 0; to < states; ++to)
                next[to] += now[from] * ((from == to ? stays : 0) + (1 - stays) / static_cast<double>(states));
        }
        predicted[b] = next;
        const auto none = static_cast<double>(all[b].noneApart);
        double others = 0.02 * (0.1 + none);
        std::vector<double> likelihood(states, 0);
        for (const Hypothesis &each : all[b].list) {
            if (order.inHeader(each.source))
                others += 0.5 * static_cast<double>(each.apart);
            else
                likelihood[order.file(each.source)] += static_cast<double>(each.apart);
        }
        double sum = 0;
        for (size_t state = 0; state < states; ++state) {
            now[state] = next[state] * (state + 1 == states ? 0.02 + none : likelihood[state] + others);
            sum += now[state];
        }
        for (double &value : now)
            value /= sum;
    }
    return predicted;
}

} // namespace

class TestFullOrder : public QObject
{
    Q_OBJECT

    static void seeds()
    {
        QTest::addColumn<unsigned>("seed");
        for (const unsigned seed : {1U, 2U, 3U, 4U})
            QTest::newRow(std::to_string(seed).c_str()) << seed;
    }

private Q_SLOTS:
    void placesInFiles()
    {
        FeaturePool pool;
        for (const auto &[file, line] : {std::pair(1U, 30U), {0U, 5U}, {1U, 10U}, {1U, 20U}}) {
            FunctionFeatures function;
            function.group = file;
            function.begin = line;
            pool.functions.push_back(function);
        }
        const SourceOrder order(pool);
        QCOMPARE(order.files(), size_t(2));
        QCOMPARE(order.functionsOf(1), (std::vector<uint32_t>{2, 3, 0}));
        QCOMPARE(order.places(2, 0), int64_t(2));
        QCOMPARE(order.places(0, 3), int64_t(-1));
        QCOMPARE(order.beside(2, 1), 3U);
        QCOMPARE(order.beside(2, -1), UINT32_MAX);
        QCOMPARE(order.beside(0, 1), UINT32_MAX);
        QCOMPARE(order.beside(1, 0), 1U);
    }

    void filesThatAreCompiledTwice()
    {
        FeaturePool pool; // lines 1, 2, 3, each twice; in another file one line holds two functions
        for (const auto &[file, line] : {std::pair(0U, 1U),
                                         {0U, 1U},
                                         {0U, 2U},
                                         {0U, 2U},
                                         {0U, 3U},
                                         {0U, 3U},
                                         {1U, 1U},
                                         {1U, 2U},
                                         {1U, 2U},
                                         {1U, 3U}}) {
            FunctionFeatures function;
            function.group = file;
            function.begin = line;
            pool.functions.push_back(function);
        }
        const SourceOrder order(pool);
        QCOMPARE(order.functionsOf(0), (std::vector<uint32_t>{0, 2, 4, 1, 3, 5}));
        QCOMPARE(order.functionsOf(1), (std::vector<uint32_t>{6, 7, 8, 9}));
    }

    void ordersOfCompilers_data()
    {
        QTest::addColumn<QString>("compiler");
        QTest::addColumn<QString>("option");
        QTest::addColumn<FunctionOrder>("kind");
        QTest::newRow("gcc -O0") << QStringLiteral("gcc") << QStringLiteral("-O0") << FunctionOrder::Written;
        QTest::newRow("gcc -O2") << QStringLiteral("gcc") << QStringLiteral("-O2") << FunctionOrder::CalleesFirst;
        QTest::newRow("gcc -Os") << QStringLiteral("gcc") << QStringLiteral("-Os") << FunctionOrder::CalleesFirst;
        QTest::newRow("clang -O0") << QStringLiteral("clang") << QStringLiteral("-O0") << FunctionOrder::FirstUse;
        QTest::newRow("clang -O2") << QStringLiteral("clang") << QStringLiteral("-O2") << FunctionOrder::FirstUse;
    }
    void ordersOfCompilers()
    {
        QFETCH(QString, compiler);
        QFETCH(QString, option);
        QFETCH(FunctionOrder, kind);
        if (QStandardPaths::findExecutable(compiler).isEmpty()
            || QStandardPaths::findExecutable(QStringLiteral("nm")).isEmpty())
            QSKIP("the compiler is not installed");
        QStringList options{option, QStringLiteral("-w"), QStringLiteral("-fno-inline")};
        if (compiler == QLatin1String("gcc"))
            options += {QStringLiteral("-fno-ipa-icf"), QStringLiteral("-fno-ipa-cp"), QStringLiteral("-fno-ipa-sra"),
                        QStringLiteral("-fno-partial-inlining"), QStringLiteral("-fno-reorder-functions")};
        for (unsigned seed = 1; seed <= 5; ++seed) {
            const RandomUnit unit(seed);
            const QStringList seen = compiled(compiler, options, unit.text);
            QVERIFY(seen.size() > 10);
            const SourceOrder order(unit.pool);
            QStringList expected;
            for (const uint32_t function : order.functionsOf(0, kind)) {
                const QString name = QString::fromStdString(unit.pool.functions[function].name);
                expected.append(name);
            }
            QCOMPARE(seen, expected);
        }
    }

    void chainAgainstDenseModel_data() { seeds(); }
    void chainAgainstDenseModel()
    {
        QFETCH(unsigned, seed);
        // Fewer source functions than the chain keeps states, so that it drops none that matters.
        const SourceOrder order(scatteredSources(60, 5, seed));
        std::mt19937 random(seed);
        AllHypotheses all = randomBeliefs(40, 60, 6, random);
        all[11].list.clear();
        all[11].none = all[11].noneApart = 1;
        const DenseChain dense(all, order);
        const auto before = dense.lifts(false), behind = dense.lifts(true);
        ChainSignals(order).update(all);
        for (size_t b = 0; b < all.size(); ++b) {
            for (const Hypothesis &each : all[b].list) {
                const bool header = order.inHeader(each.source);
                const float ahead = logOfLift(before[b][each.source]), after = logOfLift(behind[b][each.source]);
                QVERIFY(isNear(signalOf(each.signals, Signal::ChainBoth), header ? 0 : ahead + after, 1e-3));
                QVERIFY(isNear(signalOf(each.signals, Signal::ChainEither), header ? 0 : std::max(ahead, after), 1e-3));
            }
        }
    }

    void chainProposesWhatStandsBetween()
    {
        // 0 … 9 in order; of the fifth function nothing is known but that it is none of what it looks like.
        const FullCase made = plainCase(4, 10);
        const SourceOrder order(made.source);
        AllHypotheses all(10);
        for (uint32_t b = 0; b < 10; ++b) {
            all[b].list = {{b == 5 ? 33 : b, b == 5 ? 0.1F : 0.97F, b == 5 ? 0.1F : 0.97F, {}}};
            all[b].none = all[b].noneApart = 1 - all[b].list[0].belief;
        }
        const auto proposed = ChainSignals(order).update(all);
        QVERIFY(!proposed[5].empty());
        QCOMPARE(proposed[5].front().source, 5U);
        QVERIFY(proposed[5].front().both > 3);
        QVERIFY(signalOf(all[4].list[0].signals, Signal::ChainBoth) > 1);
        QVERIFY(signalOf(all[5].list[0].signals, Signal::ChainBoth) < -1);
    }

    void reversedFilesAreUnderstood()
    {
        // A compiler that lays out each file from its end; then the next is the one before.
        const FullCase made = plainCase(2, 40);
        const SourceOrder order(made.source);
        AllHypotheses all(80);
        for (uint32_t b = 0; b < 80; ++b) {
            const uint32_t right = b / 40 * 40 + (39 - b % 40);
            const uint32_t wrong = right > 0 ? right - 1 : right + 1;
            all[b].list = {{right, 0.9F, 0.9F, {}}, {wrong, 0.05F, 0.05F, {}}};
            all[b].none = all[b].noneApart = 0.05F;
        }
        ChainSignals(order).update(all);
        for (size_t b = 2; b < 38; ++b)
            QVERIFY(signalOf(all[b].list[0].signals, Signal::ChainBoth)
                    > signalOf(all[b].list[1].signals, Signal::ChainBoth) + 1);
    }

    void filesAgainstDenseModel_data() { seeds(); }
    void filesAgainstDenseModel()
    {
        QFETCH(unsigned, seed);
        const SourceOrder order(scatteredSources(80, 9, seed));
        std::mt19937 random(seed);
        AllHypotheses all = randomBeliefs(300, 80, 4, random); // long enough for the scale to be settled again
        all[20].list.clear();
        all[20].none = all[20].noneApart = 1;
        double together = 8.5, pairs = 10;
        const Hypothesis *last = nullptr;
        for (const Hypotheses &of : all) {
            const Hypothesis *now = nullptr;
            for (const Hypothesis &each : of.list)
                now = each.belief > 0.5F ? &each : now;
            if (last && now && !order.inHeader(last->source) && !order.inHeader(now->source)) {
                together += order.file(last->source) == order.file(now->source);
                pairs += 1;
            }
            last = now;
        }
        const auto before = denseFiles(all, order, together / pairs, false);
        const auto behind = denseFiles(all, order, together / pairs, true);
        FileSignals(order).update(all);
        const auto logOf = [](double probability) { return std::log((probability + 1e-3) / 1e-3); };
        for (size_t b = 0; b < all.size(); ++b) {
            for (const Hypothesis &each : all[b].list) {
                const bool header = order.inHeader(each.source);
                const double one = before[b][order.file(each.source)], other = behind[b][order.file(each.source)];
                QVERIFY(
                    isNear(signalOf(each.signals, Signal::FileBoth), header ? 0 : logOf(std::min(one, other)), 1e-4));
                QVERIFY(
                    isNear(signalOf(each.signals, Signal::FileEither), header ? 0 : logOf(std::max(one, other)), 1e-4));
            }
            QVERIFY(isNear(signalOf(all[b].noneSignals, NoneSignal::ForeignBefore), logOf(before[b].back()), 1e-4));
            QVERIFY(isNear(signalOf(all[b].noneSignals, NoneSignal::ForeignBehind), logOf(behind[b].back()), 1e-4));
        }
    }

    void nothingToOrder()
    {
        AllHypotheses none;
        const SourceOrder empty{FeaturePool()};
        ChainSignals(empty).update(none);
        QVERIFY(ChainSignals(empty).update(none).empty());
        FileSignals(empty).update(none);
        AllHypotheses one(1);
        ChainSignals(empty).update(one);
        QVERIFY(ChainSignals(empty).update(one).front().empty());
        FileSignals(empty).update(one);
        QVERIFY(std::isfinite(signalOf(one[0].noneSignals, NoneSignal::ForeignBefore)));
    }
};

QTEST_APPLESS_MAIN(TestFullOrder)
#include "tst_fullorder.moc"
