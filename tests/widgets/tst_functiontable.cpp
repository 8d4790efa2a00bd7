// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The function table: what it shows, sorting and filtering against slow references, and its part in the one
// selection. The benchmark is 100,000 functions.
#include "printmodel.h"
#include "sampleworkspace.h"
#include "warnings.h"

#include "widgets/tables/functiontable.h"
#include "widgets/tables/functiontablemodel.h"
#include "widgets/tables/naturalorder.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <memory>

using namespace symbolon;
using namespace symbolon::test;
using Model = FunctionTableModel;

class FunctionTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_warnings = std::make_unique<Warnings>(); }
    void cleanup() { QCOMPARE(Warnings::take(), QString()); }
    void showsFunctions();
    void saysWhatItMeans();
    void sortsLikeReference_data();
    void sortsLikeReference();
    void filtersLikeReference();
    void followsDecisions();
    void keepsSelection();
    void findsNextUndecided();
    void selectsAndFollows();
    void showsAcceptedCandidate();
    void decidesInBulk();
    void worksByKeyboard();
    void countsAndExplains();
    void keepsColumns();
    void readsOldColumns();
    void largeTable_data();
    void largeTable();

private:
    std::unique_ptr<Warnings> m_warnings;
};

void FunctionTableTest::showsFunctions()
{
    Model model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setWorkspace(sampleWorkspace());
    QCOMPARE(
        printed(model, {Model::StateColumn, Model::AddressColumn, Model::NameColumn, Model::SizeColumn,
                        Model::BlocksColumn, Model::CandidateColumn, Model::FileColumn, Model::ScoreColumn,
                        Model::ConfidenceColumn, Model::CommentColumn, Model::CertaintyColumn, Model::OriginColumn}),
        QStringLiteral(R"(
? | 0x40c2f0 | cgi_parse_query | 96 | 5 | cgi_parse_query | httpd/cgi.c:25 | 93 % | 81 % |  | 65 % | call, prologue
✓ | 0x40c3a8 | log_warn | 104 | 1 | log_warn | lib/log.c:21 | 100 % | 95 % | checked by hand | 100 % | symbol, frame record
✗ | 0x40c410 | main | 1,108 | 1 | cgi_handle | httpd/cgi.c:52 | 22 % | 5 % |  | 100 % | 
– | 0x40c47c | sub_40c47c | 4 | 1 |  |  |  |  |  | 100 % | 
? | 0x40c490 | hex_digit | 4 | 1 | hex_digit | httpd/cgi.c:17 | 31 % | 12 % |  | 100 % | 
)"));
    QCOMPARE(model.functionCount(), 5);
    model.setImportStubsShown(true);
    QCOMPARE(model.functionCount(), 6);
    QCOMPARE(model.index(0, Model::NameColumn).data().toString(), QStringLiteral("strchr"));
    model.setImportStubsShown(false);
    QCOMPARE(model.rowCount(), 5);
    model.setWorkspace({});
    QCOMPARE(model.rowCount(), 0);
}

void FunctionTableTest::saysWhatItMeans()
{
    Model model;
    model.setWorkspace(sampleWorkspace());
    const auto text = [&model](int row, int column, int role) {
        return model.index(row, column).data(role).toString();
    };
    QCOMPARE(text(0, Model::StateColumn, Qt::AccessibleTextRole), QStringLiteral("proposed"));
    QCOMPARE(text(0, Model::NameColumn, Qt::AccessibleTextRole), QStringLiteral("cgi_parse_query (proposed)"));
    QCOMPARE(text(1, Model::NameColumn, Qt::AccessibleTextRole), QStringLiteral("log_warn"));
    QVERIFY(text(0, Model::ScoreColumn, Qt::ToolTipRole).contains(QStringLiteral("similar")));
    QVERIFY(text(0, Model::ConfidenceColumn, Qt::ToolTipRole).contains(QStringLiteral("likely")));
    QVERIFY(text(0, Model::NameColumn, Qt::ToolTipRole).contains(QStringLiteral("no name")));
    for (const int column : {Model::NameColumn, Model::AddressColumn, Model::OriginColumn, Model::CertaintyColumn}) {
        const QString facts = text(0, column, Qt::ToolTipRole).replace(QChar(QChar::Nbsp), u' ');
        for (const char *part : {"It is called.", "look like a prologue", "0x40c414 in main", "starts here: 65 %"})
            QVERIFY2(facts.contains(QString::fromUtf8(part)), qPrintable(facts));
    }
    QVERIFY(text(1, Model::NameColumn, Qt::ToolTipRole).contains(QStringLiteral("Also known as log_error:")));
    QVERIFY(model.index(0, Model::NameColumn).data(Model::MatchedNameRole).toBool());
    QVERIFY(!model.index(2, Model::NameColumn).data(Model::MatchedNameRole).toBool());
}

void FunctionTableTest::sortsLikeReference_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("descending");
    for (int column = 0; column < Model::ColumnCount; ++column)
        for (const bool descending : {false, true})
            QTest::addRow("%d %s", column, descending ? "descending" : "ascending") << column << descending;
}

