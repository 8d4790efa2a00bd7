// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/source/sourceview.h"

#include "analysis/source/components.h"
#include "widgets/common/findbar.h"
#include "widgets/common/format.h"
#include "widgets/common/functionrow.h"
#include "widgets/common/paneheader.h"
#include "widgets/source/sourceeditor.h"
#include "widgets/source/stalesource.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace symbolon {

namespace {
constexpr qsizetype cachedKiB = 64 * 1024;
}

SourceView::SourceView(SelectionModel *selection, QWidget *parent)
    : Pane(parent),
      m_selection(selection),
      m_header(new PaneHeader(this)),
      m_notice(new QLabel(this)),
      m_editor(new SourceEditor(this)),
      m_find(new FindBar(this)),
      m_files(cachedKiB)
{
    m_notice->setWordWrap(true);
    m_notice->setContentsMargins(10, 2, 10, 6);
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->hide();
    column()->insertWidget(0, m_header);
    column()->insertWidget(1, m_notice);
    column()->addWidget(m_find);
    setContentWidget(m_editor);

    connect(m_editor, &SourceEditor::lineChosen, this,
            [this](uint32_t line) { m_selection->select(m_marks.selectLine(m_selection->current(), line)); });
    connect(m_editor, &SourceEditor::lineHovered, this, [this](uint32_t line) {
        Selection partner;
        if (line != 0) {
            partner.function = m_selection->current().function;
            partner.candidate = m_selection->current().candidate;
            partner = m_marks.selectLine(partner, line);
        }
        m_selection->hover(partner);
    });
    connect(m_editor, &SourceEditor::findRequested, this, &SourceView::find);
    connect(m_find, &FindBar::textChanged, this, [this] { search(0); });
    connect(m_find, &FindBar::nextRequested, this, &SourceView::findNext);
    connect(m_find, &FindBar::previousRequested, this, &SourceView::findPrevious);
    connect(m_find, &FindBar::closed, this, [this] {
        m_editor->clearHits();
        m_editor->setFocus();
    });
    connect(m_selection, &SelectionModel::changed, this, [this](const Selection &now, const Selection &before) {
        if (now.function != before.function || now.candidate != before.candidate)
            showCandidate();
        else
            showCurrent();
    });
    connect(m_selection, &SelectionModel::hoverChanged, this, &SourceView::showHovered);
    showCandidate();
}

void SourceView::setWorkspace(const Workspace &workspace)
{
    if (workspace.sources != m_workspace.sources) {
        m_files.clear();
        m_requested.clear();
        m_failed.clear();
        m_shown.clear();
    }
    m_workspace = workspace;
    showCandidate();
}

void SourceView::setDetails(const std::shared_ptr<const PairDetails> &details)
{
    m_workspace.details = details;
    m_marks = EvidenceMarks(m_workspace, m_selection->current().function, m_selection->current().candidate);
    if (m_source)
        m_editor->setMarks(m_marks);
}

void SourceView::setFileText(const QString &path, const QString &text)
{
    m_requested.remove(path);
    m_failed.remove(path);
    m_files.insert(path, new QString(text), 1 + text.size() / 512);
    if (path == m_path && m_source)
        showText();
}

void SourceView::setFileFailed(const QString &path, const QString &reason)
{
    m_requested.remove(path);
    m_failed.insert(path, reason);
    if (path == m_path && m_source)
        showText();
}

QString SourceView::notice() const
{
    return m_notice->isHidden() ? QString() : m_notice->text();
}

int SourceView::functionAtCursor() const
{
    if (!m_source)
        return -1;
    const auto &functions = m_workspace.sources->functions;
    const uint32_t line = m_editor->cursorLine();
    auto at = std::lower_bound(functions.begin(), functions.end(), m_source->file,
                               [](const SourceFunction &function, uint32_t file) { return function.file < file; });
    for (; at != functions.end() && at->file == m_source->file; ++at) {
        if (at->line <= line && line <= at->endLine)
            return static_cast<int>(at - functions.begin());
    }
    return static_cast<int>(m_source - functions.data());
}

void SourceView::setContextActions(const QList<QAction *> &actions)
{
    m_editor->setContextActions(actions);
}

