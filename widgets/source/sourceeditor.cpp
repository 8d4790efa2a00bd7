// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/source/sourceeditor.h"

#include "widgets/common/format.h"
#include "widgets/source/cpplexer.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace symbolon {

namespace {

// Of two markers on a line Scintilla shows the one with the higher number.
enum Marker { EvidenceMarker = 1, HoverMarker = 2, ChosenMarker = 3 };
constexpr int hitIndicator = 8;
constexpr int firstKindIndicator = 9; // one per EvidenceKind
constexpr int kindCount = static_cast<int>(EvidenceKind::Structure) + 1;
constexpr int margin = 0;
constexpr int barWidth = 3;
constexpr int heatWidth = 8;     // of the hottest line
constexpr int mostHits = 10'000; // marked; a count beyond it would only cost time

} // namespace

SourceEditor::SourceEditor(QWidget *parent) : QsciScintilla(parent), m_lexer(new CppLexer(this))
{
    setUtf8(true);
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setLexer(m_lexer);
    // Every branch of an #ifdef is code here: nobody knows which one was compiled.
    SendScintilla(SCI_SETPROPERTY, "lexer.cpp.track.preprocessor", "0");
    SendScintilla(SCI_SETPROPERTY, "lexer.cpp.update.preprocessor", "0");
    SendScintilla(SCI_SETIDLESTYLING, static_cast<unsigned long>(SC_IDLESTYLING_ALL));
    SendScintilla(SCI_SETEXTRAASCENT, 1UL);
    SendScintilla(SCI_SETEXTRADESCENT, 1UL);
    SendScintilla(SCI_SETMARGINLEFT, 0UL, 6L);
    SendScintilla(SCI_SETCARETWIDTH, 1UL);
    setTabWidth(8);
    setFolding(NoFoldStyle);
    for (int other = 1; other < margins(); ++other)
        setMarginWidth(other, 0);
    setMarginType(margin, SymbolMargin);
    setMarginMarkerMask(margin, 0); // painted here, with the badges of the other views
    for (const int marker : {EvidenceMarker, HoverMarker, ChosenMarker})
        markerDefine(Background, marker);
    setScrollWidthTracking(true);
    setScrollWidth(1);
    viewport()->setMouseTracking(true);
    viewport()->installEventFilter(this);
    setAccessibleName(tr("Source"));
}

uint32_t SourceEditor::cursorLine() const
{
    int row = 0;
    int column = 0;
    getCursorPosition(&row, &column);
    return m_firstLine + static_cast<uint32_t>(row);
}

void SourceEditor::setCursorLine(uint32_t line)
{
    if (holdsLine(line))
        setCursorPosition(row(line), 0);
}

void SourceEditor::setContextActions(const QList<QAction *> &actions)
{
    m_contextActions = actions;
}

// The menu is about the line that was clicked.
void SourceEditor::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse && !hasSelectedText()) {
        if (const uint32_t line = lineUnder(viewport()->mapFromGlobal(event->globalPos())); line != 0)
            setCursorPosition(row(line), 0);
    }
    QMenu *menu = createStandardContextMenu();
    if (!menu)
        return;
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSeparator();
    menu->addActions(m_contextActions);
    menu->popup(event->globalPos());
    event->accept();
}

void SourceEditor::setSource(const QString &text, uint32_t firstLine)
{
    QString shown = text;
    shown.replace(QChar::Null, QChar(0x2400)); // Scintilla would end there
    m_firstLine = std::max<uint32_t>(firstLine, 1);
    m_chosen = m_hovered = m_functionFirst = m_functionLast = 0;
    m_marks = {};
    setScrollWidth(1);
    setText(shown);
    updateMargin();
    updateMarkers();
}

uint32_t SourceEditor::lastLine() const
{
    return m_firstLine + static_cast<uint32_t>(std::max(lines(), 1)) - 1;
}

void SourceEditor::setMarks(const EvidenceMarks &marks)
{
    m_marks = marks;
    updateMarkers();
    markFragments();
    viewport()->update();
}

void SourceEditor::setFunctionLines(uint32_t first, uint32_t last)
{
    m_functionFirst = first;
    m_functionLast = last;
    viewport()->update();
}

void SourceEditor::setLineMarker(uint32_t line, int marker)
{
    markerDeleteAll(marker);
    if (line != 0 && holdsLine(line))
        markerAdd(row(line), marker);
}

void SourceEditor::setChosenLine(uint32_t line)
{
    m_chosen = line;
    setLineMarker(line, ChosenMarker);
    if (line != 0 && holdsLine(line)) {
        int at = 0;
        int index = 0;
        getCursorPosition(&at, &index);
        if (at != row(line)) { // keeps the scroll position, unlike setCursorPosition
            const long position = SendScintilla(SCI_POSITIONFROMLINE, static_cast<unsigned long>(row(line)));
            SendScintilla(SCI_SETEMPTYSELECTION, static_cast<unsigned long>(position));
        }
    }
    viewport()->update();
}

