// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Function starts of the benchmark's cases against their truth, which only this test reads. The environment
// variable SYMBOLON_BENCH names the folder that holds cases/NAME/{bin,truth.tsv,other.tsv}.
#include "analysis/binary/loader.h"
#include "analysis/disasm/disassembler.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <map>
#include <set>
#include <thread>

using namespace symbolon;
using namespace Qt::StringLiterals;

class TestDisasmBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void starts_data();
    void starts();
    void cancels();

private:
    [[nodiscard]] Result<Image> load(const QString &name) const;
    QDir m_cases;
};

void TestDisasmBench::initTestCase()
{
    const QString folder = qEnvironmentVariable("SYMBOLON_BENCH");
    if (folder.isEmpty())
        QSKIP("SYMBOLON_BENCH is not set");
    m_cases = QDir(folder + u"/cases"_s);
    QVERIFY(m_cases.exists());
}

Result<Image> TestDisasmBench::load(const QString &name) const
{
    QFile file(m_cases.filePath(name + u"/bin"_s));
    if (!file.open(QIODevice::ReadOnly))
        return failure(file.fileName().toStdString() + ": cannot be read");
    const QByteArray bytes = file.readAll();
    LoadOptions options;
    options.path = name.toStdString();
    return loadImage({reinterpret_cast<const uint8_t *>(bytes.constData()), size_t(bytes.size())}, options);
}

void TestDisasmBench::starts_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : m_cases.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QTest::newRow(qPrintable(name)) << name;
}

void TestDisasmBench::starts()
{
    QFETCH(QString, name);
    const auto image = load(name);
    QVERIFY2(image, image ? "" : image.error().summary.c_str());
    QElapsedTimer timer;
    timer.start();
    const auto program = disassemble(*image, {}, {});
    const qint64 elapsed = timer.elapsed();
    QVERIFY2(program, program ? "" : program.error().summary.c_str());

    const auto rows = [&](const QString &file) {
        QFile table(m_cases.filePath(name + u'/' + file));
        QList<QList<QByteArray>> list;
        if (table.open(QIODevice::ReadOnly)) {
            for (const QByteArray &line : table.readAll().split('\n')) {
                if (!line.isEmpty() && !line.startsWith('#'))
                    list.append(line.split('\t'));
            }
        }
        return list;
    };
    std::set<uint64_t> truth;
    for (const QList<QByteArray> &row : rows(u"truth.tsv"_s))
        truth.insert(row[0].toULongLong(nullptr, 16));
    QVERIFY(!truth.empty());
    std::set<uint64_t> others;
    std::map<uint64_t, uint64_t> ranges;
    for (const QList<QByteArray> &row : rows(u"other.tsv"_s)) {
        const uint64_t address = row[0].toULongLong(nullptr, 16);
        others.insert(address);
        if (row[2] == "section")
            ranges[address] = address + row[1].toULongLong();
    }
    size_t hits = 0;
    size_t wrong = 0;
    size_t unresolved = 0;
    for (const BinaryFunction &function : program->functions) {
        if (function.importStub)
            continue;
        unresolved += function.note.find("indirect jump") != std::string::npos;
        const auto range = ranges.upper_bound(function.address);
        const bool inRange = range != ranges.begin() && function.address < std::prev(range)->second;
        if (truth.contains(function.address))
            ++hits;
        else if (!others.contains(function.address) && !inRange)
            ++wrong;
    }
    const double recall = double(hits) / double(truth.size());
    const double precision = double(hits) / double(hits + wrong);
    qInfo("%s",
          qPrintable(u"recall %1 precision %2, %3 functions with an unresolved jump, %4 ms"_s.arg(recall, 0, 'f', 4)
                         .arg(precision, 0, 'f', 4)
                         .arg(unresolved)
                         .arg(elapsed)));
    const bool easy = image->architecture == Architecture::X86_64 || image->architecture == Architecture::AArch64;
    QCOMPARE_GE(recall, easy ? 0.99 : 0.98);
    QCOMPARE_GE(precision, 0.95);
}

// A stop is heard at once, wherever the work is.
void TestDisasmBench::cancels()
{
    const QStringList names = m_cases.entryList({u"busybox*"_s}, QDir::Dirs);
    if (names.isEmpty())
        QSKIP("no busybox case");
    for (const QString &name : names) {
        const auto image = load(name);
        QVERIFY(image);
        for (const int wait : {5, 60, 250, 500}) {
            std::stop_source source;
            Work work;
            work.stop = source.get_token();
            QElapsedTimer timer;
            qint64 late = 0;
            std::jthread other([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(wait));
                timer.start();
                source.request_stop();
            });
            const auto program = disassemble(*image, {}, work);
            late = timer.isValid() ? timer.elapsed() : 0;
            other.join();
            if (program) // it was done before
                continue;
            QCOMPARE(program.error().kind, ErrorKind::Cancelled);
            QCOMPARE_LT(late, 1000); // 100 ms on a machine that does nothing else
            qInfo("%s: stopped after %lld ms", qPrintable(name), static_cast<long long>(late));
        }
    }
}

QTEST_GUILESS_MAIN(TestDisasmBench)
#include "tst_disasmbench.moc"
