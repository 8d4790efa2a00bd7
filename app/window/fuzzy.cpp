// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/fuzzy.h"

namespace symbolon {

namespace {

bool beginsWord(QStringView name, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = name[at - 1];
    const QChar here = name[at];
    return !before.isLetterOrNumber() || (before.isLower() && here.isUpper()) || (before.isLetter() != here.isLetter());
}

bool fits(QStringView typed, QStringView name)
{
    qsizetype at = 0;
    for (const QChar letter : typed) {
        if (letter.isSpace())
            continue;
        while (at < name.size() && name[at].toCaseFolded() != letter.toCaseFolded())
            ++at;
        if (at++ >= name.size())
            return false;
    }
    return true;
}

// Greedy, but a letter prefers the next beginning of a word over a nearer place inside one if the rest still fits.
std::optional<int> walk(QStringView typed, QStringView name, std::vector<qsizetype> *places)
{
    int score = 0;
    qsizetype from = 0;
    qsizetype last = -2;
    for (qsizetype i = 0; i < typed.size(); ++i) {
        const QChar letter = typed[i].toCaseFolded();
        if (letter.isSpace())
            continue;
        qsizetype found = -1;
        qsizetype word = -1;
        for (qsizetype at = from; at < name.size(); ++at) {
            if (name[at].toCaseFolded() != letter)
                continue;
            if (found < 0)
                found = at;
            if (at == last + 1)
                break;
            if (beginsWord(name, at)) {
                word = at;
                break;
            }
        }
        if (found < 0)
            return std::nullopt;
        if (found != last + 1 && word >= 0 && word != found && fits(typed.mid(i + 1), name.mid(word + 1)))
            found = word;
        score += 1;
        if (found == last + 1)
            score += 6;
        if (beginsWord(name, found))
            score += 8;
        score -= int(std::min<qsizetype>(found - from, 6)); // letters that were jumped over
        if (places)
            places->push_back(found);
        last = found;
        from = found + 1;
    }
    return score;
}

} // namespace

std::optional<int> fuzzyScore(QStringView typed, QStringView name)
{
    typed = typed.trimmed().left(64); // the look-ahead is quadratic
    if (typed.isEmpty())
        return 0;
    name = name.left(256);
    auto score = walk(typed, name, nullptr);
    if (!score)
        return score;
    const qsizetype whole = name.indexOf(typed, 0, Qt::CaseInsensitive);
    if (whole == 0)
        *score += name.size() == typed.size() ? 60 : 40;
    else if (whole > 0)
        *score += beginsWord(name, whole) ? 25 : 15;
    return *score * 4 - int(std::min<qsizetype>(name.size(), 80)) / 4;
}

std::vector<qsizetype> fuzzyPlaces(QStringView typed, QStringView name)
{
    std::vector<qsizetype> places;
    typed = typed.trimmed().left(64);
    name = name.left(256);
    const qsizetype whole = typed.isEmpty() ? -1 : name.indexOf(typed, 0, Qt::CaseInsensitive);
    if (whole >= 0) {
        for (qsizetype n = 0; n < typed.size(); ++n)
            places.push_back(whole + n);
    } else if (!walk(typed, name, &places)) {
        places.clear();
    }
    return places;
}

} // namespace symbolon