void FunctionTableTest::sortsLikeReference()
{
    QFETCH(int, column);
    QFETCH(bool, descending);
    Workspace workspace = largeWorkspace(2000);
    decide(workspace, 30, MatchState::Accepted, 30, QStringLiteral("b"));
    decide(workspace, 33, MatchState::Rejected, -1, QStringLiteral("a"));
    Model model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setWorkspace(workspace);

    // From what the cells say: empty ones last, numbers by value, text in natural order, ties by address.
    struct Cell {
        QString text;
        double number = 0;
        int function = 0;
    };
    const bool numeric = column == Model::SizeColumn || column == Model::BlocksColumn || column == Model::ScoreColumn
                         || column == Model::ConfidenceColumn || column == Model::AddressColumn
                         || column == Model::StateColumn || column == Model::CertaintyColumn
                         || column == Model::OriginColumn;
    std::vector<Cell> cells;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, column);
        const int function = model.functionAt(row);
        const BinaryFunction &code = workspace.program->functions[static_cast<std::size_t>(function)];
        Cell cell{index.data().toString(), 0, function};
        if (column == Model::SizeColumn)
            cell.number = static_cast<double>(code.size);
        else if (column == Model::BlocksColumn)
            cell.number = static_cast<double>(code.blocks.size());
        else if (column == Model::AddressColumn)
            cell.number = static_cast<double>(code.address);
        else if (column == Model::StateColumn)
            cell.number = static_cast<double>(QStringLiteral("?✓✗–").indexOf(cell.text));
        else if (column == Model::OriginColumn) // all of one origin, or none
            cell.number = code.origins;
        else
            cell.number = index.data(Model::FractionRole).toDouble();
        cells.push_back(cell);
    }
    std::stable_sort(cells.begin(), cells.end(), [&](const Cell &a, const Cell &b) {
        if (a.text.isEmpty() != b.text.isEmpty())
            return b.text.isEmpty();
        if (numeric)
            return descending ? b.number < a.number : a.number < b.number;
        const int order = naturalCompare(a.text.toStdString(), b.text.toStdString());
        return descending ? order > 0 : order < 0;
    });
    model.sort(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    QCOMPARE(model.rowCount(), static_cast<int>(cells.size()));
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.functionAt(row), cells[static_cast<std::size_t>(row)].function);
}

void FunctionTableTest::filtersLikeReference()
{
    const Workspace workspace = largeWorkspace(2000);
    Model model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setWorkspace(workspace);
    model.sort(Model::SizeColumn, Qt::DescendingOrder);
    std::vector<int> all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.push_back(model.functionAt(row));
    for (const char *text : {"handler", "score>50 size<400", "-sub state:proposed", "nothing-is-called-so", ""}) {
        const FunctionFilter filter(QString::fromUtf8(text));
        model.setFilter(filter);
        std::vector<int> expected;
        std::copy_if(all.begin(), all.end(), std::back_inserter(expected), [&](int function) {
            return filter.accepts(functionRow(workspace, function), workspace.sources.get());
        });
        QCOMPARE(model.rowCount(), static_cast<int>(expected.size()));
        for (int row = 0; row < model.rowCount(); ++row) {
            QCOMPARE(model.functionAt(row), expected[static_cast<std::size_t>(row)]);
            QCOMPARE(model.rowOf(model.functionAt(row)), row);
        }
    }
    QCOMPARE(model.rowOf(-1), -1);
    QCOMPARE(model.functionAt(model.rowCount()), -1);
}

