// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writing reports to disk: endings, failures, cancelling; and the PDF. With SYMBOLON_KEEP_REPORTS=FOLDER the sample's
// reports are left there to be looked at.

#include "app/report/flowgraph.h"
#include "app/report/graphsvg.h"
#include "app/report/report.h"
#include "reportsample.h"

#include <QDir>
#include <QFile>
#include <QPainter>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <thread>

using namespace symbolon;

class TestReportFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void writesEachKind_data();
    void writesEachKind();
    void replacesTheOldReport();
    void unknownEndingIsWrongUsage();
    void failureNamesTheFile_data();
    void failureNamesTheFile();
    void noRoomLeavesTheOldReport_data();
    void noRoomLeavesTheOldReport();
    void cancellingLeavesTheOldReport_data();
    void cancellingLeavesTheOldReport();
    void pdfHasPagesForEachMatch();
    void pdfFromAnotherThread();
    void svgStandsAlone();
    void progressReachesTheEnd();

private:
    [[nodiscard]] QString file(const QString &ending) const
    {
        return m_folder->filePath(QStringLiteral("report") + ending);
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void put(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    static void addEndings()
    {
        QTest::addColumn<QString>("ending");
        for (const QString &ending : reportEndings())
            QTest::newRow(qPrintable(ending)) << ending;
    }
    [[nodiscard]] QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

#define WRITTEN(result)                                                                                                \
    do {                                                                                                               \
        const auto outcome = (result);                                                                                 \
        QVERIFY2(outcome.ok(), outcome.ok() ? "" : outcome.error().summary.c_str());                                   \
    } while (false)

void TestReportFiles::writesEachKind_data()
{
    addEndings();
}

void TestReportFiles::writesEachKind()
{
    QFETCH(QString, ending);
    const QHash<QString, QByteArray> beginnings{{QStringLiteral(".html"), "<!DOCTYPE html>"},
                                                {QStringLiteral(".pdf"), "%PDF-"},
                                                {QStringLiteral(".csv"), "address,size,name"},
                                                {QStringLiteral(".json"), "{\"schema\":1,"}};
    for (const QString &name : {file(ending), file(ending.toUpper())}) {
        WRITTEN(writeReport(reportSample(), name, {}));
        QVERIFY(read(name).startsWith(beginnings.value(ending)));
        WRITTEN(writeReport({}, name, {})); // before anything is known
        QVERIFY(read(name).startsWith(beginnings.value(ending)));
    }
    const QString keep = qEnvironmentVariable("SYMBOLON_KEEP_REPORTS");
    if (!keep.isEmpty())
        WRITTEN(writeReport(reportSample(), keep + QStringLiteral("/sample") + ending, {}));
}

void TestReportFiles::replacesTheOldReport()
{
    put(file(QStringLiteral(".csv")), "old");
    WRITTEN(writeReport(reportSample(), file(QStringLiteral(".csv")), {}));
    QVERIFY(read(file(QStringLiteral(".csv"))).startsWith("address"));
    QCOMPARE(files(), QStringList{QStringLiteral("report.csv")});
}

void TestReportFiles::unknownEndingIsWrongUsage()
{
    for (const char *ending : {".docx", "", ".json.gz", "json"}) {
        const auto refused = writeReport(reportSample(), file(QLatin1String(ending)), {});
        QVERIFY2(!refused, ending);
        QCOMPARE(refused.error().kind, ErrorKind::Usage);
        QVERIFY(refused.error().hint.find(".pdf") != std::string::npos);
    }
    QVERIFY(files().isEmpty());
}

void TestReportFiles::failureNamesTheFile_data()
{
    addEndings();
}

void TestReportFiles::failureNamesTheFile()
{
    QFETCH(QString, ending);
    const QString nowhere = m_folder->filePath(QStringLiteral("no/folder/report") + ending);
    const auto failed = writeReport(reportSample(), nowhere, {});
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, ErrorKind::Failed);
    QVERIFY2(failed.error().summary.find(nowhere.toStdString()) == 0, failed.error().summary.c_str());
    QVERIFY(failed.error().summary.size() > nowhere.toStdString().size() + 5); // and the reason

    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("report") + ending));
    QVERIFY(!writeReport(reportSample(), file(ending), {}));
}

