// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/instructiontext.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>

namespace symbolon {

namespace {

template<std::size_t count>
bool isOneOf(QStringView word, const std::array<QLatin1String, count> &words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool isX86Control(QStringView word)
{
    static constexpr std::array words{QLatin1String("call"),     QLatin1String("lcall"), QLatin1String("syscall"),
                                      QLatin1String("sysenter"), QLatin1String("iret"),  QLatin1String("iretd"),
                                      QLatin1String("iretq"),    QLatin1String("hlt"),   QLatin1String("ud2")};
    return word.startsWith(u'j') || word.startsWith(QLatin1String("ret")) || word.startsWith(QLatin1String("loop"))
           || isOneOf(word, words);
}

bool isArmControl(QStringView word)
{
    static constexpr std::array branches{QLatin1String("cbz"),  QLatin1String("cbnz"), QLatin1String("tbz"),
                                         QLatin1String("tbnz"), QLatin1String("tbb"),  QLatin1String("tbh"),
                                         QLatin1String("ret"),  QLatin1String("eret"), QLatin1String("svc"),
                                         QLatin1String("udf"),  QLatin1String("brk")};
    static constexpr std::array others{QLatin1String("bic"), QLatin1String("bif"), QLatin1String("bit"),
                                       QLatin1String("bsl"), QLatin1String("bfc"), QLatin1String("bfi"),
                                       QLatin1String("bfm"), QLatin1String("bfx")};
    if (!word.startsWith(u'b'))
        return isOneOf(word, branches);
    return std::none_of(others.begin(), others.end(), [&](QLatin1String other) { return word.startsWith(other); });
}

bool isMipsControl(QStringView word)
{
    static constexpr std::array words{QLatin1String("syscall"), QLatin1String("break"), QLatin1String("eret")};
    return word.startsWith(u'b') ? !word.startsWith(QLatin1String("bit"))
                                 : word.startsWith(u'j') || isOneOf(word, words);
}

bool isPowerPcControl(QStringView word)
{
    static constexpr std::array words{QLatin1String("sc"), QLatin1String("rfi"), QLatin1String("rfid"),
                                      QLatin1String("trap")};
    return word.startsWith(u'b') || isOneOf(word, words);
}

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'.' || c == u'$' || c == u'%';
}

// Sizes, shifts and extensions stand between registers and are not registers.
bool isOperandKeyword(QStringView word)
{
    static constexpr std::array words{
        QLatin1String("ptr"),     QLatin1String("byte"),    QLatin1String("word"),  QLatin1String("dword"),
        QLatin1String("qword"),   QLatin1String("xword"),   QLatin1String("tbyte"), QLatin1String("xmmword"),
        QLatin1String("ymmword"), QLatin1String("zmmword"), QLatin1String("lsl"),   QLatin1String("lsr"),
        QLatin1String("asr"),     QLatin1String("ror"),     QLatin1String("rrx"),   QLatin1String("msl"),
        QLatin1String("uxtb"),    QLatin1String("uxth"),    QLatin1String("uxtw"),  QLatin1String("uxtx"),
        QLatin1String("sxtb"),    QLatin1String("sxth"),    QLatin1String("sxtw"),  QLatin1String("sxtx"),
        QLatin1String("eq"),      QLatin1String("ne"),      QLatin1String("hs"),    QLatin1String("lo"),
        QLatin1String("mi"),      QLatin1String("pl"),      QLatin1String("vs"),    QLatin1String("vc"),
        QLatin1String("hi"),      QLatin1String("ls"),      QLatin1String("ge"),    QLatin1String("lt"),
        QLatin1String("gt"),      QLatin1String("le"),      QLatin1String("al")};
    return isOneOf(word, words);
}

bool isAllDigits(QStringView word)
{
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
}

ColorRole wordRole(QStringView word, bool immediate)
{
    if (immediate || word.front().isDigit())
        return word.startsWith(QLatin1String("0x")) && word.size() >= 7 ? ColorRole::SyntaxAddress
                                                                        : ColorRole::SyntaxNumber;
    if (word.front() == u'$' || word.front() == u'%') // a register in MIPS: $a0, $4
        return word.size() > 1 && (word[1].isLetter() || isAllDigits(word.mid(1))) ? ColorRole::SyntaxRegister
                                                                                   : ColorRole::SyntaxPunctuation;
    return isOperandKeyword(word) ? ColorRole::SyntaxPunctuation : ColorRole::SyntaxRegister;
}

} // namespace

ColorRole mnemonicRole(QStringView mnemonic, Architecture architecture)
{
    bool control = false;
    switch (architecture) {
    case Architecture::X86:
    case Architecture::X86_64:
        // "notrack jmp", "bnd ret", "repz ret"
        control = isX86Control(mnemonic.mid(mnemonic.lastIndexOf(u' ') + 1));
        break;
    case Architecture::Arm:
    case Architecture::AArch64:
        control = isArmControl(mnemonic);
        break;
    case Architecture::Mips32:
    case Architecture::Mips64:
        control = isMipsControl(mnemonic);
        break;
    case Architecture::PowerPc32:
    case Architecture::PowerPc64:
        control = isPowerPcControl(mnemonic);
        break;
    case Architecture::Unknown:
        break;
    }
    return control ? ColorRole::SyntaxControl : ColorRole::SyntaxMnemonic;
}

std::vector<TextToken> operandTokens(QStringView operands)
{
    std::vector<TextToken> tokens;
    const auto size = static_cast<int>(operands.size());
    const auto add = [&tokens](int start, int end, ColorRole role) {
        if (!tokens.empty() && tokens.back().role == role)
            tokens.back().length = end - tokens.back().start;
        else if (end > start)
            tokens.push_back({start, end - start, role});
    };
    for (int at = 0; at < size;) {
        const QChar c = operands[at];
        const bool sign = c == u'#' || c == u'-';
        int word = at + (sign ? 1 : 0);
        if (sign && word < size && operands[word] == u'-') // "#-0x10"
            ++word;
        int end = word;
        while (end < size && isWordCharacter(operands[end]))
            ++end;
        if (end > word) {
            const bool number = operands[word].isDigit();
            const ColorRole role = wordRole(operands.mid(word, end - word), number);
            add(at, sign && !number ? word : at, ColorRole::SyntaxPunctuation);
            add(sign && !number ? word : at, end, role);
            at = end;
        } else {
            add(at, at + 1, ColorRole::SyntaxPunctuation);
            ++at;
        }
    }
    return tokens;
}

void paintTokens(QPainter &painter, const QRectF &rect, const QString &text, const std::vector<TextToken> &tokens,
                 const Theme &theme)
{
    const QFontMetricsF metrics(painter.font());
    const qreal baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    qreal x = rect.left();
    for (const TextToken &token : tokens) {
        QString part = text.mid(token.start, token.length);
        const qreal room = rect.right() - x;
        qreal width = metrics.horizontalAdvance(part);
        const bool last = token.start + token.length >= text.size();
        const bool cut = width > room
                         || (!last && width + metrics.horizontalAdvance(u'…') > room
                             && metrics.horizontalAdvance(text.mid(token.start)) > room);
        if (cut) {
            part = metrics.elidedText(part + text.mid(token.start + token.length), Qt::ElideRight, room);
            width = room;
        }
        painter.setPen(theme.color(token.role));
        painter.drawText(QPointF(x, baseline), part);
        if (cut)
            return;
        x += width;
    }
}

} // namespace symbolon
