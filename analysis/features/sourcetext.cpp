// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/sourcetext.h"

#include "analysis/source/lexer.h"

namespace symbolon {

namespace {

bool runsTogether(const Token &left, const Token &right)
{
    const bool leftPunctuator = left.kind == TokenKind::Punctuator;
    if (leftPunctuator != (right.kind == TokenKind::Punctuator)) // "1." and ".5" are numbers to the lexer
        return left.kind == TokenKind::Number || right.kind == TokenKind::Number ? right.spaceBefore : false;
    return leftPunctuator ? right.spaceBefore || right.startsLine : true;
}

} // namespace

std::string plainSourceText(std::string_view text)
{
    return plainSourceText(lex(text).tokens);
}

std::string plainSourceText(const std::vector<Token> &tokens)
{
    std::string plain;
    const Token *last = nullptr;
    for (const Token &token : tokens) {
        if (last && runsTogether(*last, token))
            plain += ' ';
        plain += token.text;
        last = &token;
    }
    return plain;
}

} // namespace symbolon
