// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Evidence marks and the evidence table, which is where the two sides are tied together.
#include "printmodel.h"
#include "sampleworkspace.h"
#include "warnings.h"

#include "widgets/evidence/evidencelegend.h"
#include "widgets/evidence/evidencemodel.h"
#include "widgets/evidence/evidenceview.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <memory>

using namespace symbolon;
using namespace symbolon::test;
using Model = EvidenceModel;

class EvidenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_warnings = std::make_unique<Warnings>(); }
    void cleanup() { QCOMPARE(Warnings::take(), QString()); }
    void marksPlaces();
    void marksSelect();
    void marksOutliveTheWorkspace();
    void showsEvidence();
    void selectsBothSides();
    void followsSelection();
    void hovers();
    void sorts();
    void detailsAddLinksHeatAndRarity();
    void explainsEmptiness();

private:
    std::unique_ptr<Warnings> m_warnings;
};

void EvidenceTest::marksPlaces()
{
    const EvidenceMarks marks(sampleWorkspace(), 1, 0);
    QCOMPARE(marks.count(), 6);
    QCOMPARE(EvidenceMarks::number(0), 1);
    QCOMPARE(marks.atAddress(0x40c328), std::vector<int>{0});
    QCOMPARE(marks.atAddress(0x40c329), std::vector<int>{});
    QCOMPARE(marks.atAddress(0), std::vector<int>{}); // the whole function is no place
    QCOMPARE(marks.atLine(34), (std::vector<int>{0, 3}));
    QCOMPARE(marks.atLine(0), std::vector<int>{});
    QCOMPARE(marks.inRange(0x40c2f0, 0x20), (std::vector<int>{1, 4}));
    QCOMPARE(marks.inRange(0x40c31c, 0x10), (std::vector<int>{0, 2})); // ends before 0x40c32c
    QCOMPARE(marks.inRange(0x40c31c, 0x11), (std::vector<int>{0, 2, 3}));
    QCOMPARE(marks.inRange(0x40c31c, 0), std::vector<int>{});
    QVERIFY(!marks.evidence(6));
    QVERIFY(!marks.evidence(-1));
    QVERIFY(EvidenceMarks(sampleWorkspace(), 1, 7).isEmpty());
    QVERIFY(EvidenceMarks(sampleWorkspace(), 99, 0).isEmpty());
    QVERIFY(EvidenceMarks().isEmpty());
}

// Two blocks and lines 33 and 34 of the first candidate of function 1, and what is known of its evidence.
static std::shared_ptr<PairDetails> detailsOf(const Workspace &workspace)
{
    auto details = std::make_shared<PairDetails>();
    details->matches = workspace.matches;
    details->function = 1;
    details->candidate = 0;
    const BinaryFunction &code = workspace.program->functions[1];
    details->attribution.code = {{0, 1, code.blocks[0].address, 0.2}, {1, 1, code.blocks[1].address, 0.05}};
    details->attribution.text = {{33, 33, 0.1}, {34, 34, -0.1}};
    details->attribution.links = {{0, 0, 0.9}, {1, 1, 0.1}};
    SourceTree facts = *workspace.sources;
    facts.functions[workspace.candidate(1, 0)->source].strings = {{"bad query: %s", 34}};
    details->rarity = Rarity(facts, workspace.candidate(1, 0)->evidence, {});
    return details;
}

