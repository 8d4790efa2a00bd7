// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/model/slow.h"

#include "model/network/ggnn.h"
#include "model/network/meanblock.h"
#include "model/network/readouts.h"
#include "model/network/rows.h"
#include "model/network/sequences.h"
#include "model/network/transformer.h"

using namespace symbolon;
using namespace slow;

class TestNetworkGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        torch::set_num_threads(1);
        torch::manual_seed(3);
        // Functions of 3, 1, 0 and 4 nodes; kinds of edges 0 and 1; a loop, an edge twice.
        m_owners = longs({0, 0, 0, 1, 3, 3, 3, 3});
        m_edges = torch::stack({longs({0, 0, 1, 2, 4, 4, 5, 6, 6, 7}), longs({1, 2, 2, 0, 5, 6, 7, 7, 7, 7})});
        m_kinds = longs({0, 1, 0, 0, 1, 0, 0, 0, 0, 1});
        m_nodes = torch::randn({8, 6});
    }

    void rowsAreTakenAndAdded()
    {
        const auto values = torch::randn({5, 3}, torch::requires_grad());
        const auto index = longs({4, 0, 0, 2});
        QVERIFY(takeRows(values, index).equal(values.index_select(0, index)));
        QVERIFY(addRows(values.narrow(0, 0, 4), index, 6)
                    .allclose(torch::zeros({6, 3}).index_add(0, index, values.narrow(0, 0, 4))));
        takeRows(values, index).square().sum().backward();
        const auto counts = torch::tensor({2.0F, 0.0F, 1.0F, 0.0F, 1.0F}).unsqueeze(1);
        QVERIFY(values.grad().allclose(2 * values.detach() * counts));
        QVERIFY_THROWS_EXCEPTION(c10::Error, addRows(values.narrow(0, 0, 4), index, 4));
    }

    void softmaxStaysWithItsOwner()
    {
        const auto scores = torch::tensor({1.0F, 900.0F, 901.0F, -500.0F});
        const auto shares = softmaxByOwner(scores, longs({0, 1, 1, 3}), 4);
        QVERIFY(shares.allclose(torch::tensor({1.0F, 0.26894142F, 0.73105858F, 1.0F})));
    }

    void equalSequencesAreFound()
    {
        const auto ids = torch::tensor({1, 2, 3, 1, 2, 0, 1, 2, 3, 1, 2, 9}, torch::kLong).view({4, 3});
        const auto distinct = distinctSequences(ids, longs({3, 2, 3, 2}));
        QVERIFY(distinct.first.equal(longs({0, 1})));
        QVERIFY(distinct.inverse.equal(longs({0, 1, 0, 1})));
    }

    void ggnnIsItsFormula()
    {
        Ggnn ggnn(6, 2, 3);
        const Weights weights(ggnn);
        Matrix states = matrixOf(m_nodes);
        for (int round = 0; round < 3; ++round) {
            Matrix messages(states.size(), Vector(6, 0.0));
            for (int64_t e = 0; e < m_kinds.numel(); ++e) {
                const auto from = static_cast<std::size_t>(m_edges[0][e].item<int64_t>());
                const auto to = static_cast<std::size_t>(m_edges[1][e].item<int64_t>());
                const auto kind = m_kinds[e].item<int64_t>();
                const auto part = [&](const Vector &all, int64_t number) {
                    return Vector(all.begin() + 6 * number, all.begin() + 6 * number + 6);
                };
                messages[to] = plus(messages[to], part(linear(weights, "messages", states[from]), kind));
                messages[from] = plus(messages[from], part(linear(weights, "messages", states[to]), 2 + kind));
            }
            for (std::size_t v = 0; v < states.size(); ++v) {
                const Vector a = plus(times(weights.matrix("cell.weight_ih"), messages[v]), weights.vector("cell.bias_ih"));
                const Vector b = plus(times(weights.matrix("cell.weight_hh"), states[v]), weights.vector("cell.bias_hh"));
                for (std::size_t j = 0; j < 6; ++j) {
                    const double reset = sigmoid(a[j] + b[j]);
                    const double keep = sigmoid(a[6 + j] + b[6 + j]);
                    const double fresh = std::tanh(a[12 + j] + reset * b[12 + j]);
                    states[v][j] = (1 - keep) * fresh + keep * states[v][j];
                }
            }
        }
        const auto forward = [&] {
            return ggnn.forward(m_nodes.to(ggnn.parameters()[0].scalar_type()), m_edges, m_kinds);
        };
        QVERIFY(difference(forward(), states) < 1e-5);
        QVERIFY(gradientError(ggnn, forward) < 1e-4);

        const auto alone = ggnn.forward(m_nodes.narrow(0, 4, 4), m_edges.narrow(1, 4, 6) - 4, m_kinds.narrow(0, 4, 6));
        QVERIFY(difference(alone, Matrix(states.begin() + 4, states.end())) < 1e-5);
        const auto without = ggnn.forward(m_nodes.narrow(0, 3, 1), torch::zeros({2, 0}, torch::kLong), longs({}));
        QVERIFY(difference(without, Matrix{states[3]}) < 1e-5);
    }

    void set2SetIsItsFormula()
    {
        Set2Set readout(6, 4, 5);
        const Weights weights(readout);
        checkReadout(readout, 5, [&](const Matrix &nodes) {
            LstmState state = zeroState(6);
            Vector asked(12, 0.0);
            for (int step = 0; step < 4; ++step) {
                const Vector z = plus(plus(times(weights.matrix("cell.weight_ih"), asked), weights.vector("cell.bias_ih")),
                                      plus(times(weights.matrix("cell.weight_hh"), state.h), weights.vector("cell.bias_hh")));
                for (std::size_t j = 0; j < 6; ++j) {
                    state.c[j] = sigmoid(z[6 + j]) * state.c[j] + sigmoid(z[j]) * std::tanh(z[12 + j]);
                    state.h[j] = sigmoid(z[18 + j]) * std::tanh(state.c[j]);
                }
                asked = joined(state.h, weighted(nodes, softmax(times(nodes, state.h))));
            }
            return linear(weights, "output", asked);
        });
    }

    void meanIsItsFormula()
    {
        MeanReadout readout(6, 5);
        const Weights weights(readout);
        checkReadout(readout, 5, [&](const Matrix &nodes) { return linear(weights, "output", meanOf(nodes)); });
    }

    void attentionIsItsFormula()
    {
        AttentionReadout readout(6, 5);
        const Weights weights(readout);
        checkReadout(readout, 5, [&](const Matrix &nodes) {
            Vector scores;
            for (const Vector &node : nodes) {
                Vector inner = linear(weights, "inner", node);
                for (double &value : inner)
                    value = std::tanh(value);
                scores.push_back(linear(weights, "scores", inner)[0]);
            }
            return linear(weights, "output", weighted(nodes, softmax(scores)));
        });
    }

    void meanBlockIsItsFormula()
    {
        MeanBlock encoder(20, 6, 5);
        const Weights weights(encoder);
        const auto lengths = longs({3, 0, 1, 3, 8});
        const auto ids = randomIds(lengths, 20);
        Matrix expected;
        for (int64_t n = 0; n < lengths.numel(); ++n) {
            const Matrix rows = embedded(weights.matrix("embedding.weight"), ids, lengths, n);
            expected.push_back(rows.empty() ? Vector(5, 0.0) : linear(weights, "output", meanOf(rows)));
        }
        QVERIFY(difference(encoder.forward(ids, lengths), expected) < 1e-5);
        QVERIFY(gradientError(encoder, [&] { return encoder.forward(ids, lengths); }) < 1e-4);

        const auto vectors = torch::randn({20, 6});
        encoder.setEmbedding(vectors, true);
        encoder.forward(ids, lengths).sum().backward();
        QVERIFY(Weights(encoder).tensor("embedding.weight").equal(vectors));
        QVERIFY(!Weights(encoder).tensor("embedding.weight").requires_grad());
    }

    void bertBlockGoesByTheBlockAlone()
    {
        BertBlock encoder(20, 8, 2, 1, 5);
        const auto lengths = longs({3, 0, 1, 3, 8});
        const auto ids = randomIds(lengths, 20);
        const auto together = encoder.forward(ids, lengths);
        QVERIFY(together[1].equal(torch::zeros(5)));
        for (int64_t n = 0; n < lengths.numel(); ++n) {
            const auto length = lengths.narrow(0, n, 1);
            QVERIFY(difference(encoder.forward(ids.narrow(0, n, 1), length), together.narrow(0, n, 1)) < 2e-6);
        }
        QVERIFY(gradientError(encoder, [&] { return encoder.forward(ids, lengths); }) < 1e-3);
    }

