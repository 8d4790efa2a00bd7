// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which parts a network has and how wide they are. Written as text, one "name = value" a line, '#' begins a
// comment: the file that `symbolon-train fit` reads, and what stands in the weights. No torch here.
#pragma once

#include "analysis/base/result.h"

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

namespace symbolon {

// Settings by name, in the text form above. Every name must be asked for once: what is left is a typing error.
class Settings
{
public:
    // BadInput: a line that is no setting, a name twice.
    static Result<Settings> parse(std::string_view text);
    [[nodiscard]] std::string text() const; // sorted by name

    void set(const std::string &name, std::string value) { m_values[name] = std::move(value); }
    void set(const std::string &name, double value);
    [[nodiscard]] bool contains(const std::string &name) const { return m_values.count(name) != 0; }
    // Takes the value out. Where it is missing, or no such value (kept as the first error), `otherwise`.
    std::string take(const std::string &name, const std::string &otherwise);
    int64_t take(const std::string &name, int64_t otherwise);
    double take(const std::string &name, double otherwise);
    std::string takeOneOf(const std::string &name, const std::string &otherwise,
                          std::initializer_list<std::string_view> known);
    double takeWithin(const std::string &name, double otherwise, double least, double most);
    int64_t takeWithin(const std::string &name, int64_t otherwise, int64_t least, int64_t most);
    // BadInput: what could not be read, or the names that nothing asked for.
    [[nodiscard]] Result<void> finished() const;

private:
    void fail(std::string error);

    std::map<std::string, std::string> m_values;
    std::string m_error;
};

constexpr int64_t mostWordHashes = 4;

// "none" leaves a part out.
struct NetworkConfig {
    // The source side's text: none, dpcnn, textcnn, lstm, transformer, tree (Tree-LSTM over its syntax tree).
    std::string source = "dpcnn";
    std::string sourceUnits = "characters"; // or tokens: the lexer's, hashed into sourceVocabulary
    int64_t sourceVocabulary = 256;         // of a tree: its kinds of nodes, hashed into it
    int64_t sourceLength = 4096; // units, nodes of a tree; the rest is cut off
    int64_t sourceEmbedding = 64;
    int64_t sourceWidth = 128; // channels, hidden units
    int64_t sourceDepth = 7;   // blocks of the DPCNN, layers of the others

    // The binary side's instructions: per block, then over the graph.
    std::string block = "hbmp";      // none, hbmp, word2vec, bert, mean
    std::string graph = "ggnn";      // none (the read-out alone), ggnn
    std::string readout = "set2set"; // set2set, mean, attention
    int64_t blockLength = 64; // tokens of a block
    int64_t mostBlocks = 256; // of a function
    int64_t tokenEmbedding = 64;
    int64_t blockWidth = 128;
    int64_t graphRounds = 5;
    int64_t readoutSteps = 5;
    int64_t codeVocabulary = 1 << 15; // tokens are hashed into it when it is smaller

    // In training and evaluation. nearer: a source function has a second vector where it has a form with what is inlined
    // into it, and the nearer of both counts, as in the program; none: it is as it is written.
    std::string inlined = "none";

    // Loads and stores of local variables: unoptimised code is full of them, optimised code has hardly any.
    std::string stackAccesses = "keep"; // keep, drop

    int64_t codeDimension = 128; // of what text and instructions give

    // N-grams of the tokens of text and of instructions, a table for each side. mnemonics: of a data set whose code tokens
    // are mnemonics, which have no coarser spelling.
    std::string grams = "none"; // none, bag, mnemonics
    int64_t gramBuckets = 1 << 15;
    int64_t gramDimension = 128;

    std::string strings = "lstm"; // none, lstm (hierarchical)
    int64_t mostStrings = 16;
    int64_t stringLength = 64; // bytes
    std::string integers = "integerlstm"; // none, lstm, integerlstm
    int64_t mostIntegers = 32;
    std::string names = "none"; // none, lstm: the library functions that are called, as a third literal
    int64_t literalDimension = 64; // of each kind, embedding and state

    // Words that both sides share, see words.h: rows of one table for both.
    std::string words = "none"; // none, own, context (own, callees' and callers')
    int64_t wordBuckets = 1 << 15;
    int64_t wordDimension = 128;
    int64_t wordHashes = 1;          // rows that a word is the sum of: few words share all of several
    std::string wordRarity = "none"; // none, idf: words count by how few functions of the training part have them

    // In training: which share of n-grams and of words each side is not shown.
    double gramDropout = 0;
    double wordDropout = 0;

    // Numbers of blocks, calls, branches and the like, through a small network.
    std::string counts = "none"; // none, mlp
    int64_t countsDimension = 32;

    std::string fusion = "batchnorm"; // batchnorm: concatenated, normalised (paper); gates: each part weighted by
                                      // what the function has

    static NetworkConfig take(Settings &settings); // what is wrong: see Settings::finished
    void put(Settings &settings) const;
    [[nodiscard]] int64_t dimension() const; // of the final vector
};

} // namespace symbolon
