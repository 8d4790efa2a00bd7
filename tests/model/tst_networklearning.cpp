// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every part learns a small task, and pre-training finds out what stands beside what.
#include "tests/model/slow.h"

#include "model/network/dpcnn.h"
#include "model/network/ggnn.h"
#include "model/network/hbmp.h"
#include "model/network/literals.h"
#include "model/network/losses.h"
#include "model/network/lstmencoder.h"
#include "model/network/maskedtokens.h"
#include "model/network/meanblock.h"
#include "model/network/readouts.h"
#include "model/network/samplers.h"
#include "model/network/skipgram.h"
#include "model/network/textcnn.h"
#include "model/network/transformer.h"
#include "model/network/treeencoder.h"

using namespace symbolon;
using namespace slow;

namespace {

constexpr int64_t pairs = 24;
constexpr int64_t dimension = 16;

// How many of the rows have their own column as the largest, in per cent.
double recall(const torch::Tensor &similarities)
{
    const auto best = similarities.argmax(1);
    return 100 * (best == torch::arange(best.numel())).to(torch::kDouble).mean().item<double>();
}

// Learns to find each of a batch's functions by a free vector of its own: tells whether the part can keep them
// apart. In per cent, after so many steps.
template<typename Part, typename Forward>
double learned(Part &part, const Forward &forward, int steps, double rate = 0.01)
{
    auto targets = torch::randn({pairs, dimension}).requires_grad_();
    InfoNce loss;
    std::vector<torch::Tensor> weights = part.parameters();
    weights.push_back(targets);
    for (const auto &weight : loss.parameters())
        weights.push_back(weight);
    torch::optim::Adam optimizer(weights, torch::optim::AdamOptions(rate));
    const auto similarities = [&] {
        return torch::nn::functional::normalize(forward()).mm(torch::nn::functional::normalize(targets).t());
    };
    for (int step = 0; step < steps; ++step) {
        optimizer.zero_grad();
        loss.forward(similarities()).backward();
        optimizer.step();
    }
    return recall(similarities());
}

} // namespace

