// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/training/trainingconfig.h"

namespace symbolon {

namespace {

constexpr int64_t large = int64_t(1) << 40;

// See eachSetting of NetworkConfig.
template<typename Config, typename Text, typename Choice, typename Whole, typename Real>
void eachSetting(Config &config, Text text, Choice choice, Whole whole, Real real)
{
    text("data", config.data);
    text("row", config.row);
    whole("seed", config.seed, 0, large);
    whole("epochs", config.epochs, 1, 1 << 20);
    whole("seconds", config.seconds, 0, large);
    whole("batch", config.batch, 2, 1 << 16);
    real("rate", config.rate);
    choice("schedule", config.schedule, {"constant", "cosine"});
    real("decay", config.decay);
    real("pretraining", config.pretraining);
    choice("loss", config.loss, {"triplet", "infonce", "amsoftmax", "circle"});
    real("margin", config.margin);
    real("scale", config.scale);
    choice("sampler", config.sampler, {"uniform", "hard", "semihard", "distance", "norm"});
    real("norm", config.norm);
    real("adversarial", config.adversarial);
    whole("batch_packages", config.batchPackages, 0, 1 << 16);
    whole("tiny", config.tiny, 0, 1);
    whole("evaluations", config.evaluations, 1, 1000);
    whole("pool", config.pool, 2, 1 << 24);
    whole("patience", config.patience, 0, 1 << 20);
    choice("device", config.device, {"auto", "cpu", "cuda"});
    choice("precision", config.precision, {"auto", "fp32", "bf16"});
    whole("workers", config.workers, 0, 256);
}

} // namespace

TrainingConfig TrainingConfig::take(Settings &settings)
{
    TrainingConfig config;
    eachSetting(
        config, [&](const char *name, std::string &value) { value = settings.take(name, value); },
        [&](const char *name, std::string &value, std::initializer_list<std::string_view> known) {
            value = settings.takeOneOf(name, value, known);
        },
        [&](const char *name, auto &value, int64_t least, int64_t most) {
            value = settings.takeWithin(name, value, least, most);
        },
        [&](const char *name, double &value) { value = settings.take(name, value); });
    return config;
}

void TrainingConfig::put(Settings &settings) const
{
    eachSetting(
        *this, [&](const char *name, const std::string &value) { settings.set(name, value); },
        [&](const char *name, const std::string &value, std::initializer_list<std::string_view>) {
            settings.set(name, value);
        },
        [&](const char *name, int64_t value, int64_t, int64_t) { settings.set(name, std::to_string(value)); },
        [&](const char *name, double value) { settings.set(name, value); });
}

} // namespace symbolon
