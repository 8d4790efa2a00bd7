// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/actions.h"

#include "app/window/icons.h"

#include <QRegularExpression>
#include <QWidget>

namespace symbolon {

namespace {
const char menuProperty[] = "symbolon-menu";
}

Actions::Actions(QWidget *window) : QObject(window), m_window(window) { }

QAction *Actions::add(const ActionSpec &spec, std::function<void()> run)
{
    auto *action = new QAction(spec.text, this);
    action->setObjectName(spec.id);
    if (!spec.icon.isEmpty())
        action->setIcon(themedIcon(spec.icon));
    action->setShortcuts(spec.keys);
    action->setStatusTip(spec.hint);
    QString tip = plainText(action);
    if (!spec.keys.isEmpty())
        tip += QStringLiteral(" (%1)").arg(spec.keys.first().toString(QKeySequence::NativeText));
    if (!spec.hint.isEmpty())
        tip += QLatin1Char('\n') + spec.hint;
    action->setToolTip(tip);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    m_window->addAction(action); // its keys work while no menu is open
    adopt(spec.id, spec.menu, action);
    return action;
}

void Actions::adopt(const QString &id, const QString &menu, QAction *action)
{
    action->setProperty(menuProperty, menu);
    m_byId.insert(id, action);
    m_order.append(action);
}

void Actions::remove(const QString &id)
{
    if (QAction *action = m_byId.take(id)) {
        m_order.removeAll(action);
        delete action;
    }
}

QAction *Actions::action(const QString &id) const
{
    return m_byId.value(id);
}

QString Actions::menuOf(const QAction *action)
{
    return action->property(menuProperty).toString();
}

QString Actions::plainText(const QAction *action)
{
    // Mnemonics stand as "&x", or in languages without letters as "(&X)" at the end.
    static const QRegularExpression bracketed(QStringLiteral("\\(&.\\)"));
    QString text = action->text();
    text.remove(bracketed);
    text.replace(QLatin1String("&&"), QLatin1String("\x01"));
    text.remove(QLatin1Char('&'));
    text.replace(QLatin1Char('\x01'), QLatin1Char('&'));
    text.remove(QChar(u'…'));
    return text.trimmed();
}

} // namespace symbolon