class TestNetworkLearning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        torch::set_num_threads(1);
        torch::manual_seed(6);
        m_lengths = torch::randint(5, 30, {pairs}, torch::kLong);
        m_ids = randomIds(m_lengths, 20);
    }

    void textEncodersLearn()
    {
        Dpcnn dpcnn(20, 16, 32, 3, dimension);
        TextCnn textCnn(20, 16, 16, dimension);
        LstmEncoder lstm(20, 16, 16, 1, dimension);
        TransformerEncoder transformer(20, 16, 2, 1, dimension);
        for (SequenceEncoder *encoder : std::initializer_list<SequenceEncoder *>{&dpcnn, &textCnn, &lstm, &transformer})
            QVERIFY(learned(*encoder, [&] { return encoder->forward({m_ids, m_lengths}); }, 60) > 95);
    }

    void blockEncodersLearn()
    {
        Hbmp hbmp(20, 16, 8, dimension);
        MeanBlock mean(20, 16, dimension);
        BertBlock bert(20, 16, 2, 1, dimension);
        for (BlockEncoder *encoder : std::initializer_list<BlockEncoder *>{&hbmp, &mean, &bert})
            QVERIFY(learned(*encoder, [&] { return encoder->forward(m_ids, m_lengths); }, 60) > 95);
    }

    // All graphs have the same nodes; what sets them apart are their edges.
    void graphsLearn()
    {
        constexpr int64_t blocks = 6;
        const auto owners = torch::arange(pairs).repeat_interleave(blocks);
        const auto nodes = torch::randn({blocks, 16}).repeat({pairs, 1});
        const auto from = torch::arange(pairs * blocks);
        const auto to = torch::randint(0, blocks, {pairs * blocks}, torch::kLong) + owners * blocks;
        const auto kinds = torch::randint(0, 2, {pairs * blocks}, torch::kLong);
        for (const int which : {0, 1, 2}) {
            torch::nn::Module both;
            const auto ggnn = both.register_module("ggnn", std::make_shared<Ggnn>(16, 2, 3));
            std::shared_ptr<GraphReadout> readout;
            if (which == 0)
                readout = std::make_shared<Set2Set>(16, 3, dimension);
            else if (which == 1)
                readout = std::make_shared<MeanReadout>(16, dimension);
            else
                readout = std::make_shared<AttentionReadout>(16, dimension);
            both.register_module("readout", readout);
            const auto forward = [&] {
                return readout->forward(ggnn->forward(nodes, torch::stack({from, to}), kinds), owners, pairs);
            };
            QVERIFY(learned(both, forward, 60) > 95);
        }
    }

    void literalsLearn()
    {
        StringEncoder strings(20, 16, dimension);
        const SequenceSetBatch batch{m_ids, m_lengths, torch::arange(pairs), pairs};
        QVERIFY(learned(strings, [&] { return strings.forward(batch); }, 80) > 95);
        IntegerEncoder integers(20, 16, dimension, false);
        const IntegerBatch tokens{m_ids, torch::zeros(m_ids.sizes()), m_lengths};
        QVERIFY(learned(integers, [&] { return integers.forward(tokens); }, 80) > 95);
        // All tokens alike: only the values tell the functions apart.
        IntegerEncoder values(20, 16, dimension, true);
        const auto logs = torch::randn(m_ids.sizes()) * 2;
        const IntegerBatch alike{torch::ones_like(m_ids), logs, m_lengths};
        QVERIFY(learned(values, [&] { return values.forward(alike); }, 160) > 95);
    }

    void treesLearn()
    {
        constexpr int64_t nodes = 10;
        std::vector<int64_t> parents;
        std::vector<int64_t> depths;
        for (int64_t n = 0; n < pairs; ++n)
            for (int64_t i = 0; i < nodes; ++i) {
                // In preorder: the parent is the node before, or one of those above it.
                int64_t parent = n * nodes + i - 1;
                for (auto up = torch::randint(0, 3, {1}).item<int64_t>(); i > 1 && up > 0 && parents[parent] >= 0; --up)
                    parent = parents[parent];
                parents.push_back(i == 0 ? -1 : parent);
                depths.push_back(i == 0 ? 0 : depths[parent] + 1);
            }
        TreeEncoder encoder(5, 16, 16, dimension);
        const TreeBatch batch{torch::randint(0, 5, {pairs * nodes}, torch::kLong), longs(parents), longs(depths),
                              torch::arange(pairs).repeat_interleave(nodes), pairs};
        QVERIFY(learned(encoder, [&] { return encoder.forward(batch); }, 60) > 95);
    }

    // Two encoders that read different renderings of the same hidden sequence, with every loss and sampler.
    void lossesBringTheSidesTogether_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("InfoNCE") << 0;
        QTest::newRow("AM-softmax") << 1;
        QTest::newRow("circle") << 2;
        QTest::newRow("triplet, uniform") << 10 + int(Sampler::Kind::Uniform);
        QTest::newRow("triplet, semi-hard") << 10 + int(Sampler::Kind::SemiHard);
        QTest::newRow("triplet, distance weighted") << 10 + int(Sampler::Kind::DistanceWeighted);
        QTest::newRow("triplet, norm weighted") << 10 + int(Sampler::Kind::NormWeighted);
    }

    void lossesBringTheSidesTogether()
    {
        QFETCH(int, which);
        MeanBlock source(20, 16, dimension);
        MeanBlock binary(20, 16, dimension);
        InfoNce infoNce;
        std::vector<torch::Tensor> weights = source.parameters();
        for (const auto &weight : binary.parameters())
            weights.push_back(weight);
        torch::optim::Adam optimizer(weights, torch::optim::AdamOptions(0.01));
        auto random = torch::make_generator<torch::CPUGeneratorImpl>(1);
        const auto other = (20 - m_ids) * (m_ids > 0).to(torch::kLong);
        for (int step = 0; step < 150; ++step) {
            const auto s = torch::nn::functional::normalize(source.forward(m_ids, m_lengths));
            const auto b = torch::nn::functional::normalize(binary.forward(other, m_lengths));
            const auto similarities = s.mm(b.t());
            torch::Tensor loss;
            if (which == 0) {
                loss = infoNce.forward(similarities);
            } else if (which == 1) {
                loss = amSoftmaxLoss(similarities, 0.35, 20);
            } else if (which == 2) {
                loss = circleLoss(similarities, 0.25, 20);
            } else {
                const Sampler sampler{Sampler::Kind(which - 10), 5, 0.5, dimension};
                loss = tripletLoss(s, b, drawNegatives(negativeChances(sampler, unitDistances(s, b)), random), 0.5);
            }
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            if (step == 149)
                QVERIFY(recall(similarities) > 95);
        }
    }

    // The side cannot be told from vectors that were trained against the one who tells.
    void alignmentBringsTheSidesTogether()
    {
        auto shift = torch::full({8}, 2.0F).requires_grad_();
        Alignment alignment(8, 16);
        torch::optim::Adam judge(alignment.parameters(), torch::optim::AdamOptions(0.01));
        torch::optim::Adam optimizer(std::vector<torch::Tensor>{shift}, torch::optim::AdamOptions(0.02));
        const auto before = shift.norm().item<double>();
        for (int step = 0; step < 300; ++step) {
            judge.zero_grad();
            optimizer.zero_grad();
            alignment.forward(torch::randn({64, 8}), torch::randn({64, 8}) + shift, 1).backward();
            judge.step();
            optimizer.step();
        }
        QVERIFY(shift.norm().item<double>() < before / 3);
    }

    void tokensAreMasked()
    {
        const auto lengths = longs({200, 0, 300});
        const auto ids = randomIds(lengths, 50);
        auto random = torch::make_generator<torch::CPUGeneratorImpl>(2);
        const auto masked = maskTokens(ids, lengths, 0.3, 50, 50, random);
        const auto chosen = masked.rows.numel();
        QVERIFY(std::abs(chosen - 150) < 40);
        const auto laid = laidOut(lengths, ids.size(1), 0, torch::kCPU);
        const auto before = ids.flatten().index_select(0, laid.places);
        const auto after = masked.ids.flatten().index_select(0, laid.places);
        QVERIFY(masked.targets.equal(before.index_select(0, masked.rows)));
        auto others = torch::ones({laid.rows}, torch::kBool).index_fill(0, masked.rows, 0);
        QVERIFY(before.masked_select(others).equal(after.masked_select(others)));
        const auto now = after.index_select(0, masked.rows);
        const auto share = [&](const torch::Tensor &which) { return which.sum().item<double>() / double(chosen); };
        QVERIFY(std::abs(share(now == 50) - 0.8) < 0.1);
        QVERIFY(std::abs(share(now == masked.targets) - 0.1) < 0.1);
        QCOMPARE(masked.ids.masked_select(ids == 0).sum().item<int64_t>(), int64_t(0)); // padding stays
    }

    // Each token follows from the one before it: x, x + 1, x + 2, …
    void maskedTokensAreGuessed()
    {
        for (const bool tied : {false, true}) {
            const auto lengths = torch::full({32}, 10, torch::kLong);
            auto ids = torch::randint(0, 12, {32, 1}, torch::kLong) + torch::arange(10).unsqueeze(0);
            ids = ids.remainder(12) + 1;
            Transformer transformer(14, 16, 2, 1);
            TokenHead head(16, 14, tied);
            auto weights = transformer.parameters();
            for (const auto &weight : head.parameters())
                weights.push_back(weight);
            torch::optim::Adam optimizer(weights, torch::optim::AdamOptions(0.01));
            auto random = torch::make_generator<torch::CPUGeneratorImpl>(1);
            double last = 0;
            for (int step = 0; step < 600; ++step) {
                optimizer.zero_grad();
                const auto masked = maskTokens(ids, lengths, 0.2, 13, 13, random);
                const auto loss = maskedTokenLoss(transformer, head, masked, lengths, tied);
                loss.backward();
                optimizer.step();
                last = step < 590 ? 0 : last + loss.item<double>() / 10;
            }
            QVERIFY2(last < 1, qPrintable(QString::number(last))); // by chance 2.5
            const MaskedTokens none{ids, longs({}), longs({})};
            QCOMPARE(maskedTokenLoss(transformer, head, none, lengths, tied).item<double>(), 0.0);
        }
    }

    // Tokens 1 to 10 stand with one another, and 11 to 20.
    void skipGramFindsCompany()
    {
        const auto lengths = torch::full({400}, 12, torch::kLong);
        const auto group = torch::randint(0, 2, {400, 1}, torch::kLong);
        const auto ids = torch::randint(1, 11, {400, 12}, torch::kLong) + 10 * group;
        SkipGramOptions options;
        options.dimension = 8;
        options.epochs = 10;
        const auto vectors = trainSkipGram(ids, lengths, 21, options);
        QVERIFY(vectors.equal(trainSkipGram(ids, lengths, 21, options)));
        const auto unit = torch::nn::functional::normalize(vectors.narrow(0, 1, 20));
        const auto similarities = unit.mm(unit.t());
        const auto within = (similarities.narrow(0, 0, 10).narrow(1, 0, 10).mean()
                             + similarities.narrow(0, 10, 10).narrow(1, 10, 10).mean())
            / 2;
        const auto across = similarities.narrow(0, 0, 10).narrow(1, 10, 10).mean();
        QVERIFY(within.item<double>() > across.item<double>() + 0.5);
    }

private:
    torch::Tensor m_ids;
    torch::Tensor m_lengths;
};

QTEST_GUILESS_MAIN(TestNetworkLearning)
#include "tst_networklearning.moc"
