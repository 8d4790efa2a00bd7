// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/graph/workspaces.h"
#include "widgets/graph/graphcanvas.h"
#include "widgets/graph/graphexport.h"
#include "widgets/graph/graphoverview.h"
#include "widgets/graph/graphpainter.h"
#include "widgets/graph/graphview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace symbolon;

namespace {

constexpr uint64_t entry = 0x40c2f0;

QStringList logged;

// A warning of Qt is a mistake of ours; what the platform without a screen says of itself is not.
void keepWarning(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type != QtDebugMsg && type != QtInfoMsg && !text.startsWith(QLatin1String("This plugin does not support")))
        logged << text;
}

QPoint viewportPoint(const GraphCanvas &canvas, GraphContent::Place place)
{
    return canvas.toViewport(canvas.scene()->placeRect(place).center()).toPoint();
}

} // namespace

class TestGraphView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void asksForALayout();
    void staleAnswersAreDropped();
    void answerThatDoesNotFitFails();
    void saysHowMuchItLaysOut();
    void hiddenViewAsksWhenShown();
    void emptyStates();
    void contentSaysWhatInstructionsReferTo();
    void longBlocksSayWhatTheyLeaveOut();
    void clickSelects();
    void selectionShowsAndScrolls();
    void hoverBothWays();
    void evidenceIsMarked();
    void keysFollowEdges();
    void keysStepThroughInstructions();
    void followsCallsAndBranches();
    void wheelKeepsThePointUnderThePointer();
    void wheelMode();
    void fitShowsEverything();
    void dragPans();
    void overviewMovesTheView();
    void relayoutKeepsTheBlockInPlace();
    void textIsHiddenWhenTooSmall();
    void copies();
    void exports();
    void describesTheBlock();
    void everyCommandHasAKeyOrAMenu();
    void stateSurvives();
    void paintLarge_data();
    void paintLarge();

private:
    // What the window does: lays out at once.
    void answer()
    {
        QVERIFY(!m_requests->isEmpty());
        const QList<QVariant> request = m_requests->takeLast();
        const auto shape = request.at(1).value<GraphShape>();
        m_view->setGeometry(request.at(0).toULongLong(), *LayeredLayout().layOut(shape));
    }
    void openSmall()
    {
        m_view->setWorkspace(test::smallWorkspace());
        m_selection->selectFunction(0);
        answer();
        QVERIFY(m_view->isShowingGraph());
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(m_canvas, key, modifiers); }

    std::unique_ptr<SelectionModel> m_selection;
    std::unique_ptr<GraphView> m_view;
    std::unique_ptr<QSignalSpy> m_requests;
    GraphCanvas *m_canvas = nullptr;
};

void TestGraphView::init()
{
    logged.clear();
    qInstallMessageHandler(keepWarning);
    m_selection = std::make_unique<SelectionModel>();
    m_view = std::make_unique<GraphView>(m_selection.get());
    m_requests = std::make_unique<QSignalSpy>(m_view.get(), &GraphView::layoutRequested);
    m_canvas = m_view->canvas();
    m_view->resize(900, 700);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_view->activateWindow();
    m_canvas->setFocus();
}

void TestGraphView::cleanup()
{
    m_requests.reset();
    m_view.reset();
    m_selection.reset();
    qInstallMessageHandler(nullptr);
    QVERIFY2(logged.isEmpty(), qPrintable(logged.join(u'\n')));
    QCOMPARE(QApplication::topLevelWidgets().size(), 0);
}

void TestGraphView::asksForALayout()
{
    m_view->setWorkspace(test::smallWorkspace());
    QCOMPARE(m_requests->size(), 0);
    m_selection->selectFunction(0);
    QCOMPARE(m_requests->size(), 1);
    const auto shape = m_requests->last().at(1).value<GraphShape>();
    QCOMPARE(shape.nodes.size(), std::size_t(9));
    QCOMPARE(shape.edges.size(), std::size_t(13));
    QVERIFY(!m_view->isShowingGraph());
    answer();
    QVERIFY(m_view->isShowingGraph());
    QCOMPARE(m_view->pendingToken(), 0ULL);
    // The same workspace with other decisions: nothing to lay out again.
    Workspace workspace = test::smallWorkspace();
    m_view->setWorkspace(workspace);
    answer();
    workspace.decisions = std::make_shared<Decisions>();
    m_view->setWorkspace(workspace);
    QCOMPARE(m_requests->size(), 0);
}