void EvidenceTest::detailsAddLinksHeatAndRarity()
{
    Workspace workspace = sampleWorkspace();
    SelectionModel selection;
    EvidenceView view(&selection);
    view.resize(1200, 300);
    view.show();
    view.setWorkspace(workspace);
    selection.select({1, 0, 0, 0, -1});
    QCOMPARE(view.model()->rowCount(), 6);
    QVERIFY(!view.legend()->entries().contains(QStringLiteral("carries the similarity")));
    view.setDetails(detailsOf(workspace));
    QCOMPARE(view.model()->rowCount(), 7); // the unclear link is none
    const EvidenceMarks &marks = view.model()->marks();
    const BinaryFunction &code = workspace.program->functions[1];
    QVERIFY(marks.evidence(6)->kind == EvidenceKind::Embedding);
    QCOMPARE(marks.evidence(6)->line, 33u);
    QVERIFY(marks.evidence(6)->value.find("strlen") != std::string::npos);
    QCOMPARE(marks.selectLine({1, 0, 0, 0, 2}, 33).address != 0, true);
    QCOMPARE(marks.heatAtAddress(code.blocks[0].address + code.blocks[0].size - 1), 1.0);
    QCOMPARE(marks.heatAtAddress(code.blocks[1].address), 0.25);
    QCOMPARE(marks.heatAtAddress(code.blocks[0].address - 1), 0.0);
    QCOMPARE(marks.heatAtLine(33), 1.0);
    QCOMPARE(marks.heatAtLine(34), 0.0); // speaks against the pair
    QCOMPARE(marks.dropAtLine(34), -0.1);
    QCOMPARE(marks.heatAtLine(35), 0.0);
    QVERIFY(view.legend()->entries().contains(QStringLiteral("carries the similarity")));
    const QModelIndex rare = view.model()->index(0, Model::RarityColumn);
    QVERIFY(!rare.data().toString().isEmpty());
    QVERIFY(rare.data(Qt::ToolTipRole).toString().contains(QStringLiteral("source functions")));
    // Of other matches, or another candidate, they say nothing.
    workspace.matches = std::make_shared<Matches>(*workspace.matches);
    workspace.details = detailsOf(sampleWorkspace());
    view.setWorkspace(workspace);
    QCOMPARE(view.model()->rowCount(), 6);
}

void EvidenceTest::marksSelect()
{
    const EvidenceMarks marks(sampleWorkspace(), 1, 0);
    const Selection base{1, 0, 0x40c2f0, 26, -1};
    QCOMPARE(marks.selectEvidence(base, 2), (Selection{1, 0, 0x40c31c, 33, 2}));
    QCOMPARE(marks.selectEvidence(base, 5), (Selection{1, 0, 0, 0, 5}));
    QCOMPARE(marks.selectEvidence(base, 6), base);
    QCOMPARE(marks.selectAddress(base, 0x40c31c), (Selection{1, 0, 0x40c31c, 33, 2}));
    QCOMPARE(marks.selectAddress(base, 0x40c300), (Selection{1, 0, 0x40c300, 26, -1}));
    const Selection first = marks.selectLine(base, 34);
    QCOMPARE(first, (Selection{1, 0, 0x40c328, 34, 0}));
    const Selection second = marks.selectLine(first, 34); // again: the next piece there
    QCOMPARE(second, (Selection{1, 0, 0x40c32c, 34, 3}));
    QCOMPARE(marks.selectLine(second, 34), first);
}

void EvidenceTest::marksOutliveTheWorkspace()
{
    EvidenceMarks marks;
    {
        const Workspace workspace = sampleWorkspace();
        marks = EvidenceMarks(workspace, 1, 0);
    }
    QCOMPARE(QString::fromStdString(marks.evidence(0)->value), QStringLiteral("bad query: %s"));
}

