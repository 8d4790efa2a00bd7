// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every command of the window, each once: menus, toolbar, palette and the keys page are fed from here.
#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>

#include <functional>

namespace symbolon {

struct ActionSpec {
    QString id;   // machine word: "open-binary"
    QString menu; // the menu it stands in, translated; for the palette and the keys page
    QString text; // with & mnemonic
    QString icon; // name for themedIcon; may be empty
    QList<QKeySequence> keys;
    QString hint; // status tip; may be empty
};

class Actions : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QWidget *window);

    QAction *add(const ActionSpec &spec, std::function<void()> run);
    // An action that something else made (a dock's toggle), listed with the rest.
    void adopt(const QString &id, const QString &menu, QAction *action);
    void remove(const QString &id);

    [[nodiscard]] QAction *action(const QString &id) const; // null: no such
    [[nodiscard]] const QList<QAction *> &all() const { return m_order; }
    [[nodiscard]] static QString menuOf(const QAction *action);
    [[nodiscard]] static QString plainText(const QAction *action); // without mnemonic and dots

private:
    QWidget *m_window;
    QHash<QString, QAction *> m_byId;
    QList<QAction *> m_order;
};

} // namespace symbolon
