// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/model/slow.h"

#include "model/network/losses.h"
#include "model/network/samplers.h"

using namespace symbolon;
using namespace slow;

namespace {

constexpr std::size_t count = 6;

Matrix transposed(const Matrix &matrix)
{
    Matrix result(matrix[0].size(), Vector(matrix.size()));
    for (std::size_t i = 0; i < matrix.size(); ++i)
        for (std::size_t j = 0; j < matrix[0].size(); ++j)
            result[j][i] = matrix[i][j];
    return result;
}

using Mask = std::vector<std::vector<bool>>;

// The mean over the rows of `of` (row, its mask, own column), and the same over the columns.
double bothDirections(const Matrix &similarities, const Mask &same,
                      const std::function<double(const Vector &, const std::vector<bool> &, std::size_t)> &of)
{
    double sum = 0;
    for (const Matrix &matrix : {similarities, transposed(similarities)})
        for (std::size_t i = 0; i < matrix.size(); ++i) // the mask is symmetric
            sum += of(matrix[i], same[i], i) / static_cast<double>(2 * matrix.size());
    return sum;
}

} // namespace

class TestNetworkLosses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        torch::set_num_threads(1);
        torch::manual_seed(4);
        m_source = torch::nn::functional::normalize(torch::randn({count, 5})).requires_grad_();
        m_binary = torch::nn::functional::normalize(torch::randn({count, 5})).requires_grad_();
        m_similarities = m_source.mm(m_binary.t()).detach();
        m_none = Mask(count, std::vector<bool>(count, false));
        m_same = m_none;
        m_same[0][3] = m_same[3][0] = m_same[2][2] = true; // on the diagonal it says nothing
        m_sameTensor = torch::zeros({count, count}, torch::kBool);
        m_sameTensor[0][3] = m_sameTensor[3][0] = m_sameTensor[2][2] = true;
    }

    void distancesAreL2()
    {
        Matrix expected;
        for (const Vector &a : matrixOf(m_source)) {
            expected.emplace_back();
            for (const Vector &b : matrixOf(m_binary)) {
                const Vector apart = plus(a, b, -1);
                expected.back().push_back(std::sqrt(dot(apart, apart)));
            }
        }
        QVERIFY(difference(unitDistances(m_source, m_binary), expected) < 1e-5);
        unitDistances(m_source, m_source).sum().backward(); // zeros in the diagonal
        QVERIFY(m_source.grad().isfinite().all().item<bool>());
    }

    void tripletIsItsFormula()
    {
        const auto distances = matrixOf(unitDistances(m_source, m_binary));
        const std::vector<int64_t> negatives{1, -1, 0, 5, 2, 2};
        double expected = 0;
        for (std::size_t i = 0; i < count; ++i)
            if (negatives[i] >= 0)
                expected += std::max(
                    0.0, distances[i][i] - distances[i][static_cast<std::size_t>(negatives[i])] + 0.5);
        const auto loss = tripletLoss(m_source, m_binary, longs(negatives), 0.5);
        QVERIFY(std::abs(loss.item<double>() - expected / 5) < 1e-5);
        const auto none = tripletLoss(m_source, m_binary, torch::full({count}, -1, torch::kLong), 0.5);
        QCOMPARE(none.item<double>(), 0.0);
    }

    void infoNceIsItsFormula()
    {
        InfoNce infoNce(0.2);
        const auto of = [](const Vector &row, const std::vector<bool> &same, std::size_t own) {
            double sum = 0;
            for (std::size_t j = 0; j < count; ++j)
                if (j == own || !same[j])
                    sum += std::exp(row[j] / 0.2);
            return std::log(sum) - row[own] / 0.2;
        };
        const auto s = matrixOf(m_similarities);
        QVERIFY(std::abs(infoNce.forward(m_similarities).item<double>() - bothDirections(s, m_none, of)) < 1e-5);
        const auto masked = infoNce.forward(m_similarities, m_sameTensor);
        QVERIFY(std::abs(masked.item<double>() - bothDirections(s, m_same, of)) < 1e-5);
        QVERIFY(gradientError(infoNce, [&] {
                    return infoNce.forward(m_similarities.to(infoNce.parameters()[0].scalar_type()), m_sameTensor);
                })
                < 1e-4);
        QVERIFY(InfoNce(1e-6).scale().item<double>() < 100.01);
    }

    void amSoftmaxIsItsFormula()
    {
        const auto of = [](const Vector &row, const std::vector<bool> &same, std::size_t own) {
            double sum = std::exp(10 * (row[own] - 0.35));
            for (std::size_t j = 0; j < count; ++j)
                if (j != own && !same[j])
                    sum += std::exp(10 * row[j]);
            return std::log(sum) - 10 * (row[own] - 0.35);
        };
        const auto s = matrixOf(m_similarities);
        const auto loss = amSoftmaxLoss(m_similarities, 0.35, 10);
        QVERIFY(std::abs(loss.item<double>() - bothDirections(s, m_none, of)) < 1e-4);
        const auto masked = amSoftmaxLoss(m_similarities, 0.35, 10, m_sameTensor);
        QVERIFY(std::abs(masked.item<double>() - bothDirections(s, m_same, of)) < 1e-4);
    }

    void circleIsItsFormula()
    {
        const auto of = [](const Vector &row, const std::vector<bool> &same, std::size_t own) {
            constexpr double m = 0.25;
            double sum = 0;
            for (std::size_t j = 0; j < count; ++j)
                if (j != own && !same[j])
                    sum += std::exp(8 * std::max(0.0, row[j] + m) * (row[j] - m));
            return std::log(1 + sum * std::exp(-8 * std::max(0.0, 1 + m - row[own]) * (row[own] - (1 - m))));
        };
        const auto s = matrixOf(m_similarities);
        const auto loss = circleLoss(m_similarities, 0.25, 8);
        QVERIFY(std::abs(loss.item<double>() - bothDirections(s, m_none, of)) < 1e-4);
        const auto masked = circleLoss(m_similarities, 0.25, 8, m_sameTensor);
        QVERIFY(std::abs(masked.item<double>() - bothDirections(s, m_same, of)) < 1e-4);
        // Large scales, and no negative at all.
        auto similarities = m_similarities.clone().requires_grad_();
        const auto all = torch::ones({count, count}, torch::kBool);
        (circleLoss(similarities, 0.25, 256) + circleLoss(similarities, 0.25, 256, all)).backward();
        QVERIFY(similarities.grad().isfinite().all().item<bool>());
    }

    void alignmentIsItsFormula()
    {
        Alignment alignment(5, 7);
        const Weights weights(alignment);
        double expected = 0;
        for (const bool source : {true, false})
            for (Vector x : matrixOf(source ? m_source : m_binary)) {
                for (const char *layer : {"network.0", "network.2", "network.4"}) {
                    x = linear(weights, layer, x);
                    if (x.size() > 1)
                        for (double &value : x)
                            value = std::max(value, 0.0);
                }
                expected -= std::log(source ? sigmoid(x[0]) : 1 - sigmoid(x[0])) / (2.0 * count);
            }
        const auto loss = alignment.forward(m_source, m_binary, 0.3);
        QVERIFY(std::abs(loss.item<double>() - expected) < 1e-5);

        const auto gradient = [&](double strength) {
            m_source.mutable_grad() = torch::Tensor();
            alignment.forward(m_source, m_binary, strength).backward();
            return m_source.grad().clone();
        };
        QVERIFY(gradient(0.3).allclose(gradient(-1) * -0.3));
    }

    void samplersFollowTheirChances_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("uniform") << int(Sampler::Kind::Uniform);
        QTest::newRow("hard") << int(Sampler::Kind::Hard);
        QTest::newRow("semi-hard") << int(Sampler::Kind::SemiHard);
        QTest::newRow("distance weighted") << int(Sampler::Kind::DistanceWeighted);
        QTest::newRow("norm weighted") << int(Sampler::Kind::NormWeighted);
    }

    void samplersFollowTheirChances()
    {
        QFETCH(int, kind);
        const Sampler sampler{Sampler::Kind(kind), 3, 0.3, 8};
        // Row 0: all kinds of places; row 1: all past 1.4; row 2: no negative beyond the positive; row 3: none.
        const auto distances = torch::tensor({0.60F, 0.30F, 0.70F, 0.85F, 1.20F, 1.39F, //
                                              1.45F, 0.20F, 1.60F, 1.90F, 2.00F, 1.50F, //
                                              0.60F, 0.70F, 1.00F, 0.80F, 0.55F, 0.90F, //
                                              0.60F, 0.70F, 1.00F, 0.80F, 0.55F, 0.90F, //
                                              0.90F, 0.30F, 1.10F, 0.95F, 0.40F, 1.05F, //
                                              1.38F, 1.39F, 1.41F, 1.45F, 1.50F, 1.10F})
                                   .view({6, 6});
        auto same = torch::zeros({6, 6}, torch::kBool);
        same[0][2] = same[4][3] = true;
        same[3].fill_(true);

        Matrix expected;
        for (std::size_t i = 0; i < 6; ++i)
            expected.push_back(chances(sampler, vectorOf(distances[static_cast<int64_t>(i)]), i, [&](std::size_t j) {
                return j != i && !same[static_cast<int64_t>(i)][static_cast<int64_t>(j)].item<bool>();
            }));
        const auto found = negativeChances(sampler, distances, same);
        QVERIFY(difference(found, expected) < 1e-5);

        constexpr int draws = 20000;
        auto random = torch::make_generator<torch::CPUGeneratorImpl>(17);
        Matrix seen(6, Vector(6, 0.0));
        for (int n = 0; n < draws / 100; ++n) {
            const auto drawn = drawNegatives(found.repeat({100, 1}), random);
            for (int64_t i = 0; i < drawn.numel(); ++i) {
                const auto negative = drawn[i].item<int64_t>();
                if (i % 6 == 3)
                    QCOMPARE(negative, int64_t(-1));
                else
                    ++seen[static_cast<std::size_t>(i % 6)][static_cast<std::size_t>(negative)];
            }
        }
        for (std::size_t i = 0; i < 6; ++i) {
            double chiSquare = 0;
            for (std::size_t j = 0; j < 6; ++j) {
                const double wanted = expected[i][j] * draws;
                if (wanted < 5) // too few for the distribution
                    QVERIFY(seen[i][j] < 20);
                else
                    chiSquare += (seen[i][j] - wanted) * (seen[i][j] - wanted) / wanted;
            }
            QVERIFY2(chiSquare < 22, qPrintable(QString::number(chiSquare))); // 4 degrees of freedom: one in 5,000
        }
    }

    void theSameSeedDrawsTheSame()
    {
        const auto distances = unitDistances(m_source, m_binary);
        const auto chances = negativeChances({}, distances);
        auto one = torch::make_generator<torch::CPUGeneratorImpl>(3);
        auto other = torch::make_generator<torch::CPUGeneratorImpl>(3);
        for (int n = 0; n < 10; ++n)
            QVERIFY(drawNegatives(chances, one).equal(drawNegatives(chances, other)));
    }

