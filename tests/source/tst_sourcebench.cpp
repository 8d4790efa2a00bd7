// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How many functions of the benchmark's truth are found in its checkouts, and how fast.
// SYMBOLON_BENCH is the benchmark's folder, SYMBOLON_BENCH_SOURCES holds a checkout per package.
#include "checkouts.h"
#include "tests/cputimer.h"

using namespace symbolon;

class SourceBenchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void found_data();
    void found();
    void speed();

private:
    const SourceTree &treeOf(const QString &package);

    QString m_cases;
    QString m_sources;
    std::map<QString, SourceTree> m_trees;
};

namespace {

// One path is a tail of the other.
bool agree(const std::string &a, const std::string &b)
{
    const std::string &shorter = a.size() < b.size() ? a : b;
    const std::string &longer = a.size() < b.size() ? b : a;
    return longer.ends_with(shorter)
           && (longer.size() == shorter.size() || longer[longer.size() - shorter.size() - 1] == '/');
}

} // namespace

void SourceBenchTest::initTestCase()
{
    m_cases = qEnvironmentVariable("SYMBOLON_BENCH") + QStringLiteral("/cases");
    m_sources = qEnvironmentVariable("SYMBOLON_BENCH_SOURCES");
    if (!QDir(m_cases).exists() || m_sources.isEmpty() || !QDir(m_sources).exists())
        QSKIP("SYMBOLON_BENCH and SYMBOLON_BENCH_SOURCES do not name the benchmark and its checkouts");
}

const SourceTree &SourceBenchTest::treeOf(const QString &package)
{
    const auto known = m_trees.find(package);
    if (known != m_trees.end())
        return known->second;
    auto tree = readSources((m_sources + QLatin1Char('/') + package).toStdString(), {}, {});
    if (!tree.ok())
        qFatal("%s", tree.error().summary.c_str());
    return m_trees.emplace(package, std::move(tree).value()).first->second;
}

void SourceBenchTest::found_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : QDir(m_cases).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QTest::newRow(qPrintable(name)) << name;
}

void SourceBenchTest::found()
{
    QFETCH(QString, name);
    const QString package = name.section(QLatin1Char('-'), 0, 0);
    if (!QDir(m_sources + QLatin1Char('/') + package).exists())
        QSKIP("no checkout of this package");
    const SourceTree &tree = treeOf(package);
    std::multimap<std::string_view, const SourceFunction *> byName;
    bool cpp = false;
    for (const SourceFunction &function : tree.functions) {
        byName.emplace(function.name, &function);
        cpp = cpp || function.qualifiedName.find("::") != std::string::npos;
    }
    QFile truth(m_cases + QLatin1Char('/') + name + QStringLiteral("/truth.tsv"));
    QVERIFY(truth.open(QIODevice::ReadOnly));
    int rows = 0;
    int hits = 0;
    QStringList missed;
    while (!truth.atEnd()) {
        const QList<QByteArray> cells = truth.readLine().chopped(1).split('\t');
        if (cells.size() < 8 || cells[0].startsWith('#') || cells[7].split(',').contains("macro"))
            continue;
        const QList<QByteArray> names = cells[3].split(',');
        const QList<QByteArray> paths = cells[4].split(',');
        for (qsizetype i = 0; i < names.size(); ++i) {
            const std::string wanted = names[i].toStdString();
            const auto [first, last] = byName.equal_range(wanted);
            const bool hit = std::any_of(first, last, [&](const auto &entry) {
                return agree(tree.files[entry.second->file].path, paths.value(i).toStdString());
            });
            ++rows;
            hits += hit;
            if (!hit)
                missed << QString::fromStdString(wanted);
        }
    }
    QVERIFY(rows > 0);
    const double share = double(hits) / rows;
    qInfo("%s: %d of %d truth functions found (%.4f)", qPrintable(name), hits, rows, share);
    // In C++ some are the compiler's own: constructors and destructors that no text defines.
    QVERIFY2(share >= (cpp ? 0.95 : 0.99), qPrintable(missed.join(QLatin1Char(' '))));
}

void SourceBenchTest::speed()
{
    const QString busybox = m_sources + QStringLiteral("/busybox");
    if (!QDir(busybox).exists())
        QSKIP("no checkout of busybox");
    const CpuTimer timer;
    const auto tree = readSources(busybox.toStdString(), {}, {});
    const double seconds = timer.seconds(); // of all threads: it takes no longer where one core is free
    QVERIFY(tree.ok());
    qInfo("busybox: %zu files, %zu functions in %.2f s of processor time", tree->files.size(), tree->functions.size(),
          seconds);
    QVERIFY(seconds < 10);
}

QTEST_GUILESS_MAIN(SourceBenchTest)
#include "tst_sourcebench.moc"