void TestGraphView::staleAnswersAreDropped()
{
    m_view->setWorkspace(test::smallWorkspace());
    m_selection->selectFunction(0);
    const QList<QVariant> first = m_requests->takeFirst();
    m_selection->selectFunction(1);
    const QList<QVariant> second = m_requests->takeFirst();
    QVERIFY(first.at(0).toULongLong() != second.at(0).toULongLong());
    m_view->setGeometry(first.at(0).toULongLong(), *LayeredLayout().layOut(first.at(1).value<GraphShape>()));
    QVERIFY(!m_view->isShowingGraph());
    m_view->setLayoutFailed(first.at(0).toULongLong(), failure("late"));
    QCOMPARE(m_view->pendingToken(), second.at(0).toULongLong());
    const GraphGeometry geometry = *LayeredLayout().layOut(second.at(1).value<GraphShape>());
    m_view->setGeometry(second.at(0).toULongLong(), geometry);
    QVERIFY(m_view->isShowingGraph());
    const auto scene = m_canvas->scene();
    m_view->setGeometry(second.at(0).toULongLong(), geometry); // said twice
    QCOMPARE(m_canvas->scene(), scene);
}

void TestGraphView::answerThatDoesNotFitFails()
{
    m_view->setWorkspace(test::smallWorkspace());
    m_selection->selectFunction(0);
    m_view->setGeometry(m_view->pendingToken(), GraphGeometry{});
    QVERIFY(!m_view->isShowingGraph());
    bool failed = false;
    for (const EmptyState *state : m_view->findChildren<EmptyState *>())
        failed = failed || (state->isVisible() && state->mode() == EmptyState::Mode::Failed);
    QVERIFY(failed);
    for (QPushButton *button : m_view->findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == QLatin1String("Retry"))
            button->click();
    answer();
    QVERIFY(m_view->isShowingGraph());
    QVERIFY(m_canvas->isVisible());
}

void TestGraphView::saysHowMuchItLaysOut()
{
    QSignalSpy stopped(m_view.get(), &GraphView::layoutStopRequested);
    m_view->setWorkspace(test::smallWorkspace());
    m_selection->selectFunction(0);
    const auto busy = [this]() -> EmptyState * {
        for (EmptyState *state : m_view->findChildren<EmptyState *>())
            if (state->isVisible())
                return state;
        return nullptr;
    };
    QVERIFY(!busy());
    QTRY_VERIFY_WITH_TIMEOUT(busy(), 5000);
    QCOMPARE(busy()->mode(), EmptyState::Mode::Busy);
    QVERIFY2(busy()->sentence().contains(QLatin1String("9 blocks, 13 edges")), qPrintable(busy()->sentence()));
    QPushButton *stop = nullptr;
    for (QPushButton *button : m_view->findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == QLatin1String("Stop"))
            stop = button;
    QVERIFY(stop);
    stop->click();
    QCOMPARE(stopped.size(), 1);
    QCOMPARE(stopped.first().first().toULongLong(), m_view->pendingToken());
    answer(); // the quick layout comes the same way
    QVERIFY(m_view->isShowingGraph());
    QVERIFY(m_canvas->isVisible());
}

void TestGraphView::hiddenViewAsksWhenShown()
{
    m_view->hide();
    m_view->setWorkspace(test::smallWorkspace());
    m_selection->selectFunction(0);
    m_selection->selectFunction(1);
    QCOMPARE(m_requests->size(), 0);
    m_view->show();
    QCOMPARE(m_requests->size(), 1);
    QCOMPARE(m_requests->first().at(1).value<GraphShape>().nodes.size(), std::size_t(1));
}