void SourceView::showCandidate()
{
    const Selection &chosen = m_selection->current();
    m_marks = EvidenceMarks(m_workspace, chosen.function, chosen.candidate);
    m_source = nullptr;
    const bool known = m_workspace.program && chosen.function >= 0
                       && static_cast<std::size_t>(chosen.function) < m_workspace.program->functions.size();
    if (m_marks.candidate()) {
        m_source = m_workspace.sourceOf(*m_marks.candidate());
    } else if (known) { // accepted by hand, without being proposed
        const FunctionRow row = functionRow(m_workspace, chosen.function);
        if (row.state == MatchState::Accepted && !row.candidate)
            m_source = row.source;
    }
    if (!m_source || m_source->file >= m_workspace.sources->files.size()) {
        m_source = nullptr;
        m_path.clear();
        m_header->setTitle(tr("Source"));
        m_header->setSecondary({});
        setNotice({});
        if (!m_workspace.sources)
            showEmpty(tr("The source of a candidate will stand here."), tr("Open the folder with the sources."));
        else if (known && !m_workspace.matchesOf(chosen.function))
            showEmpty(tr("No source to show: this function has no candidate."));
        else
            showEmpty(tr("The source of the chosen candidate will stand here."), tr("Choose a function."));
        return;
    }
    m_path = QString::fromStdString(fileLabel(*m_workspace.sources, m_workspace.sources->files[m_source->file]));
    m_header->setTitle(m_path);
    if (!m_files.contains(m_path) && !m_failed.contains(m_path) && !m_requested.contains(m_path)) {
        m_requested.insert(m_path);
        Q_EMIT fileTextRequested(m_path);
    }
    showText();
}

void SourceView::showText()
{
    const QString *file = m_files.object(m_path);
    const bool stale = file && !holdsFunction(*file, *m_source);
    m_whole = file && !stale;
    const QString shown = m_whole ? m_path : m_path + u'\n' + QString::number(m_source->line);
    // New matches or a decision leave the reader where they are.
    const auto place = std::pair(m_source, m_selection->current().function);
    const bool moved = shown != m_shown || place != m_placed;
    m_placed = place;
    if (shown != m_shown) {
        if (m_whole)
            m_editor->setSource(*file, 1);
        else
            m_editor->setSource(QString::fromStdString(m_source->text), m_source->line);
        m_shown = shown;
    }
    if (stale)
        setNotice(tr("The file has changed since it was read; this is the function as it was then."));
    else if (m_failed.contains(m_path))
        setNotice(tr("Only the function is shown: %1").arg(m_failed.value(m_path)));
    else
        setNotice({});
    m_header->setSecondary(
        tr("%1 · lines %2–%3")
            .arg(sourceName(*m_source), QString::number(m_source->line), QString::number(m_source->endLine)));
    m_editor->setMarks(m_marks);
    m_editor->setFunctionLines(m_source->line, m_source->endLine);
    showContent();
    m_editor->setChosenLine(m_selection->current().line);
    if (moved) {
        m_editor->setCursorLine(m_source->line);
        m_editor->showAtTop(m_source->line);
        m_editor->showLine(m_selection->current().line);
    }
    showHovered();
    if (m_find->isVisible())
        search(0);
}

void SourceView::showCurrent()
{
    if (!m_source)
        return;
    m_editor->setChosenLine(m_selection->current().line);
    m_editor->showLine(m_selection->current().line);
}

void SourceView::showHovered()
{
    const Selection &hovered = m_selection->hovered();
    const Selection &chosen = m_selection->current();
    const bool same = hovered.function == chosen.function && hovered.candidate == chosen.candidate;
    m_editor->setHoveredLine(same ? hovered.line : 0);
}

void SourceView::find()
{
    if (hasContent())
        m_find->open(m_editor->selectedText().section(u'\n', 0, 0).left(200));
}

void SourceView::findNext()
{
    search(1);
}

void SourceView::findPrevious()
{
    search(-1);
}

void SourceView::search(int step)
{
    const SourceEditor::Hits hits = m_editor->find(m_find->text(), m_find->isCaseSensitive(), step);
    m_find->setResult(hits.current, hits.count);
}

void SourceView::setNotice(const QString &text)
{
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
}

void SourceView::lookChanged()
{
    const Theme theme(palette());
    m_editor->setTheme(theme);
    QPalette warning = palette();
    warning.setColor(QPalette::WindowText, theme.color(ColorRole::Warning));
    m_notice->setPalette(warning);
}

} // namespace symbolon
