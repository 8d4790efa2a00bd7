// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/partencoders.h"

#include "model/network/dpcnn.h"
#include "model/network/ggnn.h"
#include "model/network/hbmp.h"
#include "model/network/literals.h"
#include "model/network/lstmencoder.h"
#include "model/network/meanblock.h"
#include "model/network/readouts.h"
#include "model/network/textcnn.h"
#include "model/network/transformer.h"
#include "model/network/treeencoder.h"

namespace symbolon {

namespace {

constexpr int64_t heads = 4;
constexpr int64_t edgeKinds = 5;
constexpr int64_t hiddenToken = 1; // what stands for a token that is to be guessed, see pretraining.h
constexpr int64_t byteVocabulary = 257; // and padding
constexpr int64_t integerVocabulary = (1 << 12) + 1; // the hashes of collateIntegers

class TextPart : public PartEncoder
{
public:
    explicit TextPart(const NetworkConfig &config) : PartEncoder(config.codeDimension)
    {
        const int64_t vocabulary = config.sourceVocabulary + 1;
        if (config.source == "dpcnn")
            m_encoder = std::make_shared<Dpcnn>(vocabulary, config.sourceEmbedding, config.sourceWidth,
                                                config.sourceDepth, dimension());
        else if (config.source == "textcnn")
            m_encoder =
                std::make_shared<TextCnn>(vocabulary, config.sourceEmbedding, config.sourceWidth, dimension());
        else if (config.source == "lstm")
            m_encoder = std::make_shared<LstmEncoder>(vocabulary, config.sourceEmbedding, config.sourceWidth,
                                                      config.sourceDepth, dimension());
        else
            m_encoder = std::make_shared<TransformerEncoder>(vocabulary + hiddenToken, config.sourceWidth, heads,
                                                             config.sourceDepth, dimension());
        register_module("encoder", m_encoder);
    }
    torch::Tensor forward(const FunctionBatch &batch) override { return m_encoder->forward(batch.text); }

private:
    std::shared_ptr<SequenceEncoder> m_encoder;
};

class TreePart : public PartEncoder
{
public:
    explicit TreePart(const NetworkConfig &config) : PartEncoder(config.codeDimension)
    {
        m_encoder = register_module("encoder",
                                    std::make_shared<TreeEncoder>(config.sourceVocabulary + 1, config.sourceEmbedding,
                                                                  config.sourceWidth, dimension()));
    }
    torch::Tensor forward(const FunctionBatch &batch) override { return m_encoder->forward(batch.tree); }

private:
    std::shared_ptr<TreeEncoder> m_encoder;
};

class GraphPart : public PartEncoder
{
public:
    explicit GraphPart(const NetworkConfig &config) : PartEncoder(config.codeDimension)
    {
        const int64_t vocabulary = config.codeVocabulary + 1, width = config.blockWidth;
        if (config.block == "hbmp")
            m_block = std::make_shared<Hbmp>(vocabulary, config.tokenEmbedding, config.tokenEmbedding, width);
        else if (config.block == "bert")
            m_block = std::make_shared<BertBlock>(vocabulary + hiddenToken, config.tokenEmbedding, heads, 2, width);
        else
            m_block = makeMean(config, vocabulary);
        register_module("block", m_block);
        if (config.graph == "ggnn")
            m_graph = register_module("graph", std::make_shared<Ggnn>(width, edgeKinds, config.graphRounds));
        if (config.readout == "set2set")
            m_readout = std::make_shared<Set2Set>(width, config.readoutSteps, dimension());
        else if (config.readout == "attention")
            m_readout = std::make_shared<AttentionReadout>(width, dimension());
        else
            m_readout = std::make_shared<MeanReadout>(width, dimension());
        register_module("readout", m_readout);
    }
    torch::Tensor forward(const FunctionBatch &batch) override
    {
        const GraphBatch &graph = batch.graph;
        torch::Tensor nodes = m_block->forward(graph.ids, graph.lengths);
        if (m_graph)
            nodes = m_graph->forward(nodes, graph.edges, graph.edgeKinds);
        return m_readout->forward(nodes, graph.owners, graph.functions);
    }

private:
    static std::shared_ptr<MeanBlock> makeMean(const NetworkConfig &config, int64_t vocabulary)
    {
        auto mean = std::make_shared<MeanBlock>(vocabulary, config.tokenEmbedding, config.blockWidth);
        if (config.block == "word2vec") // pre-training replaces these, and nothing moves them
            mean->setEmbedding(torch::randn({vocabulary, config.tokenEmbedding}), true);
        return mean;
    }

    std::shared_ptr<BlockEncoder> m_block;
    std::shared_ptr<Ggnn> m_graph;
    std::shared_ptr<GraphReadout> m_readout;
};

class TextSetPart : public PartEncoder
{
public:
    TextSetPart(const NetworkConfig &config, SequenceSetBatch FunctionBatch::*texts)
        : PartEncoder(config.literalDimension), m_texts(texts)
    {
        m_encoder = register_module("encoder",
                                    std::make_shared<StringEncoder>(byteVocabulary, dimension(), dimension()));
    }
    torch::Tensor forward(const FunctionBatch &batch) override { return m_encoder->forward(batch.*m_texts); }

private:
    SequenceSetBatch FunctionBatch::*m_texts;
    std::shared_ptr<StringEncoder> m_encoder;
};

class IntegerPart : public PartEncoder
{
public:
    explicit IntegerPart(const NetworkConfig &config) : PartEncoder(config.literalDimension)
    {
        m_encoder = register_module(
            "encoder", std::make_shared<IntegerEncoder>(integerVocabulary, dimension(), dimension(),
                                                        config.integers == "integerlstm"));
    }
    torch::Tensor forward(const FunctionBatch &batch) override { return m_encoder->forward(batch.integers); }

private:
    std::shared_ptr<IntegerEncoder> m_encoder;
};

} // namespace

std::shared_ptr<PartEncoder> makeText(const NetworkConfig &config)
{
    if (config.source == "tree")
        return std::make_shared<TreePart>(config);
    return std::make_shared<TextPart>(config);
}

std::shared_ptr<PartEncoder> makeGraph(const NetworkConfig &config)
{
    return std::make_shared<GraphPart>(config);
}

std::shared_ptr<PartEncoder> makeStrings(const NetworkConfig &config)
{
    return std::make_shared<TextSetPart>(config, &FunctionBatch::strings);
}

std::shared_ptr<PartEncoder> makeNames(const NetworkConfig &config)
{
    return std::make_shared<TextSetPart>(config, &FunctionBatch::names);
}

std::shared_ptr<PartEncoder> makeIntegers(const NetworkConfig &config)
{
    return std::make_shared<IntegerPart>(config);
}

} // namespace symbolon
