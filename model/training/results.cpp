// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/training/results.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace symbolon {

namespace {

namespace fs = std::filesystem;

struct PaperRow {
    const char *name;
    const char *x64[2]; // recall@1/recall@10, binary → source and source → binary
    const char *arm[2];
};

// Table 1 of the paper: x64, gcc -O0, and arm, clang -O3; pools of 10,000.
constexpr PaperRow paperRows[] = {
    {"BinPro", {"38.6/41.1", "39.2/41.8"}, {"39.4/42.1", "39.7/42.4"}},
    {"B2SFinder", {"34.1/39.6", "34.4/39.8"}, {"33.5/39.2", "34.2/39.5"}},
    {"TextCNN + HBMP", {"54.3/84.7", "54.7/85.1"}, {"48.8/82.5", "49.3/82.8"}},
    {"LSTM + HBMP", {"63.7/89.4", "63.9/88.7"}, {"60.2/86.9", "60.6/87.3"}},
    {"DPCNN + word2vec", {"69.2/91.0", "69.6/90.7"}, {"63.6/88.3", "64.0/88.5"}},
    {"DPCNN + BERT", {"74.3/93.9", "74.5/94.0"}, {"66.1/89.0", "66.5/89.5"}},
    {"DPCNN + HBMP", {"80.8/96.4", "81.2/96.6"}, {"72.9/91.2", "73.2/92.1"}},
    {"Hungarian, integers only", {"9.0/15.6", "11.6/17.7"}, {"7.7/14.3", "10.4/17.3"}},
    {"LSTM, integers only", {"10.7/17.9", "13.0/19.0"}, {"8.9/15.2", "10.9/18.6"}},
    {"Integer-LSTM, integers only", {"12.3/19.4", "15.5/23.2"}, {"11.5/17.1", "12.2/20.7"}},
    {"Hungarian, strings only", {"33.9/35.4", "34.0/35.5"}, {"35.6/36.2", "35.8/37.3"}},
    {"hierarchical LSTM, strings only", {"42.4/44.5", "42.8/45.1"}, {"45.0/46.9", "45.5/48.7"}},
    {"full, random negatives", {"81.9/97.3", "82.3/98.0"}, {"74.2/92.0", "74.8/92.6"}},
    {"full, distance weighted", {"86.2/97.4", "86.5/97.8"}, {"77.4/94.3", "78.2/94.7"}},
    {"full, norm weighted s=0.5", {"85.3/97.2", "85.4/97.5"}, {"76.9/93.4", "77.5/93.6"}},
    {"full, norm weighted s=2", {"89.0/97.9", "89.1/98.2"}, {"81.2/95.1", "82.5/95.4"}},
    {"full, norm weighted s=5", {"90.2/98.3", "90.3/98.5"}, {"87.3/97.5", "87.7/97.9"}},
};

std::string formatted(const char *format, auto... values)
{
    char text[256];
    std::snprintf(text, sizeof text, format, values...);
    return text;
}

std::optional<std::string> readFile(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return {};
    return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string about(const RunResult &run, const char *name)
{
    Settings copy = run.evaluation.about;
    return copy.take(name, std::string());
}

// "90.2/98.3"
std::string recalls(const RetrievalScore &score)
{
    return formatted("%.1f/%.1f", 100 * score.recall1, 100 * score.recall10);
}

size_t paperPlace(const std::string &row)
{
    return static_cast<size_t>(
        std::find_if(std::begin(paperRows), std::end(paperRows), [&](const PaperRow &each) { return row == each.name; })
        - std::begin(paperRows));
}

// The paper's numbers where a run answers one of its rows, on a data set of one of its two configurations.
const char *const *paperNumbers(const RunResult &run)
{
    const size_t place = paperPlace(run.row);
    std::vector<std::string> configurations;
    for (const EvaluationRow &row : run.evaluation.rows) {
        if (row.group == "configuration")
            configurations.push_back(row.name);
    }
    if (place == std::size(paperRows) || configurations.size() != 1)
        return nullptr;
    const std::string &name = configurations.front();
    if (name == "x64-gcc-O0")
        return paperRows[place].x64;
    if (name.starts_with("arm") && name.find("-clang") != std::string::npos && name.find("-O3") != std::string::npos)
        return paperRows[place].arm;
    return nullptr;
}

std::string lossName(const TrainingConfig &config)
{
    if (config.loss == "triplet" || config.loss == "circle" || config.loss == "amsoftmax")
        return config.loss + formatted(", margin %g", config.margin);
    return config.loss;
}

std::string samplerName(const TrainingConfig &config)
{
    if (config.loss != "triplet")
        return "all of the batch";
    return config.sampler == "norm" ? formatted("norm, s = %g", config.norm) : config.sampler;
}

std::string networkName(const NetworkConfig &config)
{
    const auto whole = [](int64_t value) { return std::to_string(value); };
    std::vector<std::string> parts;
    if (config.source != "none")
        parts.push_back("text: " + config.source + ' ' + whole(config.sourceWidth) + ", at most "
                        + whole(config.sourceLength) + ' ' + (config.source == "tree" ? "nodes" : config.sourceUnits));
    if (config.block != "none")
        parts.push_back("instructions: " + config.block + ' ' + whole(config.blockWidth)
                        + (config.graph == "none" ? "" : ", " + config.graph) + ", " + config.readout + ", at most "
                        + whole(config.mostBlocks) + " blocks of " + whole(config.blockLength));
    if (config.source != "none" || config.block != "none")
        parts.push_back("each → " + whole(config.codeDimension));
    if (config.grams != "none")
        parts.push_back("n-grams: " + whole(config.gramBuckets) + " × " + whole(config.gramDimension));
    for (const auto &[what, part] :
         {std::pair("strings", config.strings), {"integers", config.integers}, {"names", config.names}}) {
        if (part != "none")
            parts.push_back(std::string(what) + ": " + part + ' ' + whole(config.literalDimension));
    }
    if (config.words != "none")
        parts.push_back("words: " + config.words + ", " + whole(config.wordBuckets) + " × "
                        + whole(config.wordDimension)
                        + (config.wordHashes > 1 ? ", " + whole(config.wordHashes) + " rows a word" : std::string())
                        + (config.wordRarity == "none" ? "" : ", by rarity"));
    if (config.counts != "none")
        parts.push_back("counts: " + whole(config.countsDimension));
    parts.push_back(config.fusion + " → " + whole(config.dimension()));
    if (config.inlined != "none")
        parts.push_back("sources also with what is inlined into them, the nearer form counts");
    std::string text;
    for (const std::string &part : parts)
        text += (text.empty() ? "" : "; ") + part;
    return text;
}

std::string overall(const std::vector<const RunResult *> &runs)
{
    std::string text =
        "| row | run | loss | negatives | seconds | epochs | seed | pool | binary → source | source → binary "
        "| paper | paper, source → binary |\n"
        "|---|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n";
    for (const RunResult *run : runs) {
        const EvaluationRow &row = run->evaluation.rows.front();
        const char *const *paper = paperNumbers(*run);
        text += "| " + (run->row.empty() ? "–" : run->row) + " | " + run->name + " | ";
        if (run->training) {
            const auto &[network, config, program, epochs, seconds] = *run->training;
            text += lossName(config) + " | " + samplerName(config) + formatted(" | %.0f | %.1f | ", seconds, epochs)
                    + std::to_string(config.seed);
        } else {
            text += "– | – | – | – | –";
        }
        text += " | " + std::to_string(row.pool) + " | " + recalls(row.exact) + " | " + recalls(row.reverse) + " | "
                + (paper ? paper[0] : "–") + " | " + (paper ? paper[1] : "–") + " |\n";
    }
    return text;
}

std::string networks(const std::vector<const RunResult *> &runs)
{
    std::string text;
    for (const RunResult *run : runs) {
        if (!run->training)
            continue;
        const auto &[network, config, program, epochs, seconds] = *run->training;
        text += "- **" + run->name + "**: " + networkName(network) + ". Batches of " + std::to_string(config.batch)
                + (config.batchPackages ? " from " + std::to_string(config.batchPackages) + " packages" : "")
                + formatted(", rate %g, %s; ", config.rate, config.schedule.c_str())
                + (config.seconds ? "budget " + std::to_string(config.seconds) + " s, " : "")
                + (config.pretraining > 0 ? formatted("pre-training of at most %g s a part, ", config.pretraining) : "")
                + "at most " + std::to_string(config.epochs) + " epochs; trained on "
                + fs::path(config.data).filename().string() + " by " + program + ".\n";
    }
    return text;
}

} // namespace

Result<RunResult> readRun(const std::string &folder)
{
    RunResult run;
    const fs::path path = fs::path(folder).lexically_normal();
    run.name = (path.has_filename() ? path : path.parent_path()).filename().string();
    const std::string evaluationPath = (path / "evaluation.csv").string();
    const auto evaluation = readFile(evaluationPath);
    if (!evaluation)
        return badInput(evaluationPath + " cannot be read", "symbolon-train evaluate … --out FOLDER writes it.");
    Result<EvaluationFile> decoded = decodeEvaluation(*evaluation, evaluationPath);
    if (!decoded)
        return decoded.error();
    run.evaluation = std::move(*decoded);
    run.row = about(run, "row");
    const auto config = readFile((path / "config.txt").string());
    if (!config)
        return run;
    Result<Settings> settings = Settings::parse(*config);
    if (!settings)
        return badInput((path / "config.txt").string() + ": " + settings.error().summary);
    RunResult::Training training;
    training.network = NetworkConfig::take(*settings);
    training.config = TrainingConfig::take(*settings);
    if (const Result<void> finished = settings->finished(); !finished)
        return badInput((path / "config.txt").string() + ": " + finished.error().summary);
    if (config->starts_with("# "))
        training.program = config->substr(2, config->find('\n') - 2);
    if (const auto metrics = readFile((path / "metrics.csv").string())) {
        const size_t end = metrics->find_last_not_of('\n');
        const size_t line = end == std::string::npos ? end : metrics->rfind('\n', end);
        if (line != std::string::npos)
            std::sscanf(metrics->c_str() + line + 1, "%lf,%lf", &training.epochs, &training.seconds);
    }
    run.row = training.config.row;
    run.training = std::move(training);
    return run;
}

std::string resultsText(const std::vector<RunResult> &runs)
{
    std::map<std::string, std::vector<const RunResult *>> byData;
    for (const RunResult &run : runs)
        byData[about(run, "data")].push_back(&run);
    std::string text =
        "# What the network finds\n\n"
        "This file is written by `symbolon-train results`, from run folders.\n\n"
        "Each query is a function of a data set's test part, tiny ones left out; its answer is searched in a pool of\n"
        "functions of the other side. Numbers are recall@1/recall@10 in percent, binary → source and source → binary.\n"
        "*Paper* is what table 1 of CodeCMR (NeurIPS 2020) gives for the row that a run answers, on its own data, with "
        "pools\n"
        "of 10,000: that data is not public, so the two are not the same measurement.\n\n"
        "A run ends after its budget of *seconds* of training (evaluations and pre-training not counted) or after its\n"
        "epochs, whichever comes first; the paper's are of 64 to 128 epochs. What each network reads and how wide it "
        "is\n"
        "stands below each table; the paper's, as far as is known, reads 4,096 characters and gives vectors of 256.\n"
        "Methods without a network see no call graph and no names of the program's own functions. The weights of "
        "BinPro and\n"
        "of the Hungarian rows are ours, since the papers do not give them "
        "(`model/training/baselines/baselines.h`).\n\n"
        "```\n"
        "symbolon-train fit RUN/config.txt --out RUN                     # a run again, from its settings\n"
        "symbolon-train evaluate RUN/best.weights --data FILE --out RUN  # or --method NAME\n"
        "symbolon-train results RUN… --out model/RESULTS.md\n"
        "```\n";
    for (auto &[data, list] : byData) {
        std::stable_sort(list.begin(), list.end(), [](const RunResult *a, const RunResult *b) {
            return paperPlace(a->row) < paperPlace(b->row);
        });
        text += "\n## " + data + "\n\n" + about(*list.front(), "description") + ".\n\n" + overall(list);
        if (const std::string names = networks(list); !names.empty())
            text += "\n" + names;
    }
    for (const RunResult &run : runs) {
        if (!run.shipped)
            continue;
        std::vector<EvaluationRow> rows;
        for (const EvaluationRow &row : run.evaluation.rows) {
            if (row.group == "mean" || row.group == "all" || row.group == "configuration" || row.group == "architecture"
                || row.group == "size")
                rows.push_back(row);
        }
        text += "\n## The shipped weights\n\n"
                + (about(run, "weights").empty() ? std::string() : "Weights `" + about(run, "weights") + "`, run ")
                + run.name + ", on " + about(run, "data") + ", part " + about(run, "part") + ".\n\n"
                + evaluationTable(rows);
    }
    return text;
}

} // namespace symbolon