void FunctionTableTest::followsDecisions()
{
    Workspace workspace = sampleWorkspace();
    Model model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setWorkspace(workspace);
    model.setFilter(FunctionFilter(QStringLiteral("state:proposed")));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QCOMPARE(model.rowCount(), 2);
    decide(workspace, 1, MatchState::Accepted, 2); // not its best candidate
    model.setWorkspace(workspace);
    QCOMPARE(model.rowCount(), 1);
    model.setFilter({});
    QCOMPARE(model.index(0, Model::NameColumn).data().toString(), QStringLiteral("cgi_handle"));
    QCOMPARE(model.index(0, Model::StateColumn).data().toString(), QStringLiteral("✓"));
    QCOMPARE(model.index(0, Model::ScoreColumn).data(Model::FractionRole).toDouble(), 0.412);
    decide(workspace, 4, MatchState::Accepted, 0); // by hand: never proposed
    model.setWorkspace(workspace);
    QCOMPARE(model.index(3, Model::NameColumn).data().toString(), QStringLiteral("hex_digit"));
    QVERIFY(!model.index(3, Model::ScoreColumn).data(Model::FractionRole).isValid());
    QCOMPARE(resets.count(), 0);
}

void FunctionTableTest::keepsSelection()
{
    SelectionModel selection;
    FunctionTable table(&selection);
    Workspace workspace = sampleWorkspace();
    table.setWorkspace(workspace);
    const auto select = [&table](int function) {
        table.view()->selectionModel()->select(table.model()->index(table.model()->rowOf(function), 0),
                                               QItemSelectionModel::Select | QItemSelectionModel::Rows);
    };
    selection.selectFunction(2);
    select(3);
    select(5);
    QCOMPARE(table.selectedFunctions(), (QList<int>{2, 3, 5}));
    table.view()->sortByColumn(Model::SizeColumn, Qt::DescendingOrder);
    QCOMPARE(table.selectedFunctions(), (QList<int>{3, 2, 5}));
    decide(workspace, 5, MatchState::Rejected);
    table.setWorkspace(workspace);
    QCOMPARE(table.selectedFunctions(), (QList<int>{3, 2, 5}));
    QCOMPARE(selection.current().function, 2);
    table.setFilterText(QStringLiteral("size>100"));
    QCOMPARE(table.selectedFunctions(), (QList<int>{3, 2}));
    QCOMPARE(table.model()->functionAt(table.view()->currentIndex().row()), 2);
    table.setFilterText(QStringLiteral("hex")); // the chosen function is hidden, and stays chosen
    QCOMPARE(selection.current().function, 2);
    QVERIFY(!table.view()->currentIndex().isValid());
    table.setFilterText({});
    QCOMPARE(table.model()->functionAt(table.view()->currentIndex().row()), 2);
}

void FunctionTableTest::findsNextUndecided()
{
    Model model;
    model.setWorkspace(sampleWorkspace());
    QCOMPARE(model.nextUndecided(-1), 1);
    QCOMPARE(model.nextUndecided(1), 5);
    QCOMPARE(model.nextUndecided(5), 1);
    model.setFilter(FunctionFilter(QStringLiteral("-hex")));
    QCOMPARE(model.nextUndecided(1), -1);
    QCOMPARE(model.nextUndecided(5), 1); // itself filtered out
    model.setFilter(FunctionFilter(QStringLiteral("state:accepted")));
    QCOMPARE(model.nextUndecided(2), -1);
}

void FunctionTableTest::selectsAndFollows()
{
    SelectionModel selection;
    FunctionTable table(&selection);
    table.setWorkspace(sampleWorkspace());
    QSignalSpy changes(&selection, &SelectionModel::changed);
    table.view()->setCurrentIndex(table.model()->index(4, Model::NameColumn));
    QCOMPARE(changes.count(), 1);
    QCOMPARE(selection.current(), (Selection{5, 0, 0, 0, -1}));
    selection.selectFunction(3);
    QCOMPARE(table.view()->currentIndex().row(), 2);
    QCOMPARE(changes.count(), 2);
    selection.goBack();
    QCOMPARE(table.view()->currentIndex().row(), 4);
    selection.clear();
    QVERIFY(!table.view()->currentIndex().isValid());
    QCOMPARE(table.selectedFunctions(), QList<int>());
}