void TestGraphView::emptyStates()
{
    QVERIFY(!m_view->hasContent());
    QVERIFY(m_view->emptyState()->sentence().contains(QLatin1String("graph")));
    m_view->setWorkspace(test::smallWorkspace());
    QVERIFY(m_view->emptyState()->sentence().contains(QLatin1String("No function")));
    m_selection->selectFunction(2);
    QVERIFY2(m_view->emptyState()->sentence().contains(QLatin1String("strchr is imported")),
             qPrintable(m_view->emptyState()->sentence()));
    m_selection->selectFunction(0);
    QVERIFY(m_view->hasContent());
    m_selection->clear();
    QVERIFY(!m_view->hasContent());
    m_selection->selectFunction(77); // not there
    QVERIFY(!m_view->hasContent());
    for (const Qt::Key k : {Qt::Key_T, Qt::Key_F, Qt::Key_J, Qt::Key_K, Qt::Key_0, Qt::Key_Plus, Qt::Key_Return})
        key(k);
}

void TestGraphView::contentSaysWhatInstructionsReferTo()
{
    openSmall();
    const GraphContent &content = m_canvas->scene()->content();
    const auto line = [&](uint64_t address) {
        const auto place = content.find(address);
        return place && place->line >= 0 ? content.blocks[place->block].lines[place->line].text : QString();
    };
    QCOMPARE(line(0x40c30c).simplified(), QStringLiteral("bl #0x4018a4 ; strchr"));
    QVERIFY(line(0x40c348).endsWith(QLatin1String("; \"bad query: %s\"")));
    QVERIFY(line(0x40c308).endsWith(QLatin1String("; 61 '='")));
    QVERIFY(line(0x40c328).endsWith(QLatin1String("; 512")));
    QVERIFY(line(0x40c324).endsWith(QLatin1String("; switch with 8 cases, table at 0x40c400")));
    QCOMPARE(line(0x40c338).simplified(), QStringLiteral("bl #0x40c410")); // sub_40c410 says no more
    QCOMPARE(content.blocks[0].title, QStringLiteral("0x40c2f0  cgi_parse_query"));
    QCOMPARE(content.links[0].label, QStringLiteral("T"));
    QCOMPARE(content.links[1].label, QStringLiteral("F"));
    QCOMPARE(content.links[4].label, QStringLiteral("97, 98"));
    QCOMPARE(content.links[5].label, QStringLiteral("99–104"));
    QCOMPARE(content.links[6].label, QStringLiteral("F · default"));
    QCOMPARE(content.links[12].kind, EdgeKind::FallThrough);
    QVERIFY(content.links[12].label.isEmpty()); // no choice, no F
    QVERIFY(!content.find(0x40c2ec));
    QVERIFY(!content.find(0));
    // Every part of a line has its place, within the block.
    for (const GraphBlock &block : content.blocks)
        for (const GraphLine &shown : block.lines) {
            QVERIFY(shown.width + content.metrics.gutter <= block.extent.width());
            double x = -1;
            for (const GraphToken &token : shown.tokens) {
                QVERIFY(token.x > x);
                QVERIFY(token.start + token.length <= shown.text.size());
                x = token.x;
            }
        }
}

