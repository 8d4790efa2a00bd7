// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The candidate list: what it shows of a function, choosing, and the wishes it passes on.
#include "printmodel.h"
#include "sampleworkspace.h"
#include "warnings.h"

#include "tests/cputimer.h"
#include "widgets/common/format.h"
#include "widgets/common/functionrow.h"
#include "widgets/common/verdicts.h"
#include "widgets/tables/candidatelist.h"
#include "widgets/tables/candidatemodel.h"
#include "widgets/tables/sourcefunctionmodel.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace symbolon;
using namespace symbolon::test;
using Model = CandidateModel;

class CandidatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_warnings = std::make_unique<Warnings>(); }
    void cleanup() { QCOMPARE(Warnings::take(), QString()); }
    void showsCandidates();
    void showsDecisions();
    void showsSeveralRejected();
    void sourcesAreFoundByNameAndPath();
    void sourcesSayWhatBecameOfThem();
    void manySourcesAreSearchedAtOnce();
    void survivesForeignIndices();
    void selectsAndFollows();
    void choosesByNumber();
    void passesWishesOn();
    void explainsEmptiness();

private:
    static QPushButton *button(const CandidateList &list, const QString &text);
    std::unique_ptr<Warnings> m_warnings;
};

QPushButton *CandidatesTest::button(const CandidateList &list, const QString &text)
{
    for (QPushButton *found : list.findChildren<QPushButton *>())
        if (found->text() == text)
            return found;
    return nullptr;
}

void CandidatesTest::showsCandidates()
{
    Model model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFunction(sampleWorkspace(), 1);
    QCOMPARE(printed(model, {0, 1, 2, 3, 4, 5}), QStringLiteral(R"(
1 | cgi_parse_query | httpd/cgi.c:25 | 93 % | 81 % | string 1, integer 2, call 2, locality 1
2 | cgi_handle | httpd/cgi.c:52 | 41 % | 10 % | call 1
3 | url::Parser::query_split | lib/url.c:4 | 12 % | 2 % | integer 1
)"));
    const QString spoken = model.index(0, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY(spoken.startsWith(QStringLiteral("1, cgi_parse_query, httpd/cgi.c:25, Similarity 93")));
    QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("likely")));
    model.setFunction(sampleWorkspace(), 4);
    QCOMPARE(model.rowCount(), 0);
    model.setFunction({}, -1);
    QCOMPARE(model.rowCount(), 0);
}