void TestReportFiles::noRoomLeavesTheOldReport_data()
{
    addEndings();
}

void TestReportFiles::noRoomLeavesTheOldReport()
{
    QFETCH(QString, ending);
    put(file(ending), "old");
    // No file may grow beyond this: what a full disk does to a program.
    rlimit old{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{500, old.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &limit), 0);
    const auto failed = writeReport(reportSample(), file(ending), {});
    setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!failed);
    QVERIFY2(failed.error().summary.find(file(ending).toStdString()) == 0, failed.error().summary.c_str());
    QCOMPARE(read(file(ending)), QByteArray("old"));
    QCOMPARE(files(), QStringList{QStringLiteral("report") + ending}); // no temporary file is left
}

void TestReportFiles::cancellingLeavesTheOldReport_data()
{
    addEndings();
}

void TestReportFiles::cancellingLeavesTheOldReport()
{
    QFETCH(QString, ending);
    put(file(ending), "old");
    std::stop_source stop;
    Work work;
    work.stop = stop.get_token();
    ReportInput input = largeSample(50, 3, true);
    input.layOut = [&](const GraphShape &shape) {
        stop.request_stop();
        return LayeredLayout().layOut(shape);
    };
    if (ending == QLatin1String(".csv") || ending == QLatin1String(".json"))
        stop.request_stop(); // they lay out nothing
    const auto stopped = writeReport(input, file(ending), work);
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
    QCOMPARE(read(file(ending)), QByteArray("old"));
    QCOMPARE(files(), QStringList{QStringLiteral("report") + ending});
}

void TestReportFiles::pdfHasPagesForEachMatch()
{
    const QString path = file(QStringLiteral(".pdf"));
    const auto pages = [&](const ReportInput &input) {
        if (const auto written = writeReport(input, path, {}); !written)
            qFatal("%s", written.error().summary.c_str());
        const QByteArray pdf = read(path);
        return pdf.count("/Type /Page\n") + pdf.count("/Type /Page/") + pdf.count("/Type /Page ");
    };
    const auto few = pages(largeSample(3, 4, true));
    const auto more = pages(largeSample(13, 4, true));
    QVERIFY(few >= 4); // summary, functions, one for each match
    QVERIFY2(more - few == 10 || more - few == 11, qPrintable(QString::number(more - few))); // and the table's own
    QCOMPARE(pages(largeSample(1, 900, true)) - pages(largeSample(1, 4, true)), 1); // a large graph has its own page
    QVERIFY(pages(largeSample(1000, 1, false)) > 25);
    pages(largeSample(1, 900, true));
    QVERIFY(read(path).size() < 1'000'000); // its text is text, not outlines
}

void TestReportFiles::pdfFromAnotherThread()
{
    const QString path = file(QStringLiteral(".pdf"));
    std::optional<Result<void>> written;
    std::thread job([&] { written = writeReport(reportSample(), path, {}); });
    job.join();
    QVERIFY(written->ok());
    QVERIFY(read(path).startsWith("%PDF-"));
}

void TestReportFiles::svgStandsAlone()
{
    const ReportInput input = reportSample();
    const auto &evidence = input.matches->functions[0].candidates[1].evidence;
    const auto graph = FlowGraph::make(input.program->functions[0], evidence, input);
    QVERIFY(graph.ok());
    SvgOptions options;
    options.fontFamily = QStringLiteral("monospace");
    QSvgRenderer renderer(graphSvg(*graph, evidence, options).toUtf8());
    QVERIFY(renderer.isValid());
    QImage image(renderer.defaultSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    int inked = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            inked += image.pixel(x, y) != qRgb(255, 255, 255);
    }
    QVERIFY(inked > image.width() * image.height() / 50);
}

void TestReportFiles::progressReachesTheEnd()
{
    Work work;
    Progress last;
    work.onProgress = [&](const Progress &progress) {
        QVERIFY(progress.done >= last.done);
        last = progress;
    };
    WRITTEN(writeReport(largeSample(30, 2, true), file(QStringLiteral(".html")), work));
    QCOMPARE(last.done, 30U);
    QCOMPARE(last.total, 30U);
}

QTEST_MAIN(TestReportFiles)
#include "tst_reportfiles.moc"
