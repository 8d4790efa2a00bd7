// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// MainWindow: files in and out. Dialogs are opened, never waited for.

#include "app/window/mainwindow.h"

#include "app/report/report.h"
#include "app/window/droptarget.h"
#include "app/window/firmwaredialog.h"
#include "app/window/messagebar.h"
#include "app/window/rawdialog.h"
#include "app/window/sample.h"
#include "app/window/workbench.h"
#include "widgets/graph/graphview.h"

#include <QBuffer>
#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMimeData>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>

namespace symbolon {

namespace {

QString folderFor(const QString &key)
{
    const QString last = QSettings().value(QStringLiteral("folders/") + key).toString();
    return last.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::HomeLocation) : last;
}

void rememberFolder(const QString &key, const QString &path)
{
    QSettings().setValue(QStringLiteral("folders/") + key, path);
}

QFileDialog *fileDialog(QWidget *parent, const QString &title, const QString &key)
{
    auto *dialog = new QFileDialog(parent, title, folderFor(key));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, [key](const QString &path) {
        const QFileInfo chosen(path);
        rememberFolder(key, chosen.isDir() ? chosen.absolutePath() : chosen.path());
    });
    return dialog;
}

} // namespace

void MainWindow::openPaths(const QStringList &paths)
{
    for (const QString &path : paths)
        m_session.openFile(path);
}

void MainWindow::openSample()
{
    if (!m_session.isEmpty())
        m_session.closeProject();
    m_session.openBinaries({BinaryRequest{sampleBinary(), {}, {}, 0}});
    m_session.openSources(sampleSources());
}

void MainWindow::chooseBinary()
{
    QFileDialog *dialog = fileDialog(this, tr("Open a firmware file or binary"), QStringLiteral("binary"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, &m_session, &Session::openFile);
    dialog->open();
}

void MainWindow::chooseSources()
{
    QFileDialog *dialog = fileDialog(this, tr("Open a source checkout"), QStringLiteral("sources"));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, &m_session, &Session::openSources);
    dialog->open();
}

// Several stay side by side; who meant to replace the former says so here.
void MainWindow::showSourcesAdded(const QString &folder)
{
    QStringList others;
    QStringList names;
    QString name;
    for (const SourceEntry &entry : m_session.sources()) {
        if (entry.input.path == folder) {
            name = entry.input.name;
            continue;
        }
        others.append(entry.input.path);
        names.append(entry.input.name);
    }
    m_messages->show({Message::Kind::Info,
                      QStringLiteral("sources-added"),
                      tr("%1 was added beside %2.").arg(name, names.join(tr(", "))),
                      tr("Functions are now looked for in all of them; the pane “Components” lists and removes them."),
                      {},
                      {{tr("Use only %1").arg(name), [this, others] { m_session.removeSources(others); }},
                       {tr("Remove %1 again").arg(name), [this, folder] { m_session.removeSources({folder}); }}}});
}