void CandidatesTest::showsDecisions()
{
    Workspace workspace = sampleWorkspace();
    Model model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    decide(workspace, 1, MatchState::Accepted, 2);
    model.setFunction(workspace, 1);
    QVERIFY(!model.index(0, 0).data(Model::AcceptedRole).toBool());
    QVERIFY(model.index(1, 0).data(Model::AcceptedRole).toBool());
    decide(workspace, 1, MatchState::Accepted, 3); // by hand: no method proposed it
    model.setFunction(workspace, 1);
    QCOMPARE(printed(model, {0, 1, 3}), QStringLiteral(R"(
✓ | log_warn | 
1 | cgi_parse_query | 93 %
2 | cgi_handle | 41 %
3 | url::Parser::query_split | 12 %
)"));
    QCOMPARE(model.candidateAt(0), -1);
    QCOMPARE(model.rowOf(-1), 0);
    QCOMPARE(model.rowOf(2), 3);
    decide(workspace, 1, MatchState::Rejected);
    model.setFunction(workspace, 1);
    QVERIFY(model.index(2, 0).data(Model::RejectedRole).toBool());
    QVERIFY(model.index(2, 0).data(Qt::AccessibleTextRole).toString().endsWith(QStringLiteral("rejected")));
}

void CandidatesTest::showsSeveralRejected()
{
    Workspace workspace = sampleWorkspace();
    const auto &candidates = workspace.matches->functions[0].candidates;
    const int second = static_cast<int>(candidates[1].source);
    auto decisions = std::make_shared<Decisions>();
    decisions->insert(1, {MatchState::Unmatched, -1, {}, {3, second}});
    workspace.decisions = decisions;
    Model model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFunction(workspace, 1);
    QCOMPARE(printed(model, {0, 1}), QStringLiteral(R"(
1 | cgi_parse_query
2 | cgi_handle
3 | url::Parser::query_split
✗ | log_warn
)"));
    for (const int row : {0, 1, 2, 3})
        QCOMPARE(model.isRejected(row), row == 1 || row == 3);
    // The first is still proposed; without it the third is, and without all three nothing.
    QCOMPARE(workspace.stateOf(1), MatchState::Proposed);
    QCOMPARE(workspace.proposedRank(1), 0);
    (*decisions)[1].rejected = {second, static_cast<int>(candidates[0].source)};
    QCOMPARE(workspace.proposedRank(1), 2);
    QCOMPARE(functionRow(workspace, 1).source, workspace.sourceOf(candidates[2]));
    (*decisions)[1].rejected.append(static_cast<int>(candidates[2].source));
    QCOMPARE(workspace.proposedRank(1), -1);
    QCOMPARE(workspace.stateOf(1), MatchState::Rejected);
    (*decisions)[1].state = MatchState::Blocked;
    model.setFunction(workspace, 1);
    QCOMPARE(workspace.stateOf(1), MatchState::Blocked);
    QVERIFY(!functionRow(workspace, 1).source);
    QVERIFY(!workspace.proposedAbove(0).contains(1));
}

void CandidatesTest::sourcesAreFoundByNameAndPath()
{
    Workspace workspace = sampleWorkspace();
    SourceFunctionModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setWorkspace(workspace, 1);
    const auto names = [&] {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all << model.index(row, SourceFunctionModel::NameColumn).data().toString();
        return all;
    };
    QCOMPARE(model.rowCount(), static_cast<int>(workspace.sources->functions.size()));
    QCOMPARE(names().mid(0, 3), (QStringList{QStringLiteral("cgi_parse_query"), QStringLiteral("cgi_handle"),
                                             QStringLiteral("url::Parser::query_split")})); // its candidates
    model.setFilter(QStringLiteral("QUERY"));
    for (const QString &name : names())
        QVERIFY2(name.contains(QStringLiteral("query")), qPrintable(name));
    model.setFilter(QStringLiteral("query_split"));
    QCOMPARE(names(), QStringList{QStringLiteral("url::Parser::query_split")});
    model.setFilter(QStringLiteral("httpd cgi_h"));
    QCOMPARE(names(), QStringList{QStringLiteral("cgi_handle")});
    model.setFilter(QStringLiteral("no such function"));
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.sourceAt(0), -1);
    model.setWorkspace({}, -1);
    QCOMPARE(model.rowCount(), 0);
}

void CandidatesTest::sourcesSayWhatBecameOfThem()
{
    Workspace workspace = sampleWorkspace();
    SourceFunctionModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setWorkspace(workspace, 1);
    QVERIFY(!model.hasVerdicts());
    auto matches = std::make_shared<Matches>(*workspace.matches);
    matches->sources = {
        {0, Verdict::Matched, 0.9, {1}}, {1, Verdict::Absent, 0.8, {}}, {2, Verdict::Inlined, 0.7, {1}}};
    workspace.matches = matches;
    model.setWorkspace(workspace, 1);
    QVERIFY(model.hasVerdicts());
    const auto cell = [&](int source, int role) {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.sourceAt(row) == source)
                return model.index(row, SourceFunctionModel::VerdictColumn).data(role).toString();
        }
        return QStringLiteral("no row");
    };
    QCOMPARE(cell(0, Qt::DisplayRole), QStringLiteral("● matched"));
    QCOMPARE(cell(1, Qt::DisplayRole), QStringLiteral("○ absent"));
    QCOMPARE(cell(2, Qt::DisplayRole), QStringLiteral("◐ inlined"));
    QCOMPARE(cell(3, Qt::DisplayRole), QString());
    QVERIFY(cell(1, Qt::ToolTipRole).startsWith(verdictMeaning(Verdict::Absent)));
    QVERIFY(cell(1, Qt::ToolTipRole).contains(percentText(0.8)));
    model.setAbsentOnly(true);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.sourceAt(0), 1);
    model.setFilter(QStringLiteral("no such function"));
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({});
    model.setAbsentOnly(false);
    QCOMPARE(model.rowCount(), model.sourceCount());
}

