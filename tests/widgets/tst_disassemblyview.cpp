// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The disassembly list: its text, and its part in the one selection.
#include "printmodel.h"
#include "sampleworkspace.h"
#include "warnings.h"

#include "widgets/common/findbar.h"
#include "widgets/common/instructioncomment.h"
#include "widgets/disasm/disassemblymodel.h"
#include "widgets/disasm/disassemblyview.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <memory>

using namespace symbolon;
using namespace symbolon::test;
using Model = DisassemblyModel;

class DisassemblyViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_warnings = std::make_unique<Warnings>(); }
    void cleanup() { QCOMPARE(Warnings::take(), QString()); }
    void showsInstructions();
    void marksEvidenceAndBlocks();
    void survivesDamage();
    void colours_data();
    void colours();
    void knowsControl();
    void selectsEvidence();
    void followsSelection();
    void hovers();
    void walks();
    void followsCallsAndBranches();
    void finds();
    void showsBytes();
    void showsDataInCode();
    void explainsEmptiness();

private:
    std::unique_ptr<Warnings> m_warnings;
};

void DisassemblyViewTest::showsInstructions()
{
    Model model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFunction(sampleWorkspace(), 1);
    model.setMarks(EvidenceMarks(sampleWorkspace(), 1, 0));
    QCOMPARE(printed(model, {0, 1, 3, 4, 5}).left(560), QStringLiteral(R"(
 | 0x40c2f0 | push | {r4, r5, r6, r7, r8, lr} | 
 | 0x40c2f4 | mov | r6, r1 | 
5 | 0x40c2f8 | mov | r1, #0x3f | 63 = 0x3f
 | 0x40c2fc | ldr | r0, [r0, #8] | 
 | 0x40c300 | mov | r7, r2 | 
2 | 0x40c304 | bl | #0x40a110 | strchr
 | 0x40c308 | cmp | r0, #0 | 
 | 0x40c30c | beq | #0x40c33c | 
 | 0x40c310 | add | r4, r0, #1 | 
 | 0x40c314 | mov | r0, r4 | 
 | 0x40c318 | bl | #0x40a128 | strlen
3 | 0x40c31c | cmp | r0, #0x1000 | 4096 = 0x1000
 | 0x40c320 | bls | #0x40c340 | 
 | 0x40c324 | mov | r1, r4 | 
1 | 0x40c328 | ldr | r0, [pc, #0x74] | "bad query: %s"
4 | 0x40c32c | bl | #0x40c3a8 | log_warn
)")
                                                            .left(560));
    QCOMPARE(model.rowCount(), 24);
    model.setFunction(sampleWorkspace(), -1);
    QCOMPARE(model.rowCount(), 0);
}

void DisassemblyViewTest::marksEvidenceAndBlocks()
{
    Model model;
    model.setFunction(sampleWorkspace(), 1);
    QList<int> starts;
    for (int row = 0; row < model.rowCount(); ++row)
        if (model.index(row, 0).data(Model::BlockStartRole).toBool())
            starts << row;
    QCOMPARE(starts, (QList<int>{0, 8, 13, 19, 20}));
    QCOMPARE(model.rowOf(0x40c304), 5);
    QCOMPARE(model.rowOf(0x40c305), -1);
    QCOMPARE(model.index(5, 0).data(Model::EvidenceRole).value<QList<int>>(), QList<int>());
    model.setMarks(EvidenceMarks(sampleWorkspace(), 1, 0));
    QCOMPARE(model.index(5, 0).data(Model::EvidenceRole).value<QList<int>>(), QList<int>{1});
    QCOMPARE(model.index(5, 0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("evidence 2, call"));
    QVERIFY(model.index(5, 3).data(Qt::ToolTipRole).toString().contains(QStringLiteral("strchr, line 29")));
}

// A program may come from a damaged project file.
void DisassemblyViewTest::survivesDamage()
{
    Workspace workspace = sampleWorkspace();
    auto program = std::make_shared<Program>(*workspace.program);
    BinaryFunction &function = program->functions[1];
    function.blocks[1].firstInstruction = 4'000'000'000;
    function.blocks[2].instructionCount = 4'000'000'000;
    function.edges.push_back({77, 99, EdgeKind::Taken, {}});
    function.references.push_back({0x40c34c, Reference::Kind::String, 0, 0, std::string("\xff\xfe\0\n", 4)});
    workspace.program = program;
    SelectionModel selection;
    DisassemblyView view(&selection);
    view.setWorkspace(workspace);
    selection.select({1, 0, 0x40c34c, 0, -1});
    view.followTrueEdge();
    view.followFalseEdge();
    view.follow();
    QCOMPARE(view.model()->rowCount(), 24);
    const QString comment = view.model()->index(23, Model::CommentColumn).data().toString();
    QVERIFY2(comment.endsWith(QStringLiteral("\\x00\\n\"")), qPrintable(comment));
    selection.select({400, 0, 0x40c34c, 0, -1});
    QVERIFY(!view.hasContent());
}

void DisassemblyViewTest::colours_data()
{
    QTest::addColumn<QString>("operands");
    QTest::addColumn<QString>("expected"); // register r, number n, address a, punctuation .
    const auto row = [](const char *operands, const char *expected) {
        QTest::newRow(operands) << QString::fromLatin1(operands) << QString::fromLatin1(expected);
    };
    row("", "");
    row("r0, [r1, #-0x10]!", "rr...rr..nnnnnn..");
    row("x0, x1, lsl #3", "rr..rr......nn");
    row("#0x40a110", "aaaaaaaaa");
    row("rax, qword ptr [rip + 0x2004]", "rrr............."
                                         "rrr..."
                                         "nnnnnn.");
    row("-4(%rbp)", "nn.rrrr.");
    row("$a0, $zero, -0x7fff", "rrr..rrrrr..nnnnnnn");
    row("0x401000", "aaaaaaaa");
}

void DisassemblyViewTest::colours()
{
    QFETCH(QString, operands);
    QFETCH(QString, expected);
    QString found(operands.size(), u' ');
    int end = 0;
    for (const TextToken &token : operandTokens(operands)) {
        QCOMPARE(token.start, end); // without gaps
        end = token.start + token.length;
        const QChar mark = token.role == ColorRole::SyntaxRegister      ? u'r'
                           : token.role == ColorRole::SyntaxNumber      ? u'n'
                           : token.role == ColorRole::SyntaxAddress     ? u'a'
                           : token.role == ColorRole::SyntaxPunctuation ? u'.'
                                                                        : u'?';
        found.replace(token.start, token.length, QString(token.length, mark));
    }
    QCOMPARE(found, expected);
}

void DisassemblyViewTest::knowsControl()
{
    const auto isControl = [](const char *mnemonic, Architecture architecture) {
        return mnemonicRole(QString::fromLatin1(mnemonic), architecture) == ColorRole::SyntaxControl;
    };
    for (const char *mnemonic : {"jmp", "jne", "call", "ret", "notrack jmp", "bnd ret"})
        QVERIFY2(isControl(mnemonic, Architecture::X86_64), mnemonic);
    for (const char *mnemonic : {"mov", "lea", "rep movsb", "bt", "nop"})
        QVERIFY2(!isControl(mnemonic, Architecture::X86_64), mnemonic);
    for (const char *mnemonic : {"b", "bl", "blx", "bxeq", "b.ne", "cbz", "tbnz", "ret"})
        QVERIFY2(isControl(mnemonic, Architecture::AArch64), mnemonic);
    for (const char *mnemonic : {"bic", "bics", "bfi", "add", "ldr", "bfxil"})
        QVERIFY2(!isControl(mnemonic, Architecture::Arm), mnemonic);
    for (const char *mnemonic : {"beqz", "jal", "jr", "bal", "b"})
        QVERIFY2(isControl(mnemonic, Architecture::Mips32), mnemonic);
    QVERIFY(!isControl("bitrev", Architecture::Mips32));
    QVERIFY(isControl("blr", Architecture::PowerPc32));
    QVERIFY(!isControl("add", Architecture::PowerPc32));
}

void DisassemblyViewTest::selectsEvidence()
{
    SelectionModel selection;
    DisassemblyView view(&selection);
    view.setWorkspace(sampleWorkspace());
    selection.selectFunction(1);
    QSignalSpy changes(&selection, &SelectionModel::changed);
    view.view()->setCurrentIndex(view.model()->index(5, 0));
    QCOMPARE(selection.current(), (Selection{1, 0, 0x40c304, 29, 1}));
    view.view()->setCurrentIndex(view.model()->index(6, 0)); // no evidence: the line stays in sight
    QCOMPARE(selection.current(), (Selection{1, 0, 0x40c308, 29, -1}));
    QCOMPARE(changes.count(), 2);

    Workspace workspace = sampleWorkspace(); // two pieces at one instruction: a second click shows the second
    auto matches = std::make_shared<Matches>(*workspace.matches);
    matches->functions[0].candidates[0].evidence[3].address = 0x40c304;
    workspace.matches = matches;
    view.setWorkspace(workspace);
    view.resize(700, 700);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QPoint place = view.view()->visualRect(view.model()->index(5, Model::OperandsColumn)).center();
    QTest::mouseClick(view.view()->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(selection.current().evidence, 1);
    QTest::qWait(QApplication::doubleClickInterval() + 10);
    QTest::mouseClick(view.view()->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(selection.current(), (Selection{1, 0, 0x40c304, 34, 3}));
}

void DisassemblyViewTest::followsSelection()
{
    SelectionModel selection;
    DisassemblyView view(&selection);
    view.setWorkspace(sampleWorkspace());
    selection.select({1, 0, 0x40c328, 34, 0});
    QSignalSpy changes(&selection, &SelectionModel::changed);
    QCOMPARE(view.view()->currentIndex().row(), 14);
    selection.select({1, 0, 0x40c31c, 33, 2});
    QCOMPARE(view.view()->currentIndex().row(), 11);
    selection.select({1, 0, 0, 0, 5}); // evidence for the whole function
    QVERIFY(!view.view()->currentIndex().isValid());
    selection.selectFunction(2);
    QCOMPARE(view.model()->rowCount(), 3);
    selection.goBack();
    QCOMPARE(view.model()->rowCount(), 24);
    QCOMPARE(changes.count(), 4); // never by the view itself
    view.setWorkspace({});
    QVERIFY(!view.hasContent());
}

void DisassemblyViewTest::hovers()
{
    SelectionModel selection;
    DisassemblyView view(&selection);
    view.setWorkspace(sampleWorkspace());
    selection.selectFunction(1);
    view.resize(700, 700);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto move = [&view](int row) {
        QTest::mouseMove(view.view()->viewport(), view.view()->visualRect(view.model()->index(row, 3)).center());
    };
    move(3);
    move(5);
    QTRY_COMPARE(selection.hovered(), (Selection{1, 0, 0x40c304, 29, 1}));
    QVERIFY(view.model()->index(5, 0).data(Model::HoveredRole).toBool());
    selection.hover({1, 0, 0x40c31c, 33, 2});
    QVERIFY(view.model()->index(11, 0).data(Model::HoveredRole).toBool());
    QVERIFY(!view.model()->index(5, 0).data(Model::HoveredRole).toBool());
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(view.view()->viewport(), &leave);
    QCOMPARE(selection.hovered(), Selection{});
}

void DisassemblyViewTest::walks()
{
    SelectionModel selection;
    DisassemblyView view(&selection);
    view.setWorkspace(sampleWorkspace());
    selection.selectFunction(1);
    QTest::keyClick(view.view(), Qt::Key_J);
    QCOMPARE(selection.current().address, 0x40c2f0u);
    QTest::keyClick(view.view(), Qt::Key_J);
    QCOMPARE(selection.current().address, 0x40c2f4u);
    QTest::keyClick(view.view(), Qt::Key_K);
    QTest::keyClick(view.view(), Qt::Key_K); // at the top
    QCOMPARE(selection.current().address, 0x40c2f0u);
    QTest::keyClick(view.view(), Qt::Key_T);
    QCOMPARE(selection.current().address, 0x40c33cu);
    QTest::keyClick(view.view(), Qt::Key_F); // block 3 goes on into block 4
    QCOMPARE(selection.current().address, 0x40c340u);
    QTest::keyClick(view.view(), Qt::Key_T); // nowhere to go
    QCOMPARE(selection.current().address, 0x40c340u);
    QSignalSpy graph(&view, &DisassemblyView::graphRequested);
    QTest::keyClick(view.view(), Qt::Key_Space);
    QCOMPARE(graph.count(), 1);
}

void DisassemblyViewTest::followsCallsAndBranches()
{
    SelectionModel selection;
    DisassemblyView view(&selection);
    view.setWorkspace(sampleWorkspace());
    selection.select({1, 0, 0x40c30c, 0, -1}); // beq
    QTest::keyClick(view.view(), Qt::Key_Return);
    QCOMPARE(selection.current().address, 0x40c33cu);
    selection.selectAddress(0x40c32c); // bl log_warn
    view.follow();
    QCOMPARE(selection.current(), (Selection{2, 0, 0, 0, -1}));
    selection.goBack();
    QCOMPARE(selection.current().address, 0x40c32cu);
    QCOMPARE(view.view()->currentIndex().row(), 15);
    selection.selectAddress(0x40c318); // a call whose target is not known
    view.follow();
    QCOMPARE(selection.current().address, 0x40c318u);
    QCOMPARE(instructionTarget(sampleWorkspace().program->functions[1], 0x40c30c), 0x40c33cu);
    QCOMPARE(instructionTarget(sampleWorkspace().program->functions[1], 0x40c308), 0u);
}

void DisassemblyViewTest::finds()
{
    SelectionModel selection;
    DisassemblyView view(&selection);
    view.setWorkspace(sampleWorkspace());
    selection.selectFunction(1);
    view.show();
    QTest::keyClick(view.view(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(view.findBar()->isVisible());
    auto *edit = view.findBar()->findChild<QLineEdit *>();
    QTest::keyClicks(edit, QStringLiteral("BL #"));
    QCOMPARE(selection.current().address, 0x40c304u);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(selection.current().address, 0x40c318u);
    QTest::keyClick(edit, Qt::Key_Return);
    QTest::keyClick(edit, Qt::Key_Return); // around the end
    QCOMPARE(selection.current().address, 0x40c304u);
    QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(selection.current().address, 0x40c32cu);
    edit->setText(QStringLiteral("bad query")); // in the comment
    QCOMPARE(selection.current().address, 0x40c328u);
    QCOMPARE(view.model()->find(QStringLiteral("BL #"), true), std::vector<int>{});
    QCOMPARE(view.model()->find(QStringLiteral("strchr"), true), std::vector<int>{5});
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!view.findBar()->isVisible());
}

void DisassemblyViewTest::showsBytes()
{
    SelectionModel selection;
    DisassemblyView view(&selection);
    view.setWorkspace(sampleWorkspace());
    selection.selectFunction(1);
    QVERIFY(view.view()->isColumnHidden(Model::BytesColumn));
    view.setBytesProvider(
        [](uint64_t address, int size) { return QByteArray(size, static_cast<char>(address & 0xff)); });
    QVERIFY(!view.view()->isColumnHidden(Model::BytesColumn));
    QCOMPARE(view.model()->index(0, Model::BytesColumn).data().toString(), QStringLiteral("f0 f0 f0 f0"));
}

void DisassemblyViewTest::showsDataInCode()
{
    Workspace workspace = sampleWorkspace();
    auto program = std::make_shared<Program>(*workspace.program);
    program->strings = {{0x40d000, "bad query: %s"}};
    BinaryFunction &code = program->functions[1];
    code.switches = {{0x40c30c, 0x40c358, {1, 2, 3}, {}}};
    code.dataInCode = {{0x40c350, 4, DataInCode::Kind::Literal, 0x40d000, 0x40c328},
                       {0x40c354, 4, DataInCode::Kind::Literal, program->functions[2].address, 0x40c2fc},
                       {0x40c358, 3, DataInCode::Kind::Table, 0, 0x40c30c},
                       {0x40c35b, 1, DataInCode::Kind::Padding, 0, 0},
                       {0x40c35c, 4, DataInCode::Kind::Literal, 0xffff, 0x40c2f4}};
    workspace.program = program;
    SelectionModel selection;
    DisassemblyView view(&selection);
    view.setWorkspace(workspace);
    selection.selectFunction(1);
    Model *model = view.model();
    const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model->rowCount(), 24 + 5);
    QStringList rows;
    for (int row = 24; row < model->rowCount(); ++row) {
        QStringList cells;
        for (const int column : {1, 3, 4, 5})
            cells << model->index(row, column).data().toString();
        rows << cells.join(QStringLiteral(" | "));
        QVERIFY(!model->instruction(row));
        QCOMPARE(model->blockOf(row), -1);
    }
    QCOMPARE(rows, (QStringList{QStringLiteral("0x40c350 | .word | 0x0040d000 | \"bad query: %s\""),
                                QStringLiteral("0x40c354 | .word | 0x0040c3a8 | &log_warn"),
                                QStringLiteral("0x40c358 | table | 3 byte(s) | of the switch at 0x40c30c"),
                                QStringLiteral("0x40c35b | padding | 1 byte(s) | "),
                                QStringLiteral("0x40c35c | .word | 0x0000ffff | ")}));
    // They can be walked over and found, and choose nothing; a pointer leads to its function.
    selection.selectAddress(0x40c34c);
    QTest::keyClick(view.view(), Qt::Key_Down);
    QCOMPARE(view.view()->currentIndex().row(), 24);
    QCOMPARE(selection.current().address, 0x40c34cu);
    QCOMPARE(model->find(QStringLiteral("0x0000ffff"), true), std::vector<int>{28});
    view.follow(); // to what reads it
    QCOMPARE(selection.current().address, 0x40c328u);
    view.view()->setCurrentIndex(model->index(25, 1));
    view.follow();
    QCOMPARE(selection.current().function, 2);
}

void DisassemblyViewTest::explainsEmptiness()
{
    SelectionModel selection;
    DisassemblyView view(&selection);
    QStringList reasons{view.emptyState()->sentence()};
    view.setWorkspace(sampleWorkspace());
    reasons << view.emptyState()->sentence();
    selection.selectFunction(0); // an import stub
    reasons << view.emptyState()->sentence();
    reasons.removeAll(QString());
    reasons.removeDuplicates();
    QCOMPARE(reasons.size(), 3);
    view.setFailed({ErrorKind::Failed, "The worker crashed", "signal 11", "Try again."});
    QCOMPARE(view.emptyState()->mode(), EmptyState::Mode::Failed);
    selection.selectFunction(1);
    QVERIFY(view.hasContent());
}

QTEST_MAIN(DisassemblyViewTest)
#include "tst_disassemblyview.moc"
