// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The source view: whole file or function, right line numbers, evidence at its lines, and the one selection.
#include "sampleworkspace.h"
#include "warnings.h"

#include "widgets/common/findbar.h"
#include "widgets/source/sourceeditor.h"
#include "widgets/source/sourceview.h"
#include "widgets/source/stalesource.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace symbolon;
using namespace symbolon::test;

namespace {
const QString path = QStringLiteral("httpd/cgi.c");
}

class SourceViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_warnings = std::make_unique<Warnings>(); }
    void init();
    void cleanup();
    void showsTheFunction();
    void showsTheFile();
    void asksOncePerFile();
    void noticesStaleFiles_data();
    void noticesStaleFiles();
    void saysWhyThereIsNoFile();
    void selectsByMouseAndKey();
    void followsSelection();
    void hovers();
    void marksEvidence();
    void finds();
    void showsWhatWasAcceptedByHand();
    void takesAnyText();
    void largeFile();

private:
    [[nodiscard]] QPoint placeOf(uint32_t line) const;

    std::unique_ptr<Warnings> m_warnings;
    std::unique_ptr<SelectionModel> m_selection;
    std::unique_ptr<SourceView> m_view;
};

void SourceViewTest::init()
{
    m_selection = std::make_unique<SelectionModel>();
    m_view = std::make_unique<SourceView>(m_selection.get());
    m_view->setWorkspace(sampleWorkspace());
}

void SourceViewTest::cleanup()
{
    m_view.reset();
    m_selection.reset();
    QCOMPARE(Warnings::take(), QString());
}

QPoint SourceViewTest::placeOf(uint32_t line) const
{
    const SourceEditor *editor = m_view->editor();
    const long position = editor->SendScintilla(QsciScintilla::SCI_POSITIONFROMLINE,
                                                static_cast<unsigned long>(line - editor->firstLine()));
    return {editor->marginWidth(0) + 30,
            static_cast<int>(editor->SendScintilla(QsciScintilla::SCI_POINTYFROMPOSITION, 0UL, position)) + 5};
}

void SourceViewTest::showsTheFunction()
{
    QVERIFY(!m_view->hasContent());
    m_selection->selectFunction(1);
    QVERIFY(m_view->hasContent());
    QVERIFY(!m_view->showsWholeFile());
    QCOMPARE(m_view->editor()->firstLine(), 25u);
    QCOMPARE(m_view->editor()->lastLine(), 50u);
    QVERIFY(m_view->editor()->text().startsWith(QStringLiteral("static int\ncgi_parse_query(")));
    QVERIFY(m_view->editor()->isReadOnly());
    QVERIFY(!m_view->editor()->accessibleName().isEmpty());
    m_selection->selectCandidate(1);
    QCOMPARE(m_view->editor()->firstLine(), 52u);
}

void SourceViewTest::showsTheFile()
{
    m_view->resize(600, 300);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_selection->select({1, 0, 0, 33, -1});
    m_view->setFileText(path, cgiText());
    QVERIFY(m_view->showsWholeFile());
    QCOMPARE(m_view->notice(), QString());
    QCOMPARE(m_view->editor()->firstLine(), 1u);
    QCOMPARE(m_view->editor()->text(), cgiText());
    QCOMPARE(m_view->editor()->chosenLine(), 33u); // as before the file came
    m_selection->selectCandidate(1);               // the same file
    QVERIFY(m_view->showsWholeFile());
    const long top = m_view->editor()->SendScintilla(QsciScintilla::SCI_GETFIRSTVISIBLELINE);
    QVERIFY2(top > 30 && top < 52, qPrintable(QString::number(top)));
    m_selection->selectCandidate(2); // another one
    QVERIFY(!m_view->showsWholeFile());
    QCOMPARE(m_view->editor()->firstLine(), 4u);
    m_selection->selectCandidate(0);
    QVERIFY(m_view->showsWholeFile());
}

void SourceViewTest::asksOncePerFile()
{
    QSignalSpy requests(m_view.get(), &SourceView::fileTextRequested);
    m_selection->selectFunction(1);
    QCOMPARE(requests.count(), 1);
    QCOMPARE(requests.first(), QVariantList{path});
    m_selection->selectCandidate(1);
    m_view->setWorkspace(sampleWorkspace()); // other sources: what was asked before may be answered differently
    QCOMPARE(requests.count(), 2);
    m_view->setFileText(path, cgiText());
    m_selection->selectCandidate(0);
    QCOMPARE(requests.count(), 2);
    m_selection->selectCandidate(2);
    QCOMPARE(requests.count(), 3);
    m_view->setFileText(path, QString()); // a late answer for a file that is no longer shown
    QCOMPARE(m_view->editor()->firstLine(), 4u);
}

