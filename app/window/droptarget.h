// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A large button on which things can be dropped: the two steps of the start page.
#pragma once

#include <QAbstractButton>

class QMimeData;

namespace symbolon {

class DropTarget : public QAbstractButton
{
    Q_OBJECT

public:
    // `number`: the step's number, shown large.
    DropTarget(int number, const QString &icon, QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &sentence);
    void setDone(const QString &what); // what was given already; empty: nothing yet
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void dropped(const QStringList &paths);

protected:
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    int m_number;
    QString m_icon;
    QString m_sentence;
    QString m_done;
    bool m_dragging = false;
};

// The local paths of what is dragged; empty when there is none.
QStringList draggedPaths(const QMimeData *data);

} // namespace symbolon
