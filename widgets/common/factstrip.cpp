// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/factstrip.h"

#include "widgets/common/format.h"
#include "widgets/common/functionfacts.h"
#include "widgets/common/theme.h"

#include <QEvent>
#include <QTextDocumentFragment>

#include <utility>

namespace symbolon {

FactStrip::FactStrip(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::RichText);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    setWordWrap(true);
    setContentsMargins(10, 0, 10, 6);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
    // Queued: who follows the link brings another text, and the label is still busy with this one.
    connect(
        this, &QLabel::linkActivated, this,
        [this](const QString &link) {
            bool valid = false;
            const quint64 address = link.toULongLong(&valid, 16);
            if (valid)
                Q_EMIT placeActivated(address);
        },
        Qt::QueuedConnection);
}

void FactStrip::setFunction(std::shared_ptr<const Program> program, int function)
{
    const bool valid = program && function >= 0 && static_cast<std::size_t>(function) < program->functions.size();
    const BinaryFunction *chosen = valid ? &program->functions[static_cast<std::size_t>(function)] : nullptr;
    if (chosen == m_function && program == m_program)
        return;
    m_program = std::move(program);
    m_function = chosen;
    m_witnessFunction = chosen && chosen->witness != 0 ? m_program->functionContaining(chosen->witness) : -1;
    write();
    setVisible(chosen != nullptr);
}

QString FactStrip::plainText() const
{
    return QTextDocumentFragment::fromHtml(text()).toPlainText();
}

void FactStrip::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        write();
}

void FactStrip::write()
{
    if (!m_function) {
        clear();
        setToolTip({});
        setAccessibleName({});
        return;
    }
    const Theme theme(palette());
    const auto coloured = [&theme](const QString &text, ColorRole role) {
        return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(theme.color(role).name(), text);
    };
    const BinaryFunction &function = *m_function;
    QStringList parts;
    if (function.origins != 0)
        parts << tr("found by %1").arg(originWords(function.origins)).toHtmlEscaped();
    const QString certainty = tr("certainty %1").arg(certaintyText(function)).toHtmlEscaped();
    parts << (function.confidence < 0.7F ? coloured(QStringLiteral("⚠ ") + certainty, ColorRole::Warning) : certainty);
    if (function.witness != 0) {
        const QString place = placeWords(*m_program, function.witness).toHtmlEscaped();
        if (m_witnessFunction < 0)
            parts << tr("see %1").arg(place);
        else
            parts << tr("see %1").arg(
                QStringLiteral("<a href=\"%1\" style=\"color:%2\">%3</a>")
                    .arg(QString::number(function.witness, 16), theme.color(ColorRole::EvidenceString).name(), place));
    }
    if (!function.aliases.empty())
        parts << tr("also known as %1").arg(aliasWords(function, 3)).toHtmlEscaped();
    if (const QString target = thunkTarget(*m_program, function); !target.isEmpty())
        parts << tr("thunk of %1").arg(target).toHtmlEscaped();
    if (function.noReturn)
        parts << tr("does not return").toHtmlEscaped();
    if (const int cold = coldBlockCount(function); cold > 0)
        parts << tr("cold blocks: %1").arg(countText(cold)).toHtmlEscaped();
    // A note names open jumps too, at length and not in the user's language; there may be nothing else in it.
    const bool onlyJumps = function.unresolvedJumps > 0 && function.note.find(';') == std::string::npos;
    if (onlyJumps)
        parts << coloured(
            QStringLiteral("⚠ ")
                + tr("jumps with unknown targets: %1").arg(countText(function.unresolvedJumps)).toHtmlEscaped(),
            ColorRole::Warning);
    else if (!function.note.empty())
        parts << coloured(QStringLiteral("⚠ ") + oneLine(function.note).toHtmlEscaped(), ColorRole::Warning);
    setText(coloured(parts.join(QStringLiteral(" · ")), ColorRole::FaintText));
    setAccessibleName(plainText());
    setToolTip(functionFacts(*m_program, function).join(u'\n').toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

} // namespace symbolon