void MainWindow::chooseProject()
{
    QFileDialog *dialog = fileDialog(this, tr("Open a project"), QStringLiteral("project"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Symbolon projects (*.symbolon)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, &m_session, &Session::loadProject);
    dialog->open();
}

void MainWindow::chooseSaveAs()
{
    QFileDialog *dialog = fileDialog(this, tr("Save the project as"), QStringLiteral("project"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Symbolon projects (*.symbolon)"));
    dialog->setDefaultSuffix(QStringLiteral("symbolon"));
    dialog->selectFile(m_session.name() + QLatin1String(".symbolon"));
    connect(dialog, &QFileDialog::fileSelected, &m_session, &Session::saveAs);
    dialog->open();
}

void MainWindow::chooseExport()
{
    QFileDialog *dialog = fileDialog(this, tr("Export a report"), QStringLiteral("report"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    const QHash<QString, QString> names{{QStringLiteral(".html"), tr("Web page (*.html)")},
                                        {QStringLiteral(".pdf"), tr("PDF document (*.pdf)")},
                                        {QStringLiteral(".csv"), tr("Table (*.csv)")},
                                        {QStringLiteral(".json"), tr("JSON (*.json)")}};
    const QStringList endings = reportEndings();
    for (const QString &ending : endings)
        filters.append(names.value(ending, QStringLiteral("*%1 (*%1)").arg(ending)));
    dialog->setNameFilters(filters);
    const auto suffixOf = [endings, filters](const QString &filter) {
        const qsizetype at = filters.indexOf(filter);
        return at < 0 ? QString() : endings[at].mid(1);
    };
    dialog->setDefaultSuffix(suffixOf(filters.value(0)));
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog, suffixOf](const QString &filter) { dialog->setDefaultSuffix(suffixOf(filter)); });
    dialog->selectFile(m_session.name() + endings.value(0));
    connect(dialog, &QFileDialog::fileSelected, &m_session, &Session::exportReport);
    dialog->open();
}

void MainWindow::showContainer(const QString &path, const std::shared_ptr<const Listing> &listing)
{
    auto *dialog = new FirmwareDialog(path, listing, this);
    connect(dialog, &FirmwareDialog::chosen, &m_session, &Session::openBinaries);
    connect(dialog, &FirmwareDialog::rawDialogOpened, this, &MainWindow::proposeFor);
    dialog->open();
}

void MainWindow::showRaw(const QString &path, const std::shared_ptr<const Listing> &listing)
{
    QString remark;
    if (!listing->entries.empty()) {
        const ContainerEntry &entry = listing->entries.front();
        QStringList parts{QLocale().formattedDataSize(qint64(entry.size))};
        if (entry.entropy)
            parts.append(tr("entropy %1 of 8 bits per byte").arg(QLocale().toString(*entry.entropy, 'f', 2)));
        if (!entry.note.empty())
            parts.append(QString::fromStdString(entry.note));
        remark = parts.join(QStringLiteral(" · "));
    }
    auto *dialog = new RawDialog(path, {}, remark, this);
    connect(dialog, &RawDialog::chosen, &m_session,
            [this](const BinaryRequest &request) { m_session.openBinaries({request}); });
    dialog->open();
    proposeFor(dialog);
}

// The dialog can be used at once; what the bytes speak for comes when it is found.
void MainWindow::proposeFor(RawDialog *dialog)
{
    const BinaryRequest request = dialog->request();
    m_session.proposeRaw(request.path, request.member, dialog,
                         [dialog](const Result<RawFindings> &findings) { dialog->showFindings(findings); });
    connect(dialog, &QDialog::finished, &m_session, [this] { m_session.jobs().cancelKind(QStringLiteral("propose")); });
}

void MainWindow::showInputCheck(const InputCheck &check)
{
    QStringList changed;
    QStringList missing;
    const auto note = [&](InputState state, const QString &name) {
        if (state == InputState::Changed)
            changed.append(name);
        else if (state == InputState::Missing)
            missing.append(name);
    };
    for (const BinaryEntry &entry : m_session.binaries())
        note(entry.state, entry.name());
    for (const SourceEntry &entry : m_session.sources())
        note(entry.state, entry.input.name);
    m_messages->dismiss(QStringLiteral("inputs-changed"));
    m_messages->dismiss(QStringLiteral("inputs-missing"));
    if (!changed.isEmpty())
        m_messages->show({Message::Kind::Warning,
                          QStringLiteral("inputs-changed"),
                          tr("Changed on disk since they were analysed: %1").arg(changed.join(QStringLiteral(", "))),
                          tr("What is shown is what was found then. Decisions stay when they are analysed again."),
                          {},
                          {{tr("Analyse again"), [this] { m_session.analyzeChangedAgain(); }}}});
    if (!missing.isEmpty())
        m_messages->show({Message::Kind::Info,
                          QStringLiteral("inputs-missing"),
                          tr("Not on this disk: %1").arg(missing.join(QStringLiteral(", "))),
                          tr("Everything that the project keeps is shown."),
                          {},
                          {}});
}

void MainWindow::reportWritten(const QString &path)
{
    Message message;
    message.key = QStringLiteral("report");
    message.text = tr("Report written: %1").arg(path);
    message.actions.append({tr("Open"), [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); }});
    message.actions.append(
        {tr("Show folder"), [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).path())); }});
    m_messages->show(message);
}

void MainWindow::exportGraph(bool asImage)
{
    QFileDialog *dialog = fileDialog(this, tr("Export the graph"), QStringLiteral("report"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(asImage ? QStringLiteral("png") : QStringLiteral("svg"));
    dialog->setNameFilter(asImage ? tr("Image (*.png)") : tr("Drawing (*.svg)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, asImage](const QString &path) {
        QByteArray bytes;
        if (asImage) {
            QBuffer buffer(&bytes);
            m_workbench->graph()->toImage().save(&buffer, "PNG");
        } else {
            bytes = m_workbench->graph()->toSvg();
        }
        m_session.writeFile(path, bytes);
    });
    dialog->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!draggedPaths(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openPaths(draggedPaths(event->mimeData()));
}

} // namespace symbolon
