// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Training, evaluation and their figures on a small made-up data set.
#include "model/charts/curves.h"
#include "model/network/rarity.h"
#include "model/network/weights.h"
#include "model/training/evaluation.h"
#include "model/training/mixedprecision.h"
#include "model/training/results.h"
#include "model/training/trainer.h"
#ifdef SYMBOLON_BASELINES
#include "analysis/matching/literals.h"
#include "model/training/baselines/baselines.h"
#endif

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>

using namespace symbolon;

namespace {

constexpr uint32_t sources = 300;
constexpr const char *assignments[] = {"=", "+=", "-=", "*=", "&=", "|=", "<<=", ">>="};
constexpr const char *operators[] = {"+", "*", "<", "&&", "=="};

std::string readFile(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Functions made of some of 40 operations, each of which is a word and an assignment of its own kind in the source and
// a token in the binary; nothing else ties the two.
void writeData(const std::string &path, bool inlined = false)
{
    std::mt19937 random(7);
    DataSetWriter writer;
    for (const char *package : {"one", "two", "three"})
        writer.addPackage(package);
    for (const char *configuration : {"x64-gcc-O0", "armhf-clang14-O3"})
        writer.addConfiguration(configuration);
    for (uint32_t i = 0; i < sources; ++i) {
        FunctionFeatures source, binary;
        source.name = "f" + std::to_string(i);
        source.text = "int f(){";
        for (int n = 0; n < 12; ++n) {
            const auto operation = static_cast<uint32_t>(random() % 40);
            source.text.append("op").append(std::to_string(operation)).append("();x");
            source.text.append(assignments[operation / 5]).append("y").append(operators[operation % 5]).append("z;");
            binary.code.tokens.push_back(static_cast<CodeToken>(512 + 8 * operation));
        }
        source.text += "}";
        binary.code.blockEnds.push_back(12);
        const Part part = i % 5 == 3 ? Part::Validation : i % 5 == 4 ? Part::Test : Part::Training;
        FunctionFeatures whole = source;
        if (inlined && i % 2) {
            source.name = "caller" + std::to_string(i);
            source.text = "int f(){return callee(); }";
            whole.name = source.name;
            whole.text = source.text + whole.text;
        }
        const uint32_t index = writer.addSource({i % 3, part, false, i}, source);
        if (inlined && i % 2)
            writer.addInlined(whole);
        writer.addBinary({index, 0}, binary);
        binary.code.tokens.push_back(600);
        binary.code.blockEnds.push_back(13);
        writer.addBinary({index, 1}, binary);
    }
    const Result<void> written = writer.write(path, "made up");
    QVERIFY2(written.ok(), written ? "" : written.error().summary.c_str());
}

NetworkConfig network()
{
    NetworkConfig config;
    config.source = config.block = config.strings = config.integers = "none";
    config.grams = "bag";
    config.gramBuckets = 2048;
    config.gramDimension = 32;
    config.counts = "mlp";
    config.fusion = "gates";
    return config;
}

TrainingConfig training(const std::string &data)
{
    TrainingConfig config;
    config.data = data;
    config.loss = "infonce";
    config.batch = 32;
    config.rate = 5e-3;
    config.epochs = 4;
    config.device = "cpu";
    return config;
}

} // namespace

class TestTraining : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        torch::set_num_threads(1);
        QVERIFY(m_folder.isValid());
        m_data = m_folder.filePath(QStringLiteral("data.sds")).toStdString();
        writeData(m_data);
    }

    void ranksAsBruteForce()
    {
        torch::manual_seed(3);
        const torch::Tensor pool = torch::randint(-2, 3, {50, 4}).to(torch::kFloat); // ties are frequent
        const torch::Tensor queries = torch::randint(-2, 3, {20, 4}).to(torch::kFloat);
        std::vector<int64_t> answers, groups;
        for (int64_t i = 0; i < 20; ++i)
            answers.push_back((i * 7) % 50);
        for (int64_t i = 0; i < 50; ++i)
            groups.push_back(i / 3);
        const auto exact = ranks(queries, pool, answers);
        const auto grouped = ranks(queries, pool, answers, groups);
        for (int64_t q = 0; q < 20; ++q) {
            const auto similarity = [&](int64_t row) { return (queries[q] * pool[row]).sum().item<float>(); };
            const int64_t answer = answers[static_cast<size_t>(q)];
            int64_t before = 0, others = 0;
            float best = -1e9F;
            for (int64_t row = 0; row < 50; ++row) {
                before += row != answer && similarity(row) >= similarity(answer);
                if (row / 3 == answer / 3)
                    best = std::max(best, similarity(row));
            }
            for (int64_t row = 0; row < 50; ++row)
                others += row / 3 != answer / 3 && similarity(row) >= best;
            QCOMPARE(exact[static_cast<size_t>(q)], before + 1);
            QCOMPARE(grouped[static_cast<size_t>(q)], others + 1);
        }
        const RetrievalScore score = scoreOf(std::vector<int64_t>{1, 2, 7, 50});
        QCOMPARE(score.recall1, 0.25);
        QCOMPARE(score.recall5, 0.5);
        QCOMPARE(score.recall10, 0.75);
        QCOMPARE(score.reciprocal, (1.0 + 1.0 / 2 + 1.0 / 7 + 1.0 / 50) / 4);
    }

    void theNearerFormCounts()
    {
        torch::manual_seed(4);
        const torch::Tensor first = torch::randint(-3, 4, {30, 5}).to(torch::kFloat);
        const torch::Tensor second = torch::randint(-3, 4, {9, 5}).to(torch::kFloat);
        const torch::Tensor others = torch::randint(-3, 4, {40, 5}).to(torch::kFloat);
        const std::vector<int64_t> owners{0, 3, 4, 9, 15, 16, 17, 28, 29};
        const FormVectors forms(first, second, owners);
        const auto similarity = [&](int64_t row, int64_t other) {
            double best = (first[row] * others[other]).sum().item<double>();
            for (size_t n = 0; n < owners.size(); ++n) {
                if (owners[n] == row)
                    best = std::max(best, (second[static_cast<int64_t>(n)] * others[other]).sum().item<double>());
            }
            return best;
        };
        const torch::Tensor all = similaritiesOf(forms, others), turned = similaritiesOf(others, forms);
        const torch::Tensor part = similaritiesOf(forms.part(4, 20), others);
        for (int64_t row = 0; row < 30; ++row) {
            for (int64_t other = 0; other < 40; ++other) {
                QCOMPARE(all[row][other].item<double>(), similarity(row, other));
                QCOMPARE(turned[other][row].item<double>(), similarity(row, other));
                if (row >= 4 && row < 24)
                    QCOMPARE(part[row - 4][other].item<double>(), similarity(row, other));
            }
        }
        QVERIFY(!forms.part(10, 5).others.defined());
        std::vector<int64_t> answers(40);
        for (int64_t i = 0; i < 40; ++i)
            answers[static_cast<size_t>(i)] = i % 30;
        const auto found = ranks(others, forms, answers);
        for (int64_t query = 0; query < 40; ++query) {
            int64_t before = 1;
            for (int64_t row = 0; row < 30; ++row)
                before += row != query % 30 && similarity(row, query) >= similarity(query % 30, query);
            QCOMPARE(found[static_cast<size_t>(query)], before);
        }
    }

    void batchesHoldEachSourceOnce()
    {
        const auto data = TrainingData::load(m_data, network(), {});
        QVERIFY(data.ok());
        TrainingConfig config = training(m_data);
        for (const int64_t packages : {0, 2}) {
            config.batchPackages = packages;
            std::set<uint32_t> seen;
            size_t total = 0;
            for (const auto &batch : data->batches(config, 0)) {
                QVERIFY(batch.size() <= 32);
                std::set<uint32_t> inBatch;
                for (const Pair &pair : batch) {
                    QCOMPARE(data->set().binaries()[pair.binary].source, pair.source);
                    QVERIFY(data->set().sources()[pair.source].part == Part::Training);
                    seen.insert(pair.source);
                    ++total;
                }
            }
            QCOMPARE(seen.size(), total);
            QVERIFY(total > 160); // of 180; a short last batch is left out
        }
        QVERIFY(data->batches(config, 0) == data->batches(config, 0));
        QVERIFY(data->batches(config, 0) != data->batches(config, 1));
        for (const Pair &pair : data->pool(Part::Test, 1000, 1, 1)) {
            QVERIFY(data->set().sources()[pair.source].part == Part::Test);
            QCOMPARE(data->set().binaries()[pair.binary].configuration, 1U);
        }
    }

    void mixedPrecision()
    {
        const torch::Tensor matrix = torch::ones({4, 4});
        {
            const MixedPrecision mixed("bf16", torch::kCPU);
            QCOMPARE(torch::matmul(matrix, matrix).scalar_type(), torch::kBFloat16);
        }
        const MixedPrecision none("fp32", torch::kCPU);
        QCOMPARE(torch::matmul(matrix, matrix).scalar_type(), torch::kFloat32);
        QVERIFY(MixedPrecision::isWanted("auto", torch::Device(torch::kCUDA)));
        TrainingConfig config = training(m_data);
        config.precision = "bf16";
        NetworkConfig recurrent = network();
        recurrent.strings = "lstm";
        QVERIFY(!fit(recurrent, config, {.folder = m_folder.filePath(QStringLiteral("bf16")).toStdString()}).ok());
    }

    void learns_data()
    {
        QTest::addColumn<QString>("loss");
        QTest::addColumn<QString>("sampler");
        QTest::addColumn<QString>("precision");
        QTest::newRow("infonce") << "infonce"
                                 << "norm"
                                 << "fp32";
        QTest::newRow("infonce in bfloat16") << "infonce"
                                             << "norm"
                                             << "bf16";
        QTest::newRow("amsoftmax") << "amsoftmax"
                                   << "norm"
                                   << "fp32";
        QTest::newRow("circle") << "circle"
                                << "norm"
                                << "fp32";
        QTest::newRow("triplet, norm weighted") << "triplet"
                                                << "norm"
                                                << "fp32";
        QTest::newRow("triplet, distance weighted") << "triplet"
                                                    << "distance"
                                                    << "fp32";
        // Not "hard": from a network that knows nothing, the hardest negatives draw all vectors together.
        QTest::newRow("triplet, semi-hard") << "triplet"
                                            << "semihard"
                                            << "fp32";
        QTest::newRow("triplet, uniform") << "triplet"
                                          << "uniform"
                                          << "fp32";
    }
    void learns()
    {
        QFETCH(QString, loss);
        QFETCH(QString, sampler);
        QFETCH(QString, precision);
        TrainingConfig config = training(m_data);
        config.precision = precision.toStdString();
        config.loss = loss.toStdString();
        config.sampler = sampler.toStdString();
        config.epochs = 25;
        config.evaluations = 1;
        if (loss == QLatin1String("amsoftmax") || loss == QLatin1String("circle"))
            config.margin = 0.25;
        const std::string out = m_folder.filePath(loss + sampler + precision).toStdString();
        const Result<void> trained = fit(network(), config, {.folder = out});
        QVERIFY2(trained.ok(), trained ? "" : (trained.error().summary + trained.error().detail).c_str());
        const auto lines = QString::fromStdString(readFile(out + "/metrics.csv")).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 26);
        const double first = lines[1].split(u',')[5].toDouble(), last = lines[25].split(u',')[5].toDouble();
        QVERIFY2(last > 0.5 && last > first, qPrintable(lines[25])); // by chance 1 of 60
    }

    // Half of the sources are without the operations that their binaries have: a callee has them.
    void inlinedFormsAreLearntFrom()
    {
        const std::string path = m_folder.filePath(QStringLiteral("inlined.sds")).toStdString();
        writeData(path, true);
        NetworkConfig net = network();
        TrainingConfig config = training(path);
        config.epochs = 25;
        double recall[2] = {};
        for (const char *inlined : {"none", "nearer"}) {
            net.inlined = inlined;
            const std::string out = m_folder.filePath(QStringLiteral("inlined-")).toStdString() + inlined;
            const Result<void> trained = fit(net, config, {.folder = out});
            QVERIFY2(trained.ok(), trained ? "" : (trained.error().summary + trained.error().detail).c_str());
            const auto lines = QString::fromStdString(readFile(out + "/metrics.csv")).split(u'\n', Qt::SkipEmptyParts);
            recall[net.inlined == "nearer"] = lines.last().split(u',')[5].toDouble();
        }
        QVERIFY2(recall[0] < 0.55 && recall[1] > recall[0] + 0.2,
                 qPrintable(QStringLiteral("%1 %2").arg(recall[0]).arg(recall[1])));
        config.loss = "triplet";
        QVERIFY(!fit(net, config, {.folder = m_folder.filePath(QStringLiteral("triplets")).toStdString()}).ok());
    }

    // Each function has three words of its own among 900, and nothing else; rows of 64 buckets say little alone.
    void rareWordsAreLearntFrom()
    {
        const std::string path = m_folder.filePath(QStringLiteral("words.sds")).toStdString();
        std::mt19937 random(9);
        DataSetWriter writer;
        writer.addPackage("one");
        writer.addConfiguration("x64-gcc-O0");
        for (uint32_t i = 0; i < sources; ++i) {
            FunctionFeatures source, binary;
            source.name = "f" + std::to_string(i);
            source.text = "int f(){return 1; }";
            for (int n = 0; n < 3; ++n)
                source.integers.push_back({static_cast<int64_t>(1000 + random() % 900), 0});
            binary.integers = source.integers;
            binary.code.tokens = {512, 513};
            binary.code.blockEnds = {2};
            const Part part = i % 5 == 3 ? Part::Validation : i % 5 == 4 ? Part::Test : Part::Training;
            writer.addBinary({writer.addSource({0, part, false, i}, source), 0}, binary);
        }
        QVERIFY(writer.write(path, "made up").ok());
        NetworkConfig net = network();
        net.grams = "none";
        net.words = "own";
        net.wordBuckets = 64;
        net.wordDimension = 32;
        net.wordHashes = 3;
        net.wordRarity = "idf";
        TrainingConfig config = training(path);
        const std::string out = m_folder.filePath(QStringLiteral("words")).toStdString();
        QVERIFY(fit(net, config, {.folder = out}).ok());
        const auto weights = decodeWeights(readFile(out + "/best.weights"), "it");
        QVERIFY(weights.ok());
        // As counted by hand over the training part, both sides.
        const auto data = TrainingData::load(path, net, {});
        QVERIFY(data.ok());
        std::map<uint32_t, int> counts;
        int functions = 0;
        for (uint32_t i = 0; i < data->set().sources().size(); ++i) {
            if (data->set().sources()[i].part != Part::Training)
                continue;
            for (const FunctionInput *input : {&data->source(i), &data->binary(i)}) {
                ++functions;
                for (const BagEntry &word : input->words)
                    ++counts[word.id];
            }
        }
        QVERIFY(counts.size() > 200);
        const torch::Tensor *rarity = weights->network->named_buffers().find("rarity");
        QVERIFY(rarity);
        int exact = 0;
        for (const auto &[word, count] : counts) {
            const torch::Tensor id = torch::tensor({static_cast<int64_t>(word)}, torch::kInt64);
            exact += std::abs(rarities(*rarity, id).item<float>() - (1 - std::log1p(count) / std::log(2.0 + functions)))
                < 2e-3; // it is kept in 16 bits
        }
        QVERIFY2(exact > static_cast<int>(counts.size()) * 99 / 100, qPrintable(QString::number(exact)));
    }

    void treesAreLearntFrom()
    {
        NetworkConfig net;
        net.source = "tree"; // which sees no names
        net.sourceLength = 512;
        net.sourceEmbedding = net.sourceWidth = 32;
        net.block = "mean";
        net.graph = net.strings = net.integers = "none";
        net.readout = "mean";
        TrainingConfig config = training(m_data);
        config.epochs = 25;
        const std::string out = m_folder.filePath(QStringLiteral("trees")).toStdString();
        const Result<void> trained = fit(net, config, {.folder = out});
        QVERIFY2(trained.ok(), trained ? "" : (trained.error().summary + trained.error().detail).c_str());
        const auto lines = QString::fromStdString(readFile(out + "/metrics.csv")).split(u'\n', Qt::SkipEmptyParts);
        QVERIFY2(lines.last().split(u',')[5].toDouble() > 0.5, qPrintable(lines.last()));
    }

    void goesOnExactly()
    {
        NetworkConfig net = network();
        net.gramDropout = 0.3; // the random numbers have to go on as well
        TrainingConfig config = training(m_data);
        const std::string whole = m_folder.filePath(QStringLiteral("whole")).toStdString();
        const std::string parts = m_folder.filePath(QStringLiteral("parts")).toStdString();
        QVERIFY(fit(net, config, {.folder = whole}).ok());
        config.epochs = 2;
        QVERIFY(fit(net, config, {.folder = parts}).ok());
        QVERIFY(!fit(net, config, {.folder = parts}).ok()); // a run is there
        config.epochs = 4;
        const Result<void> resumed = fit(net, config, {.folder = parts, .resume = true});
        QVERIFY2(resumed.ok(), resumed ? "" : (resumed.error().summary + resumed.error().detail).c_str());
        const auto withoutTime = [](const std::string &path) {
            QStringList kept;
            for (const QString &line : QString::fromStdString(readFile(path)).split(u'\n'))
                kept += line.section(u',', 0, 0) + line.section(u',', 2);
            return kept;
        };
        QCOMPARE(withoutTime(parts + "/metrics.csv"), withoutTime(whole + "/metrics.csv"));
        QVERIFY(readFile(parts + "/best.weights") == readFile(whole + "/best.weights"));
    }

    void stopsAndLeavesACheckpoint()
    {
        std::stop_source stop;
        RunOptions options{.folder = m_folder.filePath(QStringLiteral("stopped")).toStdString()};
        options.stop = stop.get_token();
        options.say = [&](const std::string &line) {
            if (line.starts_with("epoch 2"))
                stop.request_stop();
        };
        TrainingConfig config = training(m_data);
        config.epochs = 1000;
        const Result<void> stopped = fit(network(), config, options);
        QVERIFY(!stopped.ok());
        QVERIFY(stopped.error().kind == ErrorKind::Cancelled);
        QVERIFY(QFile::exists(QString::fromStdString(options.folder + "/checkpoint")));
    }

    void stopsEarly()
    {
        TrainingConfig config = training(m_data);
        config.rate = 1e-12; // nothing gets better
        config.epochs = 50;
        config.patience = 3;
        const std::string out = m_folder.filePath(QStringLiteral("early")).toStdString();
        QVERIFY(fit(network(), config, {.folder = out}).ok());
        QVERIFY(QString::fromStdString(readFile(out + "/metrics.csv")).count(u'\n') <= 6);
    }

    void evaluatesBothWays()
    {
        const auto set = DataSet::open(m_data);
        QVERIFY(set.ok());
        // A method that knows the answer for the first configuration's functions and nothing of the others.
        const auto oracle = [&](Side side, const std::vector<uint32_t> &indices) {
            const auto n = static_cast<int64_t>(indices.size());
            torch::Tensor vectors = torch::zeros({n, sources + 1});
            for (int64_t i = 0; i < n; ++i) {
                const uint32_t index = indices[static_cast<size_t>(i)];
                const bool known = side == Side::Source || set->binaries()[index].configuration == 0;
                const uint32_t source = side == Side::Source ? index : set->binaries()[index].source;
                vectors[i][known ? source : sources] = 1;
            }
            return vectors;
        };
        const auto rows = evaluate(*set, {}, {.part = Part::Test, .pool = 1000, .seed = 1}, byVectors(oracle));
        const auto row = [&](const std::string &name) {
            return *std::find_if(rows.begin(), rows.end(),
                                 [&](const EvaluationRow &each) { return each.name == name; });
        };
        QCOMPARE(row("x64-gcc-O0").exact.recall1, 1.0);
        QCOMPARE(row("x64-gcc-O0").reverse.recall1, 1.0);
        QCOMPARE(row("armhf-clang14-O3").exact.recall10, 0.0); // all are as similar, so all come before it
        QCOMPARE(row("mean over configurations").exact.recall1, 0.5);
        QCOMPARE(row("O3").exact.queries, int64_t(60));
        QVERIFY(evaluationTable(rows).find("| x64-gcc-O0 | 60 | 60 | 100.0 |") != std::string::npos);
    }

    void evaluationsAreFiles()
    {
        EvaluationFile file;
        file.about.set("data", std::string("some.sds"));
        file.about.set("row", std::string());
        file.rows.push_back({"configuration",
                             "x64-gcc-O0",
                             1000,
                             {0.25, 0.5, 0.75, 0.375, 64},
                             {0.5, 0, 0, 0, 64},
                             {0.125, 0.25, 0.5, 0.2, 64}});
        const std::string text = encodeEvaluation(file);
        auto read = decodeEvaluation(text, "evaluation.csv");
        QVERIFY(read.ok());
        QCOMPARE(encodeEvaluation(*read), text);
        QCOMPARE(read->rows.front().reverse.recall10, 0.5);
        QCOMPARE(read->about.take("data", std::string()), std::string("some.sds"));
        for (const std::string &bad :
             {std::string(), text.substr(0, text.size() - 30), std::string("epoch,seconds\n1,2\n")})
            QVERIFY(!decodeEvaluation(bad, "evaluation.csv").ok());
    }

    void resultsHoldTheRows()
    {
        const std::string run = m_folder.filePath(QStringLiteral("paper row")).toStdString();
        TrainingConfig config = training(m_data);
        config.row = "full, norm weighted s=5";
        config.epochs = 1;
        QVERIFY(fit(network(), config, {.folder = run}).ok());
        const std::string other = m_folder.filePath(QStringLiteral("method")).toStdString();
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("method")));
        EvaluationFile file;
        file.about.set("data", std::string("made-up.sds"));
        file.about.set("row", std::string());
        const RetrievalScore score{0.5, 0.75, 0.875, 0.6, 64};
        file.rows = {{"mean", "mean over configurations", 1000, score, score, score},
                     {"configuration", "x64-gcc-O0", 1000, score, score, score}};
        QVERIFY(!readRun(run).ok()); // not evaluated yet
        std::ofstream(run + "/evaluation.csv") << encodeEvaluation(file);
        file.about.set("row", std::string("BinPro"));
        std::ofstream(other + "/evaluation.csv") << encodeEvaluation(file);
        auto first = readRun(run + "/"), second = readRun(other);
        QVERIFY2(first.ok(), first ? "" : first.error().summary.c_str());
        QVERIFY(second.ok());
        first->shipped = true;
        const QString text = QString::fromStdString(resultsText({*first, *second}));
        const auto line = [&](const QString &name) {
            return text.section(QStringLiteral("| ") + name + QStringLiteral(" |"), 1, 1).section(u'\n', 0, 0);
        };
        QVERIFY2(line(QStringLiteral("BinPro"))
                     .contains(QStringLiteral(" method | – | – | – | – | – | 1000 | 50.0/87.5 | "
                                              "50.0/87.5 | 38.6/41.1 | 39.2/41.8 |")),
                 qPrintable(text));
        QVERIFY(line(QStringLiteral("full, norm weighted s=5")).contains(QStringLiteral(" paper row | infonce |")));
        QVERIFY(line(QStringLiteral("full, norm weighted s=5")).contains(QStringLiteral("| 1.0 | 1 | 1000 |")));
        QVERIFY(text.indexOf(QStringLiteral("| BinPro |")) < text.indexOf(QStringLiteral("| full, norm")));
        QVERIFY(text.contains(QStringLiteral("## The shipped weights")));
        QVERIFY(!text.contains(m_folder.path())); // nothing of the machine's
    }

