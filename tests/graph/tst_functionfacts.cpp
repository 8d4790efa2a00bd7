// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the panes say of a function beside its code: why it is there, its other names, cold parts, where switches
// lead, jumps that could not be followed.
#include "tests/graph/workspaces.h"

#include "widgets/common/casestext.h"
#include "widgets/common/factstrip.h"
#include "widgets/common/functionfacts.h"
#include "widgets/common/instructioncomment.h"
#include "widgets/common/switchfacts.h"
#include "widgets/disasm/disassemblyview.h"
#include "widgets/graph/graphcanvas.h"
#include "widgets/graph/graphdescription.h"
#include "widgets/graph/graphview.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace symbolon;
using Model = DisassemblyModel;

namespace {

Origins of(std::initializer_list<Origin> origins)
{
    Origins set = 0;
    for (const Origin origin : origins)
        set |= static_cast<Origins>(origin);
    return set;
}

QString plain(QString text) // percentages hold a no-break space
{
    return text.replace(QChar(QChar::Nbsp), u' ');
}

// A guarded switch with a gap, a cold block, and a jump through a register; called from `main`.
Workspace factsWorkspace()
{
    test::FunctionWriter f(0x2000, "decode");
    f.block({{"cmp", "edi, 5"}, {"ja", "0x2020"}});               // 0x2000
    f.block({{"mov", "eax, edi"}, {"jmp", "qword ptr [rax*8]"}}); // 0x2008
    f.block({{"mov", "eax, 1"}, {"ret", ""}});                    // 0x2010
    f.block({{"mov", "eax, 2"}, {"je", "0x2028"}});               // 0x2018
    f.block({{"xor", "eax, eax"}, {"ret", ""}});                  // 0x2020
    f.block({{"nop", ""}, {"call", "0x1000"}});                   // 0x2028, moved away
    f.block({{"nop", ""}, {"jmp", "rax"}});                       // 0x2030, moved away
    f.edge(0, 4, EdgeKind::Taken);
    f.edge(0, 1, EdgeKind::FallThrough);
    f.edge(1, 2, EdgeKind::Switch, {0, 1, 2});
    f.edge(1, 3, EdgeKind::Switch, {5});
    f.edge(1, 4, EdgeKind::Switch, {3, 4});
    f.edge(3, 5, EdgeKind::Taken);
    f.edge(3, 4, EdgeKind::FallThrough);
    f.edge(5, 6, EdgeKind::FallThrough);
    BinaryFunction decode = f.take();
    decode.size = 0x28;
    decode.origins = of({Origin::Call, Origin::Pointer});
    decode.confidence = 0.65F;
    decode.witness = 0x1004;
    decode.aliases = {"decode_a", "decode_b", "decode_c", "decode_d", "decode_e"};
    decode.unresolvedJumps = 1;
    decode.noReturn = true;
    decode.switches.push_back({0x200c, 0x3000, {0, 1, 2, 3, 4, 5}, {0x2010, 0x2010, 0x2010, 0x2020, 0x2020, 0x2018}});

    auto program = std::make_shared<Program>();
    program->architecture = Architecture::X86_64;
    test::FunctionWriter m(0x1000, "main");
    m.block({{"nop", ""}, {"call", "0x2000"}, {"ret", ""}});
    m.call(0x1004, 0x2000);
    program->functions.push_back(m.take());
    program->functions[0].origins = of({Origin::Symbol});
    program->functions.push_back(std::move(decode));
    test::FunctionWriter t(0x4000, "sub_4000");
    t.block({{"jmp", "0x1000"}});
    t.call(0x4000, 0x1000);
    program->functions.push_back(t.take());
    program->functions[2].thunk = true;
    Workspace workspace;
    workspace.program = program;
    return workspace;
}

} // namespace

class TestFunctionFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not)"))); }
    void listsCases();
    void namesOrigins();
    void ordersOrigins();
    void saysItAll();
    void findsTheOpenJump();
    void knowsTheDefault();
    void survivesDamage();
    void graphShowsIt();
    void graphDescribesIt();
    void stripLeadsToTheWitness();
    void listLabelsBlocks();
    void listStepsOverLabels();
};

