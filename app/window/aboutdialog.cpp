// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/aboutdialog.h"

#include "app/window/icons.h"
#include "generated/version.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <QMessageBox>

namespace symbolon {

AboutDialog::AboutDialog(QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("About Symbolon"));
    setAttribute(Qt::WA_DeleteOnClose);
    const int line = fontMetrics().height();
    auto *column = new QVBoxLayout(this);
    auto *row = new QHBoxLayout;
    row->setSpacing(line);
    auto *mark = new QLabel(this);
    mark->setPixmap(themedPixmap(QStringLiteral("symbolon"), line * 5, Qt::black, devicePixelRatioF()));
    row->addWidget(mark, 0, Qt::AlignTop);

    const QString text =
        QStringLiteral("<h2>Symbolon %1</h2><p>%2</p><p>%3</p><p>%4<br>%5</p>")
            .arg(QStringLiteral(SYMBOLON_VERSION),
                 tr("Finds, for each function of a binary, the source function it was compiled from."),
                 tr("A <i>symbolon</i> was a token broken in two; whoever held one half was known by "
                    "how it fitted the other."),
                 tr("Copyright © 2026 The Symbolon authors. Free software under the GNU General Public "
                    "License, version 3 or later; it comes without any warranty."),
                 tr("Built with Qt %1 (running %2), QScintilla, Capstone, LIEF, libclang, Graphviz, "
                    "SQLite, libarchive and libsquashfs.")
                     .arg(QStringLiteral(QT_VERSION_STR), QString::fromLatin1(qVersion())));
    auto *label = new QLabel(text, this);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setMinimumWidth(line * 26);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    row->addWidget(label, 1);
    column->addLayout(row);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *qt = buttons->addButton(tr("About &Qt"), QDialogButtonBox::ActionRole);
    connect(qt, &QPushButton::clicked, this, [this] { QMessageBox::aboutQt(this); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

} // namespace symbolon
