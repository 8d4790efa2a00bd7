// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Source text to read, with line numbers that may start anywhere (a part of a file), the evidence that stands
// at its lines, and the lines of interest. Lines are numbered as in the file, from 1; 0 is none.
#pragma once

#include "widgets/common/evidencemarks.h"
#include "widgets/common/theme.h"
#include "widgets/source/qscintilla.h"

namespace symbolon {

class CppLexer;

class SourceEditor : public QsciScintilla
{
    Q_OBJECT

public:
    explicit SourceEditor(QWidget *parent = nullptr);

    void setSource(const QString &text, uint32_t firstLine);
    void setMarks(const EvidenceMarks &marks);
    void setFunctionLines(uint32_t first, uint32_t last); // a bar beside them
    void setChosenLine(uint32_t line);
    void setHoveredLine(uint32_t line);
    void setTheme(const Theme &theme);

    [[nodiscard]] uint32_t firstLine() const { return m_firstLine; }
    [[nodiscard]] uint32_t lastLine() const;
    [[nodiscard]] uint32_t chosenLine() const { return m_chosen; }
    [[nodiscard]] uint32_t hoveredLine() const { return m_hovered; }
    [[nodiscard]] bool holdsLine(uint32_t line) const { return line >= m_firstLine && line <= lastLine(); }
    [[nodiscard]] uint32_t cursorLine() const;
    void setCursorLine(uint32_t line);
    void setContextActions(const QList<QAction *> &actions); // stand below the menu's own
    void showLine(uint32_t line);                            // scrolls only when it is out of sight
    void showAtTop(uint32_t line);                           // with some lines of what stands before it

    // Marks all hits; "n of m" of the one shown. step 0: the hit at or after the cursor.
    struct Hits {
        int current = 0; // from 1; 0: none
        int count = 0;
    };
    Hits find(const QString &text, bool caseSensitive, int step);
    void clearHits();

Q_SIGNALS:
    void lineChosen(uint32_t line);
    void lineHovered(uint32_t line); // 0: the pointer left
    void findRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void paintMargin(QPainter &painter, const QRect &area);
    void updateMargin();
    void updateMarkers();
    void markFragments();
    void setLineMarker(uint32_t line, int marker);
    [[nodiscard]] QString toolTipOf(uint32_t line) const;
    [[nodiscard]] uint32_t lineUnder(const QPoint &position) const;
    [[nodiscard]] int row(uint32_t line) const { return static_cast<int>(line - m_firstLine); }

    CppLexer *m_lexer;
    QList<QAction *> m_contextActions;
    Theme m_theme;
    EvidenceMarks m_marks;
    uint32_t m_firstLine = 1;
    uint32_t m_functionFirst = 0;
    uint32_t m_functionLast = 0;
    uint32_t m_chosen = 0;
    uint32_t m_hovered = 0;
    bool m_pressedInMargin = false;
    uint32_t m_pointed = 0; // the line under the pointer, as told last
};

} // namespace symbolon
