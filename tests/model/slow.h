// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The network's parts once more, slowly: plain loops over doubles, written from the formulas, to hold the fast ones
// against.
#pragma once

#include "model/network/batch.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

namespace slow {

using Vector = std::vector<double>;
using Matrix = std::vector<Vector>;

inline Vector vectorOf(const torch::Tensor &tensor)
{
    const auto flat = tensor.detach().to(torch::kDouble).contiguous().flatten();
    return {flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel()};
}

inline Matrix matrixOf(const torch::Tensor &tensor)
{
    Matrix rows;
    for (int64_t i = 0; i < tensor.size(0); ++i)
        rows.push_back(vectorOf(tensor[i]));
    return rows;
}

// The weights of a module by name.
class Weights
{
public:
    explicit Weights(const torch::nn::Module &module) : m_all(module.named_parameters()) {}
    [[nodiscard]] Matrix matrix(const std::string &name) const { return matrixOf(m_all[name]); }
    [[nodiscard]] Vector vector(const std::string &name) const { return vectorOf(m_all[name]); }
    [[nodiscard]] torch::Tensor tensor(const std::string &name) const { return m_all[name]; }
    [[nodiscard]] bool has(const std::string &name) const { return m_all.contains(name); }

private:
    torch::OrderedDict<std::string, torch::Tensor> m_all;
};

inline double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

inline double dot(const Vector &a, const Vector &b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

inline Vector plus(Vector a, const Vector &b, double times = 1)
{
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] += times * b[i];
    return a;
}

inline Vector joined(Vector a, const Vector &b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

inline Vector times(const Matrix &weight, const Vector &x)
{
    Vector y;
    for (const Vector &row : weight)
        y.push_back(dot(row, x));
    return y;
}

// NAME.weight and NAME.bias of a linear layer.
inline Vector linear(const Weights &weights, const std::string &name, const Vector &x)
{
    const Vector y = times(weights.matrix(name + ".weight"), x);
    return weights.has(name + ".bias") ? plus(y, weights.vector(name + ".bias")) : y;
}

inline Vector softmax(const Vector &scores)
{
    double sum = 0;
    for (const double score : scores)
        sum += std::exp(score);
    Vector result;
    for (const double score : scores)
        result.push_back(std::exp(score) / sum);
    return result;
}

// The embedded tokens of row n.
inline Matrix embedded(const Matrix &table, const torch::Tensor &ids, const torch::Tensor &lengths, int64_t n)
{
    Matrix rows;
    for (int64_t i = 0; i < lengths[n].item<int64_t>(); ++i)
        rows.push_back(table[static_cast<std::size_t>(ids[n][i].item<int64_t>())]);
    return rows;
}

// Random sequences; ids in [1, vocabulary), 0 behind the end.
inline torch::Tensor randomIds(const torch::Tensor &lengths, int64_t vocabulary)
{
    const int64_t longest = std::max<int64_t>(1, lengths.max().item<int64_t>());
    const auto ids = torch::randint(1, vocabulary, {lengths.numel(), longest}, torch::kLong);
    return ids * (torch::arange(longest).unsqueeze(0) < lengths.unsqueeze(1)).to(torch::kLong);
}

inline torch::Tensor longs(const std::vector<int64_t> &values) { return torch::tensor(values, torch::kLong); }

// The largest difference.
inline double difference(const torch::Tensor &tensor, const Matrix &expected)
{
    const auto rows = matrixOf(tensor);
    if (rows.size() != expected.size())
        return INFINITY;
    double largest = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].size() != expected[i].size())
            return INFINITY;
        for (std::size_t j = 0; j < rows[i].size(); ++j) {
            const double apart = std::abs(rows[i][j] - expected[i][j]);
            largest = apart <= largest ? largest : apart; // NaN stays
        }
    }
    return largest;
}

inline double difference(const torch::Tensor &a, const torch::Tensor &b)
{
    return difference(a, matrixOf(b));
}

