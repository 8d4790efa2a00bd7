// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/recurrent.h"

#include "model/network/rows.h"

#include <cmath>
#include <tuple>

namespace symbolon {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

std::vector<int64_t> offsetsOf(const std::vector<int64_t> &running)
{
    std::vector<int64_t> offsets(running.size());
    for (std::size_t step = 1; step < running.size(); ++step)
        offsets[step] = offsets[step - 1] + running[step - 1];
    return offsets;
}

// In what is saved: gates after their functions, and of each position h and c before it and tanh(c) after it.
struct Recurrence : torch::autograd::Function<Recurrence> {
    // projected [positions × 4h]: x W + b.
    static tensor_list forward(AutogradContext *context, const torch::Tensor &projected,
                               const torch::Tensor &recurrent, const torch::Tensor &hidden0,
                               const torch::Tensor &cells0, const std::vector<int64_t> &running, bool backwards)
    {
        const int64_t h = recurrent.size(1);
        const auto offsets = offsetsOf(running);
        const auto transposed = recurrent.t();
        auto gates = projected.clone(torch::MemoryFormat::Contiguous);
        auto states = torch::empty({projected.size(0), h}, projected.options());
        auto hiddenBefore = torch::empty_like(states);
        auto cellsBefore = torch::empty_like(states);
        auto tanhs = torch::empty_like(states);
        auto hidden = hidden0.clone(torch::MemoryFormat::Contiguous);
        auto cells = cells0.clone(torch::MemoryFormat::Contiguous);
        for (std::size_t n = 0; n < running.size(); ++n) {
            const std::size_t step = backwards ? running.size() - 1 - n : n;
            const int64_t from = offsets[step];
            const int64_t rows = running[step];
            auto gate = gates.narrow(0, from, rows);
            auto state = hidden.narrow(0, 0, rows);
            auto cell = cells.narrow(0, 0, rows);
            hiddenBefore.narrow(0, from, rows).copy_(state);
            cellsBefore.narrow(0, from, rows).copy_(cell);
            gate.addmm_(state, transposed);
            gate.narrow(1, 0, 2 * h).sigmoid_();
            gate.narrow(1, 2 * h, h).tanh_();
            gate.narrow(1, 3 * h, h).sigmoid_();
            cell.mul_(gate.narrow(1, h, h)).addcmul_(gate.narrow(1, 0, h), gate.narrow(1, 2 * h, h));
            auto tanh = tanhs.narrow(0, from, rows);
            torch::tanh_out(tanh, cell);
            auto output = states.narrow(0, from, rows);
            torch::mul_out(output, gate.narrow(1, 3 * h, h), tanh);
            state.copy_(output);
        }
        context->save_for_backward({gates, recurrent, hiddenBefore, cellsBefore, tanhs});
        context->saved_data["running"] = running;
        context->saved_data["backwards"] = backwards;
        return {states, hidden, cells};
    }

    static tensor_list backward(AutogradContext *context, const tensor_list &gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto &gates = saved[0];
        const auto &recurrent = saved[1];
        const auto running = context->saved_data["running"].toIntVector();
        const bool backwards = context->saved_data["backwards"].toBool();
        const auto offsets = offsetsOf(running);
        const int64_t h = recurrent.size(1);

        const auto ofStates = gradients[0].contiguous();
        auto ofHidden = gradients[1].clone(torch::MemoryFormat::Contiguous);
        auto ofCells = gradients[2].clone(torch::MemoryFormat::Contiguous);
        auto ofGates = torch::empty_like(gates);
        for (std::size_t n = 0; n < running.size(); ++n) {
            const std::size_t step = backwards ? n : running.size() - 1 - n;
            const int64_t from = offsets[step];
            const auto rows = [&](const torch::Tensor &all) { return all.narrow(0, from, running[step]); };
            auto hidden = ofHidden.narrow(0, 0, running[step]);
            auto cells = ofCells.narrow(0, 0, running[step]);
            auto gate = rows(ofGates);
            if (gate.is_cuda() || gate.scalar_type() != torch::kFloat) {
                stepBack(rows(gates), rows(saved[3]), rows(saved[4]), rows(ofStates), hidden, cells, gate);
            } else {
                const float *activated = rows(gates).data_ptr<float>();
                const float *before = rows(saved[3]).data_ptr<float>();
                const float *tanh = rows(saved[4]).data_ptr<float>();
                const float *ofState = rows(ofStates).data_ptr<float>();
                for (int64_t row = 0; row < running[step]; ++row)
                    stepBack(h, activated + row * 4 * h, before + row * h, tanh + row * h, ofState + row * h,
                             hidden.data_ptr<float>() + row * h, cells.data_ptr<float>() + row * h,
                             gate.data_ptr<float>() + row * 4 * h);
            }
            torch::mm_out(hidden, gate, recurrent);
        }
        return {ofGates, ofGates.t().mm(saved[2]), ofHidden, ofCells, torch::Tensor(), torch::Tensor()};
    }

    // One sequence at one step. In: derivatives by h and c from the later steps; out: by the gates, and by the
    // c before.
    static void stepBack(int64_t h, const float *__restrict gate, const float *__restrict before,
                         const float *__restrict tanh, const float *__restrict ofState, const float *__restrict hidden,
                         float *__restrict cell, float *__restrict ofGate)
    {
        for (int64_t j = 0; j < h; ++j) {
            const float i = gate[j];
            const float f = gate[h + j];
            const float g = gate[2 * h + j];
            const float o = gate[3 * h + j];
            const float ofH = hidden[j] + ofState[j];
            const float ofC = cell[j] + ofH * o * (1 - tanh[j] * tanh[j]);
            ofGate[j] = ofC * g * i * (1 - i);
            ofGate[h + j] = ofC * before[j] * f * (1 - f);
            ofGate[2 * h + j] = ofC * i * (1 - g * g);
            ofGate[3 * h + j] = ofH * tanh[j] * o * (1 - o);
            cell[j] = ofC * f;
        }
    }