void TestGraphView::longBlocksSayWhatTheyLeaveOut()
{
    auto program = std::make_shared<Program>();
    BinaryFunction function;
    function.address = 0x1000;
    function.name = "unrolled";
    for (uint32_t i = 0; i < 5000; ++i)
        function.instructions.add(0x1000 + 4 * i, 4, "add", "r0, r0, #1");
    function.blocks.push_back({0x1000, 4 * 5000, 0, 5000});
    function.blocks.push_back({0x9000, 16, 4999, 4'000'000'000U}); // damaged: more than there are
    function.edges.push_back({0, 7, EdgeKind::Jump, {}});          // damaged: to nowhere
    program->functions.push_back(function);
    const auto content = makeGraphContent(program, 0, monospaceFont());
    const GraphBlock &block = content->blocks[0];
    QVERIFY(block.lines.size() <= 200);
    uint32_t hidden = 0;
    for (const GraphLine &line : block.lines)
        hidden += line.hidden;
    QCOMPARE(hidden + block.lines.size() - 1, std::size_t(5000));
    QCOMPARE(content->blocks[1].lines.size(), std::size_t(1));
    QCOMPARE(content->links.size(), std::size_t(0));
    const auto place = content->find(0x1000 + 4 * 2500);
    QVERIFY(place);
    QVERIFY(block.lines[place->line].hidden > 0);
    QVERIFY(content->blockText(0).count(u'\n') >= 5000); // the clipboard has all
}

void TestGraphView::clickSelects()
{
    openSmall();
    QSignalSpy changed(m_selection.get(), &SelectionModel::changed);
    const auto place = *m_canvas->scene()->content().find(0x40c30c);
    m_canvas->ensureVisible(m_canvas->scene()->placeRect(place));
    const QPointF origin = m_canvas->toScene({0, 0});
    QTest::mouseClick(m_canvas->viewport(), Qt::LeftButton, {}, viewportPoint(*m_canvas, place));
    QCOMPARE(m_selection->current().address, 0x40c30cULL);
    QCOMPARE(m_selection->current().evidence, 1); // strchr, the strongest there
    QCOMPARE(m_selection->current().line, 123U);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_canvas->highlights().selected, place);
    QCOMPARE(m_canvas->toScene({0, 0}), origin); // a click moves nothing
    // Again: the next piece of evidence at the same instruction.
    QTest::mouseClick(m_canvas->viewport(), Qt::LeftButton, {}, viewportPoint(*m_canvas, place));
    QCOMPARE(m_selection->current().evidence, 5);
    // The header selects the block.
    const GraphContent::Place header{place.block, -1};
    QTest::mouseClick(m_canvas->viewport(), Qt::LeftButton, {}, viewportPoint(*m_canvas, header));
    QCOMPARE(m_selection->current().address, 0x40c304ULL);
}

void TestGraphView::selectionShowsAndScrolls()
{
    openSmall();
    m_canvas->setZoom(3);
    m_canvas->centreOn({0, 0});
    m_selection->selectAddress(0x40c364);
    const auto place = *m_canvas->scene()->content().find(0x40c364);
    QCOMPARE(m_canvas->highlights().selected, place);
    QVERIFY(m_canvas->visibleRect().intersects(m_canvas->scene()->placeRect(place)));
    QVERIFY(m_canvas->visibleRect().contains(m_canvas->scene()->placeRect(place).center()));
    m_selection->selectAddress(0xdead); // not of this function
    QCOMPARE(m_canvas->highlights().selected.block, -1);
}

void TestGraphView::hoverBothWays()
{
    openSmall();
    const auto place = *m_canvas->scene()->content().find(0x40c348);
    m_canvas->ensureVisible(m_canvas->scene()->placeRect(place));
    QTest::mouseMove(m_canvas->viewport(), viewportPoint(*m_canvas, place));
    QTRY_COMPARE(m_selection->hovered().address, 0x40c348ULL);
    QCOMPARE(m_selection->hovered().line, 126U);
    QCOMPARE(m_selection->hovered().evidence, 0);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(m_canvas->viewport(), &leave);
    QCOMPARE(m_selection->hovered(), Selection{});
    QVERIFY(m_canvas->highlights().hovered.empty());
    // The source view hovers line 123: both pieces of evidence there are at instructions of block 1.
    Selection line;
    line.function = 0;
    line.candidate = 0;
    line.line = 123;
    m_selection->hover(line);
    QCOMPARE(m_canvas->highlights().hovered.size(), std::size_t(2));
    line.function = 1;
    m_selection->hover(line);
    QVERIFY(m_canvas->highlights().hovered.empty());
}

void TestGraphView::evidenceIsMarked()
{
    openSmall();
    const auto &content = m_canvas->scene()->content();
    const auto call = *content.find(0x40c30c);
    const BlockMarks *marks = m_canvas->marks().of(call.block);
    QVERIFY(marks);
    QCOMPARE(marks->all.size(), std::size_t(3));
    QCOMPARE(marks->byLine.at(call.line).size(), std::size_t(2));
    QCOMPARE(m_canvas->marks().blocks.size(), std::size_t(3));
    // The colour of the evidence's kind is to be seen beside the instruction.
    m_canvas->setZoom(1);
    const auto text = *content.find(0x40c348);
    m_canvas->centreOn(m_canvas->scene()->placeRect(text).center());
    const QImage picture = m_canvas->viewport()->grab().toImage();
    const QRectF line = m_canvas->scene()->placeRect(text);
    const QRect gutter =
        QRectF(m_canvas->toViewport(line.topLeft()), QSizeF(content.metrics.gutter, line.height())).toRect();
    const QRgb wanted = m_canvas->theme().color(EvidenceKind::String).rgb();
    int seen = 0;
    for (int y = gutter.top(); y < gutter.bottom(); ++y)
        for (int x = gutter.left(); x < gutter.right(); ++x)
            seen += picture.rect().contains(x, y) && picture.pixel(x, y) == wanted;
    QVERIFY2(seen > 30, qPrintable(QString::number(seen)));
    // Another candidate has other evidence.
    m_selection->selectCandidate(1);
    QCOMPARE(m_canvas->marks().blocks.size(), std::size_t(1));
    QVERIFY(m_canvas->marks().of(3));
}

void TestGraphView::keysFollowEdges()
{
    openSmall();
    key(Qt::Key_F); // from the entry, nothing being selected yet
    QCOMPARE(m_selection->current().address, 0x40c304ULL);
    key(Qt::Key_F);
    QCOMPARE(m_selection->current().address, 0x40c318ULL);
    key(Qt::Key_T); // switch: the first case
    QCOMPARE(m_selection->current().address, 0x40c328ULL);
    key(Qt::Key_T); // one way out: either key
    QCOMPARE(m_selection->current().address, 0x40c35cULL);
    key(Qt::Key_T);
    QCOMPARE(m_selection->current().address, 0x40c364ULL);
    key(Qt::Key_T); // the end
    key(Qt::Key_F);
    QCOMPARE(m_selection->current().address, 0x40c364ULL);
    key(Qt::Key_Home);
    QCOMPARE(m_selection->current().address, entry);
    key(Qt::Key_T);
    QCOMPARE(m_selection->current().address, 0x40c348ULL);
}

void TestGraphView::keysStepThroughInstructions()
{
    openSmall();
    key(Qt::Key_J);
    QCOMPARE(m_selection->current().address, entry);
    for (int i = 0; i < 5; ++i)
        key(Qt::Key_J);
    QCOMPARE(m_selection->current().address, 0x40c304ULL); // into the next block
    key(Qt::Key_K);
    QCOMPARE(m_selection->current().address, 0x40c300ULL);
    key(Qt::Key_J, Qt::ShiftModifier);
    QCOMPARE(m_selection->current().address, 0x40c304ULL);
    key(Qt::Key_J, Qt::ShiftModifier);
    QCOMPARE(m_selection->current().address, 0x40c318ULL);
    key(Qt::Key_K, Qt::ShiftModifier);
    QCOMPARE(m_selection->current().address, 0x40c304ULL);
    key(Qt::Key_Home);
    key(Qt::Key_K);
    QCOMPARE(m_selection->current().address, entry);
    for (int i = 0; i < 200; ++i)
        key(Qt::Key_J);
    QCOMPARE(m_selection->current().address, 0x40c364ULL);
}

void TestGraphView::followsCallsAndBranches()
{
    openSmall();
    m_selection->selectAddress(0x40c300); // beq
    key(Qt::Key_Return);
    QCOMPARE(m_selection->current().address, 0x40c348ULL);
    const auto place = *m_canvas->scene()->content().find(0x40c338); // bl sub_40c410
    m_canvas->ensureVisible(m_canvas->scene()->placeRect(place));
    QTest::mouseDClick(m_canvas->viewport(), Qt::LeftButton, {}, viewportPoint(*m_canvas, place));
    QCOMPARE(m_selection->current().function, 1);
    answer();
    m_selection->goBack();
    answer();
    QCOMPARE(m_selection->current().function, 0);
    QVERIFY(m_view->isShowingGraph());
}

void TestGraphView::wheelKeepsThePointUnderThePointer()
{
    openSmall();
    const QPointF pointer(300, 260);
    for (const int delta : {120, 120, 240, -120, -360, 15, -15}) {
        const QPointF before = m_canvas->toScene(pointer);
        const double zoom = m_canvas->zoom();
        QWheelEvent event(pointer, m_canvas->viewport()->mapToGlobal(pointer), {}, {0, delta}, Qt::NoButton,
                          Qt::ControlModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_canvas->viewport(), &event);
        QVERIFY(delta > 0 ? m_canvas->zoom() > zoom : m_canvas->zoom() < zoom);
        const QPointF off = (m_canvas->toScene(pointer) - before) * m_canvas->zoom();
        QVERIFY2(off.manhattanLength() < 0.5, qPrintable(QStringLiteral("%1 pixels off").arg(off.manhattanLength())));
    }
    for (int i = 0; i < 200; ++i)
        m_canvas->zoomBy(1.5);
    QCOMPARE(m_canvas->zoom(), GraphCanvas::largestZoom);
    for (int i = 0; i < 200; ++i)
        m_canvas->zoomBy(0.5);
    QCOMPARE(m_canvas->zoom(), GraphCanvas::smallestZoom);
    key(Qt::Key_Plus);
    QVERIFY(m_canvas->zoom() > GraphCanvas::smallestZoom);
    key(Qt::Key_Minus);
    QCOMPARE(m_canvas->zoom(), GraphCanvas::smallestZoom);
}

void TestGraphView::wheelMode()
{
    openSmall();
    m_canvas->setZoom(2);
    const auto wheel = [this](Qt::KeyboardModifiers modifiers) {
        QWheelEvent event(QPointF(50, 50), m_canvas->viewport()->mapToGlobal(QPointF(50, 50)), {}, {0, -120},
                          Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_canvas->viewport(), &event);
    };
    double zoom = m_canvas->zoom();
    QRectF seen = m_canvas->visibleRect();
    wheel({});
    QCOMPARE(m_canvas->zoom(), zoom);
    QVERIFY(m_canvas->visibleRect().top() > seen.top());
    seen = m_canvas->visibleRect();
    wheel(Qt::ShiftModifier);
    QVERIFY(m_canvas->visibleRect().left() > seen.left());
    QCOMPARE(m_canvas->visibleRect().top(), seen.top());
    m_view->action(QStringLiteral("graph.wheelZooms"))->setChecked(true);
    wheel({});
    QVERIFY(m_canvas->zoom() < zoom);
    zoom = m_canvas->zoom();
    wheel(Qt::ControlModifier);
    QCOMPARE(m_canvas->zoom(), zoom);
}

void TestGraphView::fitShowsEverything()
{
    openSmall();
    m_canvas->setZoom(4);
    key(Qt::Key_0);
    QVERIFY(m_canvas->visibleRect().adjusted(-1, -1, 1, 1).contains(m_canvas->scene()->bounds()));
    QVERIFY(!m_canvas->overview()->isVisible());
    key(Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(m_canvas->zoom(), 1.0);
}

void TestGraphView::dragPans()
{
    openSmall();
    QSignalSpy changed(m_selection.get(), &SelectionModel::changed);
    const QPointF before = m_canvas->toScene({200, 200});
    QTest::mousePress(m_canvas->viewport(), Qt::LeftButton, {}, {200, 200});
    QTest::mouseMove(m_canvas->viewport(), {230, 240});
    QTest::mouseMove(m_canvas->viewport(), {260, 250});
    QTest::mouseRelease(m_canvas->viewport(), Qt::LeftButton, {}, {260, 250});
    const QPointF off = (m_canvas->toScene({260, 250}) - before) * m_canvas->zoom();
    QVERIFY(off.manhattanLength() < 0.5);
    QCOMPARE(changed.size(), 0); // a drag is no click
    const QRectF seen = m_canvas->visibleRect();
    key(Qt::Key_Down);
    QVERIFY(m_canvas->visibleRect().top() > seen.top());
    key(Qt::Key_Right);
    QVERIFY(m_canvas->visibleRect().left() > seen.left());
    key(Qt::Key_Left);
    key(Qt::Key_Up);
    QVERIFY((m_canvas->visibleRect().topLeft() - seen.topLeft()).manhattanLength() < 2);
}

void TestGraphView::overviewMovesTheView()
{
    openSmall();
    m_canvas->setZoom(3);
    GraphOverview *overview = m_canvas->overview();
    QVERIFY(overview->isVisible());
    const QPoint middle = overview->rect().center();
    QTest::mouseClick(overview, Qt::LeftButton, {}, middle);
    QTest::mousePress(overview, Qt::LeftButton, {}, middle);
    QTest::mouseMove(overview, middle + QPoint(0, 12));
    QTest::mouseRelease(overview, Qt::LeftButton, {}, middle + QPoint(0, 12));
    QVERIFY((overview->viewRect().center() - QPointF(middle + QPoint(0, 12))).manhattanLength() < 3);
    key(Qt::Key_M);
    QVERIFY(!overview->isVisible());
}

void TestGraphView::relayoutKeepsTheBlockInPlace()
{
    openSmall();
    m_selection->selectAddress(0x40c348);
    m_canvas->setZoom(1.7);
    const int block = m_canvas->highlights().selected.block;
    const QPointF before = m_canvas->toViewport(m_canvas->scene()->blocks()[block].topLeft());
    QFont larger = monospaceFont();
    larger.setPointSizeF(larger.pointSizeF() + 3);
    setMonospaceFont(larger);
    QCOMPARE(m_requests->size(), 1);
    answer();
    QVERIFY(m_view->isShowingGraph());
    QVERIFY(m_canvas->scene()->content().metrics.font.pointSizeF() > 10);
    QCOMPARE(m_canvas->highlights().selected.block, block);
    const QPointF after = m_canvas->toViewport(m_canvas->scene()->blocks()[block].topLeft());
    QVERIFY2((after - before).manhattanLength() < 1, "the selected block moved");
    QCOMPARE(m_canvas->zoom(), 1.7);
    resetMonospaceFont();
}

void TestGraphView::textIsHiddenWhenTooSmall()
{
    const GraphMetrics metrics = graphMetrics(monospaceFont());
    using Detail = GraphPainter::Detail;
    QCOMPARE(GraphPainter::detailFor(metrics, 1), Detail::Text);
    QCOMPARE(GraphPainter::detailFor(metrics, 0.2), Detail::Bars);
    QCOMPARE(GraphPainter::detailFor(metrics, 0.05), Detail::Blocks);
    openSmall();
    m_canvas->setZoom(0.2);
    const QImage picture = m_canvas->viewport()->grab().toImage();
    const QRgb bar = m_canvas->theme().color(ColorRole::TextBar).rgb();
    int bars = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            bars += picture.pixel(x, y) == bar;
    QVERIFY(bars > 100);
}

void TestGraphView::copies()
{
    openSmall();
    m_selection->selectAddress(0x40c30c);
    m_view->copyAddress();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("0x40c30c"));
    m_view->copyInstruction();
    QCOMPARE(QGuiApplication::clipboard()->text().simplified(), QStringLiteral("bl #0x4018a4 ; strchr"));
    m_view->copyBlock();
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 6);
    QVERIFY(lines.at(3).startsWith(QLatin1String("0x40c30c")));
}