// The derivatives of a module's function by its weights, against differences along a random direction: in double,
// and then those in float against those in double. The largest relative error.
inline double gradientError(torch::nn::Module &module, const std::function<torch::Tensor()> &forward)
{
    torch::manual_seed(5);
    const auto mix = torch::randn(forward().sizes());
    const auto value = [&] {
        const auto result = forward();
        return (result * mix.to(result.scalar_type())).sum();
    };
    const auto gradients = [&] {
        module.zero_grad();
        value().backward();
        std::vector<torch::Tensor> all;
        for (const auto &weight : module.parameters())
            all.push_back(weight.grad().defined() ? weight.grad().to(torch::kDouble).clone()
                                                  : torch::zeros_like(weight, torch::kDouble));
        return all;
    };
    const auto inFloat = gradients();
    module.to(torch::kDouble);
    for (auto &weight : module.parameters())
        weight.mutable_grad() = torch::Tensor();
    const auto inDouble = gradients();

    double worst = 0;
    constexpr double step = 1e-6;
    auto weights = module.parameters();
    for (std::size_t n = 0; n < weights.size(); ++n) {
        const double size = inDouble[n].norm().item<double>() + 1e-3;
        worst = std::max(worst, (inFloat[n] - inDouble[n]).norm().item<double>() / size);
        const auto direction = torch::randn_like(weights[n]);
        const auto moved = [&](double by) {
            const torch::NoGradGuard noGradient;
            weights[n].add_(direction, by);
            const double result = value().item<double>();
            weights[n].sub_(direction, by);
            return result;
        };
        const double slope = (moved(step) - moved(-step)) / (2 * step);
        const double expected = (inDouble[n] * direction).sum().item<double>();
        worst = std::max(worst, std::abs(slope - expected) / (size * direction.norm().item<double>()));
    }
    module.to(torch::kFloat);
    for (auto &weight : module.parameters())
        weight.mutable_grad() = torch::Tensor();
    return worst;
}

struct LstmState {
    Vector h;
    Vector c;
};

// One step of the LSTM called NAME; log: of the value, for an Integer-LSTM.
inline LstmState lstmStep(const Weights &weights, const std::string &name, const Vector &x, const LstmState &before,
                          double log = 0)
{
    const std::size_t h = before.h.size();
    const Vector z = plus(plus(times(weights.matrix(name + "input"), x),
                               times(weights.matrix(name + "recurrent"), before.h)),
                          weights.vector(name + "bias"));
    const Vector n = weights.has(name + "values") ? weights.vector(name + "values") : Vector(2 * h, 0.0);
    LstmState after = before;
    for (std::size_t j = 0; j < h; ++j) {
        const double i = sigmoid(z[j] + log * n[j]);
        const double f = sigmoid(z[h + j]);
        const double g = std::tanh(z[2 * h + j]);
        const double o = sigmoid(z[3 * h + j] + log * n[h + j]);
        after.c[j] = f * before.c[j] + i * g;
        after.h[j] = o * std::tanh(after.c[j]);
    }
    return after;
}

struct LstmRun {
    Matrix states; // by position
    LstmState last;
};

inline LstmRun lstm(const Weights &weights, const std::string &name, const Matrix &inputs, bool backwards,
                    LstmState state, const Vector &logs = {})
{
    LstmRun run{Matrix(inputs.size()), std::move(state)};
    for (std::size_t n = 0; n < inputs.size(); ++n) {
        const std::size_t t = backwards ? inputs.size() - 1 - n : n;
        run.last = lstmStep(weights, name, inputs[t], run.last, logs.empty() ? 0 : logs[t]);
        run.states[t] = run.last.h;
    }
    return run;
}

inline LstmState zeroState(std::size_t h) { return {Vector(h, 0.0), Vector(h, 0.0)}; }

inline Vector largestOf(const Matrix &rows)
{
    Vector best = rows.at(0);
    for (const Vector &row : rows)
        for (std::size_t j = 0; j < row.size(); ++j)
            best[j] = std::max(best[j], row[j]);
    return best;
}

inline Vector meanOf(const Matrix &rows)
{
    Vector sum(rows.at(0).size(), 0.0);
    for (const Vector &row : rows)
        sum = plus(sum, row, 1.0 / static_cast<double>(rows.size()));
    return sum;
}

} // namespace slow
