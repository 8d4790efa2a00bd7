// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The composed network, its tables, its settings and its file.
#include "model/network/embedding.h"
#include "model/network/partencoders.h"
#include "model/network/rarity.h"
#include "model/network/sha256.h"
#include "model/network/weights.h"

#include "tests/model/generatedfeatures.h"

#include <QCryptographicHash>
#include <QTest>

#include <cmath>
#include <map>
#include <set>

using namespace symbolon;

namespace {

NetworkConfig small()
{
    NetworkConfig config;
    config.source = "textcnn";
    config.sourceUnits = "tokens";
    config.sourceVocabulary = 500;
    config.sourceLength = 64;
    config.sourceEmbedding = config.sourceWidth = config.codeDimension = 8;
    config.block = "mean";
    config.tokenEmbedding = config.blockWidth = 8;
    config.grams = "bag";
    config.gramBuckets = 5000; // as many as are kept in bytes
    config.gramDimension = 12;
    config.literalDimension = 8;
    config.names = "lstm";
    config.words = "context";
    config.wordBuckets = 300;
    config.wordDimension = 10;
    config.counts = "mlp";
    config.countsDimension = 4;
    config.fusion = "gates";
    return config;
}

std::vector<FunctionFeatures> functions(uint32_t seed, size_t count)
{
    generated::Maker maker(seed);
    std::vector<FunctionFeatures> made;
    for (size_t i = 0; i < count; ++i)
        made.push_back(maker.function());
    return made;
}

torch::Tensor vectorsOf(Network network, Side side, const std::vector<FunctionFeatures> &made, size_t batch)
{
    const InputReader reader(network->config());
    std::vector<FunctionInput> inputs;
    std::vector<const FunctionInput *> pointers;
    for (const FunctionFeatures &function : made)
        inputs.push_back(side == Side::Source ? reader.source(function) : reader.binary(function));
    for (const FunctionInput &input : inputs)
        pointers.push_back(&input);
    return embed(network, side, pointers, torch::kCPU, batch);
}

BagBatch bag()
{
    BagBatch batch;
    batch.ids = torch::tensor({3, 1, 3, 0, 2, 2}, torch::kInt64);
    batch.kinds = torch::tensor({0, 1, 1, 0, 2, 0}, torch::kInt64);
    batch.counts = torch::tensor({1.0F, 2.0F, 0.5F, 1.0F, 3.0F, 1.0F});
    batch.offsets = torch::tensor({0, 3, 3}, torch::kInt64); // the second function has none
    return batch;
}

} // namespace