void FunctionTableTest::showsAcceptedCandidate()
{
    SelectionModel selection;
    FunctionTable table(&selection);
    Workspace workspace = sampleWorkspace();
    decide(workspace, 1, MatchState::Accepted, 4);
    table.setWorkspace(workspace);
    table.view()->setCurrentIndex(table.model()->index(0, 0));
    QCOMPARE(selection.current().candidate, 2);
    table.view()->setCurrentIndex(table.model()->index(3, 0));
    QCOMPARE(selection.current().candidate, -1);
}

void FunctionTableTest::decidesInBulk()
{
    SelectionModel selection;
    FunctionTable table(&selection);
    table.setWorkspace(sampleWorkspace());
    table.show();
    QSignalSpy accepted(&table, &FunctionTable::acceptRequested);
    QSignalSpy rejected(&table, &FunctionTable::rejectRequested);
    QSignalSpy commented(&table, &FunctionTable::commentRequested);
    QTest::keyClick(table.view(), Qt::Key_A); // nothing is chosen
    QCOMPARE(accepted.count(), 0);
    table.view()->selectAll();
    QTest::keyClick(table.view(), Qt::Key_A);
    QTest::keyClick(table.view(), Qt::Key_R);
    QTest::keyClick(table.view(), Qt::Key_C);
    QCOMPARE(accepted.count(), 1);
    QCOMPARE(accepted.first().first().value<QList<int>>(), (QList<int>{1, 2, 3, 4, 5}));
    QCOMPARE(rejected.count(), 1);
    QCOMPARE(commented.first().first().toInt(), 1);
}

void FunctionTableTest::worksByKeyboard()
{
    SelectionModel selection;
    FunctionTable table(&selection);
    table.setWorkspace(sampleWorkspace());
    table.show();
    QVERIFY(QTest::qWaitForWindowActive(&table));
    table.view()->setFocus();
    QTest::keyClick(table.view(), Qt::Key_F, Qt::ControlModifier);
    auto *filter = table.findChild<QLineEdit *>();
    QVERIFY(filter->hasFocus());
    QTest::keyClicks(filter, QStringLiteral("cgi"));
    QCOMPARE(table.model()->rowCount(), 3);
    QTest::keyClick(filter, Qt::Key_Down);
    QVERIFY(table.view()->hasFocus());
    QCOMPARE(selection.current().function, 1);
    QTest::keyClick(table.view(), Qt::Key_Down);
    QCOMPARE(selection.current().function, 3);
    QSignalSpy activated(&table, &FunctionTable::functionActivated);
    QTest::keyClick(table.view(), Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.first().first().toInt(), 3);
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(table.model()->rowCount(), 5);
    QVERIFY(!table.view()->accessibleName().isEmpty());
    QVERIFY(!filter->accessibleName().isEmpty());
}

void FunctionTableTest::countsAndExplains()
{
    SelectionModel selection;
    FunctionTable table(&selection);
    QVERIFY(!table.hasContent());
    QVERIFY(!table.emptyState()->sentence().isEmpty());
    table.setBusy(QStringLiteral("Looking for functions"), 3, 10);
    QCOMPARE(table.emptyState()->mode(), EmptyState::Mode::Busy);
    table.setWorkspace(sampleWorkspace());
    QVERIFY(table.hasContent()); // what is there stays, whatever is going on
    table.setIdle();
    table.setFilterText(QStringLiteral("no such function"));
    QVERIFY(!table.hasContent());
    Q_EMIT table.emptyState()->actionRequested(); // Show all functions
    QVERIFY(table.hasContent());
    QCOMPARE(table.model()->rowCount(), 5);
    table.findChild<QComboBox *>()->setCurrentIndex(2);
    QCOMPARE(table.model()->rowCount(), 1);
}

