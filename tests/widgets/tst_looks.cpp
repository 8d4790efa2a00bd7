// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every view in a light and a dark palette. Set SYMBOLON_SCREENSHOTS to a folder to look at the pictures.
#include "sampleworkspace.h"
#include "warnings.h"

#include "widgets/common/findbar.h"
#include "widgets/common/theme.h"
#include "widgets/disasm/disassemblyview.h"
#include "widgets/evidence/evidenceview.h"
#include "widgets/source/sourceview.h"
#include "widgets/tables/candidatelist.h"
#include "widgets/tables/functiontable.h"

#include <QApplication>
#include <QDir>
#include <QHeaderView>
#include <QSet>
#include <QTest>
#include <QTreeView>

using namespace symbolon;
using namespace symbolon::test;

namespace {

QPalette palette(bool dark)
{
    if (!dark)
        return QPalette(QColor(239, 240, 241), Qt::white);
    QPalette colors(QColor(49, 54, 59), QColor(35, 38, 41));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        colors.setColor(role, QColor(240, 240, 240));
    colors.setColor(QPalette::Base, QColor(27, 30, 32));
    colors.setColor(QPalette::AlternateBase, QColor(35, 38, 41));
    colors.setColor(QPalette::PlaceholderText, QColor(150, 150, 150));
    return colors;
}

} // namespace

class LooksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setStyle(QStringLiteral("Fusion")); }
    void cleanup() { QCOMPARE(Warnings::take(), QString()); }
    void views_data();
    void views();

private:
    void picture(QWidget &view, const QSize &size, const QString &name, bool dark);
};

void LooksTest::picture(QWidget &view, const QSize &size, const QString &name, bool dark)
{
    view.resize(size);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QTest::qWait(30); // idle styling of the source
    const QImage image = view.grab().toImage();
    const QString folder = qEnvironmentVariable("SYMBOLON_SCREENSHOTS");
    if (!folder.isEmpty()) {
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(image.save(folder + u'/' + name + (dark ? QLatin1String("-dark.png") : QLatin1String("-light.png"))));
    }
    QSet<QRgb> colors;
    qint64 lightness = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            colors.insert(image.pixel(x, y));
            lightness += qGray(image.pixel(x, y));
        }
    }
    QVERIFY2(colors.size() > 20, qPrintable(name));
    const qint64 mean = lightness / (qint64(image.width()) * image.height());
    QVERIFY2(dark ? mean < 90 : mean > 180, qPrintable(QStringLiteral("%1: %2").arg(name).arg(mean)));
}

void LooksTest::views_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void LooksTest::views()
{
    QFETCH(bool, dark);
    QApplication::setPalette(palette(dark));
    const Warnings warnings;
    SelectionModel selection;
    Workspace workspace = sampleWorkspace();

    FunctionTable functions(&selection);
    functions.setWorkspace(workspace);
    CandidateList candidates(&selection);
    candidates.setWorkspace(workspace);
    DisassemblyView disassembly(&selection);
    disassembly.setWorkspace(workspace);
    SourceView source(&selection);
    source.setWorkspace(workspace);
    source.setFileText(QStringLiteral("httpd/cgi.c"), cgiText());
    EvidenceView evidence(&selection);
    evidence.setWorkspace(workspace);

    for (QWidget *view : std::initializer_list<QWidget *>{&candidates, &disassembly, &source, &evidence})
        picture(*view, QSize(420, 260),
                QStringLiteral("empty-") + QLatin1String(view->metaObject()->className()).mid(10), dark);

    selection.select({1, 0, 0x40c328, 34, 0});
    selection.hover({1, 0, 0x40c31c, 33, 2});
    picture(functions, QSize(760, 300), QStringLiteral("functions"), dark);
    picture(candidates, QSize(440, 300), QStringLiteral("candidates"), dark);
    picture(disassembly, QSize(760, 640), QStringLiteral("disassembly"), dark);
    picture(source, QSize(640, 640), QStringLiteral("source"), dark);
    picture(evidence, QSize(1000, 260), QStringLiteral("evidence"), dark);

    functions.setFilterText(QStringLiteral("size>many cgi"));
    for (int column = 0; column < functions.view()->header()->count(); ++column)
        functions.view()->setColumnHidden(column, false);
    picture(functions, QSize(1100, 300), QStringLiteral("functions-filtered"), dark);
    disassembly.findBar()->open(QStringLiteral("r4"));
    picture(disassembly, QSize(420, 400), QStringLiteral("disassembly-find"), dark);
    source.setFileText(QStringLiteral("httpd/cgi.c"), QStringLiteral("int other;\n"));
    source.findBar()->open(QStringLiteral("strcspn"));
    picture(source, QSize(480, 400), QStringLiteral("source-stale"), dark);

    FunctionTable large(&selection);
    large.setWorkspace(largeWorkspace(5000));
    picture(large, QSize(360, 600), QStringLiteral("functions-large"), dark);

    EmptyState state;
    state.showBusy(QStringLiteral("Looking for functions in httpd"), 1204, 4012, QStringLiteral("9 s left"));
    picture(state, QSize(420, 260), QStringLiteral("busy"), dark);
    state.showFailed({ErrorKind::BadInput, "router.bin is not a format that Symbolon knows",
                      "no magic at offset 0\nentropy 7.99", "Open it as a raw image and give its architecture."});
    picture(state, QSize(420, 260), QStringLiteral("failed"), dark);
}

QTEST_MAIN(LooksTest)
#include "tst_looks.moc"
