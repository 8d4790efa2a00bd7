// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/jobbar.h"
#include "app/window/messagebar.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace symbolon;
using namespace Qt::StringLiterals;

namespace {

template<typename Button>
Button *buttonOf(QWidget *widget, const QString &text)
{
    const auto buttons = widget->findChildren<Button *>();
    for (Button *button : buttons) {
        if (button->text() == text && button->isVisibleTo(widget))
            return button;
    }
    return nullptr;
}

} // namespace

class TestMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errorHasDetailsCopyAndRetry();
    void sameKeyReplaces();
    void oldestGivesWay();
    void textIsNeverMarkup();
    void jobBarShowsAndCancels();
    void progressText_data();
    void progressText();
};

void TestMessages::errorHasDetailsCopyAndRetry()
{
    MessageBar bar;
    int retried = 0;
    bar.showError(u"k"_s, badInput("a.bin: not a known format", "open it raw", "more words"), [&] { ++retried; });
    QVERIFY(bar.isVisibleTo(nullptr));
    auto *detail = bar.findChild<QPlainTextEdit *>();
    QVERIFY(detail && !detail->isVisibleTo(&bar));
    buttonOf<QPushButton>(&bar, u"Details"_s)->click();
    QVERIFY(detail->isVisibleTo(&bar));
    buttonOf<QPushButton>(&bar, u"Copy"_s)->click();
    QCOMPARE(QApplication::clipboard()->text(), u"a.bin: not a known format\nopen it raw\nmore words"_s);
    buttonOf<QPushButton>(&bar, u"Retry"_s)->click();
    QCOMPARE(retried, 1);
    QVERIFY(bar.messages().isEmpty());
    QVERIFY(!bar.isVisibleTo(nullptr));
}

void TestMessages::sameKeyReplaces()
{
    MessageBar bar;
    bar.show({Message::Kind::Info, u"report"_s, u"one"_s, {}, {}, {}});
    bar.show({Message::Kind::Info, u"report"_s, u"two"_s, {}, {}, {}});
    QCOMPARE(bar.messages().size(), 1);
    QCOMPARE(bar.messages().first().text, u"two"_s);
    bar.dismiss(u"report"_s);
    QVERIFY(bar.messages().isEmpty());
}

void TestMessages::oldestGivesWay()
{
    MessageBar bar;
    for (int n = 0; n < 10; ++n)
        bar.show({Message::Kind::Warning, {}, QString::number(n), {}, {}, {}});
    QCOMPARE(bar.messages().size(), 4);
    QCOMPARE(bar.messages().last().text, u"9"_s);
}

void TestMessages::textIsNeverMarkup()
{
    MessageBar bar;
    bar.show({Message::Kind::Error, {}, u"<b>evil</b><img src=x>"_s, u"<i>hint</i>"_s, {}, {}});
    const auto labels = bar.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (!label->text().isEmpty())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

void TestMessages::jobBarShowsAndCancels()
{
    Jobs jobs;
    JobBar bar(jobs);
    QVERIFY(!bar.isVisibleTo(nullptr));
    bool cancelledAnswer = false;
    const auto wait = [](const Work &work) -> Result<int> {
        while (!work.stopRequested()) {
            work.report("functions", 5, 10);
            QThread::msleep(2);
        }
        return cancelled();
    };
    jobs.start(Job<int>{.kind = u"a"_s, .title = u"Analysing lampd"_s, .body = wait, .done = [&](Result<int> r) {
                            cancelledAnswer = !r.ok();
                        }});
    jobs.start(Job<int>{.kind = u"quiet"_s, .title = u"hidden"_s, .body = wait, .done = {}, .quiet = true});
    jobs.start(Job<int>{.kind = u"b"_s, .title = u"Reading"_s, .body = wait, .done = {}});
    QVERIFY(bar.isVisibleTo(nullptr));
    const auto labels = bar.findChildren<QLabel *>();
    QCOMPARE(labels.first()->text(), u"Analysing lampd (and 1 more)"_s);
    QTRY_VERIFY(labels.last()->text().startsWith(u"5 of 10 functions"_s));
    bar.findChild<QToolButton *>(u"cancel-job"_s)->click();
    QTRY_VERIFY(cancelledAnswer);
    QCOMPARE(labels.first()->text(), u"Reading"_s);
    jobs.cancelAll();
    QTRY_VERIFY(jobs.idle());
    QVERIFY(!bar.isVisibleTo(nullptr));
}

void TestMessages::progressText_data()
{
    QTest::addColumn<qulonglong>("done");
    QTest::addColumn<qulonglong>("total");
    QTest::addColumn<qlonglong>("left");
    QTest::addColumn<QString>("expected");
    QTest::newRow("unknown") << 0ull << 0ull << -1ll << QString();
    QTest::newRow("counting") << 12ull << 0ull << -1ll << u"12"_s;
    QTest::newRow("known") << 2410ull << 4012ull << -1ll << u"2,410 of 4,012 files"_s;
    QTest::newRow("seconds") << 2410ull << 4012ull << 8200ll << u"2,410 of 4,012 files · 9 s left"_s;
    QTest::newRow("minutes") << 1ull << 4012ull << 400'000ll << u"1 of 4,012 files · 7 min left"_s;
}

void TestMessages::progressText()
{
    QFETCH(qulonglong, done);
    QFETCH(qulonglong, total);
    QFETCH(qlonglong, left);
    QFETCH(QString, expected);
    QLocale::setDefault(QLocale(QLocale::English));
    JobStatus job;
    job.unit = u"files"_s;
    job.done = done;
    job.total = total;
    job.left = left;
    QCOMPARE(JobBar::progressText(job), expected);
}

QTEST_MAIN(TestMessages)
#include "tst_messages.moc"