class TestWeights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        torch::manual_seed(5);
        torch::set_num_threads(1);
    }

    void digestsAsQtDoes()
    {
        for (const int size : {0, 1, 55, 56, 63, 64, 65, 119, 120, 1000}) {
            const QByteArray bytes(size, 'q');
            QCOMPARE(QByteArray::fromStdString(hexadecimal(sha256(bytes.toStdString()))),
                     QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        }
    }

    void settingsKeepWhatTheySay()
    {
        NetworkConfig config = small();
        config.gramDropout = 0.3;
        Settings written;
        config.put(written);
        auto read = Settings::parse("# a comment\n" + written.text());
        QVERIFY(read.ok());
        Settings again;
        NetworkConfig::take(*read).put(again);
        QVERIFY(read->finished().ok());
        QCOMPARE(again.text(), written.text());
    }

    void settingsSayWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("unknown name") << "sorce = lstm" << "no setting \"sorce\"";
        QTest::newRow("unknown value") << "source = ltsm" << "known are none, dpcnn";
        QTest::newRow("no number") << "graph_rounds = many" << "no whole number";
        QTest::newRow("out of range") << "graph_rounds = 0" << "from 1 to 64";
        QTest::newRow("share") << "word_dropout = 1.5" << "from 0 to 0.99";
    }
    void settingsSayWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, part);
        auto settings = Settings::parse(text.toStdString());
        QVERIFY(settings.ok());
        NetworkConfig::take(*settings);
        const Result<void> finished = settings->finished();
        QVERIFY(!finished.ok());
        QVERIFY2(QString::fromStdString(finished.error().summary).contains(part), finished.error().summary.c_str());
    }

    void settingsAreLines()
    {
        QVERIFY(!Settings::parse("source lstm").ok());
        QVERIFY(!Settings::parse("a = 1\na = 2").ok());
        QVERIFY(Settings::parse("\n  # only this\n").ok());
    }

    void bagsAddUp()
    {
        BagTable table(4, 3);
        const torch::Tensor weights = torch::tensor({1.0F, -2.0F, 0.5F}).requires_grad_();
        const BagBatch batch = bag();
        const torch::Tensor sums = table->forward(batch, weights);
        const torch::Tensor outer = torch::randn_like(sums);
        (sums * outer).sum().backward();

        // The same by torch's own operations and gradients.
        const torch::Tensor rows = table->table().detach().clone().requires_grad_();
        const torch::Tensor factors = torch::tensor({1.0F, -2.0F, 0.5F}).requires_grad_();
        const torch::Tensor owners = torch::tensor({0, 0, 0, 2, 2, 2}, torch::kInt64);
        const torch::Tensor each =
            rows.index_select(0, batch.ids) * (factors.index_select(0, batch.kinds) * batch.counts).unsqueeze(1);
        const torch::Tensor expected = torch::zeros({3, 3}).index_add(0, owners, each);
        (expected * outer).sum().backward();
        QVERIFY(torch::allclose(sums, expected, 1e-5, 1e-6));
        QVERIFY(torch::allclose(weights.grad(), factors.grad(), 1e-5, 1e-6));
        QVERIFY(torch::allclose(table->gradient(), rows.grad(), 1e-5, 1e-6));
        std::vector<int64_t> touched = table->touched();
        std::sort(touched.begin(), touched.end());
        QCOMPARE(touched, (std::vector<int64_t>{0, 1, 2, 3}));
    }

    void rowsStepAsAdam()
    {
        BagTable table(6, 3);
        const torch::Tensor before = table->table().detach().clone();
        RowAdam adam(table);
        const torch::Tensor weights = torch::ones({3});
        const BagBatch batch = bag(); // rows 4 and 5 are not in it
        std::vector<double> first(18), second(18);
        torch::Tensor expected = before.clone().to(torch::kDouble);
        for (int step = 1; step <= 3; ++step) {
            table->forward(batch, weights).pow(2).sum().backward();
            const torch::Tensor gradient = table->gradient().clone().to(torch::kDouble);
            adam.step(0.01);
            for (int i = 0; i < 12; ++i) {
                const double g = gradient.flatten()[i].item<double>();
                first[i] = 0.9 * first[i] + 0.1 * g;
                second[i] = 0.99 * second[i] + 0.01 * g * g;
                expected.flatten()[i] -= 0.01 * (first[i] / (1 - std::pow(0.9, step)))
                    / (std::sqrt(second[i] / (1 - std::pow(0.99, step))) + 1e-8);
            }
            QVERIFY(torch::allclose(table->table().detach().to(torch::kDouble), expected, 1e-4, 1e-5));
            QVERIFY(table->touched().empty());
            QCOMPARE(table->gradient().abs().sum().item<float>(), 0.0F);
        }
        QVERIFY(torch::equal(table->table().detach().narrow(0, 4, 2), before.narrow(0, 4, 2)));
    }

    void rareWordsCountMore()
    {
        // Word w is in w functions of 1,000; word 0 is in none.
        std::vector<std::vector<BagEntry>> functions(1000);
        for (uint32_t word = 1; word <= 40; ++word) {
            for (uint32_t f = 0; f < word; ++f)
                functions[(f * 7 + word) % 1000].push_back({word * 0x9e3779b9U, static_cast<uint16_t>(f % 3), 2});
        }
        functions[5].push_back(functions[5].front()); // twice in a function is once
        std::vector<const std::vector<BagEntry> *> pointers;
        for (const auto &function : functions)
            pointers.push_back(&function);
        const torch::Tensor rarity = rarityOf(pointers);
        QCOMPARE(rarity.sizes(), emptyRarity().sizes());
        for (uint32_t word = 0; word <= 40; ++word) {
            const torch::Tensor id = torch::tensor({static_cast<int64_t>(word * 0x9e3779b9U)}, torch::kInt64);
            const double expected = 1 - std::log(1.0 + word) / std::log(1002.0);
            QVERIFY(std::abs(rarities(rarity, id).item<float>() - expected) < 1e-5);
            QCOMPARE(rarities(emptyRarity(), id).item<float>(), 1.0F);
        }
    }

    // A sketch that is too full errs to one side.
    void raritiesAreNeverTooLarge()
    {
        std::vector<std::vector<BagEntry>> functions(2000);
        std::map<uint32_t, std::set<size_t>> exact;
        uint32_t word = 1;
        for (size_t f = 0; f < functions.size(); ++f) {
            for (int n = 0; n < 200; ++n) {
                word = word * 1664525 + 1013904223;
                const uint32_t id = n % 4 ? word : word % 97;
                functions[f].push_back({id, 0, 1});
                exact[id].insert(f);
            }
        }
        std::vector<const std::vector<BagEntry> *> pointers;
        std::vector<int64_t> ids;
        for (const auto &function : functions)
            pointers.push_back(&function);
        for (const auto &[id, there] : exact)
            ids.push_back(id);
        const torch::Tensor found = rarities(rarityOf(pointers), torch::tensor(ids, torch::kInt64));
        size_t at = 0;
        for (const auto &[id, there] : exact) {
            const double right = 1 - std::log1p(there.size()) / std::log(2.0 + functions.size());
            QVERIFY(found[static_cast<int64_t>(at++)].item<float>() <= right + 1e-5);
        }
    }

    void wordsAreTheSumsOfTheirRows()
    {
        NetworkConfig config = small();
        config.wordHashes = 3;
        config.wordRarity = "idf";
        BagTable table(config.wordBuckets, config.wordDimension);
        const torch::Tensor rarity = torch::rand_like(emptyRarity());
        const auto encoder = makeWords(config, table, rarity, &FunctionBatch::words);
        encoder->eval();
        const std::vector<int64_t> ids{7, 0xffffffff, 123456789, 7}, kinds{0, 1, 2, 4}, owners{0, 0, 2, 2};
        const std::vector<float> counts{1, 2, 0.5F, 3};
        FunctionBatch batch;
        batch.words = {torch::tensor(ids, torch::kInt64), torch::tensor(kinds, torch::kInt64), torch::tensor(counts),
                       torch::tensor({0, 2, 2}, torch::kInt64)};
        torch::Tensor expected = torch::zeros({3, config.wordDimension});
        for (size_t i = 0; i < ids.size(); ++i) {
            const torch::Tensor id = torch::tensor({ids[i]}, torch::kInt64);
            for (const size_t which : {0, 1, 2}) {
                const auto row = static_cast<int64_t>((static_cast<uint64_t>(ids[i]) * static_cast<uint64_t>(wordFactors[which]) >> 24)
                                                      % static_cast<uint64_t>(config.wordBuckets));
                expected[owners[i]] += table->table().detach()[row] * counts[i] * rarities(rarity, id).item<float>();
            }
        }
        QVERIFY(torch::allclose(encoder->forward(batch), expected, 1e-4, 1e-5));
    }

    void vectorsDoNotDependOnTheBatch_data()
    {
        QTest::addColumn<bool>("source");
        QTest::newRow("source") << true;
        QTest::newRow("binary") << false;
    }
    void vectorsDoNotDependOnTheBatch()
    {
        QFETCH(bool, source);
        const Side side = source ? Side::Source : Side::Binary;
        const auto made = functions(3, 40);
        Network network(small());
        const torch::Tensor together = vectorsOf(network, side, made, 40);
        const torch::Tensor alone = vectorsOf(network, side, made, 1);
        QCOMPARE(together.size(1), network->config().dimension());
        QVERIFY((together - alone).abs().max().item<float>() < 1e-4);
        QVERIFY((together.norm(2, 1) - 1).abs().max().item<float>() < 1e-4);
    }

    void fileKeepsTheNetwork_data()
    {
        QTest::addColumn<int>("hashes");
        QTest::addColumn<QString>("rarity");
        QTest::newRow("a row a word") << 1 << "none";
        QTest::newRow("several rows, by rarity") << 2 << "idf";
    }
    void fileKeepsTheNetwork()
    {
        QFETCH(const int, hashes);
        QFETCH(const QString, rarity);
        NetworkConfig config = small();
        config.wordHashes = hashes;
        config.wordRarity = rarity.toStdString();
        Network network(config);
        if (rarity != QLatin1String("none"))
            network->setRarity(torch::rand_like(emptyRarity()));
        const std::string bytes = encodeWeights(network);
        const Result<Weights> read = decodeWeights(bytes, "it");
        QVERIFY2(read.ok(), read ? "" : read.error().summary.c_str());
        QCOMPARE(read->identity.size(), size_t(16));
        const auto made = functions(4, 30);
        for (const Side side : {Side::Source, Side::Binary}) {
            const torch::Tensor cosines =
                (vectorsOf(network, side, made, 8) * vectorsOf(read->network, side, made, 8)).sum(1);
            QVERIFY2(cosines.min().item<float>() > 0.999F, std::to_string(cosines.min().item<float>()).c_str());
        }
        QVERIFY(encodeWeights(read->network) == encodeWeights(decodeWeights(bytes, "it")->network));
    }

    void refusesDamage()
    {
        const std::string bytes = encodeWeights(Network(small()));
        QVERIFY(!decodeWeights("", "f").ok());
        QVERIFY(!decodeWeights(bytes.substr(0, bytes.size() - 1), "f").ok());
        QVERIFY(!decodeWeights(bytes.substr(0, 40), "f").ok());
        for (size_t at = 17; at < bytes.size(); at += bytes.size() / 50) {
            std::string changed = bytes;
            changed[at] = static_cast<char>(changed[at] ^ 0x10);
            const auto read = decodeWeights(changed, "the-file");
            QVERIFY(!read.ok());
            QVERIFY(read.error().summary.find("the-file") != std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(TestWeights)
#include "tst_weights.moc"
