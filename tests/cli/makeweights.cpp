// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writes the weights of a network that learned nothing, with the parts of the shipped one but small tables:
// makeweights FILE
#include "model/network/weights.h"

#include <cstdio>
#include <fstream>

using namespace symbolon;

int main(int count, char **arguments)
{
    if (count != 2)
        return 2;
    NetworkConfig config;
    config.source = config.block = config.strings = config.integers = "none";
    config.grams = "bag";
    config.words = "context";
    config.counts = "mlp";
    config.fusion = "gates";
    config.gramBuckets = config.wordBuckets = 4096;
    torch::manual_seed(2026);
    Network network(config);
    network->eval();
    std::ofstream file(arguments[1], std::ios::binary);
    file << encodeWeights(network);
    return file.flush() ? 0 : 1;
}
