// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/model/slow.h"

#include "model/network/hbmp.h"
#include "model/network/literals.h"
#include "model/network/lstmencoder.h"

using namespace symbolon;
using namespace slow;

class TestNetworkRecurrent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        torch::set_num_threads(1);
        torch::manual_seed(1);
        m_lengths = longs({3, 0, 7, 1, 3, 5});
        m_ids = randomIds(m_lengths, 20);
    }

    void stepsAreInOrder()
    {
        const auto steps = stepsOf(longs({1, 3, 0, 2}), 3, torch::kCPU);
        QCOMPARE(steps.running, (std::vector<int64_t>{3, 2, 1}));
        QVERIFY(steps.order.equal(longs({1, 3, 0, 2})));
        QVERIFY(steps.inverse.equal(longs({2, 0, 3, 1})));
        QVERIFY(steps.places.equal(longs({3, 9, 0, 4, 10, 5})));
        QVERIFY(steps.sequences.equal(longs({0, 1, 2, 0, 1, 0})));
    }

    void lstmEncoderIsItsFormula()
    {
        for (const auto pooling : {LstmEncoder::Pooling::Max, LstmEncoder::Pooling::Mean}) {
            LstmEncoder encoder(20, 6, 5, 2, 4, pooling);
            const Weights weights(encoder);
            Matrix expected;
            for (int64_t n = 0; n < m_lengths.numel(); ++n) {
                Matrix states = embedded(weights.matrix("embedding.weight"), m_ids, m_lengths, n);
                if (states.empty()) {
                    expected.push_back(Vector(4, 0.0));
                    continue;
                }
                for (const char *layer : {"0.", "1."}) {
                    const auto forth = lstm(weights, std::string("forth") + layer, states, false, zeroState(5)).states;
                    const auto back = lstm(weights, std::string("back") + layer, states, true, zeroState(5)).states;
                    for (std::size_t t = 0; t < states.size(); ++t)
                        states[t] = joined(forth[t], back[t]);
                }
                expected.push_back(linear(weights, "output",
                                          pooling == LstmEncoder::Pooling::Max ? largestOf(states) : meanOf(states)));
            }
            QVERIFY(difference(encoder.forward({m_ids, m_lengths}), expected) < 1e-5);
            QVERIFY(gradientError(encoder, [&] { return encoder.forward({m_ids, m_lengths}); }) < 1e-4);
        }
    }

    void hbmpIsItsFormula()
    {
        Hbmp encoder(20, 6, 5, 4);
        const Weights weights(encoder);
        Matrix expected;
        for (int64_t n = 0; n < m_lengths.numel(); ++n) {
            const Matrix inputs = embedded(weights.matrix("embedding.weight"), m_ids, m_lengths, n);
            if (inputs.empty()) {
                expected.push_back(Vector(4, 0.0));
                continue;
            }
            Vector found;
            for (const bool backwards : {false, true}) {
                LstmState state = zeroState(5);
                for (int layer = 0; layer < 3; ++layer) {
                    const auto name = (backwards ? "back" : "forth") + std::to_string(layer) + '.';
                    const auto run = lstm(weights, name, inputs, backwards, state);
                    state = run.last;
                    found = joined(found, largestOf(run.states));
                }
            }
            expected.push_back(linear(weights, "output", found));
        }
        QVERIFY(difference(encoder.forward(m_ids, m_lengths), expected) < 1e-5);
        QVERIFY(gradientError(encoder, [&] { return encoder.forward(m_ids, m_lengths); }) < 1e-4);
    }

    void stringsAreAddedUp()
    {
        StringEncoder encoder(20, 6, 5);
        const Weights weights(encoder);
        const auto owners = longs({0, 0, 2, 2, 2, 3});
        Matrix expected(5, Vector(5, 0.0)); // functions 1 and 4 have none
        for (int64_t n = 0; n < m_lengths.numel(); ++n) {
            const Matrix inputs = embedded(weights.matrix("embedding.weight"), m_ids, m_lengths, n);
            auto &sum = expected[static_cast<std::size_t>(owners[n].item<int64_t>())];
            sum = plus(sum, lstm(weights, "lstm.", inputs, false, zeroState(5)).last.h);
        }
        const SequenceSetBatch batch{m_ids, m_lengths, owners, 5};
        QVERIFY(difference(encoder.forward(batch), expected) < 1e-5);
        QVERIFY(gradientError(encoder, [&] { return encoder.forward(batch); }) < 1e-4);

        const SequenceSetBatch none{torch::zeros({0, 1}, torch::kLong), longs({}), longs({}), 3};
        QVERIFY(encoder.forward(none).equal(torch::zeros({3, 5})));
    }

    void integersAreTheirFormula()
    {
        for (const bool withValues : {false, true}) {
            IntegerEncoder encoder(20, 6, 5, withValues);
            const Weights weights(encoder);
            const auto logs = torch::randn(m_ids.sizes()) * 3;
            Matrix expected;
            for (int64_t n = 0; n < m_lengths.numel(); ++n) {
                const Matrix inputs = embedded(weights.matrix("embedding.weight"), m_ids, m_lengths, n);
                expected.push_back(lstm(weights, "lstm.", inputs, false, zeroState(5), vectorOf(logs[n])).last.h);
            }
            const IntegerBatch batch{m_ids, logs, m_lengths};
            QVERIFY(difference(encoder.forward(batch), expected) < 1e-5);
            QVERIFY(gradientError(encoder, [&] { return encoder.forward(batch); }) < 1e-4);
            const auto larger = encoder.forward({m_ids, logs + 1, m_lengths});
            QCOMPARE(difference(larger, expected) > 1e-2, withValues);
        }
    }

    void theOthersOfTheBatchDoNotMatter()
    {
        LstmEncoder text(20, 6, 5, 2, 4);
        Hbmp block(20, 6, 5, 4);
        IntegerEncoder integers(20, 6, 5, true);
        const auto logs = torch::randn(m_ids.sizes());
        const auto texts = text.forward({m_ids, m_lengths});
        const auto blocks = block.forward(m_ids, m_lengths);
        const auto values = integers.forward({m_ids, logs, m_lengths});
        for (int64_t n = 0; n < m_lengths.numel(); ++n) {
            const auto length = m_lengths.narrow(0, n, 1);
            const auto ids = m_ids.narrow(0, n, 1).narrow(1, 0, std::max<int64_t>(1, length.item<int64_t>()));
            QVERIFY(difference(text.forward({ids, length}), texts.narrow(0, n, 1)) < 1e-6);
            QVERIFY(difference(block.forward(ids, length), blocks.narrow(0, n, 1)) < 1e-6);
            const auto log = logs.narrow(0, n, 1).narrow(1, 0, ids.size(1));
            QVERIFY(difference(integers.forward({ids, log, length}), values.narrow(0, n, 1)) < 1e-6);
        }
    }

private:
    torch::Tensor m_ids;
    torch::Tensor m_lengths;
};

QTEST_GUILESS_MAIN(TestNetworkRecurrent)
#include "tst_networkrecurrent.moc"
