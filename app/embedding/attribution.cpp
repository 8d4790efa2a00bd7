// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/embedding/attribution.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace symbolon {

namespace {

// One side's vectors: of the whole, of it without each part, of each part alone.
struct SideVectors {
    std::size_t dimension = 0;
    std::size_t parts = 0;
    std::vector<float> values;

    [[nodiscard]] const float *whole() const { return values.data(); }
    [[nodiscard]] const float *without(std::size_t part) const { return values.data() + (1 + part) * dimension; }
    [[nodiscard]] const float *alone(std::size_t part) const { return values.data() + (1 + parts + part) * dimension; }
};

Result<SideVectors> embedSide(Side side, const FunctionFeatures &whole, const std::vector<FunctionFeatures> &without,
                              const std::vector<FunctionFeatures> &alone, const Embedder &embedder, const Work &work)
{
    std::vector<const FunctionFeatures *> functions{&whole};
    for (const auto *list : {&without, &alone}) {
        for (const FunctionFeatures &each : *list)
            functions.push_back(&each);
    }
    auto vectors = embedder.embed(side, functions, work);
    if (!vectors)
        return vectors.error();
    if (vectors->size() != functions.size() * embedder.dimension())
        return failure("the network gave vectors of another size");
    return SideVectors{embedder.dimension(), without.size(), std::move(*vectors)};
}

double dot(const float *a, const float *b, std::size_t dimension)
{
    return std::inner_product(a, a + dimension, b, 0.0);
}

// The difference of the vectors with and without a part, which is what the part contributes.
std::vector<float> contribution(const SideVectors &side, std::size_t part)
{
    std::vector<float> difference(side.whole(), side.whole() + side.dimension);
    for (std::size_t n = 0; n < side.dimension; ++n)
        difference[n] -= side.without(part)[n];
    return difference;
}

// Rows and columns are brought to a mean of 0: what a part has with everything says nothing of a pair.
void centre(std::vector<double> &matrix, std::size_t rows, std::size_t columns)
{
    for (std::size_t row = 0; row < rows; ++row) {
        const auto begin = matrix.begin() + static_cast<std::ptrdiff_t>(row * columns);
        const double mean =
            std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(columns), 0.0) / static_cast<double>(columns);
        for (std::size_t column = 0; column < columns; ++column)
            matrix[row * columns + column] -= mean;
    }
    for (std::size_t column = 0; column < columns; ++column) {
        double mean = 0;
        for (std::size_t row = 0; row < rows; ++row)
            mean += matrix[row * columns + column] / static_cast<double>(rows);
        for (std::size_t row = 0; row < rows; ++row)
            matrix[row * columns + column] -= mean;
    }
}

// To a standard deviation of 1.
void scale(std::vector<double> &matrix)
{
    double squares = 0;
    for (const double value : matrix)
        squares += value * value;
    const double deviation = std::sqrt(squares / static_cast<double>(std::max<std::size_t>(1, matrix.size())));
    if (deviation > 0) {
        for (double &value : matrix)
            value /= deviation;
    }
}

void addFacts(const AttributedPair &pair, const OccludedCode &code, const OccludedText &text,
              std::vector<double> &facts)
{
    for (const Evidence &piece : pair.evidence) {
        if (piece.address == 0 || piece.line == 0 || !(piece.weight > 0))
            continue;
        for (std::size_t i = 0; i < code.parts.size(); ++i) {
            const auto first = pair.function.blocks.begin() + code.parts[i].firstBlock;
            if (std::none_of(first, first + code.parts[i].blockCount, [&](const BasicBlock &block) {
                    return piece.address >= block.address && piece.address - block.address < block.size;
                }))
                continue;
            for (std::size_t j = 0; j < text.parts.size(); ++j) {
                if (piece.line >= text.parts[j].line && piece.line <= text.parts[j].endLine)
                    facts[i * text.parts.size() + j] += piece.weight;
            }
        }
    }
}

} // namespace

