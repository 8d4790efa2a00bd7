// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The source of the chosen candidate: its whole file where the session supplies it, else the lines of the
// function with the numbers they have in the file. Asks for a file with fileTextRequested and is answered with
// setFileText or setFileFailed, at any later time. A file that no longer holds the function as it was read is
// not shown; the notice says so.
#pragma once

#include "widgets/common/evidencemarks.h"
#include "widgets/common/pane.h"
#include "widgets/common/selection.h"
#include "widgets/common/workspace.h"

#include <QCache>
#include <QSet>

#include <utility>

class QLabel;

namespace symbolon {

class FindBar;
class PaneHeader;
class SourceEditor;

class SourceView : public Pane
{
    Q_OBJECT

public:
    explicit SourceView(SelectionModel *selection, QWidget *parent = nullptr);

    void setWorkspace(const Workspace &workspace);
    void setDetails(const std::shared_ptr<const PairDetails> &details); // keeps what is shown, and where
    void setFileText(const QString &path, const QString &text);         // path as in fileTextRequested
    void setFileFailed(const QString &path, const QString &reason);

    [[nodiscard]] SourceEditor *editor() const { return m_editor; }
    [[nodiscard]] FindBar *findBar() const { return m_find; }
    [[nodiscard]] bool showsWholeFile() const { return m_whole; }
    [[nodiscard]] QString notice() const;
    // The source function at the cursor's line, else the candidate's: index into SourceTree::functions; -1: none.
    [[nodiscard]] int functionAtCursor() const;
    void setContextActions(const QList<QAction *> &actions); // for the editor's menu

public Q_SLOTS:
    void find();
    void findNext();
    void findPrevious();

Q_SIGNALS:
    void fileTextRequested(const QString &path); // relative to SourceTree::root, once per file

protected:
    void lookChanged() override;

private:
    void showCandidate();
    void showText();
    void showCurrent();
    void showHovered();
    void search(int step);
    void setNotice(const QString &text);

    SelectionModel *m_selection;
    Workspace m_workspace;
    PaneHeader *m_header;
    QLabel *m_notice;
    SourceEditor *m_editor;
    FindBar *m_find;
    EvidenceMarks m_marks;
    const SourceFunction *m_source = nullptr; // of m_workspace
    QString m_path;
    std::pair<const SourceFunction *, int> m_placed = {nullptr, -1}; // and for which function it was scrolled to
    QString m_shown; // what the editor holds: a path, or path and line of a function
    bool m_whole = false;
    QCache<QString, QString> m_files; // by path; cost in KiB
    QSet<QString> m_requested;
    QHash<QString, QString> m_failed; // the reason by path
};

} // namespace symbolon
