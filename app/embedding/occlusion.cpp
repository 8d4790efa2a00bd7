// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/embedding/occlusion.h"

#include "analysis/features/sourcetext.h"
#include "analysis/source/lexer.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace symbolon {

namespace {

using IsIn = std::function<bool(uint64_t place)>;

template<typename Fact>
void keep(std::vector<Fact> &facts, const IsIn &isIn, bool inside)
{
    std::erase_if(facts, [&](const Fact &fact) { return isIn(fact.place) != inside; });
}

// The facts inside a part, or those outside of it.
void keepFacts(FunctionFeatures &features, const IsIn &isIn, bool inside)
{
    keep(features.strings, isIn, inside);
    keep(features.integers, isIn, inside);
    keep(features.calls, isIn, inside);
    keep(features.switches, isIn, inside);
}

// What is known of the whole function, and of no part of it.
FunctionFeatures placeless(const FunctionFeatures &features)
{
    FunctionFeatures bare = features;
    bare.text.clear();
    bare.code = {};
    return bare;
}

FunctionFeatures partOf(const FunctionFeatures &bare, const IsIn &isIn)
{
    FunctionFeatures part = bare;
    keepFacts(part, isIn, true);
    part.callers.clear();
    part.calleeWords.clear();
    part.callerWords.clear();
    part.branchCount = part.loopCount = 0;
    part.argumentCount = UINT32_MAX;
    part.recursive = false;
    return part;
}

// Joins neighbours, the smallest pair first, until few enough are left.
template<typename Part, typename Join>
void joinSmall(std::vector<Part> &parts, std::vector<std::size_t> &sizes, const Join &join)
{
    while (parts.size() > mostParts) {
        std::size_t best = 0;
        for (std::size_t i = 1; i + 1 < parts.size(); ++i) {
            if (sizes[i] + sizes[i + 1] < sizes[best] + sizes[best + 1])
                best = i;
        }
        join(parts[best], parts[best + 1]);
        sizes[best] += sizes[best + 1];
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(best + 1));
        sizes.erase(sizes.begin() + static_cast<std::ptrdiff_t>(best + 1));
    }
}

std::vector<double> middles(const std::vector<std::size_t> &sizes)
{
    std::size_t all = 0;
    for (const std::size_t size : sizes)
        all += size;
    std::vector<double> middle;
    std::size_t before = 0;
    for (const std::size_t size : sizes) {
        middle.push_back((static_cast<double>(before) + static_cast<double>(size) / 2)
                         / static_cast<double>(std::max<std::size_t>(1, all)));
        before += size;
    }
    return middle;
}

// The tokens of blocks [first, last), or of the others; their edges stay as they are.
CodeGraph codeOf(const CodeGraph &code, uint32_t first, uint32_t last, bool inside)
{
    CodeGraph kept;
    if (!inside)
        kept.edges = code.edges;
    uint32_t begin = 0;
    for (uint32_t block = 0; block < code.blockEnds.size(); ++block) {
        const uint32_t end = code.blockEnds[block];
        const bool in = block >= first && block < last;
        if (in == inside)
            kept.tokens.insert(kept.tokens.end(), code.tokens.begin() + begin, code.tokens.begin() + end);
        if (in || !inside)
            kept.blockEnds.push_back(static_cast<uint32_t>(kept.tokens.size()));
        begin = end;
    }
    return kept;
}

// Whether a line of these tokens alone makes no code, and says nothing of the function.
bool isBare(const std::vector<Token> &tokens)
{
    return std::all_of(tokens.begin(), tokens.end(), [](const Token &token) {
        return token.kind == TokenKind::Punctuator || token.isWord("else") || token.isWord("do");
    });
}

} // namespace

OccludedCode occludeCode(const BinaryFunction &function, const FunctionFeatures &features)
{
    OccludedCode occluded;
    std::vector<std::size_t> sizes; // in tokens
    const std::size_t blocks = std::min(function.blocks.size(), features.code.blockEnds.size());
    for (std::size_t block = 0; block < blocks; ++block) {
        const uint32_t begin = block ? features.code.blockEnds[block - 1] : 0;
        occluded.parts.push_back({static_cast<uint32_t>(block), 1, function.blocks[block].address, 0});
        sizes.push_back(features.code.blockEnds[block] - begin);
    }
    joinSmall(occluded.parts, sizes, [](CodePart &part, const CodePart &next) { part.blockCount += next.blockCount; });
    occluded.middle = middles(sizes);
    const FunctionFeatures bare = placeless(features);
    for (const CodePart &part : occluded.parts) {
        const uint32_t last = part.firstBlock + part.blockCount;
        const IsIn isIn = [&](uint64_t address) {
            return std::any_of(function.blocks.begin() + part.firstBlock, function.blocks.begin() + last,
                               [&](const BasicBlock &block) {
                                   return address >= block.address && address - block.address < block.size;
                               });
        };
        FunctionFeatures without = bare;
        keepFacts(without, isIn, false);
        without.code = codeOf(features.code, part.firstBlock, last, false);
        occluded.without.push_back(std::move(without));
        FunctionFeatures alone = partOf(bare, isIn);
        alone.code = codeOf(features.code, part.firstBlock, last, true);
        occluded.alone.push_back(std::move(alone));
    }
    return occluded;
}

OccludedText occludeText(const SourceFunction &function, const FunctionFeatures &features)
{
    OccludedText occluded;
    const LexedFile lexed = lex(function.text);
    std::vector<std::size_t> sizes; // in tokens
    for (std::size_t begin = 0; begin < lexed.tokens.size();) {
        std::size_t end = begin;
        while (end < lexed.tokens.size() && lexed.tokens[end].line == lexed.tokens[begin].line)
            ++end;
        const std::vector<Token> line(lexed.tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                                      lexed.tokens.begin() + static_cast<std::ptrdiff_t>(end));
        if (!isBare(line)) {
            const uint32_t number = function.line + lexed.tokens[begin].line - 1;
            occluded.parts.push_back({number, number, 0});
            sizes.push_back(end - begin);
        }
        begin = end;
    }
    joinSmall(occluded.parts, sizes, [](TextPart &part, const TextPart &next) { part.endLine = next.endLine; });
    occluded.middle = middles(sizes);
    const FunctionFeatures bare = placeless(features);
    for (const TextPart &part : occluded.parts) {
        const IsIn isIn = [&](uint64_t line) { return line >= part.line && line <= part.endLine; };
        std::vector<Token> inside, outside;
        for (const Token &token : lexed.tokens)
            (isIn(function.line + token.line - 1) ? inside : outside).push_back(token);
        FunctionFeatures without = bare;
        keepFacts(without, isIn, false);
        without.text = plainSourceText(outside);
        occluded.without.push_back(std::move(without));
        FunctionFeatures alone = partOf(bare, isIn);
        alone.text = plainSourceText(inside);
        occluded.alone.push_back(std::move(alone));
    }
    return occluded;
}

} // namespace symbolon