void TestFunctionFacts::listsCases()
{
    QCOMPARE(casesText({}), QString());
    QCOMPARE(casesText({4, 1, 3, 5}), QStringLiteral("1, 3–5"));
    QCOMPARE(casesText({1, 2}, true), QStringLiteral("1, 2, default"));
    QCOMPARE(casesText({}, true), QStringLiteral("default"));
    QCOMPARE(casesText({1, 3, 5, 7, 9}), QStringLiteral("1, 3, 5 and 2 more"));
    QCOMPARE(casesText({1, 3, 5, 7, 9}, false, 0), QStringLiteral("1, 3, 5, 7, 9"));
    const int64_t last = std::numeric_limits<int64_t>::max();
    QCOMPARE(casesText({last, last}), QStringLiteral("%1, %1").arg(last));
}

void TestFunctionFacts::namesOrigins()
{
    QCOMPARE(originWords(of({Origin::Prologue, Origin::Symbol})), QStringLiteral("symbol, prologue"));
    QCOMPARE(originWords(0), QString());
    QCOMPARE(originsNamed(QStringLiteral("tail-call")), of({Origin::TailCall}));
    QCOMPARE(originsNamed(QStringLiteral("Frame")), of({Origin::FrameRecord}));
    QCOMPARE(originsNamed(QStringLiteral("call")), of({Origin::Call}));
    QCOMPARE(originsNamed(QStringLiteral("p")), of({Origin::Pointer, Origin::Prologue}));
    QCOMPARE(originsNamed(QString()), Origins(0));
}

void TestFunctionFacts::ordersOrigins()
{
    const Origins ordered[] = {of({Origin::Symbol, Origin::Call}),
                               of({Origin::Symbol}),
                               of({Origin::Call, Origin::Pointer}),
                               of({Origin::Call}),
                               of({Origin::Prologue}),
                               0};
    for (std::size_t at = 1; at < std::size(ordered); ++at)
        QVERIFY(originOrder(ordered[at - 1]) < originOrder(ordered[at]));
}

void TestFunctionFacts::saysItAll()
{
    const Workspace workspace = factsWorkspace();
    const auto facts = [&](std::size_t function) {
        return plain(functionFacts(*workspace.program, workspace.program->functions[function]).join(u'\n'));
    };
    for (const char *part : {"It is called.", "stored or taken as a pointer.", "is at 0x1004 in main.",
                             "starts here: 65 %.", "Also known as decode_a, decode_b, decode_c, decode_d, decode_e:",
                             "folded", "It does not return.", "(cold): 2.", "unknown targets: 1."})
        QVERIFY2(facts(1).contains(QString::fromUtf8(part)), qPrintable(facts(1)));
    QVERIFY2(facts(0).startsWith(QLatin1String("A symbol of the file names it.")), qPrintable(facts(0)));
    QVERIFY2(!facts(0).contains(QLatin1String("cold")), qPrintable(facts(0)));
    QVERIFY2(facts(2).contains(QLatin1String("only jumps to main.")), qPrintable(facts(2)));
    QCOMPARE(aliasWords(workspace.program->functions[1], 3), QStringLiteral("decode_a, decode_b, decode_c and 2 more"));
}

void TestFunctionFacts::findsTheOpenJump()
{
    BinaryFunction function = factsWorkspace().program->functions[1];
    for (const Instruction &instruction : function.instructions)
        QCOMPARE(isOpenJump(function, instruction.address), instruction.address == 0x2034);
    QVERIFY(!isOpenJump(function, 0x9999));
    function.calls.push_back({0x2034, 0, "", false, true}); // a tail call through a pointer
    QVERIFY(!isOpenJump(function, 0x2034));
    function.calls.clear();
    function.unresolvedJumps = 0;
    QVERIFY(!isOpenJump(function, 0x2034));
    const Workspace workspace = factsWorkspace();
    QCOMPARE(instructionComment(workspace, 1, 0x2034).text, QStringLiteral("⚠ targets not known"));
    QCOMPARE(instructionComment(workspace, 1, 0x200c).text, QStringLiteral("switch with 6 cases, table at 0x3000"));
}

