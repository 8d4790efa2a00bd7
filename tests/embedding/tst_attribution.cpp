// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The compiler as the oracle: a block is linked to a line that it has code of far more often than by chance. The
// sample's programs took no part in choosing the weights.
#include "linkmeasure.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace symbolon;

class TestAttribution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void linksAreRight_data();
    void linksAreRight();

private:
    std::shared_ptr<const Embedder> m_embedder;
};

void TestAttribution::initTestCase()
{
    const auto module = loadModelModule();
    QVERIFY2(module.ok(), module ? "" : module.error().summary.c_str());
    const auto embedder = (*module)->openEmbedder(WEIGHTS, "cpu");
    QVERIFY2(embedder.ok(), embedder ? "" : embedder.error().summary.c_str());
    m_embedder = *embedder;
}

void TestAttribution::linksAreRight_data()
{
    QTest::addColumn<QStringList>("compiler"); // empty: what the sample's build made, at -O2
    QTest::addColumn<QString>("built");
    QTest::addColumn<double>("least"); // share of blocks with a right link
    QTest::newRow("-O0") << QStringList{QStringLiteral("gcc"), QStringLiteral("-O0")} << QString() << 0.5;
    QTest::newRow("-Os") << QStringList{QStringLiteral("gcc"), QStringLiteral("-Os")} << QString() << 0.4;
    for (const char *architecture : {"x86-64", "arm"})
        QTest::newRow(architecture)
            << QStringList() << QStringLiteral(SAMPLE_BINARIES "/lampd-%1.debug").arg(QLatin1String(architecture))
            << 0.35;
}

void TestAttribution::linksAreRight()
{
    QFETCH(const QStringList, compiler);
    QFETCH(QString, built);
    QFETCH(const double, least);
    QTemporaryDir folder;
    if (!compiler.isEmpty()) {
        if (QStandardPaths::findExecutable(compiler.first()).isEmpty())
            QSKIP("the compiler is not installed");
        built = folder.filePath(QStringLiteral("lampd"));
        const QDir sources(QStringLiteral(SAMPLE_SOURCES));
        QStringList words =
            compiler.mid(1)
            + QStringList{QStringLiteral("-std=gnu11"), QStringLiteral("-g"), QStringLiteral("-o"), built};
        for (const QString &file : sources.entryList({QStringLiteral("*.c")}))
            words << sources.filePath(file);
        QProcess process;
        process.start(compiler.first(), words);
        QVERIFY(process.waitForFinished() && process.exitCode() == 0);
    }
    if (!QFile::exists(built))
        QSKIP("the sample was not built for this processor");
    const LinkWeights weights[] = {{}};
    const auto score = linetruth::measureLinks(built.toStdString(), SAMPLE_SOURCES, *m_embedder, weights);
    QVERIFY2(score.ok(), score ? "" : score.error().summary.c_str());
    qInfo("%d functions, %d blocks: %.3f right, chance %.3f; clear links %.3f of %d", score->functions, score->blocks,
          score->right[0], score->chance, score->strongRight, score->strong);
    QVERIFY(score->blocks >= 100);
    QVERIFY(score->right[0] >= least);
    QVERIFY(score->right[0] >= 3 * score->chance);
    QVERIFY(score->strong >= 20);
    QVERIFY(score->strongRight >= 0.6);
}

QTEST_GUILESS_MAIN(TestAttribution)
#include "tst_attribution.moc"
