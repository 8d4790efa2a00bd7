// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/keyspage.h"

#include "app/window/actions.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace symbolon {

namespace {

struct Row {
    QString text;
    QString keys;
};
struct Group {
    QString menu;
    QList<Row> rows;
};

QString keysOf(const QAction *action)
{
    QStringList keys;
    const auto shortcuts = action->shortcuts();
    for (const QKeySequence &key : shortcuts)
        keys.append(key.toString(QKeySequence::NativeText));
    return keys.join(QStringLiteral("  "));
}

QList<Group> groupsOf(const Actions &actions)
{
    QList<Group> groups;
    for (const QAction *action : actions.all()) {
        if (action->shortcuts().isEmpty())
            continue;
        const QString menu = Actions::menuOf(action);
        auto group = std::find_if(groups.begin(), groups.end(), [&](const Group &g) { return g.menu == menu; });
        if (group == groups.end())
            group = groups.insert(groups.end(), Group{menu, {}});
        group->rows.append({Actions::plainText(action), keysOf(action)});
    }
    return groups;
}

} // namespace

KeysPage::KeysPage(const Actions &actions, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    const int line = fontMetrics().height();
    auto *column = new QVBoxLayout(this);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *page = new QWidget(scroll);
    auto *columns = new QHBoxLayout(page);
    columns->setSpacing(line * 2);
    const QList<Group> groups = groupsOf(actions);
    qsizetype total = 0;
    for (const Group &group : groups)
        total += group.rows.size() + 2;
    QGridLayout *grid = nullptr;
    qsizetype filled = 0;
    int row = 0;
    for (const Group &group : groups) {
        if (!grid || filled >= (total + 1) / 2) {
            auto *half = new QVBoxLayout;
            grid = new QGridLayout;
            grid->setHorizontalSpacing(line);
            grid->setVerticalSpacing(line / 4);
            grid->setColumnStretch(0, 1);
            half->addLayout(grid);
            half->addStretch(1);
            columns->addLayout(half, 1);
            row = 0;
            filled = 0;
        }
        auto *head = new QLabel(QStringLiteral("<b>%1</b>").arg(group.menu.toHtmlEscaped()), page);
        head->setContentsMargins(0, row > 0 ? line / 2 : 0, 0, 0);
        grid->addWidget(head, row++, 0, 1, 2);
        for (const Row &entry : group.rows) {
            grid->addWidget(new QLabel(entry.text, page), row, 0);
            auto *keys = new QLabel(entry.keys, page);
            keys->setForegroundRole(QPalette::PlaceholderText);
            grid->addWidget(keys, row++, 1, Qt::AlignRight);
        }
        filled += group.rows.size() + 2;
    }
    scroll->setWidget(page);
    column->addWidget(scroll);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    resize(line * 52, line * 46);
}

} // namespace symbolon