void TestGraphView::exports()
{
    QVERIFY(m_view->toSvg().isEmpty());
    QVERIFY(m_view->toImage().isNull());
    openSmall();
    const QByteArray svg = m_view->toSvg();
    QVERIFY(svg.contains("<svg"));
    QVERIFY(svg.contains("cgi_parse_query"));
    QVERIFY(svg.contains("strchr"));
    QVERIFY(svg.trimmed().endsWith("</svg>"));
    const QImage image = m_view->toImage(2);
    QVERIFY(image.width() > m_canvas->scene()->bounds().width());
    const GraphImage huge = graphImage(*m_canvas->scene(), m_canvas->marks(), m_canvas->theme(), 1000);
    QVERIFY(huge.scale < 1000);
    QVERIFY(!huge.image.isNull());
    QSignalSpy asked(m_view.get(), &GraphView::svgExportRequested);
    m_view->action(QStringLiteral("graph.exportSvg"))->trigger();
    QCOMPARE(asked.size(), 1);
}

void TestGraphView::describesTheBlock()
{
    openSmall();
    QVERIFY(!m_canvas->accessibleName().isEmpty());
    m_selection->selectAddress(0x40c30c);
    const QString description = m_canvas->accessibleDescription();
    for (const char *part : {"strchr", "Block 0x40c304", "5 instructions", "True edge to 0x40c348",
                             "False edge to 0x40c318", "call strchr", "line 123"})
        QVERIFY2(description.contains(QLatin1String(part)), qPrintable(description));
}

