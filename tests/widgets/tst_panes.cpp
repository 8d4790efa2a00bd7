// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the panes share: empty, busy and failed states, the find bar, labels, and how numbers are written.
#include "sampleworkspace.h"
#include "warnings.h"

#include "widgets/common/elidedlabel.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/findbar.h"
#include "widgets/common/format.h"
#include "widgets/common/instructioncomment.h"
#include "widgets/common/paneheader.h"
#include "widgets/evidence/evidenceview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <limits>
#include <memory>

using namespace symbolon;
using namespace symbolon::test;

class PanesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_warnings = std::make_unique<Warnings>(); }
    void cleanup() { QCOMPARE(Warnings::take(), QString()); }
    void emptyState();
    void busyState();
    void failedState();
    void paneShowsWhatMatters();
    void findBar();
    void elides();
    void writesNumbers();
    void writesForeignText();
    void comments();

private:
    static QStringList visibleButtons(const QWidget &widget);
    static QPushButton *button(const QWidget &widget, const QString &text);
    std::unique_ptr<Warnings> m_warnings;
};

QStringList PanesTest::visibleButtons(const QWidget &widget)
{
    QStringList texts;
    for (const QPushButton *found : widget.findChildren<QPushButton *>())
        if (found->isVisibleTo(&widget))
            texts << found->text();
    return texts;
}

QPushButton *PanesTest::button(const QWidget &widget, const QString &text)
{
    for (QPushButton *found : widget.findChildren<QPushButton *>())
        if (found->text() == text)
            return found;
    return nullptr;
}

void PanesTest::emptyState()
{
    EmptyState state;
    state.showEmpty(QStringLiteral("Nothing yet"), QStringLiteral("Open a file"), QStringLiteral("Open…"));
    QCOMPARE(visibleButtons(state), QStringList{QStringLiteral("Open…")});
    QCOMPARE(state.accessibleName(), QStringLiteral("Nothing yet"));
    QSignalSpy actions(&state, &EmptyState::actionRequested);
    button(state, QStringLiteral("Open…"))->click();
    QCOMPARE(actions.count(), 1);
    state.showEmpty(QStringLiteral("Nothing yet"));
    QCOMPARE(visibleButtons(state), QStringList());
}

void PanesTest::busyState()
{
    EmptyState state;
    state.showBusy(QStringLiteral("Reading"), 1204, 4012, QStringLiteral("9 s left"));
    QCOMPARE(state.hint(), QStringLiteral("1,204 of 4,012 · 9 s left"));
    QCOMPARE(visibleButtons(state), QStringList{QStringLiteral("Cancel")});
    const auto *bar = state.findChild<QProgressBar *>();
    QCOMPARE(bar->value() * 10 / bar->maximum(), 3);
    state.showBusy(QStringLiteral("Reading"), 5000, 4000); // more than was thought
    QCOMPARE(bar->value(), bar->maximum());
    state.showBusy(QStringLiteral("Reading")); // not known how much
    QCOMPARE(bar->maximum(), 0);
    QCOMPARE(state.hint(), QString());
    QSignalSpy cancels(&state, &EmptyState::cancelRequested);
    button(state, QStringLiteral("Cancel"))->click();
    QCOMPARE(cancels.count(), 1);
}

void PanesTest::failedState()
{
    EmptyState state;
    const Error error{ErrorKind::BadInput, "a.bin is cut short", "offset 12", "Get it again."};
    state.showFailed(error);
    QCOMPARE(visibleButtons(state),
             (QStringList{QStringLiteral("Retry"), QStringLiteral("Details"), QStringLiteral("Copy")}));
    auto *details = state.findChild<QPlainTextEdit *>();
    QVERIFY(!details->isVisibleTo(&state));
    button(state, QStringLiteral("Details"))->click();
    QVERIFY(details->isVisibleTo(&state));
    QCOMPARE(details->toPlainText(), QStringLiteral("offset 12"));
    button(state, QStringLiteral("Copy"))->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("a.bin is cut short\nGet it again.\noffset 12"));
    QSignalSpy retries(&state, &EmptyState::retryRequested);
    button(state, QStringLiteral("Retry"))->click();
    QCOMPARE(retries.count(), 1);
    state.showFailed({ErrorKind::Failed, "no", {}, {}}, false);
    QCOMPARE(visibleButtons(state), QStringList{QStringLiteral("Copy")});
    QVERIFY(!details->isVisibleTo(&state));
}

void PanesTest::paneShowsWhatMatters()
{
    SelectionModel selection;
    EvidenceView pane(&selection); // any pane will do
    const QString why = pane.emptyState()->sentence();
    pane.setBusy(QStringLiteral("Matching"), 1, 2);
    QCOMPARE(pane.emptyState()->sentence(), QStringLiteral("Matching"));
    QSignalSpy cancels(&pane, &Pane::cancelRequested);
    button(pane, QStringLiteral("Cancel"))->click();
    QCOMPARE(cancels.count(), 1);
    pane.setFailed({ErrorKind::Failed, "It failed", {}, {}});
    QCOMPARE(pane.emptyState()->sentence(), QStringLiteral("It failed"));
    pane.setIdle();
    QCOMPARE(pane.emptyState()->sentence(), why);
    pane.setBusy(QStringLiteral("Matching"));
    pane.setWorkspace(sampleWorkspace());
    QCOMPARE(pane.emptyState()->sentence(), QStringLiteral("Matching"));
    selection.selectFunction(1);
    QVERIFY(pane.hasContent());
    QVERIFY(!pane.emptyState()->isVisibleTo(&pane));
}

