// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The components of a binary as rows, and the pane that adds and removes them.
#include "app/window/componentmodel.h"
#include "app/window/componentpane.h"
#include "tests/matching/pools.h"

#include "analysis/source/components.h"
#include "widgets/common/rowview.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace symbolon;
using namespace Qt::StringLiterals;

namespace {

QString printed(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << model.index(row, column, parent).data().toString().replace(QChar(QChar::Nbsp), u' ');
        while (!cells.isEmpty() && cells.last().isEmpty())
            cells.removeLast();
        text += QString(2 * depth, u' ') + cells.join(u" | "_s) + u'\n';
        text += printed(model, model.index(row, 0, parent), depth + 1);
    }
    return text;
}

} // namespace

class TestComponentModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rows();
    void withoutSummary();
    void paneAsks();

private:
    Workspace m_workspace;
    QList<SourceInput> m_checkouts{{u"/src/old"_s, {}, u"old"_s}, {u"/src/new"_s, {}, u"new"_s}};
    SessionSummary m_summary;
};

void TestComponentModel::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    SourceTree old = pools::smallTree();
    SourceTree changed = old;
    changed.functions[0].strings = {{"cannot open file %s (%s)\n", 12}};
    m_workspace.program = std::make_shared<const Program>(pools::smallProgram());
    m_workspace.sources = std::make_shared<const SourceTree>(uniteTrees({old, changed}, {"old", "new"}));
    Matches matches;
    matches.functions = {{0, {{0, 0.9, 0.95, {}, {}}}, {}}, {1, {{1, 0.5, 0.6, {}, {}}}, {}}};
    m_workspace.matches = std::make_shared<const Matches>(std::move(matches));
    m_summary.parts = summarize(*m_workspace.program, *m_workspace.sources, m_workspace.matches.get(),
                                takenFor(*m_workspace.matches));
}

void TestComponentModel::rows()
{
    ComponentModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(m_workspace, m_checkouts, &m_summary);
    QCOMPARE(printed(model),
             QStringLiteral("old | 4 | 2 | 0 | 1 | 1 | 2 (50 %) | 128 bytes (65 %)\n"
                            "  src/block.c | 2 | 2\n"
                            "  src/crc.c | 2 | 0\n"
                            "new | 4 | 1 | 0 | 0 | 0 | 0 (0 %) | 0 bytes (0 %)\n"
                            "  src/block.c | 2 | 1\n"
                            "  src/crc.c | 2 | 0\n"
                            "none of these |  |  |  |  |  | 2 (50 %) | 68 bytes (34 %)\n"
                            "old, new: the binary was made from old (observations for it: 1, against it: 0).\n"
                            "  old: string “cannot open %s: %s” at 0x1000\n"));
    QCOMPARE(model.index(0, 0).data(ComponentModel::FolderRole).toString(), u"/src/old"_s);
    QCOMPARE(model.index(1, 0, model.index(1, 0)).data(ComponentModel::FileRole).toString(), u"new: src/crc.c"_s);
    QCOMPARE(model.index(0, 0, model.index(3, 0)).data(ComponentModel::FunctionRole).toInt(), 0);
    model.show({}, {}, nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestComponentModel::withoutSummary()
{
    ComponentModel model;
    model.show({}, m_checkouts, nullptr);
    QCOMPARE(printed(model), u"old\nnew\n"_s);
    model.show(m_workspace, m_checkouts.mid(1), &m_summary); // of other checkouts
    QCOMPARE(printed(model), u"new\n"_s);
}

void TestComponentModel::paneAsks()
{
    ComponentPane pane;
    QVERIFY(!pane.hasContent());
    pane.show(m_workspace, m_checkouts, &m_summary);
    QVERIFY(pane.hasContent());
    QSignalSpy removed(&pane, &ComponentPane::removeRequested);
    QSignalSpy files(&pane, &ComponentPane::fileRequested);
    QSignalSpy functions(&pane, &ComponentPane::functionRequested);
    const QList<QToolButton *> buttons = pane.findChildren<QToolButton *>();
    const auto remove = std::find_if(buttons.begin(), buttons.end(), [](const QToolButton *button) {
        return button->text() == QLatin1String("Remove");
    });
    QVERIFY(remove != buttons.end());
    QVERIFY(!(*remove)->isEnabled());
    RowView *view = pane.view();
    view->setCurrentIndex(pane.model()->index(1, 0));
    QVERIFY((*remove)->isEnabled());
    (*remove)->click();
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed[0][0].toStringList(), QStringList{u"/src/new"_s});
    pane.setReadOnly(true);
    QVERIFY(!(*remove)->isEnabled());
    const QModelIndex component = pane.model()->index(0, 0);
    Q_EMIT view->activated(pane.model()->index(0, 2, component));
    QCOMPARE(files.count(), 1);
    QCOMPARE(files[0][0].toString(), u"old: src/block.c"_s);
    Q_EMIT view->activated(pane.model()->index(0, 0, pane.model()->index(3, 0)));
    QCOMPARE(functions.count(), 1);
    QCOMPARE(functions[0][0].toInt(), 0);
    // What is open stays open when new numbers come.
    view->expand(component);
    pane.show(m_workspace, m_checkouts, &m_summary);
    QVERIFY(view->isExpanded(pane.model()->index(0, 0)));
}

QTEST_MAIN(TestComponentModel)
#include "tst_componentmodel.moc"