void TestFunctionFacts::knowsTheDefault()
{
    BinaryFunction function = factsWorkspace().program->functions[1];
    SwitchFacts facts(function);
    QVERIFY(facts.isDefault(0)); // the guard's way to where the gaps lead
    QVERIFY(!facts.isDefault(1));
    QVERIFY(facts.isDefault(4));
    QCOMPARE(facts.label(2, 0), QStringLiteral("case 0–2"));
    QCOMPARE(facts.label(4, 0), QStringLiteral("case 3, 4, default"));
    QCOMPARE(facts.label(5, 0), QString());

    function.edges[4].to = 3; // no gaps: only a comparison with the length tells
    QVERIFY(!SwitchFacts(function).isDefault(0));
    function.references = {{0x2000, Reference::Kind::Integer, 0, 5, {}}};
    facts = SwitchFacts(function);
    QVERIFY(facts.isDefault(0));
    QCOMPARE(facts.label(4, 0), QStringLiteral("default"));

    function.switches.push_back({0x2034, 0, {7}, {0x2010}});
    function.edges.push_back({6, 2, EdgeKind::Switch, {7}});
    QCOMPARE(SwitchFacts(function).label(2, 0),
             QStringLiteral("case 0–2 of the switch at 0x200c · case 7 of the switch at 0x2034"));
}

void TestFunctionFacts::survivesDamage()
{
    Workspace workspace = factsWorkspace();
    auto program = std::make_shared<Program>(*workspace.program);
    BinaryFunction &function = program->functions[1];
    function.edges.push_back({77, 99, EdgeKind::Switch, {1}});
    function.edges.push_back({0, 99, EdgeKind::FallThrough, {}});
    function.blocks[6].firstInstruction = 4'000'000'000;
    function.blocks[5].instructionCount = 4'000'000'000;
    function.switches.push_back({0x2034, 1, {std::numeric_limits<int64_t>::min()}, {}});
    program->functions[2].calls.clear();
    for (const BinaryFunction &each : program->functions) {
        for (const Instruction &instruction : each.instructions)
            QVERIFY(!isOpenJump(each, instruction.address)); // its block is damaged
        QVERIFY(!functionFacts(*program, each).isEmpty());
        QVERIFY(each.address == 0x2000 || SwitchFacts(each).label(4, 3).isEmpty());
    }
    workspace.program = program;
    DisassemblyModel model;
    model.setFunction(workspace, 1);
    QVERIFY(makeGraphContent(program, 1, monospaceFont()));
}

void TestFunctionFacts::graphShowsIt()
{
    const auto content = makeGraphContent(factsWorkspace().program, 1, monospaceFont());
    QCOMPARE(content->links[0].label, QStringLiteral("T · default"));
    QCOMPARE(content->links[2].label, QStringLiteral("0–2"));
    QCOMPARE(content->links[4].label, QStringLiteral("3, 4, default"));
    QVERIFY(!content->blocks[0].cold);
    QVERIFY(!content->blocks[4].cold);
    QVERIFY(content->blocks[5].cold);
    QCOMPARE(content->blocks[5].title, QStringLiteral("0x2028 · cold"));
    QVERIFY(content->blocks[6].lines[1].text.endsWith(QStringLiteral("; ⚠ targets not known")));
}

void TestFunctionFacts::graphDescribesIt()
{
    const auto content = makeGraphContent(factsWorkspace().program, 1, monospaceFont());
    const auto description = [&](int block) { return describeBlock(*content, {}, {}, {block, -1}); };
    QVERIFY2(description(0).contains(QLatin1String("True edge to 0x2020. This is the default of the switch.")),
             qPrintable(description(0)));
    QVERIFY2(description(1).contains(QStringLiteral("Switch case 0–2 to 0x2010. Switch case 5 to 0x2018.")),
             qPrintable(description(1)));
    QVERIFY2(description(5).contains(QLatin1String("cold part")), qPrintable(description(5)));
    QVERIFY2(description(6).contains(QLatin1String("indirect jump whose targets are not known")),
             qPrintable(description(6)));
    QVERIFY2(!description(2).contains(QLatin1String("cold")), qPrintable(description(2)));
    const auto scene = GraphScene::make(content, *LayeredLayout().layOut(content->shape()));
    QVERIFY(scene);
    QCOMPARE(scene->edgeLabelledAt(scene->edges()[2].label.center()), 2);
    QCOMPARE(scene->edgeLabelledAt({-1000, -1000}), -1);
}