    // The same, of all sequences and for any device and type.
    static void stepBack(const torch::Tensor &gate, const torch::Tensor &before, const torch::Tensor &tanh,
                         const torch::Tensor &ofState, const torch::Tensor &hidden, torch::Tensor &cell,
                         torch::Tensor &ofGate)
    {
        const auto parts = gate.chunk(4, 1);
        const auto &[i, f, g, o] = std::tie(parts[0], parts[1], parts[2], parts[3]);
        const auto ofH = hidden + ofState;
        const auto ofC = cell + ofH * o * (1 - tanh * tanh);
        ofGate.copy_(torch::cat({ofC * g * i * (1 - i), ofC * before * f * (1 - f), ofC * i * (1 - g * g),
                                 ofH * tanh * o * (1 - o)},
                                1));
        cell.copy_(ofC * f);
    }
};

struct MaxOverSteps : torch::autograd::Function<MaxOverSteps> {
    static torch::Tensor forward(AutogradContext *context, const torch::Tensor &states,
                                 const std::vector<int64_t> &running, int64_t sequences)
    {
        const auto offsets = offsetsOf(running);
        auto largest = torch::zeros({sequences, states.size(1)}, states.options());
        auto where = torch::full({sequences, states.size(1)}, -1, states.options().dtype(torch::kLong));
        for (std::size_t step = 0; step < running.size(); ++step) {
            const auto now = states.narrow(0, offsets[step], running[step]);
            auto best = largest.narrow(0, 0, running[step]);
            auto place = where.narrow(0, 0, running[step]);
            if (step == 0) {
                best.copy_(now);
                place.copy_(torch::arange(running[0], place.options()).unsqueeze(1).expand_as(place));
                continue;
            }
            const auto rows =
                torch::arange(offsets[step], offsets[step] + running[step], place.options()).unsqueeze(1);
            place.copy_(torch::where(now > best, rows, place));
            torch::maximum_out(best, best, now);
        }
        context->save_for_backward({where});
        context->saved_data["running"] = running.empty() ? int64_t(0) : running[0];
        context->saved_data["positions"] = states.size(0);
        return largest;
    }
    static tensor_list backward(AutogradContext *context, const tensor_list &gradients)
    {
        const auto where = context->get_saved_variables()[0];
        const int64_t rows = context->saved_data["running"].toInt();
        auto result = torch::zeros({context->saved_data["positions"].toInt(), where.size(1)}, gradients[0].options());
        result.scatter_(0, where.narrow(0, 0, rows), gradients[0].narrow(0, 0, rows));
        return {result, torch::Tensor(), torch::Tensor()};
    }
};

} // namespace

LstmLayer::LstmLayer(int64_t inputs, int64_t hidden, bool backwards, bool withValues)
    : m_hidden(hidden), m_backwards(backwards)
{
    const double bound = 1 / std::sqrt(static_cast<double>(hidden));
    const auto weight = [&](const char *name, at::IntArrayRef sizes) {
        return register_parameter(name, torch::empty(sizes).uniform_(-bound, bound));
    };
    m_input = weight("input", {4 * hidden, inputs});
    m_recurrent = weight("recurrent", {4 * hidden, hidden});
    m_bias = weight("bias", {4 * hidden});
    if (withValues)
        m_values = weight("values", {2 * hidden});
}

LstmResult LstmLayer::forward(const torch::Tensor &inputs, const Steps &steps, const torch::Tensor &logs,
                              const torch::Tensor &hidden, const torch::Tensor &cells)
{
    const auto zeros = torch::zeros({steps.count(), m_hidden}, m_input.options().requires_grad(false));
    const auto hidden0 = hidden.defined() ? hidden : zeros;
    const auto cells0 = cells.defined() ? cells : zeros;
    if (steps.positions() == 0)
        return {torch::zeros({0, m_hidden}, zeros.options()), hidden0, cells0};

    // log(v)·N is one more input that only the gates i and o see.
    auto weight = m_input;
    auto values = inputs;
    if (m_values.defined()) {
        const auto unseen = torch::zeros({2 * m_hidden}, zeros.options());
        const auto column = torch::cat({m_values.narrow(0, 0, m_hidden), unseen, m_values.narrow(0, m_hidden, m_hidden)});
        weight = torch::cat({m_input, column.unsqueeze(1)}, 1);
        values = torch::cat({inputs, logs.unsqueeze(1)}, 1);
    }
    const auto projected = torch::addmm(m_bias, values, weight.t());
    const auto result = Recurrence::apply(projected, m_recurrent, hidden0, cells0, steps.running, m_backwards);
    return {result[0], result[1], result[2]};
}

torch::Tensor maxOverSteps(const torch::Tensor &states, const Steps &steps)
{
    return MaxOverSteps::apply(states, steps.running, steps.count());
}

torch::Tensor meanOverSteps(const torch::Tensor &states, const Steps &steps)
{
    return addRows(states, steps.sequences, steps.count()) / steps.lengths.clamp_min(1).unsqueeze(1);
}

} // namespace symbolon