void FunctionTableTest::keepsColumns()
{
    SelectionModel selection;
    FunctionTable table(&selection);
    table.setWorkspace(sampleWorkspace());
    QVERIFY(table.view()->isColumnHidden(Model::FileColumn));
    const QList<QAction *> columns = table.findChild<QToolButton *>()->menu()->actions();
    columns[Model::FileColumn]->trigger();
    columns[Model::SizeColumn]->trigger();
    columns[Model::OriginColumn]->trigger();
    QVERIFY(!table.view()->isColumnHidden(Model::FileColumn));
    table.view()->sortByColumn(Model::ScoreColumn, Qt::DescendingOrder);
    const QByteArray state = table.saveState();

    FunctionTable other(&selection);
    other.setWorkspace(sampleWorkspace());
    other.restoreState(QByteArrayLiteral("nonsense"));
    QVERIFY(other.view()->isColumnHidden(Model::FileColumn));
    other.restoreState(state);
    QVERIFY(!other.view()->isColumnHidden(Model::FileColumn));
    QVERIFY(other.view()->isColumnHidden(Model::SizeColumn));
    QVERIFY(!other.view()->isColumnHidden(Model::OriginColumn));
    QCOMPARE(other.model()->functionAt(0), 2);
    QVERIFY(!other.findChild<QToolButton *>()->menu()->actions()[Model::SizeColumn]->isChecked());
}

// A state from a version without the last columns: what it knows is taken, what it does not know stays hidden.
void FunctionTableTest::readsOldColumns()
{
    SelectionModel selection;
    FunctionTable table(&selection);
    table.setWorkspace(sampleWorkspace());
    QStandardItemModel old(1, Model::CertaintyColumn);
    QTreeView view;
    view.setModel(&old);
    view.setColumnHidden(Model::BlocksColumn, true);
    table.restoreState(view.header()->saveState());
    QVERIFY(table.view()->isColumnHidden(Model::BlocksColumn));
    QVERIFY(!table.view()->isColumnHidden(Model::CommentColumn));
    QVERIFY(table.view()->isColumnHidden(Model::CertaintyColumn));
    QVERIFY(table.view()->isColumnHidden(Model::OriginColumn));
    QVERIFY(!table.findChild<QToolButton *>()->menu()->actions()[Model::OriginColumn]->isChecked());
}

void FunctionTableTest::largeTable_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what :
         {"load", "filter", "sort by name", "sort by score", "sort by certainty", "sort by origin", "decide"})
        QTest::newRow(what) << QString::fromUtf8(what);
}

void FunctionTableTest::largeTable()
{
    QFETCH(QString, what);
    SelectionModel selection;
    FunctionTable table(&selection);
    Workspace workspace = largeWorkspace(100'000);
    table.show();
    if (what != QLatin1String("load"))
        table.setWorkspace(workspace);
    bool turn = false;
    QBENCHMARK
    {
        turn = !turn;
        if (what == QLatin1String("load")) {
            table.setWorkspace({});
            table.setWorkspace(workspace);
        } else if (what == QLatin1String("filter")) {
            table.setFilterText(turn ? QStringLiteral("function_12") : QStringLiteral("module4"));
        } else if (what == QLatin1String("sort by name")) {
            table.view()->sortByColumn(Model::NameColumn, turn ? Qt::AscendingOrder : Qt::DescendingOrder);
        } else if (what == QLatin1String("sort by score")) {
            table.view()->sortByColumn(Model::ScoreColumn, turn ? Qt::AscendingOrder : Qt::DescendingOrder);
        } else if (what == QLatin1String("sort by certainty")) {
            table.view()->sortByColumn(Model::CertaintyColumn, turn ? Qt::AscendingOrder : Qt::DescendingOrder);
        } else if (what == QLatin1String("sort by origin")) {
            table.view()->sortByColumn(Model::OriginColumn, turn ? Qt::AscendingOrder : Qt::DescendingOrder);
        } else {
            decide(workspace, 300, turn ? MatchState::Accepted : MatchState::Rejected, 300);
            table.setWorkspace(workspace);
        }
    }
    QVERIFY(table.model()->rowCount() > 100);
}

QTEST_MAIN(FunctionTableTest)
#include "tst_functiontable.moc"
