// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/training/trainer.h"

#include "generated/commit.h"
#include "generated/version.h"
#include "model/charts/curves.h"
#include "model/network/embedding.h"
#include "model/network/rarity.h"
#include "model/network/weights.h"
#include "model/training/batchqueue.h"
#include "model/training/metrics.h"
#include "model/training/mixedprecision.h"
#include "model/training/objective.h"
#include "model/training/pretraining.h"
#include "model/training/trainingdata.h"

#include <ATen/CPUGeneratorImpl.h>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numbers>
#include <optional>

namespace symbolon {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr double checkpointSeconds = 120;
constexpr double saySeconds = 0.5;

double since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

std::string formatted(const char *format, auto... values)
{
    char text[256];
    std::snprintf(text, sizeof text, format, values...);
    return text;
}

// Writes beside and renames, so that a killed run leaves the old file whole.
Result<void> writeFile(const std::string &path, const std::string &bytes)
{
    const std::string beside = path + ".new";
    std::ofstream file(beside, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    std::error_code error;
    if (file)
        fs::rename(beside, path, error);
    if (!file || error)
        return failure("cannot write " + path);
    return {};
}

// Parts whose products are our own, which automatic mixed precision does not know.
bool ownKernels(const NetworkConfig &network)
{
    return network.source == "dpcnn" || network.source == "textcnn" || network.source == "lstm"
           || network.block == "hbmp" || network.strings == "lstm" || network.integers == "lstm"
           || network.integers == "integerlstm";
}

// One line of metrics.csv.
struct Evaluation {
    double epoch = 0, seconds = 0, trainingLoss = 0, validationLoss = 0;
    RetrievalScore toSource, toBinary;

    static constexpr const char *header =
        "epoch,seconds,training_loss,validation_loss,pool,recall1,recall5,recall10,mrr,"
        "source_recall1,source_recall5,source_recall10,source_mrr\n";
    [[nodiscard]] std::string line() const
    {
        return formatted("%.4f,%.1f,%.6f,%.6f,%lld,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f\n", epoch, seconds,
                         trainingLoss, validationLoss, static_cast<long long>(toSource.queries), toSource.recall1,
                         toSource.recall5, toSource.recall10, toSource.reciprocal, toBinary.recall1, toBinary.recall5,
                         toBinary.recall10, toBinary.reciprocal);
    }
    static std::optional<Evaluation> parse(const std::string &line)
    {
        Evaluation e;
        long long queries = 0;
        if (std::sscanf(line.c_str(), "%lf,%lf,%lf,%lf,%lld,%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf", &e.epoch, &e.seconds,
                        &e.trainingLoss, &e.validationLoss, &queries, &e.toSource.recall1, &e.toSource.recall5,
                        &e.toSource.recall10, &e.toSource.reciprocal, &e.toBinary.recall1, &e.toBinary.recall5,
                        &e.toBinary.recall10, &e.toBinary.reciprocal)
            != 13)
            return {};
        e.toSource.queries = e.toBinary.queries = queries;
        return e;
    }
};

class Trainer
{
public:
    Trainer(const NetworkConfig &network, const TrainingConfig &training, const RunOptions &options, TrainingData data)
        : m_networkConfig(network),
          m_config(training),
          m_options(options),
          m_data(std::move(data)),
          m_device(deviceFor(training.device))
    {
        torch::manual_seed(static_cast<uint64_t>(m_config.seed));
        m_network = Network(m_networkConfig);
        m_network->to(m_device);
        m_objective = Objective(m_config, m_networkConfig.dimension());
        m_objective->to(m_device);
        std::vector<torch::Tensor> dense = m_device.is_cpu() ? m_network->denseParameters() : m_network->parameters();
        for (const torch::Tensor &parameter : m_objective->parameters())
            dense.push_back(parameter);
        m_adam = std::make_unique<torch::optim::AdamW>(
            dense, torch::optim::AdamWOptions(m_config.rate).weight_decay(m_config.decay));
        if (m_device.is_cpu()) {
            for (const BagTable &table : m_network->tables())
                m_rowAdams.emplace_back(table);
        }
    }

    Result<void> run()
    {
        if (const Result<void> prepared = prepare(); !prepared)
            return prepared;
        m_start = Clock::now();
        m_lastCheckpoint = m_start;
        for (; m_epoch < m_config.epochs; ++m_epoch, m_nextBatch = 0) {
            if (const Result<void> passed = pass(); !passed)
                return passed;
            if (m_finished)
                break;
        }
        return checkpoint();
    }

private:
    static torch::Device deviceFor(const std::string &name)
    {
        const bool cuda = torch::cuda::is_available();
        return name == "cuda" || (name == "auto" && cuda) ? torch::kCUDA : torch::kCPU;
    }

    std::string path(const char *file) const { return m_options.folder + "/" + file; }

    void say(const std::string &line) const
    {
        if (m_options.say)
            m_options.say(line);
    }

    Result<void> prepare()
    {
        if (m_networkConfig.inlined != "none" && m_config.loss == "triplet")
            return badInput("\"inlined\" needs a loss of similarities",
                            "Take infonce, amsoftmax or circle instead of triplet.");
        std::error_code error;
        fs::create_directories(m_options.folder, error);
        const bool there = fs::exists(path("checkpoint"), error);
        if (there && !m_options.resume)
            return failure(m_options.folder + " holds a run already", "Choose another folder, or go on with --resume.");
        Settings settings;
        m_networkConfig.put(settings);
        m_config.put(settings);
        if (const Result<void> written =
                writeFile(path("config.txt"), "# symbolon-train " SYMBOLON_VERSION " " SYMBOLON_COMMIT "\n# "
                                                  + m_data.set().description() + "\n" + settings.text());
            !written)
            return written;
        m_validation = m_data.pool(Part::Validation, static_cast<size_t>(m_config.pool), m_config.seed);
        if (m_validation.empty())
            return badInput("the data set has no validation pairs");
        int64_t parameters = 0;
        for (const torch::Tensor &parameter : m_network->parameters())
            parameters += parameter.numel();
        say(formatted("%lld parameters, %zu batches an epoch, %zu validation pairs, %s",
                      static_cast<long long>(parameters), m_data.batches(m_config, 0).size(), m_validation.size(),
                      m_device.str().c_str()));
        if (there)
            return restore();
        if (m_networkConfig.words != "none" && m_networkConfig.wordRarity == "idf")
            m_network->setRarity(wordRarity());
        if (m_config.pretraining > 0)
            pretrain(m_network, m_data, m_config.pretraining, m_config.seed, m_device, m_options.stop,
                     [this](const std::string &line) { say(line); });
        return {};
    }

    // Over all functions of the training part.
    torch::Tensor wordRarity() const
    {
        const auto words =
            m_networkConfig.words == "context" ? &FunctionInput::context : &FunctionInput::words;
        const DataSet &set = m_data.set();
        const auto learned = [&](uint32_t source) { return set.sources()[source].part == Part::Training; };
        std::vector<const std::vector<BagEntry> *> functions;
        for (uint32_t i = 0; i < set.sources().size(); ++i) {
            if (learned(i))
                functions.push_back(&(m_data.source(i).*words));
        }
        for (uint32_t i = 0; i < set.binaries().size(); ++i) {
            if (learned(set.binaries()[i].source))
                functions.push_back(&(m_data.binary(i).*words));
        }
        return rarityOf(functions);
    }

    void setRate(double share)
    {
        double factor = 1;
        if (m_config.schedule == "cosine") {
            constexpr double warm = 0.01;
            factor = share < warm ? share / warm : 0.5 * (1 + std::cos(std::numbers::pi * (share - warm) / (1 - warm)));
            factor = std::max(factor, 0.01);
        }
        m_rate = m_config.rate * factor;
        for (auto &group : m_adam->param_groups())
            static_cast<torch::optim::AdamWOptions &>(group.options()).lr(m_rate);
    }

    double trained() const { return m_secondsBefore + since(m_start) - m_evaluating; }

    // How far training is, from 0 to 1, by epochs or by time, whichever ends first.
    double share(double epoch) const
    {
        const double byEpochs = epoch / static_cast<double>(m_config.epochs);
        const double byTime = m_config.seconds ? trained() / static_cast<double>(m_config.seconds) : 0;
        return std::min(1.0, std::max(byEpochs, byTime));
    }

    Result<void> pass()
    {
        const auto batches = m_data.batches(m_config, m_epoch);
        const size_t interval = std::max<size_t>(1, (batches.size() + static_cast<size_t>(m_config.evaluations) - 1)
                                                        / static_cast<size_t>(m_config.evaluations));
        BatchQueue queue(m_data, m_networkConfig, batches, m_nextBatch, static_cast<unsigned>(m_config.workers));
        Clock::time_point said = Clock::now();
        for (; m_nextBatch < batches.size(); ++m_nextBatch) {
            const double epoch =
                static_cast<double>(m_epoch) + static_cast<double>(m_nextBatch) / static_cast<double>(batches.size());
            setRate(share(epoch));
            const double loss = step(queue.next(), batches[m_nextBatch]);
            if (!std::isfinite(loss))
                return failure("training diverged: the loss is no number", "Try a smaller rate.");
            m_lossSum += loss;
            ++m_lossCount;
            m_functions += 2 * static_cast<int64_t>(batches[m_nextBatch].size());
            if (m_options.show && since(said) > saySeconds) {
                said = Clock::now();
                m_options.show(progress(epoch));
            }
            const bool timeIsUp = m_config.seconds && trained() >= static_cast<double>(m_config.seconds);
            const bool last = timeIsUp || m_nextBatch + 1 == batches.size();
            if (last || (m_nextBatch + 1) % interval == 0) {
                ++m_nextBatch;
                if (const Result<void> evaluated = evaluate(batches.size()); !evaluated)
                    return evaluated;
                m_finished |= timeIsUp;
                if (m_finished)
                    return {};
                --m_nextBatch;
            }
            const bool stop = m_options.stop.stop_requested();
            if (stop || since(m_lastCheckpoint) > checkpointSeconds) {
                ++m_nextBatch;
                if (const Result<void> written = checkpoint(); !written)
                    return written;
                --m_nextBatch;
                if (stop)
                    return cancelled();
            }
        }
        return {};
    }

    std::string progress(double epoch) const
    {
        const double done = std::max(share(epoch), 1e-9);
        const double run = since(m_start) - m_evaluating;
        const double left = trained() / done * (1 - done);
        return formatted("epoch %.2f of %lld  loss %.4f  recall@1 %.1f %%  %.0f functions/s  %d:%02d left", epoch,
                         static_cast<long long>(m_config.epochs), m_lossSum / static_cast<double>(m_lossCount),
                         100 * m_best, static_cast<double>(m_functions) / run, static_cast<int>(left) / 60,
                         static_cast<int>(left) % 60);
    }

    double step(PairBatch batch, const std::vector<Pair> &pairs)
    {
        m_network->train();
        FormVectors sources;
        torch::Tensor binaries;
        {
            const MixedPrecision mixed(m_config.precision, m_device);
            sources = m_network->forward(Side::Source, batch.sources.to(m_device)).to(torch::kFloat32);
            if (!batch.inlinedRows.empty()) {
                sources.others = m_network->forward(Side::Source, batch.inlined.to(m_device)).to(torch::kFloat32);
                sources.owners = batch.inlinedRows;
            }
            binaries = m_network->forward(Side::Binary, batch.binaries.to(m_device)).to(torch::kFloat32);
        }
        const torch::Tensor loss = lossOf(sources, binaries, pairs);
        m_adam->zero_grad();
        loss.backward();
        torch::nn::utils::clip_grad_norm_(m_network->denseParameters(), 5.0);
        m_adam->step();
        for (RowAdam &adam : m_rowAdams)
            adam.step(m_rate);
        return loss.item<double>();
    }

    torch::Tensor lossOf(const FormVectors &sources, const torch::Tensor &binaries, const std::vector<Pair> &pairs)
    {
        return m_objective->forward(sources.rows, binaries, equalTexts(pairs).to(m_device),
                                    sources.others.defined() ? similaritiesOf(sources, binaries) : torch::Tensor());
    }

    // [n × n]: which pairs of the batch are no true negatives, the diagonal included.
    torch::Tensor equalTexts(const std::vector<Pair> &pairs) const
    {
        std::vector<int64_t> groups;
        for (const Pair &pair : pairs)
            groups.push_back(m_data.set().sources()[pair.source].textGroup);
        const torch::Tensor column = torch::tensor(groups, torch::kInt64);
        return column.unsqueeze(0) == column.unsqueeze(1);
    }

    Result<void> evaluate(size_t batches)
    {
        const Clock::time_point begin = Clock::now();
        std::vector<const FunctionInput *> sources, binaries, inlined;
        std::vector<int64_t> answers, inlinedRows;
        for (const Pair &pair : m_validation) {
            if (const FunctionInput *form = m_data.inlined(pair.source)) {
                inlined.push_back(form);
                inlinedRows.push_back(static_cast<int64_t>(sources.size()));
            }
            answers.push_back(static_cast<int64_t>(sources.size()));
            sources.push_back(&m_data.source(pair.source));
            binaries.push_back(&m_data.binary(pair.binary));
        }
        FormVectors sourceVectors = embed(m_network, Side::Source, sources, m_device);
        if (!inlined.empty())
            sourceVectors = {sourceVectors.rows, embed(m_network, Side::Source, inlined, m_device), inlinedRows};
        const torch::Tensor binaryVectors = embed(m_network, Side::Binary, binaries, m_device);
        Evaluation evaluation;
        evaluation.epoch =
            static_cast<double>(m_epoch) + static_cast<double>(m_nextBatch) / static_cast<double>(batches);
        evaluation.seconds = trained();
        evaluation.trainingLoss = m_lossSum / static_cast<double>(std::max<int64_t>(1, m_lossCount));
        evaluation.validationLoss = validationLoss(sourceVectors, binaryVectors);
        evaluation.toSource = scoreOf(ranks(binaryVectors, sourceVectors, answers));
        evaluation.toBinary = scoreOf(ranks(sourceVectors, binaryVectors, answers));
        m_lossSum = 0;
        m_lossCount = 0;
        m_history.push_back(evaluation);
        m_evaluating += since(begin);
        say(formatted("epoch %.2f  %.0f s  loss %.4f  validation %.4f  recall@1/10 %.1f/%.1f (source to binary "
                      "%.1f/%.1f)  MRR %.3f",
                      evaluation.epoch, evaluation.seconds, evaluation.trainingLoss, evaluation.validationLoss,
                      100 * evaluation.toSource.recall1, 100 * evaluation.toSource.recall10,
                      100 * evaluation.toBinary.recall1, 100 * evaluation.toBinary.recall10,
                      evaluation.toSource.reciprocal));
        if (evaluation.toSource.recall1 > m_best) {
            m_best = evaluation.toSource.recall1;
            m_withoutBetter = 0;
            if (const Result<void> written = writeFile(path("best.weights"), encodeWeights(m_network)); !written)
                return written;
        } else if (m_config.patience && ++m_withoutBetter >= m_config.patience) {
            say("no better recall@1 in " + std::to_string(m_config.patience) + " evaluations: stopped early");
            m_finished = true;
        }
        return writeHistory();
    }

    double validationLoss(const FormVectors &sources, const torch::Tensor &binaries)
    {
        const torch::NoGradGuard noGradient;
        double sum = 0;
        int64_t count = 0;
        for (int64_t begin = 0; begin + m_config.batch <= binaries.size(0) || begin == 0; begin += m_config.batch) {
            const int64_t size = std::min(m_config.batch, binaries.size(0) - begin);
            const std::vector<Pair> pairs(m_validation.begin() + begin, m_validation.begin() + begin + size);
            FormVectors part = sources.part(begin, size);
            part.rows = part.rows.to(m_device);
            if (part.others.defined())
                part.others = part.others.to(m_device);
            sum += lossOf(part, binaries.narrow(0, begin, size).to(m_device), pairs).item<double>();
            ++count;
        }
        return sum / static_cast<double>(count);
    }

    Result<void> writeHistory() const
    {
        std::string csv = Evaluation::header;
        Curve training{"training loss", {}}, validation{"validation loss", {}};
        Curve recall1{"recall@1", {}}, recall10{"recall@10", {}};
        for (const Evaluation &each : m_history) {
            csv += each.line();
            training.points.emplace_back(each.epoch, each.trainingLoss);
            validation.points.emplace_back(each.epoch, each.validationLoss);
            recall1.points.emplace_back(each.epoch, each.toSource.recall1);
            recall10.points.emplace_back(each.epoch, each.toSource.recall10);
        }
        for (const auto &[file, bytes] :
             {std::pair("metrics.csv", csv), std::pair("loss.svg", curvesSvg("Loss", "epoch", {training, validation})),
              std::pair("recall.svg", curvesSvg("Validation, pool of " + std::to_string(m_validation.size()), "epoch",
                                                {recall1, recall10}))}) {
            if (const Result<void> written = writeFile(path(file), bytes); !written)
                return written;
        }
        return {};
    }

    Result<void> checkpoint()
    {
        m_lastCheckpoint = Clock::now();
        try {
            torch::serialize::OutputArchive archive, network, objective, adam;
            m_network->save(network);
            m_objective->save(objective);
            m_adam->save(adam);
            archive.write("network", network);
            archive.write("objective", objective);
            archive.write("adam", adam);
            for (size_t i = 0; i < m_rowAdams.size(); ++i) {
                const std::vector<torch::Tensor> state = m_rowAdams[i].state();
                for (size_t n = 0; n < state.size(); ++n)
                    archive.write("rows_" + std::to_string(i) + "_" + std::to_string(n), state[n]);
            }
            archive.write("generator", at::detail::getDefaultCPUGenerator().get_state());
            std::string history;
            for (const Evaluation &each : m_history)
                history += each.line();
            archive.write("history", c10::IValue(history));
            archive.write("position", torch::tensor({m_epoch, static_cast<int64_t>(m_nextBatch), m_lossCount,
                                                     m_withoutBetter, static_cast<int64_t>(m_finished)},
                                                    torch::kInt64));
            archive.write("sums", torch::tensor({trained(), m_lossSum, m_best}, torch::kDouble));
            const std::string beside = path("checkpoint.new");
            archive.save_to(beside);
            fs::rename(beside, path("checkpoint"));
        } catch (const std::exception &error) {
            return failure("cannot write " + path("checkpoint"), {}, error.what());
        }
        return {};
    }

    Result<void> restore()
    {
        try {
            torch::serialize::InputArchive archive, network, objective, adam;
            archive.load_from(path("checkpoint"));
            archive.read("network", network);
            archive.read("objective", objective);
            archive.read("adam", adam);
            m_network->load(network);
            m_objective->load(objective);
            m_adam->load(adam);
            for (size_t i = 0; i < m_rowAdams.size(); ++i) {
                std::vector<torch::Tensor> state(m_rowAdams[i].state().size());
                for (size_t n = 0; n < state.size(); ++n)
                    archive.read("rows_" + std::to_string(i) + "_" + std::to_string(n), state[n]);
                m_rowAdams[i].setState(state);
            }
            torch::Tensor generator, position, sums;
            archive.read("generator", generator);
            at::Generator random = at::detail::getDefaultCPUGenerator();
            random.set_state(generator);
            archive.read("position", position);
            archive.read("sums", sums);
            c10::IValue history;
            archive.read("history", history);
            std::string lines = history.toStringRef();
            for (size_t end; (end = lines.find('\n')) != std::string::npos; lines.erase(0, end + 1)) {
                if (const auto evaluation = Evaluation::parse(lines.substr(0, end)))
                    m_history.push_back(*evaluation);
            }
            const auto *numbers = position.data_ptr<int64_t>();
            m_epoch = numbers[0];
            m_nextBatch = static_cast<size_t>(numbers[1]);
            m_lossCount = numbers[2];
            m_withoutBetter = numbers[3];
            m_finished = false; // more epochs or time may have been given
            m_secondsBefore = sums.data_ptr<double>()[0];
            m_lossSum = sums.data_ptr<double>()[1];
            m_best = sums.data_ptr<double>()[2];
        } catch (const std::exception &error) {
            return badInput(path("checkpoint") + " does not fit this configuration, or is damaged", {}, error.what());
        }
        say(formatted("going on from epoch %lld, batch %zu", static_cast<long long>(m_epoch), m_nextBatch));
        return {};
    }

    NetworkConfig m_networkConfig;
    TrainingConfig m_config;
    RunOptions m_options;
    TrainingData m_data;
    torch::Device m_device;
    Network m_network{nullptr};
    Objective m_objective{nullptr};
    std::unique_ptr<torch::optim::AdamW> m_adam;
    std::vector<RowAdam> m_rowAdams;
    std::vector<Pair> m_validation;
    std::vector<Evaluation> m_history;
    double m_rate = 0;
    int64_t m_epoch = 0;
    size_t m_nextBatch = 0;
    double m_lossSum = 0; // since the last evaluation
    int64_t m_lossCount = 0;
    double m_best = -1;
    int64_t m_withoutBetter = 0;
    bool m_finished = false;
    double m_secondsBefore = 0; // of training, in earlier runs
    double m_evaluating = 0;
    int64_t m_functions = 0;
    Clock::time_point m_start, m_lastCheckpoint;
};

} // namespace

Result<void> fit(const NetworkConfig &network, const TrainingConfig &wanted, const RunOptions &options)
{
    TrainingConfig training = wanted;
    if (ownKernels(network)) {
        if (wanted.precision == "bf16")
            return failure("precision = bf16: dpcnn, textcnn, lstm and hbmp are computed in fp32 alone",
                           "leave precision as it is");
        training.precision = "fp32";
    }
    Work work;
    work.stop = options.stop;
    std::atomic<int64_t> shown = -1;
    work.onProgress = [&](const Progress &progress) {
        const auto percent = static_cast<int64_t>(100 * progress.done / std::max<uint64_t>(1, progress.total));
        if (options.show && shown.exchange(percent) != percent)
            options.show("reading the data set: " + std::to_string(percent) + " %");
    };
    Result<TrainingData> data = TrainingData::load(training.data, network, work);
    if (!data)
        return data.error();
    try {
        return Trainer(network, training, options, std::move(*data)).run();
    } catch (const std::exception &error) {
        return failure("training failed", {}, error.what());
    }
}

} // namespace symbolon
