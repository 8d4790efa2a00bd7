// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Fitting the method "full", and measuring it.
#include "analysis/matching/full/reasoner.h"
#include "model/calibration/evaluate.h"
#include "model/calibration/fit.h"
#include "model/calibration/likelihood.h"
#include "tests/model/generatedcase.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace symbolon;

namespace {

// Calls each(number) for all weights of a round, in the order in which they are declared.
template<typename Each>
void forWeights(RoundWeights &weights, Each each)
{
    for (float &value : weights.pair)
        each(value);
    for (float &value : weights.none)
        each(value);
    for (Signals &unit : weights.units) {
        for (float &value : unit)
            each(value);
    }
    for (float &value : weights.offsets)
        each(value);
    for (float &value : weights.outputs)
        each(value);
}

RoundWeights randomWeights(unsigned seed, float size)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0, size);
    RoundWeights weights;
    forWeights(weights, [&](float &value) { value = normal(random); });
    return weights;
}

Hypotheses randomHypotheses(unsigned seed, uint32_t count)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0, 1);
    Hypotheses of;
    for (uint32_t s = 0; s < count; ++s) {
        of.list.push_back({s, 0, 0, {}});
        for (float &value : of.list.back().signals)
            value = normal(random);
    }
    for (float &value : of.noneSignals)
        value = normal(random);
    return of;
}

// Mean −ln P(right) with the given weights.
double lossOf(const MatchCase &from, const CombinationWeights &weights)
{
    const Decisions undecided{MatchOptions()};
    const auto reasoner = Reasoner::prepare(from.binary, from.source, from.retrieval, {});
    const AllHypotheses all = *reasoner->run(weights, undecided, {});
    double loss = 0;
    for (size_t b = 0; b < all.size(); ++b) {
        const Hypothesis *right = from.labels[b].right.empty() ? nullptr : find(all[b], from.labels[b].right.front());
        loss -= std::log(std::max(1e-9, static_cast<double>(right ? right->belief : all[b].none)));
    }
    return loss / static_cast<double>(all.size());
}

} // namespace