private:
    static Vector chances(const Sampler &sampler, const Vector &d, std::size_t own,
                          const std::function<bool(std::size_t)> &allowed)
    {
        std::vector<std::size_t> all;
        for (std::size_t j = 0; j < d.size(); ++j)
            if (allowed(j))
                all.push_back(j);
        Vector result(d.size(), 0.0);
        if (all.empty())
            return result;
        const auto among = [&](const std::function<bool(double)> &test) {
            std::vector<std::size_t> found;
            for (const std::size_t j : all)
                if (test(d[j]))
                    found.push_back(j);
            return found;
        };
        const auto extreme = [&](const std::vector<std::size_t> &of, double sign) {
            return std::vector{*std::min_element(of.begin(), of.end(),
                                                 [&](auto a, auto b) { return sign * d[a] < sign * d[b]; })};
        };
        const auto evenly = [&](const std::vector<std::size_t> &chosen) {
            for (const std::size_t j : chosen)
                result[j] = 1.0 / static_cast<double>(chosen.size());
            return result;
        };
        double s = sampler.strength;
        switch (sampler.kind) {
        case Sampler::Kind::Uniform:
            return evenly(all);
        case Sampler::Kind::Hard:
            return evenly(extreme(all, 1));
        case Sampler::Kind::SemiHard: {
            const auto within = among([&](double x) { return x > d[own] && x < d[own] + sampler.margin; });
            const auto beyond = among([&](double x) { return x > d[own]; });
            return evenly(!within.empty() ? within : !beyond.empty() ? extreme(beyond, 1) : extreme(all, -1));
        }
        case Sampler::Kind::DistanceWeighted:
            s = 1;
            break;
        case Sampler::Kind::NormWeighted:
            break;
        }
        auto near = among([](double x) { return x < 1.4F; });
        if (near.empty())
            near = all;
        const double n = static_cast<double>(sampler.dimension);
        double sum = 0;
        for (const std::size_t j : near) {
            const double x = std::max(d[j], 0.5);
            result[j] = std::pow(std::pow(x, 2 - n) * std::pow(std::max(1 - x * x / 4, 1e-8), -(n - 3) / 2), s);
            sum += result[j];
        }
        for (double &chance : result)
            chance /= sum;
        return result;
    }

    torch::Tensor m_source;
    torch::Tensor m_binary;
    torch::Tensor m_similarities;
    torch::Tensor m_sameTensor;
    Mask m_none;
    Mask m_same;
};

QTEST_GUILESS_MAIN(TestNetworkLosses)
#include "tst_networklosses.moc"