void CandidatesTest::manySourcesAreSearchedAtOnce()
{
    auto sources = std::make_shared<SourceTree>();
    for (uint32_t file = 0; file < 2000; ++file)
        sources->files.push_back({"drivers/net/part" + std::to_string(file) + "/driver.c", 0, 0});
    for (uint32_t n = 0; n < 50'000; ++n) {
        SourceFunction function;
        function.name = function.qualifiedName = "driver_operation_" + std::to_string(n);
        function.file = n / 25;
        sources->functions.push_back(std::move(function));
    }
    Workspace workspace;
    workspace.program = std::make_shared<Program>();
    workspace.sources = sources;
    SourceFunctionModel model;
    model.setWorkspace(workspace, -1);
    const CpuTimer timer;
    for (const char *typed : {"o", "operation_4711", "part77 operation", "nothing"})
        model.setFilter(QString::fromLatin1(typed));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY2(timer.seconds() < 0.8 * sanitizerDivisor, qPrintable(QString::number(timer.seconds())));
    model.setFilter(QStringLiteral("driver_operation_4711"));
    QCOMPARE(model.sourceAt(0), 4711);
    model.setFilter(QStringLiteral("part77/ 192"));
    QCOMPARE(model.rowCount(), 5); // 1925 to 1929; those before are of another folder
}

