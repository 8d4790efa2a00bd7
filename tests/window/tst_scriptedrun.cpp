// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QDir>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <cstdlib>

using namespace Qt::StringLiterals;

// The program as scripts run it: pictures of the window, and how soon the window is there.
class TestScriptedRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void savesAPicture();
    void badInputIsAnExitStatus_data();
    void badInputIsAnExitStatus();
    void startsInASecond();

private:
    struct Outcome {
        int status = -1;
        QString errors;
    };
    Outcome run(const QStringList &arguments, const QProcessEnvironment &extra = {}) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"HOME"_s, m_folder->path());
        environment.insert(extra);
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(SYMBOLON_EXECUTABLE), arguments);
        process.waitForFinished(120'000);
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                QString::fromUtf8(process.readAllStandardError())};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestScriptedRun::savesAPicture()
{
    const QString picture = m_folder->filePath(u"window.png"_s);
    const QStringList sample =
        QDir(QStringLiteral(SYMBOLON_SAMPLE_DIR)).entryList({u"lampd-x86-64"_s, u"lampd-aarch64"_s, u"lampd-arm"_s});
    QVERIFY(!sample.isEmpty());
    const Outcome outcome =
        run({u"--screenshot"_s, picture, u"--size"_s, u"1200x800"_s, u"--theme"_s, u"dark"_s, u"--accept-first"_s,
             u"3"_s, u"--open-sources"_s, QStringLiteral(SYMBOLON_SOURCE_DIR "/resources/sample/src"),
             QStringLiteral(SYMBOLON_SAMPLE_DIR "/") + sample.first()});
    QVERIFY2(outcome.status == 0, qPrintable(outcome.errors));
    const QImage image(picture);
    QCOMPARE(image.size(), QSize(1200, 800));
    QVERIFY(image.pixelColor(600, 795).lightness() < 100); // dark
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); y += 3) {
        for (int x = 0; x < image.width(); x += 3)
            colors.insert(image.pixel(x, y));
    }
    QVERIFY(colors.size() > 200);                                            // no empty window
    QVERIFY(QDir(m_folder->filePath(u".local/share/symbolon"_s)).isEmpty()); // leaves nothing behind
}

void TestScriptedRun::badInputIsAnExitStatus_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::newRow("no such file") << QStringList{u"/no/such/file"_s} << 3;
    QTest::newRow("theme") << QStringList{u"--theme"_s, u"pink"_s} << 2;
    QTest::newRow("size") << QStringList{u"--size"_s, u"huge"_s} << 2;
    QTest::newRow("option") << QStringList{u"--no-such-option"_s} << 2;
}

void TestScriptedRun::badInputIsAnExitStatus()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    const Outcome outcome = run(QStringList{u"--screenshot"_s, m_folder->filePath(u"x.png"_s)} + arguments);
    QCOMPARE(outcome.status, status);
    QVERIFY(outcome.errors.contains(u"symbolon: "_s));
}

void TestScriptedRun::startsInASecond()
{
    QProcessEnvironment timing;
    timing.insert(u"SYMBOLON_STARTUP_TIME"_s, u"1"_s);
    int best = INT_MAX;
    int work = INT_MAX;
    for (int n = 0; n < 3; ++n) {
        const Outcome outcome = run({u"--screenshot"_s, m_folder->filePath(u"x.png"_s)}, timing);
        QCOMPARE(outcome.status, 0);
        static const QRegularExpression line(u"first paint: (\\d+) ms \\((\\d+) ms"_s);
        const auto match = line.match(outcome.errors);
        QVERIFY2(match.hasMatch(), qPrintable(outcome.errors));
        best = std::min(best, match.captured(1).toInt());
        work = std::min(work, match.captured(2).toInt());
    }
    qInfo("first paint after %d ms, %d ms of processor time", best, work);
    // On a machine that is busy with other things only the work done tells something.
    double load = 0;
    const bool busy = getloadavg(&load, 1) == 1 && load > QThread::idealThreadCount();
    QVERIFY2(work <= 700, qPrintable(QString::number(work)));
    QVERIFY2(busy || best <= 1000, qPrintable(QString::number(best)));
}

QTEST_GUILESS_MAIN(TestScriptedRun)
#include "tst_scriptedrun.moc"