void TestFunctionFacts::stripLeadsToTheWitness()
{
    SelectionModel selection;
    GraphView view(&selection);
    view.show(); // a hidden view waits
    QVERIFY(view.facts()->isHidden());
    view.setWorkspace(factsWorkspace());
    selection.selectFunction(1);
    QVERIFY(!view.facts()->isHidden());
    const QString text = plain(view.facts()->plainText());
    for (const char *part :
         {"found by call, pointer", "certainty 65 %", "0x1004 in main", "decode_a, decode_b, decode_c and 2 more",
          "does not return", "cold blocks: 2", "unknown targets: 1"})
        QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(text));
    QCOMPARE(plain(view.facts()->accessibleName()), text);
    QVERIFY(view.facts()->toolTip().contains(QLatin1String("decode_e")));
    Q_EMIT view.facts()->linkActivated(QStringLiteral("1004"));
    QTRY_COMPARE(selection.current().function, 0);
    QCOMPARE(selection.current().address, 0x1004ULL);
    QVERIFY2(view.facts()->plainText().startsWith(QLatin1String("found by symbol")), "of the other function");
    selection.goBack();
    view.action(QStringLiteral("graph.witness"))->setEnabled(true);
    view.action(QStringLiteral("graph.witness"))->trigger();
    QCOMPARE(selection.current().address, 0x1004ULL);
    view.setWorkspace({});
    QVERIFY(view.facts()->isHidden());
}

void TestFunctionFacts::listLabelsBlocks()
{
    Model model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFunction(factsWorkspace(), 1);
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QString label = model.index(row, 0).data(Model::LabelRole).toString();
        lines << (label.isEmpty() ? QString::number(model.instruction(row)->address, 16) : label);
        QCOMPARE(model.flags(model.index(row, 0)).testFlag(Qt::ItemIsEnabled), label.isEmpty());
    }
    QCOMPARE(lines.join(u'\n'), QStringLiteral("2000\n2004\n2008\n200c\n"
                                               "case 0–2\n2010\n2014\n"
                                               "case 5\n2018\n201c\n"
                                               "case 3, 4, default\n2020\n2024\n"
                                               "cold part, which the compiler moved away from the body\n"
                                               "2028\n202c\n2030\n2034"));
    QCOMPARE(model.instructionCount(), 14);
    QCOMPARE(model.rowOf(0x2010), 5);
    QCOMPARE(model.blockOf(5), 2);
    QCOMPARE(model.blockOf(4), -1);
    QVERIFY(!model.instruction(4));
    QVERIFY(!model.index(5, 0).data(Model::BlockStartRole).toBool()); // the label has the line above
    QVERIFY(model.index(2, 0).data(Model::BlockStartRole).toBool());
    QCOMPARE(model.index(5, Model::AddressColumn).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("0x2010; case 0–2"));
    QCOMPARE(model.find(QStringLiteral("ret"), false), (std::vector<int>{6, 12}));
}

void TestFunctionFacts::listStepsOverLabels()
{
    SelectionModel selection;
    DisassemblyView view(&selection);
    view.setWorkspace(factsWorkspace());
    view.resize(700, 500);
    view.show();
    selection.selectFunction(1);
    selection.selectAddress(0x200c);
    view.nextInstruction();
    QCOMPARE(selection.current().address, 0x2010ULL);
    view.previousInstruction();
    QCOMPARE(selection.current().address, 0x200cULL);
    QTest::keyClick(view.view(), Qt::Key_Down);
    QCOMPARE(selection.current().address, 0x2010ULL);
    selection.selectAddress(0x2034);
    view.nextInstruction(); // the end
    QCOMPARE(selection.current().address, 0x2034ULL);
    view.grab();
}

QTEST_MAIN(TestFunctionFacts)
#include "tst_functionfacts.moc"
