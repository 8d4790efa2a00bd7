// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// FunctionFeatures as bytes, for data sets. `places` are kept as differences; what is equal to its default
// takes a byte.
#pragma once

#include "analysis/base/bytes.h"
#include "analysis/features/features.h"

#include <optional>
#include <string>
#include <string_view>

namespace symbolon {

// Bumped when the encoding changes, or what binaryFeatures or sourceFeatures put into the fields.
constexpr uint32_t FeaturesVersion = 1;

// How texts, code tokens and context words are written: here as themselves; a data set, which holds the same
// ones in many functions, numbers them.
class FeatureWriter
{
public:
    virtual ~FeatureWriter() = default;
    virtual void text(std::string_view text, ByteWriter &out); // a name or a string constant
    virtual void source(std::string_view text, ByteWriter &out);
    virtual void token(CodeToken token, ByteWriter &out);
    virtual void words(const std::vector<uint32_t> &words, ByteWriter &out);
};

class FeatureReader
{
public:
    virtual ~FeatureReader() = default;
    virtual std::string text(ByteReader &in) const;
    virtual std::string source(ByteReader &in) const;
    virtual CodeToken token(ByteReader &in) const;
    virtual std::vector<uint32_t> words(ByteReader &in) const;
};

void encodeFeatures(const FunctionFeatures &features, ByteWriter &out);
void encodeFeatures(const FunctionFeatures &features, FeatureWriter &writer, ByteWriter &out);
// nullopt: damaged, or a code graph whose block ends do not ascend to the number of its tokens or whose edges
// name blocks that it has not.
std::optional<FunctionFeatures> decodeFeatures(std::string_view bytes);
std::optional<FunctionFeatures> decodeFeatures(std::string_view bytes, const FeatureReader &reader);

} // namespace symbolon