// Matches and sources of different runs may meet for a moment, or in a damaged project.
void CandidatesTest::survivesForeignIndices()
{
    Workspace workspace = sampleWorkspace();
    auto matches = std::make_shared<Matches>(*workspace.matches);
    matches->functions[0].candidates[0].source = 4000;
    matches->functions[0].candidates[1].score = std::numeric_limits<double>::quiet_NaN();
    matches->functions[0].candidates[2].evidence[0].kind = static_cast<EvidenceKind>(200);
    workspace.matches = matches;
    decide(workspace, 1, MatchState::Accepted, 5000);
    Model model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFunction(workspace, 1);
    QCOMPARE(printed(model, {0, 1, 2, 3, 5}), QStringLiteral(R"(
1 | (not in this source tree) |  | 93 % | string 1, integer 2, call 2, locality 1
2 | cgi_handle | httpd/cgi.c:52 | 0 % | call 1
3 | url::Parser::query_split | lib/url.c:4 | 12 % | 
)"));
}

void CandidatesTest::selectsAndFollows()
{
    SelectionModel selection;
    CandidateList list(&selection);
    list.setWorkspace(sampleWorkspace());
    selection.selectFunction(1);
    QCOMPARE(list.view()->currentIndex().row(), 0);
    QSignalSpy changes(&selection, &SelectionModel::changed);
    list.view()->setCurrentIndex(list.model()->index(2, 0));
    QCOMPARE(changes.count(), 1);
    QCOMPARE(selection.current().candidate, 2);
    selection.selectCandidate(1);
    QCOMPARE(list.view()->currentIndex().row(), 1);
    QCOMPARE(changes.count(), 2);
    list.setWorkspace(sampleWorkspace()); // new results: the choice stays
    QCOMPARE(list.view()->currentIndex().row(), 1);
    selection.selectFunction(2);
    QCOMPARE(list.model()->rowCount(), 1);
    QCOMPARE(list.view()->currentIndex().row(), 0);
    QCOMPARE(changes.count(), 3);
}

void CandidatesTest::choosesByNumber()
{
    SelectionModel selection;
    CandidateList list(&selection);
    list.setWorkspace(sampleWorkspace());
    selection.selectFunction(1);
    QTest::keyClick(list.view(), Qt::Key_3);
    QCOMPARE(selection.current().candidate, 2);
    QTest::keyClick(list.view(), Qt::Key_9); // there is none
    QCOMPARE(selection.current().candidate, 2);
    QTest::keyClick(list.view(), Qt::Key_Up);
    QCOMPARE(selection.current().candidate, 1);
    list.resize(400, 400);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QTest::mouseClick(list.view()->viewport(), Qt::LeftButton, {},
                      list.view()->visualRect(list.model()->index(0, 0)).center());
    QCOMPARE(selection.current().candidate, 0);
}

void CandidatesTest::passesWishesOn()
{
    SelectionModel selection;
    CandidateList list(&selection);
    list.setWorkspace(sampleWorkspace());
    QVERIFY(!button(list, QStringLiteral("Accept"))->isEnabled());
    selection.selectFunction(1);
    selection.selectCandidate(1);
    QSignalSpy accepted(&list, &CandidateList::acceptRequested);
    QSignalSpy rejected(&list, &CandidateList::rejectRequested);
    QSignalSpy commented(&list, &CandidateList::commentRequested);
    QSignalSpy activated(&list, &CandidateList::candidateActivated);
    button(list, QStringLiteral("Accept"))->click();
    QTest::keyClick(list.view(), Qt::Key_A);
    QCOMPARE(accepted.count(), 2);
    QCOMPARE(accepted.last(), (QVariantList{1, 1}));
    button(list, QStringLiteral("Reject"))->click();
    QTest::keyClick(list.view(), Qt::Key_R);
    QCOMPARE(rejected.count(), 2);
    QCOMPARE(rejected.last(), QVariantList{1});
    QSignalSpy blocked(&list, &CandidateList::blockRequested);
    button(list, QStringLiteral("Block"))->click();
    QTest::keyClick(list.view(), Qt::Key_B);
    QCOMPARE(blocked.count(), 2);
    QSignalSpy byHand(&list, &CandidateList::manualMatchRequested);
    button(list, QStringLiteral("By hand…"))->click();
    QTest::keyClick(list.view(), Qt::Key_H);
    QCOMPARE(byHand.count(), 2);
    button(list, QStringLiteral("Comment…"))->click();
    QTest::keyClick(list.view(), Qt::Key_C);
    QCOMPARE(commented.count(), 2);
    QTest::keyClick(list.view(), Qt::Key_Return);
    QCOMPARE(activated.last(), (QVariantList{1, 1}));
}

void CandidatesTest::explainsEmptiness()
{
    SelectionModel selection;
    CandidateList list(&selection);
    QStringList reasons{list.emptyState()->sentence()};
    Workspace workspace = sampleWorkspace();
    list.setWorkspace({workspace.program, nullptr, nullptr, nullptr});
    const QString next = list.emptyState()->sentence(); // what to do next, whether a function is chosen or not
    selection.selectFunction(4);
    reasons << list.emptyState()->sentence();
    QCOMPARE(reasons.last(), next);
    list.setWorkspace({workspace.program, workspace.sources, nullptr, nullptr});
    reasons << list.emptyState()->sentence();
    list.setWorkspace(workspace);
    reasons << list.emptyState()->sentence();
    selection.selectFunction(0);
    reasons << list.emptyState()->sentence();
    reasons.removeAll(QString());
    reasons.removeDuplicates();
    QCOMPARE(reasons.size(), 5);
    QVERIFY(!list.hasContent());
}

QTEST_MAIN(CandidatesTest)
#include "tst_candidates.moc"