private:
    static Vector weighted(const Matrix &rows, const Vector &shares)
    {
        Vector sum(rows[0].size(), 0.0);
        for (std::size_t i = 0; i < rows.size(); ++i)
            sum = plus(sum, rows[i], shares[i]);
        return sum;
    }

    void checkReadout(GraphReadout &readout, std::size_t dimension, const std::function<Vector(Matrix)> &one)
    {
        Matrix expected;
        for (int64_t n = 0; n < 4; ++n) {
            const auto rows = matrixOf(m_nodes.index_select(0, (m_owners == n).nonzero().squeeze(1)));
            expected.push_back(rows.empty() ? Vector(dimension, 0.0) : one(rows));
        }
        const auto forward = [&] {
            return readout.forward(m_nodes.to(readout.parameters()[0].scalar_type()), m_owners, 4);
        };
        QVERIFY(difference(forward(), expected) < 1e-5);
        QVERIFY(gradientError(readout, forward) < 1e-4);
        const auto alone = readout.forward(m_nodes.narrow(0, 4, 4), longs({0, 0, 0, 0}), 1);
        QVERIFY(difference(alone, Matrix{expected[3]}) < 1e-5);
    }

    torch::Tensor m_owners;
    torch::Tensor m_edges;
    torch::Tensor m_kinds;
    torch::Tensor m_nodes;
};

QTEST_GUILESS_MAIN(TestNetworkGraph)
#include "tst_networkgraph.moc"
