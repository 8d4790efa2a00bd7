// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/model/slow.h"

#include "model/network/dpcnn.h"
#include "model/network/textcnn.h"
#include "model/network/transformer.h"
#include "model/network/treeencoder.h"

using namespace symbolon;
using namespace slow;

namespace {

// Σ_j rows[t + j - before] weight[j] + bias, zeros outside; weight [taps × from × to].
Matrix convolved(const Matrix &rows, const torch::Tensor &weight, const Vector &bias, int before)
{
    Matrix out;
    for (int t = 0; t < static_cast<int>(rows.size()); ++t) {
        Vector sum = bias;
        for (int j = 0; j < weight.size(0); ++j) {
            const int at = t + j - before;
            if (at >= 0 && at < static_cast<int>(rows.size()))
                sum = plus(sum, times(matrixOf(weight[j].t()), rows[static_cast<std::size_t>(at)]));
        }
        out.push_back(sum);
    }
    return out;
}

Vector positive(Vector x)
{
    for (double &value : x)
        value = std::max(value, 0.0);
    return x;
}

Matrix positive(Matrix rows)
{
    for (Vector &row : rows)
        row = positive(row);
    return rows;
}

Vector normalised(const Weights &weights, const std::string &name, const Vector &x)
{
    double mean = 0;
    for (const double value : x)
        mean += value / static_cast<double>(x.size());
    double variance = 0;
    for (const double value : x)
        variance += (value - mean) * (value - mean) / static_cast<double>(x.size());
    const Vector scale = weights.vector(name + ".weight");
    Vector y = weights.vector(name + ".bias");
    for (std::size_t i = 0; i < x.size(); ++i)
        y[i] += scale[i] * (x[i] - mean) / std::sqrt(variance + 1e-5);
    return y;
}

Matrix transformed(const Weights &weights, const std::string &prefix, Matrix states, std::size_t heads, int layers)
{
    const std::size_t width = states[0].size();
    const std::size_t one = width / heads;
    for (std::size_t t = 0; t < states.size(); ++t)
        for (std::size_t i = 0; i < width / 2; ++i) {
            const double angle =
                static_cast<double>(t) / std::pow(10000.0, 2.0 * static_cast<double>(i) / static_cast<double>(width));
            states[t][i] += std::sin(angle);
            states[t][width / 2 + i] += std::cos(angle);
        }
    for (int layer = 0; layer < layers; ++layer) {
        const auto number = std::to_string(layer);
        Matrix all;
        for (const Vector &state : states)
            all.push_back(linear(weights, prefix + "queriesKeysValues" + number,
                                 normalised(weights, prefix + "attentionNorm" + number, state)));
        for (std::size_t t = 0; t < states.size(); ++t) {
            Vector attended(width, 0.0);
            for (std::size_t head = 0; head < heads; ++head) {
                Vector scores;
                for (const Vector &other : all) {
                    double score = 0;
                    for (std::size_t i = head * one; i < (head + 1) * one; ++i)
                        score += all[t][i] * other[width + i] / std::sqrt(static_cast<double>(one));
                    scores.push_back(score);
                }
                const Vector shares = softmax(scores);
                for (std::size_t s = 0; s < all.size(); ++s)
                    for (std::size_t i = head * one; i < (head + 1) * one; ++i)
                        attended[i] += shares[s] * all[s][2 * width + i];
            }
            states[t] = plus(states[t], linear(weights, prefix + "attentionOutput" + number, attended));
        }
        for (Vector &state : states) {
            Vector inner =
                linear(weights, prefix + "inner" + number, normalised(weights, prefix + "innerNorm" + number, state));
            for (double &value : inner)
                value *= (1 + std::erf(value / std::sqrt(2.0))) / 2;
            state = plus(state, linear(weights, prefix + "innerOutput" + number, inner));
        }
    }
    for (Vector &state : states)
        state = normalised(weights, prefix + "norm", state);
    return states;
}

} // namespace

