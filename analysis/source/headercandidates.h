// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which parenthesis of a declaration is the parameter list of a function, and what its name is.
#pragma once

#include "analysis/source/headerelements.h"

#include <string>

namespace symbolon {

struct NameCandidate {
    size_t group = 0;       // element index of the parameter list
    size_t name = 0;        // element index of the (last) name
    size_t begin = 0;       // element index where the qualified name begins
    size_t paramsFirst = 0; // tokens between the parentheses
    size_t paramsLast = 0;  // exclusive
    size_t nameToken = 0;
    bool weak = false;
    bool typed = false;
    bool knr = false;
    bool init = false;       // followed by a constructor's ':'
    bool parameters = false; // the list reads like parameters, not like a macro's arguments
    std::string operatorName;
    std::string inner;
};

class CandidateFinder : public HeaderElements
{
public:
    CandidateFinder(std::span<const Token> tokens, SourceLanguage language);

protected:
    [[nodiscard]] const NameCandidate *choose() const; // null: no function

    size_t m_operator = none; // element index of the word `operator` where that is the name

private:
    void collect();
    bool collectOperator(size_t at);
    void collectGroup(size_t group);
    bool collectNested(NameCandidate &candidate, size_t nested);
    void finish(NameCandidate &candidate) const;
    [[nodiscard]] bool readsLikeParameters(size_t first, size_t last) const;
    bool accepts(NameCandidate &candidate) const;
    [[nodiscard]] bool isKnr(const NameCandidate &candidate) const;

    std::vector<NameCandidate> m_candidates;
};

} // namespace symbolon
