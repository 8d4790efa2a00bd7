// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/rawwords.h"

#include <QCoreApplication>
#include <QLocale>

namespace symbolon {

namespace {

class RawWords
{
    Q_DECLARE_TR_FUNCTIONS(symbolon::RawWords)

public:
    static QString name(const RawProposal &proposal);
    static QString reason(RawReason::Kind kind, const std::vector<uint64_t> &numbers);
    static QString note(RawFindings::Note note, double entropy);
};

QString RawWords::name(const RawProposal &proposal)
{
    struct Name {
        const char *word;
        QString text;
    };
    const Name names[] = {
        {"arm", tr("ARM")},
        {"armeb", tr("ARM, big endian")},
        {"thumb", tr("ARM Thumb")},
        {"thumbeb", tr("ARM Thumb, big endian")},
        {"cortex-m", tr("Cortex-M (ARM Thumb)")},
        {"mips", tr("MIPS, big endian")},
        {"mipsel", tr("MIPS, little endian")},
        {"mips64", tr("MIPS64, big endian")},
        {"mips64el", tr("MIPS64, little endian")},
        {"powerpc", tr("PowerPC, big endian")},
        {"powerpc64", tr("PowerPC64, big endian")},
        {"powerpc64le", tr("PowerPC64, little endian")},
    };
    for (const Name &name : names) {
        if (proposal.architecture == name.word)
            return name.text;
    }
    return QString::fromStdString(proposal.name); // x86, AArch64: the same in every language
}

QString RawWords::reason(RawReason::Kind kind, const std::vector<uint64_t> &numbers)
{
    using enum RawReason::Kind;
    const auto raw = [&](std::size_t n) { return n < numbers.size() ? quint64(numbers[n]) : 0; };
    const auto number = [&](std::size_t n) { return QLocale().toString(raw(n)); };
    const auto address = [&](std::size_t n) { return QStringLiteral("0x%1").arg(raw(n), 8, 16, QLatin1Char('0')); };
    switch (kind) {
    case VectorTable:
        if (raw(3))
            return tr("A Cortex-M vector table at %1: stack pointer %2 in RAM, reset handler %3 (odd: Thumb), %4 "
                      "handlers "
                      "within its size.")
                .arg(address(3), address(0), address(1), number(2));
        return tr("A Cortex-M vector table at its beginning: stack pointer %1 in RAM, reset handler %2 (odd: Thumb), "
                  "%3 "
                  "handlers within its size.")
            .arg(address(0), address(1), number(2));
    case Pointers:
        return tr("%1 of the %2 values that would point into it lead to the beginning of a string or function, %3 with "
                  "the next best base.")
            .arg(number(0), number(1), number(2));
    case RegionJumps:
        return tr("%1 of %2 targets of jal are the beginning of a function.").arg(number(0), number(1));
    case RoundBase:
        return tr("The roundest address at which all %1 handlers lie in it.").arg(number(0));
    case Code:
        return tr("%1 returns, %2 function prologues; %3 of %4 KiB look like its code.")
            .arg(number(0), number(1), number(2), number(3));
    case Calls:
        return tr("%1 of %2 relative calls lead to where a function begins.").arg(number(0), number(1));
    case Decoding:
        return tr("%1 % of %2 sampled instructions decode.")
            .arg(QLocale().toString(raw(1) ? 100.0 * double(raw(0)) / double(raw(1)) : 0.0, 'f', 1), number(1));
    case NoBase:
        break;
    }
    return tr("Nothing convincing says where it lies in memory.");
}

QString RawWords::note(RawFindings::Note note, double entropy)
{
    using enum RawFindings::Note;
    const QString bits = QLocale().toString(entropy, 'f', 2);
    switch (note) {
    case Convincing:
        break;
    case Text:
        return tr("This looks like text, not machine code.");
    case Padding:
        return tr("This is one value from beginning to end, not machine code.");
    case Compressed:
        return tr("This looks compressed or encrypted (entropy %1 of 8 bits per byte).").arg(bits);
    case Unconvincing:
        return tr("No machine code of a known architecture that convinces (entropy %1 of 8 bits per byte).").arg(bits);
    }
    return {};
}

} // namespace

QString proposalName(const RawProposal &proposal)
{
    return RawWords::name(proposal);
}

QString reasonText(const RawReason &reason)
{
    return RawWords::reason(reason.kind, reason.numbers);
}

QString noteText(const RawFindings &findings)
{
    return RawWords::note(findings.kind, findings.entropy);
}

QString addressText(quint64 address)
{
    return QStringLiteral("0x") + QString::number(address, 16);
}

} // namespace symbolon
