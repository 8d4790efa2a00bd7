// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/messagebar.h"

#include "app/window/icons.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace symbolon {

namespace {

constexpr qsizetype linesAtOnce = 4;

QString iconName(Message::Kind kind)
{
    switch (kind) {
    case Message::Kind::Error:
        return QStringLiteral("error");
    case Message::Kind::Warning:
        return QStringLiteral("warning");
    case Message::Kind::Info:
        break;
    }
    return QStringLiteral("info");
}

QString kindName(Message::Kind kind)
{
    switch (kind) {
    case Message::Kind::Error:
        return MessageLine::tr("Error");
    case Message::Kind::Warning:
        return MessageLine::tr("Warning");
    case Message::Kind::Info:
        break;
    }
    return MessageLine::tr("Note");
}

} // namespace

MessageLine::MessageLine(const Message &message, QWidget *parent) : QFrame(parent), m_message(message)
{
    setObjectName(QStringLiteral("message-line"));
    setAutoFillBackground(true);
    setAccessibleName(kindName(message.kind) + QStringLiteral(": ") + message.text);
    setAccessibleDescription(message.hint);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 5, 6, 5);
    column->setSpacing(4);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    column->addLayout(row);
    m_icon = new QLabel(this);
    row->addWidget(m_icon, 0, Qt::AlignTop);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    auto *text = new QLabel(message.text, this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setFocusPolicy(Qt::NoFocus);
    texts->addWidget(text);
    if (!message.hint.isEmpty()) {
        auto *hint = new QLabel(message.hint, this);
        hint->setTextFormat(Qt::PlainText);
        hint->setWordWrap(true);
        hint->setForegroundRole(QPalette::PlaceholderText);
        texts->addWidget(hint);
    }
    row->addLayout(texts, 1);

    for (const Message::Action &action : message.actions) {
        auto *button = new QPushButton(action.text, this);
        connect(button, &QPushButton::clicked, this, [this, run = action.run] {
            Q_EMIT dismissed();
            run();
        });
        row->addWidget(button, 0, Qt::AlignTop);
    }
    if (!message.detail.isEmpty()) {
        auto *details = new QPushButton(tr("Details"), this);
        details->setCheckable(true);
        row->addWidget(details, 0, Qt::AlignTop);
        m_detail = new QPlainTextEdit(message.detail, this);
        m_detail->setReadOnly(true);
        m_detail->setFont(monospaceFont());
        m_detail->setMaximumHeight(140);
        m_detail->setAccessibleName(tr("Details"));
        m_detail->hide();
        column->addWidget(m_detail);
        connect(details, &QPushButton::toggled, m_detail, &QWidget::setVisible);
    }
    if (message.kind != Message::Kind::Info) {
        auto *copyButton = new QPushButton(tr("Copy"), this);
        copyButton->setToolTip(tr("Copy this message to the clipboard"));
        connect(copyButton, &QPushButton::clicked, this, &MessageLine::copy);
        row->addWidget(copyButton, 0, Qt::AlignTop);
    }
    auto *dismiss = new QToolButton(this);
    dismiss->setIcon(themedIcon(QStringLiteral("close")));
    dismiss->setAutoRaise(true);
    dismiss->setToolTip(tr("Dismiss"));
    dismiss->setAccessibleName(tr("Dismiss"));
    connect(dismiss, &QToolButton::clicked, this, &MessageLine::dismissed);
    row->addWidget(dismiss, 0, Qt::AlignTop);
    updateColors();
}

void MessageLine::copy()
{
    QStringList parts{m_message.text};
    for (const QString &more : {m_message.hint, m_message.detail}) {
        if (!more.isEmpty())
            parts.append(more);
    }
    QApplication::clipboard()->setText(parts.join(QLatin1Char('\n')));
}

void MessageLine::updateColors()
{
    const Theme theme(QApplication::palette());
    QColor color = theme.color(ColorRole::FaintText);
    if (m_message.kind == Message::Kind::Error)
        color = theme.color(ColorRole::Failure);
    else if (m_message.kind == Message::Kind::Warning)
        color = theme.color(ColorRole::Warning);
    m_icon->setPixmap(themedPixmap(iconName(m_message.kind), 18, color, devicePixelRatioF()));
    // A breath of the kind's colour over the base keeps the text readable in light and dark.
    const QColor base = QApplication::palette().color(QPalette::Base);
    const double share = theme.isDark() ? 0.14 : 0.08;
    const auto mix = [share](int a, int b) { return int(a * (1 - share) + b * share); };
    QPalette own = QApplication::palette();
    own.setColor(QPalette::Window, QColor(mix(base.red(), color.red()), mix(base.green(), color.green()),
                                          mix(base.blue(), color.blue())));
    setPalette(own);
}

void MessageLine::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        updateColors();
}

MessageBar::MessageBar(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(1);
    setVisible(false);
}

void MessageBar::show(const Message &message)
{
    Message keyed = message;
    if (keyed.key.isEmpty())
        keyed.key = keyed.text;
    dismiss(keyed.key);
    while (m_lines.size() >= linesAtOnce)
        remove(m_lines.first());
    auto *line = new MessageLine(keyed, this);
    connect(line, &MessageLine::dismissed, this, [this, line] { remove(line); });
    m_lines.append(line);
    m_column->addWidget(line);
    line->show();
    setVisible(true);
}

void MessageBar::showError(const QString &key, const Error &error, std::function<void()> retry)
{
    Message message = errorMessage(error);
    message.key = key;
    if (retry)
        message.actions.append({tr("Retry"), std::move(retry)});
    show(message);
}

Message MessageBar::errorMessage(const Error &error)
{
    Message message;
    message.kind = Message::Kind::Error;
    message.text = QString::fromStdString(error.summary);
    message.hint = QString::fromStdString(error.hint);
    message.detail = QString::fromStdString(error.detail);
    return message;
}

void MessageBar::dismiss(const QString &key)
{
    const QList<MessageLine *> lines = m_lines;
    for (MessageLine *line : lines) {
        if (line->message().key == key)
            remove(line);
    }
}

void MessageBar::clear()
{
    while (!m_lines.isEmpty())
        remove(m_lines.first());
}

QList<Message> MessageBar::messages() const
{
    QList<Message> all;
    for (const MessageLine *line : m_lines)
        all.append(line->message());
    return all;
}

void MessageBar::remove(MessageLine *line)
{
    m_lines.removeAll(line);
    line->hide();
    line->deleteLater(); // one of its buttons may be what was clicked
    setVisible(!m_lines.isEmpty());
}

} // namespace symbolon
