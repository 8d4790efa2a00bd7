// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/verdicts.h"

#include <QCoreApplication>

namespace symbolon {

namespace {

struct VerdictText {
    Q_DECLARE_TR_FUNCTIONS(VerdictText)
};

} // namespace

QString verdictMark(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Matched:
        return QStringLiteral("●");
    case Verdict::Inlined:
        return QStringLiteral("◐");
    case Verdict::Absent:
        return QStringLiteral("○");
    case Verdict::Unknown:
        break;
    }
    return QStringLiteral("?");
}

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Matched:
        return VerdictText::tr("matched");
    case Verdict::Inlined:
        return VerdictText::tr("inlined");
    case Verdict::Absent:
        return VerdictText::tr("absent");
    case Verdict::Unknown:
        break;
    }
    return VerdictText::tr("unknown");
}

QString verdictMeaning(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Matched:
        return VerdictText::tr("Matched: the binary has this function.");
    case Verdict::Inlined:
        return VerdictText::tr("Inlined: the binary has no function of its own for it; its code stands inside others.");
    case Verdict::Absent:
        return VerdictText::tr("Absent: it was not compiled into the binary.");
    case Verdict::Unknown:
        break;
    }
    return VerdictText::tr("Unknown: nothing tells what became of it.");
}

} // namespace symbolon