void SourceViewTest::noticesStaleFiles_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("holds");
    const QString text = cgiText();
    QTest::newRow("the same") << text << true;
    QTest::newRow("other line ends") << QString(text).replace(u'\n', QStringLiteral("\r\n")) << true;
    QTest::newRow("other white space") << QString(text).replace(QStringLiteral("    "), QStringLiteral("\t")) << true;
    QTest::newRow("changed after the function")
        << QString(text).replace(QStringLiteral("414"), QStringLiteral("413")) << true;
    QTest::newRow("changed in the function")
        << QString(text).replace(QStringLiteral("strcspn"), QStringLiteral("strspn")) << false;
    QTest::newRow("a line more before it") << QString(u'\n' + text) << false;
    QTest::newRow("cut short in the function") << text.section(u'\n', 0, 40) << false;
    QTest::newRow("cut short before it") << QStringLiteral("/*\n") << false;
    QTest::newRow("empty") << QString() << false;
}

void SourceViewTest::noticesStaleFiles()
{
    QFETCH(QString, text);
    QFETCH(bool, holds);
    QCOMPARE(holdsFunction(text, sampleWorkspace().sources->functions[1]), holds);
    m_selection->selectFunction(1);
    m_view->setFileText(path, text);
    QCOMPARE(m_view->showsWholeFile(), holds);
    QCOMPARE(m_view->notice().isEmpty(), holds);
    QCOMPARE(m_view->editor()->firstLine(), holds ? 1u : 25u);
}

void SourceViewTest::saysWhyThereIsNoFile()
{
    m_selection->selectFunction(1);
    m_view->setFileFailed(path, QStringLiteral("Permission denied"));
    QVERIFY(m_view->notice().contains(QStringLiteral("Permission denied")));
    QCOMPARE(m_view->editor()->firstLine(), 25u);
    m_view->setFileText(path, cgiText());
    QVERIFY(m_view->showsWholeFile());
    m_selection->selectFunction(4);
    QVERIFY(!m_view->hasContent());
    QCOMPARE(m_view->notice(), QString());
    QVERIFY(!m_view->emptyState()->sentence().isEmpty());
}

void SourceViewTest::selectsByMouseAndKey()
{
    m_selection->selectFunction(1);
    m_view->setFileText(path, cgiText());
    m_view->resize(700, 700);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    QSignalSpy changes(m_selection.get(), &SelectionModel::changed);
    QTest::mouseClick(m_view->editor()->viewport(), Qt::LeftButton, {}, placeOf(33));
    QCOMPARE(m_selection->current(), (Selection{1, 0, 0x40c31c, 33, 2}));
    QCOMPARE(changes.count(), 1);
    QTest::mouseClick(m_view->editor()->viewport(), Qt::LeftButton, {}, placeOf(34) - QPoint(60, 0)); // in the margin
    QCOMPARE(m_selection->current(), (Selection{1, 0, 0x40c328, 34, 0}));
    QTest::keyClick(m_view->editor(), Qt::Key_Return); // the next piece on the line
    QCOMPARE(m_selection->current(), (Selection{1, 0, 0x40c32c, 34, 3}));
    QTest::keyClick(m_view->editor(), Qt::Key_Down);
    QCOMPARE(m_selection->current(), (Selection{1, 0, 0x40c32c, 35, -1}));
    QTest::mouseClick(m_view->editor()->viewport(), Qt::LeftButton, {}, placeOf(1));
    QCOMPARE(m_selection->current().line, 35u); // line 1 is scrolled away: nothing there to click
}

void SourceViewTest::followsSelection()
{
    m_view->resize(600, 200);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_selection->selectFunction(1);
    m_view->setFileText(path, cgiText());
    QSignalSpy changes(m_selection.get(), &SelectionModel::changed);
    m_selection->select({1, 0, 0x40c328, 34, 0});
    QCOMPARE(m_view->editor()->chosenLine(), 34u);
    QVERIFY(placeOf(34).y() > 0 && placeOf(34).y() < m_view->editor()->viewport()->height());
    m_selection->selectLine(60);
    QVERIFY(placeOf(60).y() > 0 && placeOf(60).y() < m_view->editor()->viewport()->height());
    m_selection->selectLine(1000); // beyond the file
    QCOMPARE(changes.count(), 3);
    m_selection->selectFunction(4);
    QVERIFY(!m_view->hasContent());
    QCOMPARE(changes.count(), 4);
}