class TestCalibration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void examples()
    {
        const Hypotheses of = randomHypotheses(1, 4);
        const Example right = exampleOf(of, {true, {2, 9}});
        QCOMPARE(right.right, (std::vector<char>{0, 0, 1, 0}));
        const Example none = exampleOf(of, {true, {9}}); // no candidate: then "none" would be right
        QCOMPARE(none.right, (std::vector<char>{0, 0, 0, 0}));
        QVERIFY(none.weight < right.weight);
    }

    void gradient_data()
    {
        QTest::addColumn<QList<int>>("right");
        QTest::newRow("one") << QList<int>{2};
        QTest::newRow("two") << QList<int>{0, 4};
        QTest::newRow("none") << QList<int>();
    }
    void gradient()
    {
        QFETCH(QList<int>, right);
        const Hypotheses of = randomHypotheses(2, 6);
        Label label;
        for (const int source : right)
            label.right.push_back(static_cast<uint32_t>(source));
        const Example example = exampleOf(of, label);
        RoundWeights weights = randomWeights(3, 0.3F), slopes;
        const double loss = addGradient(example, weights, slopes);
        QVERIFY(loss > 0);
        std::vector<float> wanted;
        forWeights(slopes, [&](float &value) { wanted.push_back(value); });
        size_t n = 0, moved = 0;
        forWeights(weights, [&](float &value) {
            const float before = value, step = 2e-3F;
            RoundWeights unused;
            value = before + step;
            const double more = addGradient(example, weights, unused);
            value = before - step;
            const double less = addGradient(example, weights, unused);
            value = before;
            const double slope = (more - less) / static_cast<double>(2 * step);
            const auto expected = static_cast<double>(wanted[n++]);
            moved += std::abs(expected) > 0.01;
            QVERIFY2(std::abs(slope - expected) < 2e-2 * (0.1 + std::abs(slope)),
                     qPrintable(QStringLiteral("%1: %2, %3").arg(n).arg(slope).arg(expected)));
        });
        QVERIFY(moved > 50);
        // It is added to what is there.
        RoundWeights twice = slopes;
        addGradient(example, weights, twice);
        QVERIFY(std::abs(twice.pair[0] - 2 * slopes.pair[0]) < 1e-5F);
    }

    void fittingImproves()
    {
        const std::vector<MatchCase> cases = {generatedCase(200, 1), withoutFiles(generatedCase(200, 2), 0.3, 5)};
        FitOptions options;
        options.rounds = 2;
        options.epochs = 12;
        options.batch = 64;
        const CombinationWeights weights = fitWeights(cases, options);
        QCOMPARE(weights.size(), size_t(2));
        for (size_t k = firstMutualSignal; k < signalCount; ++k)
            QCOMPARE(weights.front().pair[k], 0.0F);
        const CombinationWeights nothing(2);
        for (const MatchCase &each : {cases[0], cases[1], generatedCase(200, 3)}) { // the last was not learned from
            const double before = lossOf(each, nothing), after = lossOf(each, weights);
            QVERIFY2(after < 0.5 * before, qPrintable(QStringLiteral("%1, %2").arg(before).arg(after)));
            QVERIFY(score(each, weights).first > score(each, nothing).first);
        }
    }

    void weightsAsSourceAreTheWeights()
    {
        CombinationWeights weights = {randomWeights(5, 1), randomWeights(6, 100), RoundWeights()};
        weights[0].pair[0] = 1e-9F;
        weights[0].pair[1] = -3e12F;
        weights[0].pair[2] = 7;
        const QString text = QString::fromStdString(weightsAsSource(weights, "// of a test\n"));
        QVERIFY(text.contains(QStringLiteral("// of a test\n")));
        QCOMPARE(text.count(u'{'), text.count(u'}'));
        // Read back: numbers as C++ spells them, in the order of the members.
        QString code = text;
        code.remove(QRegularExpression(QStringLiteral("//[^\n]*")));
        static const QRegularExpression number(QStringLiteral("(-?[0-9]+(?:\\.[0-9]*)?(?:e[-+]?[0-9]+)?)F"));
        auto found = number.globalMatch(code);
        for (RoundWeights &round : weights) {
            forWeights(round, [&](float &value) {
                QVERIFY(found.hasNext());
                const QString spelled = found.next().captured(1);
                QVERIFY(spelled.contains(u'.') || spelled.contains(u'e'));
                QVERIFY(std::abs(spelled.toFloat() - value) <= 1e-4F * std::abs(value));
            });
        }
        QVERIFY(!found.hasNext());
        for (size_t k = 0; k < signalCount; ++k)
            QVERIFY(text.contains(QString::fromLatin1(signalName(static_cast<Signal>(k)).data())));
    }

    void weightsAsSourceCompile()
    {
        const QString compiler = QStandardPaths::findExecutable(QStringLiteral("c++"));
        if (compiler.isEmpty())
            QSKIP("no compiler");
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("weights.cpp")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(weightsAsSource({randomWeights(5, 1), RoundWeights()}, {})));
        file.close();
        QProcess process;
        process.start(compiler, {QStringLiteral("-std=c++20"), QStringLiteral("-fsyntax-only"), QStringLiteral("-Wall"),
                                 QStringLiteral("-Werror"), QStringLiteral("-I") + QStringLiteral(SYMBOLON_SOURCE_DIR),
                                 file.fileName()});
        QVERIFY(process.waitForFinished(120'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }

    void scoresOfACase()
    {
        MatchCase made = generatedCase(300, 7);
        made.undiscovered = 20;
        const CaseScore all = score(made, fittedWeights());
        QCOMPARE(all.functions, uint64_t(320));
        QCOMPARE(all.sources, uint64_t(300));
        QCOMPARE(all.verdicts, uint64_t(0));
        QVERIFY(all.first > 270 && all.first <= all.ten && all.ten <= all.possible && all.possible <= 300);
        QVERIFY(all.sureAndRight <= all.sure && all.sourceFirst > 270);
        uint64_t proposed = 0;
        for (size_t i = 0; i < all.tenths.size(); ++i) {
            const Tenth &tenth = all.tenths[i];
            proposed += tenth.proposed;
            QVERIFY(tenth.right <= tenth.proposed);
            QVERIFY(tenth.confidence <= 1e-4 + static_cast<double>(tenth.proposed) * static_cast<double>(i + 1) / 10);
        }
        QCOMPARE(proposed, uint64_t(300));
        // A truth that says something else of every function: nothing is right.
        std::rotate(made.labels.begin(), made.labels.begin() + 1, made.labels.end());
        const CaseScore wrong = score(made, fittedWeights());
        QVERIFY(wrong.first < 10);
        // And one that says nothing.
        for (Label &label : made.labels)
            label = {};
        const CaseScore unknown = score(made, fittedWeights());
        QCOMPARE(unknown.functions, uint64_t(20));
        QCOMPARE(unknown.first + unknown.sure, uint64_t(0));
        QCOMPARE(unknown.verdicts, uint64_t(300));
    }

    void reliabilityIsAPicture()
    {
        CaseScore made;
        for (size_t i = 0; i < 10; ++i) {
            if (i != 4) // a tenth without any
                made.tenths[i] = {10 * (i + 1), i * (i + 1), static_cast<double>(i) * static_cast<double>(i + 1)};
        }
        const auto count = [](const std::vector<CaseScore> &scores, QLatin1String element) {
            QXmlStreamReader reader(QString::fromStdString(reliabilitySvg(scores)));
            int found = 0;
            while (!reader.atEnd()) {
                reader.readNext();
                found += reader.isStartElement() && reader.name() == element;
            }
            return reader.hasError() ? -1 : found;
        };
        QCOMPARE(count({made}, QLatin1String("circle")), 9);
        QCOMPARE(count({made}, QLatin1String("rect")), 11); // ten bars on a page
        QCOMPARE(count({}, QLatin1String("circle")), 0);
        const std::string twice = reliabilitySvg({made, made});
        QVERIFY(twice.find(">200<") != std::string::npos);
        QVERIFY(twice.find("nan") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestCalibration)
#include "tst_calibration.moc"
