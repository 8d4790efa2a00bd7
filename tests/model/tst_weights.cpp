// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The composed network, its tables, its settings and its file.
#include "model/network/embedding.h"
#include "model/network/sha256.h"
#include "model/network/weights.h"

#include "tests/model/generatedfeatures.h"

#include <QCryptographicHash>
#include <QTest>

#include <cmath>

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

    void fileKeepsTheNetwork()
    {
        Network network(small());
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