void TestGraphView::everyCommandHasAKeyOrAMenu()
{
    openSmall();
    Q_EMIT m_canvas->menuRequested({1, 0}, m_view->mapToGlobal(QPoint(50, 50)));
    const auto menus = m_view->findChildren<QMenu *>();
    QCOMPARE(menus.size(), 1);
    const QList<QAction *> inMenu = menus.first()->actions();
    for (const QAction *action : m_view->actions()) {
        QVERIFY(!action->objectName().isEmpty());
        QVERIFY(!action->text().isEmpty());
        QVERIFY2(!action->shortcut().isEmpty() || inMenu.contains(action), qPrintable(action->objectName()));
    }
    QCOMPARE(m_selection->current().address, 0x40c304ULL); // the menu is about what was pointed at
    menus.first()->close();
    QTRY_VERIFY(m_view->findChildren<QMenu *>().isEmpty());
}

void TestGraphView::stateSurvives()
{
    m_view->action(QStringLiteral("graph.overview"))->setChecked(false);
    m_view->action(QStringLiteral("graph.wheelZooms"))->setChecked(true);
    const QByteArray state = m_view->saveState();
    GraphView other(m_selection.get());
    other.restoreState(state);
    QVERIFY(!other.canvas()->isOverviewShown());
    QCOMPARE(other.canvas()->wheel(), GraphCanvas::Wheel::Zooms);
    other.restoreState(QByteArray("\x09\x00", 2));
    other.restoreState({});
    QCOMPARE(other.canvas()->wheel(), GraphCanvas::Wheel::Zooms);
}

// How long a frame of 2,000 blocks takes: a benchmark, whose numbers are to be read.
void TestGraphView::paintLarge_data()
{
    QTest::addColumn<double>("zoom");
    QTest::newRow("fit") << 0.0;
    QTest::newRow("blocks, 10 %") << 0.1;
    QTest::newRow("bars, 15 %") << 0.15;
    QTest::newRow("text, 45 %") << 0.45;
    QTest::newRow("text, 100 %") << 1.0;
}

void TestGraphView::paintLarge()
{
    m_view->setWorkspace(test::largeWorkspace(2000));
    m_selection->selectFunction(0);
    answer();
    QFETCH(double, zoom);
    if (zoom > 0)
        m_canvas->setZoom(zoom);
    else
        m_canvas->fit();
    m_canvas->centreOn(m_canvas->scene()->bounds().center());
    QImage picture(m_canvas->viewport()->size(), QImage::Format_ARGB32_Premultiplied);
    QBENCHMARK
    {
        m_canvas->viewport()->render(&picture);
    }
}

QTEST_MAIN(TestGraphView)
#include "tst_graphview.moc"
