// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Real input: busybox and zlib as Debian ships them, matched against their source packages; the
// benchmark's firmware images listed completely and matched against their checkouts.
#include "tests/cli/program.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

namespace {

// fetch.sh's folder for it; empty when it could not be had (no network).
QString fetch(const QString &kind, const QString &package, const QString &name)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QStringLiteral(SYMBOLON_SOURCE_DIR "/tests/real/fetch.sh"),
                  {QStringLiteral(SYMBOLON_FETCHED_DIR), kind, package, name});
    if (!process.waitForFinished(600'000) || process.exitCode() != 0)
        return {};
    return kind == QLatin1String("source")
               ? QStringLiteral(SYMBOLON_FETCHED_DIR "/src/") + name
               : QStringLiteral(SYMBOLON_FETCHED_DIR "/bin/") + package + QLatin1Char('-') + name;
}

QString benchmark()
{
    return qEnvironmentVariable("SYMBOLON_BENCH");
}

// The source package of a benchmark case, with its version, from sources.tsv.
QString sourcePackage(const QString &name)
{
    const QStringList lines =
        QString::fromUtf8(readFile(benchmark() + QStringLiteral("/sources.tsv"))).split(QLatin1Char('\n'));
    for (const QString &line : lines) {
        const QStringList cells = line.split(QLatin1Char('\t'));
        if (cells.size() >= 3 && cells[0] == name)
            return cells[1] + QLatin1Char('=') + cells[2];
    }
    return {};
}

struct Counts {
    int functions = 0;
    int proposed = 0;
    int exported = 0;      // functions that the file itself names
    int exportedRight = 0; // … and whose first candidate has that name
};

Counts countIn(const QString &json)
{
    Counts counts;
    const QJsonArray functions = readJson(json).value(QStringLiteral("functions")).toArray();
    for (const auto &value : functions) {
        const QJsonObject function = value.toObject();
        const QString name = function.value(QStringLiteral("name")).toString();
        const QJsonArray candidates = function.value(QStringLiteral("candidates")).toArray();
        const bool named = !name.startsWith(QLatin1String("sub_")) && !name.startsWith(QLatin1Char('_'));
        ++counts.functions;
        counts.proposed += !candidates.isEmpty();
        counts.exported += named;
        counts.exportedRight += named && !candidates.isEmpty()
                                && candidates.first().toObject().value(QStringLiteral("name")).toString() == name;
    }
    return counts;
}

} // namespace