void SourceEditor::setHoveredLine(uint32_t line)
{
    if (line == m_hovered)
        return;
    m_hovered = line;
    setLineMarker(line, HoverMarker);
    viewport()->update();
}

void SourceEditor::updateMarkers()
{
    markerDeleteAll(EvidenceMarker);
    uint32_t before = 0;
    for (int index = 0; index < m_marks.count(); ++index) {
        const uint32_t line = m_marks.evidence(index)->line;
        if (line != 0 && line != before && holdsLine(line) && !(markersAtLine(row(line)) & (1u << EvidenceMarker)))
            markerAdd(row(line), EvidenceMarker);
        before = line;
    }
    setLineMarker(m_chosen, ChosenMarker);
    setLineMarker(m_hovered, HoverMarker);
}

// The string, number or callee itself where it stands in its line as it reads in the binary.
void SourceEditor::markFragments()
{
    for (int kind = 0; kind < kindCount; ++kind) {
        SendScintilla(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(firstKindIndicator + kind));
        SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, static_cast<long>(length()));
    }
    for (int index = 0; index < m_marks.count(); ++index) {
        const Evidence &piece = *m_marks.evidence(index);
        const auto kind = static_cast<int>(piece.kind);
        if (piece.line == 0 || !holdsLine(piece.line) || piece.value.empty() || kind >= kindCount)
            continue;
        const QByteArray line = text(row(piece.line)).toUtf8();
        const qsizetype at = line.indexOf(QByteArray::fromStdString(piece.value));
        if (at < 0)
            continue;
        const long start = SendScintilla(SCI_POSITIONFROMLINE, static_cast<unsigned long>(row(piece.line)));
        SendScintilla(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(firstKindIndicator + kind));
        SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(start + at),
                      static_cast<long>(piece.value.size()));
    }
}

void SourceEditor::setTheme(const Theme &theme)
{
    m_theme = theme;
    const QFont font = monospaceFont();
    m_lexer->setTheme(theme, font);
    setColor(theme.color(ColorRole::Text));
    setPaper(theme.base());
    setCaretForegroundColor(theme.color(ColorRole::Text));
    setMarginsBackgroundColor(theme.base());
    setMarginsForegroundColor(theme.color(ColorRole::FaintText));
    setMarginBackgroundColor(margin, theme.base());
    SendScintilla(SCI_STYLESETBACK, static_cast<unsigned long>(STYLE_LINENUMBER), theme.base());
    setSelectionBackgroundColor(palette().color(QPalette::Active, QPalette::Highlight));
    setSelectionForegroundColor(palette().color(QPalette::Active, QPalette::HighlightedText));
    setMarkerBackgroundColor(theme.color(ColorRole::EvidenceBackground), EvidenceMarker);
    setMarkerBackgroundColor(theme.color(ColorRole::HoverBackground), HoverMarker);
    setMarkerBackgroundColor(theme.color(ColorRole::SelectionBackground), ChosenMarker);
    indicatorDefine(StraightBoxIndicator, hitIndicator);
    setIndicatorForegroundColor(theme.color(ColorRole::Warning), hitIndicator);
    SendScintilla(SCI_INDICSETALPHA, static_cast<unsigned long>(hitIndicator), 50L);
    SendScintilla(SCI_INDICSETOUTLINEALPHA, static_cast<unsigned long>(hitIndicator), 160L);
    for (int kind = 0; kind < kindCount; ++kind) {
        indicatorDefine(ThickCompositionIndicator, firstKindIndicator + kind);
        setIndicatorForegroundColor(theme.color(static_cast<EvidenceKind>(kind)), firstKindIndicator + kind);
    }
    updateMargin();
    viewport()->update();
}

void SourceEditor::updateMargin()
{
    const QFontMetrics mono(monospaceFont());
    const int digits = static_cast<int>(std::max<qsizetype>(QString::number(lastLine()).size(), 3));
    const int badges = static_cast<int>(2 * evidenceBadgeSize(88, font()).width()) + 8;
    setMarginWidth(margin, badges + digits * mono.horizontalAdvance(u'0') + barWidth + heatWidth + 8);
}

