// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What went wrong or is worth knowing, in lines above the views: what, what to do about it, and buttons for
// it. Nothing blocks; a line stays until it is dismissed, acted upon, or replaced by one of the same key.
#pragma once

#include "analysis/base/result.h"

#include <QFrame>
#include <QWidget>

#include <functional>

class QLabel;
class QPlainTextEdit;
class QToolButton;
class QVBoxLayout;

namespace symbolon {

struct Message {
    enum class Kind { Error, Warning, Info };
    struct Action {
        QString text;
        std::function<void()> run;
    };
    Kind kind = Kind::Info;
    QString key; // a newer message of the same key replaces the older; empty: the text is the key
    QString text;
    QString hint;
    QString detail;
    QList<Action> actions; // the line goes when one is chosen
};

class MessageLine : public QFrame
{
    Q_OBJECT

public:
    MessageLine(const Message &message, QWidget *parent);

    [[nodiscard]] const Message &message() const { return m_message; }

Q_SIGNALS:
    void dismissed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateColors();
    void copy();

    Message m_message;
    QLabel *m_icon;
    QPlainTextEdit *m_detail = nullptr;
};

class MessageBar : public QWidget
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    void show(const Message &message);
    void showError(const QString &key, const Error &error, std::function<void()> retry = {});
    static Message errorMessage(const Error &error);
    void dismiss(const QString &key);
    void clear();
    [[nodiscard]] QList<Message> messages() const; // newest last

private:
    void remove(MessageLine *line);

    QVBoxLayout *m_column;
    QList<MessageLine *> m_lines;
};

} // namespace symbolon