class TestReal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void shippedPackages_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("package");
        QTest::addColumn<QString>("architecture");
        QTest::addColumn<QString>("file"); // a pattern below the package's folder
        QTest::addColumn<int>("functionsAtLeast");
        QTest::addColumn<int>("proposedAtLeast");
        const auto s = [](const char *text) { return QString::fromLatin1(text); };
        QTest::newRow("busybox amd64") << s("busybox") << s("busybox") << s("amd64") << s("busybox") << 2000 << 800;
        QTest::newRow("busybox armhf") << s("busybox") << s("busybox") << s("armhf") << s("busybox") << 1800 << 700;
        QTest::newRow("zlib amd64") << s("zlib") << s("zlib1g") << s("amd64") << s("libz.so.1.*") << 100 << 60;
        QTest::newRow("zlib armhf") << s("zlib") << s("zlib1g") << s("armhf") << s("libz.so.1.*") << 90 << 60;
    }
    void shippedPackages()
    {
        QFETCH(QString, source);
        QFETCH(QString, package);
        QFETCH(QString, architecture);
        QFETCH(QString, file);
        QFETCH(int, functionsAtLeast);
        QFETCH(int, proposedAtLeast);
        const QString tree = fetch(QStringLiteral("source"), source, source);
        const QString unpacked = fetch(QStringLiteral("binary"), package, architecture);
        if (tree.isEmpty() || unpacked.isEmpty())
            QSKIP("the packages could not be fetched with apt");
        QString binary;
        QDirIterator walk(unpacked, {file}, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
        while (walk.hasNext())
            if (const QString found = walk.next(); readFile(found).startsWith("\x7f"
                                                                              "ELF"))
                binary = found;
        QVERIFY(!binary.isEmpty());
        const QString json = m_folder.filePath(QStringLiteral("shipped.json"));
        const Outcome run =
            runProgram({QStringLiteral("match"), binary, tree, QStringLiteral("--report"), json}, 600'000);
        QVERIFY2(run.status == 0, qPrintable(run.err));
        const Counts counts = countIn(json);
        qInfo("%d functions, %d proposed, %d of %d exported names right", counts.functions, counts.proposed,
              counts.exportedRight, counts.exported);
        QVERIFY(counts.functions >= functionsAtLeast);
        QVERIFY(counts.proposed >= proposedAtLeast);
        QVERIFY(counts.exportedRight >= counts.exported * 0.9);
    }

    void firmwareIsListedCompletely_data()
    {
        QTest::addColumn<QString>("image");
        QTest::newRow("uImage and SquashFS") << QStringLiteral("arm-uimage-squashfs.bin");
        QTest::newRow("cpio.gz") << QStringLiteral("mips-initramfs.cpio.gz");
    }
    void firmwareIsListedCompletely()
    {
        QFETCH(QString, image);
        if (benchmark().isEmpty())
            QSKIP("SYMBOLON_BENCH is not set");
        const QHash<QString, QJsonObject> listed = list(image);
        int expected = 0;
        const QStringList lines = QString::fromUtf8(readFile(benchmark() + QStringLiteral("/firmware/contents.tsv")))
                                      .split(QLatin1Char('\n'));
        for (const QString &line : lines) {
            const QStringList cells = line.split(QLatin1Char('\t'));
            if (cells.size() < 6 || cells[0] != image)
                continue;
            ++expected;
            const QString path = member(listed, cells[2]);
            QVERIFY2(!path.isEmpty(), qPrintable(cells[2]));
            QCOMPARE(listed[path].value(QStringLiteral("size")).toInteger(), cells[3].toLongLong());
            if (cells[5] == QLatin1String("-"))
                continue;
            const QString json = m_folder.filePath(QStringLiteral("member.json"));
            const Outcome run =
                runProgram({QStringLiteral("analyze"), benchmark() + QStringLiteral("/firmware/") + image,
                            QStringLiteral("--member"), path, QStringLiteral("--json"), json},
                           300'000);
            QVERIFY2(run.status == 0, qPrintable(run.err));
            QCOMPARE(
                readJson(json).value(QStringLiteral("binary")).toObject().value(QStringLiteral("sha256")).toString(),
                cells[4]);
        }
        QVERIFY(expected >= 9);
    }

    void firmwareIsMatched_data()
    {
        QTest::addColumn<QString>("image");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("package");
        QTest::addColumn<QString>("name"); // of the benchmark case
        const auto s = [](const char *text) { return QString::fromLatin1(text); };
        QTest::newRow("busybox in SquashFS")
            << s("arm-uimage-squashfs.bin") << s("bin/busybox") << s("busybox") << s("busybox-armhf-gcc-Os");
        QTest::newRow("zlib in SquashFS")
            << s("arm-uimage-squashfs.bin") << s("lib/libz.so.1.2.13") << s("zlib") << s("zlib-armhf-gcc-Os");
        QTest::newRow("busybox in cpio") << s("mips-initramfs.cpio.gz") << s("bin/busybox") << s("busybox")
                                         << s("busybox-mips-gcc-Os");
    }
    void firmwareIsMatched()
    {
        QFETCH(QString, image);
        QFETCH(QString, path);
        QFETCH(QString, package);
        QFETCH(QString, name);
        if (benchmark().isEmpty())
            QSKIP("SYMBOLON_BENCH is not set");
        const QString tree = fetch(QStringLiteral("source"), sourcePackage(package), package);
        if (tree.isEmpty())
            QSKIP("the source package could not be fetched with apt");
        const QString json = m_folder.filePath(QStringLiteral("firmware.json"));
        const Outcome run =
            runProgram({QStringLiteral("match"), benchmark() + QStringLiteral("/firmware/") + image, tree,
                        QStringLiteral("--member"), member(list(image), path), QStringLiteral("--report"), json},
                       600'000);
        QVERIFY2(run.status == 0, qPrintable(run.err));
        QProcess score;
        score.start(QStringLiteral("python3"),
                    {benchmark() + QStringLiteral("/score.py"), json,
                     benchmark() + QStringLiteral("/cases/") + name + QStringLiteral("/truth.tsv")});
        QVERIFY(score.waitForFinished(60'000));
        const QJsonObject figures = QJsonDocument::fromJson(score.readAllStandardOutput()).object();
        const double starts =
            figures.value(QStringLiteral("starts")).toObject().value(QStringLiteral("recall")).toDouble();
        const double recall =
            figures.value(QStringLiteral("all")).toObject().value(QStringLiteral("recall@1")).toDouble();
        qInfo("function starts %.3f, recall@1 %.3f", starts, recall);
        QVERIFY(starts >= 0.75);
        QVERIFY(recall >= 0.15);
    }

private:
    QHash<QString, QJsonObject> list(const QString &image) const
    {
        const QString json = m_folder.filePath(QStringLiteral("list.json"));
        const Outcome run = runProgram({QStringLiteral("list"), benchmark() + QStringLiteral("/firmware/") + image,
                                        QStringLiteral("--json"), json});
        QHash<QString, QJsonObject> listed;
        if (run.status == 0) {
            const QJsonArray entries = readJson(json).value(QStringLiteral("entries")).toArray();
            for (const auto &entry : entries)
                listed.insert(entry.toObject().value(QStringLiteral("path")).toString(), entry.toObject());
        }
        return listed;
    }

    // The listed path of a file: beside its own path it names the containers around it ("@0x10000.squashfs").
    static QString member(const QHash<QString, QJsonObject> &listed, const QString &path)
    {
        for (auto entry = listed.cbegin(); entry != listed.cend(); ++entry) {
            QStringList steps = entry.key().split(QLatin1Char('/'));
            while (!steps.isEmpty() && steps.constFirst().startsWith(QLatin1Char('@')))
                steps.removeFirst();
            if (steps.join(QLatin1Char('/')) == path)
                return entry.key();
        }
        return {};
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestReal)
#include "tst_real.moc"