uint32_t SourceEditor::lineUnder(const QPoint &position) const
{
    const long at = SendScintilla(SCI_POSITIONFROMPOINT, static_cast<unsigned long>(std::max(position.x(), 0)),
                                  static_cast<long>(position.y()));
    const long line = SendScintilla(SCI_LINEFROMPOSITION, static_cast<unsigned long>(at));
    const long top = SendScintilla(SCI_POINTYFROMPOSITION, 0UL,
                                   SendScintilla(SCI_POSITIONFROMLINE, static_cast<unsigned long>(line)));
    const long height = SendScintilla(SCI_TEXTHEIGHT, static_cast<unsigned long>(line));
    if (position.y() < top || position.y() >= top + height) // below the last line
        return 0;
    return m_firstLine + static_cast<uint32_t>(line);
}

void SourceEditor::showLine(uint32_t line)
{
    if (line == 0 || !holdsLine(line))
        return;
    const long first = SendScintilla(SCI_GETFIRSTVISIBLELINE);
    const long count = std::max(SendScintilla(SCI_LINESONSCREEN), 1L);
    if (row(line) < first || row(line) >= first + count)
        SendScintilla(SCI_SETFIRSTVISIBLELINE, static_cast<unsigned long>(std::max(row(line) - count / 2, 0L)));
}

void SourceEditor::showAtTop(uint32_t line)
{
    if (holdsLine(line))
        SendScintilla(SCI_SETFIRSTVISIBLELINE, static_cast<unsigned long>(std::max(row(line) - 3, 0)));
}

SourceEditor::Hits SourceEditor::find(const QString &text, bool caseSensitive, int step)
{
    clearHits();
    Hits hits;
    const QByteArray needle = text.toUtf8();
    if (needle.isEmpty())
        return hits;
    const long cursor = SendScintilla(SCI_GETSELECTIONSTART);
    long firstHit = -1;
    long lastHit = -1;
    long before = -1; // the last hit before the cursor
    long after = -1;  // the first hit at (step 0) or behind the cursor
    int beforeNumber = 0;
    int afterNumber = 0;
    SendScintilla(SCI_SETSEARCHFLAGS, static_cast<unsigned long>(caseSensitive ? SCFIND_MATCHCASE : 0));
    SendScintilla(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(hitIndicator));
    const long end = length();
    for (long from = 0; from < end && hits.count < mostHits;) {
        SendScintilla(SCI_SETTARGETRANGE, static_cast<unsigned long>(from), end);
        const long hit =
            SendScintilla(SCI_SEARCHINTARGET, static_cast<unsigned long>(needle.size()), needle.constData());
        if (hit < 0)
            break;
        ++hits.count;
        if (firstHit < 0)
            firstHit = hit;
        lastHit = hit;
        if (hit < cursor) {
            before = hit;
            beforeNumber = hits.count;
        } else if (after < 0 && (step <= 0 || hit > cursor)) {
            after = hit;
            afterNumber = hits.count;
        }
        SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(hit), static_cast<long>(needle.size()));
        from = std::max(SendScintilla(SCI_GETTARGETEND), hit + 1);
    }
    if (hits.count == 0)
        return hits;
    long shown = 0;
    if (step < 0) {
        shown = before >= 0 ? before : lastHit;
        hits.current = before >= 0 ? beforeNumber : hits.count;
    } else {
        shown = after >= 0 ? after : firstHit;
        hits.current = after >= 0 ? afterNumber : 1;
    }
    SendScintilla(SCI_SETSEL, static_cast<unsigned long>(shown + needle.size()), shown);
    showLine(m_firstLine
             + static_cast<uint32_t>(SendScintilla(SCI_LINEFROMPOSITION, static_cast<unsigned long>(shown))));
    SendScintilla(SCI_SCROLLCARET);
    return hits;
}

void SourceEditor::clearHits()
{
    SendScintilla(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(hitIndicator));
    SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, static_cast<long>(length()));
}

void SourceEditor::paintEvent(QPaintEvent *event)
{
    QsciScintilla::paintEvent(event);
    if (event->rect().left() >= marginWidth(margin))
        return;
    QPainter painter(viewport());
    painter.setClipRect(event->rect());
    paintMargin(painter, viewport()->rect());
}