class TestNetworkText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        torch::set_num_threads(1);
        torch::manual_seed(2);
        m_lengths = longs({3, 0, 17, 1, 3, 6, 2});
        m_ids = randomIds(m_lengths, 30);
    }

    void dpcnnIsItsFormula()
    {
        for (const int64_t vocabulary : {30, 3000}) { // the embedding widened before and after
            Dpcnn encoder(vocabulary, 6, 5, 3, 4);
            const Weights weights(encoder);
            const auto expected = expectedOfAll(weights, 4, [&](Matrix rows) {
                for (Vector &row : rows)
                    row = linear(weights, "widen", row);
                for (int block = 0; block < 3; ++block) {
                    const auto first = std::to_string(2 * block);
                    const auto second = std::to_string(2 * block + 1);
                    const auto inner =
                        convolved(positive(rows), weights.tensor("weight" + first), weights.vector("bias" + first), 1);
                    const auto outer = convolved(positive(inner), weights.tensor("weight" + second),
                                                 weights.vector("bias" + second), 1);
                    for (std::size_t t = 0; t < rows.size(); ++t)
                        rows[t] = plus(rows[t], outer[t]);
                    Matrix half;
                    for (std::size_t t = 0; t < rows.size(); t += 2)
                        half.push_back(
                            largestOf(Matrix(rows.begin() + static_cast<int>(t),
                                             rows.begin() + static_cast<int>(std::min(t + 3, rows.size())))));
                    rows = half;
                }
                return linear(weights, "output", meanOf(rows));
            });
            QVERIFY(difference(encoder.forward({m_ids, m_lengths}), expected) < 1e-5);
            if (vocabulary == 30)
                QVERIFY(gradientError(encoder, [&] { return encoder.forward({m_ids, m_lengths}); }) < 1e-4);
        }
    }

    void textCnnIsItsFormula()
    {
        TextCnn encoder(30, 6, 5, 4);
        const Weights weights(encoder);
        const auto expected = expectedOfAll(weights, 4, [&](const Matrix &rows) {
            Vector found;
            for (int taps = 2; taps <= 5; ++taps) {
                const auto number = std::to_string(taps);
                found = joined(found, positive(largestOf(convolved(rows, weights.tensor("weight" + number),
                                                                   weights.vector("bias" + number), 0))));
            }
            return linear(weights, "output", found);
        });
        QVERIFY(difference(encoder.forward({m_ids, m_lengths}), expected) < 1e-5);
        QVERIFY(gradientError(encoder, [&] { return encoder.forward({m_ids, m_lengths}); }) < 1e-4);
    }

    void transformerIsItsFormula()
    {
        TransformerEncoder encoder(30, 8, 2, 2, 4);
        const Weights weights(encoder);
        const auto expected = expectedOfAll(
            weights, 4,
            [&](const Matrix &rows) {
                return linear(weights, "output", meanOf(transformed(weights, "transformer.", rows, 2, 2)));
            },
            "transformer.embedding.weight");
        QVERIFY(difference(encoder.forward({m_ids, m_lengths}), expected) < 1e-4);
        QVERIFY(gradientError(encoder, [&] { return encoder.forward({m_ids, m_lengths}); }) < 1e-3);
    }

    void treeIsItsFormula()
    {
        TreeEncoder encoder(10, 6, 5, 4);
        const Weights weights(encoder);
        const auto batch = trees();
        const auto parents = vectorOf(batch.parents);
        const auto owners = vectorOf(batch.owners);
        const std::size_t nodes = parents.size();
        std::vector<LstmState> states(nodes);
        for (std::size_t node = nodes; node-- > 0;) { // children stand behind their parent
            const Vector x = linear(weights, "input",
                                    weights.matrix("embedding.weight")[static_cast<std::size_t>(
                                        batch.kinds[static_cast<int64_t>(node)].item<int64_t>())]);
            Vector sum(5, 0.0);
            Vector kept(5, 0.0);
            for (std::size_t child = node + 1; child < nodes; ++child) {
                if (parents[child] != static_cast<double>(node))
                    continue;
                sum = plus(sum, states[child].h);
                const Vector forget = times(weights.matrix("forget.weight"), states[child].h);
                for (std::size_t j = 0; j < 5; ++j)
                    kept[j] += sigmoid(x[15 + j] + forget[j]) * states[child].c[j];
            }
            const Vector z = times(weights.matrix("children.weight"), sum);
            states[node] = zeroState(5);
            for (std::size_t j = 0; j < 5; ++j) {
                const double i = sigmoid(x[j] + z[j]);
                const double o = sigmoid(x[5 + j] + z[5 + j]);
                const double u = std::tanh(x[10 + j] + z[10 + j]);
                states[node].c[j] = i * u + kept[j];
                states[node].h[j] = o * std::tanh(states[node].c[j]);
            }
        }
        Matrix expected;
        for (int64_t n = 0; n < batch.functions; ++n) {
            Vector roots(5, 0.0);
            Matrix all;
            for (std::size_t node = 0; node < nodes; ++node) {
                if (owners[node] != static_cast<double>(n))
                    continue;
                all.push_back(states[node].h);
                if (parents[node] < 0)
                    roots = plus(roots, states[node].h);
            }
            expected.push_back(all.empty() ? Vector(4, 0.0) : linear(weights, "output", joined(roots, meanOf(all))));
        }
        QVERIFY(difference(encoder.forward(batch), expected) < 1e-5);
        QVERIFY(gradientError(encoder, [&] { return encoder.forward(batch); }) < 1e-4);

        // Alone: the second tree.
        const auto nodesOf = (batch.owners == 2).nonzero().squeeze(1);
        const auto first = nodesOf[0].item<int64_t>();
        const auto of = [&](const torch::Tensor &all) { return all.index_select(0, nodesOf); };
        const auto parent = of(batch.parents);
        const TreeBatch alone{of(batch.kinds), torch::where(parent < 0, parent, parent - first), of(batch.depths),
                              torch::zeros_like(nodesOf), 1};
        QVERIFY(difference(encoder.forward(alone), encoder.forward(batch).narrow(0, 2, 1)) < 1e-6);
        QVERIFY(encoder.forward({longs({}), longs({}), longs({}), longs({}), 2}).equal(torch::zeros({2, 4})));
    }

    void theOthersOfTheBatchDoNotMatter()
    {
        Dpcnn dpcnn(30, 6, 8, 3, 4);
        TextCnn textCnn(30, 6, 5, 4);
        TransformerEncoder transformer(30, 8, 2, 2, 4);
        for (SequenceEncoder *encoder : std::initializer_list<SequenceEncoder *>{&dpcnn, &textCnn, &transformer}) {
            const auto together = encoder->forward({m_ids, m_lengths});
            QVERIFY(together[1].equal(torch::zeros(4))); // of length 0
            const auto empty = encoder->forward({torch::zeros({2, 0}, torch::kInt64), torch::zeros(2, torch::kInt64)});
            QVERIFY(empty.equal(torch::zeros({2, 4}))); // nothing but those
            for (int64_t n = 0; n < m_lengths.numel(); ++n) {
                const auto length = m_lengths.narrow(0, n, 1);
                const auto ids = m_ids.narrow(0, n, 1).narrow(1, 0, std::max<int64_t>(1, length.item<int64_t>()));
                QVERIFY(difference(encoder->forward({ids, length}), together.narrow(0, n, 1)) < 2e-6);
            }
        }
    }

