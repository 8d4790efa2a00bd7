// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/dataset/additions.h"

#include "analysis/features/featurescodec.h"

#include <algorithm>
#include <iterator>

namespace symbolon {

namespace {

template<typename List>
bool takeRest(const List &whole, const List &begin, List &rest)
{
    if (whole.size() < begin.size())
        return false;
    rest.assign(whole.begin() + static_cast<std::ptrdiff_t>(begin.size()), whole.end());
    return true;
}

template<typename List>
void append(List &to, const List &more)
{
    to.insert(to.end(), more.begin(), more.end());
}

std::string encoded(const FunctionFeatures &features)
{
    ByteWriter out;
    encodeFeatures(features, out);
    return out.take();
}

} // namespace

std::optional<FunctionFeatures> additionsTo(const FunctionFeatures &source, const FunctionFeatures &inlined)
{
    FunctionFeatures more;
    if (!inlined.text.starts_with(source.text) || !takeRest(inlined.strings, source.strings, more.strings)
        || !takeRest(inlined.integers, source.integers, more.integers)
        || !takeRest(inlined.calls, source.calls, more.calls)
        || !takeRest(inlined.switches, source.switches, more.switches))
        return std::nullopt;
    more.text = inlined.text.substr(source.text.size());
    std::set_difference(inlined.calleeWords.begin(), inlined.calleeWords.end(), source.calleeWords.begin(),
                        source.calleeWords.end(), std::back_inserter(more.calleeWords));
    more.branchCount = inlined.branchCount - source.branchCount;
    more.loopCount = inlined.loopCount - source.loopCount;
    if (encoded(withAdditions(source, more)) != encoded(inlined))
        return std::nullopt;
    return more;
}

FunctionFeatures withAdditions(FunctionFeatures source, const FunctionFeatures &additions)
{
    source.text += additions.text;
    append(source.strings, additions.strings);
    append(source.integers, additions.integers);
    append(source.calls, additions.calls);
    append(source.switches, additions.switches);
    std::vector<uint32_t> &words = source.calleeWords;
    append(words, additions.calleeWords);
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    source.branchCount += additions.branchCount;
    source.loopCount += additions.loopCount;
    return source;
}

} // namespace symbolon
