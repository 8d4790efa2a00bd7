// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/sourcelines.h"

#include <QSet>
#include <QStringList>

namespace symbolon {

namespace {

const QSet<QString> &keywords()
{
    static const QSet<QString> words = [] {
        const QString list = QStringLiteral(
            "auto break case char const continue default do double else enum extern float for goto if inline int long "
            "register restrict return short signed sizeof static struct switch typedef union unsigned void volatile "
            "while _Bool bool catch class const_cast constexpr delete dynamic_cast explicit false final friend mutable "
            "namespace new noexcept nullptr operator override private protected public reinterpret_cast static_assert "
            "static_cast template this throw true try typename using virtual NULL size_t ssize_t uint8_t uint16_t "
            "uint32_t uint64_t int8_t int16_t int32_t int64_t");
        const QStringList words = list.split(u' ');
        return QSet<QString>(words.begin(), words.end());
    }();
    return words;
}

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$';
}

class Lexer
{
public:
    CodeLine line(const QString &text)
    {
        m_line.clear();
        m_text = text;
        m_at = 0;
        while (m_at < m_text.size())
            token();
        return std::move(m_line);
    }

private:
    void add(CodeStyle style, qsizetype end)
    {
        const QString part = m_text.mid(m_at, end - m_at);
        if (!m_line.empty() && m_line.back().style == style)
            m_line.back().text += part;
        else
            m_line.push_back({style, part});
        m_at = end;
    }

    void comment()
    {
        const qsizetype end = m_text.indexOf(QLatin1String("*/"), m_inComment ? m_at : m_at + 2);
        m_inComment = end < 0;
        add(CodeStyle::Comment, m_inComment ? m_text.size() : end + 2);
    }

    void literal(QChar quote)
    {
        qsizetype end = m_at + 1;
        while (end < m_text.size() && m_text[end] != quote)
            end += m_text[end] == u'\\' ? 2 : 1;
        add(CodeStyle::Literal, std::min(end + 1, m_text.size()));
    }

    void word()
    {
        qsizetype end = m_at;
        while (end < m_text.size() && isWord(m_text[end]))
            ++end;
        const bool number = m_text[m_at].isDigit();
        const bool keyword = !number && keywords().contains(m_text.mid(m_at, end - m_at));
        add(number ? CodeStyle::Number : keyword ? CodeStyle::Keyword : CodeStyle::Plain, end);
    }

    void token()
    {
        const QStringView rest = QStringView(m_text).mid(m_at);
        if (m_inComment || rest.startsWith(QLatin1String("/*")))
            comment();
        else if (rest.startsWith(QLatin1String("//")))
            add(CodeStyle::Comment, m_text.size());
        else if (rest[0] == u'#' && QStringView(m_text).left(m_at).trimmed().isEmpty())
            add(CodeStyle::Preprocessor, m_text.size());
        else if (rest[0] == u'"' || rest[0] == u'\'')
            literal(rest[0]);
        else if (isWord(rest[0]))
            word();
        else
            add(CodeStyle::Plain, m_at + 1);
    }

    CodeLine m_line;
    QString m_text;
    qsizetype m_at = 0;
    bool m_inComment = false;
};

} // namespace

std::vector<CodeLine> sourceLines(const std::string &text)
{
    QString all = QString::fromStdString(text);
    if (all.endsWith(u'\n'))
        all.chop(1);
    std::vector<CodeLine> lines;
    Lexer lexer;
    for (QString line : all.split(u'\n')) {
        if (line.endsWith(u'\r'))
            line.chop(1);
        lines.push_back(lexer.line(line));
    }
    return lines;
}

} // namespace symbolon