#ifdef SYMBOLON_BASELINES
    // Every binary function but each sixth has a string that only its source has.
    void stringsFindTheirSources()
    {
        const std::string path = m_folder.filePath(QStringLiteral("strings.sds")).toStdString();
        DataSetWriter writer;
        writer.addPackage("one");
        writer.addConfiguration("x64-gcc-O0");
        constexpr uint32_t count = 60;
        for (uint32_t i = 0; i < count; ++i) {
            FunctionFeatures source, binary;
            source.strings.push_back({"the text of function " + std::to_string(i), 1});
            source.integers.push_back({5, 1});
            source.calls.push_back({"helper", 1, 0}); // of another pool
            source.callers = {0, 1, 2, 3};
            binary = source;
            binary.calls.front().name.clear();
            if (i % 6 == 5)
                binary.strings.clear();
            writer.addBinary({writer.addSource({0, Part::Test, false, i}, source), 0}, binary);
        }
        QVERIFY(writer.write(path, "made up").ok());
        const auto set = DataSet::open(path);
        QVERIFY(set.ok());
        const EvaluationOptions options{.part = Part::Test, .pool = 1000, .seed = 1};
        for (const char *name : {"strings", "b2sfinder", "binpro"}) {
            const auto method = findBaseline(*set, name);
            QVERIFY(method.ok());
            const EvaluationRow row = evaluate(*set, {}, options, *method).front();
            QVERIFY2(row.exact.recall1 >= 50.0 / count && row.exact.recall1 < 1, name);
            QVERIFY2(row.reverse.recall1 >= 50.0 / count && row.reverse.recall1 < 1, name);
        }
        const auto integers = findBaseline(*set, "integers");
        QVERIFY(integers.ok());
        QVERIFY(evaluate(*set, {}, options, *integers).front().exact.recall1 < 0.2); // all have the same
        QVERIFY(!findBaseline(*set, "magic").ok());
    }

    void hungarianAsBruteForce()
    {
        std::mt19937 random(11);
        const auto made = [&](size_t count) {
            FeaturePool pool;
            for (size_t i = 0; i < count; ++i) {
                FunctionFeatures function;
                for (uint32_t left = random() % 5; left > 0; --left)
                    function.integers.push_back({static_cast<int64_t>(1000 + random() % 25), 1});
                pool.functions.push_back(function);
            }
            return pool;
        };
        const FeaturePool queries = made(20), pool = made(40);
        const auto lists = hungarian(queries, pool, Literal::Integers);
        const auto keys = [](const FunctionFeatures &function) {
            std::set<int64_t> keys;
            for (const IntegerFact &fact : function.integers)
                keys.insert(integerKey(fact.value));
            return keys;
        };
        const auto having = [&](const FeaturePool &side, int64_t key) {
            return static_cast<double>(std::count_if(side.functions.begin(), side.functions.end(),
                                                     [&](const auto &each) { return keys(each).contains(key); }));
        };
        std::set<uint32_t> firsts;
        size_t asked = 0;
        for (size_t q = 0; q < 20; ++q) {
            std::vector<std::pair<double, uint32_t>> expected;
            for (uint32_t row = 0; row < 40; ++row) {
                double weight = 0;
                for (const int64_t key : keys(queries.functions[q])) {
                    if (keys(pool.functions[row]).contains(key))
                        weight +=
                            (std::log(21 / (1 + having(queries, key))) + std::log(41 / (1 + having(pool, key)))) / 2;
                }
                if (weight > 0)
                    expected.emplace_back(-std::round(weight * 1e9), row);
            }
            std::sort(expected.begin(), expected.end());
            QCOMPARE(lists[q].size(), expected.size());
            if (expected.empty())
                continue;
            // Behind the assigned one the order is that of the weights.
            const auto first = std::find_if(expected.begin(), expected.end(),
                                            [&](const auto &each) { return each.second == lists[q].front(); });
            QVERIFY(first != expected.end());
            std::rotate(expected.begin(), first, first + 1);
            for (size_t i = 0; i < expected.size(); ++i)
                QCOMPARE(lists[q][i], expected[i].second);
            firsts.insert(lists[q].front());
            ++asked;
        }
        QVERIFY2(asked > 10 && firsts.size() + 2 >= asked, // one to one, but for those whose sources all went to others
                 qPrintable(QString::number(firsts.size()) + u'/' + QString::number(asked)));
    }
#endif

    void curvesAreAPicture()
    {
        const std::string svg =
            curvesSvg("Loss <&>", "epoch", {{"training", {{0, 2}, {1, 1}, {2, 0.5}}}, {"none", {}}});
        QXmlStreamReader reader(QString::fromStdString(svg));
        int paths = 0;
        while (!reader.atEnd()) {
            reader.readNext();
            paths += reader.isStartElement() && reader.name() == QLatin1String("path");
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(paths > 3);
    }

    void refusesBadData()
    {
        TrainingConfig config = training(m_folder.filePath(QStringLiteral("nowhere")).toStdString());
        const Result<void> result =
            fit(network(), config, {.folder = m_folder.filePath(QStringLiteral("bad")).toStdString()});
        QVERIFY(!result.ok());
        QVERIFY(result.error().kind == ErrorKind::BadInput);
    }

private:
    QTemporaryDir m_folder;
    std::string m_data;
};

QTEST_GUILESS_MAIN(TestTraining)
#include "tst_training.moc"
