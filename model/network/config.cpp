// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/config.h"

#include <charconv>
#include <initializer_list>

namespace symbolon {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view space = " \t\r";
    const size_t begin = text.find_first_not_of(space);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

// That gives the same number when it is read.
std::string shortest(double value)
{
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

template<typename Number>
bool parse(const std::string &text, Number &number)
{
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && stop == end;
}

} // namespace

Result<Settings> Settings::parse(std::string_view text)
{
    Settings settings;
    for (size_t line = 1; !text.empty(); ++line) {
        const size_t end = text.find('\n');
        std::string_view rest = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        rest = trimmed(rest.substr(0, rest.find('#')));
        if (rest.empty())
            continue;
        const size_t equals = rest.find('=');
        const std::string name(trimmed(rest.substr(0, equals)));
        if (equals == std::string_view::npos || name.empty())
            return badInput("line " + std::to_string(line) + " is no \"name = value\"");
        if (!settings.m_values.emplace(name, trimmed(rest.substr(equals + 1))).second)
            return badInput("line " + std::to_string(line) + ": \"" + name + "\" stands there twice");
    }
    return settings;
}

std::string Settings::text() const
{
    std::string text;
    for (const auto &[name, value] : m_values)
        text += name + " = " + value + "\n";
    return text;
}

std::string Settings::take(const std::string &name, const std::string &otherwise)
{
    const auto found = m_values.find(name);
    if (found == m_values.end())
        return otherwise;
    std::string value = std::move(found->second);
    m_values.erase(found);
    return value;
}

int64_t Settings::take(const std::string &name, int64_t otherwise)
{
    int64_t value = otherwise;
    if (const std::string text = take(name, std::string()); !text.empty() && !::symbolon::parse(text, value))
        fail("\"" + name + "\" is no whole number: " + text);
    return value;
}

double Settings::take(const std::string &name, double otherwise)
{
    double value = otherwise;
    if (const std::string text = take(name, std::string()); !text.empty() && !::symbolon::parse(text, value))
        fail("\"" + name + "\" is no number: " + text);
    return value;
}

std::string Settings::takeOneOf(const std::string &name, const std::string &otherwise,
                                std::initializer_list<std::string_view> known)
{
    std::string value = take(name, otherwise);
    std::string list;
    for (const std::string_view each : known) {
        if (value == each)
            return value;
        list.append(list.empty() ? "" : ", ").append(each);
    }
    fail("\"" + name + "\" is \"" + value + "\"; known are " + list);
    return otherwise;
}

int64_t Settings::takeWithin(const std::string &name, int64_t otherwise, int64_t least, int64_t most)
{
    const int64_t value = take(name, otherwise);
    if (value >= least && value <= most)
        return value;
    fail("\"" + name + "\" is " + std::to_string(value) + "; it must be from " + std::to_string(least) + " to "
         + std::to_string(most));
    return otherwise;
}

double Settings::takeWithin(const std::string &name, double otherwise, double least, double most)
{
    const double value = take(name, otherwise);
    if (value >= least && value <= most)
        return value;
    fail("\"" + name + "\" must be from " + shortest(least) + " to " + shortest(most));
    return otherwise;
}

void Settings::set(const std::string &name, double value)
{
    m_values[name] = shortest(value);
}

void Settings::fail(std::string error)
{
    if (m_error.empty())
        m_error = std::move(error);
}

Result<void> Settings::finished() const
{
    if (!m_error.empty())
        return badInput(m_error);
    if (!m_values.empty())
        return badInput("there is no setting \"" + m_values.begin()->first + "\"");
    return {};
}

namespace {

constexpr int64_t widest = 4096;
constexpr int64_t mostRows = 1 << 22;

// Calls each(name, member, what it may be) for every setting, so that reading and writing cannot differ.
template<typename Config, typename Choice, typename Number, typename Share>
void eachSetting(Config &config, Choice choice, Number number, Share share)
{
    choice("source", config.source, {"none", "dpcnn", "textcnn", "lstm", "transformer", "tree"});
    choice("source_units", config.sourceUnits, {"characters", "tokens"});
    number("source_vocabulary", config.sourceVocabulary, 256, mostRows);
    number("source_length", config.sourceLength, 8, 1 << 16);
    number("source_embedding", config.sourceEmbedding, 1, widest);
    number("source_width", config.sourceWidth, 1, widest);
    number("source_depth", config.sourceDepth, 1, 64);
    choice("inlined", config.inlined, {"none", "nearer"});
    choice("block", config.block, {"none", "hbmp", "word2vec", "bert", "mean"});
    choice("graph", config.graph, {"none", "ggnn"});
    choice("readout", config.readout, {"set2set", "mean", "attention"});
    number("block_length", config.blockLength, 1, 1 << 16);
    number("most_blocks", config.mostBlocks, 1, 1 << 16);
    number("token_embedding", config.tokenEmbedding, 1, widest);
    number("block_width", config.blockWidth, 1, widest);
    number("graph_rounds", config.graphRounds, 1, 64);
    number("readout_steps", config.readoutSteps, 1, 64);
    number("code_vocabulary", config.codeVocabulary, 2, 1 << 15);
    choice("stack_accesses", config.stackAccesses, {"keep", "drop"});
    number("code_dimension", config.codeDimension, 1, widest);
    choice("grams", config.grams, {"none", "bag", "mnemonics"});
    number("gram_buckets", config.gramBuckets, 2, mostRows);
    number("gram_dimension", config.gramDimension, 1, widest);
    choice("strings", config.strings, {"none", "lstm"});
    number("most_strings", config.mostStrings, 1, 1 << 12);
    number("string_length", config.stringLength, 1, 1 << 12);
    choice("integers", config.integers, {"none", "lstm", "integerlstm"});
    number("most_integers", config.mostIntegers, 1, 1 << 12);
    choice("names", config.names, {"none", "lstm"});
    number("literal_dimension", config.literalDimension, 1, widest);
    choice("words", config.words, {"none", "own", "context"});
    number("word_buckets", config.wordBuckets, 2, mostRows);
    number("word_dimension", config.wordDimension, 1, widest);
    number("word_hashes", config.wordHashes, 1, mostWordHashes);
    choice("word_rarity", config.wordRarity, {"none", "idf"});
    share("gram_dropout", config.gramDropout);
    share("word_dropout", config.wordDropout);
    choice("counts", config.counts, {"none", "mlp"});
    number("counts_dimension", config.countsDimension, 1, widest);
    choice("fusion", config.fusion, {"batchnorm", "gates"});
}

} // namespace

NetworkConfig NetworkConfig::take(Settings &settings)
{
    NetworkConfig config;
    eachSetting(
        config,
        [&](const char *name, std::string &value, std::initializer_list<std::string_view> known) {
            value = settings.takeOneOf(name, value, known);
        },
        [&](const char *name, int64_t &value, int64_t least, int64_t most) {
            value = settings.takeWithin(name, value, least, most);
        },
        [&](const char *name, double &value) { value = settings.takeWithin(name, value, 0.0, 0.99); });
    return config;
}

void NetworkConfig::put(Settings &settings) const
{
    eachSetting(
        *this,
        [&](const char *name, const std::string &value, std::initializer_list<std::string_view>) {
            settings.set(name, value);
        },
        [&](const char *name, int64_t value, int64_t, int64_t) { settings.set(name, std::to_string(value)); },
        [&](const char *name, double value) { settings.set(name, value); });
}

int64_t NetworkConfig::dimension() const
{
    int64_t dimension = 0;
    if (source != "none" || block != "none")
        dimension += codeDimension;
    if (grams != "none")
        dimension += gramDimension;
    for (const std::string *literal : {&strings, &integers, &names})
        dimension += *literal != "none" ? literalDimension : 0;
    if (words != "none")
        dimension += wordDimension * (words == "context" ? 2 : 1);
    if (counts != "none")
        dimension += countsDimension;
    return dimension;
}

} // namespace symbolon
