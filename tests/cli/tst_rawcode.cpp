// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Code without a header on the command line: what is proposed for it, --arch auto, Intel HEX and S-records.
#include "tests/cli/program.h"
#include "tests/disasm/blobs.h"

#include "app/project/projectstore.h"

#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace symbolon;
using namespace Qt::StringLiterals;

class TestRawCode : public QObject
{
    Q_OBJECT

private:
    static constexpr quint64 base = 0x200000;
    QTemporaryDir m_folder;
    QString m_blob;
    QString at(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        const auto flat = blobs::compile(u"gcc"_s, {u"-O2"_s, u"-fcf-protection=none"_s}, base);
        if (!flat)
            QSKIP("gcc cannot compile for a bare machine here");
        const bool native = QSysInfo::buildCpuArchitecture() == u"x86_64"_s;
        if (!native)
            QSKIP("the blob of this test is x86-64");
        QCOMPARE(flat->base, base);
        m_blob = at(u"blob.bin"_s);
        QVERIFY(writeFile(
            m_blob, QByteArray(reinterpret_cast<const char *>(flat->bytes.data()), qsizetype(flat->bytes.size()))));
    }

    void hintNamesTheProposal()
    {
        for (const QStringList &command :
             {QStringList{u"analyze"_s, m_blob}, QStringList{u"match"_s, m_blob, m_folder.path()}}) {
            const Outcome run = runProgram(command);
            QVERIFY2(run.status == 3, qPrintable(run.err));
            QCOMPARE(run.err.count(u'\n'), 1);
            QVERIFY2(run.err.contains(u"looks like x86-64 at 0x200000"_s), qPrintable(run.err));
            QVERIFY2(run.err.contains(u"try --arch x86-64 --base 0x200000"_s), qPrintable(run.err));
        }
    }

    void automatic()
    {
        const Outcome found = runProgram({u"analyze"_s, m_blob, u"--arch"_s, u"auto"_s});
        QVERIFY2(found.status == 0, qPrintable(found.err));
        QVERIFY2(found.err.contains(u"taken for --arch x86-64 --base 0x200000"_s), qPrintable(found.err));
        const Outcome said = runProgram({u"analyze"_s, m_blob, u"--arch"_s, u"x86-64"_s, u"--base"_s, u"0x200000"_s});
        QCOMPARE(said.status, 0);
        QCOMPARE(said.out, found.out);
        QVERIFY(said.err.isEmpty());
        const Outcome moved = runProgram({u"analyze"_s, m_blob, u"--arch"_s, u"auto"_s, u"--base"_s, u"0"_s});
        QCOMPARE(moved.status, 0);
        QVERIFY2(moved.err.contains(u"--arch x86-64"_s), qPrintable(moved.err));
        QVERIFY2(!moved.out.contains(u"0x2000"_s), qPrintable(moved.out.left(400)));
    }

    void automaticOnWhatNeedsNoProposal()
    {
        const Outcome elf = runProgram({u"analyze"_s, u"/bin/true"_s, u"--arch"_s, u"auto"_s});
        QCOMPARE(elf.status, 0);
        QCOMPARE(elf.out, runProgram({u"analyze"_s, u"/bin/true"_s}).out);
        QByteArray text;
        for (int n = 0; n < 400; ++n)
            text += "A letter, page " + QByteArray::number(n) + ".\n";
        QVERIFY(writeFile(at(u"letter.txt"_s), text));
        const Outcome run = runProgram({u"analyze"_s, at(u"letter.txt"_s), u"--arch"_s, u"auto"_s});
        QCOMPARE(run.status, 3);
        QCOMPARE(run.err.count(u'\n'), 1);
        QVERIFY2(run.err.contains(u"text, not machine code"_s), qPrintable(run.err));
        QCOMPARE(runProgram({u"analyze"_s, at(u"absent"_s), u"--arch"_s, u"auto"_s}).status, 3);
    }

    void whatWasFoundIsKept()
    {
        const QString sources = QStringLiteral(SYMBOLON_SOURCE_DIR "/resources/sample/src");
        const QString project = at(u"p.symbolon"_s);
        for (int round = 0; round < 2; ++round) {
            const Outcome run =
                runProgram({u"match"_s, m_blob, sources, u"--arch"_s, u"auto"_s, u"--project"_s, project});
            QVERIFY2(run.status == 0, qPrintable(run.err));
            auto store = ProjectStore::open(project);
            QVERIFY(store.ok());
            const auto binaries = (*store)->binaries();
            QVERIFY(binaries.ok());
            QCOMPARE(binaries->size(), 1);
            QCOMPARE(binaries->first().architecture, u"x86-64"_s);
            QCOMPARE(binaries->first().base, base);
        }
    }

    void records_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("name");
        QTest::newRow("Intel HEX") << u"ihex"_s << u"Intel HEX"_s;
        QTest::newRow("S-records") << u"srec"_s << u"Motorola S-records"_s;
    }
    void records()
    {
        QFETCH(QString, format);
        QFETCH(QString, name);
        const QString file = at(u"blob."_s + format);
        QProcess objcopy;
        objcopy.start(u"objcopy"_s,
                      {u"-I"_s, u"binary"_s, u"-O"_s, format, u"--change-addresses"_s, u"0x200000"_s, m_blob, file});
        if (QStandardPaths::findExecutable(u"objcopy"_s).isEmpty() || !objcopy.waitForFinished())
            QSKIP("objcopy is not there");
        QCOMPARE(objcopy.exitCode(), 0);
        const Outcome bare = runProgram({u"analyze"_s, file});
        QCOMPARE(bare.status, 3);
        QCOMPARE(bare.err.count(u'\n'), 1);
        QVERIFY2(bare.err.contains(name) && bare.err.contains(u"try --arch x86-64\n"_s), qPrintable(bare.err));
        const Outcome said = runProgram({u"analyze"_s, file, u"--arch"_s, u"x86-64"_s});
        QVERIFY2(said.status == 0 && said.err.isEmpty(), qPrintable(said.err));
        QVERIFY2(said.out.contains(u"\n0x200000 "_s), qPrintable(said.out)); // the start address that objcopy writes
        const Outcome found = runProgram({u"analyze"_s, file, u"--arch"_s, u"auto"_s});
        QVERIFY2(found.status == 0 && found.err.contains(u"taken for --arch x86-64: "_s), qPrintable(found.err));
        QCOMPARE(found.out, said.out);
        QByteArray damaged = readFile(file);
        damaged[damaged.size() / 2] = damaged[damaged.size() / 2] == '0' ? '1' : '0';
        QVERIFY(writeFile(file, damaged));
        for (const QString &word : {u"x86-64"_s, u"auto"_s}) {
            const Outcome run = runProgram({u"analyze"_s, file, u"--arch"_s, word});
            QCOMPARE(run.status, 3);
            QCOMPARE(run.err.count(u'\n'), 1);
            QVERIFY2(run.err.contains(u": line "_s), qPrintable(run.err));
        }
    }
};

QTEST_GUILESS_MAIN(TestRawCode)
#include "tst_rawcode.moc"
