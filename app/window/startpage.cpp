// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/startpage.h"

#include "app/window/droptarget.h"
#include "app/window/icons.h"
#include "app/window/linkrow.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace symbolon {

namespace {

QLabel *heading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}

QString shortPath(const QString &path)
{
    const QString home = QDir::homePath();
    return path.startsWith(home + QLatin1Char('/')) ? QLatin1Char('~') + path.mid(home.size()) : path;
}

} // namespace

StartPage::StartPage(QWidget *parent) : QWidget(parent)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    outer->addWidget(scroll);
    auto *page = new QWidget(scroll);
    scroll->setWidget(page);
    auto *centre = new QHBoxLayout(page);
    auto *sheet = new QWidget(page);
    const int line = fontMetrics().height();
    sheet->setMaximumWidth(line * 56);
    centre->addStretch(1);
    centre->addWidget(sheet, 20);
    centre->addStretch(1);

    auto *column = new QVBoxLayout(sheet);
    column->setContentsMargins(line, line * 2, line, line);
    column->setSpacing(line / 2);
    column->addStretch(1);
    auto *head = new QHBoxLayout;
    head->setSpacing(line);
    auto *mark = new QLabel(sheet);
    mark->setPixmap(themedPixmap(QStringLiteral("symbolon"), line * 3, Qt::black, devicePixelRatioF()));
    head->addWidget(mark);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    auto *name = new QLabel(QStringLiteral("Symbolon"), sheet);
    QFont large = name->font();
    large.setPointSizeF(large.pointSizeF() * 1.8);
    large.setBold(true);
    name->setFont(large);
    auto *what =
        new QLabel(tr("Finds, for each function of a binary, the source function it was compiled from."), sheet);
    what->setWordWrap(true);
    what->setForegroundRole(QPalette::PlaceholderText);
    words->addWidget(name);
    words->addWidget(what);
    head->addLayout(words, 1);
    column->addLayout(head);
    column->addSpacing(line);

    auto *targets = new QHBoxLayout;
    targets->setSpacing(line);
    m_binary = new DropTarget(1, QStringLiteral("binary"), sheet);
    m_binary->setObjectName(QStringLiteral("drop-binary"));
    m_binary->setTexts(tr("Firmware or binary"), tr("Drop a file here, or click to choose one"));
    m_sources = new DropTarget(2, QStringLiteral("sources"), sheet);
    m_sources->setObjectName(QStringLiteral("drop-sources"));
    m_sources->setTexts(tr("Source checkout"), tr("Drop a folder here, or click to choose one"));
    targets->addWidget(m_binary);
    targets->addWidget(m_sources);
    column->addLayout(targets);
    auto *then = new QLabel(tr("Matching starts by itself when both are given."), sheet);
    then->setAlignment(Qt::AlignHCenter);
    then->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(then);
    column->addSpacing(line);

    m_unsavedTitle = heading(tr("Not saved yet"), sheet);
    column->addWidget(m_unsavedTitle);
    m_unsaved = new QVBoxLayout;
    m_unsaved->setSpacing(0);
    column->addLayout(m_unsaved);
    m_recentTitle = heading(tr("Recent projects"), sheet);
    column->addWidget(m_recentTitle);
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(0);
    column->addLayout(m_recent);

    auto *other = new LinkRow(QStringLiteral("project"), tr("Open a project…"), {}, sheet);
    connect(other, &LinkRow::clicked, this, &StartPage::otherProjectRequested);
    column->addWidget(other);
    auto *sample = new LinkRow(QStringLiteral("sample"), tr("Try the sample"),
                               tr("a small firmware program and its sources"), sheet);
    sample->setObjectName(QStringLiteral("open-sample"));
    connect(sample, &LinkRow::clicked, this, &StartPage::sampleRequested);
    m_sample = sample;
    column->addWidget(sample);
    column->addStretch(3);

    connect(m_binary, &DropTarget::clicked, this, &StartPage::binaryRequested);
    connect(m_sources, &DropTarget::clicked, this, &StartPage::sourcesRequested);
    connect(m_binary, &DropTarget::dropped, this, &StartPage::binaryDropped);
    connect(m_sources, &DropTarget::dropped, this, &StartPage::sourcesDropped);
    setRecent({});
    setUnsaved({});
}

void StartPage::clear(QVBoxLayout *column)
{
    while (QLayoutItem *item = column->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // it may be what was just clicked
        }
        delete item;
    }
}

void StartPage::setRecent(const QStringList &projects)
{
    clear(m_recent);
    m_recentTitle->setVisible(!projects.isEmpty());
    for (const QString &path : projects.mid(0, 6)) {
        const QFileInfo file(path);
        auto *row = new LinkRow(QStringLiteral("recent"), file.completeBaseName(), shortPath(file.path()), this);
        connect(row, &LinkRow::clicked, this, [this, path] { Q_EMIT projectRequested(path); });
        m_recent->addWidget(row);
    }
}

void StartPage::setUnsaved(const QList<UnsavedProject> &projects)
{
    clear(m_unsaved);
    m_unsavedTitle->setVisible(!projects.isEmpty());
    for (const UnsavedProject &project : projects.mid(0, 5)) {
        auto *line = new QWidget(this);
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        auto *open =
            new LinkRow(QStringLiteral("save"), project.name,
                        tr("last worked on %1").arg(QLocale().toString(project.modified, QLocale::ShortFormat)), line);
        open->setObjectName(QStringLiteral("recover"));
        row->addWidget(open, 1);
        auto *discard = new QToolButton(line);
        discard->setText(tr("Discard"));
        discard->setAutoRaise(true);
        discard->setAccessibleName(tr("Discard %1").arg(project.name));
        row->addWidget(discard);
        connect(open, &LinkRow::clicked, this, [this, path = project.path] { Q_EMIT recoveryRequested(path); });
        connect(discard, &QToolButton::clicked, this, [this, path = project.path] { Q_EMIT discardRequested(path); });
        m_unsaved->addWidget(line);
    }
}

void StartPage::setSampleAvailable(bool available)
{
    m_sample->setVisible(available);
}

void StartPage::setGiven(const QString &binary, const QString &sources)
{
    m_binary->setDone(binary);
    m_sources->setDone(sources);
}

} // namespace symbolon
