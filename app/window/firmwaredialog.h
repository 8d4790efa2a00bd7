// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a firmware file contains, to choose the executables to work on. Parts that nothing recognised can be
// opened as raw machine code.
#pragma once

#include "app/window/containermodel.h"
#include "app/workers/workers.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTreeView;

namespace symbolon {

class RawDialog;

class FirmwareDialog : public QDialog
{
    Q_OBJECT

public:
    FirmwareDialog(const QString &path, const std::shared_ptr<const Listing> &listing, QWidget *parent = nullptr);

    [[nodiscard]] QList<BinaryRequest> requests() const; // of what is checked

Q_SIGNALS:
    void chosen(const QList<symbolon::BinaryRequest> &requests);
    void rawDialogOpened(symbolon::RawDialog *dialog); // for a part without a format; its choice comes as chosen()

private:
    void updateButtons();
    void openRaw();
    void openActivated(const QModelIndex &index);
    void expandToExecutables();
    [[nodiscard]] const ContainerEntry *currentEntry() const;

    QString m_path;
    ContainerModel m_model;
    ContainerFilter m_filter;
    QTreeView *m_view;
    QLabel *m_count;
    QPushButton *m_raw;
    QPushButton *m_open;
};

} // namespace symbolon
