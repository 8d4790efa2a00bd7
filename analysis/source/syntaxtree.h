// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The syntax tree of one function's text, read by itself: no header, no macro and no type is known, as in what the
// network is given. A compiler's parser needs those and drops the statements that it cannot understand; this one
// decides by the look of things (`T *p;` declares, `(T)x` casts) and keeps everything.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace symbolon {

enum class SyntaxKind : uint8_t {
    Function, Parameter, Block, Declaration, Type, Declarator, Initialiser,
    If, While, Do, For, Switch, Case, Default, Label, Return, Break, Continue, Goto, Try, Catch, Nothing,
    Assignment, Binary, Conditional, Unary, Postfix, Cast, Call, Index, Member, Lambda,
    Identifier, Number, String, Char,
};

struct SyntaxNode {
    SyntaxKind kind = SyntaxKind::Function;
    int32_t parent = -1;   // index of an earlier node; -1: the root, the first one
    std::string_view text; // the operator, the word, the literal as written; points into the definition's text
    bool operator==(const SyntaxNode &) const = default;
};

// In preorder; of a tree of more than `most` nodes so many, of its earlier part. Never fails: what fits nowhere is left
// out, and what is nested too deep is one node.
std::vector<SyntaxNode> syntaxTree(std::string_view definition, size_t most);

} // namespace symbolon