void SourceViewTest::hovers()
{
    m_selection->selectFunction(1);
    m_view->setFileText(path, cgiText());
    m_view->resize(700, 700);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    QTest::mouseMove(m_view->editor()->viewport(), placeOf(30));
    QTest::mouseMove(m_view->editor()->viewport(), placeOf(33));
    QTRY_COMPARE(m_selection->hovered(), (Selection{1, 0, 0x40c31c, 33, 2}));
    QCOMPARE(m_view->editor()->hoveredLine(), 33u);
    m_selection->hover({1, 0, 0x40c304, 29, 1});
    QCOMPARE(m_view->editor()->hoveredLine(), 29u);
    m_selection->hover({1, 1, 0x40c304, 56, 0}); // another candidate, in another place
    QCOMPARE(m_view->editor()->hoveredLine(), 0u);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(m_view->editor()->viewport(), &leave);
    QCOMPARE(m_selection->hovered(), Selection{});
}

void SourceViewTest::marksEvidence()
{
    m_selection->selectFunction(1);
    const auto indicator = [this](const QString &word) {
        const QByteArray text = m_view->editor()->text().toUtf8();
        return m_view->editor()->SendScintilla(QsciScintilla::SCI_INDICATORALLONFOR,
                                               static_cast<unsigned long>(text.indexOf(word.toUtf8())));
    };
    QVERIFY(indicator(QStringLiteral("bad query: %s")) != 0);
    QVERIFY(indicator(QStringLiteral("strchr")) != 0);
    QVERIFY(indicator(QStringLiteral("bad query: %s")) != indicator(QStringLiteral("strchr"))); // one look per kind
    QCOMPARE(indicator(QStringLiteral("strcspn")), 0);
    QVERIFY(m_view->editor()->markersAtLine(34 - 25) != 0);
    QCOMPARE(m_view->editor()->markersAtLine(35 - 25), 0u);
    m_selection->selectCandidate(2);                      // "63" on line 9 is in its text nowhere; the line is marked
    QVERIFY(m_view->editor()->markersAtLine(9 - 4) == 0); // a text of four lines
}

void SourceViewTest::finds()
{
    m_selection->selectFunction(1);
    m_view->setFileText(path, cgiText());
    m_view->show();
    QTest::keyClick(m_view->editor(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(m_view->findBar()->isVisible());
    auto *edit = m_view->findBar()->findChild<QLineEdit *>();
    const auto line = [this] {
        int row = 0;
        int column = 0;
        m_view->editor()->getCursorPosition(&row, &column);
        return row + 1;
    };
    m_selection->selectLine(20);
    QTest::keyClicks(edit, QStringLiteral("STRCSPN"));
    QCOMPARE(line(), 39);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(line(), 43);
    QTest::keyClick(edit, Qt::Key_Return); // around the end
    QCOMPARE(line(), 39);
    QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(line(), 43);
    QCOMPARE(m_view->editor()->find(QStringLiteral("STRCSPN"), true, 0).count, 0);
    const SourceEditor::Hits hits = m_view->editor()->find(QStringLiteral("cgi"), false, 1);
    QCOMPARE(hits.count, 6);
    QCOMPARE(hits.current, 4);
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!m_view->findBar()->isVisible());
}

void SourceViewTest::showsWhatWasAcceptedByHand()
{
    Workspace workspace = sampleWorkspace();
    decide(workspace, 4, MatchState::Accepted, 3);
    m_view->setWorkspace(workspace);
    m_selection->select({4, -1, 0, 0, -1});
    QVERIFY(m_view->hasContent());
    QCOMPARE(m_view->editor()->firstLine(), 21u);
}

void SourceViewTest::takesAnyText()
{
    Workspace workspace = sampleWorkspace();
    auto sources = std::make_shared<SourceTree>(*workspace.sources);
    sources->functions[1].text = std::string("a\0b\xff\xfe\n\xe4\xbd\xa0", 9);
    sources->functions[2].file = 4711;
    workspace.sources = sources;
    m_view->setWorkspace(workspace);
    m_selection->selectFunction(1);
    QCOMPARE(m_view->editor()->lines(), 2);
    QVERIFY(m_view->editor()->text().endsWith(QStringLiteral("\n你")));
    m_selection->selectCandidate(1);
    QVERIFY(!m_view->hasContent());
}

// Moving about in a file of the size of an amalgamation must not style all of it first.
void SourceViewTest::largeFile()
{
    QString text = cgiText();
    const QString filler = QStringLiteral("static int filler(int a) { return a + 1; /* nothing */ }\n");
    text += filler.repeated(100'000);
    m_view->resize(700, 500);
    m_view->show();
    m_selection->selectFunction(1);
    QBENCHMARK_ONCE
    {
        m_view->setFileText(path, text);
        m_selection->selectLine(90'000);
        m_view->grab();
    }
    QVERIFY(m_view->showsWholeFile());
    QCOMPARE(m_view->editor()->lastLine(), 100'000u + static_cast<uint32_t>(cgiText().count(u'\n')) + 1);
}

QTEST_MAIN(SourceViewTest)
#include "tst_sourceview.moc"