void SourceEditor::paintMargin(QPainter &painter, const QRect &area)
{
    const long first = SendScintilla(SCI_GETFIRSTVISIBLELINE);
    const auto height = static_cast<int>(SendScintilla(SCI_TEXTHEIGHT, 0UL));
    const long last = std::min<long>(first + area.height() / std::max(height, 1) + 1, lines() - 1);
    const QFont mono = monospaceFont();
    const int width = marginWidth(margin);
    painter.setRenderHint(QPainter::Antialiasing);
    for (long at = first; at <= last; ++at) {
        const uint32_t line = m_firstLine + static_cast<uint32_t>(at);
        const auto top = static_cast<int>(SendScintilla(
            SCI_POINTYFROMPOSITION, 0UL, SendScintilla(SCI_POSITIONFROMLINE, static_cast<unsigned long>(at))));
        const QRect rect(0, top, width, height);
        const bool chosen = line == m_chosen;
        const bool hovered = line == m_hovered;
        const std::vector<int> pieces = m_marks.atLine(line);
        if (chosen || hovered || !pieces.empty())
            painter.fillRect(rect.adjusted(0, 0, -barWidth - 2, 0),
                             m_theme.color(chosen    ? ColorRole::SelectionBackground
                                           : hovered ? ColorRole::HoverBackground
                                                     : ColorRole::EvidenceBackground));
        if (chosen || hovered)
            painter.fillRect(QRect(0, top, barWidth, height),
                             m_theme.color(chosen ? ColorRole::Selection : ColorRole::Hover));
        painter.setFont(mono);
        painter.setPen(m_theme.color(chosen ? ColorRole::Text : ColorRole::FaintText));
        painter.drawText(rect.adjusted(0, 0, -heatWidth - 5, 0), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(line));
        if (line >= m_functionFirst && line <= m_functionLast && m_functionFirst != 0)
            painter.fillRect(QRect(width - barWidth, top, 2, height), m_theme.color(ColorRole::BlockFrame));
        if (const double heat = m_marks.heatAtLine(line); heat > 0) {
            const double length = std::max(1.0, heatWidth * heat); // from the text to the left
            painter.fillRect(QRectF(width - 1 - length, top, length, height),
                             m_theme.color(ColorRole::EvidenceEmbedding));
        }
        double x = barWidth + 3;
        for (const int piece : pieces) {
            const int number = EvidenceMarks::number(piece);
            const QSizeF size = evidenceBadgeSize(number, font());
            if (x + size.width() > width - 3 * QFontMetrics(mono).horizontalAdvance(u'0') - heatWidth) {
                painter.drawText(QRectF(x, top, 20, height), Qt::AlignVCenter, QStringLiteral("…"));
                break;
            }
            paintEvidenceBadge(painter, QRectF(QPointF(x, top + (height - size.height()) / 2), size),
                               m_marks.evidence(piece)->kind, number, m_theme, font());
            x += size.width() + 2;
        }
    }
}

void SourceEditor::mouseMoveEvent(QMouseEvent *event)
{
    QsciScintilla::mouseMoveEvent(event);
    const uint32_t line = lineUnder(event->pos());
    if (line != m_pointed) {
        m_pointed = line;
        Q_EMIT lineHovered(line);
    }
}

void SourceEditor::mousePressEvent(QMouseEvent *event)
{
    // In the margin Scintilla would select the text of the line; here the badge or number chooses the line.
    m_pressedInMargin = event->button() == Qt::LeftButton && event->pos().x() < marginWidth(margin);
    if (m_pressedInMargin)
        setFocus(Qt::MouseFocusReason);
    else
        QsciScintilla::mousePressEvent(event);
}

void SourceEditor::mouseReleaseEvent(QMouseEvent *event)
{
    const bool inMargin = std::exchange(m_pressedInMargin, false);
    if (!inMargin)
        QsciScintilla::mouseReleaseEvent(event);
    const uint32_t line = lineUnder(event->pos());
    if (event->button() == Qt::LeftButton && line != 0 && (inMargin || !hasSelectedText()))
        Q_EMIT lineChosen(line);
}

void SourceEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find)) {
        Q_EMIT findRequested();
        return;
    }
    int before = 0;
    int index = 0;
    getCursorPosition(&before, &index);
    QsciScintilla::keyPressEvent(event);
    int after = 0;
    getCursorPosition(&after, &index);
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if ((after != before || enter) && !hasSelectedText())
        Q_EMIT lineChosen(m_firstLine + static_cast<uint32_t>(after));
}

QString SourceEditor::toolTipOf(uint32_t line) const
{
    QStringList lines;
    for (const int index : m_marks.atLine(line)) {
        const Evidence &piece = *m_marks.evidence(index);
        const QString what =
            tr("Evidence %1: %2 %3")
                .arg(QString::number(EvidenceMarks::number(index)), evidenceKindLabel(piece.kind), evidenceText(piece));
        lines << (piece.address == 0 ? what : tr("%1, at %2").arg(what, addressText(piece.address)));
    }
    if (const QString heat = heatText(m_marks.dropAtLine(line)); !heat.isEmpty())
        lines << heat;
    return lines.join(u'\n');
}

bool SourceEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == viewport() && event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), toolTipOf(lineUnder(help->pos())), viewport()); // hides it when empty
        return true;
    }
    if (watched == viewport() && event->type() == QEvent::Leave && m_pointed != 0) {
        m_pointed = 0;
        Q_EMIT lineHovered(0);
    }
    return QsciScintilla::eventFilter(watched, event);
}

} // namespace symbolon