void PanesTest::findBar()
{
    QWidget window;
    auto *bar = new FindBar(&window);
    window.show();
    QVERIFY(!bar->isVisible());
    QSignalSpy texts(bar, &FindBar::textChanged);
    QSignalSpy next(bar, &FindBar::nextRequested);
    QSignalSpy previous(bar, &FindBar::previousRequested);
    QSignalSpy closed(bar, &FindBar::closed);
    bar->open(QStringLiteral("abc"));
    QVERIFY(bar->isVisible());
    QCOMPARE(texts.last(), QVariantList{QStringLiteral("abc")});
    bar->setResult(3, 1200);
    QCOMPARE(bar->findChild<QLabel *>()->text(), QStringLiteral("3 of 1,200"));
    bar->setResult(0, 0);
    QCOMPARE(bar->findChild<QLabel *>()->text(), QStringLiteral("not found"));
    auto *edit = bar->findChild<QLineEdit *>();
    QTest::keyClick(edit, Qt::Key_Return);
    QTest::keyClick(edit, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(next.count(), 1);
    QCOMPARE(previous.count(), 1);
    const auto buttons = bar->findChildren<QToolButton *>();
    for (const QToolButton *found : buttons)
        if (found->parent() == bar)
            QVERIFY(!found->accessibleName().isEmpty());
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QCOMPARE(closed.count(), 1);
}

void PanesTest::elides()
{
    ElidedLabel label;
    label.setText(QStringLiteral("a/very/long/path/to/some/file/that/does/not/fit.c"));
    QVERIFY(label.minimumSizeHint().width() < label.sizeHint().width());
    QCOMPARE(label.accessibleName(), label.text());
    PaneHeader header;
    header.setTitle(label.text());
    header.setSecondary(QStringLiteral("lines 1–2"));
    QCOMPARE(header.title(), label.text());
    QCOMPARE(header.secondary(), QStringLiteral("lines 1–2"));
}

void PanesTest::writesNumbers()
{
    const auto percent = [](double fraction) { return percentText(fraction).replace(QChar(QChar::Nbsp), u' '); };
    QCOMPARE(percent(0.937), QStringLiteral("93 %"));
    QCOMPARE(percent(0.999), QStringLiteral("99 %")); // 100 % is said of 1 only
    QCOMPARE(percent(1), QStringLiteral("100 %"));
    QCOMPARE(percent(0.29), QStringLiteral("29 %")); // whatever 0.29 * 100 is
    QCOMPARE(percent(-3), QStringLiteral("0 %"));
    QCOMPARE(percent(7), QStringLiteral("100 %"));
    QCOMPARE(percent(std::numeric_limits<double>::quiet_NaN()), QStringLiteral("0 %"));
    QCOMPARE(countText(100'000), QStringLiteral("100,000"));
    QCOMPARE(addressText(0xffffffffffffffff), QStringLiteral("0xffffffffffffffff"));
}

void PanesTest::writesForeignText()
{
    QCOMPARE(oneLine("a\nb\t\x01\x7f"), QStringLiteral("a\\nb\\t\\x01\\x7f"));
    QCOMPARE(oneLine(std::string(300, 'x'), 5), QStringLiteral("xxxxx…"));
    QCOMPARE(oneLine(std::string(100'000, '\n'), 10).size(), 11);
    QCOMPARE(oneLine("\xe4\xbd\xa0 \xf0\x9f\x99\x82"), QStringLiteral("你 🙂"));
    QCOMPARE(oneLine("\xe2\x80\xae"
                     "gnp"),
             QStringLiteral("\\x202egnp")); // would turn the rest of the line around
    QCOMPARE(symbolText("_ZN4YAML6Parser4loadERSi"), QStringLiteral("YAML::Parser::load(std::istream&)"));
    QCOMPARE(symbolText("_Znonsense"), QStringLiteral("_Znonsense"));
    QCOMPARE(symbolText("main"), QStringLiteral("main"));
}

void PanesTest::comments()
{
    const Workspace workspace = sampleWorkspace();
    const auto comment = [&workspace](uint64_t address) { return instructionComment(workspace, 1, address).text; };
    QCOMPARE(comment(0x40c304), QStringLiteral("strchr"));
    QCOMPARE(comment(0x40c318), QStringLiteral("strlen"));
    QCOMPARE(comment(0x40c32c), QStringLiteral("log_warn"));
    QCOMPARE(comment(0x40c328), QStringLiteral("\"bad query: %s\""));
    QCOMPARE(comment(0x40c31c), QStringLiteral("4096 = 0x1000"));
    QCOMPARE(comment(0x40c300), QString());
    auto program = std::make_shared<Program>(*workspace.program);
    program->functions[1].references = {
        {0x40c2f0, Reference::Kind::Integer, 0, std::numeric_limits<int64_t>::min(), {}},
        {0x40c2f0, Reference::Kind::Integer, 0, -1, {}},
        {0x40c2f4, Reference::Kind::Function, 0x40c490, 0, {}},
        {0x40c2f8, Reference::Kind::Data, 0x412000, 0, {}}};
    program->functions[1].switches = {{0x40c2fc, 0, {1, 2, 3}, {1, 1, 1}}};
    Workspace other = workspace;
    other.program = program;
    QCOMPARE(instructionComment(other, 1, 0x40c2f0).text,
             QStringLiteral("-9223372036854775808 = -0x8000000000000000  -1"));
    QCOMPARE(instructionComment(other, 1, 0x40c2f4).text, QStringLiteral("&hex_digit")); // by its match
    QCOMPARE(instructionComment(other, 1, 0x40c2f8).text, QStringLiteral("0x412000"));
    QCOMPARE(instructionComment(other, 1, 0x40c2fc).text, QStringLiteral("switch with 3 cases"));
}

QTEST_MAIN(PanesTest)
#include "tst_panes.moc"