private:
    Matrix expectedOfAll(const Weights &weights, std::size_t dimension, const std::function<Vector(Matrix)> &one,
                         const std::string &table = "embedding.weight") const
    {
        Matrix expected;
        for (int64_t n = 0; n < m_lengths.numel(); ++n) {
            const Matrix rows = embedded(weights.matrix(table), m_ids, m_lengths, n);
            expected.push_back(rows.empty() ? Vector(dimension, 0.0) : one(rows));
        }
        return expected;
    }

    // Function 0 of one node, 1 without any, 2 and 3 random.
    static TreeBatch trees()
    {
        std::vector<int64_t> parents{-1};
        std::vector<int64_t> depths{0};
        std::vector<int64_t> owners{0};
        for (const int64_t owner : {2, 3}) {
            std::vector<int64_t> path;
            for (int node = 0; node < 15; ++node) {
                const auto number = static_cast<int64_t>(parents.size());
                const auto up = torch::randint(0, 3, {1}).item<int64_t>();
                for (int64_t i = 0; i < up && path.size() > 1; ++i)
                    path.pop_back();
                parents.push_back(path.empty() ? -1 : path.back());
                depths.push_back(static_cast<int64_t>(path.size()));
                owners.push_back(owner);
                path.push_back(number);
            }
        }
        return {torch::randint(0, 10, {static_cast<int64_t>(parents.size())}, torch::kLong), longs(parents),
                longs(depths), longs(owners), 4};
    }

    torch::Tensor m_ids;
    torch::Tensor m_lengths;
};

QTEST_GUILESS_MAIN(TestNetworkText)
#include "tst_networktext.moc"
