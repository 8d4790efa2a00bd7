// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/dataset/build/pairs.h"

#include "analysis/features/featurescodec.h"
#include "analysis/source/lexer.h"
#include "model/dataset/checksum.h"

#include <numeric>
#include <unordered_map>

namespace symbolon {

namespace {

uint64_t hashOf(std::string_view bytes)
{
    Checksum sum;
    sum.add(bytes);
    return sum.value();
}

std::string encoded(const FunctionFeatures &features)
{
    ByteWriter out;
    encodeFeatures(features, out);
    return out.take();
}

// Two binary functions that are equal in this are one to every matcher that looks at the function alone.
uint64_t contentHash(const FunctionFeatures &features)
{
    FunctionFeatures content;
    content.code = features.code;
    for (const StringFact &fact : features.strings)
        content.strings.push_back({fact.text, 0});
    for (const IntegerFact &fact : features.integers)
        content.integers.push_back({fact.value, 0});
    for (const SwitchFact &fact : features.switches)
        content.switches.push_back({fact.cases, 0});
    for (const CallFact &fact : features.calls) {
        if (fact.callee < 0 && !fact.name.empty())
            content.calls.push_back({fact.name, 0, -1});
    }
    return hashOf(encoded(content));
}

} // namespace

JoinCount &JoinCount::operator+=(const JoinCount &other)
{
    rows += other.rows;
    joined += other.joined;
    noBinary += other.noBinary;
    noSource += other.noSource;
    clones += other.clones;
    return *this;
}

void forgetPool(FunctionFeatures &features)
{
    std::unordered_map<int32_t, int32_t> numbers;
    for (CallFact &call : features.calls) {
        if (call.callee >= 0)
            call.callee = numbers.emplace(call.callee, static_cast<int32_t>(numbers.size())).first->second;
    }
    std::iota(features.callers.begin(), features.callers.end(), 0U);
    const auto nowhere = [&features](auto &facts) {
        for (auto &fact : facts)
            fact.place = features.begin; // takes the least room
    };
    nowhere(features.strings);
    nowhere(features.integers);
    nowhere(features.calls);
    nowhere(features.switches);
    features.mentions.clear();
    features.followers.clear();
    features.labels.clear();
    features.accesses.clear();
    features.group = 0;
}

PairedSource pairedSource(const FunctionFeatures &features, const FunctionFeatures *inlined)
{
    PairedSource source;
    source.bytes = encoded(features);
    if (inlined)
        source.inlined = encoded(*inlined);
    source.text = hashOf(features.text);
    std::string_view own = features.name;
    if (own.starts_with('~'))
        own.remove_prefix(1);
    ByteWriter anonymous;
    const LexedFile file = lex(features.text);
    anonymous.list(file.tokens, [&](const Token &token) { anonymous.s(token.text == own ? "" : token.text); });
    source.anonymous = hashOf(anonymous.take());
    source.tokens = static_cast<uint32_t>(file.tokens.size());
    return source;
}

PairedBinary pairedBinary(const FunctionFeatures &features)
{
    PairedBinary binary;
    binary.bytes = encoded(features);
    binary.content = contentHash(features);
    binary.tokens = static_cast<uint32_t>(features.code.tokens.size());
    return binary;
}

std::string encodePackage(const Package &package)
{
    ByteWriter out;
    const auto text = [&](const std::string &line) { out.s(line); };
    out.s(package.name);
    out.list(package.configurations, text);
    out.list(package.sources, [&](const PairedSource &source) {
        out.s(source.bytes);
        out.s(source.inlined);
        out.u(source.text);
        out.u(source.anonymous);
        out.u(source.tokens);
    });
    out.list(package.binaries, [&](const PairedBinary &binary) {
        out.u(binary.source);
        out.u(binary.configuration);
        out.u(binary.content);
        out.u(binary.tokens);
        out.s(binary.bytes);
    });
    out.u(package.joins.size());
    for (const auto &[configuration, count] : package.joins) {
        out.s(configuration);
        for (const uint64_t value : {count.rows, count.joined, count.noBinary, count.noSource, count.clones})
            out.u(value);
    }
    out.list(package.missed, text);
    out.list(package.warnings, text);
    return out.take();
}

std::optional<Package> decodePackage(std::string_view bytes)
{
    ByteReader in(bytes);
    Package package;
    const auto text = [&] { return in.s(); };
    package.name = in.s();
    in.list(package.configurations, text);
    in.list(package.sources, [&] {
        PairedSource source;
        source.bytes = in.s();
        source.inlined = in.s();
        source.text = in.u();
        source.anonymous = in.u();
        source.tokens = static_cast<uint32_t>(in.u());
        return source;
    });
    in.list(package.binaries, [&] {
        PairedBinary binary;
        binary.source = static_cast<uint32_t>(in.u());
        binary.configuration = static_cast<uint32_t>(in.u());
        binary.content = in.u();
        binary.tokens = static_cast<uint32_t>(in.u());
        binary.bytes = in.s();
        if (binary.source >= package.sources.size() || binary.configuration >= package.configurations.size())
            in.fail();
        return binary;
    });
    for (uint64_t left = in.count(6); left > 0 && !in.failed(); --left) {
        JoinCount &count = package.joins[in.s()];
        for (uint64_t *value : {&count.rows, &count.joined, &count.noBinary, &count.noSource, &count.clones})
            *value = in.u();
    }
    in.list(package.missed, text);
    in.list(package.warnings, text);
    if (in.failed() || !in.atEnd())
        return std::nullopt;
    return package;
}

} // namespace symbolon
