// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The workers on real input, and how inputs are recognised again.
#include "app/workers/inputs.h"
#include "app/workers/listingcodec.h"
#include "app/workers/proposalcodec.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <mutex>
#include <thread>

using namespace symbolon;
using namespace std::chrono_literals;

namespace {

QString sample()
{
    return QDir(QStringLiteral(SYMBOLON_SAMPLE_DIR))
        .entryInfoList({QStringLiteral("lampd-*.truth.tsv")})
        .constLast()
        .filePath()
        .chopped(10);
}

const QString sources = QStringLiteral(SYMBOLON_SOURCE_DIR "/resources/sample/src");

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

class TestWorkers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void analyzeReportsProgress()
    {
        std::mutex mutex;
        int reports = 0;
        Work work;
        work.onProgress = [&](const Progress &) {
            const std::scoped_lock lock(mutex);
            ++reports;
        };
        const auto analyzed = m_workers.analyze({sample(), {}, {}, 0}, work);
        QVERIFY2(analyzed.ok(), analyzed ? "" : analyzed.error().summary.c_str());
        QVERIFY(reports > 0);
        QCOMPARE(analyzed->sha256.size(), 64);
        QVERIFY(analyzed->program.functions.size() > 60);
    }

    void sourcesAreTheSameWhateverTheNumberOfWorkers()
    {
        Work one;
        one.threads = 1;
        Work three;
        three.threads = 3;
        const auto a = m_workers.readSources(sources, one);
        const auto b = m_workers.readSources(sources, three);
        QVERIFY(a.ok() && b.ok());
        QVERIFY(a->functions.size() >= 60);
        QVERIFY(encodeSourceTree(*a) == encodeSourceTree(*b));
    }

    void cancelledBeforeItStarts()
    {
        std::stop_source stop;
        stop.request_stop();
        Work work;
        work.stop = stop.get_token();
        const auto analyzed = m_workers.analyze({sample(), {}, {}, 0}, work);
        QVERIFY(!analyzed.ok() && analyzed.error().kind == ErrorKind::Cancelled);
        const auto tree = m_workers.readSources(sources, work);
        QVERIFY(!tree.ok() && tree.error().kind == ErrorKind::Cancelled);
    }

    void layoutsAreLaidOut()
    {
        GraphShape shape;
        shape.nodes.assign(4, {100, 40});
        shape.edges = {{0, 1}, {0, 2}, {1, 3}, {2, 3}};
        const auto small = m_workers.layOut(shape, {});
        QVERIFY(small.ok());
        QCOMPARE(small->engine, std::string("dot"));
        QCOMPARE(small->centres.size(), std::size_t(4));
        for (uint32_t n = 4; n < 2'000; ++n) {
            shape.nodes.push_back({80, 30});
            shape.edges.push_back({n - 1, n});
        }
        const auto large = m_workers.layOut(shape, {});
        QVERIFY(large.ok());
        QCOMPARE(large->engine, std::string("layered"));
        QCOMPARE(large->edges.size(), shape.edges.size());
    }

    void listingSurvivesItsCodec()
    {
        Listing listing;
        ContainerEntry entry;
        entry.path = "a/b";
        entry.kind = "elf";
        entry.type = ContainerEntry::Type::Executable;
        entry.offset = 65536;
        entry.size = 12;
        entry.architecture = Architecture::Mips32;
        entry.endian = Endian::Big;
        entry.linkTarget = "c";
        entry.entropy = 7.5;
        entry.note = "n";
        listing.entries = {ContainerEntry(), entry};
        listing.notes = {"cut"};
        const std::string bytes = encodeListing(listing);
        const auto back = decodeListing(bytes);
        QVERIFY(back);
        QVERIFY(encodeListing(*back) == bytes);
        QCOMPARE(back->entries[1].path, entry.path);
        QCOMPARE(*back->entries[1].entropy, 7.5);
        for (std::size_t cut = 0; cut < bytes.size(); ++cut)
            QVERIFY(!decodeListing(std::string_view(bytes).substr(0, cut)));
    }

    void findingsSurviveTheirEncoding()
    {
        RawFindings findings;
        findings.proposals = {{"mips",
                               "MIPS, big endian",
                               0x80000000,
                               true,
                               0.9,
                               {{RawReason::Kind::RegionJumps, {95, 96}, "95 of 96 targets"}}}};
        findings.format = "Intel HEX";
        findings.addressesKnown = true;
        findings.base = 0x80000000;
        findings.entropy = 5.5;
        findings.note = "note";
        const std::string bytes = encodeFindings(findings);
        const auto back = decodeFindings(bytes);
        QVERIFY(back);
        QVERIFY(encodeFindings(*back) == bytes);
        for (std::size_t cut = 0; cut < bytes.size(); ++cut)
            QVERIFY(!decodeFindings(std::string_view(bytes).substr(0, cut)));
        findings.proposals[0].architecture = "z80";
        QVERIFY(!decodeFindings(encodeFindings(findings)));
    }

    void inputsAreRecognisedAgain()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("a.c"));
        QVERIFY(write(file, "int a;"));
        const auto first = describeBinary({file, {}, {}, 0});
        const QByteArray tree = sourceFingerprint(folder.path());
        QVERIFY(first.ok());
        QVERIFY(sameBinary(*first, *describeBinary({file, {}, {}, 0})));
        QVERIFY(!sameBinary(*first, *describeBinary({file, {}, QStringLiteral("arm"), 0x1000})));
        QCOMPARE(sourceFingerprint(folder.path()), tree);
        QVERIFY(write(file, "int ab;"));
        QVERIFY(!sameBinary(*first, *describeBinary({file, {}, {}, 0})));
        QVERIFY(sourceFingerprint(folder.path()) != tree);
        QVERIFY(!describeBinary({folder.path(), {}, {}, 0}).ok());
        QVERIFY(!describeBinary({folder.filePath(QStringLiteral("absent")), {}, {}, 0}).ok());
    }

private:
    Workers m_workers{QStringLiteral(SYMBOLON_EXECUTABLE)};
};

QTEST_GUILESS_MAIN(TestWorkers)
#include "tst_workers.moc"