Result<PartMeasures> measureParts(const AttributedPair &pair, const OccludedCode &code, const OccludedText &text,
                                  const Embedder &embedder, const Work &work)
{
    const auto binary = embedSide(Side::Binary, pair.binary, code.without, code.alone, embedder, work);
    if (!binary)
        return binary.error();
    const auto source = embedSide(Side::Source, pair.text, text.without, text.alone, embedder, work);
    if (!source)
        return source.error();
    const std::size_t rows = code.parts.size(), columns = text.parts.size(), dimension = binary->dimension;
    PartMeasures measures;
    measures.similarity = dot(binary->whole(), source->whole(), dimension);
    for (std::size_t i = 0; i < rows; ++i)
        measures.codeDrops.push_back(measures.similarity - dot(binary->without(i), source->whole(), dimension));
    for (std::size_t j = 0; j < columns; ++j)
        measures.textDrops.push_back(measures.similarity - dot(binary->whole(), source->without(j), dimension));
    std::vector<std::vector<float>> lines;
    for (std::size_t j = 0; j < columns; ++j)
        lines.push_back(contribution(*source, j));
    const auto length = [&](const std::vector<float> &v) {
        return std::sqrt(dot(v.data(), v.data(), dimension)) + 1e-3;
    };
    measures.affinity.facts.resize(rows * columns);
    for (std::size_t i = 0; i < rows; ++i) {
        const std::vector<float> block = contribution(*binary, i);
        for (std::size_t j = 0; j < columns; ++j) {
            measures.affinity.together.push_back(dot(block.data(), lines[j].data(), dimension)
                                                 / (length(block) * length(lines[j])));
            measures.affinity.alike.push_back(dot(binary->alone(i), source->alone(j), dimension));
        }
    }
    for (auto *matrix : {&measures.affinity.together, &measures.affinity.alike}) {
        centre(*matrix, rows, columns);
        scale(*matrix);
    }
    addFacts(pair, code, text, measures.affinity.facts);
    return measures;
}

std::vector<PartLink> linkParts(const OccludedCode &code, const OccludedText &text, const PartAffinity &affinity,
                                const LinkWeights &weights)
{
    const std::size_t rows = code.parts.size(), columns = text.parts.size();
    if (rows == 0 || columns == 0)
        return {};
    std::vector<double> score(rows * columns);
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t j = 0; j < columns; ++j) {
            const std::size_t at = i * columns + j;
            score[at] = weights.together * affinity.together[at] + weights.alike * affinity.alike[at]
                        + weights.facts * std::log1p(affinity.facts[at])
                        - weights.order * std::abs(code.middle[i] - text.middle[j]);
        }
    }
    std::vector<double> best(score.begin(), score.begin() + static_cast<std::ptrdiff_t>(columns));
    std::vector<std::size_t> from(rows * columns);
    const auto step = [&](std::size_t i, std::size_t before, std::size_t after) {
        return std::min(weights.jump, weights.chain
                                          * std::abs((text.middle[after] - text.middle[before])
                                                     - (code.middle[i] - code.middle[i - 1])));
    };
    for (std::size_t i = 1; i < rows; ++i) {
        std::vector<double> next(columns, -1e300);
        for (std::size_t j = 0; j < columns; ++j) {
            for (std::size_t before = 0; before < columns; ++before) {
                const double value = best[before] - step(i, before, j);
                if (value > next[j]) {
                    next[j] = value;
                    from[i * columns + j] = before;
                }
            }
            next[j] += score[i * columns + j];
        }
        best = std::move(next);
    }
    std::vector<PartLink> links(rows);
    std::size_t at = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
    for (std::size_t i = rows; i-- > 0;) {
        double sum = 0;
        for (std::size_t j = 0; j < columns; ++j)
            sum += std::exp(std::min(50.0, score[i * columns + j] - score[i * columns + at]));
        links[i] = {static_cast<uint32_t>(i), static_cast<uint32_t>(at), 1 / sum};
        at = from[i * columns + at];
    }
    std::stable_sort(links.begin(), links.end(),
                     [](const PartLink &a, const PartLink &b) { return a.strength > b.strength; });
    return links;
}

Result<Attribution> attribute(const AttributedPair &pair, const Embedder &embedder, const Work &work)
{
    const OccludedCode code = occludeCode(pair.function, pair.binary);
    const OccludedText text = occludeText(pair.source, pair.text);
    if (code.parts.empty() || text.parts.empty())
        return Attribution();
    const auto measures = measureParts(pair, code, text, embedder, work);
    if (!measures)
        return measures.error();
    Attribution attribution{measures->similarity, code.parts, text.parts, linkParts(code, text, measures->affinity)};
    for (std::size_t i = 0; i < attribution.code.size(); ++i)
        attribution.code[i].drop = measures->codeDrops[i];
    for (std::size_t j = 0; j < attribution.text.size(); ++j)
        attribution.text[j].drop = measures->textDrops[j];
    return attribution;
}

} // namespace symbolon
