// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/firmwaredialog.h"

#include "app/window/icons.h"
#include "app/window/rawdialog.h"
#include "widgets/common/format.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace symbolon {

using Type = ContainerEntry::Type;

FirmwareDialog::FirmwareDialog(const QString &path, const std::shared_ptr<const Listing> &listing, QWidget *parent)
    : QDialog(parent), m_path(path), m_model(listing), m_view(new QTreeView(this)), m_count(new QLabel(this))
{
    setWindowTitle(tr("Contents of %1").arg(QFileInfo(path).fileName()));
    setAttribute(Qt::WA_DeleteOnClose);
    const int line = fontMetrics().height();
    resize(line * 60, line * 38);
    auto *column = new QVBoxLayout(this);

    const auto &entries = listing->entries;
    const int executables = int(std::count_if(entries.begin(), entries.end(),
                                              [](const ContainerEntry &e) { return e.type == Type::Executable; }));
    auto *intro = new QLabel(this);
    intro->setWordWrap(true);
    intro->setText(executables > 0
                       ? tr("Check the executables to work on. %n found.", nullptr, executables)
                       : tr("No executable was recognised in here. A part can be opened as raw machine code."));
    column->addWidget(intro);

    auto *tools = new QHBoxLayout;
    auto *filter = new QLineEdit(this);
    filter->setObjectName(QStringLiteral("filter"));
    filter->setPlaceholderText(tr("Filter by name, kind or architecture"));
    filter->setClearButtonEnabled(true);
    filter->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    auto *only = new QCheckBox(tr("&Executables only"), this);
    only->setObjectName(QStringLiteral("executables-only"));
    tools->addWidget(filter, 1);
    tools->addWidget(only);
    column->addLayout(tools);

    m_filter.setSourceModel(&m_model);
    m_view->setModel(&m_filter);
    m_view->setUniformRowHeights(true);
    m_view->setAlternatingRowColors(true);
    m_view->setSortingEnabled(false);
    m_view->setAccessibleName(tr("Contents"));
    m_view->header()->setStretchLastSection(true);
    m_view->setColumnWidth(ContainerModel::Name, line * 22);
    m_view->setColumnWidth(ContainerModel::Kind, line * 7);
    m_view->setColumnWidth(ContainerModel::Size, line * 6);
    m_view->setColumnWidth(ContainerModel::Machine, line * 9);
    column->addWidget(m_view, 1);

    if (!listing->notes.empty()) {
        QStringList notes;
        for (const std::string &note : listing->notes)
            notes.append(oneLine(note, 400));
        auto *remarks = new QPlainTextEdit(notes.join(QLatin1Char('\n')), this);
        remarks->setReadOnly(true);
        remarks->setMaximumHeight(line * 5);
        remarks->setAccessibleName(tr("What could not be read"));
        column->addWidget(new QLabel(tr("What could not be read"), this));
        column->addWidget(remarks);
    }

    auto *foot = new QHBoxLayout;
    m_raw = new QPushButton(tr("Open as &raw machine code…"), this);
    m_raw->setObjectName(QStringLiteral("open-raw"));
    foot->addWidget(m_raw);
    foot->addWidget(m_count, 1, Qt::AlignRight);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_open = buttons->addButton(tr("&Open"), QDialogButtonBox::AcceptRole);
    m_open->setObjectName(QStringLiteral("open-checked"));
    m_open->setDefault(true);
    foot->addWidget(buttons);
    column->addLayout(foot);

    connect(filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setText(text);
        if (!text.isEmpty())
            m_view->expandAll();
    });
    connect(only, &QCheckBox::toggled, this, [this](bool on) {
        m_filter.setExecutablesOnly(on);
        expandToExecutables();
    });
    connect(&m_model, &ContainerModel::checkedChanged, this, &FirmwareDialog::updateButtons);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &FirmwareDialog::updateButtons);
    connect(m_view, &QTreeView::activated, this, &FirmwareDialog::openActivated);
    connect(m_raw, &QPushButton::clicked, this, &FirmwareDialog::openRaw);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(requests());
        accept();
    });
    expandToExecutables();
    updateButtons();
    filter->setFocus();
}

// Opens the way to the executables, as far as there are few enough to look at.
void FirmwareDialog::expandToExecutables()
{
    constexpr int shownAtOnce = 400;
    int shown = 0;
    const auto &entries = m_model.listing().entries;
    m_view->expandToDepth(0);
    for (std::size_t n = 0; n < entries.size() && shown < shownAtOnce; ++n) {
        if (entries[n].type != Type::Executable)
            continue;
        ++shown;
        for (QModelIndex at = m_filter.mapFromSource(m_model.indexOf(int(n))).parent(); at.isValid(); at = at.parent())
            m_view->expand(at);
    }
}

const ContainerEntry *FirmwareDialog::currentEntry() const
{
    return m_model.entryAt(m_filter.mapToSource(m_view->currentIndex()));
}

void FirmwareDialog::updateButtons()
{
    const int checked = int(m_model.checkedEntries().size());
    m_open->setEnabled(checked > 0);
    m_count->setText(checked > 0 ? tr("%n executable(s) checked", nullptr, checked) : QString());
    const ContainerEntry *entry = currentEntry();
    m_raw->setEnabled(entry && entry->size > 0
                      && (entry->type == Type::Unknown || entry->type == Type::File || entry->type == Type::Container));
}

void FirmwareDialog::openActivated(const QModelIndex &index)
{
    const QModelIndex source = m_filter.mapToSource(index);
    const ContainerEntry *entry = m_model.entryAt(source);
    if (!entry || entry->type != Type::Executable)
        return;
    m_model.setData(source.siblingAtColumn(ContainerModel::Name), Qt::Checked, Qt::CheckStateRole);
    Q_EMIT chosen(requests());
    accept();
}

void FirmwareDialog::openRaw()
{
    const ContainerEntry *entry = currentEntry();
    if (!entry)
        return;
    const QModelIndex row = m_view->currentIndex();
    const QString remark = QStringList{row.siblingAtColumn(ContainerModel::Size).data().toString(),
                                       row.siblingAtColumn(ContainerModel::Remark).data().toString()}
                               .join(QStringLiteral(" · "));
    // The file itself has no member path.
    const QString member =
        entry == &m_model.listing().entries.front() ? QString() : QString::fromStdString(entry->path);
    auto *dialog = new RawDialog(m_path, member, remark, this);
    connect(dialog, &RawDialog::chosen, this, [this](const BinaryRequest &request) {
        Q_EMIT chosen({request});
        accept();
    });
    dialog->open();
    Q_EMIT rawDialogOpened(dialog);
}

QList<BinaryRequest> FirmwareDialog::requests() const
{
    QList<BinaryRequest> all;
    const auto checked = m_model.checkedEntries();
    for (const int entry : checked)
        all.append({m_path, QString::fromStdString(m_model.listing().entries[std::size_t(entry)].path), {}, 0});
    return all;
}

} // namespace symbolon