void EvidenceTest::showsEvidence()
{
    Model model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setMarks(EvidenceMarks(sampleWorkspace(), 1, 0));
    QCOMPARE(printed(model, {0, 1, 2, 3, 4, 5}), QStringLiteral(R"(
1 | string | "bad query: %s" | 0x40c328 | 34 | 54 %
2 | call | strchr | 0x40c304 | 29 | 16 %
3 | integer | 4096 | 0x40c31c | 33 | 12 %
4 | call | log_warn | 0x40c32c | 34 | 8 %
5 | integer | 63 | 0x40c2f8 | 29 | 4 %
6 | locality | httpd/cgi.c | whole function | whole function | 4 %
)"));
    model.setMarks({});
    QCOMPARE(model.rowCount(), 0);
}

void EvidenceTest::selectsBothSides()
{
    SelectionModel selection;
    EvidenceView view(&selection);
    view.setWorkspace(sampleWorkspace());
    selection.selectFunction(1);
    QVERIFY(view.hasContent());
    QTest::keyClick(view.view(), Qt::Key_J);
    QCOMPARE(selection.current(), (Selection{1, 0, 0x40c328, 34, 0}));
    QTest::keyClick(view.view(), Qt::Key_J);
    QCOMPARE(selection.current(), (Selection{1, 0, 0x40c304, 29, 1}));
    QTest::keyClick(view.view(), Qt::Key_K);
    QCOMPARE(selection.current().evidence, 0);
    QTest::keyClick(view.view(), Qt::Key_Down);
    QCOMPARE(selection.current().evidence, 1);
    QSignalSpy activated(&view, &EvidenceView::evidenceActivated);
    QTest::keyClick(view.view(), Qt::Key_Return);
    QCOMPARE(activated.last(), QVariantList{1});
    selection.selectAddress(0x40c2f0); // the analyst moves on; the same piece can be chosen again
    QVERIFY(!view.view()->currentIndex().isValid());
    view.resize(800, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QTest::mouseClick(view.view()->viewport(), Qt::LeftButton, {},
                      view.view()->visualRect(view.view()->model()->index(1, 2)).center());
    QCOMPARE(selection.current(), (Selection{1, 0, 0x40c304, 29, 1}));
}

void EvidenceTest::followsSelection()
{
    SelectionModel selection;
    EvidenceView view(&selection);
    view.setWorkspace(sampleWorkspace());
    QSignalSpy changes(&selection, &SelectionModel::changed);
    selection.select({1, 0, 0x40c31c, 33, 2});
    QCOMPARE(view.view()->currentIndex().row(), 2);
    selection.selectCandidate(1);
    QCOMPARE(view.model()->rowCount(), 1);
    QVERIFY(!view.view()->currentIndex().isValid());
    QCOMPARE(changes.count(), 2);
    view.setWorkspace(sampleWorkspace());
    QCOMPARE(view.model()->rowCount(), 1);
}

void EvidenceTest::hovers()
{
    SelectionModel selection;
    EvidenceView view(&selection);
    view.setWorkspace(sampleWorkspace());
    selection.selectFunction(1);
    view.resize(800, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QModelIndex index = view.view()->model()->index(2, 2);
    QTest::mouseMove(view.view()->viewport(), view.view()->visualRect(view.view()->model()->index(0, 2)).center());
    QTest::mouseMove(view.view()->viewport(), view.view()->visualRect(index).center());
    QTRY_COMPARE(selection.hovered(), (Selection{1, 0, 0x40c31c, 33, 2}));
    QVERIFY(index.data(Model::HoveredRole).toBool());
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(view.view()->viewport(), &leave);
    QCOMPARE(selection.hovered(), Selection{});
    QVERIFY(!index.data(Model::HoveredRole).toBool());
    selection.hover({1, 0, 0x40c304, 29, 1}); // from another view
    QVERIFY(view.view()->model()->index(1, 2).data(Model::HoveredRole).toBool());
    selection.hover({2, 0, 0, 0, 1}); // of another function
    QVERIFY(!view.view()->model()->index(1, 2).data(Model::HoveredRole).toBool());
}

void EvidenceTest::sorts()
{
    SelectionModel selection;
    EvidenceView view(&selection);
    view.setWorkspace(sampleWorkspace());
    selection.select({1, 0, 0x40c31c, 33, 2});
    view.view()->sortByColumn(Model::AddressColumn, Qt::AscendingOrder);
    QCOMPARE(printed(*view.view()->model(), {0, 3}), QStringLiteral(R"(
6 | whole function
5 | 0x40c2f8
2 | 0x40c304
3 | 0x40c31c
1 | 0x40c328
4 | 0x40c32c
)"));
    QCOMPARE(view.view()->currentIndex().row(), 3);
    QTest::keyClick(view.view(), Qt::Key_J);
    QCOMPARE(selection.current().evidence, 0);
}

void EvidenceTest::explainsEmptiness()
{
    SelectionModel selection;
    EvidenceView view(&selection);
    QStringList reasons{view.emptyState()->sentence()};
    Workspace workspace = sampleWorkspace();
    decide(workspace, 4, MatchState::Accepted, 0);
    view.setWorkspace(workspace);
    selection.selectFunction(5);
    QVERIFY(view.emptyState()->sentence().contains(QStringLiteral("embedding")));
    reasons << view.emptyState()->sentence();
    selection.select({4, -1, 0, 0, -1});
    reasons << view.emptyState()->sentence();
    selection.selectFunction(0);
    reasons << view.emptyState()->sentence();
    selection.select({1, -1, 0, 0, -1});
    reasons << view.emptyState()->sentence();
    reasons.removeAll(QString());
    reasons.removeDuplicates();
    QCOMPARE(reasons.size(), 5);
}

QTEST_MAIN(EvidenceTest)
#include "tst_evidence.moc"
